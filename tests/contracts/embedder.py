"""What every Embedder keeps, whatever makes its vectors."""

import threading
from abc import ABC, abstractmethod

import numpy as np
import pytest

from kotae.embedding import Embedder

TEXTS: tuple[str, ...] = (
    "政府はAI推進法を2025年5月に成立させた。",
    "The AI Promotion Act was enacted in May 2025.",
    "ＡＷＳは２兆２６００億円を投資する。",
    "  two  spaces, a\ttab\nand a line  ",
    "か\u3099き\u3099ｸﾞ 😀👍🏽 𠮷野家",
    "",
    "a",
    "長い文章が続く。" * 300,
    "long words go on and on " * 300,
)


class EmbedderContract(ABC):
    """Inherit and name the embedder."""

    @pytest.fixture
    @abstractmethod
    def embedder(self) -> Embedder: ...

    def test_rows_are_float32_unit_vectors_of_the_dimension(self, embedder: Embedder) -> None:
        for matrix in (embedder.embed_questions(TEXTS), embedder.embed_passages(TEXTS)):
            assert matrix.dtype == np.float32
            assert matrix.shape == (len(TEXTS), embedder.dimension)
            np.testing.assert_allclose(np.linalg.norm(matrix, axis=1), 1.0, atol=1e-5)

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed_questions([]).shape == (0, embedder.dimension)
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_rows_come_in_the_order_of_the_texts(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(TEXTS)
        alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
        assert (together * alone).sum(axis=1).min() > 0.9999
        turned = embedder.embed_passages(TEXTS[::-1])[::-1]
        assert (together * turned).sum(axis=1).min() > 0.9999

    def test_different_texts_get_different_vectors(self, embedder: Embedder) -> None:
        matrix = embedder.embed_passages(TEXTS)
        cosines = matrix @ matrix.T - 2 * np.eye(len(TEXTS), dtype=np.float32)
        assert cosines.max() < 0.9999

    def test_a_shared_text_is_nearer_than_another(self, embedder: Embedder) -> None:
        questions = embedder.embed_questions(TEXTS[:3])
        passages = embedder.embed_passages(TEXTS[:3])
        assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 1, 2]

    def test_progress_counts_every_passage_once(self, embedder: Embedder) -> None:
        seen: list[tuple[int, int]] = []
        embedder.embed_passages(TEXTS, progress=lambda done, total: seen.append((done, total)))
        assert seen[-1] == (len(TEXTS), len(TEXTS))
        assert [done for done, _ in seen] == sorted({done for done, _ in seen})
        assert {total for _, total in seen} == {len(TEXTS)}

    def test_the_fingerprint_is_a_short_stable_text(self, embedder: Embedder) -> None:
        assert embedder.fingerprint == embedder.fingerprint
        assert 0 < len(embedder.fingerprint) <= 64
        assert embedder.fingerprint.isascii()

    def test_threads_get_the_vectors_one_thread_gets(self, embedder: Embedder) -> None:
        texts = [text for text in TEXTS if len(text) < 100]
        expected = embedder.embed_questions(texts)
        worst: list[float] = []

        def ask() -> None:
            worst.extend(
                float((embedder.embed_questions(texts) * expected).sum(axis=1).min()) for _ in range(3)
            )

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(worst) == 12
        assert min(worst) > 0.9999
