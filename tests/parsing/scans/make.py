"""Make ``harbour.pdf``, two pages as a scanner gives them, and ``scripts.pdf``, two as a browser prints them.

The first holds pictures of text without any text; the second a text layer with what is easily
misread: readings above kanji, full-width forms, ligatures, vertical lines.

Run it from the repository's root where Chromium and a Japanese font are installed:
``python -m tests.parsing.scans.make``. The results are committed, so tests need neither.
"""

import io
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

_DPI = 170
HORIZONTAL = """<html lang="ja"><body style="font-family:'Noto Serif CJK JP';font-size:12pt;margin:20mm;width:160mm">
<h1>霧浜港の整備計画</h1>
<p>霧浜港では2025年4月に岸壁の改修工事を始めた。予算は総額2,000億円で、完成は2031年3月を予定している。</p>
<p>港の利用者は年間約14万人であり、<ruby>権利<rt>けんり</rt></ruby>の調整には三年を要した。コンテナの取扱量は前年より12.5%増えた。</p>
<h2>The ferry service</h2>
<p>The ferry to Anselm Island leaves at nine o'clock every morning. The crossing takes forty minutes and costs
1,200 yen for adults. Bicycles are carried free of charge.</p></body></html>"""
VERTICAL = """<html lang="ja"><body style="font-family:'Noto Serif CJK JP';font-size:14pt;margin:20mm;
writing-mode:vertical-rl;height:230mm;line-height:2">
<p>灯台は一九一二年に建てられ、高さは三十八メートルである。</p><p>灯台守はアンセルムという。</p></body></html>"""
_STYLE = "font-family:'Noto Serif CJK JP';font-size:14pt;margin:20mm;width:150mm"
_SCRIPTS = (
    f'<html lang="ja"><body style="{_STYLE}"><p><ruby>権利<rt>けんり</rt></ruby>を守る'
    "<ruby>義<rt>ぎ</rt>務<rt>む</rt></ruby>がある。</p><p>ＡＢＣ１２３号の費用は５０％である。</p>"
    "<p style=\"font-family:'Noto Serif'\">The oﬃce ﬁled the ﬂight plan.</p></body></html>",
    f'<html lang="ja"><body style="{_STYLE};writing-mode:vertical-rl;height:200mm"><p>'
    "<ruby>権利<rt>けんり</rt></ruby>は縦に書いても守る。</p><p>数字は「２０２５年」と書く。</p></body></html>",
)


def _printed(html: str, folder: Path) -> pypdfium2.PdfDocument:
    (folder / "page.html").write_text(html, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}"]
    subprocess.run(["chromium", *flags, str(folder / "page.html")], check=True, capture_output=True)
    return pypdfium2.PdfDocument((folder / "page.pdf").read_bytes())


def _scanned(html: str, folder: Path) -> Image.Image:
    """A page printed, laid on the glass a little askew, and scanned."""
    page = _printed(html, folder)[0]
    picture = page.render(scale=_DPI / 72).to_pil().convert("L")
    picture = picture.rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    dots = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
    noise = np.random.default_rng(0).normal(0, 6, dots.shape)
    return Image.fromarray((dots + noise).clip(0, 255).round().astype(np.uint8))


def main() -> None:
    """Write the files beside this one."""
    here, content = Path(__file__).parent, io.BytesIO()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = (_scanned(html, folder) for html in (HORIZONTAL, VERTICAL))
        first.save(content, "PDF", save_all=True, append_images=[second], resolution=_DPI, quality=30)
        (here / "harbour.pdf").write_bytes(content.getvalue())
        scripts, vertical = (_printed(html, folder) for html in _SCRIPTS)
        scripts.import_pages(vertical)
        scripts.save(here / "scripts.pdf")


if __name__ == "__main__":
    main()
