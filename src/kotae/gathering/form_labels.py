"""A form that is written as a table (項目 | 内容 above, 樹高 | 13m in a row of it), or as one line: Date: 9 May. Faults: 1."""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold

__all__ = ["heads_a_form", "labelled_parts"]

_PAIR: Final = re.compile(r"\s*(?:[-*・•]\s*)?(?P<label>[^:：|\n]{1,40}?)\s*[:：]\s+(?P<value>[^\n]{1,200})")
# Behind the end of a value the next label begins.
_WORD: Final = r"[^\s:：.。;；、,|]{1,20}"
_NEXT: Final = re.compile(rf"(?:[.;,]\s+|[。；、]\s*|\s{{2,}}|\u3000+)(?={_WORD}(?: {_WORD}){{0,3}}[:：]\s)")
_MOST_CHARS: Final = 200

_LABELS: Final = re.compile(r"項目|事項|区分|(?:item|field|label|property|particulars)s?", re.IGNORECASE)
_VALUES: Final = re.compile(
    r"内容|値|記載(?:内容|事項)?|詳細|説明|(?:value|content|detail|entry|description|information)s?",
    re.IGNORECASE,
)


def heads_a_form(one: str, other: str) -> bool:
    """Return whether two columns are called what labels and their values are called."""
    return bool(_LABELS.fullmatch(fold(one).strip()) and _VALUES.fullmatch(fold(other).strip()))


def labelled_parts(line: str) -> Iterator[tuple[str, int, int]]:
    """Yield the labels of a line with where their values stand; nothing for a line that isn't made of them.

    Args:
        line: One or several: ``Date: 9 May. Faults: 1``.
    """
    if len(line) > _MOST_CHARS or not _PAIR.fullmatch(line):
        return
    ends = [match.span() for match in _NEXT.finditer(line)]
    starts = [0, *(end for _, end in ends)]
    parts = [
        (start, end) for start, end in zip(starts, [*(start for start, _ in ends), len(line)], strict=True)
    ]
    found = [(start, _PAIR.fullmatch(line, start, end)) for start, end in parts]
    if not all(match for _, match in found):
        found = [(0, _PAIR.fullmatch(line))]
    for _, match in found:
        if match is not None:
            yield match["label"], match.start("value"), match.end("value")
