"""From text to HTML: the one door between what documents say and what a browser runs.

Gradio's HTML component sanitises nothing and passes values through template engines, so
text from documents, file names, questions and models goes through :func:`escape` *before*
any markup is put around it, while streaming as well as at the end.
"""

import html
import re
from collections.abc import Iterable

from kotae.language import detect_language
from kotae.records import Span

__all__ = ["button", "element", "escape", "joined_spans", "own_words", "shorten"]

MAX_TITLE_CHARS = 160

# Invisible characters that reorder or hide text, and controls: shown by their number instead.
_DECEPTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_VOID = frozenset({"br", "img", "input"})
_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "`": "&#96;", "$": "&#36;"})


def escape(raw: str) -> str:
    """Return HTML that shows the text and does nothing else.

    Markup characters, quotes and the delimiters of template engines become character
    references; control and direction characters become their visible number.
    """
    shown = _DECEPTIVE.sub(lambda found: f"[U+{ord(found.group()):04X}]", raw)
    return html.escape(shown, quote=True).translate(_TEMPLATE)


def shorten(raw: str, max_chars: int = MAX_TITLE_CHARS) -> str:
    """Return the text in one line of at most ``max_chars`` characters, cut with ``…``."""
    line = " ".join(raw[: max_chars * 20].split())
    return line if len(line) <= max_chars else line[: max_chars - 1] + "…"


def button(shown: str, action: str, /, *, label: str | None = None, **attributes: object) -> str:
    """Return a button for one of the actions of the page's scripts.

    Args:
        shown: What stands on it; escaped here.
        action: The script's name for it.
        label: What a sign stands for, said aloud and shown beside it; None where words stand on it.
        attributes: As for :func:`element`.
    """
    return element(
        "button",
        escape(shown),
        type="button",
        data_action=action,
        title=label,
        aria_label=label,
        **attributes,
    )


def element(name: str, inner: str = "", /, **attributes: object) -> str:
    """Return one element around HTML that is already escaped.

    Args:
        name: The element's name.
        inner: Escaped HTML.
        attributes: Values are escaped here; ``class_`` and ``data_turn`` stand for ``class``
            and ``data-turn``. None leaves the attribute out, True writes its name alone.
    """
    parts = [name]
    for key, value in attributes.items():
        written = key.rstrip("_").replace("_", "-")
        if value is True:
            parts.append(written)
        elif value is not None:
            parts.append(f'{written}="{escape(str(value))}"')
    opening = f"<{' '.join(parts)}>"
    return opening if name in _VOID else f"{opening}{inner}</{name}>"


def own_words(name: str, raw: str, /, **attributes: object) -> str:
    """Return one element around what people wrote: escaped, in its own direction, and in the language it is written in.

    A screen reader speaks it with that language's voice, and a browser draws its characters with that language's fonts.

    Args:
        name: The element's name.
        raw: A title, a question, a name.
        attributes: As for :func:`element`; a ``lang`` of theirs counts.
    """
    return element(name, escape(raw), **({"lang": detect_language(raw), "dir": "auto"} | attributes))


def joined_spans(spans: Iterable[Span], *, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the spans cut to ``[first, last)``, in order, overlapping ones joined, empty ones dropped."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(span.start, first), min(span.end, last)) for span in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
