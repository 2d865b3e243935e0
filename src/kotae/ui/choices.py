"""How a question is looked for, as the page's controls say it; checked again whatever a browser sent."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kotae.errors import FilterError
from kotae.pipeline.asking.filters import Where, checked_where
from kotae.records import DocumentInfo, Language
from kotae.ui.escaping import shorten
from kotae.ui.words import text

__all__ = [
    "FILTERS",
    "TOP_KS",
    "Choices",
    "checked_choices",
    "documents_to_choose",
    "folders_of",
    "kinds_of",
    "scope_words",
]

MAX_TOP_K: Final = 20
TOP_KS: Final = (3, 5, 10, MAX_TOP_K)
"""The numbers of passages that the page offers."""
FILTERS: Final = ("languages", "documents", "folders", "kinds", "after", "before", "tags", "libraries")
"""The controls that narrow a question; each is remembered under its name."""

MAX_CHOSEN: Final = 500
MAX_VALUE_CHARS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to look; already checked against what there is.

    Attributes:
        top_k: Passages to look at.
        generate: Whether the language model phrases the answer.
        languages: Only passages in these; None for all.
        documents: Only these documents, by id; None for all.
        where: Further conditions on documents; None for none.
    """

    top_k: int = 5
    generate: bool = False
    languages: tuple[Language, ...] | None = None
    documents: tuple[str, ...] | None = None
    where: Where | None = None


def checked_choices(given: Mapping[str, object], known: Sequence[str]) -> Choices:
    """Return the choices of a request, whatever a browser sent.

    Args:
        given: ``top_k``, brought into 1 to 20, 5 where it is no number; ``generate``, of which anything
            but True is False; and the :data:`FILTERS`. Of ``languages`` none or both means all, of
            ``documents`` those count that exist, ``after`` and ``before`` are written dates or empty.
        known: The ids of all documents.

    Raises:
        ValueError: Documents were chosen and none of them exists.
        FilterError: A date doesn't exist.
    """
    top_k = given.get("top_k")
    number = int(top_k) if isinstance(top_k, int | float) and math.isfinite(top_k) else 5
    asked = _listed(given.get("languages"))
    chosen: list[Language] = [name for name in ("ja", "en") if name in asked]
    wanted = _listed(given.get("documents"))
    existing = tuple(name for name in wanted if name in set(known))
    if wanted and not existing:
        raise ValueError("unknown documents")
    return Choices(
        top_k=max(1, min(MAX_TOP_K, number)),
        generate=given.get("generate") is True,
        languages=tuple(chosen) if len(chosen) == 1 else None,
        documents=existing or None,
        where=_where(given),
    )


def _where(given: Mapping[str, object]) -> Where | None:
    conditions: dict[str, object] = {
        "folder": tuple(_listed(given.get("folders"))),
        "kind": tuple(_listed(given.get("kinds"))),
        "tag": tuple(_listed(given.get("tags"))),
        "library": tuple(_listed(given.get("libraries"))),
    }
    for name in ("after", "before"):
        written = given.get(name)
        if isinstance(written, str) and written.strip():
            conditions[name] = _day(name, written.strip()[:MAX_VALUE_CHARS])
    return checked_where({name: value for name, value in conditions.items() if value} or None)


def _day(name: str, written: str) -> str:
    """Return a day as written, where it is one: what is half typed is said in the words of who types it."""
    try:
        checked_where({name: written})
    except FilterError as error:
        raise FilterError(
            "{written} is no date. Write 2025, 2025-04 or 2025-04-01.", written=written
        ) from error
    return written


def _listed(value: object) -> list[str]:
    """Return the texts in a list; none where it isn't one."""
    listed = value[:MAX_CHOSEN] if isinstance(value, list | tuple) else ()
    return [item for item in listed if isinstance(item, str) and 0 < len(item) <= MAX_VALUE_CHARS]


def documents_to_choose(documents: Sequence[DocumentInfo]) -> list[tuple[str, str]]:
    """Return (what is shown, id) of every document for a list to choose from."""
    return [
        (f"{info.title[:80]} — {f'[{info.library[:40]}] ' if info.library else ''}{info.path[-60:]}", info.id)
        for info in documents
    ]


def folders_of(documents: Sequence[DocumentInfo]) -> list[str]:
    """Return every folder that documents lie in, however deep, sorted."""
    found = {str(parent) for info in documents for parent in PurePosixPath(_file(info)).parents}
    return sorted(found - {"."})


def kinds_of(documents: Sequence[DocumentInfo]) -> list[str]:
    """Return the suffixes of the documents' files, sorted."""
    return sorted({suffix for info in documents if (suffix := PurePosixPath(_file(info)).suffix.lower())})


def _file(info: DocumentInfo) -> str:
    return info.path.partition("#")[0]


def scope_words(
    choices: Choices, documents: Sequence[DocumentInfo], language: str
) -> Iterator[tuple[str, str]]:
    """Yield what narrows a question, for people: the name of its control, and words.

    Args:
        choices: Already checked.
        documents: All of them, for their titles.
        language: The page's language.
    """
    where = choices.where or Where()
    if where.library:
        yield "libraries", _named("only_libraries", "libraries", where.library, language)
    if choices.languages:
        yield "languages", text(f"only_{choices.languages[0]}", language)
    titles = {info.id: info.title for info in documents}
    if chosen := [titles[name] for name in choices.documents or () if name in titles]:
        yield "documents", _several([shorten(title, 40) for title in chosen], language)
    yield from _condition_words(where, language)


def _condition_words(where: Where, language: str) -> Iterator[tuple[str, str]]:
    if where.folder:
        yield "folders", _named("only_folders", "folders", [f"{name}/" for name in where.folder], language)
    if where.kind:
        yield "kinds", _several(list(where.kind), language)
    if where.tag:
        yield "tags", _named("only_tags", "tags", where.tag, language)
    if where.after:
        yield "after", text("only_after", language, day=where.after.isoformat())
    if where.before:
        yield "before", text("only_before", language, day=where.before.isoformat())


def _named(key: str, field: str, names: Sequence[str], language: str) -> str:
    return text(key, language, **{field: _several([shorten(name, 40) for name in names], language)})


def _several(names: Sequence[str], language: str) -> str:
    more = text("and_more", language, count=len(names) - 1) if len(names) > 1 else ""
    return names[0] + more
