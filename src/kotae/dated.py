"""Where a document says its own date outside of its text: names in front matter and properties, its path."""

import re
from typing import Final

__all__ = ["DATE_IN_PATH", "DATE_NAMES"]

DATE_NAMES: Final = (
    "date",
    "published",
    "updated",
    "modified",
    "created",
    "日付",
    "更新日",
    "作成日",
    "施行日",
)
"""In lower case; the first that holds a date counts."""

DATE_IN_PATH: Final = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})[-_./]?(0[1-9]|1[0-2])(?:[-_./]?(0[1-9]|[12][0-9]|3[01]))?(?![0-9])"
)
"""Year, month and, where it is written, day: ``minutes/2025-04-01.md``, ``202504.pdf``; the last one counts."""
