"""A small bilingual corpus, and an embedder that counts what it is given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress

FILES = {
    "ja/予算.md": "# 予算\n\n政府はAI戦略の予算を2,000億円に増やした。研究開発の遅れを取り戻すためである。\n",
    "ja/防御.md": "# 防御\n\n警察庁はMirrorFaceの攻撃を公表した。能動的サイバー防御の法律が2025年5月に成立した。\n",
    "budget.txt": "The government raised the budget of its AI strategy to 200 billion yen.\n",
    "en/defence.md": "# Defence\n\nThe police named the group MirrorFace. A law on active cyber defence passed in May 2025.\n",
}


@dataclass
class CountingEmbedder:
    """The hashing embedder, and every passage it was asked to embed."""

    inner: HashingEmbedder = field(default_factory=HashingEmbedder)
    passages: list[str] = field(default_factory=list)

    @property
    def dimension(self) -> int:
        return self.inner.dimension

    @property
    def fingerprint(self) -> str:
        return self.inner.fingerprint

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        return self.inner.embed_questions(questions)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        self.passages.extend(passages)
        return self.inner.embed_passages(passages, progress=progress)


def write_files(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()
