"""What list items and table rows are about: the sentence that announces them, the header above them.

"United Kingdom | $3.8 billion" answers nothing by itself; under "Country | Private AI
investment, 2023" it does.
"""

import re
from collections.abc import Sequence

__all__ = ["announces", "leads"]

_ANNOUNCES = re.compile(
    r"[:：]\s*$"
    r"|(?:次|以下|下記|下)の(?:とおり|通り|よう|表|一覧|[一二三四五六七八九十0-9]+(?:つ|点|項目|種))[^。]{0,8}。?\s*$"
    r"|\b(?:as follows|the following)[^.]{0,12}\.?\s*$"
)
_ENDS = re.compile(r"[。．.!?！？][」』）)\"'”]*\s*$")
_CELLS = " | "


def announces(sentence: str) -> bool:
    """Return whether a sentence announces what follows it."""
    return bool(_ANNOUNCES.search(sentence))


def leads(sentences: Sequence[str]) -> list[str]:
    """Return for each sentence of a passage what it stands under; empty for ordinary sentences.

    Args:
        sentences: In order. A table row has its cells separated by `` | ``; a list item doesn't end
            as a sentence does.
    """
    found: list[str] = []
    announced = header = ""
    for sentence in sentences:
        if _CELLS in sentence:
            found.append(f"{announced} {header}".strip())
            header = header or sentence
            continue
        header = ""
        item = bool(announced) and not _ENDS.search(sentence) and not announces(sentence)
        found.append(announced if item else "")
        if not item:
            announced = sentence if announces(sentence) else ""
    return found
