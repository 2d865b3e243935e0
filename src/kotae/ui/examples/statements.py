"""Questions that a statement answers, made of its own words: 予算をいくらに増やしたのですか, *When was the act passed*.

In Japanese what is asked for is put where its value stands; in English (:mod:`kotae.ui.examples.statements_english`) the verb
goes first. Whether something is so, which could always be asked, is asked by nobody.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from kotae.answering.instructions import gives_orders
from kotae.records import Language
from kotae.scripts import HIRAGANA
from kotae.ui.examples.amounts import NUMBER_JA
from kotae.ui.examples.references import is_about_something, needs_context
from kotae.ui.examples.statements_english import asked_in_english

__all__ = ["asked_of"]

MAX_CHARS: Final = 44

_SENTENCE: Final = re.compile(r"[^。！？!?\n|#>*`]{8,60}(?=。)")
_ASIDE: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_TOPIC: Final = re.compile(r"(?P<what>[^はを、，,。：:「」（）()【】\s①-⑳]{2,20})は、?\s?")
_UNIT: Final = (
    "兆円|億円|万円|千円|円|億ドル|万ドル|ドル|ユーロ|ポンド|日間|時間|分間|週間|か月|ヶ月|カ月|年間|か国|ヶ国|か所|ヶ所|か条|日|時|分|秒|年"
    "|人|名|件|台|本|個|枚|頭|匹|羽|冊|回|社|校|室|席|泊|歳|点|kg|キロ|グラム|g|km|cm|mm|m|L|リットル|℃|度|％|%|割|倍|トン|ヘクタール|kW|MW"
)
_NUMBER: Final = NUMBER_JA
_COUNTED: Final = "[\\d〇一二三四五六七八九十]"
_VALUE: Final = re.compile(
    rf"(?P<date>(?:{_COUNTED}{{4}}年)?{_COUNTED}{{1,2}}月(?:{_COUNTED}{{1,3}}日)?|{_COUNTED}{{4}}年(?![間度]))"
    rf"|(?:約|およそ|計|合計|最大|最長|最低|総額)?(?P<value>{_NUMBER}(?:[兆億万千]{_NUMBER})*)(?P<unit>{_UNIT})(?!ト)"
)
# A version, a code, a range.
_NO_AMOUNT: Final = re.compile(r"[第#A-Za-zＡ-Ｚ\-－–〜～:：/\d.,]\Z")
# What may follow: particles and limits, but no noun (1月末, 3年度, 2枚分).
_AFTER_AMOUNT: Final = re.compile(rf"(?:以[内上下]|未満|程度|前に|後に|分(?=[あのをが])|[{HIRAGANA}]|\Z)")
_AFTER_DATE: Final = ("に", "から", "まで")
_NOT_ASKED: Final = re.compile(
    r"だけ|のまま|のもの|しか|も必要|とし|とする|をもって|お願い|いただ|いたし|ください|願っ|[おご][^、。]{1,6}しま[すし]|と(?:述|答|話|言|い[うっ])|[：:（）()「」『』【】]"
)
# Between clauses, of which one alone is asked for.
_COMMA: Final = re.compile(r"(?<![は年月日])、")
# Whether one may do something is what people ask of rules; under which condition, the answer tells.
_ALLOWED: Final = re.compile(
    r"(?P<topic>[^はがを、。：:「」（）()\d]{2,20}は)、?(?:[^、。]{1,20}(?:なら|れば|たら|場合(?:は|に限り)?|限り)、?)?"
    r"(?P<rest>[^、。：:「」（）()は]{0,24}(?:でき|られ|け入れ|使え|入れ|飲め|食べられ|受け付けて[いお]り))(?P<end>ます|ません)\Z"
)
_ENDINGS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]] = (
    (re.compile(r"(?:ました|ます|です|でした)\Z"), lambda said: f"{said}か？"),
    (re.compile(r"である\Z"), lambda said: f"{said.removesuffix('である')}ですか？"),
    (re.compile(r"であった\Z"), lambda said: f"{said.removesuffix('であった')}でしたか？"),
    (re.compile(r"[いきしちにひみりぎじびっけせてねめれげぜべん][ただ]\Z"), lambda said: f"{said}のですか？"),
    (re.compile(r"(?:(?<![しよな])く|[うすつぬむるぐぶ]|ない)\Z"), lambda said: f"{said}のですか？"),
)


def asked_of(words: str, language: Language) -> Iterator[str]:
    """Yield questions that the statements in a text answer, in their order.

    Args:
        words: The text, as read.
        language: Which it is in; of any but Japanese and English nothing is made.
    """
    if language == "en":
        yield from asked_in_english(words)
    elif language == "ja":
        for found in _SENTENCE.finditer(words):
            yield from _asked(_ASIDE.sub("", found[0].strip()))


def _asked(said: str) -> Iterator[str]:
    allowed = _ALLOWED.match(said)
    if allowed and not _NOT_ASKED.search(said) and is_about_something(allowed["topic"], "ja"):
        asked = f"{allowed['topic']}{allowed['rest'].replace('ており', 'てい')}ますか？"
        yield from () if needs_context(asked, "ja") else (asked,)
        return
    topic, value = _TOPIC.match(said), _asked_value(said)
    if topic is None or value is None or value.start() < topic.end():
        return
    what = topic["what"]
    unclear = _NOT_ASKED.search(said) or _COMMA.search(said) or what[0].isdigit() or needs_context(said, "ja")
    unclear = unclear or "が" in what  # 効果が見えるまでには: a clause, the effect of what?
    if unclear or needs_context(what, "ja") or not is_about_something(what, "ja"):
        return
    if gives_orders(said):  # what somebody is told to say is no statement
        return
    after = said[value.end() :]
    question = (
        said[: value.start()] + _word_for(value) + (after.removeprefix("に") if value["date"] else after)
    )
    yield from [asks(question) for ending, asks in _ENDINGS if ending.search(question)][:1]


def _asked_value(said: str) -> re.Match[str] | None:
    """Return the one amount of a statement, or else its one day; None where there are others or it is no such thing."""
    values = list(_VALUE.finditer(said))
    found = [value for value in values if value["unit"] not in (None, "年")] or values
    if len(found) != 1 or len(said) > MAX_CHARS:
        return None
    value = found[0]
    # Days before an amount say of when it is. Another number, without a unit, is a code or a list.
    before, after = said[: value.start()], said[value.end() :]
    if re.search(r"\d", _VALUE.sub("", before) + after) or _NO_AMOUNT.search(before):
        return None
    follows = after.startswith(_AFTER_DATE) if value["date"] else _AFTER_AMOUNT.match(after)
    return value if follows else None


def _word_for(value: re.Match[str]) -> str:
    if value["date"]:
        return "いつ"
    return "いくら" if value["unit"].endswith(("円", "ドル", "ユーロ", "ポンド")) else f"何{value['unit']}"
