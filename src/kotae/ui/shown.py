"""A desk as somebody sees it who isn't shown everything: it is read, and nothing on it is changed."""

from kotae.pipeline.asking.filters import Permission
from kotae.ui.desk import Desk

__all__ = ["desk_within"]


def desk_within(desk: Desk, permission: Permission) -> Desk:
    """Return a desk with only the documents that a permission lets through, open as long as the whole one.

    What is typed and judged is kept where everybody's is. Opened documents, pictures and examples are its own.
    """
    return Desk(
        knowledge=desk.knowledge.within(permission),
        index=desk.index,
        settings=desk.settings,
        feedback=desk.feedback,
        conversations=desk.conversations,
        max_upload_mb=desk.max_upload_mb,
        aid=desk.aid,
        whole=desk,
    )
