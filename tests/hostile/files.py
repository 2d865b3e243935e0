"""Files made to do harm, each with what has to become of it: read, or left out for a stated reason.

They are made here, byte by byte, so that none has to be stored: a virus scanner would be right to
complain about some of them.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from tests.parsing.office_files import odf
from tests.parsing.pdf_files import Ink, make_pdf

__all__ = ["HOSTILE", "Hostile", "zipped"]

JA = "霧浜港では2025年4月に岸壁を整備した。"
EN = "The lighthouse keeper is called Anselm Grub."
MAX_EXPANDED_BYTES = 20_000_000
SECRET = "/etc/passwd"

_DAMAGED = ("damaged", "壊れている")
_NO_PDF = ("this is no PDF", "PDFではないか")
_TOO_LARGE = ("would expand to", "展開すると")
_ELSEWHERE = ("parts that lie in other files", "別のファイルにある部分")
_NOTHING = ("nothing to read", "読める文章がありません")
_BINARY = ("binary", "バイナリ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One file.

    Attributes:
        make: Gives its bytes.
        reason: What the reason for leaving it out has to say, in English and Japanese; None
            where it has to be read.
        warning: The same for what has to be said of a file that is read.
        absent: What must not be in the text that was read.
    """

    make: Callable[[], bytes]
    reason: tuple[str, str] | None = None
    warning: tuple[str, str] | None = None
    absent: str = ""


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Return a zip file; names are kept as they are, whatever they are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


_BOMB = b"\n" * (MAX_EXPANDED_BYTES + 1)
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 20}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
_SPYING = f'<!DOCTYPE x [<!ENTITY j SYSTEM "file://{SECRET}">]>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"'
    ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)


def _docx(body: str, *, before: str = "") -> bytes:
    return zipped(
        {"word/document.xml": f'{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'}
    )


def _run(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _epub(chapter: str) -> bytes:
    return zipped({"META-INF/container.xml": _CONTAINER, "book.opf": _OPF, "a.xhtml": chapter})


def _xlsx(sheet: str, *, before: str = "") -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kinds}.sheet.main+xml"/><Override PartName="/xl/sheet.xml" '
            f'ContentType="{kinds}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_CELLS}" xmlns:r="{office}"><sheets><sheet name="s" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="sheet.xml"/></Relationships>',
            "xl/sheet.xml": f'{before}<worksheet xmlns="{_CELLS}">{sheet}</worksheet>',
        }
    )


def _cell(place: str, text: str) -> str:
    return f'<row r="{place[1:]}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _endless_ods() -> bytes:
    """A row of a million cells, a million times, with words in each."""
    cell = f'<table:table-cell table:number-columns-repeated="16384"><text:p>{JA}</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return odf("spreadsheet", f'<table:table table:name="s">{row}</table:table>')


def _counted_docx() -> bytes:
    """Lists and styles that refer to themselves and count from numbers out of all bounds."""
    numbering = (
        f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/><w:styleLink w:val="L"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="99999999999999999999"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1" * 500}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles xmlns:w="{_WORD}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{kind}.xml"/>'
        for kind in ("numbering", "styles")
    )
    number = '<w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:p>{number}<w:r><w:t>{JA}</w:t></w:r></w:p>"
    return zipped(
        {
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
            "word/numbering.xml": numbering,
            "word/styles.xml": styles,
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        }
    )


def _deep_formula() -> bytes:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    levels = 100
    formula = (
        f'<m:oMath xmlns:m="{math}">'
        + "<m:f><m:num>" * levels
        + "<m:r><m:t>x</m:t></m:r>"
        + "</m:num></m:f>" * levels
    )
    return _docx(f"<w:p>{formula}</m:oMath></w:p>{_run(JA)}")


def _pdf(objects: str, *, root: str = "1 0 R") -> bytes:
    return f"%PDF-1.7\n{objects}\ntrailer << /Root {root} >>\n%%EOF\n".encode("latin-1")


def _deep_zip() -> bytes:
    data = zipped({"deep.txt": JA})
    for _ in range(8):
        data = zipped({"inner.zip": data})
    return data


def _lying_zip() -> bytes:
    """A member that says it has ten bytes and expands to a hundred megabytes."""
    data = bytearray(zipped({"a.txt": b"\n" * 100_000_000}))
    size = (100_000_000).to_bytes(4, "little")
    at = data.find(size)
    while at >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
        at = data.find(size)
    return bytes(data)


def _overlapping_zip() -> bytes:
    """Thousands of entries that share one member's bytes: small on disk, endless when expanded."""
    data = zipped({"a.txt": b"x" * 1_000_000})
    directory = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[directory:end]
    entries = entry * 1_000
    tail = bytearray(data[end:])
    tail[8:12] = (1_000).to_bytes(2, "little") * 2
    tail[12:16] = len(entries).to_bytes(4, "little")
    return data[:directory] + entries + bytes(tail)


def _flate_bomb() -> bytes:
    stream = zlib.compress(b"q Q " * 20_000_000, 9)
    head = (
        "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        "2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n"
        "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >> endobj\n"
        f"4 0 obj << /Filter /FlateDecode /Length {len(stream)} >> stream\n"
    )
    return b"%PDF-1.7\n" + head.encode() + stream + b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def _huge_page() -> bytes:
    page = make_pdf([[Ink(x=80, y=700, text=JA)]])
    return page.replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]")


def _broken_xref() -> bytes:
    table = b"xref\n0 3\n0000000000 65535 f\n9999999999 00000 n\n-000000001 00000 n\n"
    page = make_pdf([[Ink(x=80, y=700, text=JA)]])
    return page.replace(b"trailer", table + b"trailer").replace(b"%%EOF", b"startxref\n99999999999\n%%EOF")


def _deep_mail() -> bytes:
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(2_000)
    )
    return (f"From: a@example.org\nSubject: deep\n{parts}Content-Type: text/plain\n\n{EN}\n").encode()


_CYCLE = (
    "1 0 obj << /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >> endobj\n"
    "2 0 obj << /Type /Pages /Count 9 /Kids [2 0 R 3 0 R 2 0 R] /Parent 2 0 R >> endobj\n"
    "3 0 obj << /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources 3 0 R >> endobj\n"
    "5 0 obj << /First 6 0 R /Last 6 0 R >> endobj\n"
    "6 0 obj << /Title (x) /Parent 6 0 R /First 6 0 R /Next 6 0 R >> endobj\n"
)
_ACTIVE = make_pdf([[Ink(x=80, y=700, text=JA)]]).replace(
    b"/Type /Catalog",
    b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) /Next << /S /URI /URI (http://192.0.2.1/) >> >>",
)
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
_NESTED = 100_000


def _eml_with(name: str, data: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Harbour"
    mail["From"] = "a@example.org"
    mail.set_content(JA)
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


HOSTILE: dict[str, Hostile] = {
    # Archives
    "bomb.zip": Hostile(make=lambda: zipped({"a.txt": _BOMB}), reason=_TOO_LARGE),
    "bomb-overlapping.zip": Hostile(make=_overlapping_zip, reason=_TOO_LARGE),
    "bomb-lying.zip": Hostile(make=_lying_zip, reason=("nothing in this archive", "読める文書がありません")),
    "slip.zip": Hostile(
        make=lambda: zipped({"../../slip.txt": JA, "/tmp/slip.txt": EN, "C:\\slip\\..\\..\\s.txt": EN + JA})
    ),
    "deep.zip": Hostile(make=_deep_zip, reason=("nested too deep", "入れ子が深すぎ")),
    # Office and EPUB
    "bomb.docx": Hostile(make=lambda: zipped({"word/document.xml": _BOMB}), reason=_TOO_LARGE),
    "bomb.xlsx": Hostile(make=lambda: zipped({"xl/workbook.xml": _BOMB}), reason=_TOO_LARGE),
    "bomb.pptx": Hostile(make=lambda: zipped({"ppt/presentation.xml": _BOMB}), reason=_TOO_LARGE),
    "bomb.epub": Hostile(make=lambda: zipped({"a.xhtml": _BOMB}), reason=_TOO_LARGE),
    "laughs.docx": Hostile(make=lambda: _docx(_run(f"{JA}&j;"), before=_LAUGHS), reason=_DAMAGED),
    "laughs.xlsx": Hostile(
        make=lambda: _xlsx(f"<sheetData>{_cell('A1', f'{JA}&j;')}</sheetData>", before=_LAUGHS),
        reason=_DAMAGED,
    ),
    "laughs.epub": Hostile(
        make=lambda: _epub(f"{_LAUGHS}<html><body><p>{JA}&j;</p></body></html>"), absent="ha ha ha"
    ),
    "spying.docx": Hostile(make=lambda: _docx(_run(f"{JA}&j;"), before=_SPYING), absent="root:"),
    "spying.epub": Hostile(
        make=lambda: _epub(f"{_SPYING}<html><body><p>{JA}&j;</p></body></html>"), absent="root:"
    ),
    "deep.docx": Hostile(make=lambda: _docx("<w:sdt><w:sdtContent>" * _NESTED + _run(JA)), reason=_DAMAGED),
    "wide.xlsx": Hostile(
        make=lambda: _xlsx(
            '<dimension ref="A1:XFD1048576"/>'
            f'<sheetData>{_cell("A1", "都市")}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    ),
    "counted.docx": Hostile(make=_counted_docx),
    "formula.docx": Hostile(make=_deep_formula),
    "formats.xlsx": Hostile(
        make=lambda: _xlsx(
            f'<sheetData>{_cell("A1", JA)}<row r="2"><c r="A2" s="99999999999"><v>1e400</v></c><c r="B2" t="s"><v>-5</v></c>'
            '<c r="ZZZ9999999"><v>nan</v></c></row></sheetData>'
        )
    ),
    # OpenDocument, RTF and workbooks before 2007
    "bomb.ods": Hostile(make=lambda: zipped({"content.xml": _BOMB}), reason=_TOO_LARGE),
    "endless.ods": Hostile(
        make=_endless_ods, warning=("what lies beyond column 500", "500列目より後ろの列を除きました")
    ),
    "laughs.odt": Hostile(
        make=lambda: zipped({"content.xml": f"{_LAUGHS}<a><body><text><p>{JA}&j;</p></text></body></a>"}),
        reason=_DAMAGED,
    ),
    "spying.odt": Hostile(
        make=lambda: zipped({"content.xml": f"{_SPYING}<a><body><text><p>{JA}&j;</p></text></body></a>"}),
        absent="root:",
    ),
    "deep.odt": Hostile(
        make=lambda: odf("text", "<text:list><text:list-item>" * _NESTED + f"<text:p>{JA}</text:p>"),
        reason=_DAMAGED,
    ),
    "deep.rtf": Hostile(make=lambda: (r"{\rtf1 " + r"{\b " * _NESTED + EN).encode()),
    "binary.rtf": Hostile(
        make=lambda: rf"{{\rtf1 {EN}\par{{\pict\bin9999999999 x}}\uc10\u99999 \'zz".encode()
    ),
    "active.rtf": Hostile(
        make=lambda: (
            rf"{{\rtf1 {{\field{{\*\fldinst INCLUDETEXT {SECRET}}}{{\fldrslt {EN}}}}}{{\object\objupdate{{\*\objdata 01}}}}}}"
        ).encode(),
        warning=("embedded object was not read", "埋め込みオブジェクト"),
    ),
    "torn.xls": Hostile(make=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5_000, reason=_DAMAGED),
    # Markup, notebooks, mail, pictures
    "spying.rst": Hostile(
        make=lambda: f"{JA}\n\n.. include:: {SECRET}\n\n.. raw:: html\n   :file: {SECRET}\n".encode(),
        warning=_ELSEWHERE,
        absent="root:",
    ),
    "spying.adoc": Hostile(
        make=lambda: f"{JA}\n\ninclude::{SECRET}[]\n".encode(), warning=_ELSEWHERE, absent="root:"
    ),
    "spying.org": Hostile(
        make=lambda: f'{JA}\n\n#+INCLUDE: "{SECRET}"\n'.encode(), warning=_ELSEWHERE, absent="root:"
    ),
    "deep.ipynb": Hostile(
        make=lambda: b"[" * 1_000_000, reason=("no notebook", "ノートブックではありません")
    ),
    "bomb.eml": Hostile(
        make=lambda: _eml_with("a.zip", zipped({"a.txt": _BOMB})), warning=("would expand to", "展開すると")
    ),
    "slip.eml": Hostile(make=lambda: _eml_with("../../slip.txt", EN.encode())),
    "broken.msg": Hostile(
        make=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 2_000,
        reason=("no Outlook message", "Outlookのメッセージではありません"),
    ),
    "huge.png": Hostile(
        make=lambda: b"\x89PNG\r\n\x1a\n" + b"\xff" * 100, reason=("text in pictures", "画像の中の文字")
    ),
    "styles.html": Hostile(
        make=lambda: (
            f"<style>{'.a ' * 60}.b{{display:none}}{'div>' * 40}p{{color:red}}</style>"
            f"{'<div class=a>' * 5_000}<p class=b>x</p><p>{JA}</p>".encode()
        )
    ),
    # PDF
    "cyclic.pdf": Hostile(make=lambda: _pdf(_CYCLE), reason=("without any text", "文字情報がなく")),
    "bomb.pdf": Hostile(make=_flate_bomb, reason=_NOTHING),
    "huge-page.pdf": Hostile(make=_huge_page),
    "broken-xref.pdf": Hostile(make=_broken_xref),
    "active.pdf": Hostile(make=lambda: _ACTIVE, absent="192.0.2.1"),
    "endless-objects.pdf": Hostile(
        make=lambda: _pdf("1 0 obj [" + "[" * _NESTED + "] endobj"), reason=_NO_PDF
    ),
    # HTML, mail, Markdown, JSON lines, tables
    "laughs.html": Hostile(
        make=lambda: f"{_LAUGHS}<html><body><p>{JA}&j;</p></body></html>".encode(), absent="ha ha ha"
    ),
    "deep.html": Hostile(make=lambda: ("<div><b>" * _NESTED + EN).encode()),
    "deep.eml": Hostile(make=_deep_mail, reason=("its reader broke down", "異常終了しました")),
    "deep.md": Hostile(make=lambda: (">" * _NESTED + "[" * _NESTED + f"\n\n{EN}\n").encode()),
    "deep.jsonl": Hostile(make=lambda: b"[" * _NESTED + b"\n" + f'{{"_id": "1", "text": "{EN}"}}\n'.encode()),
    "remote.html": Hostile(
        make=lambda: (
            '<base href="http://192.0.2.1/"><link rel="stylesheet" href="x.css"><meta http-equiv="refresh" content="0;'
            f' url=http://192.0.2.1/"><img src="x.png"><iframe src="x"></iframe><script src="x.js"></script><p>{EN}</p>'
        ).encode()
    ),
    "wide.csv": Hostile(make=lambda: b"a," * 300_000 + b"\n" + b"1," * 300_000 + b"\n"),
    # Names that lie, and nothing inside
    "picture.pdf": Hostile(make=lambda: _PNG, reason=_NO_PDF),
    "picture.docx": Hostile(make=lambda: _PNG, reason=_DAMAGED),
    "picture.rtf": Hostile(make=lambda: _PNG, reason=_DAMAGED),
    "picture.xls": Hostile(make=lambda: _PNG, reason=_DAMAGED),
    "docx.odt": Hostile(make=lambda: _docx(_run(JA)), reason=_DAMAGED),
    "picture.txt": Hostile(make=lambda: _PNG, reason=_BINARY),
    "pdf.docx": Hostile(make=lambda: _ACTIVE, reason=_DAMAGED),
    "docx.pdf": Hostile(make=lambda: _docx(_run(JA)), reason=_NO_PDF),
    "docx.xlsx": Hostile(make=lambda: _docx(_run(JA)), reason=_DAMAGED),
    "zip.html": Hostile(make=lambda: zipped({"a.txt": JA}), reason=_BINARY),
    **{
        f"empty{suffix}": Hostile(make=bytes, reason=_NOTHING)
        for suffix in (".txt", ".md", ".html", ".csv", ".jsonl")
    },
    **{
        f"empty{suffix}": Hostile(make=bytes, reason=_DAMAGED)
        for suffix in (".docx", ".xlsx", ".pptx", ".epub", ".odt", ".ods", ".odp", ".xls", ".rtf")
    },
    "empty.pdf": Hostile(make=bytes, reason=_NO_PDF),
    "empty.eml": Hostile(make=bytes, reason=("this is no mail", "メールではありません")),
    "empty.zip": Hostile(make=bytes, reason=_DAMAGED),
    # Text
    "nul.txt": Hostile(make=lambda: f"{JA}\0{EN}\0".encode()),
    "nuls.txt": Hostile(make=lambda: b"\0" * 100_000, reason=_BINARY),
    "endless.txt": Hostile(make=lambda: ("港湾の計画と予算" * 130_000).encode()),
    "endless.html": Hostile(make=lambda: ("<p>" + "harbour plans and budgets " * 60_000).encode()),
    "endless.csv": Hostile(make=lambda: b"name\n" + b"x" * 2_000_000 + b"\n"),
    "endless.jsonl": Hostile(make=lambda: f'{{"_id": "1", "text": "{"予算" * 200_000}"}}\n'.encode()),
    "mixed.txt": Hostile(
        make=lambda: JA.encode() + b"\n\n" + JA.encode("cp932") + b"\n\n" + EN.encode(),
        warning=("some lines are in UTF-8 and some in cp932", "行が混ざっています"),
    ),
    "backtracking.md": Hostile(
        make=lambda: ("*" * 50_000 + "_" * 50_000 + "`" * 50_000 + f"\n\n{EN}\n").encode()
    ),
}
