"""What is said of May answers no question about June, though the minutes that say it are of June.

A sentence is about a month where it begins with it (5月は…, In May …), or where the title of its section does (4月の乗車数);
a row where its first cell is a day of it (6月3日 | 変速機 | 4,200円). A month further inside is told of something: the bookings
of May close on 3 June. Where neither says one, the paper's title does: the report of an accident in April tells nothing of
one in June.
"""

from typing import Final

from kotae import lazy_re as re
from kotae.answering.evidence import Evidence
from kotae.answering.names import title_in_words
from kotae.answering.open_questions import is_apart
from kotae.answering.table_rows import CELLS
from kotae.folding import fold, fold_with_offsets
from kotae.languages import ByLanguage
from kotae.passages import innermost
from kotae.question import Question
from kotae.question.wanted import asks_when
from kotae.records import Passage
from kotae.segmentation.dates import MONTHS
from kotae.segmentation.months import months_in
from kotae.segmentation.quantities import find_quantities
from kotae.segmentation.weekdays import find_weekdays, weekdays_of_cell

__all__ = ["of_another_month", "of_another_weekday"]

# 5月は, 2026年5月の; 5月3日 is a day, 5月から and 5月まで are bounds.
_TOPIC_JA: Final = re.compile(
    r"[\W_]*(?:[0-9]{1,2}(?:\s?[.):、]|\s)\s*)?(?:(?:[0-9]{4}|令和\s?[0-9]{1,2})年\s?(?:度\s?)?)?(?P<month>[0-9一二三四五六七八九十]{1,2}月)(?:分|中)?(?:は|の|に(?:は)?|、|,|:|\s|\Z)"
)
# In May, or May: at the head of a line; not on 3 May, by May, from May to June, may I.
_TOPIC_EN: Final = re.compile(
    rf"[\W_]*(?:[0-9]{{1,2}}\s?[.)]\s*)?(?:(?:for|in|during)\s+)?(?P<month>(?:{'|'.join(MONTHS)})(?:'s)?)(?:\s+[0-9]{{4}})?"
    r"(?=[,:]|\s+(?!(?:to|until|till|and|or|[0-9]+|I|we|you)\b)|\Z)",
    re.IGNORECASE,
)
# Prices from March hold in May, too.
_BOUND: Final = re.compile(
    r"から|より|まで|以降|改[定正]|施行|現在|\b(?:from|until|till|to|since|valid|effective|as of|starting)\b",
    re.IGNORECASE,
)
# Closed on Mondays says nothing against Sundays.
_OFF: Final = re.compile(rf"休|除|以外|{_BOUND.pattern}|\b(?:closed|except|but|not|off)\b", re.IGNORECASE)
_WHICH_DAY: Final = re.compile(r"何曜|\b(?:what|which) (?:week)?day", re.IGNORECASE)
_DAY: Final = re.compile(r"date:(?:[0-9]{4}|-)-(?P<month>[0-9]{2})-[0-9]{2}\Z")
# A line this short above a sentence is the title of its section.
_TITLE_CHARS: Final = ByLanguage({"ja": 25, "en": 50})


def of_another_month(question: Question, evidence: Evidence) -> bool:
    """Return whether a question is about a month, and a sentence about another one.

    Args:
        question: As read; one that asks when something is may be answered by any month.
        evidence: The sentence that would be quoted.
    """
    dated = [quantity for quantity in question.quantities if quantity.kind == "date"]
    written = [question.folded[quantity.start : quantity.end] for quantity in dated]
    asked = frozenset[int]().union(*map(months_in, written))
    if not asked or asks_when(question.folded):
        return False
    said, passage = _told_of(evidence), evidence.hit.passage
    title = fold(title_in_words(passage.document))
    if not said:
        of_title = frozenset() if _BOUND.search(title) else months_in(title)
        around = fold(f"{passage.heading}\n{passage.text}")
        return bool(of_title) and not asked & (of_title | months_in(around))
    if said & asked or asked & months_in(fold(evidence.text)):
        return False
    # The June meeting may well have spoken of May: then the question's month says which paper is meant.
    return not (asked & months_in(title) and _names_paper(question, title))


def of_another_weekday(question: Question, evidence: Evidence) -> bool:
    """Return whether a question names a day of the week, and the evidence is the row of another one: of Saturday's shift.

    Args:
        question: As read.
        evidence: The sentence that would be quoted.
    """
    asked = frozenset[int]().union(*(named.days for named in find_weekdays(question.folded)))
    cell, cells, _ = fold(evidence.text).partition(CELLS)
    if not asked or not cells or _OFF.search(cell) or _WHICH_DAY.search(question.folded):
        return False
    told = weekdays_of_cell(cell.rpartition(": ")[2])
    return bool(told) and not told & asked


def _told_of(evidence: Evidence) -> frozenset[int]:
    """Return the month that a sentence, a row's first cell or the title of its section begins with; none for none."""
    passage, place = evidence.hit.passage, evidence.place
    if CELLS in evidence.text:
        cell = fold(evidence.text).partition(CELLS)[0]
        days = [] if _BOUND.search(cell) else [_DAY.match(one.key) for one in find_quantities(cell)]
        if len(days) == 1 and days[0]:
            return frozenset((int(days[0]["month"]),))
    # A sentence may begin with the line above it: 2 乗車数 / 5月は1,284組。
    for text in (
        *reversed(evidence.text.split("\n")),
        _title_above(passage, place),
        innermost(passage.heading),
    ):
        found = _TOPIC_JA.match(fold(text)) or _TOPIC_EN.match(fold(text))
        if found:
            return months_in(found["month"].capitalize())
    return frozenset()


def _title_above(passage: Passage, place: int) -> str:
    """Return the short line right above the line of a sentence; empty where there is none."""
    while place and not is_apart(passage, place - 1):
        place -= 1
    if not place:
        return ""
    above = passage.sentences[place - 1]
    text = passage.text_of(above).strip()
    alone = place == 1 or is_apart(passage, place - 2)
    return text if alone and len(text) <= _TITLE_CHARS[above.language] else ""


def _names_paper(question: Question, title: str) -> bool:
    """Return whether the question's word behind its month stands in a title: 6月の会議, the June report."""
    typed = fold_with_offsets(question.text)
    for quantity in question.quantities:
        if quantity.kind != "date":
            continue
        # Words have their places in the question as typed, dates in the folded one, where … are three signs.
        _, end = typed.source_span(quantity.start, quantity.end)
        behind = [word for word in question.words if word.start >= end]
        if behind and fold(behind[0].surface).lower() in title.lower():
            return True
    return False
