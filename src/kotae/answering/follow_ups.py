"""Follow-up questions: the ways a question that leans on the conversation may be completed.

No list of things is needed. Which part of the last question a new topic takes the place of (アメリカは？ after a question
about 日本) is told by the embedder: the part most like it. Whether it takes a place at all, or asks for
another property of the same thing (場所は？), and what a pronoun stands for, is told by the reader: the
caller tries the ways and keeps the one that is answered best. A complete question is never touched.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from kotae import lazy_re as re
from kotae.embedding.protocol import Embedder
from kotae.folding import fold
from kotae.language import detect_language
from kotae.question.numbered import find_numbered
from kotae.records import Answer, Language
from kotae.scripts import KATAKANA
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities

__all__ = ["completions"]

# Every way is searched and read before one is chosen: each more keeps the asker waiting.
_MOST_WAYS: Final = 4
# Each is embedded beside the new topic.
_MOST_PARTS: Final = 10
# 「では、紙の方は？」「アメリカだと？」: a topic and nothing said of it.
_TOPIC_JA: Final = re.compile(
    r"^(?:(?:では|じゃあ?|それでは|それじゃあ?|なら|ちなみに|また|あと|次に|一方|で)[、,]?\s*)?"
    r"(?P<topic>[^、。？?]{1,30}?)(?P<case>の場合|の(?:方|ほう)?)?(?:について)?(?:は|(?P<place>では|だと|なら)|も|って)?"
    r"(?:どうですか|どう(?:でしょうか?|なりますか|なの)?|いかがですか|ですか|でしょうか)?[。？?]*$"
)
_PREDICATE_JA: Final = re.compile(
    r"いつ|どこ|誰|だれ|何|なに|なぜ|どうして|いくら|いくつ|どの|どれ|どちら|どんな|どうやって|どうすれば|ますか|ました|ません|できる|ある|いる|教えて|ください"
)
_OF_ITS_OWN: Final = re.compile(r"[^の]の[^の]")
_TOPIC_EN: Final = re.compile(
    r"^(?:(?:and|but|so|then|ok(?:ay)?)[,\s]+)?(?:what about|how about|and)?\s*(?P<topic>[^?.!]{1,60}?)\s*[?.!]*$",
    re.IGNORECASE,
)
_PREPOSITION: Final = r"(?:on|in|at|for|of|with|by|from|after|before|during)"
_LEADS_EN: Final = re.compile(
    r"^(?:(?:and|but|so|then|ok(?:ay)?|what about|how about)\b"
    rf"|(?:{_PREPOSITION}|(?:the )?others?)\b[^?]*\?)",
    re.IGNORECASE,
)
# When, where or for whom something is asked again: never a property of the thing.
_CIRCUMSTANCE_EN: Final = re.compile(rf"^{_PREPOSITION}\s", re.IGNORECASE)
_BARE_TOPIC: Final = re.compile(rf"^(?:{_PREPOSITION}\s+)?(?:the\s+|an?\s+)?", re.IGNORECASE)
_HEAD: Final = re.compile(rf"\b{_PREPOSITION}\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_ASKS_EN: Final = re.compile(
    r"\b(?:who|whom|whose|when|where|why|how|which|what|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had|tell|list|explain)\b",
    re.IGNORECASE,
)
_PRONOUN_JA: Final = re.compile(
    rf"これら|それら|(?<![{KATAKANA}])(?:こ|そ|あ)(?:れ(?!から|で|ぞれ)|の(?:人|件|場合|時|とき|会社|制度|法律|本|建物|店|日)|ちら|こ(?=で|に|は|の|へ|を))|同(?:法|社|氏|国|省|制度|店|所)|彼女?(?=[はがをに])"
)
# Not every "it", "that" and "there" points back: how long does it take to …, a shop that opens, is there a …
_PRONOUN_EN: Final = re.compile(
    r"\b(?P<own>its|their|his|her)\b"
    r"|\bit\b(?!\s+(?:takes?|costs?|possible|necessary|allowed|permitted|okay|ok|safe|required|legal|worth)\b.*\bto\b)"
    r"|\b(?:they|them|he|him|she|these|those(?!\s+(?:who|that|which)))\b"
    r"|\bthis\b(?!\s+(?:year|month|week|morning|afternoon|evening|spring|summer|autumn|fall|winter|season))"
    r"|(?:(?<=\bis )|(?<=\bwas )|(?<=\bdo )|(?<=\bdoes )|(?<=\bdid )|(?<=\bof )|(?<=\bin )|(?<=\bfor )|(?<=\bto )|(?<=\bby )"
    r"|(?<=\bwith )|(?<=\babout )|(?<=\bafter )|(?<=\bbefore )|\A)that\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b",
    re.IGNORECASE,
)
# Someone of the question's own whose "their" it is: how do members renew their cards?
_OWNER_EN: Final = re.compile(
    r"\b(?:do|does|did|can|could|may|must|should|will|has|have|is|are)\s+(?:the|a|an|any|all|most)?\s*"
    r"(?!(?:it|they|he|she|this|that)\b)[a-z]{3,}\s+[a-z]+\b",
    re.IGNORECASE,
)
# Whose "its" may be what is asked for: what loses its warranty?
_OWN_EN: Final = re.compile(
    r"(?:what|who|which(?: [a-z-]+){1,2}?) (?!(?:is|are|was|were|do|does|did|can|may|must|will|would|about|of|for|in|on|at)\b)"
    r"[a-z]+ (?:[a-z]+ )??(?:its|their|his|her)\b",
    re.IGNORECASE,
)
_BARE_JA: Final = re.compile(
    r"^(?:それは|で、?|じゃあ?、?)?(?:なぜ|どうして|いつ|どこ(?:で|に)?|誰(?:が)?|いくら|何(?:で|が|を)?|どのよう|どう|理由は|期限は)"
    r"[^はがをに]{0,16}[。？?]*$"
)
_BARE_EN: Final = re.compile(
    r"^(?:and\s+|but\s+)?(?:why|when|where|who|how(?: much| many| long| often)?|since when|by whom|until when)"
    r"(?:\s+(?:is|was|so|exactly|not|that|then))*\s*[?.!]*$",
    re.IGNORECASE,
)
_MAY_NAME: Final = re.compile(rf"[{KATAKANA}A-Z0-9０-９]")
_END: Final = re.compile(r"[。？?！!.\s]+$")


def completions(
    question: str, history: Sequence[str | Answer], *, embedder: Embedder, analyzer: Analyzer
) -> tuple[str, ...]:
    """Return the ways to read a question after a conversation, likeliest first; itself alone where it is complete.

    Args:
        question: As typed.
        history: Questions asked before, or the answers they got, oldest first; may be empty.
        embedder: Tells which part of the last question is of the new topic's kind.
        analyzer: Finds the parts.
    """
    if not history or not question.strip():
        return (question,)
    last = history[-1]
    previous = (last if isinstance(last, str) else last.question).strip()
    language = detect_language(question)
    plain = question.strip()
    if topic := _topic(plain, language):
        # くるみパンの価格は？ may be whole as it is.
        circumstance = _is_circumstance(plain, topic, language)
        own = [question] if language == "ja" and _OF_ITS_OWN.search(topic) and not circumstance else []
        if _counted(topic) and not _counted(previous):  # a year that wasn't said before takes nothing's place
            own = [f"{topic}、{previous}" if language == "ja" else f"{_END.sub('', previous)} {topic}?"]
        ways = [*own, *_replaced(topic, previous, embedder, analyzer)]
        if not ways or not circumstance:
            ways.append(_property(topic, previous, analyzer))
    elif (_BARE_JA if language == "ja" else _BARE_EN).match(plain):
        ways = [_about(plain, previous, language, analyzer)]
    elif _pronoun(plain, language):
        ways = _pointed(plain, previous, last, language, analyzer)
        if language == "en" and _OWN_EN.match(plain):
            ways = [question, *ways]
    else:
        return (question,)
    return tuple(dict.fromkeys(way for way in ways if way))[:_MOST_WAYS] or (question,)


def _topic(question: str, language: Language) -> str:
    """Return the topic a question consists of; empty for one that says more."""
    if language == "ja":
        match = _TOPIC_JA.match(question)
        if match is None or _PREDICATE_JA.search(question) or _PRONOUN_JA.search(question):
            return ""
        # A bare noun without は or a question mark may be a search of its own.
        asked = re.search(r"[は?？もと]$|どう|いかが|って", question) is not None
        return match["topic"].strip() if asked else ""
    if not _LEADS_EN.match(question):
        return ""
    match = _TOPIC_EN.match(question)
    topic = match["topic"].strip() if match else ""
    return "" if not topic or _ASKS_EN.search(topic) or _PRONOUN_EN.search(topic) else topic


def _is_circumstance(question: str, topic: str, language: Language) -> bool:
    """Return whether a topic is when, where or for whom, as its particle or preposition says: 本場では？ for juniors?"""
    if language == "en":
        return _CIRCUMSTANCE_EN.match(topic) is not None
    match = _TOPIC_JA.match(question)
    return match is not None and bool(match["place"] or match["case"])


def _pronoun(question: str, language: Language) -> re.Match[str] | None:
    """Return the first pronoun that points out of the question; None for a question that is complete."""
    if language == "ja":
        return _PRONOUN_JA.search(question)
    match = _PRONOUN_EN.search(question)
    own = match is not None and match["own"] is not None and _OWNER_EN.search(question[: match.start()])
    return None if own else match


def _parts(text: str, analyzer: Analyzer) -> list[tuple[int, int]]:
    """Return the noun phrases of a question, as runs of content words with nothing between them."""
    return _runs(text, _nouns(analyzer.content_words(text)))[:_MOST_PARTS]


def _nouns(words: Sequence[Word]) -> list[Word]:
    """Return the words that are things: of 総会はいつ開きますか, 開き is none, and no topic takes its place."""
    return [
        word
        for word in words
        if word.part_of_speech not in ("動詞", "形容詞", "副詞", "代名詞")
        and word.surface.lower() not in ("many", "much")
    ]


def _runs(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return where runs of words begin and end that have nothing but a space or a joining mark between them."""
    runs: list[tuple[int, int]] = []
    for word in words:
        if runs and text[runs[-1][1] : word.start] in ("", " ", "・", "-", "‐"):
            runs[-1] = (runs[-1][0], word.end)
        else:
            runs.append((word.start, word.end))
    return runs


def _replaced(topic: str, previous: str, embedder: Embedder, analyzer: Analyzer) -> list[str]:
    """Return the previous question with the topic in place of its likest parts, best first, at most two."""
    words = analyzer.content_words(previous)
    spans = _whole(
        topic, previous, [*_parts(previous, analyzer), *((word.start, word.end) for word in _nouns(words))]
    )
    # What is no name takes no name's place: 値段は？ after a question about "Night Bus" asks for a property of it.
    if not _MAY_NAME.search(topic) and not any(word.is_name for word in analyzer.content_words(topic)):
        named = [word.start for word in words if word.is_name and _MAY_NAME.search(word.surface)]
        spans = [(a, b) for a, b in spans if not any(a <= start < b for start in named)]
    bare = _BARE_TOPIC.sub("", topic) or topic
    spans = [(a, b) for a, b in spans if fold(previous[a:b]).lower() != fold(bare).lower()]
    if not spans:
        return []
    vectors = embedder.embed_questions([fold(bare), *(fold(previous[a:b]) for a, b in spans)])
    order = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")[:2]
    ways = []
    for place in order:
        start, end = spans[int(place)]
        head = _HEAD.sub("", previous[:start]) if _CIRCUMSTANCE_EN.match(topic) else previous[:start]
        ways.append(head + (topic if head != previous[:start] else bare) + previous[end:])
    return ways


def _whole(topic: str, previous: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that a topic may take the place of, each once: a date or a number only as a whole, and by another one.

    第2回 isn't 定員2回, and 1日 isn't 1死亡.
    """
    counted = _counted(previous)
    if counted and _counted(topic):
        return counted
    return list(
        dict.fromkeys((a, b) for a, b in spans if not any(a < end and start < b for start, end in counted))
    )


def _counted(text: str) -> list[tuple[int, int]]:
    """Return where a text states dates, numbers, and things told by their number."""
    folded = fold(text)
    if len(folded) != len(text):  # then places in one aren't places in the other
        return []
    numbered = [(one.start, one.end) for one in find_numbered(folded)]
    quantities = [(one.start, one.end) for one in find_quantities(folded)]
    return [*numbered, *(one for one in quantities if not any(a <= one[0] < b for a, b in numbered))]


def _property(topic: str, previous: str, analyzer: Analyzer) -> str:
    """Return a question for another property of the thing the last one was about."""
    about = _subject(previous, analyzer)
    if not about:
        return f"{_END.sub('', previous)} {topic}?"
    if detect_language(topic) == "ja" or detect_language(previous) == "ja":
        return f"{about}の{topic}は？"
    return f"What is the {re.sub(r'^(?:the|its|a|an) ', '', topic, flags=re.IGNORECASE)} of {about}?"


def _subject(previous: str, analyzer: Analyzer) -> str:
    """Return what a question is about: its first phrase before は, an English one's first name, else its longest phrase."""
    parts = _parts(previous, analyzer)
    if not parts:
        return ""
    if detect_language(previous) == "ja":
        topic = re.match(r"(?P<topic>.{2,40}?)(?:とは|は(?!じ|っき|ず)|って|について)", previous)
        if topic:
            return topic["topic"]
    names = [word for word in analyzer.content_words(previous) if word.is_name]
    if names and detect_language(previous) == "en":
        start, end = _runs(previous, names)[0]
        return previous[start:end]
    start, end = max(parts, key=lambda part: part[1] - part[0])
    return previous[start:end]


def _about(question: str, previous: str, language: Language, analyzer: Analyzer) -> str:
    """Return a bare question word with what the last question was about."""
    asked = _END.sub("", question)
    about = _subject(previous, analyzer)
    if language == "ja":
        return f"{about}は{re.sub(r'^(?:それは|で、?|じゃあ?、?)', '', asked)}？"
    return f"{asked} ({_END.sub('', previous)})?"


def _pointed(
    question: str, previous: str, last: str | Answer, language: Language, analyzer: Analyzer
) -> list[str]:
    """Return the question with each thing its pronoun may stand for."""
    match = _pronoun(question, language)
    if match is None:
        return []
    things = [_subject(previous, analyzer)]
    things += [previous[a:b] for a, b in _parts(previous, analyzer)]
    # A price or a day is nothing to ask about.
    if isinstance(last, Answer) and last.short is not None and not _counted(last.short.text):
        things.insert(1, last.short.text)
    ways = []
    for thing in dict.fromkeys(filter(None, things)):
        said = thing
        if language == "en" and match.groupdict().get("own"):
            said += "'s"
        elif language == "ja" and (noun := re.match(r"[こそあ]の(.+)", match[0])):
            said += f"の{noun[1]}" if not thing.endswith(noun[1]) else ""
        ways.append(question[: match.start()] + said + question[match.end() :])
    return ways
