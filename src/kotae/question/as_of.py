"""A question that asks how things stood on a day: as of April 2024, 2024年4月時点で.

The day says which papers count; none of them need write it.
"""

import re
from dataclasses import dataclass
from typing import Final

from kotae.question.question import Question

__all__ = ["AsOf", "as_of"]

_BEFORE: Final = re.compile(r"(?:^|[,(]?\s*)\bas (?:of|at|on)\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"\s*(?:の?(?:時点|段階)|現在)(?:において(?:は)?|における|では|での|で|には|に|の|は)?、?"
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """When what is asked about was so.

    Attributes:
        written: The date as the question writes it, folded.
        key: Its key, as :class:`~kotae.segmentation.quantities.Quantity` has it.
        text: The question without it.
    """

    written: str
    key: str
    text: str


def as_of(question: Question) -> AsOf | None:
    """Return the day whose state a question asks for; None where it names none, or names nothing else.

    A date that is a matter of the question (*in April 2024*, 2024年4月の) isn't one.
    """
    said = question.folded
    for date in question.quantities:
        before, behind = _BEFORE.search(said[: date.start]), _BEHIND.match(said, date.end)
        if date.kind != "date" or not (before or behind):
            continue
        first, last = before.start() if before else date.start, behind.end() if behind else date.end
        left = re.sub(r"\s+([?.,])", r"\1", f"{said[:first]}{said[last:]}").strip(" ,、")
        if len(left) > 1:
            return AsOf(written=said[date.start : date.end], key=date.key, text=left)
    return None
