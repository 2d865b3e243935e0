"""What a page's reader left out, told in one line for each reason, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from bs4.element import PreformattedString, Tag

from kotae.parsing.struck import Struck

__all__ = ["Notices", "Reason", "excerpt"]

Reason: TypeAlias = Literal[
    "struck", "hidden", "pale", "masked", "covered", "scripts", "frame", "embedded", "generated"
]  # fmt: skip

_LINES: Final[dict[Reason, tuple[str, str]]] = {
    "struck": ("crossed-out text was left out", "取り消し線の付いた文字を除きました"),
    "hidden": ("text that the page hides was left out", "画面に表示されない文字を除きました"),
    "pale": (
        "white text was read whose ground is in another file or a picture: it may not be seen",
        "背景が別のファイルや画像にある白い文字を読みました（見えない文字かもしれません）",
    ),
    "masked": (
        "text behind a mask or an effect, or of a colour that can't be told, was read: it may not be seen",
        "マスクや効果のかかった文字、色の分からない文字を読みました（見えない文字かもしれません）",
    ),
    "covered": (
        "text below another element was read: it may not be seen",
        "ほかの要素の下にある文字を読みました（見えない文字かもしれません）",
    ),
    "scripts": (
        "text for programs that run no scripts was read: it may not be seen",
        "スクリプトの動かない環境のための文字を読みました（見えない文字かもしれません）",
    ),
    "frame": (
        "menus and the like around the text were left out",
        "本文の周りのメニューなどを除きました",
    ),
    "generated": (
        "words that only a style sheet writes were left out",
        "スタイルシートだけが書き加える語を除きました",
    ),
    "embedded": (
        "parts that lie in other files were not read; save them into the corpus",
        "別のファイルにある部分は読み込んでいません。コーパスに保存してください",
    ),
}
_MAX_CHARS: Final = 40
_MAX_SHOWN: Final = 5


@dataclass(slots=True)
class Notices:
    """Collects what was left out, with the beginning of each piece.

    Attributes:
        struck: Keeps what is crossed out.
    """

    struck: Struck = field(default_factory=Struck)
    _found: dict[Reason, list[str]] = field(default_factory=dict)

    def add(self, reason: Reason, words: str) -> None:
        """Note one piece; what holds no letter or digit says nothing and is passed over."""
        shown = " ".join(words.split()).replace(" / ", "/")
        if any(character.isalnum() for character in shown):
            self._found.setdefault(reason, []).append(shown)

    def warnings(self) -> tuple[str, ...]:
        """Return one warning for each reason, in a fixed order; none for nothing left out."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        for reason, (en, ja) in _LINES.items():
            pieces = self._found.get(reason, [])
            if pieces:
                cut = [piece if len(piece) <= _MAX_CHARS else f"{piece[:_MAX_CHARS]}…" for piece in pieces]
                more = "…" if len(cut) > _MAX_SHOWN else ""
                english = ", ".join(f"“{piece}”" for piece in cut[:_MAX_SHOWN]) + more
                japanese = "".join(f"「{piece}」" for piece in cut[:_MAX_SHOWN]) + more
                yield f"{en}: {english} / {ja}：{japanese}"


def excerpt(tag: Tag) -> str:
    """Return the beginning of an element's text; empty where it has none."""
    pieces: list[str] = []
    length = 0
    for piece in tag.strings:
        if isinstance(piece, PreformattedString):
            continue
        pieces.append(piece)
        length += len(piece.strip())
        if length > _MAX_CHARS:
            break
    return " ".join("".join(pieces).split())
