"""Lines of mail that a program broke softly (``format=flowed``, RFC 3676), put together again."""

import re
from typing import Final

from kotae.scripts import WIDE

__all__ = ["joined"]

_QUOTED: Final = re.compile(r">*")
_SIGNATURE: Final = "-- "
# Where Japanese goes on with Japanese, the space only stands for the break.
_WIDE: Final = re.compile(f"[\u3000{WIDE}]")


def joined(text: str, *, delete_space: bool) -> str:
    r"""Return a text with its paragraphs on one line each, marks of quoting in front of them.

    A line that ends in a space goes on in the next one of the same depth of quoting; the mark of a
    signature (``-- ``) doesn't. A space in front of a line, put there to protect it, is taken away.

    Args:
        text: As it was sent, lines ending with ``\n``.
        delete_space: Whether the space at the end was added with the break (``DelSp=yes``).
    """
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(_QUOTED.match(line)[0])  # type: ignore[index]  # matches the empty string too
        content = line[depth:].removeprefix(" ")
        flows = content.endswith(" ") and content != _SIGNATURE
        if depth == open_depth and content != _SIGNATURE:
            lines[-1] = _together(lines[-1], content)
        else:
            lines.append(f"{'>' * depth} {content}" if depth else content)
        open_depth = depth if flows else -1
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _together(line: str, content: str) -> str:
    bare = line.rstrip(" ")
    if _WIDE.fullmatch(bare[-1:]) and _WIDE.match(content):
        return bare + content
    return line + content
