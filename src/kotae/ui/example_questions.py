"""Questions that a document may answer, made of what it says: its values, its tables, its headings.

People ask for an amount, a day, a person, or what a paper says of something. "What is Prices 2026?", made of a
heading alone, is asked by nobody, so a heading is asked about by itself only where the text below it says what it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from kotae.answering.instructions import gives_orders
from kotae.language import detect_language
from kotae.records import Block, Document, Language
from kotae.scripts import HIRAGANA, JAPANESE, KANJI, KATAKANA
from kotae.ui.grids import label_in

__all__ = ["asked_as_truth", "candidates"]

MAX_ROWS: Final = 2
MAX_HEADING_CHARS: Final = 40
MAX_TITLE_WORDS: Final = 6

_EMPTY: Final = re.compile(
    r"(?i)\A(?:[\W\d_]*|.*(?:目次|はじめに|おわりに|まとめ|概要|参考|付録|contents|introduction|summary|overview"
    r"|references|appendix|conclusion|notes?|see also).*)\Z"
)
_QUESTION: Final = re.compile(r"[?？]\Z|か。?\Z")
# A longer one is tiring to read on a button.
_MAX_STATEMENT_CHARS: Final = {"ja": 36, "en": 80}
# They lose their capital in the middle of a sentence.
_SMALL: Final = frozenset(("The", "A", "An", "In", "On", "At", "For", "There"))
# What numbers a heading, and is no part of its name: 第2章, 議題1, 3.1, (4).
_NUMBERING: Final = re.compile(
    r"\A(?:第[0-9０-９一二三四五六七八九十]+[章節条款部編]の?|(?:議題|別紙|別表|項目)\s*[0-9０-９]+|[(（]?[0-9０-９]+(?:[.．][0-9０-９]+)*[)）、]?)\s+|\A[0-9０-９]+[.．]\s*(?=\D)"
)
# Headings that no question can be made of: no bare name of a thing.
_NO_NAME: Final = re.compile(
    r"(?i:(?:an?|the|this|that|these|how|why|when|where|what|who|from|to|in|on|at|for|with|if|\w+ing)\b)|.*\b(?i:its?|they|we|you)\b"
    rf"|.*[をがはへやも、：:|]|.*[{JAPANESE}]と[{HIRAGANA}{KATAKANA}{KANJI}]|.*(?:次回|前回|その他)"
)
_SENTENCE: Final = re.compile(r"[^。.!?！？\n|#>*`]{12,90}[。.](?!\d)")
_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_AMOUNT: Final = re.compile(r"\d")
_WORD: Final = re.compile(rf"[a-z]{{3}}|[{JAPANESE}]{{2}}", re.IGNORECASE)
_NO_AMOUNT: Final = re.compile(
    r"(?i)date|day|year|\b(?:weeks?|months?|hours?|no)\b|number|sku|code|id\b|型式|番号|日付|年度|期日|電話|phone|url|mail"
)
_MONEY: Final = re.compile(r"(?i)円|料金|価格|金額|単価|費用|price|fee|cost")

_UNITS: Final = "万円|億円|円|日間|日|時間|分|秒|か月|ヶ月|年間|kg|g|km|m|℃|％|%|人|名|件|台|本|個"
# 結婚休暇は5日、 but not 1日7時間45分: the value is whole where it is written.
_VALUE_JA: Final = re.compile(
    rf"(?P<what>[^\s。、，はが「」()（）\d]{{2,24}})(?<![後前時際])は[、，]?(?:約|原則として|最大|最長)?"
    rf"(?:(?P<day>(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日)?)|\d[\d,.]*(?P<unit>{_UNITS}))(?=以[上下内](?!の)|[。、，をとで]|に[。す])"
)
_VALUE_EN: Final = re.compile(
    r"The (?P<what>(?!\w*(?:ing|ed)\b)[a-z][a-z'-]*(?: (?!(?:and|that|who|which|is|are)\b)[a-z][a-z'-]*){0,4}) "
    r"(?P<verb>is|are|was|were) "
    r"(?:(?:about|at least|at most|up to|set to|limited to) )?(?=\d|[A-Z][a-z]+|(?:USD|EUR|GBP|JPY|[$€£¥])\s?\d)"
)


def candidates(document: Document) -> Iterator[str]:
    """Yield questions a document may answer, in its language, the likeliest to be asked first; none may be twice.

    Questions that are headings, values in sentences, cells of tables, things that are defined, what it says of
    something, and last its statements with numbers, asked whether they are so.
    """
    spoken: Language = document.info.language
    headings = [
        (block, _heading_words(document, block)) for block in document.blocks if block.kind == "heading"
    ]
    if spoken not in ("ja", "en"):  # only its own questions can be asked in it
        yield from dict.fromkeys(words for _, words in headings if _QUESTION.search(words))
        return
    sources = (
        (words for _, words in headings if _QUESTION.search(words) and len(words) <= MAX_HEADING_CHARS),
        _of_values(document, spoken),
        _of_cells(document, spoken),
        _of_definitions(document, spoken),
        _of_sections(document, [words for _, words in headings], spoken),
        _of_statements(document, spoken),
    )
    asked = (question for source in sources for question in source)
    yield from dict.fromkeys(question for question in asked if not gives_orders(question))


def _heading_words(document: Document, block: Block) -> str:
    return _NUMBERING.sub("", " ".join(document.text[block.start : block.end].split()))


def _is_name(heading: str) -> bool:
    """Return whether a heading is the bare name of something."""
    fits = 2 <= len(heading) <= MAX_HEADING_CHARS and len(heading.split()) <= 4
    return fits and not (_EMPTY.match(heading) or _QUESTION.search(heading) or _NO_NAME.match(heading))


def _of_values(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks for a value that a sentence begins with (結婚休暇は何日ですか？)."""
    for block in document.blocks:
        if block.kind not in ("paragraph", "list"):
            continue
        words = document.text[block.start : block.end]
        starts = [0, *(found.end() for found in re.finditer(r"[。.]\s*", words))]
        for start in starts:
            found = (_VALUE_JA if language == "ja" else _VALUE_EN).match(words, start)
            if found is None:
                continue
            if language == "en":
                yield f"What {found['verb']} the {found['what']}?"
            elif found["day"]:
                yield f"{found['what']}はいつですか？"
            elif found["unit"].endswith("円"):
                yield f"{found['what']}はいくらですか？"
            else:
                yield f"{found['what']}は何{found['unit']}ですか？"


def _of_cells(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks for an amount in a table, by the row's name and the column's label; of its first rows."""
    rows = (block for block in document.blocks if block.kind == "table" and len(block.cells) > 1)
    asked = (question for block in rows if (question := _of_row(document, block, language)))
    yield from islice(asked, MAX_ROWS)


def _of_row(document: Document, block: Block, language: Language) -> str:
    cells, position = [], block.start
    for cell in block.cells:
        said = label_in(document.text[position : cell.start])
        label = "" if "|" in said or "\n" in said else _BRACKETS.sub("", said)
        cells.append((label, document.text[cell.start : cell.end].strip()))
        position = cell.end
    # A row is called what it begins with, or where that is a number or a code, what stands next to it.
    name = next((value for _, value in cells[:2] if _WORD.search(value)), "")
    if not 1 < len(name) <= MAX_HEADING_CHARS or "\n" in name:
        return ""
    amounts = [
        (label, value)
        for label, value in cells
        if label and _AMOUNT.search(value) and value != name and not _NO_AMOUNT.search(label)
    ]
    label, value = next(iter(sorted(amounts, key=lambda cell: not _MONEY.search("".join(cell)))), ("", ""))
    if not label or label[0].isdigit() or len(label) > MAX_HEADING_CHARS:
        return ""
    if language == "en":
        return f"What is the {_lowered_name(label)} of {name}?"
    return f"{name}の{label}は{'いくらですか' if _MONEY.search(label + value) else ''}？"


def _of_definitions(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks what something is, where the text below its heading begins by saying so."""
    for block, following in pairwise(document.blocks):
        name = _heading_words(document, block) if block.kind == "heading" else ""
        if not name or following.kind != "paragraph" or not _is_name(name):
            continue
        below = document.text[following.start : following.end].lstrip()
        if language == "ja" and re.match(rf"{re.escape(name)}(?:（[^）]*）)?(?:と)?は", below):
            yield f"{name}とは何ですか？"
        elif language == "en" and re.match(
            rf"(?i)(?:the |an? )?{re.escape(name)}(?: \([^)]*\))? (?:is|are|was|were)\b", below
        ):
            yield f"What is {name}?"


def _of_sections(document: Document, headings: Sequence[str], language: Language) -> Iterator[str]:
    """Yield what asks what the document says of something it has a heading for."""
    title = document.info.title
    for name in headings:
        if name == title or not _is_name(name):
            continue
        if language == "ja":
            yield f"{name.removesuffix('について')}について教えてください"
        elif len(title.split()) <= MAX_TITLE_WORDS:
            yield f"What does “{title}” say about {_lowered_name(name)}?"


def _lowered_name(name: str) -> str:
    """Return a label or heading as the middle of a sentence: its capital goes unless others follow it."""
    first, rest = name[:1], name[1:]
    return first.lower() + rest if rest == rest.lower() else name


def _of_statements(document: Document, language: Language) -> Iterator[str]:
    for block in document.blocks:
        if block.kind != "paragraph":
            continue
        for found in _SENTENCE.finditer(document.text, block.start, block.end):
            said = found[0].strip().rstrip("。.")
            if (
                len(said) <= _MAX_STATEMENT_CHARS[language]
                and detect_language(said) == language
                and any(map(str.isdigit, said))
            ):
                yield from asked_as_truth(said, language)


def asked_as_truth(said: str, language: Language) -> Iterator[str]:
    """Yield a statement as the question whether it is so; none where its ending can't be turned into one simply."""
    first = said.partition(" ")[0]
    if language == "en" and (
        first in _SMALL or first[1:] != first[1:].lower()
    ):  # else perhaps an order: Clean it
        yield f"Is it true that {first.lower() if first in _SMALL else first}{said.removeprefix(first)}?"
    elif language == "en":
        return
    elif said.endswith("た"):
        yield f"{said}か？"
    elif said.endswith("である"):
        yield f"{said.removesuffix('である')}ですか？"
