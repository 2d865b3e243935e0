"""Which papers are older and newer versions of one: by their titles, their days, or because one says so.

The one place for it: answers about a day, sums of what is replaced and contradictions between papers all ask here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from kotae import lazy_re as re
from kotae.dated import DATE_IN_PATH
from kotae.folding import fold
from kotae.records import Document, DocumentInfo
from kotae.segmentation.number_words import ORDINALS
from kotae.segmentation.quantities import find_quantities, years_of

__all__ = ["Edition", "bare_title", "calls_itself_old", "outdated_years", "replaced", "years_in_title"]

_ORDINAL: Final = rf"{'|'.join(ORDINALS)}|[0-9]+(?:st|nd|rd|th)"
# What tells one edition of a paper from another, in its title.
_MARK: Final = re.compile(
    rf"\b(?:{_ORDINAL}|new|old|revised) (?:and enlarged )?(?:edition|version|revision|issue|draft)\b"
    r"|\b(?:version|ver|v|rev|revision|edition|issue|draft)[.:]? ?(?:[0-9][0-9.]*|[a-z])?\b"
    r"|第? ?(?:[0-9]+|[一二三四五六七八九十]+) ?(?:版|訂)|(?:初|新|旧|改訂|増補|最新)版|版",
    re.IGNORECASE,
)
_MONTHS: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
# What only says since when a title holds, or for when.
_WHEN: Final = re.compile(
    rf"(?:{_MONTHS})(?= ?[0-9])|(?<=[0-9] )(?:{_MONTHS})\b"
    r"|\b(?:effective|in (?:force|effect)|valid|revised)\b(?: (?:from|since|as of)\b)?|\b(?:from|since|as of)(?= [0-9])"
    r"|令和|平成|昭和|元(?=年)|年度|年|月|日|施行|適用|改正|改定|改訂|第|[\W_0-9]",
    re.IGNORECASE,
)
# Minutes of two days have one title as well: only a paper that is in force from a day replaces another for sure.
_IN_FORCE: Final = re.compile(
    r"施行|適用|発効|改正|改定|改訂|\b(?:effective|in force|in effect|valid from|revised)\b", re.IGNORECASE
)
_OLD: Final = re.compile(
    r"旧版|廃止(?:済|版|された)|失効"
    r"|\b(?:superseded|obsolete|repealed|withdrawn|old version|no longer in force|ha(?:s|ve) been replaced by)\b",
    re.IGNORECASE,
)
# In a text these are said of another paper, or of one value: 使用料は、改正前は1,000円とする.
_OLD_TITLE: Final = re.compile(
    r"改正前|改訂前|旧規程|旧規則|[(\[【]旧[)\]】]|\((?:old|superseded|former)\)", re.IGNORECASE
)
# What a paper says it takes the place of: a title is looked for in the words around it.
_REPLACES: Final = re.compile(
    r"\b(?:this|these|which) [^.\n]{0,60}?\b(?:supersedes?|replaces?)\b(?P<en>[^.\n]{4,120})"
    r"|(?P<ja>[^。\n]{4,80}?)(?:は|を)、?(?:[^。\n]{0,20}をもって)?廃止(?:する|し)"
    r"|(?P<instead>[^。\n]{4,80}?)に(?:代わる|替わる|代えて)",
    re.IGNORECASE,
)
# A shorter title may be a word of anything.
_LEAST_TITLE: Final = 4
# Which one of a series a session is tells no two things apart: 第3回.
_SESSION: Final = re.compile(r"第[0-9]+回")
# Further down, a paper that is in force speaks of the version it replaced.
_OLD_CHARS: Final = 200
_HEAD_CHARS: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A paper as one version among others.

    Attributes:
        title: Without what tells versions apart; two versions of one paper have it in common. Empty for no title.
        name: The title as it is, folded, in lower case.
        numbers: Those in its title that are of no date and no version: the second car park isn't the first.
        day: Its own date, ISO 8601; may be empty.
        years: Those in its title.
        marks: What its title calls the version (``"2nd edition"``, ``"第3版"``).
        old: Whether it calls itself superseded.
        in_force: Whether it says that it is in force from a day, or was revised.
        replaces: Where it says that it takes the place of another paper, the words that name it.
    """

    title: str
    name: str = ""
    numbers: frozenset[str] = frozenset()
    day: str = ""
    years: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    old: bool = False
    in_force: bool = False
    replaces: str = ""

    @classmethod
    def of(cls, document: Document, day: str, *, old: bool | None = None) -> Self:
        """Return a document as a version.

        Args:
            document: As stored.
            day: Its own date, ISO 8601; empty for none.
            old: Whether it calls itself superseded; None has it looked at.
        """
        title, head = fold(document.info.title), fold(document.text[:_HEAD_CHARS])
        return cls(
            title=bare_title(title),
            name=title.lower(),
            numbers=_numbers(title),
            day=day,
            years=years_in_title(title),
            marks=tuple(_MARK.findall(title.lower())),
            old=calls_itself_old(document) if old is None else old,
            in_force=bool(_IN_FORCE.search(f"{title}\n{head}")),
            replaces="\n".join(
                "".join(filter(None, each.groups())) for each in _REPLACES.finditer(head)
            ).lower(),
        )

    def differs_from(self, other: Self) -> bool:
        """Return whether one of two papers is another version of the other, or calls itself superseded."""
        if self.old != other.old:
            return True
        if not self.title or self.title != other.title:
            return False
        return any(
            mine and theirs and mine != theirs
            for mine, theirs in (
                (self.day, other.day),
                (self.years, other.years),
                (self.marks, other.marks),
            )
        )

    @property
    def when(self) -> str:
        """Its day, else the last year of its title; empty for neither."""
        return self.day or max(self.years, default="")


def bare_title(title: str) -> str:
    """Return a title without what tells versions apart, for comparing."""
    return _WHEN.sub("", _MARK.sub("", fold(title))).lower()


def years_in_title(title: str) -> frozenset[str]:
    """Return the years that a title names; empty for none."""
    return years_of(find_quantities(fold(title)))


def calls_itself_old(document: Document) -> bool:
    """Return whether a document calls itself superseded, in its title, its path or its first lines."""
    named = fold(f"{document.info.title}\n{document.info.path}")
    return bool(_OLD_TITLE.search(named) or _OLD.search(f"{named}\n{fold(document.text[:_OLD_CHARS])}"))


def outdated_years(documents: Sequence[DocumentInfo]) -> dict[str, frozenset[str]]:
    """Return the years in the titles of documents whose title another one has with a later year, by id."""
    of_title: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for info in documents:
        if (years := years_in_title(info.title)) and (bare := bare_title(info.title)):
            of_title[bare][info.id] = years
    return {
        document: years
        for editions in of_title.values()
        for document, years in editions.items()
        if max(years) < max(max(each) for each in editions.values())
    }


def replaced(editions: Mapping[str, Edition], *, surely: bool = True) -> dict[str, str]:
    """Return which papers are older versions, each with the one that replaces it; ``""`` where it only says so itself.

    Args:
        editions: By any id.
        surely: Whether one of a title must say that it is in force from a day: minutes of two days have one title as well.
    """
    found = {one: "" for one, edition in editions.items() if edition.old}
    alike: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for one, edition in editions.items():
        if edition.title and edition.when:
            alike[edition.title, edition.numbers].append(one)
    for ids in alike.values():
        if surely and not any(editions[one].in_force for one in ids):
            continue
        # A paper that calls itself old replaces none, whatever its date.
        current = [one for one in ids if one not in found] or ids
        newest = max(current, key=lambda one: editions[one].when)
        found |= {one: newest for one in ids if editions[one].when < editions[newest].when}
    for one, edition in editions.items():
        for other in editions if edition.replaces else ():
            if other != one and _is_named(editions[other], edition):
                found[other] = one
    return found


def _is_named(older: Edition, newer: Edition) -> bool:
    """Whether a paper says that it takes the place of another one, which isn't dated later."""
    named = len(older.name) >= _LEAST_TITLE and older.name in newer.replaces
    return named and older.name != newer.name and older.when <= (newer.when or older.when)


def _numbers(title: str) -> frozenset[str]:
    """The numbers in a title that are of no date and no version."""
    dates = [(one.start, one.end) for one in find_quantities(title) if one.kind == "date"]
    for start, end in reversed(dates):
        title = f"{title[:start]} {title[end:]}"
    title = _SESSION.sub(" ", _MARK.sub(" ", DATE_IN_PATH.sub(" ", title)))
    # A year by itself, or a year and a month, dates a paper, too.
    return frozenset(
        each for each in re.findall(r"[0-9]+", title) if not re.fullmatch(r"(?:19|20)[0-9]{2,6}", each)
    )
