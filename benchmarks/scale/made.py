"""A corpus of any size, and vectors for it that cost no encoding.

The text is made of sentences of the shipped corpus, so its words are as frequent as real ones,
with invented names among them, so that the vocabulary grows with the corpus as a real one does.
A vector is a mean of three neighbouring vectors of the shipped corpus, chosen by the text's hash,
and noise: 200,000 of them are made in a minute, and lie in topics and languages as the model's do.
"""

import hashlib
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from benchmarks.encoding.texts import corpus_sentences
from kotae import __version__
from kotae.config import Settings
from kotae.embedding import Embedder, SentenceTransformerEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.index.generations import build_lock
from kotae.index.rows import SourceFile
from kotae.index.writer import BuiltWith, IndexWriter
from kotae.language import detect_language
from kotae.pipeline.builds.changes import limits_of
from kotae.pipeline.opened.model import Model
from kotae.records import Block, Document, DocumentInfo, Language, Passage, Sentence
from kotae.segmentation import Analyzer, Segmenter
from kotae.segmentation.analyzer import Terms

__all__ = ["MadeVectors", "write_index"]

_PASSAGES_PER_DOCUMENT = 40
_LISTS = ("words", "readings", "bigrams")
_CHARS: dict[Language, tuple[int, int]] = {"ja": (80, 300), "en": (200, 800)}
_LATIN = (
    "ka",
    "to",
    "mi",
    "ron",
    "vel",
    "sha",
    "dor",
    "nex",
    "lu",
    "pra",
    "ti",
    "gan",
    "fo",
    "ser",
    "quin",
    "bel",
)
_KATAKANA = [
    "カ",
    "ト",
    "ミ",
    "ロン",
    "ヴェ",
    "シャ",
    "ドル",
    "ネク",
    "ル",
    "プラ",
    "ティ",
    "ガン",
    "フォ",
    "セル",
    "クイ",
    "ベル",
]
_NOISE = 0.25
_PARENTS = 3
_NEAR = 16
_TOPICS = 400
_TOLD_EVERY = 100_000


def write_index(index: Path, passages: int, embedder: Embedder, settings: Settings) -> None:
    """Write an index of made documents, forty passages each, as a build would.

    Everything from the store of documents on is the build's own code. Reading and analysing
    is left out: a sentence comes again and again, and is analysed once. Prints the processor
    seconds that each part took, so that one sees by what it grows.
    """
    chooser, pool = random.Random(0), _Pool.load()
    began = time.process_time()
    shaping = json.loads(json.dumps(Model(settings.embedding, embedder).shaping(settings)))
    built_with = BuiltWith(
        kotae=__version__,
        corpus=str(index),
        place="",
        settings=shaping,
        limits=limits_of(settings.reading),
        model=embedder.fingerprint,
    )
    with (
        build_lock(index),
        IndexWriter(index, model=embedder.fingerprint, dimension=embedder.dimension, previous=None) as writer,
    ):
        for number in range(-(-passages // _PASSAGES_PER_DOCUMENT)):
            language: Language = "ja" if number % 2 else "en"
            file = writer.add_file(SourceFile(path=f"{number:05}.md", stamp="", sha256=b""))
            document, spans, terms = pool.document(chooser, number, language)
            writer.add_document(document, spans, file=file, texts=[span.text for span in spans], terms=terms)
            added = (number + 1) * _PASSAGES_PER_DOCUMENT
            if added % _TOLD_EVERY == 0:
                print(f"{added} passages added: {time.process_time() - began:.0f} s", flush=True)
        for rows, texts in writer.pending(batch=settings.index.embed_at_once):
            writer.put_vectors(rows, embedder.embed_passages(texts))
        print(f"vectors made and put: {time.process_time() - began:.0f} s", flush=True)
        writer.commit(built_with, exact_up_to=settings.index.exact_up_to)
        print(f"indexes made, published: {time.process_time() - began:.0f} s", flush=True)


@dataclass(frozen=True)
class _Pool:
    """The sentences of the shipped corpus with their terms, by language."""

    sentences: Mapping[Language, Sequence[tuple[str, Terms]]]

    @classmethod
    def load(cls) -> Self:
        analyzer = Analyzer(Segmenter())
        return cls(
            {
                language: [(text, analyzer.terms(text)) for text in corpus_sentences(language)]
                for language in _CHARS
            }
        )

    def document(
        self, chooser: random.Random, number: int, language: Language
    ) -> tuple[Document, list[Passage], list[Terms]]:
        """Return a document, its passages and the terms of each."""
        title = f"文書{number}" if language == "ja" else f"Document {number}"
        info = DocumentInfo(id=f"made-{number}", title=title, path=f"{number:05}.md", language=language)
        made = [self._passage(chooser, language) for _ in range(_PASSAGES_PER_DOCUMENT)]
        text, passages, blocks = "", [], []
        for passage_text, _ in made:
            start, end = len(text), len(text) + len(passage_text)
            sentence = Sentence(start=start, end=end, language=language)
            blocks.append(Block(start=start, end=end, kind="paragraph", language=language))
            passages.append(
                Passage(
                    document=info,
                    start=start,
                    end=end,
                    text=passage_text,
                    sentences=(sentence,),
                    language=language,
                )
            )
            text += passage_text + "\n\n"
        return Document(info=info, text=text, blocks=tuple(blocks)), passages, [terms for _, terms in made]

    def _passage(self, chooser: random.Random, language: Language) -> tuple[str, Terms]:
        limit = chooser.randint(*_CHARS[language])
        name = _name(chooser, _KATAKANA if language == "ja" else _LATIN)
        text = f"{name}の報告である。" if language == "ja" else f"This is the report of {name.title()}. "
        chosen = [Terms(words=(name,), readings=(name,) if language == "ja" else (), bigrams=())]
        while len(text) < limit:
            sentence, terms = chooser.choice(self.sentences[language])
            text += sentence + ("" if language == "ja" else " ")
            chosen.append(terms)
        lists = {
            name: tuple(chain.from_iterable(getattr(terms, name) for terms in chosen)) for name in _LISTS
        }
        return text.strip(), Terms(**lists)


def _name(chooser: random.Random, syllables: Sequence[str]) -> str:
    """Return an invented name; short ones come up again and again, long ones once."""
    return "".join(chooser.choices(syllables, k=chooser.choice((2, 3, 4, 5, 6))))


@dataclass(frozen=True)
class MadeVectors:
    """An embedder: passages get made vectors, questions the model's.

    Attributes:
        model: The default model.
        parents: By language, the model's vectors of the shipped corpus, ``(n, dimension)``.
        near: By language, the rows of the vectors nearest to each, ``(n, 16)``.
    """

    model: Embedder
    parents: Mapping[str, FloatMatrix]
    near: Mapping[str, NDArray[np.int64]]

    @classmethod
    def load(cls) -> Self:
        """Return it with some sentences of the shipped corpus embedded."""
        model = SentenceTransformerEmbedder.load()
        parents = {
            language: model.embed_passages(corpus_sentences(language)[:_TOPICS]) for language in _CHARS
        }
        near = {
            language: np.argsort(-(vectors @ vectors.T), axis=1)[:, :_NEAR]
            for language, vectors in parents.items()
        }
        return cls(model=model, parents=parents, near=near)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self.model.dimension

    @property
    def fingerprint(self) -> str:
        """Identity of the method."""
        return f"made-1-{self.model.fingerprint}"

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        """Return the model's vectors."""
        return self.model.embed_questions(questions)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Return made vectors, the same for the same text."""
        made = np.stack([self._made(text) for text in passages])
        if progress is not None:
            progress(len(passages), len(passages))
        return made

    def _made(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
        random = np.random.default_rng(seed)
        language = detect_language(text)
        family = self.near[language][random.integers(len(self.near[language]))]
        chosen = self.parents[language][random.choice(family, _PARENTS, replace=False)]
        weights = random.dirichlet(np.ones(_PARENTS)).astype(np.float32)
        noise = random.standard_normal(self.dimension).astype(np.float32) * (_NOISE / self.dimension**0.5)
        vector = weights @ chosen + noise
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
