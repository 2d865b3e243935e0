"""Pictures: recognised where OCR is on, refused with what to do where it isn't, damaged ones refused."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, ocr_engine, read_file
from kotae.parsing.files import Source
from kotae.parsing.pictures import read_picture

SCAN = Path(__file__).parent / "scans" / "harbour.pdf"
needs_engine = pytest.mark.skipif(not ocr_engine(), reason="kotae[ocr] isn't installed")


def picture(form: str, **options: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, form, **options)
    return out.getvalue()


def source(data: bytes, *, ocr: bool = True) -> Source:
    return Source(path="a.png", data=data, settings=ReadingSettings(ocr=ocr))


@needs_engine
def test_text_in_a_picture_is_read(tmp_path: Path) -> None:
    page = pypdfium2.PdfDocument(SCAN)[0]
    page.render(scale=2).to_pil().convert("RGBA").save(tmp_path / "a.png")
    settings = ReadingSettings(ocr=True, max_seconds=200)
    (document,) = read_file(tmp_path / "a.png", relative_path="a.png", settings=settings)
    assert "予算は総額2,000億円で、完成は2031年3月を予定している。" in document.text
    assert "costs 1,200 yen for adults" in document.text
    assert document.metadata["ocr"] == "1"


def test_a_picture_says_what_to_do_where_ocr_is_off() -> None:
    with pytest.raises(ReadingError) as caught:
        read_picture(source(picture("PNG"), ocr=False))
    assert caught.value.en == (
        "a.png: this is a picture. To read text in pictures, set ocr = true under [reading] in kotae.toml."
    )
    assert caught.value.ja == (
        "a.png: 画像です。画像の中の文字を読むには、kotae.tomlの[reading]でocr = trueにしてください。"
    )


@needs_engine
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        picture("PNG")[:60],
        picture("JPEG")[:100],
        picture("GIF"),
        picture("PNG").replace((40).to_bytes(4, "big") + (30).to_bytes(4, "big"), b"\x00\x00\xff\xff" * 2),
    ],
    ids=["empty", "text", "PNG cut short", "JPEG cut short", "another format", "too many pixels"],
)
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read_picture(source(data))
    assert "the picture is damaged, too large, or not what its name says" in caught.value.en
    assert "画像が壊れているか、大きすぎるか" in caught.value.ja
