"""The words of answers and of the reader beside them."""

from typing import Final

from kotae.messages import Message, Words

__all__ = ["WORDS"]

WORDS: Final[dict[str, Words]] = {
    # the answer
    "you_asked": Message("Question"),
    "answer": Message("Answer"),
    "state_searching": Message("Searching"),
    "state_preparing": Message("Preparing the dictionary, once on this computer"),
    "state_reading": Message("Reading"),
    "state_writing": Message("Writing"),
    "state_checking": Message("Checking"),
    "state_stopped": Message("Stopped before the answer was complete."),
    "checked_until_then": Message("By then these sentences had been checked:"),
    "nothing_checked": Message("No sentence had been checked by then."),
    "to_box": Message("Back to the question box"),
    "sidebar": Message("Conversations"),
    "ask_again": Message("Ask again"),
    "unchecked": Message("Not checked yet"),
    "quoted": Message("quoted"),
    "quoted_info": Message("This sentence stands in the source word for word."),
    "translated": Message("translated"),
    "translated_info": Message(
        "A machine translation that passed the checkers; the original stands below it."
    ),
    "original": Message("original"),
    "verified": Message("verified"),
    "verified_info": Message(
        "Written by the language model; the checkers agree that the sources support it."
    ),
    "unverified": Message("not verified"),
    "unverified_info": Message("The checkers don't agree that the sources support this."),
    "gloss_en": Message("In English, word by word"),
    "gloss_ja": Message("In Japanese, word by word"),
    "votes": Message("How it was checked"),
    "vote_entailment": Message("meaning"),
    "vote_facts": Message("facts"),
    "vote_likelihood": Message("likelihood"),
    "vote_passed": Message("agrees"),
    "vote_failed": Message("disagrees"),
    "vote_abstained": Message("no opinion"),
    "not_found": Message("The documents don't answer this"),
    "nearest": Message("Nearest passages, not an answer"),
    "understood_as": Message("Asked as a follow-up: {question}"),
    "missing_words": Message("Not in the passages read:"),
    "sources": Message("Sources"),
    "sources_count": Message("Sources · {count}"),
    "nearest_count": Message("Nearest passages · {count}"),
    "passages_found": Message("Passages found"),
    "other_passages": Message("Also found ({count})"),
    "evidence": Message("Source {number}"),
    "page": Message("p. {page}"),
    "why_found": Message("Found by"),
    "open_reader": Message("Read in the document"),
    "copy": Message("Copy with sources"),
    "copied": Message("Copied"),
    "good": Message("Good answer"),
    "bad": Message("Bad answer"),
    "thanks_good": Message("Noted as a good answer."),
    "thanks_bad": Message("Noted as a bad answer. What was wrong?"),
    "comment_label": Message("Comment (optional)"),
    "comment_send": Message("Send"),
    "timing": Message("{seconds} s"),
    "stage_retrieve": Message("search"),
    "stage_write": Message("writing and checking"),
    "stage_answer": Message("answer"),
    # the reader
    "reader": Message("Document"),
    "reader_close": Message("Close"),
    "reader_previous": Message("Previous evidence"),
    "reader_next": Message("Next evidence"),
    "reader_outline": Message("Outline"),
    "reader_page": Message("Page {page}"),
    "reader_pages": Message("Pages in small"),
    "reader_as_text": Message("Text"),
    "reader_as_pages": Message("Pages"),
    "reader_larger": Message("Larger"),
    "reader_smaller": Message("Smaller"),
    "reader_own_page": Message("Open on a page of its own"),
    "reader_count": Message("{count} marked"),
    "reader_missing": Message("This document is no longer in the library."),
    "reader_aid": Message("Word help: point at a word for its reading and meaning"),
    "reader_furigana": Message("Furigana over kanji"),
    "reader_preparing": Message("Preparing the dictionary (the first time only)…"),
    # going through every document
    "gather_offer": Message("This question asks for everything; an answer quotes only the best place."),
    "gather_offer_documents": Message(
        "These were found by searching. To be sure of all of them, have every document read."
    ),
    "gather_go": Message("Go through every document"),
    "gather_experimental": Message("experimental"),
    "gather_experimental_info": Message(
        "Rows can be missing or wrong. Look at them before you use a number."
    ),
    "gather_reading": Message("Going through every document"),
    "gather_progress": Message("{done} of {total} {total:document|documents} · {rows} found"),
    "gather_rows": Message("Found: {count}"),
    "gather_more": Message("{count} more {count:is|are} in the files below."),
    "gather_entity": Message("What"),
    "gather_value": Message("Value"),
    "gather_place": Message("Where"),
    "gather_unsure": Message("Lacks a word of the question"),
    "gather_also": Message("also in {count} more {count:place|places}"),
    "gather_nothing": Message("Nothing was found."),
    "gather_missing": Message("Not in what was read: {words}"),
    "gather_certificate": Message(
        "Every document was read to the end ({read} {read:document|documents}, {passages} {passages:passage|passages})."
    ),
    "gather_incomplete": Message(
        "Read {read} of {scope} {scope:document|documents} ({passages} {passages:passage|passages}); {unread} couldn't be "
        "read, {left_out} {left_out:was|were} left out."
    ),
    "gather_library_left": Message("wasn't gone through: {reason}"),
    "gather_unread": Message("Not read ({count})"),
    "gather_save": Message("Save the rows"),
    "operation_count": Message("number"),
    "operation_sum": Message("total"),
    "operation_average": Message("average"),
    "operation_max": Message("largest"),
    "operation_min": Message("smallest"),
    "operation_difference": Message("difference"),
    "operation_list": Message("list"),
}
