"""What bounds a figure, in either language: at least and 以上 are one, more than is another."""

import re
from typing import Final

from kotae.languages import ByLanguage
from kotae.records import Language

__all__ = ["bounds_at"]

_BEFORE_CHARS: Final = 22
_AFTER_CHARS: Final = 12
# Of two that fit in one place the first counts: "no more than" isn't "more than".
_BEFORE: Final = ByLanguage[tuple[tuple[str, str], ...]](
    {
        "en": (
            (
                "most",
                r"within|up to|at most|no more than|not more than|(?:a )?maximum of|by|until|till|before",
            ),
            ("least", r"at least|no less than|not less than|(?:a )?minimum of"),
            ("above", r"more than|over|above|exceed\w*"),
            ("below", r"under|below|less than|fewer than"),
            ("from", r"from|since|after|starting(?: on| in)?"),
        ),
        "ja": (
            ("most", r"最長|最大|最高|上限"),
            ("least", r"最低|少なくとも"),
        ),
    }
)
_AFTER: Final = ByLanguage[tuple[tuple[str, str], ...]]({
    "en": (("least", r"or more|and over|or over|or older|or above"), ("most", r"or less|or fewer|or under|or younger|or below"),
           ("from", r"onwards?|or later")),
    "ja": (
        ("most", r"以内|以下|まで|を?上限"),
        ("least", r"以上"),
        ("above", r"(?:を|より)?(?:超|多)"),
        ("below", r"未満"),
        ("from", r"から|以降|以後|後"),
    ),
})  # fmt: skip
_PARTS: Final = ByLanguage[tuple[tuple[str, str], ...]](
    {
        "en": (
            ("end", r"(?:the )?end of"),
            ("early", r"early|(?:the )?beginning of"),
            ("middle", r"mid[ -]|(?:the )?middle of"),
            ("late", r"late"),
        ),
        "ja": (
            ("end", r"末|の?終わり"),
            ("early", r"上旬|初旬|初め"),
            ("middle", r"中旬|半ば"),
            ("late", r"下旬"),
        ),
    }
)


def bounds_at(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return what bounds the figure at a place, and which part of a month is meant.

    Args:
        text: Where it stands.
        start: Its beginning.
        end: Its end.
        language: The text's language.

    Returns:
        Of ``"most"``, ``"least"``, ``"above"``, ``"below"``, ``"from"``, ``"early"``, ``"middle"``, ``"late"`` and
        ``"end"`` those that stand there; none for a plain figure.
    """
    before, after = text[max(0, start - _BEFORE_CHARS) : start], text[end : end + _AFTER_CHARS]
    found: set[str] = set()
    if language == "en":
        for name, way in _PARTS["en"]:
            if match := re.search(rf"\b(?:{way})\s?\Z", before, re.IGNORECASE):
                found.add(name)
                before = before[: match.start()]
                break
        found |= _first(_BEFORE["en"], before, r"\b(?:{})\s\Z") | _first(_AFTER["en"], after, r"\A\s(?:{})\b")
    else:
        for name, way in _PARTS["ja"]:
            if match := re.match(way, after):
                found.add(name)
                after = after[match.end() :]
                break
        found |= _first(_BEFORE["ja"], before, r"(?:{})\Z") | _first(_AFTER["ja"], after, r"\A(?:{})")
    return frozenset(found)


def _first(ways: tuple[tuple[str, str], ...], text: str, frame: str) -> set[str]:
    """Return the first of the ways that fits, if one does."""
    return next(({name} for name, way in ways if re.search(frame.format(way), text, re.IGNORECASE)), set())
