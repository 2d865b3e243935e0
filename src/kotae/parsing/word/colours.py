"""The colours of a Word file: written out, named after the theme, or the fill of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from kotae.parsing.ink import Colour, hex_colour
from kotae.parsing.office.theme import drawn_colour, scheme, tinted
from kotae.parsing.packages.package import local_name
from kotae.parsing.word.styles import W

__all__ = ["WordColours"]

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_USUAL: Final = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_NAMES: Final = {
    "background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2", "light1": "lt1", "dark1": "dk1",
    "light2": "lt2", "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_FAINT_LEFT: Final = 95_000


@dataclass(frozen=True, slots=True)
class WordColours:
    """The theme's colours by the names a Word file uses."""

    named: Mapping[str, Colour] = field(default_factory=lambda: _named(scheme(None), {}))

    @classmethod
    def of(cls, theme: etree._Element | None, settings: etree._Element | None) -> "WordColours":
        """Return the colours of a theme as the settings map them."""
        found = settings.find(W + "clrSchemeMapping") if settings is not None else None
        mapping = (
            {etree.QName(key).localname: str(name) for key, name in found.items()}
            if found is not None
            else {}
        )
        return cls(_named(scheme(theme), mapping))

    def letters(self, said: etree._Element | None) -> Colour | None:
        """Return the colour that ``w:color`` says; None where nothing says, or the program's own."""
        if said is None:
            return None
        return self._themed(said, "theme") or hex_colour(str(said.get(W + "val") or ""))

    def ground(self, shade: etree._Element | None) -> Colour | None:
        """Return the colour that ``w:shd`` fills with; None where it fills with none, or with a pattern of several."""
        if shade is None:
            return None
        if shade.get(W + "val") == "solid":
            return self._themed(shade, "theme") or hex_colour(str(shade.get(W + "color") or ""))
        return self._themed(shade, "themeFill") or hex_colour(str(shade.get(W + "fill") or ""))

    def effect(self, properties: etree._Element | None) -> Colour | Literal["none", "drawn"] | None:
        """Return what ``w14:textFill`` fills letters with: a colour, nothing, or something else; None where it isn't there."""
        fill = properties.find(_W14 + "textFill") if properties is not None else None
        kind = next(iter(fill), None) if fill is not None else None
        if kind is None:
            return None
        # Here alpha counts what shines through.
        alphas = [str(alpha.get(_W14 + "val") or "0") for alpha in kind.iter(_W14 + "alpha")]
        clear = any(alpha.isdigit() and int(alpha) > _FAINT_LEFT for alpha in alphas)
        if local_name(kind) == "noFill" or clear:
            outline = properties.find(_W14 + "textOutline") if properties is not None else None
            drawn = outline is not None and outline.find(_W14 + "noFill") is None
            return "drawn" if drawn else "none"
        return drawn_colour(kind, self.named) or "drawn" if local_name(kind) == "solidFill" else "drawn"

    def _themed(self, said: etree._Element, name: str) -> Colour | None:
        """What the theme says where an element names a colour of it, lighter or darker as it asks."""
        written = "themeFill" if name == "themeFill" else "themeColor"
        colour = self.named.get(str(said.get(W + written) or ""))
        if colour is None:
            return None
        for change in ("Tint", "Shade"):
            share = _share(said.get(f"{W}{name}{change}"))
            if share is not None:
                colour = tinted(colour, 1 - share if change == "Tint" else share - 1)
        return colour


def _named(colours: Mapping[str, Colour], mapping: Mapping[str, str]) -> dict[str, Colour]:
    named = dict(colours)
    for short, name in {**_USUAL, **mapping}.items():
        other = _NAMES.get(name, name)
        if other in colours:
            named[short] = colours[other]
    for name, short in _NAMES.items():
        if short in named:
            named[name] = named[short]
    for drawn, short in (("tx1", "t1"), ("tx2", "t2")):
        if short in named:
            named[drawn] = named[short]
    return named


def _share(written: str | None) -> float | None:
    try:
        return int(written, 16) / 255 if written and len(written) == 2 else None
    except ValueError:
        return None
