"""Which papers are older and newer versions of one: by their titles, their days, or because one says so."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.conflicts.statements import Statement
from kotae.folding import fold
from kotae.question.numbered import ORDINALS
from kotae.records import DocumentInfo
from kotae.segmentation.quantities import find_quantities, years_of

__all__ = ["is_superseded", "outdated_years", "title_years"]

_ORDINAL: Final = rf"{'|'.join(ORDINALS)}|[0-9]+(?:st|nd|rd|th)"
# What tells one edition of a paper from another, in its title.
_EDITION: Final = re.compile(
    rf"\b(?:{_ORDINAL}|new|old|revised) (?:and enlarged )?(?:edition|version|revision|issue|draft)\b"
    r"|\b(?:version|ver|v|rev|revision|edition|issue|draft)[.:]? ?(?:[0-9][0-9.]*|[a-z])?\b"
    r"|第? ?(?:[0-9]+|[一二三四五六七八九十]+) ?(?:版|訂)|(?:初|新|旧|改訂|増補|最新)版|版",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"[\W_0-9]|年|月|日|改訂|改定|第", re.IGNORECASE)


def is_superseded(one: Statement, other: Statement) -> bool:
    """Return whether one of two papers is an older version of the other, or calls itself superseded."""
    if one.old != other.old or _is_of_an_older_edition(one, other) or _is_of_an_older_edition(other, one):
        return True
    titles = [fold(each.document.info.title) for each in (one, other)]
    of_years = [title_years(each) for each in (one, other)]
    alike = {_VERSION.sub("", _EDITION.sub("", title)).lower() for title in titles}
    if len(alike) > 1 or "" in alike:
        return False
    editions = [_EDITION.findall(title.lower()) for title in titles]
    return (
        bool(one.day and other.day and one.day != other.day)
        or (all(of_years) and of_years[0] != of_years[1])
        or (all(editions) and editions[0] != editions[1])
    )


def _is_of_an_older_edition(one: Statement, other: Statement) -> bool:
    """Whether a paper of a year has a newer edition in the library, and another paper doesn't speak of that year."""
    return bool(one.outdated) and not other.outdated and not one.outdated & other.years(None)


def outdated_years(documents: Sequence[DocumentInfo]) -> dict[str, frozenset[str]]:
    """Return the years in the titles of documents whose title another one has with a later year, by id."""
    of_title: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for info in documents:
        title = fold(info.title)
        if (years := years_of(find_quantities(title))) and (bare := _VERSION.sub("", title).lower()):
            of_title[bare][info.id] = years
    return {
        document: years
        for editions in of_title.values()
        for document, years in editions.items()
        if max(years) < max(max(each) for each in editions.values())
    }


def title_years(statement: Statement) -> frozenset[str]:
    """Return the years that a statement's document has in its title; empty for none."""
    return years_of(find_quantities(fold(statement.document.info.title)))
