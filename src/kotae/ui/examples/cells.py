"""Questions that a table answers, by the name of a row and the label of a column: 大人の入場料はいくらですか."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import chain, zip_longest
from typing import Final

from kotae.records import Block, Document, Language
from kotae.scripts import HIRAGANA, JAPANESE, KANJI, KATAKANA
from kotae.ui.examples.amounts import MAX_NAME_CHARS, MONEY, NUMBER_JA, PERSON, ROLE_JA, stands_alone
from kotae.ui.examples.references import bare_name, needs_context
from kotae.ui.reader.grids import label_in

__all__ = ["of_cells"]

# Further down a table no other questions are found than above.
MAX_ROWS: Final = 20

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
# Of a column of what was done with a sum: *the spent of the hall* is nothing.
_DONE: Final = re.compile(r"(?i)\b(?:\w+ed|spent|paid|sold|due|left|made|lost|built)\Z")
_WORD: Final = re.compile(rf"[a-z]{{3}}|[{JAPANESE}]{{2}}", re.IGNORECASE)
# Who pays a price has none.
_BUYER: Final = re.compile(
    r"(?i)\b(?:customer|client|buyer|member|guest|tenant|patient|party|company|name)s?\Z"
)
_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_MONEY_LABEL: Final = re.compile(
    r"(?i)円|料金|価格|金額|単価|費用|price|fee|cost|rate|rent|charge|budget|\((?:GBP|USD|EUR|JPY|[$€£¥])\)"
)
_AMOUNT_LABEL: Final = re.compile(
    r"(?i)定員|人数|員数|台数|重[さ量]|高さ|長さ|幅|厚さ|深さ|容量|温度|気温|面積|距離|濃度|率\Z|割合|weight|height|length|width|depth"
    r"|capacity|temperature|area|distance|speed"
)
_COUNTED_JA: Final = "名|人|回|枚|台|本|個|件|分|時間|日間?|泊|食|席|冊|頭|点|か月|ヶ月|年|kg|g|km|cm|mm|m"
# What is said of no row in particular, and labels that begin with a number that is no unit of the price: 1箱の価格.
_OF_ANYTHING: Final = frozenset(
    "金額 期間 数量 合計 数 値 amount number total figure value period no. year".split()
)
_VAGUE: Final = re.compile(r"\A\d(?!.*の)|[,;:]|\A\W")
# What a sum is called that *What is the …?* is said of: not *entrance*, nor *to take home*.
_SUM: Final = re.compile(
    r"(?:price|fee|cost|rate|rent|charge|budget|deposit|salary|wage|tax|fine|premium|turnover|income|revenue|grant|value|allowance"
    r"|pension|bonus|discount|loan|debt|profit|loss|spending|investment|excess|subsidy)\Z"
)
_PERSONS: Final = re.compile(
    r"(?:one|two|three|four|five|six|\d+) (?:person|people|persons|adults?|children)"
)
_IN_TIME: Final = re.compile(r"(?:seconds|minutes|hours|days|nights|evenings|weeks|months)\Z")
_SOMEBODY: Final = re.compile(
    rf"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,3}}|[{KANJI}{KATAKANA}々ー・]{{2,6}}"
    rf"(?:[ \u3000]?[{HIRAGANA}{KANJI}{KATAKANA}々ー]{{1,6}})?"
)


def of_cells(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks for an amount, a person or a place in a table, by the row's name and the column's label."""
    rows = [block for block in document.blocks if block.kind == "table" and len(block.cells) > 1]
    written = (document.text[cell.start : cell.end] for block in rows for cell in block.cells[:2])
    # 絵柄看板（小） and 絵柄看板（大） are called alike without what is in brackets.
    alike = {name for name, count in Counter(map(bare_name, set(written))).items() if count > 1}
    asked = [list(_of_row(document, block, language, alike)) for block in rows[:MAX_ROWS]]
    # What is asked of every row first, then what else is asked of each.
    yield from filter(None, chain.from_iterable(zip_longest(*asked)))


def _of_row(document: Document, block: Block, language: Language, alike: Container[str]) -> Iterator[str]:
    above = (
        block.headings[-1].split(" | ") if block.headings else []
    )  # a header that is told apart from its rows
    cells, position = [], block.start
    in_money: set[str] = set()
    for number, cell in enumerate(block.cells):
        said = label_in(document.text[position : cell.start])
        if not said and len(above) == len(block.cells):
            said = above[number].strip()
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
    # What something costs is asked first.
    for label, value in sorted(cells, key=lambda cell: not (MONEY.search(cell[1]) or cell[0] in in_money)):
        money = MONEY.search(value) or (label in in_money and _AMOUNT.match(value))
        fits = label and len(label) <= MAX_NAME_CHARS and label.casefold() not in _OF_ANYTHING
        clear = fits and not _VAGUE.search(label) and not needs_context(label, language)
        if clear and value != written and (money or _AMOUNT.match(value)):
            if language == "en":
                yield from _amount_in_english(label, name, value, named_by if money else None)
            else:
                yield from _amount_in_japanese(label, name, value, money=bool(money))


def _amount_in_english(label: str, name: str, value: str, payer: str | None) -> Iterator[str]:
    """Yield what asks for an amount; ``payer`` is what names the row where that is money."""
    called = label[0].lower() + label[1:] if label[1:] == label[1:].lower() else label
    several = re.fullmatch(r"[a-z]+(?<![suio])s", called) and re.fullmatch(r"\d[\d,.]*", value)
    if called.startswith("per ") and payer is not None:
        yield f"How much is {name} {called}?"
    elif _PERSONS.fullmatch(called) and payer is not None:
        yield f"How much is {name} for {called}?"
    elif re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){0,2}", value):
        verb = "was" if _DONE.search(label) or called.startswith("last") else "is"
        yield (
            f"When {verb} {name} {called}?" if _DONE.search(label) else f"When {verb} the {called} of {name}?"
        )
    elif (payer is not None and _SUM.search(called)) or _AMOUNT_LABEL.search(label):
        pays = payer is not None and (_BUYER.search(payer) or re.search(r"(?:fee|budget|rate)\Z", called))
        yield f"What is the {called} {'for' if pays else 'of'} {name}?"
    elif several:
        yield f"How many {called} does {name} {'take' if _IN_TIME.match(called) else 'have'}?"


def _amount_in_japanese(label: str, name: str, value: str, *, money: bool) -> Iterator[str]:
    counted = re.fullmatch(rf"約?{NUMBER_JA}({_COUNTED_JA})", value)
    if money:
        yield f"{name}の{label}はいくらですか？"
    elif counted or _AMOUNT_LABEL.search(label):
        yield f"{name}の{label}は{f'何{counted[1]}' if counted else 'どれくらい'}ですか？"


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
    if named and _NAME_LABEL.fullmatch(label) and PERSON.search(name.lower()):
        return f"Who is the {name[0].lower()}{name[1:]}?"
    if named and label.casefold() == "responsible":
        return f"Who is responsible for {name}?"
    return f"Who is the {label.lower()} of {name}?" if named and _PERSON_LABEL_EN.fullmatch(label) else ""


def _somebody_in_japanese(label: str, name: str, *, named: bool) -> str:
    if named and _NAME_LABEL.fullmatch(label) and re.search(rf"{ROLE_JA}\Z", name):
        return f"{name}は誰ですか？"
    return f"{name}の{label}は誰ですか？" if named and _PERSON_LABEL_JA.fullmatch(label) else ""


def _names_a_row(name: str, language: Language) -> bool:
    fits = 1 < len(name) <= MAX_NAME_CHARS and not _AMOUNT.match(name) and not MONEY.search(name)
    return fits and stands_alone(name, language)
