"""Questions after an amount, a day or a person that a paper names: 結婚休暇は何日ですか, *Who is the club treasurer*."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Final

from kotae.records import Block, Document, Language
from kotae.scripts import HIRAGANA, JAPANESE, KANJI, KATAKANA
from kotae.ui.examples.references import bare_name, is_about_something, needs_context
from kotae.ui.reader.grids import label_in

__all__ = ["NUMBER_JA", "lowered_name", "of_cells", "of_lines", "of_values"]

MAX_NAME_CHARS: Final = 30

# 百八十 and 18, but neither 一人ひとり nor 十分な: one and enough are seldom counted.
NUMBER_JA: Final = (
    r"(?:\d[\d,.]*|(?!十分[なにで])(?:一(?=[〇一二三四五六七八九十百千万億])|[二三四五六七八九十百千])[〇一二三四五六七八九十百千]*"
    r"(?:万[〇一二三四五六七八九十百千]+(?=円))?)"
)

_AMOUNT: Final = re.compile(r"\d")
# What a column says of its row, where that is a person or a place.
_PERSON_LABEL_JA: Final = re.compile(
    r"(?:作者|著者|筆者|講師|演者|代役|監督|演出|担当者?|責任者|指導者?|委員長|代表者?|主任|所有者|管理者)\Z"
)
_PLACE_LABEL_JA: Final = re.compile(r"(?:場所|会場|所在地|行き先|教室)\Z")
_PERSON_LABEL_EN: Final = re.compile(
    r"(?i)(?:.* )?(?:author|director|manager|teacher|tutor|owner|editor|instructor|coach|leader|supervisor|understudy|contact)\Z"
)
_NAME_LABEL: Final = re.compile(r"(?i)(?:name|氏名|名前|お名前|担当者?|person)\Z")
_ROLE_JA: Final = "(?:監督|長|係|主任|責任者|担当者?|代表者?|理事|幹事|監事|顧問|講師)"
_SOMEBODY: Final = re.compile(
    rf"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,3}}|[{KANJI}{KATAKANA}々ー・]{{2,6}}"
    rf"(?:[ \u3000]?[{HIRAGANA}{KANJI}{KATAKANA}々ー]{{1,6}})?"
)
# Of a column of what was done with a sum: *the spent of the hall* is nothing.
_DONE: Final = re.compile(r"(?i)\b(?:\w+ed|spent|paid|sold|due|left|made|lost)\Z")
_WORD: Final = re.compile(rf"[a-z]{{3}}|[{JAPANESE}]{{2}}", re.IGNORECASE)
# Who pays a price has none.
_BUYER: Final = re.compile(
    r"(?i)\b(?:customer|client|buyer|member|guest|tenant|patient|party|company|name)s?\Z"
)
_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_MONEY_LABEL: Final = re.compile(
    r"(?i)円|料金|価格|金額|単価|費用|price|fee|cost|rate|rent|charge|budget|\((?:GBP|USD|EUR|JPY|[$€£¥])\)"
)
_MONEY: Final = re.compile(
    r"\d\s*(?:[兆億万千]*円|ドル|ユーロ|yen|dollars|euros)|[$€£¥]\s*\d|(?:USD|EUR|GBP|JPY)\s*\d",
    re.IGNORECASE,
)
_IS_MONEY: Final = re.compile(rf"[\d,.]*(?:{_MONEY.pattern})", re.IGNORECASE)
_AMOUNT_LABEL: Final = re.compile(
    r"(?i)定員|人数|員数|台数|重[さ量]|高さ|長さ|幅|厚さ|深さ|容量|温度|気温|面積|距離|濃度|率\Z|割合|weight|height|length|width|depth"
    r"|capacity|temperature|area|distance|speed"
)
_UNITS: Final = "万円|億円|円|日間|日|時間|分|秒|か月|ヶ月|年間|kg|g|km|m|℃|％|%|人|名|件|台|本|個"
# 結婚休暇は5日、 but not 1日7時間45分: the value is whole where it is written.
_VALUE_JA: Final = re.compile(
    r"(?P<what>[^\s。、，はが「」()（）\d]{2,24})は[、，]?(?:約|原則として|最大|最長)?"
    r"(?:(?P<day>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?)(?=です|でした|である|に(?:行|開|始|実施|する)|。|\Z)"
    rf"|{NUMBER_JA}(?P<unit>{_UNITS})(?P<end>以[上下内](?!の)|[。、，をとで]|に[。す]|\Z))"
)
_PERSON_JA: Final = re.compile(
    rf"(?P<what>[^\s。、，はが「」()（）\d]{{0,18}}{_ROLE_JA})は、?"
    rf"(?P<name>[{KANJI}{KATAKANA}々ー・]{{2,10}})(?:さん|氏)?(?:である|です|とする|が務める)(?=。|\Z)"
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
_PERSON: Final = re.compile(
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
            if found and clear and (within or is_about_something(found["what"], language)):
                yield from asks(found, within)
            somebody = _PERSON_JA.match(words, start) if language == "ja" else None
            if somebody and len(somebody["what"]) > 2 and _stands_alone(somebody["what"], language):
                yield f"{somebody['what']}は誰ですか？"


def _for_english(found: re.Match[str], within: bool) -> Iterator[str]:
    what = found["what"]
    named = (_PERSON if found["person"] else _MEASURE).search(what)
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
            if _stands_alone(what, language):
                told = lowered_name(what, document.text)
                yield f"{what}はいくらですか？" if language == "ja" else f"How much is the {told}?"


def of_cells(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks for an amount, a person or a place in a table, by the row's name and the column's label."""
    rows = [block for block in document.blocks if block.kind == "table" and len(block.cells) > 1]
    written = (document.text[cell.start : cell.end] for block in rows for cell in block.cells[:2])
    # 絵柄看板（小） and 絵柄看板（大） are called alike without what is in brackets.
    alike = {name for name, count in Counter(map(bare_name, set(written))).items() if count > 1}
    for block in rows:
        yield from _of_row(document, block, language, alike)


def _of_row(document: Document, block: Block, language: Language, alike: Container[str]) -> Iterator[str]:
    cells, position = [], block.start
    in_money: set[str] = set()
    for cell in block.cells:
        said = label_in(document.text[position : cell.start])
        label = "" if "|" in said or "\n" in said else _BRACKETS.sub("", said)
        cells.append((label, document.text[cell.start : cell.end].strip()))
        if _MONEY_LABEL.search(said):  # 評価額（円）: what is in brackets says so
            in_money.add(label)
        position = cell.end
    # A row is called what it begins with, or where that is a number or a code, what stands next to it.
    named_by, written = next(((label, value) for label, value in cells[:2] if _WORD.search(value)), ("", ""))
    name = written if bare_name(written) in alike else bare_name(written)
    if not _names_a_row(name, language):
        return
    yield from _of_people(cells, name, language)
    money = [
        label
        for label, value in cells
        if label
        and not _DONE.search(label)
        and (_MONEY.search(value) or (label in in_money and _AMOUNT.match(value)))
    ]
    other = [label for label, value in cells if _AMOUNT_LABEL.search(label) and _AMOUNT.match(value)]
    label = next(iter([*money, *other]), "")
    if not label or label[0].isdigit() or len(label) > MAX_NAME_CHARS or needs_context(label, language):
        return
    if language == "en":
        called = lowered_name(label, document.text)
        beside = "for" if called.endswith("budget") or _BUYER.search(named_by) else "of"
        yield f"What is the {called} {beside} {name}?"
    else:
        yield f"{name}の{label}は{'いくら' if money else 'どれくらい'}ですか？"


def _of_people(cells: Sequence[tuple[str, str]], name: str, language: Language) -> Iterator[str]:
    """Yield what asks who or where, by a row's name: 龍の演者は誰ですか, *Who is the tour manager?*."""
    asks = _somebody_in_english if language == "en" else _somebody_in_japanese
    for label, value in cells:
        if value != name and (question := asks(label, name, named=_SOMEBODY.fullmatch(value) is not None)):
            yield question
        elif (
            language == "ja" and value != name and _PLACE_LABEL_JA.search(label) and not _AMOUNT.search(value)
        ):
            yield f"{name}の{label}はどこですか？"


def _somebody_in_english(label: str, name: str, *, named: bool) -> str:
    if named and _NAME_LABEL.fullmatch(label) and _PERSON.search(name.lower()):
        return f"Who is the {name[0].lower()}{name[1:]}?"
    if named and label.casefold() == "responsible":
        return f"Who is responsible for {name}?"
    return f"Who is the {label.lower()} of {name}?" if named and _PERSON_LABEL_EN.fullmatch(label) else ""


def _somebody_in_japanese(label: str, name: str, *, named: bool) -> str:
    if named and _NAME_LABEL.fullmatch(label) and re.search(rf"{_ROLE_JA}\Z", name):
        return f"{name}は誰ですか？"
    return f"{name}の{label}は誰ですか？" if named and _PERSON_LABEL_JA.fullmatch(label) else ""


def _names_a_row(name: str, language: Language) -> bool:
    fits = 1 < len(name) <= MAX_NAME_CHARS and not _AMOUNT.match(name) and not _MONEY.search(name)
    return fits and _stands_alone(name, language)


def _stands_alone(name: str, language: Language) -> bool:
    return not needs_context(name, language) and is_about_something(name, language)


def lowered_name(name: str, text: str) -> str:
    """Return a label or heading as the middle of a sentence: its capitals go unless the text keeps them there."""
    first, rest = name[:1], name[1:]
    if name.isupper() and len(name) > 3 and set(name) & set("AEIOU"):
        return name.lower()
    if re.search(rf"[a-z,] {re.escape(name.split()[0])}\b", text):
        return name
    return first.lower() + rest if rest == rest.lower() else name
