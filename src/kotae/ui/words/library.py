"""The words of the library's page."""

from typing import Final

from kotae.messages import Message

__all__ = ["WORDS"]

WORDS: Final[dict[str, Message]] = {
    "library_title": Message("What can be asked about"),
    "library_summary": Message(
        "{documents} {documents:document|documents} · {passages} {passages:passage|passages} (Japanese "
        "{japanese}, English {english}) · built {when}"
    ),
    "library_summary_changed": Message("{documents} {documents:document|documents} · built {when}"),
    "library_filter": Message("Filter by title or file name"),
    "library_empty": Message("No document matches."),
    "libraries_title": Message("Libraries asked together"),
    "library_which": Message("Library to show and change"),
    "column_name": Message("Library"),
    "column_folder": Message("Folder"),
    "column_count": Message("Documents"),
    "column_size": Message("Index"),
    "column_built": Message("Updated"),
    "column_skipped": Message("Left out"),
    "column_followed": Message("Following"),
    "followed": Message("on"),
    "not_followed": Message("off"),
    "folder_away": Message("not there"),
    "follow": Message("Follow the folder"),
    "follow_info": Message(
        "What is added, changed or removed there is taken over automatically while kotae runs."
    ),
    "column_title": Message("Title"),
    "column_language": Message("Language"),
    "column_file": Message("File"),
    "skipped_title": Message("Left out ({count})"),
    "rebuild": Message("Update the library"),
    "rebuild_info": Message(
        "Updating reads the folder again; questions are answered from the present library meanwhile."
    ),
    "rebuild_done": Message(
        "Updated in {seconds} s: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged."
    ),
    "rebuild_anew": Message(
        "{files:,} unchanged {files:file was|files were} read anew, because kotae reads such files better now; passages that "
        "stayed the same were not embedded again"
    ),
    "build_reading": Message("Reading files"),
    "build_embedding": Message("Computing vectors"),
    "build_writing": Message("Writing the index"),
    "upload_info": Message("Added files are copied into {folder}."),
    "upload_reading": Message("Being read: {names}."),
    "upload_done": Message("Added: {names}."),
    "upload_unread": Message("{name} can't be asked about: {reason}"),
    "upload_twin": Message("{name}: the library has this already, as {known}."),
    "upload_twin_unread": Message(
        "{name}: the folder has this already, as {known}, and it can't be asked about: {reason}"
    ),
    "upload_refused_type": Message("{name}: this kind of file can't be read. Allowed: {allowed}."),
    "upload_refused_size": Message(
        "{name}: larger than {limit} MB. Split it, or start kotae with --max-upload-mb."
    ),
    "upload_refused_empty": Message("{name}: the file is empty."),
    "pick": Message("Add documents"),
    "nothing_shown": Message("No documents are shown to you here; whoever runs this page decides which are."),
    "drop_title": Message("Drop files here"),
    "drop_text": Message(
        "The library is empty. Drop documents anywhere on this page, or choose them; then ask. They stay on this machine."
    ),
    "drop_kinds": Message("Kinds that can be read: {allowed}"),
    "drop_now": Message("Drop to add to the library"),
    "remove": Message("Remove"),
    "remove_label": Message("Remove {name}"),
    "remove_really": Message("Yes, remove it"),
    "remove_info": Message("Removed files are moved to {folder}, not deleted."),
    "remove_done": Message("Removed: {name}. Answers no longer use it."),
    "remove_missing": Message("That document isn't in the folder."),
    "other_folder": Message("Use another folder"),
    "folder_info": Message(
        "The library then answers from this folder instead of the present one. Its files are read "
        "where they are; nothing is copied, moved or deleted."
    ),
    "folder_label": Message("Path of a folder on this machine"),
    "folder_use": Message("Read this folder"),
    "add_library": Message("Add a library"),
    "add_library_info": Message(
        "A folder of this machine becomes a library of its own, asked together with the others or "
        "alone. Its files are read where they are; nothing is copied, moved or deleted. For your "
        "protection, a code from the terminal is asked for."
    ),
    "add_library_do": Message("Add"),
    "library_name": Message("Name (empty: the folder's)"),
    "library_added": Message("Questions now go to {name} too, also after a restart."),
    "library_name_taken": Message("There is a library {name} already; give the new one another name."),
    "library_leave": Message("Take off"),
    "library_leave_label": Message("Take the library {name} off this page"),
    "library_leave_really": Message("Yes, take it off"),
    "library_left_out": Message(
        "Questions no longer go to {name}. Its documents and its index are where they were."
    ),
    "library_unopened": Message(
        "{name} can't be opened, so questions don't go to it: {reason} Add its folder again to read it anew."
    ),
    "folder_fetched": Message(
        "The documents are fetched from {source}: add and remove them there, then update the library."
    ),
    "folder_gone": Message(
        "{folder} isn't there: moved, renamed, or on a disk that isn't plugged in. Questions are "
        "still answered from the library as it was; bring the folder back and update the library, or "
        "start kotae with another one."
    ),
    "folder_empty": Message(
        "{folder} is empty; if its disk isn't plugged in, plug it in and update the library. "
        "Questions are still answered from the library as it was."
    ),
}
