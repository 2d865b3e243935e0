"""A document → what is indexed of it: passages, the texts that are embedded for them, and their terms."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.index.rows import PassageTerms
from kotae.passages import PassageSplitter, embedding_text
from kotae.records import Document, Passage
from kotae.segmentation import Analyzer, Segmenter

__all__ = ["Shaped", "Shaper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """What is indexed of a document.

    Attributes:
        passages: In order; none for a document without a sentence.
        texts: What is embedded for each.
        terms: What the word index gets for each.
    """

    passages: Sequence[Passage]
    texts: Sequence[str]
    terms: Sequence[PassageTerms]


class Shaper:
    """Segments documents and splits them into passages; not for several threads at once."""

    def __init__(self, splitter: PassageSplitter) -> None:
        self._splitter = splitter
        self._segmenter = Segmenter()
        self._analyzer = Analyzer(self._segmenter)

    def shape(self, document: Document) -> Shaped:
        """Return what is indexed of a document."""
        sentences = self._segmenter.document_sentences(document)
        passages = self._splitter.split(document, sentences)
        texts = [embedding_text(passage) for passage in passages]
        return Shaped(passages=passages, texts=texts, terms=self.terms(texts))

    def terms(self, texts: Sequence[str]) -> list[PassageTerms]:
        """Return what the word index gets for each text."""
        return [self._analyzer.terms(text) for text in texts]
