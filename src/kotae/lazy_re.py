"""``re`` for modules with patterns of their own: each is compiled when it is first used, not when its module is loaded.

A question loads six hundred patterns and uses a third of them: ``from kotae import lazy_re as re``.
"""

import re
from functools import cached_property
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import TYPE_CHECKING, Any

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Later:
    """Stands for a pattern; what is asked of it once is kept, so that a second call costs what a pattern's own does."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self._given = (pattern, flags)

    @cached_property
    def _compiled(self) -> Any:  # noqa: ANN401 - of text or of bytes
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what a pattern has
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    from re import compile
else:
    compile = _Later
