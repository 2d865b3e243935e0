"""Whether numbers stand beside the same words as in the source: five bays and two storeys, not the reverse.

A changed number may by chance be another number of the cited text. Within a language the
words around it tell: where the source has a number beside the same word, and it is another one,
the sentence has mixed them up. A number said twice must also stand in the source twice.
"""

from collections import Counter
from collections.abc import Sequence

from kotae import lazy_re as re
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.quantities import Quantity

__all__ = ["moved_amounts"]

_BEFORE = re.compile(
    rf"(?P<en>[A-Za-z]+)[\s-]+\Z|(?P<ja>[{KANJI}{KATAKANA}]+|[「『(])(?:には|では|とは|[のはがをにで、]|から)?\Z"
)
# A date belongs to its whole sentence, whose topic and object it stands beside by chance.
_BEFORE_DATE = re.compile(r"\b(?P<en>[A-Za-z]+)[\s-]+\Z|(?P<ja>[「『(]|から)\Z")
_AFTER_DATE = re.compile(rf"(?P<en>(?!))|(?P<ja>まで|より|から|以[降前後]|[{KANJI}]{{2}})")
_AFTER = re.compile(
    rf"[\s-]+(?P<en>[A-Za-z]+)|(?P<ja>(?:[のはがをに]|から)?(?:[{KANJI}{KATAKANA}]+|まで|より))"
)
# Words that stand before and after anything.
_COMMON = frozenset(
    """in on of the a an to and or by at was is are were for with about from as it its that which than over under up will be
    has have had into between he she they we his her their this these not but who when""".split()
)
# After a date any number may stand.
_CALENDAR = frozenset("年月日度")


def moved_amounts(
    said: str, quantities: Sequence[Quantity], source: str, held: Sequence[Quantity]
) -> list[str]:
    """Return the numbers of a sentence that stand where the source has another number.

    Args:
        said: The sentence, folded.
        quantities: Its quantities.
        source: The cited text in the same language, folded.
        held: Its quantities.
    """
    moved = [
        said[quantity.start : quantity.end]
        for quantity in quantities
        if _stands_elsewhere(_around(said, quantity), quantity, source, held)
    ]
    had = Counter(quantity.key for quantity in held)
    for key, count in Counter(quantity.key for quantity in quantities).items():
        if count > 1 and 0 < had[key] < count:
            moved += [said[q.start : q.end] for q in quantities if q.key == key][:1]
    return moved


def _around(text: str, quantity: Quantity) -> tuple[str, str]:
    """Return the words before and after a quantity, in lower case; empty where they say nothing."""
    dated = quantity.kind == "date"
    before = (_BEFORE_DATE if dated else _BEFORE).search(text[max(0, quantity.start - 30) : quantity.start])
    after = (_AFTER_DATE if dated else _AFTER).match(text, quantity.end)
    return _word(before), _word(after)


def _word(match: re.Match[str] | None) -> str:
    word = "" if match is None else (match["en"] or match["ja"]).lower()
    return "" if word in _COMMON or word[-1:] in _CALENDAR else word


def _stands_elsewhere(around: tuple[str, str], said: Quantity, source: str, held: Sequence[Quantity]) -> bool:
    others = False
    for quantity in held:
        before, after = _around(source, quantity)
        if (before and before == around[0]) or (after and after == around[1]):
            if quantity.key == said.key or quantity.key.startswith(f"{said.key}-"):
                return False
            others = others or quantity.kind == said.kind
    return others
