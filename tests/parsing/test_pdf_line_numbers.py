"""PDF: the numbers of lines, as transcripts have them, are no part of the sentences beside them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.records import Document
from tests.parsing.pdf_files import Drawing, Ink, make_pdf

EN = (
    "Q. State your name for the record.",
    "A. My name is Ann Lee and I work at the",
    "depot in Leeds, where I have kept the",
    "keys since May.",
    "Q. Who opened the gate that night?",
    "A. The gate was opened by the guard at",
    "nine because the alarm had stopped, and",
    "nobody else was there until ten.",
    "Q. Did you see him?",
    "A. No, I only heard it from the",
    "driver who came in the morning.",
)
JA = (
    "問　お名前を述べてください。",
    "答　森田と申します。五月三日の夜は倉庫の事務室におりま",
    "したが、門のほうは見えませんでした。",
    "問　誰が門を開けましたか。",
    "答　警報が止まったので守衛の中野さんが九時に開けたと聞",
    "きました。十時までほかには誰もいなかったそうです。",
    "問　ほかに覚えていることはありますか。",
    "答　その日は雨が強く、倉庫の屋根から水が漏れていたので",
    "私は床の箱を棚に上げておりました。",
    "問　それを誰から聞きましたか。",
    "答　運転手の方からです。",
)
RANKING = (
    "Sato Bakery",
    "本屋の田中",
    "Mori Tools",
    "花の加藤",
    "Ueda Cakes",
    "靴の阿部",
    "Hara Tea",
    "伊藤楽器",
    "Oda Paper",
    "遠藤硝子",
)


def page(lines: Sequence[str], first: int = 1) -> list[Ink | Drawing]:
    """Lines at one distance, their numbers flush right before them."""
    return [
        ink
        for at, line in enumerate(lines)
        for ink in (
            Ink(x=60 if at + first < 10 else 54.44, y=760 - 24 * at, text=str(at + first)),
            Ink(x=95, y=760 - 24 * at, text=line),
        )
    ]


def read(folder: Path, pages: Sequence[Sequence[Ink | Drawing]]) -> Document:
    path = folder / "file.pdf"
    path.write_bytes(make_pdf(pages))
    (document,) = read_file(path, relative_path="file.pdf")
    return document


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (EN, "The gate was opened by the guard at nine because the alarm had stopped, and nobody else"),
        (JA, "答 警報が止まったので守衛の中野さんが九時に開けたと聞きました。十時まで"),
    ],
    ids=["en", "ja"],
)
def test_numbers_of_lines_are_left_out_and_told(tmp_path: Path, lines: Sequence[str], sentence: str) -> None:
    """They stood within the sentences: by the guard at 7 nine because."""
    document = read(tmp_path, [page(lines), page(lines)])
    assert document.text.count(sentence) == 2
    assert not any(character.isascii() and character.isdigit() for character in document.text)
    assert document.warnings == (
        "the numbers of the lines at the left edge of 2 pages were left out"
        " / 2ページの左端にある行番号を除きました",
    )


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([page(RANKING), page(RANKING[::-1])], id="rankings"),
        pytest.param([page(EN)], id="a single page"),
        pytest.param([page(JA), page(JA, first=12)], id="counted on from page to page"),
        pytest.param([page(EN[:8]), page(JA[:8])], id="few lines"),
    ],
)
def test_other_numbers_at_the_left_stay(tmp_path: Path, pages: Sequence[Sequence[Ink | Drawing]]) -> None:
    document = read(tmp_path, pages)
    assert "8" in document.text
    assert document.warnings == ()
