"""The one door to fugashi and UniDic.

fugashi's nodes point into memory that the tagger's next call overwrites, so none leaves this
module: MeCab writes each word's fields as one line of text, and that line is all there is.
Asking for lines is also more than twice as fast as asking for nodes, and a line is a key: what
the analyser makes of it is worked out once and looked up ever after.

One tagger must not be used by two threads at once (it gives wrong tags), and each takes some 45 MB:
a few are lent out in turn, however many threads ask and however many come and go.
"""

import os
import re
import shlex
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from kotae.errors import ModelError, failing_as

__all__ = ["Tagger"]

_FIELDS: Final = r"%M\\t%f[0]\\t%f[1]\\t%f[2]\\t%f[6]\\t%f[7]"
_AS_WRITTEN: Final = r"\\t%f[17]\\t%f[10]"
_UNKNOWN_FIELDS: Final = r"%M\\t%f[0]\\t%f[1]\\t%f[2]\\n"

# fugashi strips white space off the whole answer: a line before and behind takes the blow.
_GUARD: Final = "EOS"

# What MeCab would stop at or what would break a line of its answer; same length.
_TO_SPACES: Final = dict.fromkeys((*range(32), 127, 133, 160, 12288, 8232, 8233), " ")
# Half a character, which no encoding takes.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# MeCab's time and memory grow faster than the text; longer input is cut, at a space if there is one.
_MAX_CHARS: Final = 2_000

_MOST_TAGGERS: Final = max(1, min(4, os.cpu_count() or 1))
"""More than there are processors would only take memory."""


class Tagger:
    """Turns text into lines ``surface, class, subclass, subclass, reading, lemma``, tab-separated.

    The surface holds the white space before the word. A word the dictionary doesn't know has
    only the first four fields. Loading happens at the first use; any number of threads may ask.

    Args:
        as_written: Whether a line goes on with the reading of the form that stands there
            (増やし → フヤシ) and the dictionary form as it is spelled there.
    """

    def __init__(self, *, as_written: bool = False) -> None:
        self._fields = _FIELDS + (_AS_WRITTEN if as_written else "")

    def lines(self, text: str) -> list[str]:
        """Return a line for each word.

        Args:
            text: Folded text of any length.

        Returns:
            Lines whose surfaces, joined, are the text (control characters as spaces) without
            the white space at its end.

        Raises:
            ModelError: fugashi or its dictionary can't be loaded.
        """
        clean = _SURROGATE.sub("\ufffd", text.translate(_TO_SPACES))
        with _pool(self._fields).lent() as tagger:
            return _parsed(tagger, clean)


class _Pool:
    """At most so many taggers, each made when all others are in use."""

    def __init__(self, fields: str) -> None:
        self._fields = fields
        self._places = threading.BoundedSemaphore(_MOST_TAGGERS)
        self._idle: list[Any] = []

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Lend a tagger to this thread alone, after a wait if all are lent."""
        with self._places:
            # Taking from and adding to a list is one step for all threads.
            try:
                tagger = self._idle.pop()
            except IndexError:
                tagger = _load(self._fields)
            try:
                yield tagger
            finally:
                self._idle.append(tagger)


@cache
def _pool(fields: str) -> _Pool:
    """The pool that all with the same fields share."""
    return _Pool(fields)


# A fork has none of the threads that would give their taggers back.
os.register_at_fork(after_in_child=_pool.cache_clear)


def _parsed(tagger: Any, clean: str) -> list[str]:  # noqa: ANN401 - fugashi publishes no types
    """Return a line for each word of a clean text."""
    if len(clean) <= _MAX_CHARS:
        return _words(tagger.parse(clean))
    lines: list[str] = []
    carried = ""
    for piece in _cut(clean):
        stripped = piece.rstrip(" ")
        found = _words(tagger.parse(carried + stripped))
        carried = ("" if found else carried + stripped) + piece[len(stripped) :]
        lines += found
    return lines


def _words(answer: str) -> list[str]:
    """Return the lines of an answer without the guards."""
    return answer.split("\n")[1:-1]


def _load(fields: str) -> Any:  # noqa: ANN401 - fugashi publishes no types
    with failing_as(
        ModelError,
        "The Japanese dictionary can't be loaded ({reason}). Install it: pip install fugashi unidic-lite",
        on=(ImportError, RuntimeError),
    ):
        import fugashi
        import unidic_lite

        dictionary = shlex.quote(str(unidic_lite.DICDIR))
        return fugashi.GenericTagger(
            f'-O "" -r /dev/null -d {dictionary} -F {fields}\\\\n -U {_UNKNOWN_FIELDS} -B {_GUARD}\\\\n -E {_GUARD}',
            quiet=True,
        )


def _cut(text: str) -> list[str]:
    """Return the text in pieces of at most ``_MAX_CHARS``, cut behind a sentence, comma or space where there is one."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > _MAX_CHARS:
        end = start + _MAX_CHARS
        cut = max(text.rfind(mark, start + _MAX_CHARS // 2, end) for mark in "。、. ") + 1 or end
        pieces.append(text[start:cut])
        start = cut
    pieces.append(text[start:])
    return pieces
