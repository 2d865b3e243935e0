"""Raised and lowered figures in every format that can set them: H₂O isn't H2O, and 10⁶ isn't 106."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
import xlsxwriter
import xlwt
from pptx import Presentation

from kotae.folding import fold
from kotae.parsing import read_file
from tests.parsing.office_files import odf, word

# Pieces of text, each on the line (""), above it ("sup") or below it ("sub").
Pieces = Sequence[tuple[str, str]]
LINES: Final = (
    ([("Use H", ""), ("2", "sub"), ("O on 40 m", ""), ("2", "sup"), (".", "")], "Use H₂O on 40 m²."),
    ([("CO", ""), ("2", "sub"), ("は10", ""), ("6", "sup"), ("倍、x", ""), ("10", "sub"), ("。", "")], "CO₂は10⁶倍、x₁₀。"),
    # Words have no lowered form; nothing is made of them.
    ([("V", ""), ("max", "sub"), ("は5です。", "")], "Vmaxは5です。"),
)  # fmt: skip


def docx(path: Path, pieces: Pieces) -> None:
    shifts = {"": "", "sup": '<w:vertAlign w:val="superscript"/>', "sub": '<w:rStyle w:val="Low"/>'}
    runs = "".join(
        f"<w:r><w:rPr>{shifts[shift]}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"
        for text, shift in pieces
    )
    style = (
        '<w:styles><w:style w:type="character" w:styleId="Low"><w:rPr><w:vertAlign w:val="subscript"/>'
        "</w:rPr></w:style></w:styles>"
    )
    path.write_bytes(word(f"<w:p>{runs}</w:p>", parts={"styles": style}))


def odt(path: Path, pieces: Pieces) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-position="{way} 58%"/>'
        "</style:style>"
        for name, way in (("sup", "super"), ("sub", "-33%"))
    )
    spans = "".join(f'<text:span text:style-name="{shift}">{text}</text:span>' for text, shift in pieces)
    path.write_bytes(odf("text", f"<text:p>{spans}</text:p>", styles=styles))


def rtf(path: Path, pieces: Pieces) -> None:
    words = {"": "", "sup": "\\super ", "sub": "\\sub "}
    runs = "".join(
        "{" + words[shift] + "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in text) + "}"
        for text, shift in pieces
    )
    path.write_text(f"{{\\rtf1\\ansi {runs}\\par}}", encoding="ascii")


def pptx(path: Path, pieces: Pieces) -> None:
    deck: Any = Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[1]).placeholders[1].text_frame
    for text, shift in pieces:
        run = frame.paragraphs[0].add_run()
        run.text = text
        if shift:
            run._r.get_or_add_rPr().set("baseline", "30000" if shift == "sup" else "-25000")
    deck.save(str(path))


def xlsx(path: Path, pieces: Pieces) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        looks = {
            "sup": book.add_format({"font_script": 1}),
            "sub": book.add_format({"font_script": 2}),
            "": book.add_format({"bold": True}),
        }
        book.add_worksheet().write_rich_string(
            0, 0, *(x for text, shift in pieces for x in (looks[shift], text))
        )


def xls(path: Path, pieces: Pieces) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    said = {"": "bold on", "sup": "escapement superscript", "sub": "escapement subscript"}
    looks = {shift: xlwt.easyfont(look) for shift, look in said.items()}
    book.add_sheet("S").write_rich_text(0, 0, [(text, looks[shift]) for text, shift in pieces])
    book.save(str(path))


def rst(path: Path, pieces: Pieces) -> None:
    roles = (f"\\ :{shift}:`{text}`\\ " if shift else text for text, shift in pieces)
    path.write_text("".join(roles), encoding="utf-8")


def html(path: Path, pieces: Pieces) -> None:
    marked = "".join(f"<{shift}>{text}</{shift}>" if shift else text for text, shift in pieces)
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><p>{marked}</p>", encoding="utf-8")


WRITERS: Final[dict[str, Callable[[Path, Pieces], None]]] = {
    "docx": docx, "odt": odt, "rtf": rtf, "pptx": pptx, "xlsx": xlsx, "xls": xls, "rst": rst, "html": html,
}  # fmt: skip


@pytest.mark.parametrize(("pieces", "expected"), LINES, ids=["en", "ja", "words"])
@pytest.mark.parametrize(("suffix", "write"), WRITERS.items(), ids=WRITERS)
def test_figures_above_and_below_the_line_are_told(
    tmp_path: Path, suffix: str, write: Callable[[Path, Pieces], None], pieces: Pieces, expected: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    write(path, pieces)
    (document,) = read_file(path, relative_path=path.name)
    assert expected in document.text
    assert fold("H2O") in fold("Use H₂O")  # and whoever asks for H2O finds it
