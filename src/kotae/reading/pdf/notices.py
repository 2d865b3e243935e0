"""What is said of PDF files and pages that can't be read, in both languages."""

from collections.abc import Sequence

from kotae.errors import ReadingError
from kotae.reading.files import printable

__all__ = ["limit_warning", "nothing_legible", "page_warnings"]


def _ranges(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: ``1, 3–7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def page_warnings(scanned: Sequence[int], garbled: Sequence[int]) -> list[str]:
    """Return what to say of pages left out; nothing where there are none.

    Args:
        scanned: Numbers of pages without text.
        garbled: Numbers of pages whose text isn't what they show.
    """
    warnings = []
    if scanned:
        listed = _ranges(scanned)
        warnings.append(
            f"no text on page {listed}, only pictures (scanned?): left out"
            f" / {listed}ページには文字情報がなく画像だけのため(スキャン?)、除きました"
        )
    if garbled:
        listed = _ranges(garbled)
        warnings.append(
            f"the text layer of page {listed} is garbled, its characters aren't those shown: left out"
            f" / {listed}ページの文字情報は壊れており、表示と異なる文字になっているため、除きました"
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


def nothing_legible(path: str, *, scanned: Sequence[int], garbled: Sequence[int]) -> ReadingError:
    """Return the error for a file of which no page can be read."""
    shown = printable(path)
    if len(garbled) > len(scanned):
        return ReadingError(
            en=f"{shown}: the text layer of this PDF is garbled on every page, its characters aren't those shown. "
            "Run it through OCR, or export it again with its fonts embedded.",
            ja=f"{shown}: すべてのページで文字情報が壊れており、表示と異なる文字になっています。"
            "OCRにかけるか、フォントを埋め込んで書き出し直してください。",
        )
    return ReadingError(
        en=f"{shown}: this PDF holds pictures of pages without any text (scanned?). Run it through OCR first.",
        ja=f"{shown}: 文字情報がなく、ページの画像だけのPDFです(スキャン?)。先にOCRにかけてください。",
    )
