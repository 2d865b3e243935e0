"""A table of two columns of words whose file says which row is its header: that row is no pair of label and value."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from kotae.parsing import read_file
from tests.parsing.office_files import odf, word

ROWS = {
    "ja": (("果物", "産地"), ("みかん", "愛媛"), ("りんご", "青森"), ("ぶどう", "山梨")),
    "en": (("Fruit", "Grown in"), ("Orange", "Spain"), ("Apple", "Kent"), ("Grape", "Douro")),
}
READ = {
    "ja": ["果物: みかん | 産地: 愛媛", "果物: りんご | 産地: 青森", "果物: ぶどう | 産地: 山梨"],
    "en": [
        "Fruit: Orange | Grown in: Spain",
        "Fruit: Apple | Grown in: Kent",
        "Fruit: Grape | Grown in: Douro",
    ],
}
Rows = Sequence[Sequence[str]]


def workbook(change: Callable[[Workbook], None]) -> Callable[[Rows], tuple[str, bytes]]:
    def make(rows: Rows) -> tuple[str, bytes]:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        change(book)
        data = io.BytesIO()
        book.save(data)
        return "a.xlsx", data.getvalue()

    return make


def named(book: Workbook) -> None:
    book.active.add_table(Table(displayName="T", ref="A1:B4"))


def filtered(book: Workbook) -> None:
    book.active.auto_filter.ref = "A1:B4"


def printed(book: Workbook) -> None:
    book.active.print_title_rows = "1:1"


def bold(book: Workbook) -> None:
    for cell in book.active[1]:
        cell.font = Font(bold=True)


def on_a_ground(book: Workbook) -> None:
    for cell in book.active[1]:
        cell.fill = PatternFill("solid", fgColor="FFCCDDEE")


def rtf(rows: Rows) -> tuple[str, bytes]:
    def shown(text: str) -> str:
        return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text)

    lines = [
        f"\\trowd{'' if at else chr(92) + 'trhdr'}\\cellx3000\\cellx6000\\intbl "
        + "".join(f"{shown(text)}\\cell " for text in row)
        + "\\row "
        for at, row in enumerate(rows)
    ]
    return "a.rtf", ("{\\rtf1\\ansi " + "".join(lines) + "\\pard End.\\par}").encode()


def ods(rows: Rows) -> tuple[str, bytes]:
    def line(row: Sequence[str]) -> str:
        cells = (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    head = f"<table:table-header-rows>{line(rows[0])}</table:table-header-rows>"
    body = f'<table:table table:name="S">{head}{"".join(map(line, rows[1:]))}</table:table>'
    return "a.ods", odf("spreadsheet", body)


def docx(rows: Rows) -> tuple[str, bytes]:
    def line(at: int, row: Sequence[str]) -> str:
        cells = (f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        return f"<w:tr>{'' if at else '<w:trPr><w:tblHeader/></w:trPr>'}{''.join(cells)}</w:tr>"

    return "a.docx", word(f"<w:tbl>{''.join(line(at, row) for at, row in enumerate(rows))}</w:tbl><w:p/>")


def html(rows: Rows) -> tuple[str, bytes]:
    head = "".join(f"<th>{text}</th>" for text in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows[1:])
    return "a.html", f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'.encode()


MADE: dict[str, Callable[[Rows], tuple[str, bytes]]] = {
    "xlsx, a named table": workbook(named),
    "xlsx, a filter": workbook(filtered),
    "xlsx, repeated on each page": workbook(printed),
    "xlsx, bold": workbook(bold),
    "xlsx, on a ground": workbook(on_a_ground),
    "rtf, repeated on each page": rtf,
    "ods, repeated on each page": ods,
    "docx, repeated on each page": docx,
    "html, th": html,
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_header_that_the_file_names_labels_two_columns_of_words(
    tmp_path: Path, language: str, make: Callable[[Rows], tuple[str, bytes]]
) -> None:
    name, data = make(ROWS[language])
    path = tmp_path / name
    path.write_bytes(data)
    (document,) = read_file(path, relative_path=name)

    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "table"] == READ[language]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_two_named_tables_below_each_other_have_their_own_headers(tmp_path: Path, language: str) -> None:
    """The second one's header was a row of the first."""
    first, second = (
        ROWS[language],
        (("宿", "夕食"), ("松屋", "六時から"))
        if language == "ja"
        else (("Inn", "Dinner"), ("Oak", "from six")),
    )
    book = Workbook()
    for row in (*first, *second):
        book.active.append(row)
    book.active.add_table(Table(displayName="T", ref="A1:B4"))
    book.active.add_table(Table(displayName="U", ref="A5:B6"))
    path = tmp_path / "a.xlsx"
    book.save(path)
    (document,) = read_file(path, relative_path="a.xlsx")
    (a, b), (c, d) = second

    assert [document.text[block.start : block.end] for block in document.blocks if block.kind == "table"] == [
        *READ[language],
        f"{a}: {c} | {b}: {d}",
    ]
