"""Passages and hits made from text, as the pipeline makes them."""

from collections.abc import Callable

import pytest

from kotae.language import detect_language
from kotae.records import DocumentInfo, Hit, Passage
from kotae.segmentation import Segmenter

MakeHits = Callable[..., tuple[Hit, ...]]


@pytest.fixture(scope="session")
def make_hits(segmenter: Segmenter) -> MakeHits:
    """Return a function from texts to hits, in the order given, each one passage and document."""

    def make(*texts: str, heading: str = "") -> tuple[Hit, ...]:
        hits = []
        for number, text in enumerate(texts, start=1):
            language = detect_language(text)
            info = DocumentInfo(
                id=f"d{number}", title=f"文書{number}", path=f"{number}.md", language=language
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
