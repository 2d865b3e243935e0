"""Files with bytes changed, lost and doubled at random: read or refused, the worker none the worse."""

import io
import random
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pptx
import pytest

from kotae.errors import ReadingError
from kotae.reading.files import Source
from kotae.reading.isolation import read_isolated
from kotae.reading.settings import ReadingSettings
from tests.reading.pdf_files import Ink, make_pdf

JA = "この文書は政府の予算について説明するものです。"
ROUNDS = 25


def _pdf() -> bytes:
    vertical = [Ink(x=500, y=700, text=JA, font="Vertical")]
    return make_pdf([[Ink(x=80, y=700, text=JA)], vertical], outline=[("予算", 1)], title="予算")


def _docx() -> bytes:
    word, content = docx.Document(), io.BytesIO()
    word.add_heading("予算", 1)
    word.add_paragraph(JA)
    word.add_table(2, 2).cell(0, 0).text = "都市"
    word.save(content)
    return content.getvalue()


def _xlsx() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["都市", "Area"])
    sheet.append(["東京", 2194.0])
    sheet.merge_cells("A3:B4")
    book.save(content)
    return content.getvalue()


def _pptx() -> bytes:
    slides, content = pptx.Presentation(), io.BytesIO()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "予算"
    slides.save(content)
    return content.getvalue()


def _eml() -> bytes:
    head = "From: a@example.org\nSubject: =?utf-8?B?5LqI566X?=\nContent-Type: text/plain; charset=iso-2022-jp\n\n"
    return head.encode() + JA.encode("iso-2022-jp")


SEEDS: dict[str, Callable[[], bytes]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pptx": _pptx,
    ".eml": _eml,
    ".html": lambda: f"<html><body><h1>予算</h1><p>{JA}</p><table><tr><td>a<td>b</table>".encode(),
    ".csv": lambda: '都市,人口\n東京,"1,400"\n'.encode(),
}


def damage(data: bytes, chance: random.Random) -> bytes:
    """Change, drop and double bytes in a few places."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(changed))
        what = chance.random()
        if what < 0.4:
            changed[at] = chance.randrange(256)
        elif what < 0.6:
            del changed[at : at + chance.randint(1, 100)]
        elif what < 0.8:
            changed[at:at] = changed[: chance.randint(1, 300)]
        else:
            changed[at:at] = chance.choice([b"<", b"&", b"\x00", b"<<", b"[", b"("]) * chance.randint(
                1, 2_000
            )
        changed = changed or bytearray(b"x")
    return bytes(changed)


def damage_member(data: bytes, chance: random.Random) -> bytes:
    """Damage one member of a zip package and leave the package sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        victim = chance.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        for name in old.namelist():
            new.writestr(name, damage(old.read(name), chance) if name == victim else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("suffix", SEEDS)
def test_damaged_file_is_read_or_refused(suffix: str) -> None:
    seed, chance = SEEDS[suffix](), random.Random(suffix)
    for _ in range(ROUNDS):
        packed = seed.startswith(b"PK") and chance.random() < 0.7
        data = damage_member(seed, chance) if packed else damage(seed, chance)
        source = Source(path=f"f{suffix}", data=data, settings=ReadingSettings(max_seconds=20))
        try:
            drafts = read_isolated(source, suffix=suffix)
        except ReadingError as error:
            assert error.en.startswith(f"f{suffix}: ")  # noqa: PT017  # refusing is one of two good ends
            assert error.ja.startswith(f"f{suffix}: ")  # noqa: PT017
        else:
            assert all(unit.end <= len(draft.text) for draft in drafts for unit in draft.units)
    (draft,) = read_isolated(Source(path="f.pdf", data=_pdf(), settings=ReadingSettings()), suffix=".pdf")
    assert draft.text == f"{JA}\n\n{JA}"
