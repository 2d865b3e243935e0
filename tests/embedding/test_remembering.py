"""What was computed lately isn't computed again, and is the same."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from kotae.embedding import HashingEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.embedding.remembering import RememberingEmbedder


class Counting:
    """A hashing embedder that notes what it computes."""

    def __init__(self) -> None:
        self._hashing = HashingEmbedder()
        self.dimension, self.fingerprint = self._hashing.dimension, self._hashing.fingerprint
        self.computed: list[str] = []

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        self.computed += [f"? {question}" for question in questions]
        return self._hashing.embed_questions(questions)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        self.computed += passages
        return self._hashing.embed_passages(passages, progress=progress)


def test_only_new_texts_are_computed_once_each() -> None:
    counting = Counting()
    remembering = RememberingEmbedder(counting)
    remembering.embed_passages(["予算", "budget", "予算"])
    again = remembering.embed_passages(["budget", "防衛", "予算"])
    assert counting.computed == ["予算", "budget", "防衛"]
    np.testing.assert_array_equal(again, HashingEmbedder().embed_passages(["budget", "防衛", "予算"]))


def test_a_question_is_no_passage() -> None:
    counting = Counting()
    remembering = RememberingEmbedder(counting)
    for _ in range(2):
        remembering.embed_questions(["予算"])
        remembering.embed_passages(["予算"])
    assert counting.computed == ["? 予算", "予算"]


def test_the_least_lately_used_is_forgotten() -> None:
    counting = Counting()
    remembering = RememberingEmbedder(counting, most=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        remembering.embed_passages([text])
    assert counting.computed == ["a", "b", "c", "b"]


def test_changing_a_result_changes_nothing_remembered() -> None:
    remembering = RememberingEmbedder(HashingEmbedder())
    remembering.embed_passages(["予算"])[:] = 0
    np.testing.assert_array_equal(
        remembering.embed_passages(["予算"]), HashingEmbedder().embed_passages(["予算"])
    )


def test_many_threads_get_their_own_rows() -> None:
    remembering = RememberingEmbedder(HashingEmbedder(), most=5)
    texts = [f"文{number % 20}" for number in range(400)]
    with ThreadPoolExecutor(8) as threads:
        rows = list(threads.map(lambda text: remembering.embed_passages([text])[0], texts))
    np.testing.assert_array_equal(np.stack(rows), HashingEmbedder().embed_passages(texts))
