"""The words of a proof's page."""

from typing import Final

from kotae.messages import Message

__all__ = ["word"]

_WORDS: Final[dict[str, Message]] = {
    "title": Message("Proof of an answer"),
    "question": Message("Question"),
    "answer": Message("Answer"),
    "not_found": Message("The documents don't hold an answer."),
    "sources": Message("What it rests on"),
    "documents": Message("The documents"),
    "file": Message("File"),
    "page": Message("page {page}"),
    "place": Message("characters {start} to {end} of the text"),
    "cell": Message("Cell"),
    "value": Message("Value"),
    "picture": Message("The page, the quote marked"),
    "hidden": Message(
        "The documents may not be shown. In their place stand hashes; who has the documents can "
        "check them with kotae."
    ),
    "support_quoted": Message("word for word from the document"),
    "support_translated": Message("translated by a language model, checked"),
    "support_verified": Message("written by a language model, checked"),
    "votes": Message("Who checked it"),
    "passed": Message("for"),
    "failed": Message("against"),
    "abstained": Message("no vote"),
    "searched": Message(
        "Searched: {documents} {documents:document|documents}, {passages} {passages:passage|passages}; "
        "{left_out} {left_out:file|files} couldn't be read "
        "(index of {built})."
    ),
    "coverage": Message("What was looked at"),
    "coverage_counts": Message(
        "Documents in scope: {in_scope}. Searched: {searched} ({passages} "
        "{passages:passage|passages}). Not searched: {uncovered}. The answer was looked for in "
        "the nearest ones: {read} {read:passage|passages}."
    ),
    "coverage_counts_rows": Message(
        "Documents in scope: {in_scope}. Read to their end: {searched} ({passages} "
        "{passages:passage|passages}). Not read: {uncovered}."
    ),
    "coverage_narrowed": Message("Only documents with {conditions}."),
    "coverage_whole": Message("The whole library was in scope."),
    "coverage_unread": Message("Not searched"),
    "coverage_why": Message("Why"),
    "coverage_files": Message("The files searched ({count})"),
    "no_rows": Message("Nothing was found."),
    "missing": Message("In nothing that was read: {words}."),
    "entity": Message("What it belongs to"),
    "normal": Message("Normal form"),
    "dated": Message("Date of the document"),
    "unsure": Message("?: a word of the question isn't met there; the row was taken all the same."),
    "count": Message("count"),
    "sum": Message("total"),
    "average": Message("average"),
    "max": Message("largest"),
    "min": Message("smallest"),
    "difference": Message("difference"),
    "made": Message("Made {at} by kotae {kotae}."),
    "seal": Message("Seal (SHA-256)"),
    "signed": Message("Signed with the Ed25519 key {key}."),
    "unsigned": Message("Not signed."),
    "how": Message("How to check it"),
    "how_file": Message(
        "Without kotae: compute the SHA-256 of the file you have and compare it with the one above. "
        "On Windows: certutil -hashfile FILE SHA256; on a Mac: shasum -a 256 FILE; on Linux: "
        "sha256sum FILE. If they are equal, it is the same file, and the quote can be looked up in "
        "it."
    ),
    "how_kotae": Message(
        "With kotae: kotae verify THIS-FILE --corpus FOLDER-OF-THE-DOCUMENTS. It needs no index and "
        "no network."
    ),
    "limits": Message("What it doesn't say"),
    "limit_true": Message("That the documents are right, or that no other document says otherwise."),
    "limit_rows": Message(
        "That no row is missing: which rows were taken isn't asked again, only what each says and what is made of them."
    ),
    "limit_made": Message("Who asked and when, unless it is signed by somebody you trust."),
    "machine": Message("For machines: the proof itself"),
}


def word(key: str, language: str, /, **values: object) -> str:
    """Return the words for a key in ``"ja"``, else in English, fields filled in.

    Raises:
        KeyError: There is no such key or field.
    """
    return _WORDS[key].filled(**values).text(language)
