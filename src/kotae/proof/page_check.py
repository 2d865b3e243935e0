"""The proof inside a page, and whether the page shows what it says."""

import hashlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from kotae.proof.content import Proof
from kotae.proof.findings import Finding, found
from kotae.proof.page import PNG, PROOF_ID, page_of
from kotae.records import PageImage

__all__ = ["PageRead", "check_page", "read_page"]


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
    """Return what is in a page; None where it holds no proof, or several."""
    parser = _Page()
    parser.feed(text)
    parser.close()
    if len(parser.proofs) != 1:
        return None
    return PageRead(
        proof="".join(parser.proofs[0]).encode(), language=parser.language, pictures=tuple(parser.pictures)
    )


class _Page(HTMLParser):
    """Collects proof and pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = "en"
        self.proofs: list[list[str]] = []
        self.pictures: list[tuple[bytes, float, float]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "en")
        elif tag == "pre" and given.get("id") == PROOF_ID:
            self._inside = True
            self.proofs.append([])
        elif tag == "img" and given.get("src", "").startswith(PNG):
            try:
                width, height = map(float, given.get("title", "").split())
                self.pictures.append(
                    (b64decode(given["src"].removeprefix(PNG), validate=True), width, height)
                )
            except ValueError:  # no picture of ours: the comparison of the pages tells
                return

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.proofs[-1].append(data)


def check_page(text: str, read: PageRead, proof: Proof, *, version: str) -> Finding:
    """Return whether a page shows what the proof inside says, by making it again.

    Args:
        text: The page.
        read: What is in it.
        proof: The proof inside.
        version: Of this kotae; another one makes other pages.
    """
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


def _order(proof: Proof, wanted: Mapping[tuple[int, int], str]) -> list[tuple[int, int]]:
    """Return which pictures a page shows, in order."""
    places = ((citation.document, box.page) for citation in proof.citations for box in citation.boxes)
    return [place for place in dict.fromkeys(places) if place in wanted]
