"""Make ``harbour.pdf``: two pages as a scanner gives them, pictures of text without any text.

Run it from the repository's root where Chromium and a Japanese font are installed:
``python -m tests.reading.scans.make``. The result is committed, so tests need neither.
"""

import io
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

_DPI = 170
_HORIZONTAL = """<html lang="ja"><body style="font-family:'Noto Serif CJK JP';font-size:12pt;margin:20mm;width:160mm">
<h1>霧浜港の整備計画</h1>
<p>霧浜港では2025年4月に岸壁の改修工事を始めた。予算は総額2,000億円で、完成は2031年3月を予定している。</p>
<p>港の利用者は年間約14万人であり、<ruby>権利<rt>けんり</rt></ruby>の調整には三年を要した。コンテナの取扱量は前年より12.5%増えた。</p>
<h2>The ferry service</h2>
<p>The ferry to Anselm Island leaves at nine o'clock every morning. The crossing takes forty minutes and costs
1,200 yen for adults. Bicycles are carried free of charge.</p></body></html>"""
_VERTICAL = """<html lang="ja"><body style="font-family:'Noto Serif CJK JP';font-size:14pt;margin:20mm;
writing-mode:vertical-rl;height:230mm;line-height:2">
<p>灯台は一九一二年に建てられ、高さは三十八メートルである。</p><p>灯台守はアンセルムという。</p></body></html>"""


def _scanned(html: str, folder: Path) -> Image.Image:
    """A page printed, laid on the glass a little askew, and scanned."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}"]
    subprocess.run(["chromium", *flags, str(folder / "page.html")], check=True, capture_output=True)
    page = pypdfium2.PdfDocument(folder / "page.pdf")[0]
    picture = page.render(scale=_DPI / 72).to_pil().convert("L")
    picture = picture.rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    dots = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
    noise = np.random.default_rng(0).normal(0, 6, dots.shape)
    return Image.fromarray((dots + noise).clip(0, 255).round().astype(np.uint8))


def main() -> None:
    """Write the file beside this one."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (_scanned(html, Path(folder)) for html in (_HORIZONTAL, _VERTICAL))
    content = io.BytesIO()
    first.save(content, "PDF", save_all=True, append_images=[second], resolution=_DPI, quality=30)
    (Path(__file__).parent / "harbour.pdf").write_bytes(content.getvalue())


if __name__ == "__main__":
    main()
