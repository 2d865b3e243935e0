"""Extracts: the sentences of some passages that say the most, as they stand.

No model writes anything. A sentence says much where it holds many of the words that the passages keep coming back to; each that
is taken makes its words worth less, so that the next one says something else. What stands first below a heading counts more,
and what leans on the sentence before it (*However*, これは) less: it is shown without that.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.answering.coverage import WordReader
from kotae.answering.instructions import gives_orders
from kotae.answering.leads import announces
from kotae.answering.open_questions import asks, ends_paragraph, is_apart
from kotae.answering.table_rows import CELLS
from kotae.answering.told_to_say import tells_to_say
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.records import Passage

__all__ = ["Picked", "telling_sentences"]

_SHORTEST: Final = ByLanguage[int]({"ja": 12, "en": 24})
_LONGEST: Final = ByLanguage[int]({"ja": 160, "en": 320})
# An extract of more than a third of what there is isn't one.
_PART: Final = 3
# So many passages are weighed; of a longer paper they are taken evenly from all over it.
_MOST_PASSAGES: Final = 600
# Fewer content words say little, however often they come.
_FEW_WORDS: Final = 7
_TAKEN: Final = 0.4
# What states an amount or a day tells more than what leads up to it.
_STATES: Final = 1.3
_SAME_SECTION: Final = 0.8
_OPENS_PAPER: Final = 1.5
_OPENS_SECTION: Final = 1.1
_LEANS_COSTS: Final = 0.5
_LONG_COSTS: Final = 0.7
_LEANS: Final = re.compile(
    r"\s*(?:[(（「『\"“]|しかし|ただし|但し|また[、,]|なお|そして|さらに|つまり|例えば|たとえば|一方|そのため|このため|したがって"
    r"|これ|それ|この|その|こう|そう|同(?:社|法|氏|年)|なぜなら|とはいえ"
    r"|(?:However|But|And|So|Also|Therefore|Thus|Moreover|Furthermore|For example|For instance|In addition|Otherwise|Then|This"
    r"|That|These|Those|It|They|He|She|Its|Their|His|Her|Such|Both|Instead|Similarly|Likewise|Here|There|As a result"
    r"|If|Anyone|You|We|I)\b)"
)
_ENDS: Final = re.compile(r"[。．.!！][」』）)\"'”]*\s*\Z")
# A mail's greeting and its end say nothing, nor does who sent it.
_COURTESY: Final = re.compile(
    r"お世話に|お疲れ|よろしくお願い|ありがとうござ|失礼いたし|ご確認(?:を|の)|拝啓|敬具|取り急ぎ"
    r"|\b(?:dear|regards|sincerely|thank you|thanks|best wishes|please find|look(?:ing)? forward|hope this)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Picked:
    """A sentence that was chosen: which of a passage's."""

    passage: Passage
    place: int

    @property
    def text(self) -> str:
        """As it stands in the document."""
        return self.passage.texts[self.place]


def telling_sentences(
    passages: Sequence[Passage],
    *,
    analyzer: WordReader,
    most: int,
    about: frozenset[str] = frozenset(),
    enough: bool = False,
) -> tuple[Picked, ...]:
    """Return the sentences that say the most, in the order in which they stand; none where nothing can be quoted alone.

    Args:
        passages: In reading order.
        analyzer: Finds content words.
        most: How many at most; fewer of a short text, unless ``enough`` says that so many were asked for.
        about: Terms that count double: what the text is to be about.
        enough: Whether as many as asked for are taken of a short text too.
    """
    step = math.ceil(len(passages) / _MOST_PASSAGES) if passages else 1
    found = list(_candidates(passages[::step]))
    terms = [frozenset(word.term for word in analyzer.content_words(fold(one.text))) for one in found]
    counts = Counter(term for said in terms for term in said)
    worth = {term: math.log1p(count) * (1 + (term in about)) for term, count in counts.items()}
    alone = [_alone(one, first) for one, first in zip(found, _openings(found), strict=True)]
    wanted = most if enough else min(most, max(1, math.ceil(len(found) / _PART)))
    taken: list[int] = []
    sections: Counter[tuple[str, str]] = Counter()
    while len(taken) < min(wanted, len(found)):
        best = max(
            (at for at in range(len(found)) if at not in taken),
            key=lambda at: (
                alone[at]
                * _SAME_SECTION ** sections[_section(found[at])]
                * sum(worth[term] for term in terms[at])
                / math.sqrt(max(len(terms[at]), _FEW_WORDS)),
                -at,
            ),
        )
        taken.append(best)
        sections[_section(found[best])] += 1
        for term in terms[best]:
            worth[term] *= _TAKEN
    return tuple(found[at] for at in sorted(taken))


def _candidates(passages: Sequence[Passage]) -> Iterator[Picked]:
    """Yield the sentences that say something by themselves, each text once."""
    seen: set[str] = set()
    for passage in passages:
        texts = passage.texts
        for place, text in enumerate(texts):
            bare = text.strip()
            if bare in seen or not _says_something(passage, place, bare):
                continue
            seen.add(bare)
            yield Picked(passage, place)


def _says_something(passage: Passage, place: int, text: str) -> bool:
    language = passage.sentences[place].language
    if len(text) < _SHORTEST[language] or len(text) > 4 * _LONGEST[language] or CELLS in text:
        return False
    if not _ENDS.search(text) and _stands_alone(passage, place):  # a heading, a label, a line of an address
        return False
    if text in passage.heading or passage.is_history:
        return False
    return not (
        asks(text) or announces(text) or gives_orders(text) or tells_to_say(text) or _COURTESY.search(text)
    )


def _stands_alone(passage: Passage, place: int) -> bool:
    """Return whether a line without an end mark is one of its own, and short: items of a list are longer."""
    last = len(passage.sentences) - 1
    before = place == 0 or is_apart(passage, place - 1)
    after = place == last or ends_paragraph(passage, place)
    length = len(passage.texts[place].strip())
    return before and after and length < 2 * _SHORTEST[passage.sentences[place].language]


def _section(one: Picked) -> tuple[str, str]:
    return one.passage.document.id, one.passage.heading


def _openings(found: Sequence[Picked]) -> Iterator[float]:
    """Yield what each counts for its place: the first of its paper, the first below its heading, any other."""
    papers: set[str] = set()
    sections: set[tuple[str, str]] = set()
    for one in found:
        paper, section = one.passage.document.id, _section(one)
        if paper not in papers:
            yield _OPENS_PAPER
        else:
            yield 1.0 if section in sections else _OPENS_SECTION
        papers.add(paper)
        sections.add(section)


def _alone(one: Picked, opening: float) -> float:
    """Return what a sentence counts for whatever its words are."""
    text = one.text.strip()
    language = one.passage.sentences[one.place].language
    leans = _LEANS.match(text) is not None
    return (
        opening * (_LEANS_COSTS if leans else 1.0) * (_LONG_COSTS if len(text) > _LONGEST[language] else 1.0)
    )
