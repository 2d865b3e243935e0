"""OCR on a scanned page made for the test, in both languages; what is said where it is off, missing or too slow."""

import sys
from pathlib import Path

import pypdfium2
import pytest

from kotae.boxes import boxes_of
from kotae.config import Settings
from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, ocr_engine, read_file
from kotae.parsing.files import Source
from kotae.parsing.pdf import legible, read_pdf, recognition
from kotae.parsing.pdf.file import Page, PdfFile
from kotae.records import Document
from tests.parsing.pdf_files import Ink, make_pdf

SCAN = Path(__file__).parent / "scans" / "harbour.pdf"
needs_engine = pytest.mark.skipif(not ocr_engine(), reason="kotae[ocr] isn't installed")


def source(**settings: float) -> Source:
    limits = ReadingSettings(**settings)  # type: ignore[arg-type]  # numbers and switches by name
    return Source(path="scan.pdf", data=SCAN.read_bytes(), settings=limits)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A page with a text layer, then the scanned ones, read as a build reads them."""
    path = tmp_path_factory.mktemp("scan") / "mixed.pdf"
    text = make_pdf([[Ink(x=80, y=700, text="この頁には文字情報がある。")]])
    book = pypdfium2.PdfDocument(text)
    scan = pypdfium2.PdfDocument(SCAN)
    book.import_pages(scan)
    book.save(path)
    book.close()
    scan.close()
    (document,) = read_file(
        path, relative_path="mixed.pdf", settings=ReadingSettings(ocr=True, max_seconds=120)
    )
    return document


@needs_engine
def test_scanned_pages_are_read_in_both_languages_with_their_pages(mixed: Document) -> None:
    blocks = [(block.page, block.kind, mixed.text[block.start : block.end]) for block in mixed.blocks]
    assert blocks[0] == (1, "paragraph", "この頁には文字情報がある。")
    assert blocks[1] == (2, "heading", "霧浜港の整備計画")
    assert blocks[2][2] == (
        "霧浜港では2025年4月に岸壁の改修工事を始めた。予算は総額2,000億円で、完成は2031年3月を予定している。"
    )
    # The reading above 権利 is left out.
    assert blocks[3][2].startswith("港の利用者は年間約14万人であり、権利の調整には三年を要した。")
    assert blocks[4][1:] == ("heading", "The ferry service")
    assert blocks[5][2] == (
        "The ferry to Anselm Island leaves at nine o'clock every morning. The crossing takes forty minutes "
        "and costs 1,200 yen for adults. Bicycles are carried free of charge."
    )
    assert mixed.blocks[5].language == "en"


@needs_engine
def test_vertical_scan_is_read_from_right_to_left(mixed: Document) -> None:
    text = "".join(mixed.text[block.start : block.end] for block in mixed.blocks if block.page == 3)
    assert text.index("一九一二年に建てられ") < text.index("灯台守はアンセルム")


@needs_engine
def test_recognised_sentences_have_boxes_on_their_pages(mixed: Document) -> None:
    for quote, page, vertical in (
        ("The crossing takes forty minutes", 2, False),
        ("霧浜港では2025年4月に岸壁の改修工事を始めた。", 2, False),
        ("灯台守はアンセルム", 3, True),
    ):
        start = mixed.text.index(quote)
        boxes = boxes_of(mixed.layouts, start, start + len(quote))
        assert {box.page for box in boxes} == {page}
        assert 1 <= len(boxes) <= 2
        assert all((box.y1 - box.y0 > box.x1 - box.x0) == vertical for box in boxes)


@needs_engine
def test_recognised_text_is_marked(mixed: Document) -> None:
    assert mixed.metadata["ocr"] == "2–3"
    (warning,) = mixed.warnings
    assert warning == (
        "the text of pages 2–3 was recognised from pictures (OCR) and may hold mistakes"
        " / 2–3ページの文章は画像から文字認識(OCR)したもので、誤りを含むことがあります"
    )


def test_without_ocr_the_message_says_how_to_get_it() -> None:
    with pytest.raises(ReadingError) as caught:
        read_pdf(source())
    assert "install kotae[ocr] and set ocr = true under [reading] in kotae.toml" in caught.value.en
    assert "kotae[ocr]をインストールし、kotae.tomlの[reading]でocr = true" in caught.value.ja


def test_engine_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legible, "ocr_engine", lambda: "")
    with pytest.raises(ReadingError) as caught:
        read_pdf(source(ocr=True))
    assert "OCR is switched on but not installed: pip install 'kotae[ocr]'" in caught.value.en
    assert "OCRは有効ですが、インストールされていません" in caught.value.ja


def test_installing_the_engine_asks_for_a_new_index(monkeypatch: pytest.MonkeyPatch) -> None:
    on = Settings(reading=ReadingSettings(ocr=True))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    without = on.shaping()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9.9")
    assert without["reading"]["ocr"] == ["", 600.0]
    assert on.shaping()["reading"]["ocr"] == ["rapidocr 9.9", 600.0]
    assert "ocr" not in Settings().shaping()["reading"]


class EmptyHanded:
    """Stands in for the engine: finds nothing."""

    def page(self, file: PdfFile, number: int) -> Page:
        return Page(number=number)


@pytest.mark.parametrize(
    ("clock", "en", "ja"),
    [
        ([0.0, 1.0, 2.0], "OCR found no text on them.", "OCRでも文字は見つかりませんでした。"),
        ([0.0, 1.0, 601.0], "raise max_ocr_seconds under [reading]", "max_ocr_secondsを大きくしてください"),
    ],
    ids=["nothing found", "out of time"],
)
def test_pages_that_stay_unread_say_why(
    clock: list[float], en: str, ja: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(clock)
    monkeypatch.setattr(legible, "ocr_engine", lambda: "engine 1")
    monkeypatch.setattr(legible, "process_time", lambda: next(times))
    monkeypatch.setattr(recognition, "Recogniser", EmptyHanded)
    with pytest.raises(ReadingError) as caught:
        read_pdf(source(ocr=True))
    assert en in caught.value.en
    assert ja in caught.value.ja


def test_nothing_of_the_engine_is_loaded_before_it_is_needed() -> None:
    assert not {"rapidocr", "cv2"} & set(sys.modules)
