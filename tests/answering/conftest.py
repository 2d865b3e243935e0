"""Passages and hits made from text, as the pipeline makes them."""

from collections.abc import Callable

import pytest

from kotae.language import detect_language
from kotae.records import DocumentInfo, Hit, Passage
from kotae.segmentation import Segmenter

MakeHits = Callable[..., tuple[Hit, ...]]


@pytest.fixture(scope="session")
def make_hits(segmenter: Segmenter) -> MakeHits:
    """Return a function from texts to hits, best first, each one passage.

    Each is a document of its own, but where ``document`` names one for all.
    """

    def make(*texts: str, heading: str = "", title: str = "", document: str = "") -> tuple[Hit, ...]:
        hits = []
        for number, text in enumerate(texts, start=1):
            language = detect_language(text)
            info = DocumentInfo(
                id=document or f"d{number}",
                title=title or f"文書{number}",
                path=f"{document or number}.md",
                language=language,
            )
            passage = Passage(
                start=0,
                end=len(text),
                document=info,
                text=text,
                sentences=segmenter.sentences(text),
                language=language,
                heading=heading,
            )
            hits.append(Hit(passage=passage, score=1.0 / number))
        return tuple(hits)

    return make
