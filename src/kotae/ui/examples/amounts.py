"""Questions after an amount, a day or a person that a paper names: 結婚休暇は何日ですか, *Who is the club treasurer*."""

import re
from collections.abc import Iterator
from typing import Final

from kotae.records import Block, Document, Language
from kotae.scripts import KANJI, KATAKANA
from kotae.ui.examples.references import bare_name, is_about_something, needs_context

__all__ = ["MONEY", "NUMBER_JA", "PERSON", "ROLE_JA", "lowered_name", "of_lines", "of_values", "stands_alone"]

MAX_NAME_CHARS: Final = 30

# 百八十 and 18, but neither 一人ひとり nor 十分な: one and enough are seldom counted.
NUMBER_JA: Final = (
    r"(?:\d[\d,.]*|(?!十分[なにで])(?:一(?=[〇一二三四五六七八九十百千万億])|[二三四五六七八九十百千])[〇一二三四五六七八九十百千]*"
    r"(?:万[〇一二三四五六七八九十百千]+(?=円))?)"
)

ROLE_JA: Final = "(?:監督|長|係|主任|責任者|担当者?|代表者?|理事|幹事|監事|顧問|講師)"
MONEY: Final = re.compile(
    r"\d\s*(?:[兆億万千]*円|ドル|ユーロ|yen|dollars|euros)|[$€£¥]\s*\d|(?:USD|EUR|GBP|JPY)\s*\d",
    re.IGNORECASE,
)
_IS_MONEY: Final = re.compile(rf"[\d,.]*(?:{MONEY.pattern})", re.IGNORECASE)
_UNITS: Final = "万円|億円|円|日間|日|時間|分|秒|か月|ヶ月|年間|kg|g|km|m|℃|％|%|人|名|件|台|本|個"
# 結婚休暇は5日、 but not 1日7時間45分: the value is whole where it is written.
_VALUE_JA: Final = re.compile(
    r"(?P<what>[^\s。、，はが「」()（）\d]{2,24})は[、，]?(?:(?:[1一]か?[年月週日]|[年月])に?)?(?:約|原則として|最大|最長)?"
    r"(?:(?P<day>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?)(?=です|でした|である|に(?:行|開|始|実施|する)|。|\Z)"
    rf"|{NUMBER_JA}(?P<unit>{_UNITS})(?P<end>以[上下内](?!の)|[。、，をとで]|に[。す]|\Z))"
)
_PERSON_JA: Final = re.compile(
    rf"(?P<what>[^\s。、，はが「」()（）\d]{{0,18}}{ROLE_JA})は、?"
    rf"(?P<name>[{KANJI}{KATAKANA}々ー・]{{2,10}})(?:さん|氏)?(?:である|です|とする|が務める)?(?=[。、]|\Z)"
)
# A heading that a value can be said of.
_THING_JA: Final = re.compile(
    rf"(?!.*(?:概要|案内|事項|内容|状況|連絡|[0-9０-９]))[{KANJI}{KATAKANA}ー々・の]{{2,10}}"
)
# What is said of the matter that is spoken of, not of a thing that was named just now (価格, 重さ).
_OF_A_MATTER: Final = re.compile(
    r"(?:費用|予算|参加費|受講料|会費|家賃|定員|人数|応募者?|所要時間|期間|期限|締め?切り?|初日|最終日|説明会|面接|担当者?|責任者|講師)"
)
# Where or when something is so: of what is missing.
_CIRCUMSTANCE: Final = ("で", "に", "へ", "から", "まで", "て")
# What each unit may be asked of: 結婚休暇は何日ですか, but not 業者は何日ですか of one who comes after 14 days.
_MEASURED: Final[tuple[tuple[frozenset[str], re.Pattern[str]], ...]] = (
    (frozenset(("円", "万円", "億円")), re.compile(r".")),
    (
        frozenset(("日間", "日", "時間", "分", "秒", "か月", "ヶ月", "年間")),
        re.compile(
            r"(?:期間|時間|休暇|日数|期限|任期|納期|工期|寿命|年数|周期|間隔|猶予|休業|保証|研修|実習|滞在|コース|講座|講習|授業"
            r"|レッスン|試験|上映|放送|停電|所要|有給)\Z"
        ),
    ),
    (
        frozenset(("人", "名")),
        re.compile(r"(?:定員|人数|員|者|スタッフ|生徒|児童|選手|講師|団員|メンバー)\Z"),
    ),
    (
        frozenset(("kg", "g", "km", "m", "℃", "％", "%")),
        re.compile(r"(?:[さ量幅径率積圧温厚丈高深]|距離|濃度|割合|温度|標高|税|利回り|負担)\Z"),
    ),
    (
        frozenset(("件", "台", "本", "個")),
        re.compile(r"(?:[数台]|部屋|客室|座席|苦情|事故|申込み?|応募)\Z"),
    ),
)
_VALUE_EN: Final = re.compile(
    r"The (?P<what>(?!\w*(?:ing|ed)\b)[a-z][a-z'-]*(?: (?!(?:and|that|who|which|is|are)\b)[a-z][a-z'-]*){0,4}) "
    r"(?P<verb>is|are|was|were) (?:(?:about|at least|at most|up to|set to|limited to) )?"
    r"(?:(?P<person>(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z]|[A-Z][a-z]+ [A-Z][a-z]+(?=[.,]))|(?=\d|(?:USD|EUR|GBP|JPY|[$€£¥])\s?\d))"
)
PERSON: Final = re.compile(
    r"\b(?:chair|chair(?:wo)?man|treasurer|secretary|manager|director|president|captain|coach|head|leader|contact|owner"
    r"|author|editor|principal|auditor|curator|teacher|officer|chief|founder|warden|supervisor|coordinator)\Z"
)
_MEASURE: Final = re.compile(
    r"\b(?:fees?|price|rate|costs?|charges?|deposit|limit|deadline|period|term|age|weight|capacity|length|width|height"
    r"|depth|temperature|speed|budget|salary|wage|allowance|fine|penalty|discount|rent|premium|pressure|distance|area"
    r"|size|duration|interval|quota|minimum|maximum|threshold|tax|subsidy|grant|prize|pension|excess|voltage|dose|hours"
    r"|number)\Z"
)
# 指名料　2,200円 or - Late fee: 300 yen: a line that is a name and what it costs.
_LINE: Final = re.compile(
    r"^[ \t\u3000]*(?:[-*・■●◆○]\s*)?(?P<what>[^\n:：|。、\d]{2,30}?)(?:[ \t]*[:：][ \t\u3000]*|[\u3000\t]+|[ \t]{2,})"
    r"(?P<value>[^\n|]{1,40})$",
    re.MULTILINE,
)
_TOLD: Final = ("paragraph", "list")


def of_values(document: Document, language: Language, *, within: bool = False) -> Iterator[str]:
    """Yield what asks for a value that a sentence begins with (結婚休暇は何日ですか？).

    Args:
        document: Tells it.
        language: Of the document.
        within: Whether it will be said of which paper English ones are asked: *the teacher* is one of many otherwise.
    """
    pattern, asks = (_VALUE_JA, _for_japanese) if language == "ja" else (_VALUE_EN, _for_english)
    for block in document.blocks:
        if block.kind not in _TOLD:
            continue
        words = document.text[block.start : block.end]
        for start in [0, *(found.end() for found in re.finditer(r"[。.]\s*", words))]:
            found = pattern.match(words, start)
            clear = found and not needs_context(found["what"], language)
            below = _below(block, found["what"]) if found and language == "ja" else ""
            if found and clear and (within or below or is_about_something(found["what"], language)):
                yield from (below + asked for asked in asks(found, within))
            somebody = _PERSON_JA.match(words, start) if language == "ja" else None
            below = _below(block, somebody["what"]) if somebody else ""
            if somebody and (
                below or (len(somebody["what"]) > 2 and stands_alone(somebody["what"], language))
            ):
                yield f"{below}{somebody['what']}は誰ですか？"


def _below(block: Block, what: str) -> str:
    """Return of what a short name is said, by the heading above it: 担当 of 熱中症対策; empty where that is no name."""
    heading = bare_name(block.headings[-1]).removesuffix("について") if block.headings else ""
    named = _THING_JA.fullmatch(heading) and stands_alone(heading, "ja") and what not in heading
    return f"{heading}の" if named and _OF_A_MATTER.fullmatch(what) else ""


def _for_english(found: re.Match[str], within: bool) -> Iterator[str]:
    what = found["what"]
    named = (PERSON if found["person"] else _MEASURE).search(what)
    if named and (within or " " in what):  # the fee of what, the teacher of whom?
        yield f"{'Who' if found['person'] else 'What'} {found['verb']} the {what}?"


def _for_japanese(found: re.Match[str], _within: bool) -> Iterator[str]:
    what, unit = found["what"], found["unit"]
    if what.endswith(_CIRCUMSTANCE):
        return
    if found["day"]:
        yield f"{what}はいつですか？"
    elif any(unit in units and named.search(what) for units, named in _MEASURED):
        within = found["end"] if found["end"].startswith("以") else ""
        yield f"{what}は{'いくら' if unit.endswith('円') else f'何{unit}{within}'}ですか？"


def of_lines(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks for an amount of money that stands in a line beside its name."""
    for block in document.blocks:
        if block.kind not in _TOLD:
            continue
        for found in _LINE.finditer(document.text, block.start, block.end):
            what, value = bare_name(found["what"]), found["value"].lstrip("約 ")
            if (
                not _IS_MONEY.match(value)
                or not 2 <= len(what) <= MAX_NAME_CHARS
                or re.search(r"[はがを]", what)
            ):
                continue
            if stands_alone(what, language):
                told = lowered_name(what, document.text)
                yield f"{what}はいくらですか？" if language == "ja" else f"How much is the {told}?"


def stands_alone(name: str, language: Language) -> bool:
    """Return whether a name says what it names without what stands around it."""
    return not needs_context(name, language) and is_about_something(name, language)


def lowered_name(name: str, text: str) -> str:
    """Return a label or heading as the middle of a sentence: its capitals go unless the text keeps them there."""
    first, rest = name[:1], name[1:]
    if name.isupper() and len(name) > 3 and set(name) & set("AEIOU"):
        return name.lower()
    if re.search(rf"[a-z,] {re.escape(name.split()[0])}\b", text):
        return name
    return first.lower() + rest if rest == rest.lower() else name
