"""What English says with words of grammar, in Japanese: must not, cannot, only, unless, before, because.

They are no words of content, and a gloss without them turns a sentence round: *patients who cannot walk* would read 歩く.
"""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.irregular import PAST
from kotae.answering.rendering.meanings import alternatives, meanings_in

__all__ = ["SAID", "joints", "set_phrases"]

SAID: Final = {
    "not": "〜ない",
    "no": "〜ない",
    "never": "決して〜ない",
    "only": "〜だけ",
    "must": "〜しなければならない",
    "unless": "〜でない限り",
    "till": "〜まで",
    "except": "〜以外",
    "nothing": "何も〜ない",
    "nobody": "誰も〜ない",
    "anything": "何か",
    "half": "半分",
    "second": "2番目、第2",
    "quarter": "4分の1、四半期",
    "hardly": "ほとんど〜ない",
    "going": "行く、〜する予定",
    "best": "最も良い",
    "dr": "医師、博士",
    "prof": "教授",
    "mr": "〜さん",
    "mrs": "〜さん",
    "ms": "〜さん",
    "whether": "〜かどうか",
    "something": "何か",
    "someone": "誰か",
    "somebody": "誰か",
    "anybody": "誰か、誰でも",
    "anyone": "誰か、誰でも",
    "everybody": "皆",
    "everyone": "皆",
    "everything": "すべて",
}
"""Words of grammar that stand alone: one word in Japanese, not the dialects of the dictionary."""

# A participle, as far as its form tells.
_PARTICIPLE: Final = (
    rf"(?:[a-z]+ed|{'|'.join(sorted(PAST))}|cut|hit|let|lit|put|read|set|shut|split|spread)\b"
)
_TIME: Final = (
    r"(?:about |around |at least |up to |only |just |over |nearly )*"
    r"(?:[0-9]+|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|several)"
    r"(?: to (?:[0-9]+|[a-z]+))? (?:second|minute|hour|day|week|month|year)s?\b"
)
_DENIALS: Final = (
    (r"(?:may|must) not(?: be)?|mustn['’]t(?: be)?|mayn['’]t", "〜してはならない"),
    (r"(?:cannot|can not|can['’]t|could not|couldn['’]t)(?: be)?", "〜できない"),
    (r"(?:need not|needn['’]t|(?:do|does|did)(?:n['’]t| not) (?:have|need) to|no need to)(?: be)?", "〜する必要はない"),
    (r"(?:should not|shouldn['’]t)(?: be)?", "〜すべきではない"),
    (r"(?:do|does|did|is|are|was|were|has|have|had|wo|would)n['’]t", "〜ない"),
    (r"no longer|not any (?:longer|more)", "もう〜ない"),
    (r"(?:very|too|so) few|(?<!the )few", "ほとんど〜ない、わずかな"),
    (r"(?:very|too|so) little(?! by)", "ほとんど〜ない"),
    (r"(?<!a )(?<!the )little(?= (?:that|to|of|time|money|doubt|chance|room|use|or))", "ほとんど〜ない"),
    (r"non-(?=[a-z])", "〜でない、〜できない"),
)  # fmt: skip
_SET_PHRASES: Final = (
    (r"third part(?:y|ies)", "第三者"),
    (r"no (?:fewer|less) than", "〜以上"),
    (r"(?:fewer|less) than", "〜より少ない"),
    (r"(?:only|just|quite)? ?a few", "少数の、いくつかの"),
    (r"fewer", "より少ない"),
    (r"either(?= of)", "どちらか"),
    # What is allowed and ordered by a passive; without it the dictionary has only may be: perhaps.
    (rf"may(?: only)? be(?= {_PARTICIPLE})", "〜してもよい"),
    (rf"must(?: only| always)? be(?= {_PARTICIPLE})", "〜しなければならない"),
    (r"(?:(?:no|not) more than|at (?:the )?most)(?! [0-9])", "〜以下、最大〜"),
    (r"no later than", "遅くとも〜まで"),
    (r"half as (?:much|many|long) again", "1.5倍"),
    (r"twice as (?:much|many|long|high|big)", "2倍"),
    (r"every other day", "1日おき、隔日"),
    (r"every other week", "1週おき、隔週"),
    (r"every other (?:month|year)", "1つおきの月・年"),
    (r"(?:in|within|over|during|for) the (?:last|past)(?= )", "過去〜の間、この〜"),
    (r"at once", "すぐに"),
    # Verbs with a time or a price.
    (rf"(?:takes?|took)(?= {_TIME})", "（時間が）かかる"),
    (rf"(?:lasts?|lasted)(?= {_TIME})", "続く"),
    (r"costs?(?= (?:about |only |up to )?(?:[£$€¥]|[0-9]))", "（費用が）かかる"),
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
    (r"same", "同じ"),
    (r"(?<!each )other", "ほかの"),
    (r"more", "さらに、より多く"),
    (r"all", "すべて"),
    (r"than", "〜より"),
    (r"most", "ほとんど、最も"),
    (r"under|below", "〜の下"),
    (r"above", "〜の上"),
    (r"not", "〜ない"),
    (r"no(?= [a-z])", "〜ない"),
    (rf"(?:was|were|(?:has|have|had) been)(?= (?:not )?{_PARTICIPLE})", "〜された"),
    (rf"(?:is|are|be|being)(?= (?:not )?{_PARTICIPLE})", "〜される"),
    (r"or", "または"),
    (r"but", "しかし"),
)  # fmt: skip


def _any(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{alternatives(words)})(?:(?<=-)|(?![\w'’-]))", re.IGNORECASE)


_FIRST: Final = (*_DENIALS, *_SET_PHRASES)
_ANY_FIRST: Final = _any(_FIRST)
_ANY_JOINT: Final = _any(_JOINTS)


def set_phrases(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of denials and of words that mean one thing together, in order; before the dictionary."""
    return meanings_in(text, _ANY_FIRST, _FIRST)


def joints(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of what joins, bounds and denies; for places where the dictionary has nothing."""
    return meanings_in(text, _ANY_JOINT, _JOINTS)
