"""What a check found, in both languages: one line for each thing that holds, doesn't hold, or couldn't be checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kotae.messages import Message, Words

__all__ = ["Finding", "Report", "Verdict", "found"]

Verdict: TypeAlias = Literal["holds", "fails", "unchecked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at.

    Attributes:
        kind: What was found, a name for programs (``"document_changed"``).
        verdict: Whether it holds.
        where: Which part of the proof (``"documents.0"``), for programs.
        en: What was found, in English.
        ja: The same in Japanese.
    """

    kind: str
    verdict: Verdict
    where: str
    en: str
    ja: str

    def text(self, language: str) -> str:
        """Return what was found in ``"ja"`` or ``"en"``."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found.

    Attributes:
        verdict: ``"fails"`` where anything fails, else ``"unchecked"`` where anything couldn't be checked, else ``"holds"``.
        findings: In the order of the proof.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        """Return the report on some findings."""
        listed = tuple(findings)
        verdicts = {finding.verdict for finding in listed}
        verdict: Verdict = (
            "fails" if "fails" in verdicts else "unchecked" if "unchecked" in verdicts else "holds"
        )
        return cls(verdict=verdict, findings=listed)


_HOLDS: Final = {
    "seal": Message("The file is as it was made (SHA-256 {seal})."),
    "signature": Message("Signed with the key {key}; whose it is, only the person can tell."),
    "signature_known": Message("Signed with the key you gave, {key}."),
    "unsigned": Message("Not signed: question and time are as in the file, but anybody could have made it."),
    "document": Message("{path}: the same file, byte for byte."),
    "document_line_endings": Message("{path}: the same file with other line endings."),
    "document_moved": Message("{path}: the same file, now at {found}."),
    "quote": Message("{path} {start}-{end}: the quote stands there."),
    "votes": Message("Sentence {number}: the council votes as recorded."),
    "answer": Message("The answer says what its quotes say."),
    "coverage": Message(
        "The certificate fits: of the documents in scope ({in_scope}), {searched} searched; the "
        "files ({files}) are those in the folder."
    ),
    "no_coverage": Message(
        "The proof is of format 1, which had no certificate of what was searched; all it says is checked."
    ),
    "row": Message("Row {number}: read again, the place gives the same value."),
    "numbers": Message("The numbers are what the question makes of the rows."),
    "page": Message("The page shows what the proof says."),
}
_FAILS: Final = {
    "seal": Message("The file was altered after it was made: its hash doesn't fit."),
    "signature": Message("The signature is wrong."),
    "signature_other": Message("Signed with another key than the one you gave: {key}."),
    "unsigned": Message("A signature was asked for, and there is none."),
    "structure": Message("The proof speaks of a part that it doesn't have ({where})."),
    "document_changed": Message("{path}: the file has changed. {rest}"),
    "document_gone": Message("{path}: the file doesn't hold this document any more."),
    "document_unreadable": Message("{path}: the file can't be read any more: {rest}"),
    "document_text": Message("{path}: the file is the same, but its text isn't what the proof says."),
    "document_named": Message("{path}: the proof gives it another {rest} than it has."),
    "quote_missing": Message(
        "{path} {start}-{end}: the quote isn't there, nor anywhere else in the document."
    ),
    "quote_elsewhere": Message("{path} {start}-{end}: the quote isn't there; it stands at {rest}."),
    "place": Message("{path} {start}-{end}: the proof gives the quote another {rest} than it has."),
    "quote_broken": Message("{path} {start}-{end}: the hash isn't that of the text there."),
    "passage": Message("{path} {start}-{end}: no passage of the document is there."),
    "sentence": Message("Sentence {number} isn't what it quotes."),
    "votes": Message("Sentence {number}: the council's votes differ. {rest}"),
    "short": Message("The short answer isn't what stands in the document."),
    "answer": Message("The answer's text isn't made of its sentences."),
    "coverage": Message("The certificate of what was searched contradicts itself or the proof."),
    "coverage_changed": Message("Searched, and changed since ({count} {count:file|files}): {paths}."),
    "row": Message("Row {number}: read again, the place doesn't give what the row says."),
    "numbers": Message("The numbers aren't what the question makes of the rows."),
    "page": Message("The page shows something else than the proof in it says."),
    "picture": Message("A picture on the page isn't the one of the proof."),
}
_UNCHECKED: Final = {
    "no_papers": Message("The documents weren't looked at: say where they are with --corpus."),
    "document_missing": Message("{path}: there is no such file in the folder; get it to check its quotes."),
    "document_unreadable": Message("{path}: the file can't be read here: {rest}"),
    "document_text": Message(
        "{path}: the file is the same, but the readers here ({rest}) make another text of it than "
        "those of the proof."
    ),
    "quote_elsewhere": Message("{path} {start}-{end}: in the text read here the quote stands at {rest}."),
    "place": Message(
        "{path} {start}-{end}: the readers here ({rest}) put the quote at another page, heading or cell."
    ),
    "quote_unread": Message("{path} {start}-{end}: the quote couldn't be looked up."),
    "votes": Message("Sentence {number}: the council wasn't asked again. {rest}"),
    "short": Message("The short answer couldn't be made again here."),
    "answer": Message("The answer's text couldn't be put together again here."),
    "row": Message("Row {number} couldn't be made again here."),
    "numbers": Message("The numbers couldn't be made again here; another version of kotae made them."),
    "coverage_missing": Message("Searched, and not in the folder ({count} {count:file|files}): {paths}."),
    "coverage_more": Message(
        "In the folder, and not searched for this answer ({count} {count:file|files}): {paths}."
    ),
    "coverage_unlisted": Message(
        "Too many files were searched to be listed ({count}): whether they are those in the folder wasn't compared."
    ),
    "page": Message(
        "Another version of kotae made the page ({rest}): whether it shows what the proof says "
        "wasn't compared."
    ),
}
_TABLES: Final = {"holds": _HOLDS, "fails": _FAILS, "unchecked": _UNCHECKED}


def found(
    kind: str,
    verdict: Verdict,
    where: str = "",
    /,
    *,
    rest: Words | str = "",
    **values: object,
) -> Finding:
    """Return a finding with its words.

    Args:
        kind: A key of the table for the verdict.
        verdict: Whether it holds.
        where: Which part of the proof.
        rest: What is added.
        values: The fields of the text; untrusted ones are shown as they are, so who prints them makes them harmless.
    """
    said = _TABLES[verdict][kind].filled(where=where, rest=rest, **values)
    en, ja = said.text("en").strip(), said.text("ja").strip()
    return Finding(kind=kind, verdict=verdict, where=where, en=en, ja=ja)
