"""What is said of PDF files and pages that can't be read or were read by OCR, in both languages."""

from collections.abc import Sequence
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.files import printable
from kotae.parsing.pdf.legible import LegiblePages, OcrState

__all__ = ["limit_warning", "nothing_legible", "page_ranges", "page_warnings"]

_ADVICE: Final[dict[OcrState, tuple[str, str]]] = {
    "off": (
        "To have such pages recognised, install kotae[ocr] and set ocr = true under [reading] in kotae.toml.",
        "文字認識(OCR)で読むには、kotae[ocr]をインストールし、kotae.tomlの[reading]でocr = trueにしてください。",
    ),
    "missing": (
        "OCR is switched on but not installed: pip install 'kotae[ocr]'.",
        "OCRは有効ですが、インストールされていません。pip install 'kotae[ocr]' を実行してください。",
    ),
    "tried": ("OCR found no text on them.", "OCRでも文字は見つかりませんでした。"),
    "stopped": (
        "OCR ran out of time; raise max_ocr_seconds under [reading] in kotae.toml.",
        "OCRの時間が足りませんでした。kotae.tomlの[reading]でmax_ocr_secondsを大きくしてください。",
    ),
}


def page_ranges(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: ``1, 3–7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def page_warnings(found: LegiblePages) -> list[str]:
    """Return what to say of pages left out or recognised; nothing where there are none."""
    en, ja = _ADVICE[found.ocr]
    warnings = []
    if found.recognised:
        listed = page_ranges(found.recognised)
        warnings.append(
            f"the text of page {listed} was recognised from pictures (OCR) and may hold mistakes"
            f" / {listed}ページの文章は画像から文字認識(OCR)したもので、誤りを含むことがあります"
        )
    if found.scanned:
        listed = page_ranges(found.scanned)
        warnings.append(
            f"no text on page {listed}, only pictures (scanned?): left out. {en}"
            f" / {listed}ページには文字情報がなく画像だけのため(スキャン?)、除きました。{ja}"
        )
    if found.garbled:
        listed = page_ranges(found.garbled)
        warnings.append(
            f"the text layer of page {listed} is garbled, its characters aren't those shown: left out. {en}"
            f" / {listed}ページの文字情報は壊れており、表示と異なる文字になっているため、除きました。{ja}"
        )
    return warnings


def limit_warning(pages: int, limit: int) -> list[str]:
    """Return what to say of a file with more pages than are read; nothing for others."""
    if pages <= limit:
        return []
    return [
        f"only the first {limit} of {pages} pages were read; raise max_pages under [reading] in kotae.toml"
        f" / {pages}ページのうち最初の{limit}ページだけを読みました。kotae.tomlの[reading]でmax_pagesを大きくしてください"
    ]


def nothing_legible(path: str, found: LegiblePages) -> ReadingError:
    """Return the error for a file of which no page can be read."""
    shown = printable(path)
    en, ja = _ADVICE[found.ocr]
    if len(found.garbled) > len(found.scanned):
        return ReadingError(
            en=f"{shown}: the text layer of this PDF is garbled on every page, its characters aren't those shown. "
            f"{en} Or export it again with its fonts embedded.",
            ja=f"{shown}: すべてのページで文字情報が壊れており、表示と異なる文字になっています。"
            f"{ja}または、フォントを埋め込んで書き出し直してください。",
        )
    return ReadingError(
        en=f"{shown}: this PDF holds pictures of pages without any text (scanned?). {en}",
        ja=f"{shown}: 文字情報がなく、ページの画像だけのPDFです(スキャン?)。{ja}",
    )
