"""Front matter: the YAML between ``---`` lines at the top of a Markdown file.

Values are wanted as written, not as YAML would interpret them (``2025-05`` is no number,
``no`` is no boolean), so the loader makes strings, lists and mappings only: it can build no
other object either. It follows no aliases. Whatever can't be parsed stays text, with a warning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from kotae.language import named_language
from kotae.messages import Message
from kotae.records import Language

__all__ = ["FrontMatter", "parse_front_matter"]


class _PlainLoader(yaml.BaseLoader):  # type: ignore[misc]  # PyYAML publishes no types
    """Makes strings, lists and mappings only, each written out where it stands."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 - PyYAML publishes no types
        """Return the next node; an alias is refused, for a few of them in each other never end."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="aliases aren't read")
        return super().compose_node(parent, index)


_BLOCK: Final = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_CHARS: Final = 20_000
_MAX_VALUE_CHARS: Final = 2_000
# What is nested deeper is for programs.
_MAX_DEPTH: Final = 5
_MAX_ENTRIES: Final = 500
_MALFORMED: Final = Message("the front matter is not valid YAML and was read as text").both()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands at the top of a file.

    Attributes:
        end: Where the body begins; 0 where there is no front matter.
        text_span: Where its own lines are when they can't be parsed and so are text, else None.
        metadata: Flattened: ``a.b`` for nested keys, lists joined by ``, ``.
        warnings: Why it was taken for text, in both languages.
    """

    end: int = 0
    text_span: tuple[int, int] | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title on one line, else the empty string."""
        return " ".join(self.metadata.get("title", "").split())

    @property
    def language(self) -> Language | None:
        """The language named by ``language`` or ``lang``, where it is one that kotae knows."""
        return named_language(self.metadata.get("language") or self.metadata.get("lang") or "")


def parse_front_matter(text: str) -> FrontMatter:
    """Return the front matter at the top of a text.

    Args:
        text: A whole file. Front matter begins in its very first line.

    Returns:
        An empty one (``end`` 0) where there is none or where the first block between ``---``
        lines is ordinary text; one with ``text_span`` and a warning where it isn't valid YAML.
    """
    found = _BLOCK.match(text, 0, _MAX_CHARS) if text.startswith("---") else None
    if found is None:
        return FrontMatter()
    try:
        # S506 knows SafeLoader only; this one makes less than that.
        loaded = yaml.load(found[1], Loader=_PlainLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return FrontMatter(end=found.end(), text_span=found.span(1), warnings=(_MALFORMED,))
    if loaded is None or loaded == "":
        return FrontMatter(end=found.end())
    if not isinstance(loaded, dict):
        # Two rules with text between them: common in plain Markdown, nothing to warn of.
        return FrontMatter()
    metadata: dict[str, str] = {}
    for key, value in _flatten(loaded):
        if len(metadata) >= _MAX_ENTRIES:
            break
        metadata[key] = value
    return FrontMatter(end=found.end(), metadata=metadata)


def _flatten(value: object, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        for key, inner in value.items():
            yield from _flatten(inner, f"{prefix}.{key}" if prefix else str(key), depth + 1)
    elif isinstance(value, list):
        plain = [item for item in value[:_MAX_ENTRIES] if isinstance(item, str)]
        if len(plain) == len(value):
            yield prefix, ", ".join(plain)[:_MAX_VALUE_CHARS]
        elif depth < _MAX_DEPTH:
            for number, item in enumerate(value[:_MAX_ENTRIES]):
                yield from _flatten(item, f"{prefix}.{number}", depth + 1)
    else:
        yield prefix, str(value)[:_MAX_VALUE_CHARS] if isinstance(value, str) else ""
