"""The date a document gives itself, and where it says so: front matter or properties, its path, its first lines.

In a text only what is said to be the document's date counts (施行, 制定, 改正, 適用, effective, valid from, as of, revised): any
other date is one of its matters.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Final

from kotae.dated import DATE_IN_PATH, DATE_NAMES
from kotae.folding import fold
from kotae.gathering.bounds import days_of
from kotae.records import Document
from kotae.segmentation.quantities import find_quantities

__all__ = ["document_day"]

_NAMES: Final = (*DATE_NAMES, "発行日")
# Further down, a date is one of the paper's matters.
_HEAD_CHARS: Final = 600
_SAID_BEFORE: Final = re.compile(
    r"(?:制定|改正|改定|改訂|施行|適用(?:開始)?|実施|発効|作成|発行|更新|日付|開催日?)(?:日|年月日)?\s*[:：はが]?\s*\Z"
    r"|\b(?:effective|dated?|as of|revised|updated|issued|published|version of"
    r"|(?:in force|in effect|with effect|appl(?:ies|y|icable)|valid) (?:from|since|as of))\b\s*(?:on|from|as of|:)?\s*\Z",
    re.IGNORECASE,
)
_SAID_BEHIND: Final = re.compile(
    r"\s*(?:以降|以後)?(?:より|から|に)?(?:の)?(?:施行|制定|改正|改定|改訂|適用|発効|作成|発行|現在|時点|付|開催)"
)


def document_day(document: Document) -> tuple[datetime.date | None, str]:
    """Return a document's own date and where it stands: ``"metadata"``, ``"path"``, ``"text"``; None and ``""`` without one.

    Of several dates that a text gives itself (制定, 改正) the newest counts.
    """
    if told := _of_metadata(document.metadata):
        return told, "metadata"
    if found := DATE_IN_PATH.findall(document.info.path):
        year, month, day = found[-1]
        if days := days_of(f"date:{year}-{month}" + (f"-{day}" if day else "")):
            return days[0], "path"
    head = fold(document.text[:_HEAD_CHARS])
    said = [
        days[0]
        for quantity in find_quantities(head)
        if quantity.kind == "date"
        and (_SAID_BEFORE.search(head[: quantity.start]) or _SAID_BEHIND.match(head, quantity.end))
        and (days := days_of(quantity.key))
    ]
    return (max(said), "text") if said else (None, "")


def _of_metadata(metadata: Mapping[str, str]) -> datetime.date | None:
    lowered = {name.lower(): value for name, value in metadata.items()}
    for name in _NAMES:
        for quantity in find_quantities(fold(lowered.get(name, "")[:100])):
            if quantity.kind == "date" and (days := days_of(quantity.key)):
                return days[0]
    return None
