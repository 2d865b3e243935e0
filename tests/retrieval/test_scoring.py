"""Word scores, against bm25s and against hand calculation."""

import math

import bm25s
import numpy as np
import pytest

from kotae.index.words import WordIndex
from kotae.retrieval.scoring import Group, WordScorer
from kotae.segmentation.analyzer import Terms


def index(*passages: str) -> WordIndex:
    return WordIndex.build([Terms(words=tuple(p.split()), readings=(), bigrams=()) for p in passages])


PASSAGES = ("予算 増える 予算", "budget grow", "予算 猫 猫 猫 眠る", "税 budget", "猫")
ALL = np.ones(len(PASSAGES), dtype=np.bool_)


def exact(*words: str) -> list[Group]:
    return [Group(word=word, terms=((word, 1.0),)) for word in words]


def test_a_group_of_one_term_is_bm25() -> None:
    """bm25s, method "lucene", is the same formula; ours is divided by the question's maximum."""
    reference = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
    reference.index([passage.split() for passage in PASSAGES], show_progress=False)
    expected = reference.get_scores(["予算", "猫"])
    found = WordScorer(index(*PASSAGES), ALL).score(exact("予算", "猫")).at(np.arange(5))
    most = 2 * math.log1p(3.5 / 2.5)
    assert found * most == pytest.approx(expected, rel=1e-5)


def test_translations_share_one_frequency() -> None:
    group = Group(word="予算", terms=(("予算", 0.3), ("budget", 0.7)))
    scores = WordScorer(index("予算 budget", "budget other", "none here"), np.ones(3, dtype=np.bool_)).score(
        [group]
    )
    assert scores.rows.tolist() == [0, 1]
    damping = 0.9
    assert scores.scores.tolist() == pytest.approx([1.0 / (1.0 + damping), 0.7 / (0.7 + damping)], rel=1e-5)
    assert scores.weights == (1.0,)


def test_a_language_is_a_collection_of_its_own() -> None:
    words = index("猫", "猫", "猫", "猫 犬")
    mask = np.array([False, False, False, True])
    scores = WordScorer(words, mask).score(exact("猫", "犬"))
    assert scores.rows.tolist() == [3]
    assert scores.weights == pytest.approx((0.5, 0.5))


def test_words_are_found_by_their_reading_too() -> None:
    words = WordIndex.build([Terms(words=("予算",), readings=("ヨサン",), bigrams=())])
    group = Group(word="ヨサン", terms=(), readings=(("ヨサン", 1.0),), worth=0.5)
    assert WordScorer(words, np.ones(1, dtype=np.bool_)).score([group]).scores[0] == pytest.approx(1 / 1.9)


def test_nothing_to_find_is_no_rows() -> None:
    scorer = WordScorer(index(*PASSAGES), ALL)
    assert scorer.score([]).rows.tolist() == []
    assert scorer.score(exact("犬")).rows.tolist() == []
    assert scorer.score([]).at(np.array([0, 3])).tolist() == [0.0, 0.0]
    assert WordScorer(index(*PASSAGES), ~ALL).score(exact("猫")).rows.tolist() == []


def test_best_keeps_to_the_allowed_rows() -> None:
    scores = WordScorer(index(*PASSAGES), ALL).score(exact("猫"))
    assert set(scores.best(5, allowed=None).tolist()) == {2, 4}
    assert scores.best(1, allowed=None).tolist() == [2]
    assert scores.best(5, allowed=np.array([1, 1, 0, 1, 1], dtype=np.bool_)).tolist() == [4]


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_the_formula_for_terms_that_share_passages(seed: int) -> None:
    """A passage that holds several terms of a group counts their sum once, in every group."""
    random = np.random.default_rng(seed)
    vocabulary = ["予算", "税", "猫", "budget", "tax", "cat"]
    texts = [random.choice(vocabulary, random.integers(0, 9)).tolist() for _ in range(60)]
    mask = random.random(60) < 0.7
    groups = [
        Group(word="予算", terms=(("予算", 0.3), ("budget", 0.6), ("税", 0.1))),
        Group(word="税", terms=(("税", 1.0),)),
        Group(word="猫", terms=(("猫", 0.3), ("cat", 1.0)), worth=0.5),
    ]
    lengths = np.array([len(text) for text in texts], dtype=np.float64)
    damping = 0.9 * (0.6 + 0.4 * lengths / lengths[mask].mean())
    expected, most = np.zeros(60), 0.0
    for group in groups:
        frequency = np.array([sum(p * text.count(term) for term, p in group.terms) for text in texts]) * mask
        holding = sum(
            p * sum(term in text for text in np.array(texts, dtype=object)[mask]) for term, p in group.terms
        )
        rarity = group.worth * math.log1p((mask.sum() - holding + 0.5) / (holding + 0.5))
        expected += rarity * frequency / (frequency + damping)
        most += rarity
    scorer = WordScorer(index(*(" ".join(text) for text in texts)), mask)
    for _ in range(2):  # what one question leaves behind must not reach the next
        assert scorer.score(groups).at(np.arange(60)) == pytest.approx(expected / most, abs=1e-5)
