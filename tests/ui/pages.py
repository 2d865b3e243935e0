"""Two PDF files whose every place is known: level and upright text, Japanese and English."""

from collections.abc import Mapping
from pathlib import Path

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from tests.parsing.pdf_files import Ink, make_pdf

__all__ = ["PLACES", "QUESTIONS", "SAID", "make_library"]

SAID = {
    "en": "The repair of the lighthouse took three years.",
    "ja": "灯台の修理には三年かかり、費用は二億円でした。",
}
QUESTIONS = {
    "en": "The repair of the lighthouse took three years",
    "ja": "灯台の修理には三年かかり、費用は二億円でしたか",
}
PLACES: Mapping[str, tuple[str, int]] = {"en": ("harbour.pdf", 3), "ja": ("灯台.pdf", 2)}
"""Language → file and page of what is said."""


def make_library(root: Path) -> Settings:
    """Write the files into ``root / "corpus"`` and index them into ``root / "index"``; return the settings."""
    corpus = root / "corpus"
    corpus.mkdir(parents=True)
    told = (
        "Ferries leave at nine.",
        "Fees are paid early.",
        "Gulls nest here.",
        "Nets dry on poles.",
        "Ice is sold.",
    )
    # Lower on every page: a line at the same place of every page is taken for its head.
    pages = [[Ink(x=72, y=760 - 20 * number, text=text)] for number, text in enumerate(told)]
    pages[2].append(Ink(x=100, y=642, text=SAID["en"], size=11))
    (corpus / "harbour.pdf").write_bytes(make_pdf(pages, title="Harbour <b>report</b>"))
    columns = ("灯台の修理には三年かかり、", "費用は二億円でした。")
    upright = [
        Ink(x=500 - 30 * n, y=742, text=text, size=14, font="Vertical") for n, text in enumerate(columns)
    ]
    first = [Ink(x=72, y=742, text="港の記録です。")]
    (corpus / "灯台.pdf").write_bytes(make_pdf([first, upright], title="灯台の記録"))
    (corpus / "茶.md").write_text("# 茶\n\n茶は京都の宇治で摘まれる。\n", encoding="utf-8")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(corpus, root / "index", settings=settings)
    return settings
