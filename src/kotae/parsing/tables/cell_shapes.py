"""What a cell looks like: a number, a date, a label, a sentence.

Tables say which of their cells are labels by convention only. The look of a cell is the evidence
:mod:`kotae.parsing.tables.layout` weighs; nothing is decided here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from kotae.parsing.struck import STRETCH, said
from kotae.parsing.tables.labels import LABELS, PLACEHOLDERS

__all__ = [
    "Cell",
    "Shape",
    "is_known_label",
    "is_label",
    "is_note",
    "is_unit",
    "one_line",
    "shape",
]

Shape: TypeAlias = Literal["empty", "number", "quantity", "date", "time", "code", "words", "prose"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """One cell; a merged one is the same object at every place it covers.

    Attributes:
        text: As shown.
        address: Where it is, as :class:`kotae.records.CellSpan` says it; may be empty.
        header: Whether the format itself says that it is a header (``<th>``, a repeated row).
        strong: Whether it is set off: bold, or on a ground of its own.
        crossed: The text with what is crossed out in it, as :mod:`kotae.parsing.struck` writes it; empty for none.
    """

    text: str
    address: str = ""
    header: bool = False
    strong: bool = False
    crossed: str = ""

    @classmethod
    def of(cls, text: str, *, address: str = "", header: bool = False, strong: bool = False) -> "Cell":
        """Return a cell whose text may hold what is crossed out; it is set off by what is left."""
        bare = said(text).strip()
        return cls(
            text=bare,
            address=address,
            header=header,
            strong=strong and bool(bare),
            crossed=text if STRETCH.search(text) else "",
        )


# What is longer is a sentence, whatever signs it is made of.
_MAX_LABEL_CHARS: Final = 60
_SIGN: Final = r"[-+−▲△¥￥$€£(（]*\s?"
_DIGITS: Final = r"[0-9０-９][0-9０-９,，.．]*"
_NUMBER: Final = re.compile(rf"{_SIGN}{_DIGITS}\s?[%％)）]?")
_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円()−-]*")
_QUANTITY: Final = re.compile(
    rf"(?:約|およそ|各|計)?{_SIGN}{_DIGITS}\s?(?:[^\W\d]|[°%％㎡㎏㎜㎝℃/²³·]){{1,12}}(?:[(（][^()（）]{{1,10}}[)）])?"
)
_ERA: Final = r"(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:\d{1,2}|元)"
# Two numbers with a full stop or a hyphen between them are a number or a range, no date.
_DATE: Final = re.compile(
    rf"(?:(?:{_ERA}|\d{{1,4}})\s?[年/]\s?\d{{1,2}}\s?(?:[月/]\s?(?:\d{{1,2}}\s?日?)?)?"
    rf"|(?:{_ERA}|\d{{1,4}})[.-]\d{{1,2}}[.-]\d{{1,2}}|{_ERA}[.-]\d{{1,2}}|\d{{4}}-\d{{2}}|{_ERA}年"
    r"|\d{1,2}月\s?\d{1,2}日|\d{1,2}/\d{1,2}|\d{1,2}\s(?:[A-Z][a-z]{2,8})\.?(?:\s\d{4})?"
    r"|(?:[A-Z][a-z]{2,8},\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{1,2}-[A-Z][a-z]{2}-\d{2,4})(?:\s?[(（].{1,3}[)）])?"
)
_TIME: Final = re.compile(
    r"(?:午前|午後)?\s?\d{1,2}(?::\d{2}){1,2}(?:\s?[AaPp][Mm])?(?:\s?[-–~〜～]\s?\d{1,2}:\d{2})?|\d{1,2}時(?:\d{1,2}分)?"
)
_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9][\w.@:/#+()-]{1,40}")
# What a program writes for yes and no.
_TRUTH: Final = re.compile("TRUE|FALSE|true|false")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SENTENCE: Final = re.compile(r"[。．！]\Z|[.!?]\Z(?<!\bNo\.)(?<!\b[A-Z]\.)")
_NOTE: Final = re.compile(
    r"[※＊*†‡注]|[(（]注|備考\s*[:：]|出典|出所|資料\s*[:：]|(?:notes?|sources?|remarks?|n\.b\.)\b\s*[:.\d]",
    re.IGNORECASE,
)
_MEASURE: Final = (
    r"(?:円|ドル|人|名|件|個|台|回|本|枚|点|歳|年|月|日|時間|分|秒|%|％|‰|[kcmμ]?m[²³23]?|㎡|㎥|[kmμ]?g|t|[km]?[lL]|℃|°C|[kMG]?Wh?|[kM]?V|A|Hz"
    r"|yen|jpy|usd|eur|us\$|\$|¥|€|hours?|h|min|s|sec|ha|[hkM]?Pa|ppm|pcs|people|persons)"
)
_UNIT: Final = re.compile(
    r"[(（\[［【]?\s*+(?:単位\s*+[:：]?|units?\s*+[:：]?)?\s*+(?:百万|千|万|億|thousand|million|billion)*\s*+"
    rf"{_MEASURE}(?:\s?[/／·・]\s?{_MEASURE})?\s*[)）\]］】]?",
    re.IGNORECASE,
)
_BARE_UNIT: Final = re.compile(r"[(（\[［【]|単位|%|％|units?\s*[:：]", re.IGNORECASE)
_LABEL_ENDING: Final = re.compile(
    r"(?:名|番号|コード|日時|年月日|[^曜祝平休]日|営業時間|[^医学患]者|金額|料金|価格|単価|数量|人数|件数|台数|[^確]率|方法|条件|期間|期限|電力|場所|先|内容|区分|種別|アドレス|費|額|量)\Z"
)


def one_line(text: str) -> str:
    """Return the text on one line, white space collapsed."""
    return " ".join(text.split())


@lru_cache(maxsize=65_536)
def shape(text: str) -> Shape:
    """Return what a cell's text, on one line, looks like."""
    if not text:
        return "empty"
    for pattern, name in _SHAPES:
        if len(text) <= _MAX_LABEL_CHARS and pattern.fullmatch(text):
            return name
    return "prose" if len(text) > _MAX_LABEL_CHARS or _SENTENCE.search(text) else "words"


_SHAPES: Final[Sequence[tuple[re.Pattern[str], Shape]]] = (
    (_DATE, "date"),
    (_NUMBER, "number"),
    (_TIME, "time"),
    (_QUANTITY, "quantity"),
    (_CODE, "code"),
    (_TRUTH, "code"),
)


@lru_cache(maxsize=65_536)
def is_label(text: str) -> bool:
    """Whether a cell may name others: short, no number but a year, no sentence, no placeholder."""
    if not text or len(text) > _MAX_LABEL_CHARS or text.casefold() in PLACEHOLDERS:
        return False
    if _NUMERIC.fullmatch(text) and not _YEAR.fullmatch(text):
        return False
    return not text.endswith(("。", "．"))


@lru_cache(maxsize=65_536)
def is_known_label(text: str) -> bool:
    """Whether a cell names others by its words, in either language (``担当者``, ``Unit price``)."""
    bare = re.sub(r"(?<!\s)\s*[(（\[［【][^()（）\[\]］】]{0,20}[)）\]］】]\s*\Z", "", text).rstrip(":： ")
    if not bare or len(bare) > 25 or any(character.isdigit() for character in bare):
        return False
    if bare.replace(" ", "").replace("\u3000", "").casefold() in LABELS:
        return True
    words = bare.casefold().split()
    if bare.isascii():
        return len(words) <= 4 and words[-1] in LABELS
    return len(bare) <= 12 and _LABEL_ENDING.search(bare) is not None


def is_note(text: str) -> bool:
    """Whether text under a table remarks on it (``※ …``, ``Note: …``) or is a sentence."""
    return _NOTE.match(text) is not None or shape(text) == "prose"


def is_unit(text: str) -> bool:
    """Whether the text says nothing but what the numbers count (``(千円)``, ``Unit: kg``)."""
    return _UNIT.fullmatch(text) is not None and _BARE_UNIT.match(text) is not None
