"""Golden cases of answers, read from ``tests/cases/answers``; its README.md tells the format."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["CASES", "FOLDER", "Case", "Expected", "Question", "plain", "read_case", "says"]

FOLDER: Final = Path(__file__).parent.parent / "cases" / "answers"
_SECTION: Final = re.compile(r"^=== (document .+|corpus|question|expect)$", re.MULTILINE)
_FIELDS: Final = frozenset(["status", "first", "also", "not", "once", "source", "short", "missing"])
_OR: Final = " ;; "
_UNSEEN: Final = re.compile(r"[\s,、。，．.:;!?「」『』\"'’“”()]|-(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a careful person would accept as the answer to one question.

    Attributes:
        answered: Whether the documents answer it; else kotae must refuse.
        first: Each group: one of its wordings stands with the first sentence.
        also: Each group: one of its wordings stands anywhere in the answer.
        banned: Words that may not stand in the answer.
        once: Words that exactly one sentence of the answer holds.
        source: The document that the first sentence cites; empty where any will do.
        short: What the short answer may say; empty where it isn't checked.
        missing: One of these a refusal names; empty where it isn't checked.
    """

    answered: bool
    first: tuple[tuple[str, ...], ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    banned: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    source: str = ""
    short: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a case.

    Attributes:
        id: The case's name and the question's number, from 1.
        text: As asked.
        history: The questions asked before it, oldest first.
        expected: What the answer is held against.
    """

    id: str
    text: str
    history: tuple[str, ...]
    expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file of cases.

    Attributes:
        name: The file's name without its suffix.
        documents: Path and text of each document; empty where the shipped corpus is asked.
        questions: In file order.
    """

    name: str
    documents: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


def read_case(path: Path) -> Case:
    """Return the case that a file holds.

    Raises:
        ValueError: The file breaks the format; the message names file and place.
    """
    _, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    sections = list(zip(parts[::2], parts[1::2], strict=True))
    documents = tuple(
        (head.removeprefix("document "), body.strip("\n") + "\n")
        for head, body in sections
        if head.startswith("document ")
    )
    if bool(documents) == any(head == "corpus" for head, _ in sections):
        raise ValueError(f"{path.name}: either documents or === corpus")
    return Case(name=path.stem, documents=documents, questions=tuple(_questions(path, sections)))


def _questions(path: Path, sections: list[tuple[str, str]]) -> Iterator[Question]:
    number = 0
    for (head, body), (following, expected) in zip(sections, [*sections[1:], ("", "")], strict=True):
        if head != "question":
            continue
        number += 1
        *history, text = body.strip().splitlines()
        if following != "expect" or not all(line.startswith("history: ") for line in history):
            raise ValueError(f"{path.name}: question {number}: history lines, one question, then === expect")
        yield Question(
            id=f"{path.stem}-{number}",
            text=text,
            history=tuple(line.removeprefix("history: ") for line in history),
            expected=_expected(f"{path.name}: question {number}", expected),
        )


def _expected(where: str, body: str) -> Expected:
    lines = [tuple(line.split(": ", 1)) for line in body.strip().splitlines()]
    if any(len(line) != 2 or line[0] not in _FIELDS for line in lines):
        raise ValueError(f"{where}: a line that isn't `field: value`")
    values = {field: [line[1] for line in lines if line[0] == field] for field in _FIELDS}
    if values["status"] not in (["answered"], ["refused"]):
        raise ValueError(f"{where}: one status, answered or refused")
    return Expected(
        answered=values["status"] == ["answered"],
        first=tuple(tuple(value.split(_OR)) for value in values["first"]),
        also=tuple(tuple(value.split(_OR)) for value in values["also"]),
        banned=_alternatives(values["not"]),
        once=tuple(values["once"]),
        source="".join(values["source"]),
        short=_alternatives(values["short"]),
        missing=_alternatives(values["missing"]),
    )


def _alternatives(values: list[str]) -> tuple[str, ...]:
    return tuple(part for value in values for part in value.split(_OR))


def plain(text: str) -> str:
    """Return a text without spaces, punctuation, case and width, for comparing words."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def says(text: str, wording: str) -> bool:
    """Return whether a text holds a wording as whole words: ``12 days`` isn't in ``112 days``."""
    words = r"\s*".join(re.escape(part) for part in _spaced(wording).split())
    return re.search(rf"(?<![a-z0-9.,]){words}(?![a-z0-9]|[.,]\d)", _spaced(text)) is not None


def _spaced(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


CASES: Final = tuple(
    read_case(path) for path in sorted(FOLDER.glob("*.txt")) if path.name != "falls_short.txt"
)
