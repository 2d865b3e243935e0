"""The words of the page around a question: header, box, conversations, settings, and what the page is."""

from typing import Final

from kotae.messages import Message, Told, Words

__all__ = ["WORDS"]

WORDS: Final[dict[str, Words]] = {
    # the header
    "switch_language": Message("Page language"),
    "switch_theme": Message("Light or dark"),
    "tab_ask": Message("Ask", context="tab"),
    "tab_library": Message("Library"),
    "tab_settings": Message("Settings"),
    "tab_about": Message("About"),
    # asking
    "question_label": Message("Your question"),
    "question_placeholder": Message("Ask in English or Japanese"),
    "ask": Message("Ask"),
    "stop": Message("Stop"),
    "new_conversation": Message("New conversation"),
    "export": Message("Export"),
    "tools": Message("More: conversation, export, what is searched"),
    "gather": Message("Every document (experimental)"),
    "question_waits": Message("Your question waits: it is asked when this answer is complete."),
    "server_gone": Message(
        "kotae isn't running any more. Your question is kept; start kotae again and this page goes "
        "on by itself."
    ),
    "search_everything": Message("Search everything"),
    "was_narrowed": Message("Only a part of the library was asked: {scope}."),
    "only_folders": Message("In {folders}"),
    "only_tags": Message("Tagged {tags}"),
    "only_libraries": Message("Library: {libraries}"),
    "in_library": Message("Library: {library}"),
    "only_after": Message("From {day}"),
    "only_before": Message("Before {day}"),
    "only_ja": Message("Japanese only"),
    "only_en": Message("English only"),
    "and_more": Message(" and {count} more"),
    "lift": Message("Search everything again, not only: {scope}"),
    # conversations
    "conversation_new": Message("Start another"),
    "conversation_export": Message("Export:"),
    "conversation_find": Message("Search conversations"),
    "conversation_name": Message("Name of the conversation"),
    "conversation_rename": Message("Rename"),
    "conversation_delete": Message("Delete"),
    "conversation_delete_really": Message("Delete for good"),
    "conversation_more": Message("More: {title}"),
    "more": Message("More"),
    "conversations_empty": Message("Conversations are kept here, on this machine only."),
    "conversations_none": Message("No conversation matches."),
    "today": Message("Today"),
    "yesterday": Message("Yesterday"),
    "examples": Message("For example"),
    "further": Message("Ask next"),
    "welcome_title": Message("What would you like to know?"),
    "welcome_text": Message(
        "Ask in English or Japanese. Evidence is looked for in both languages, every sentence of the "
        "answer points to the place it comes from, and what the documents don't say is not answered."
    ),
    "tour": Message("First steps"),
    "tour_ask": Message("Ask in your own words, in English or Japanese: both languages are searched."),
    "tour_mark": Message(
        "Press the number behind a sentence: the document opens at that place, beside the answer."
    ),
    "tour_read": Message(
        "In the document, point at a word for its meaning. Drop files anywhere on the page to add them."
    ),
    "tour_done": Message("Don't show this again"),
    "welcome_count": Message(
        "{documents} {documents:document|documents}, {passages} {passages:passage|passages} in the library."
    ),
    "narrow": Message("Narrow the search"),
    "filter_languages": Message("Languages of documents"),
    "filter_documents": Message("Documents"),
    "filter_documents_info": Message("None chosen: all of them"),
    "filter_folders": Message("Folders"),
    "filter_folders_info": Message("With everything below them"),
    "filter_kinds": Message("Kinds of file"),
    "filter_kinds_info": Message("None chosen: every kind"),
    "filter_tags": Message("Tags"),
    "filter_tags_info": Message("None chosen: tagged or not"),
    "filter_libraries": Message("Libraries"),
    "filter_libraries_info": Message("None chosen: all of them together"),
    "filter_after": Message("Dated on or after"),
    "filter_before": Message("Dated before"),
    "filter_date_info": Message("2025, 2025-04 or 2025-04-01"),
    "japanese": Message("Japanese"),
    "english": Message("English"),
    "tag_ja": Told(en="日本語", ja="日本語"),
    "tag_en": Told(en="English", ja="English"),
    # settings
    "top_k": Message("Passages to look at"),
    "generate": Message("Let the language model phrase the answer"),
    "generate_info": Message("Off: answers are quotations only."),
    "generate_missing": Message("No local language model is installed: answers are quotations."),
    "generate_model": Message(
        "Language model: {model}. Another one is chosen in kotae.toml, under [generation]."
    ),
    "settings_saved_here": Message(
        "Language, light or dark, and these choices are remembered in this browser; conversations "
        "beside the index."
    ),
    "feedback_title": Message("Judged answers"),
    "feedback_count": Message("{good} good, {bad} bad. Export them with: kotae feedback FOLDER"),
    # about
    "about_title": Message("About kotae"),
    "about_text": Message(
        "kotae runs on this machine. No question, document or usage figure leaves it, unless you name a library or a "
        "language model on another one."
    ),
    "about_component": Message("Part"),
    "about_job": Message("Does"),
    "about_licence": Message("Licence"),
    "about_model": Message("Embedding model of this index"),
    "about_version": Message("kotae {version}"),
    "about_api": Message("For programs: the endpoints retrieve and ask are documented in docs/api.md."),
    "job_embedding": Message("meaning of sentences in both languages"),
    "job_fugashi": Message("words and readings of Japanese"),
    "job_unidic": Message("dictionary of Japanese word forms"),
    "job_jmdict": Message("Japanese–English dictionary"),
    "job_faiss": Message("search among vectors"),
    "job_gradio": Message("this page"),
    "job_writer": Message("optional: phrases answers"),
    # errors of the page itself
    "notice": Message("Note", context="page"),
    "error_question_empty": Message("Please type a question."),
    "error_unexpected_choice": Message("That choice isn't available."),
    "proof": Message("Save a proof"),
    "proof_saving": Message("The documents are read again; the proof is saved as a page."),
}
