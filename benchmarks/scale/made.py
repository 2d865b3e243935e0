"""A corpus of any size, and vectors for it that cost no encoding.

The text is made of sentences of the shipped corpus, so its words are as frequent as real ones,
with invented names among them, so that the vocabulary grows with the corpus as a real one does.
A vector is a mean of three neighbouring vectors of the shipped corpus, chosen by the text's hash,
and noise: 200,000 of them are made in a minute, and lie in topics and languages as the model's do.
"""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from benchmarks.encoding.texts import corpus_sentences
from numpy.typing import NDArray

from kotae.embedding import Embedder, SentenceTransformerEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.language import detect_language

__all__ = ["MadeVectors", "write_corpus"]

_PASSAGES_PER_DOCUMENT = 40
_CHARS = {"ja": (80, 300), "en": (200, 800)}
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
_KATAKANA = "カ ト ミ ロン ヴェ シャ ドル ネク ル プラ ティ ガン フォ セル クイ ベル".split()
_NOISE = 0.25
_PARENTS = 3
_NEAR = 16


def write_corpus(folder: Path, passages: int) -> None:
    """Write documents of forty sections, each one passage; a folder that is there is left alone."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    chooser = random.Random(0)
    sentences = {language: corpus_sentences(language) for language in _CHARS}
    for number in range(-(-passages // _PASSAGES_PER_DOCUMENT)):
        language = "ja" if number % 2 else "en"
        title = f"文書{number}" if language == "ja" else f"Document {number}"
        sections = [
            f"## {number}-{section}\n\n{_section(chooser, sentences[language], language)}"
            for section in range(_PASSAGES_PER_DOCUMENT)
        ]
        (folder / f"{number:05}.md").write_text(
            f"# {title}\n\n" + "\n\n".join(sections) + "\n", encoding="utf-8"
        )


def _section(chooser: random.Random, sentences: Sequence[str], language: str) -> str:
    shortest, longest = _CHARS[language]
    limit = chooser.randint(shortest, longest)
    name = _name(chooser, _KATAKANA if language == "ja" else _LATIN)
    text = f"{name}の報告である。" if language == "ja" else f"This is the report of {name.title()}. "
    while len(text) < limit:
        text += chooser.choice(sentences) + ("" if language == "ja" else " ")
    return text.strip()


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
        """Return it with the sentences of the shipped corpus embedded, which takes a minute."""
        model = SentenceTransformerEmbedder.load()
        parents = {language: model.embed_passages(corpus_sentences(language)) for language in _CHARS}
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
