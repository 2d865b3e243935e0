"""By branch, by year, 支店別, 年度ごと: what the rows are put under, each with its own number.

What a row is put under stands in its own cell, in its paper's form, or beside the word itself (大阪支店, Leeds branch); what only
some papers call by its label is found in the others by the value.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.gathering.candidates import Candidate
from kotae.gathering.units import Record
from kotae.scripts import JAPANESE

__all__ = ["Grouping", "Groups", "grouping_in"]

Period = Literal["", "year", "fiscal year", "month"]

_JA: Final = re.compile(
    rf"(?P<by>(?:[{JAPANESE}A-Za-z](?<![のをはがにでと、。])){{1,8}}?)(?:ごと|毎|(?<![個特区差種性類選識判分送死])別)(?=[にのでを、。]|合計|平均|件数|内訳|集計|一覧|\Z)"
)
_EN: Final = re.compile(
    r"(?<!ed )(?<!led )(?<!run )(?<!held )(?<!made )(?<!paid )\b(?:by|per|for each|for every|of each|in each|each)\s+"
    r"(?P<by>(?!person\b|head\b|unit\b|hour\b|day\b|week\b|night\b|piece\b|item\b)[a-z]+(?: [a-z]+)?)\s*(?=[?.,;]|\Z)"
)
_PERIODS: Final[dict[str, Period]] = {
    "年": "year", "暦年": "year", "year": "year", "calendar year": "year",
    "年度": "fiscal year", "会計年度": "fiscal year", "fiscal year": "fiscal year", "financial year": "fiscal year",
    "月": "month", "month": "month",
}  # fmt: skip
# A label that says less of the word asked for names something else.
_LEAST: Final = 0.25
# A longer cell is text, nothing that rows are put under.
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What rows are put under.

    Attributes:
        written: As the question calls it.
        period: Which period of their days; empty where it is no period.
        start: Where it stands in the question, with what says that it is one.
        end: Its end.
    """

    written: str
    period: Period
    start: int
    end: int


def grouping_in(text: str) -> Grouping | None:
    """Return what a question wants its rows put under; None for nothing."""
    found = _JA.search(text) or _EN.search(text)
    if found is None:
        return None
    written = found["by"]
    return Grouping(
        written=written, period=_PERIODS.get(written.lower(), ""), start=found.start(), end=found.end()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Tells what rows are put under.

    Attributes:
        asked: What is asked for; None for nothing.
        share: How far a label says the word asked for, in [0, 1], in either language.
        known: Values that papers give under such a label.
    """

    asked: Grouping | None
    share: Callable[[str], float] = lambda _: 0.0
    known: set[str] = field(default_factory=set)

    def learn(self, records: Iterable[Record]) -> None:
        """Remember what a paper gives under the label, for papers that only name it."""
        if self.asked is not None and not self.asked.period:
            cells = (cell for record in records for cell in record.cells if len(cell.text) <= _LONGEST)
            self.known.update(fold(cell.text).strip() for cell in cells if self.share(cell.label) >= _LEAST)

    def of(self, candidates: Sequence[Candidate]) -> list[str]:
        """Return what each candidate is put under; empty where its paper doesn't say, and where nothing is asked for."""
        return [self._of(one) for one in candidates]

    def _of(self, candidate: Candidate) -> str:
        if self.asked is None:
            return ""
        if self.asked.period:
            return _period(candidate.days, self.asked.period)
        return (
            # The surest first: its own cell, the word itself, a folder, and then what other papers gave.
            _labelled(candidate, self.share)
            or _beside(candidate, self.asked.written)
            or _folder(candidate, self.share)
            or _held(candidate, self.known)
        )


def _period(days: tuple[datetime.date, datetime.date] | None, period: Period) -> str:
    if days is None:
        return ""
    first, last = days
    if period == "month":
        return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else ""
    if period == "year" or (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else ""
    # A fiscal year begins in April.
    fiscal = {day.year - (day.month < 4) for day in days}
    return str(fiscal.pop()) if len(fiscal) == 1 else ""


def _labelled(candidate: Candidate, share: Callable[[str], float]) -> str:
    """The value of the cell that is called so, of the row or of its paper's form."""
    cells = [*(candidate.record.cells if candidate.record.kind == "row" else ()), *candidate.form]
    best = max(cells, key=lambda cell: share(cell.label), default=None)
    return best.text.strip() if best is not None and share(best.label) >= _LEAST else ""


def _beside(candidate: Candidate, written: str) -> str:
    """The name that stands with the word itself: in the path, the title, the headings, then the text."""
    info, by = candidate.document.info, re.escape(fold(written))
    pattern = (
        re.compile(rf"(?P<name>(?:[{JAPANESE}A-Za-z](?<![のをはがにでと、。])){{1,12}}{by})")
        if re.search(f"[{JAPANESE}]", written)
        else re.compile(rf"\b(?P<name>(?:[A-Z][\w&'-]*\s+){{1,3}}{by})\b", re.IGNORECASE)
        if not written.endswith("s")
        else re.compile(rf"\b(?P<name>(?:[A-Z][\w&'-]*\s+){{1,3}}{by[:-1]}s?)\b", re.IGNORECASE)
    )
    for text in (
        *reversed(info.path.split("/")),
        info.title,
        candidate.record.heading,
        candidate.document.text,
    ):
        if found := pattern.search(fold(text)):
            return found["name"]
    return ""


def _folder(candidate: Candidate, share: Callable[[str], float]) -> str:
    """The folder that says the word asked for in the other language."""
    *folders, _ = candidate.document.info.path.split("/")
    best = max(folders, key=share, default="")
    return best if best and share(best) >= _LEAST else ""


def _held(candidate: Candidate, known: Collection[str]) -> str:
    """The one value of other papers that stands in this one, too; empty for none, or for several."""
    text = fold(f"{candidate.document.info.path}\n{candidate.document.text}")
    found = [name for name in known if name in text]
    longest = [name for name in found if not any(name != other and name in other for other in found)]
    return longest[0] if len(longest) == 1 else ""
