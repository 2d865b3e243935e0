"""The proof inside a page, and whether the page shows what it says."""

import hashlib
import html
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kotae.proof.checking import out_of_range
from kotae.proof.content import BaseProof
from kotae.proof.findings import Finding, found
from kotae.proof.page import PNG, PROOF_ID, page_of
from kotae.records import PageImage

__all__ = ["PageRead", "check_page", "read_page"]

_PROOF: Final = f'<pre id="{PROOF_ID}">'
_LANGUAGE: Final = re.compile('<html lang="(ja|en)">')
_PICTURE: Final = re.compile(
    r'<img alt="[^"<>]*" title="(?P<width>[0-9.]{1,20}) (?P<height>[0-9.]{1,20})" '
    rf'src="{re.escape(PNG)}(?P<png>[A-Za-z0-9+/=]*)">'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """What is in a page.

    Attributes:
        proof: The proof inside, not checked.
        language: Of its labels.
        pictures: Its pictures as (PNG file, width, height), in order.
    """

    proof: bytes
    language: str
    pictures: tuple[tuple[bytes, float, float], ...]


def read_page(text: str) -> PageRead | None:
    """Return what is in a page; None where it holds no proof, or several.

    It is looked for as kotae writes it, in time linear in the length: a page comes from anybody.
    """
    _, *behind = text.split(_PROOF)
    if len(behind) != 1:
        return None
    try:
        proof = html.unescape(behind[0].partition("</pre")[0])
    except ValueError:  # a character reference of thousands of digits
        return None
    language = _LANGUAGE.search(text)
    return PageRead(
        proof=proof.encode("utf-8", "replace"),
        language=language[1] if language else "en",
        pictures=tuple(picture for found in _PICTURE.finditer(text) if (picture := _picture(found))),
    )


def _picture(found: re.Match[str]) -> tuple[bytes, float, float] | None:
    try:
        return b64decode(found["png"], validate=True), float(found["width"]), float(found["height"])
    except ValueError:  # no picture of ours: the comparison of the pages tells
        return None


def check_page(text: str, read: PageRead, proof: BaseProof, *, version: str) -> Finding:
    """Return whether a page shows what the proof inside says, by making it again.

    Args:
        text: The page.
        read: What is in it.
        proof: The proof inside.
        version: Of this kotae; another one makes other pages.
    """
    if out_of_range(proof):  # of such a proof no page can be made
        return found("page", "fails", "page")
    wanted = {(picture.document, picture.page): picture.sha256 for picture in proof.pictures}
    order = _order(proof, wanted)
    hashes = [hashlib.sha256(png).hexdigest() for png, _, _ in read.pictures]
    if hashes != [wanted[place] for place in order]:
        return found("picture", "fails", "pictures")
    pictures = {
        place: PageImage(page=place[1], png=png, width=width, height=height)
        for place, (png, width, height) in zip(order, read.pictures, strict=True)
        if width > 0 and height > 0
    }
    if text.replace("\r\n", "\n") == page_of(proof, pictures, language=read.language):
        return found("page", "holds", "page")
    if proof.made.kotae != version:
        return found("page", "unchecked", "page", rest=proof.made.kotae)
    return found("page", "fails", "page")


def _order(proof: BaseProof, wanted: Mapping[tuple[int, int], str]) -> list[tuple[int, int]]:
    """Return which pictures a page shows, in order."""
    places = ((citation.document, box.page) for citation in proof.citations for box in citation.boxes)
    return [place for place in dict.fromkeys(places) if place in wanted]
