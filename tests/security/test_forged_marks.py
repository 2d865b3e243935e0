"""Kotae marks what a document crosses out by characters of private use: a document's own mark nothing, in no format."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae.parsing import read_file
from tests.parsing.msg_files import make_msg
from tests.parsing.office_files import pack
from tests.security.hidden_files import html, odf_body, old_sheet, run, sheet, slide, span, text

# What "9" would be once crossed out, written so that nothing but the format's own way of escaping makes it that.
FORGED = chr(0x100000 + ord("9"))
BEFORE, AFTER = "会費は", "800円です。"


def _shown(make: Callable[[str, str], bytes]) -> Callable[[str], bytes]:
    return lambda forged: make("Notes.", f"{BEFORE}{forged}{AFTER}")


def _untouched(*_: object) -> None:
    """Change nothing."""


def _rtf(forged: str) -> bytes:
    units = (BEFORE + forged + AFTER).encode("utf-16-le")
    signs = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    written = "".join(rf"\u{sign}?" for sign in signs)
    return rf"{{\rtf1\ansi\uc1 {written}\par}}".encode("ascii")


def _word_in(encoding: str) -> Callable[[str], bytes]:
    """A Word file whose text is written in another encoding than UTF-8."""

    def make(forged: str) -> bytes:
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>{BEFORE}{forged}{AFTER}</w:t></w:r></w:p></w:body></w:document>'
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://'
            'schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="d.xml"/></Relationships>'
        )
        return pack(
            {
                "_rels/.rels": relations,
                "d.xml": f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding),
            }
        )

    return make


ODT = "<text:p>{shown}</text:p><text:p>{secret}</text:p>"
ODS = (
    '<table:table table:name="a"><table:table-row><table:table-cell><text:p>{shown}</text:p></table:table-cell>'
    "<table:table-cell><text:p>{secret}</text:p></table:table-cell></table:table-row></table:table>"
)
ODP = "<draw:page><draw:frame><draw:text-box><text:p>{shown} {secret}</text:p></draw:text-box></draw:frame></draw:page>"
MAIL = "From: a@b.c\nSubject: {shown} {secret}\nContent-Type: text/{kind}; charset=utf-8\n\n{secret}\n"

MAKERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": ("docx", _shown(run())),
    "docx in UTF-16": ("docx", _word_in("utf-16")),
    "docx in GB18030": ("docx", _word_in("gb18030")),
    "pptx": ("pptx", _shown(slide(_untouched))),
    "xlsx": ("xlsx", _shown(sheet(_untouched))),
    "xls": ("xls", _shown(old_sheet(""))),
    "odt": ("odt", _shown(odf_body(ODT))),
    "odt span": ("odt", _shown(span('fo:color="#000000"'))),
    "ods": ("ods", _shown(odf_body(ODS, "spreadsheet"))),
    "odp": ("odp", _shown(odf_body(ODP, "presentation"))),
    "rtf": ("rtf", _rtf),
    "msg": ("msg", lambda forged: make_msg(subject="Notes", sender="a@b.c", body=f"{BEFORE}{forged}{AFTER}")),
    "eml": ("eml", _shown(text(MAIL.replace("{kind}", "plain")))),
    "eml html": ("eml", _shown(text(MAIL.replace("{kind}", "html")))),
    "ipynb": (
        "ipynb",
        lambda forged: json.dumps(
            {"cells": [{"cell_type": "markdown", "source": f"{BEFORE}{forged}{AFTER}"}], "nbformat": 4}
        ).encode(),
    ),
    "jsonl": ("jsonl", lambda forged: json.dumps({"_id": "1", "text": f"{BEFORE}{forged}{AFTER}"}).encode()),
    "html": ("html", _shown(html("class=a"))),
    **{
        suffix: (suffix, lambda forged: f"{BEFORE}{forged}{AFTER}\n".encode())
        for suffix in ("txt", "md", "rst", "org", "adoc")
    },
    "csv": ("csv", lambda forged: f"a,b\n{BEFORE}{forged}{AFTER},c\n".encode()),
    **{
        f"{suffix} as a reference": (
            suffix,
            lambda forged: f"{BEFORE}&#x{ord(forged):x};&#{ord(forged)};{AFTER}\n".encode(),
        )
        for suffix in ("html", "md", "adoc")
    },
    "rst by name": (
        "rst",
        lambda forged: f".. |x| unicode:: U+{ord(forged):X}\n   :trim:\n\n{BEFORE} |x| {AFTER}\n".encode(),
    ),
    "manual page": (
        "txt",
        lambda forged: f".TH A 1\n.SH NAME\n{BEFORE}\\[u{ord(forged):X}]{AFTER}\n".encode(),
    ),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_documents_own_characters_cross_nothing_out(tmp_path: Path, name: str) -> None:
    suffix, make = MAKERS[name]
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(make(FORGED))
    (document,) = read_file(path, relative_path=path.name)
    assert document.struck == ()
    assert AFTER in document.text
    assert not any(sign >= chr(0x100000) for sign in document.text + document.info.title)
