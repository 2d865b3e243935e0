"""Follow-up questions made complete from the conversation, without a language model.

「では米国は？」 after 「日本のAI民間投資額はいくらですか」 asks for 米国のAI民間投資額. Two kinds are told
apart: *another* (And in the US?), which puts a new topic in the place of the old one of the same
sort, and *reference* (それはいつ…, When was it …), which keeps asking about the topic named before.
The completed question is what is searched for, and it is shown.
"""

import re
from collections.abc import Sequence

from kotae.answering.countries import find_countries
from kotae.language import detect_language
from kotae.records import Language

__all__ = ["complete_question"]

# Groups of things that can stand in each other's place, beside countries and names.
_SORTS: tuple[frozenset[str], ...] = (
    frozenset(
        "aws アマゾン amazon マイクロソフト microsoft オラクル oracle グーグル google アップル apple メタ meta openai "
        "アンソロピック anthropic エヌビディア nvidia facebook ibm".split()
    ),
    frozenset("大企業 中小企業 スタートアップ 自治体 大学 官公庁".split())
    | {
        "large companies",
        "small companies",
        "small businesses",
        "startups",
        "municipalities",
        "universities",
    },
)
_LATIN_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9&.-]*[A-Za-z0-9]")
_ANOTHER_JA = re.compile(
    r"^(?:(?:では|じゃあ?|それでは|それじゃあ?|なら|ちなみに|また|あと|次に|一方)[、,]?\s*)?"
    r"(?P<topic>[^、。？?はがをいつどこ何]{1,24}?)(?P<link>の場合は?|について(?:は)?|では|は|だと|も|って)?(?:どうですか|どう(?:でしょうか?)?|いかがですか)?[。？?]*$"
)
_ANOTHER_EN = re.compile(
    r"^(?:and|but|so|then|ok(?:ay)?|what about|how about|and what about|and how about)[,\s]+"
    r"(?:what about |how about )?(?P<preposition>in |for |at |of |by |from )?(?P<topic>[^?.!,]{1,40}?)\s*[?.!]*$",
    re.IGNORECASE,
)
_REFERENCE_JA = re.compile(
    r"これら|それら|(?:こ|そ|あ)(?:れ|の(?!他|ほか|後|ため)|ちら)|同(?:法|社|氏|国|省|制度)|彼女?|そこ(?=で|に|は|の)"
)
_REFERENCE_EN = re.compile(
    r"\b(?:it|its|they|them|their|he|his|him|she|her|this|these|those|there"
    r"|that(?=\s+(?:law|act|plan|company|group|system|project|course|programme|program|country|number)\b|\s*\?)"
    r"|the (?:law|act|company|group|system|project|course|programme|program|plan|country))\b",
    re.IGNORECASE,
)
_BARE_JA = re.compile(
    r"^(?:それは|で、?|じゃあ?、?)?(?:なぜ|どうして|いつ|どこ(?:で|に)?|誰(?:が)?|いくら|何|どのよう|どう|理由は)[^はが]{0,20}[。？?]*$"
)
_BARE_EN = re.compile(
    r"^(?:and\s+)?(?:why|when|where|who|how|how much|how many|since when|by whom)(?:\s+(?:is|was|so|exactly|not))*\s*[?.!]*$",
    re.IGNORECASE,
)
_TOPIC_JA = re.compile(
    r"^(?P<topic>.{2,60}?)(?:とは|は(?!じ|っき|ず)|って|について|が(?=いつ|なぜ|どこ|何|どの))"
)
_TOPIC_EN = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|can|would|should|about|of|by|in|for)\s+(?P<topic>(?:the\s+)?[^?.!]+?)"
    r"(?=\s+(?:enacted|established|passed|founded|introduced|released|published|announced|built|held|located|start|begin|mean|cost|invest|spend|made|called|known|doing|plan|take|work|contain)\w*\b|\s*[?.!]*$)",
    re.IGNORECASE,
)
_POLITE_END = re.compile(r"[。？?！!\s]+$")


def complete_question(question: str, history: Sequence[str]) -> str:
    """Return the question with what it takes from the conversation written out.

    Args:
        question: As typed.
        history: The questions before it (completed ones), oldest first; may be empty.

    Returns:
        The question itself where it is complete or nothing in the history helps.
    """
    if not history or not question.strip():
        return question
    previous = history[-1].strip()
    language = detect_language(question)
    if language != detect_language(previous):
        return _append(question, previous, language) if _needs_topic(question, language) else question
    replaced = _another(question.strip(), previous, language)
    if replaced is not None:
        return replaced
    if _needs_topic(question, language):
        return _append(question, previous, language)
    return question


def _needs_topic(question: str, language: Language) -> bool:
    reference, bare = (_REFERENCE_JA, _BARE_JA) if language == "ja" else (_REFERENCE_EN, _BARE_EN)
    return bool(reference.search(question) or bare.match(question.strip()))


def _another(question: str, previous: str, language: Language) -> str | None:
    """Return the previous question with the new topic in the old one's place."""
    match = (_ANOTHER_JA if language == "ja" else _ANOTHER_EN).match(question)
    if match is None:
        return None
    topic = match["topic"].strip()
    if language == "ja" and (match["link"] is None and topic == question.rstrip("。？?")):
        return None
    if _needs_topic(topic, language) or _BARE_EN.match(topic):
        return None
    if old := _counterpart(topic, previous, language):
        return previous[: old[0]] + topic + previous[old[1] :]
    if year := re.fullmatch(r"(?:19|20)[0-9]{2}(年度?)?", topic):
        old_year = re.search(r"(?:19|20)[0-9]{2}(年度?)?", previous)
        if old_year:
            return previous[: old_year.start()] + year[0] + previous[old_year.end() :]
    return f"{_owned(topic, previous)}は{_rest(previous)}" if language == "ja" else _prefixed(previous, topic)


def _counterpart(topic: str, previous: str, language: Language) -> tuple[int, int] | None:
    """Return the place in a question of the first thing of the topic's sort: a country for a country, say."""
    countries = [(start, end) for start, end, _ in find_countries(previous)]
    if _is_country(topic):
        return _with_article(previous, countries[0]) if countries else None
    for sort in _SORTS:
        if topic.lower() in sort and (old := _find(previous, sort, language)):
            return old
    if not _LATIN_NAME.fullmatch(topic):
        return None
    # An English question begins with a capital anyway.
    names = (match.span() for match in _LATIN_NAME.finditer(previous) if match.start() or language == "ja")
    return next((name for name in names if not any(start <= name[0] < end for start, end in countries)), None)


def _is_country(topic: str) -> bool:
    name = re.sub(r"^the ", "", topic, flags=re.IGNORECASE)
    return any(name[start:end] == name for start, end, _ in find_countries(name))


def _with_article(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span with the article before it, so that "the US" goes as a whole."""
    article = re.search(r"\bthe $", text[: span[0]], re.IGNORECASE)
    return (article.start() if article else span[0]), span[1]


def _find(previous: str, sort: frozenset[str], language: Language) -> tuple[int, int] | None:
    """Return the first place in a question of something of the given sort."""
    found: list[tuple[int, int]] = []
    for word in sort:
        edge = "" if language == "ja" and not word.isascii() else r"(?![A-Za-z])"
        before = "" if language == "ja" and not word.isascii() else r"(?<![A-Za-z])"
        if match := re.search(before + re.escape(word) + edge, previous, re.IGNORECASE):
            found.append(match.span())
    return min(found, key=lambda span: (span[0], -span[1]), default=None)


def _rest(previous: str) -> str:
    """Return a Japanese question without its topic."""
    match = _TOPIC_JA.match(previous)
    return previous[match.end() :] if match else previous


def _owned(topic: str, previous: str) -> str:
    """Return a new topic with the owner of the old one: DMPの正式版 and α版 give DMPのα版."""
    match = _TOPIC_JA.match(previous)
    owner, of, _ = match["topic"].rpartition("の") if match else ("", "", "")
    return topic if "の" in topic else owner + of + topic


def _prefixed(previous: str, topic: str) -> str:
    return f"{_POLITE_END.sub('', previous)} — {topic}?"


def _append(question: str, previous: str, language: Language) -> str:
    """Return the question with the topic of the one before put where it is referred to."""
    topic = _topic(previous)
    if not topic:
        return question
    if language == "ja":
        completed = re.sub(r"^(?:では|じゃあ?|それで)[、,]?\s*", "", question.strip())
        reference = re.search(
            r"これら|それら|[こそあ]れ|同(?:法|社|氏|国|省|制度)|彼女?|[そこあ]の[一-龠ァ-ヶー]{1,8}|そこ",
            completed,
        )
        if reference and detect_language(previous) == "ja":
            return completed[: reference.start()] + topic + completed[reference.end() :]
        return f"{topic}は{completed}" if _BARE_JA.match(completed) else f"{topic}：{completed}"
    reference = _REFERENCE_EN.search(question)
    if reference and reference[0].lower() not in ("its", "their", "his", "her", "there"):
        return question[: reference.start()] + topic + question[reference.end() :]
    if reference and reference[0].lower() != "there":
        return question[: reference.start()] + topic + "'s" + question[reference.end() :]
    return f"{_POLITE_END.sub('', question.strip())} ({topic})?"


def _topic(previous: str) -> str:
    """Return what a question is about; empty where it can't be told."""
    if detect_language(previous) == "ja":
        match = _TOPIC_JA.match(previous)
        return (
            match["topic"].split("の")[0]
            if match and len(match["topic"]) > 24
            else (match["topic"] if match else "")
        )
    match = _TOPIC_EN.search(previous)
    return match["topic"].strip() if match else ""
