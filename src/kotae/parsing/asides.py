"""What a piece is called that is no part of the running text: a passage ends before and after it."""

from collections.abc import Mapping
from typing import Final, Literal

from kotae.language import detect_language
from kotae.languages import ByLanguage

__all__ = ["aside"]

_NAMES: Final[Mapping[str, ByLanguage[str]]] = {
    "header": ByLanguage[str]({"ja": "ヘッダー", "en": "Header"}),
    "footer": ByLanguage[str]({"ja": "フッター", "en": "Footer"}),
    "box": ByLanguage[str]({"ja": "テキストボックス", "en": "Text box"}),
    "comment": ByLanguage[str]({"ja": "コメント", "en": "Comment"}),
}


def aside(kind: Literal["header", "footer", "box", "comment"], text: str) -> str:
    """Return the heading under which such a piece stands, in the language of its text."""
    return _NAMES[kind][detect_language(text)]
