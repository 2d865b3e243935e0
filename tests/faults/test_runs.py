"""A run of equal signs with something behind it that doesn't fit: it is gone through once, not in every way it can be parted.

Files are read by the worker, whose limit of time ended them: a line of dashes with a word behind it cost the whole file.
"""

import io
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest

from kotae.parsing import ReadingSettings, read_file
from kotae.parsing.pdf.paragraphs import is_contents_line
from kotae.segmentation.quantities import find_quantities
from kotae.ui.reader.document_html import render_document
from kotae.ui.reader.excerpts import render_excerpt
from tests.parsing.office_files import ODF, odf, word
from tests.ui.test_grids import table

RUN = 3_000
SECONDS = 5


def _word(footer: str) -> bytes:
    made, content = docx.Document(), io.BytesIO()
    made.add_paragraph("Body. 本文。")
    made.sections[0].footer.paragraphs[0].text = footer
    made.save(content)
    return content.getvalue()


def _writer(footer: str) -> bytes:
    styles = (
        f"<office:document-styles {ODF}><office:master-styles><style:master-page><style:footer><text:p>{footer}</text:p>"
        "</style:footer></style:master-page></office:master-styles></office:document-styles>"
    )
    return odf("text", "<text:p>Body. 本文。</text:p>", parts={"styles.xml": styles})


FILES: dict[str, Callable[[], bytes]] = {
    "frame.txt": lambda: f"+{'-' * RUN} 注意 Note\n| a | b |\n| c | d |\n\nBody. 本文。\n".encode(),
    "rule.txt": lambda: f"| a | b |\n{'=' * RUN} x\n| c | d |\n\nBody. 本文。\n".encode(),
    "display.html": lambda: f'<p style="display:{"table" * RUN}_">Body. 本文。</p>'.encode(),
    "ruby.html": lambda: f'<p style="display:{"ruby" * RUN} 1">Body. 本文。</p>'.encode(),
    "path.html": lambda: f'<p style="clip-path:path(m{" " * RUN}x)">a</p><p>Body. 本文。</p>'.encode(),
    "power.html": lambda: f"<p>Body. 本文。x<sup>{' ' * 20 * RUN}word</sup></p>".encode(),
    "heading.md": lambda: f"# Title{' ' * 20 * RUN}題\n\nBody. 本文。\n".encode(),
    "heading.org": lambda: f"* Title{' ' * 20 * RUN}題\nBody. 本文。\n".encode(),
    "spaces.odt": lambda: odf(
        "text", "<text:p>a" + '<text:s text:c="1000"/>' * 60 + "b</text:p><text:p>Body. 本文。</text:p>"
    ),
    "spaces.docx": lambda: word(
        f'<w:p><w:r><w:t xml:space="preserve">a{" " * 20 * RUN}b</w:t></w:r></w:p><w:p><w:r><w:t>Body. 本文。</w:t></w:r></w:p>'
    ),
    "footer.docx": lambda: _word(f"{'-' * RUN} Draft 草案"),
    "footer.odt": lambda: _writer(f"{'-' * RUN} Draft 草案"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_run_with_something_behind_it_costs_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    (document,) = read_file(
        tmp_path / name, relative_path=name, settings=ReadingSettings(max_seconds=SECONDS)
    )
    assert "Body. 本文。" in document.text


def _grid() -> object:
    label = f"a{' ' * RUN}b"
    return render_document(table([[(label, "1", "R1C1"), (label, "2", "R1C2")]]))


def _dots() -> object:
    line: Any = SimpleNamespace(text="." * 60_000 + "x")
    return is_contents_line(line)


WORK: dict[str, Callable[[], object]] = {
    "table of the reader": _grid,
    "table of a quote": lambda: render_excerpt(f"a|b\n{' ' * 60_000}x"),
    "line of contents": _dots,
    "numbers of a long word": lambda: find_quantities(f"{'a.' * 100_000} a@b 1月 {'acgt' * 50_000}"),
}


@pytest.mark.parametrize("name", WORK)
def test_what_isnt_read_by_the_worker_takes_no_longer(name: str) -> None:
    began = time.process_time()
    WORK[name]()
    assert time.process_time() - began < 20


def test_dots_still_lead_to_a_page() -> None:
    for text, leads in (
        ("1. Introduction ........ 12", True),
        ("第1章 はじめに・・・・・・・・ 3", True),
        ("Preface . . . . . . . iv", True),
        ("a. . . . 5", True),
        ("See pages 3, 4.", False),
        ("and so on ... 12", False),
    ):
        line: Any = SimpleNamespace(text=text)
        assert is_contents_line(line) is leads
