"""What every framework gets of a hit: an id and plain metadata, the same in all of them."""

from typing import Any

from kotae.records import Hit

__all__ = ["hit_id", "hit_metadata"]


def hit_id(hit: Hit) -> str:
    """Return an id of the passage that stays the same while its document does."""
    passage = hit.passage
    return f"{passage.document.id}#{passage.start}-{passage.end}"


def hit_metadata(hit: Hit) -> dict[str, Any]:
    """Return where the passage stands; ``document.text[start:end]`` is its text.

    Values are strings, numbers or None, so that any framework can store them.
    """
    passage = hit.passage
    return {
        "document": passage.document.id,
        "title": passage.document.title,
        "path": passage.document.path,
        "language": passage.language,
        "page": passage.page,
        "heading": passage.heading,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
