"""What a question is narrowed to, as an engine reads it.

In a folder :meth:`kotae.pipeline.asking.filters.Where.matching` does the same.
"""

import datetime

from kotae.milvus.conditions import among, both, either
from kotae.pipeline.asking.filters import Where

__all__ = ["condition_of"]


def condition_of(where: Where | None) -> str:
    """Return the condition on passages that a question's own conditions make; empty for none.

    Args:
        where: The library in it isn't looked at.
    """
    if where is None:
        return ""
    return both(
        _below(where.folder),
        among("tags", [tag.strip().lower() for tag in where.tag]) if where.tag else "",
        either("kind", [kind.lower().lstrip(".") for kind in where.kind]) if where.kind else "",
        either("document_language", where.language) if where.language else "",
        among("names", where.document) if where.document else "",
        _dated(where),
    )


def _below(folders: tuple[str, ...]) -> str:
    wanted = [folder.strip("/") for folder in folders]
    return among("folders", wanted) if wanted and all(wanted) else ""


def _dated(where: Where) -> str:
    if where.after is None and where.before is None:
        return ""
    after = f"date >= {_number(where.after)}" if where.after else ""
    before = f"date < {_number(where.before)}" if where.before else ""
    return both("date > 0", after, before)


def _number(day: datetime.date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
