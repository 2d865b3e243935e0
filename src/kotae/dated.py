"""What dates are written with: the names and paths by which a document says its own, and the days of the week."""

import re
from typing import Final

__all__ = ["DATE_IN_PATH", "DATE_NAMES", "WEEKDAYS"]

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

WEEKDAYS: Final = {
    "月": "Monday", "火": "Tuesday", "水": "Wednesday", "木": "Thursday", "金": "Friday", "土": "Saturday", "日": "Sunday",
}  # fmt: skip
"""From Monday on, as Python counts them."""

DATE_IN_PATH: Final = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})[-_./]?(0[1-9]|1[0-2])(?:[-_./]?(0[1-9]|[12][0-9]|3[01]))?(?![0-9])"
)
"""Year, month and, where it is written, day: ``minutes/2025-04-01.md``, ``202504.pdf``; the last one counts."""
