"""What the reader is trained on: a question with passages, or a claim with a text."""

from dataclasses import dataclass, field

__all__ = ["Group", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of a group; ``start`` is -1 where it doesn't answer."""

    context: str
    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Group:
    """A question with passages; ``label`` is 0, 1 or 2 for claims (supported, not told, contradicted), else -1.

    Those that answer come first, then the others, the nearest to the question before the rest.
    """

    kind: str
    question: str
    passages: tuple[Text, ...]
    label: int = -1
    tags: tuple[str, ...] = field(default=())
