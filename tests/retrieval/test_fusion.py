"""Fusing legs, and looking at the neighbours."""

import numpy as np
import pytest

from kotae.retrieval.dense import Background, above_chance
from kotae.retrieval.fusion import fuse, neighbours, with_context
from tests.retrieval.memory import MemoryVectors

OWNERS = np.array([0, 0, 0, 0, 1, 1], dtype=np.int32)


def test_fuse_adds_up_the_weighted_legs() -> None:
    legs = {"dense": np.array([1, 0], dtype=np.float32), "lexical": np.array([0, 2], dtype=np.float32)}
    assert fuse(legs, {"dense": 0.25, "lexical": 0.75}).tolist() == [0.25, 1.5]
    assert fuse(legs, {"dense": 1.0}).tolist() == [1.0, 0.0]


def test_neighbours_stay_in_the_document() -> None:
    assert neighbours(np.array([0]), OWNERS).tolist() == [0, 1, 2]
    assert neighbours(np.array([3, 5]), OWNERS).tolist() == [1, 2, 3, 4, 5]
    assert neighbours(np.zeros(0, dtype=np.int64), OWNERS).tolist() == []


def test_with_context_mixes_in_the_mean_of_the_neighbourhood() -> None:
    scores = np.array([3, 0, 0, 0, 1, 3], dtype=np.float32)
    mixed = with_context(np.arange(6), scores, OWNERS, share=1.0)
    assert mixed.tolist() == pytest.approx([2.0, 0.375, 0.375, 0.0, 1.5, 2.5])
    assert with_context(np.arange(6), scores, OWNERS, share=0.0).tolist() == scores.tolist()
    assert with_context(np.array([0, 5]), scores[[0, 5]], OWNERS, share=1.0).tolist() == [3.0, 3.0]


def test_background_gives_deviations_from_chance() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(500, 8)).astype(np.float32)
    background = Background.of(MemoryVectors(vectors), np.ones(500, dtype=np.bool_))
    question = rng.normal(size=8).astype(np.float32)
    products = vectors @ question
    expected = (products - products.mean()) / products.std() / 5
    chance, spread = background.expected(question)
    assert above_chance(products, chance=chance, spread=spread) == pytest.approx(expected, abs=1e-4)


def test_filtered_turns_down_what_varies_anyway() -> None:
    vectors = np.array([[9, 0], [-9, 0], [0, 1], [0, -1]], dtype=np.float32)
    background = Background.of(MemoryVectors(vectors), np.ones(4, dtype=np.bool_))
    filtered = background.filtered(np.array([1, 1], dtype=np.float32))
    mean_variance = (40.5 + 0.5) / 2
    assert filtered.tolist() == pytest.approx(
        [1 / (1 + 40.5 / (30 * mean_variance)), 1 / (1 + 0.5 / (30 * mean_variance))], rel=1e-4
    )


def test_a_background_of_nothing_leans_on_the_other() -> None:
    vectors = MemoryVectors(np.eye(3, dtype=np.float32))
    nothing = Background.of(vectors, np.zeros(3, dtype=np.bool_))
    everything = Background.of(vectors, np.ones(3, dtype=np.bool_))
    assert nothing.toward(everything).mean.tolist() == everything.mean.tolist()
