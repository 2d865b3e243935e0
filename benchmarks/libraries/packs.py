"""Packs: files of documents with questions, near misses and claims, in one plain format.

A file holds blocks ``=== doc``, each with lines ``name: value``, ``--- text`` and ``--- qa``. A line of the
last part is ``A ja | question | answer``, with `` ## a longer stretch`` behind an answer that stands more than
once; ``N en | question`` for a question nothing answers; ``S``, ``C`` or ``X en | claim | evidence`` for a claim
that is supported, contradicted or neither.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Claim", "Document", "Question", "read_pack"]

_LINE = re.compile(r"([ANSCX]) (ja|en) \| (.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``answer`` is None where nothing answers it, ``around`` a stretch that holds it and stands once."""

    language: str
    text: str
    answer: str | None = None
    around: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim: S supported, C contradicted, X neither, by a stretch of the document."""

    label: str
    language: str
    text: str
    evidence: str


@dataclass(slots=True)
class Document:
    """A document with what is asked and claimed of it; ``form`` is the suffix of the file it would be."""

    language: str
    kind: str
    title: str
    text: str
    form: str = "txt"
    questions: list[Question] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def read_pack(path: Path) -> list[Document]:
    """Return the documents of a file, in order; lines that don't fit their text are left out."""
    blocks = re.split(r"^=== doc\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_document(block) for block in blocks]


def _document(block: str) -> Document:
    head, rest = block.split("--- text", 1)
    text, lines = rest.split("--- qa", 1)
    named = dict(line.split(":", 1) for line in head.strip().splitlines() if ":" in line)
    values = {name.strip(): value.strip() for name, value in named.items()}
    kind, form = values.get("kind", ""), values.get("form", "txt")
    document = Document(values["lang"], kind, values["title"], text.strip("\n"), form)
    for line in lines.strip().splitlines():
        if found := _LINE.match(line.strip()):
            _add(document, *found.groups())
    return document


def _add(document: Document, kind: str, language: str, rest: str) -> None:
    fields = rest.split(" | ")
    if kind == "N" and len(fields) == 1:
        document.questions.append(Question(language, fields[0]))
    elif kind == "A" and len(fields) == 2:
        answer, _, around = fields[1].partition(" ## ")
        if document.text.count(around or answer) == 1:
            document.questions.append(Question(language, fields[0], answer, around or answer))
    elif kind in "SCX" and len(fields) == 2 and document.text.count(fields[1]) == 1:
        document.claims.append(Claim(kind, language, *fields))
