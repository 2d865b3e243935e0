import unicodedata

import numpy as np
import pytest

from kotae.embedding import HashingEmbedder


def test_vectors_are_the_same_on_every_machine() -> None:
    """Written down once: an index made elsewhere must still fit."""
    matrix = HashingEmbedder(dimension=4).embed_passages(["予算", "budget"])
    counts = np.array([[0, 2, 0, 1], [3, -2, 0, 0]])
    np.testing.assert_allclose(matrix, counts / np.sqrt([[5], [13]]), atol=1e-6)


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("予算はいくらですか", "予算は二千億円です。", "天気が良い。"),
        ("How big is the budget?", "The budget is big.", "Rain all day."),
        ("ＡＩ戦略", "AI戦略の概要", "道路工事"),
    ],
    ids=["ja", "en", "full width"],
)
def test_shared_characters_make_texts_near(question: str, near: str, far: str) -> None:
    embedder = HashingEmbedder()
    cosines = embedder.embed_questions([question])[0] @ embedder.embed_passages([near, far]).T
    assert cosines[0] > cosines[1] + 0.1


@pytest.mark.parametrize("text", ["ＡＷＳと㈱", "Ｂｕｄｇｅｔ", "ｶﾞｲﾄﾞ"])
def test_width_and_case_make_no_difference(text: str) -> None:
    embedder = HashingEmbedder()
    folded = unicodedata.normalize("NFKC", text).lower()
    np.testing.assert_array_equal(embedder.embed_passages([text]), embedder.embed_questions([folded]))


def test_grams_that_cancel_out_still_give_a_unit_vector() -> None:
    embedder = HashingEmbedder(dimension=1)
    texts = [chr(code) for code in range(0x3041, 0x3097)]
    assert np.abs(embedder.embed_passages(texts)).tolist() == [[1.0]] * len(texts)


def test_settings_are_checked_and_part_of_the_fingerprint() -> None:
    assert HashingEmbedder(dimension=8).fingerprint != HashingEmbedder(dimension=16).fingerprint
    with pytest.raises(ValueError, match="dimension"):
        HashingEmbedder(dimension=0)
