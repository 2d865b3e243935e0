"""What English says with words of grammar, in Japanese: must not, cannot, only, unless, before, because.

They are no words of content, and a gloss without them turns a sentence round: *patients who cannot walk* would read 歩く.
"""

import re
from collections.abc import Iterator
from typing import Final

from kotae.answering.rendering.meanings import alternatives, meanings_in

__all__ = ["denials", "joints"]

_DENIALS: Final = (
    (r"(?:may|must) not(?: be)?|mustn['’]t(?: be)?|mayn['’]t", "〜してはならない"),
    (r"(?:cannot|can not|can['’]t|could not|couldn['’]t)(?: be)?", "〜できない"),
    (r"(?:need not|needn['’]t|(?:do|does|did)(?:n['’]t| not) (?:have|need) to|no need to)(?: be)?", "〜する必要はない"),
    (r"(?:should not|shouldn['’]t)(?: be)?", "〜すべきではない"),
    (r"(?:do|does|did|is|are|was|were|has|have|had|wo|would)n['’]t", "〜ない"),
    (r"no longer|not any (?:longer|more)", "もう〜ない"),
    (r"no (?:fewer|less) than", "〜以上"),
    (r"(?:fewer|less) than", "〜より少ない"),
    (r"(?:only|just|quite)? ?a few", "少数の、いくつかの"),
    (r"(?:very|too|so) few|(?<!the )few", "ほとんど〜ない、わずかな"),
    (r"fewer", "より少ない"),
    (r"(?:very|too|so) little(?! by)", "ほとんど〜ない"),
    (r"(?<!a )(?<!the )little(?= (?:that|to|of|time|money|doubt|chance|room|use|or))", "ほとんど〜ない"),
    (r"either(?= of)", "どちらか"),
    (r"non-(?=[a-z])", "〜でない、〜できない"),
    (r"last year", "昨年"),
    (r"next year", "来年"),
)  # fmt: skip
_JOINTS: Final = (
    (r"not only", "〜だけでなく"),
    (r"neither", "どちらも〜ない"),
    (r"nor", "〜もない"),
    (r"instead of", "〜の代わりに"),
    (r"rather than", "〜よりむしろ"),
    (r"as long as", "〜する限り"),
    (r"even if", "たとえ〜でも"),
    (r"in case of", "〜の場合"),
    (r"(?:al)?though", "〜だが"),
    (r"because of|due to|owing to", "〜のため"),
    (r"because", "なぜなら〜から"),
    (r"so that", "〜するように"),
    (r"unless", "〜でない限り"),
    (r"without", "〜なしで"),
    (r"except(?: for)?|other than", "〜以外"),
    (r"cannot", "〜できない"),
    (r"only", "〜だけ"),
    (r"if", "もし〜なら"),
    (r"when", "〜するとき"),
    (r"while|during", "〜の間"),
    (r"before", "〜の前に"),
    (r"after", "〜の後に"),
    (r"until|till", "〜まで"),
    (r"since", "〜から"),
    (r"between", "〜の間"),
    (r"should", "〜すべき"),
    (r"both", "両方"),
    (r"each|every", "各"),
    (r"all", "すべて"),
    (r"than", "〜より"),
    (r"most", "ほとんど、最も"),
    (r"under|below", "〜の下"),
    (r"above", "〜の上"),
    (r"not", "〜ない"),
    (r"no(?= [a-z])", "〜ない"),
    (r"or", "または"),
    (r"but", "しかし"),
)  # fmt: skip


def _any(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{alternatives(words)})(?:(?<=-)|(?![\w'’-]))", re.IGNORECASE)


_ANY_DENIAL: Final = _any(_DENIALS)
_ANY_JOINT: Final = _any(_JOINTS)


def denials(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of what a verb is denied or forbidden with, in order; these come before the dictionary."""
    return meanings_in(text, _ANY_DENIAL, _DENIALS)


def joints(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of what joins, bounds and denies; for places where the dictionary has nothing."""
    return meanings_in(text, _ANY_JOINT, _JOINTS)
