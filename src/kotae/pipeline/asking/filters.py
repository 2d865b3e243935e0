"""Which documents a question may be answered from: folder, date, kind, tag, language, document, library.

A document's date is what it says of itself: ``date`` and the like in its front matter or properties, else a date in its path. A
document without one is in no period.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kotae.dated import DATE_IN_PATH, DATE_NAMES
from kotae.errors import FilterError
from kotae.pipeline.asking.inputs import MAX_FILTERS
from kotae.records import DocumentInfo, Language
from kotae.segmentation.quantities import find_quantities

__all__ = ["Permission", "Where", "checked_where", "document_date", "tags_of"]

_TAG_NAMES: Final = ("tags", "tag", "keywords", "categories", "category", "タグ", "キーワード", "分類")
# The first faults say what is wrong; a condition may be long, and all of it wrong.
_MAX_NAMED: Final = 10

_Names = Annotated[tuple[str, ...], Field(max_length=MAX_FILTERS, fail_fast=True)]
_Languages = Annotated[tuple[Language, ...], Field(max_length=MAX_FILTERS, fail_fast=True)]


class Where(BaseModel):
    """Conditions on documents; those given must all hold, of several values of one any.

    Attributes:
        folder: The path begins with it.
        after: Dated on or after it: a day (``"2025-04-01"``), or a month or year (``"2025-04"``, ``"2025"``) for its first day.
        before: Dated before it, written likewise.
        tag: Among the document's tags, categories or keywords.
        kind: The file's suffix, with or without its dot.
        language: The document's main language.
        document: Its id or path.
        library: The name of the library it is in; :class:`~kotae.pipeline.opened.libraries.Shelf` looks at it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: _Names = ()
    after: datetime.date | None = None
    before: datetime.date | None = None
    tag: _Names = ()
    kind: _Names = ()
    language: _Languages = ()
    document: _Names = ()
    library: _Names = ()

    @field_validator("folder", "tag", "kind", "language", "document", "library", mode="before")
    @classmethod
    def _several(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was given
        return (value,) if isinstance(value, str) else value

    @field_validator("after", "before", mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was given
        """Take a year or a month for its first day."""
        if isinstance(value, str) and (found := re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2}))?", value.strip())):
            return datetime.date(int(found[1]), int(found[2] or 1), 1)
        return value

    @property
    def lets_all_through(self) -> bool:
        """Whether it is a condition in name only: it says nothing, or only names the folder that all folders lie in."""
        whole = not self.folder or any(not folder.strip("/") for folder in self.folder)
        return whole and self.model_copy(update={"folder": ()}) == Where()

    def matching(
        self, documents: Sequence[DocumentInfo], metadata: Callable[[], Sequence[Mapping[str, str]]]
    ) -> tuple[str, ...]:
        """Return the ids of the documents that fulfil every condition, in order.

        Args:
            documents: All of them.
            metadata: Gives the metadata of each, in the same order; asked only where a condition needs it.
        """
        needed = bool(self.after or self.before or self.tag)
        told = metadata() if needed else [{}] * len(documents)
        # Sets, made once: there may be thousands of values and of documents.
        wanted: Sequence[tuple[frozenset[str], Callable[[DocumentInfo, Mapping[str, str]], set[str]]]] = (
            (frozenset(folder.strip("/") for folder in self.folder), lambda info, _: _folders_of(info.path)),
            (
                frozenset(kind.lower().lstrip(".") for kind in self.kind),
                lambda info, _: {_kind_of(info.path)},
            ),
            (frozenset(self.language), lambda info, _: {info.language}),
            (frozenset(self.document), lambda info, _: {info.id, info.path}),
            (
                frozenset(tag.strip().lower() for tag in self.tag),
                lambda _, values: {tag.lower() for tag in tags_of(values)},
            ),
        )
        asked = [(values, own) for values, own in wanted if values]
        return tuple(
            info.id
            for info, values in zip(documents, told, strict=True)
            if not any(some.isdisjoint(own(info, values)) for some, own in asked)
            and self._is_dated(info, values)
        )

    def _is_dated(self, info: DocumentInfo, metadata: Mapping[str, str]) -> bool:
        if not self.after and not self.before:
            return True
        date = document_date(info, metadata)
        if date is None:
            return False
        return (self.after is None or date >= self.after) and (self.before is None or date < self.before)


@dataclass(frozen=True, slots=True)
class Permission:
    """What somebody may see: the documents for which one of several conditions holds.

    Attributes:
        any_of: The conditions; none lets nothing through.
    """

    any_of: tuple[Where, ...]

    def of_library(self, name: str) -> "Permission | None":
        """Return what of it goes for the documents of a library; None where it lets none of them through."""
        own = tuple(where for where in self.any_of if not where.library or name in where.library)
        return Permission(own) if own else None

    def matching(
        self, documents: Sequence[DocumentInfo], metadata: Callable[[], Sequence[Mapping[str, str]]]
    ) -> tuple[str, ...]:
        """Return the ids of the documents let through, in order; see :meth:`Where.matching`."""
        kept = {name for where in self.any_of for name in where.matching(documents, metadata)}
        return tuple(info.id for info in documents if info.id in kept)


def tags_of(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """Return a document's tags, categories and keywords as written, in order, each once."""
    values = ",".join(value for name, value in metadata.items() if name.lower() in _TAG_NAMES)
    parts = (part.strip() for part in re.split(r"[,;、，；]", values))
    return tuple(dict.fromkeys(part for part in parts if part))


def document_date(info: DocumentInfo, metadata: Mapping[str, str]) -> datetime.date | None:
    """Return the date a document gives itself; None where it has none.

    Args:
        info: Its path may hold a date: ``minutes/2025-04-01.md``, ``202504.pdf``.
        metadata: Front matter and properties; eras are understood.
    """
    lowered = {name.lower(): value for name, value in metadata.items()}
    for name in DATE_NAMES:
        for quantity in find_quantities(lowered.get(name, "")[:100]):
            if quantity.kind == "date" and (date := _of_key(quantity.key)):
                return date
    found = DATE_IN_PATH.findall(info.path)
    return _of_parts(*found[-1]) if found else None


def _of_key(key: str) -> datetime.date | None:
    found = re.fullmatch(r"date:([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", key)
    return _of_parts(found[1], found[2] or "", found[3] or "") if found else None


def _of_parts(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:  # 31 June
        return None


def _folders_of(path: str) -> set[str]:
    """Return a path with all folders it lies in; the corpus itself is the empty one."""
    return {"", path, *(path[: stroke.start()] for stroke in re.finditer("/", path))}


def _kind_of(path: str) -> str:
    return PurePosixPath(path.split("#")[0]).suffix.lower().lstrip(".")


def checked_where(where: Mapping[str, object] | Where | None) -> Where | None:
    """Return the conditions; None for none.

    Raises:
        FilterError: A name isn't known, or a value has no sense, such as a date that doesn't exist.
    """
    if where is None or isinstance(where, Where):
        return where
    try:
        return Where.model_validate(dict(where))
    except (ValidationError, TypeError, ValueError) as error:  # only the first of its faults are told
        faults = error.errors() if isinstance(error, ValidationError) else [{"loc": ("where",)}]
        wrong = ", ".join(".".join(map(str, row["loc"]))[:80] or "where" for row in faults[:_MAX_NAMED])
        names = ", ".join(Where.model_fields)
        raise FilterError(
            "The filter can't be used ({wrong}). Known are: {names}; dates are written 2025-04-01.",
            wrong=wrong,
            names=names,
        ) from error
