"""Questions after what stands beside a label: a form's entries, a notice's lines, what people ask and are answered.

A label alone names nothing (*Deposit*, 日時), so each is asked of its paper by name: 「申込書」の利用日はいつですか,
*In “Order sheet”, what is the deposit?*
"""

import re
from collections.abc import Iterator
from typing import Final

from kotae.languages import ByLanguage
from kotae.records import Document, Language
from kotae.ui.examples.amounts import MONEY
from kotae.ui.examples.references import quoted_in_japanese
from kotae.ui.reader.grids import label_in

__all__ = ["asked_in_text", "of_labels"]

_LINE: Final = re.compile(
    r"^[ \t\u3000]*(?:[-*・■●◆○]\s*)?(?P<label>[^\n:：|。、]{2,24}?)[ \t]*[:：]\s*(?P<value>[^\n]{2,80})$",
    re.M,
)
# What is asked of which label, where the value is such: the first that fits.
_ASKED: Final = ByLanguage[tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]](
    {
        "ja": (
            (re.compile(r"(?:日時?|日程|期限|締め?切り?|納期|次回|予定)\Z"), re.compile(r".*\d"), "いつですか？"),
            (re.compile(r"(?:場所|会場|所在地|住所|行き先|到着)\Z"), re.compile(r"\D"), "どこですか？"),
            (re.compile(r"(?:申込者|代表者|責任者|担当者?|講師|議長|司会|作成者?|監督|著者|作者)\Z"),
             re.compile(r"\D{2,20}\Z"), "誰ですか？"),
            (re.compile(r"(?:料金|価格|金額|費用|参加費|会費|代金|受講料|家賃|賃料|敷金|礼金|保証金)\Z"),
             re.compile(r".*\d"), "いくらですか？"),
            (re.compile(r"(?:持ち物|対象|飾り|議題|品名|用途|目的)\Z"), re.compile(r"\D"), "何ですか？"),
            (re.compile(r"(?:連絡先|電話番号|申込み?先|問い?合わ?せ先|定員|台数|人数|[営開受休].{0,3}(?:時間|日))\Z"),
             re.compile(r"."), "？"),
        ),
        "en": (
            (re.compile(r"(?i)(?:.+ date|(?:.* )?deadline|next meeting)\Z"), re.compile(r".*\d"), "when is the"),
            (re.compile(r"(?i)(?:.* )?(?:venue|location|meeting point)\Z"), re.compile(r"\D"), "where is the"),
            (re.compile(r"(?i)(?:.* )?(?:customer|client|tenant|landlord|buyer|seller|chair|teacher|author|architect)\Z"),
             re.compile(r"\D{3,40}\Z"), "who is the"),
            (re.compile(r"(?i)(?:.* )?(?:deposit|price|fee|rent|total|size|weight|capacity|budget|phone number|order number)\Z"),
             re.compile(r".*\d"), "what is the"),
            (re.compile(r"(?i)(?:opening |office )?hours\Z"), re.compile(r".*\d"), "what are the"),
        ),
    }
)  # fmt: skip
# *How long does a repair take? Five weeks as a rule*: asked and answered in one paragraph.
_ASKED_AND_ANSWERED: Final = re.compile(
    r"(?:[-*・]\s*)?(?P<marked>[QＱ][.:：]?\s*)?(?P<question>[^\n.。!！?？]{6,90}[?？])\s+\S"
)


def of_labels(document: Document, title: str, language: Language) -> Iterator[str]:
    """Yield what asks a paper for what stands beside a label.

    Args:
        document: Tells it.
        title: What people call it; of a paper without a name nothing is asked.
        language: Of the document.
    """
    if not title:
        return
    quoted = quoted_in_japanese(title)
    for label, value in _labelled(document):
        for named, such, asks in _ASKED[language]:
            if not named.search(label) or not such.match(value):
                continue
            if language == "ja":
                yield f"{quoted}の{label}は{asks}"
            elif named.match(label):
                yield f"In “{title}”, {asks} {label.lower()}?"
            break


def _labelled(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if block.kind == "table" and len(block.cells) == 1:  # a row of a form
            (cell,) = block.cells
            label = label_in(document.text[block.start : cell.start].replace("|", ":"))
            yield label, document.text[cell.start : cell.end].strip()
        elif block.kind in ("paragraph", "list"):
            for found in _LINE.finditer(document.text, block.start, block.end):
                if not MONEY.search(found["value"]):  # what costs money is asked by its own name
                    yield found["label"].strip(), found["value"].strip()


def asked_in_text(document: Document) -> Iterator[str]:
    """Yield the questions that a paper asks in a line of its own and answers behind them."""
    for block in document.blocks:
        if block.kind in ("paragraph", "list"):
            found = _ASKED_AND_ANSWERED.match(document.text, block.start, block.end)
            if found and (found["marked"] or block.kind == "list"):  # a letter asks what isn't answered there
                yield found["question"]
