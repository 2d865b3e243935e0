"""Token scores become places: whole tokens of the passage, never the question or the marks."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kotae.reader.spans import best_span, sentence_shares

# <s>, a token of the question, then four tokens of two characters.
SPANS = ((0, 0), (0, 0), (0, 2), (2, 4), (4, 6), (6, 8))


def scores(starts: dict[int, float], ends: dict[int, float]) -> NDArray[np.float32]:
    """Return scores that are 0 but where given."""
    made = np.zeros((len(SPANS), 2), dtype=np.float32)
    for column, given in enumerate((starts, ends)):
        for place, score in given.items():
            made[place, column] = score
    return made


@pytest.mark.parametrize(
    ("starts", "ends", "span", "odds"),
    [
        ({3: 5.0}, {4: 4.0}, (2, 6), 9.0),
        ({3: 5.0}, {3: 4.0}, (2, 4), 9.0),
        ({0: 3.0, 3: 5.0}, {0: 2.0, 3: 4.0}, (2, 4), 4.0),
        ({1: 9.0, 3: 5.0}, {1: 9.0, 5: 4.0}, (2, 8), 9.0),
        ({5: 5.0, 2: 4.0}, {2: 4.0}, (0, 2), 8.0),
    ],
    ids=["two tokens", "one token", "against nowhere", "not the question", "the end not before the start"],
)
def test_best_span_is_the_likeliest_run_inside_the_passage(
    starts: dict[int, float], ends: dict[int, float], span: tuple[int, int], odds: float
) -> None:
    *place, found = best_span(SPANS, scores(starts, ends))
    assert tuple(place) == span
    assert found == pytest.approx(odds)


def test_best_span_is_no_longer_than_sixty_tokens() -> None:
    spans = ((0, 0), *((place, place + 1) for place in range(100)))
    made = np.zeros((101, 2), dtype=np.float32)
    made[1, 0], made[100, 1], made[50, 1] = 5.0, 9.0, 4.0
    start, end, _ = best_span(spans, made)
    assert end - start <= 60


@pytest.mark.parametrize("length", [1, 2, 59, 60, 61, 150])
def test_best_span_is_that_of_all_pairs_tried_one_by_one(length: int) -> None:
    random = np.random.default_rng(length)
    spans = ((0, 0), *((place, place + 1) for place in range(length)))
    made = random.integers(-3, 4, (length + 1, 2)).astype(
        np.float32
    )  # few values: many ties, the first counts
    pairs = [(i, j) for i in range(1, length + 1) for j in range(i, min(i + 60, length + 1))]
    first, last = max(pairs, key=lambda pair: made[pair[0], 0] + made[pair[1], 1])
    odds = made[first, 0] + made[last, 1] - made[0].sum()
    assert best_span(spans, made) == (spans[first][0], spans[last][1], odds)


def test_best_span_of_a_text_without_tokens_is_nowhere() -> None:
    assert best_span(((0, 0), (0, 0)), np.zeros((2, 2), dtype=np.float32)) == (0, 0, -10_000.0)


def test_sentence_shares_are_the_chances_that_the_answer_begins_there() -> None:
    first, second = sentence_shares(SPANS, scores({0: 0.0, 4: np.log(6.0)}, {}), ((0, 4), (4, 8)))
    # Nowhere, and four tokens of the passage of which one is six times as likely.
    assert first == pytest.approx(2 / 10)
    assert second == pytest.approx(7 / 10)


def test_sentence_shares_without_tokens_are_zero() -> None:
    assert sentence_shares(((0, 0),), np.zeros((1, 2), dtype=np.float32), ((0, 4),)) == (0.0,)
    assert sentence_shares(SPANS, scores({}, {}), ()) == ()
