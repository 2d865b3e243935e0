"""Postings and the word index over three lists."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.index.postings import Postings
from kotae.index.words import WordIndex


@dataclass(frozen=True)
class Lists:
    words: tuple[str, ...]
    readings: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()


PASSAGES = [
    Lists(("予算", "増える", "予算"), ("ヨサン", "フエル", "ヨサン"), ("予算",)),
    Lists(("budget", "grow", "os.path.join")),
    Lists(()),
    Lists(("予算", "budget"), ("ヨサン",)),
]


def test_of_gives_rows_and_counts_of_a_term() -> None:
    index = WordIndex.build(PASSAGES)
    rows, counts = index.words.of("予算")
    assert rows.tolist() == [0, 3]
    assert counts.tolist() == [2, 1]
    assert index.words.of("budget")[0].tolist() == [1, 3]
    assert index.readings.of("ヨサン")[1].tolist() == [2, 1]
    assert index.bigrams.of("予算")[0].tolist() == [0]
    assert index.words.lengths.tolist() == [3, 3, 0, 2]
    assert len(index) == 4


def test_of_gives_nothing_for_an_unknown_term() -> None:
    rows, counts = WordIndex.build(PASSAGES).words.of("歳入")
    assert rows.tolist() == []
    assert counts.tolist() == []
    assert "歳入" not in WordIndex.build(PASSAGES).words
    assert "予算" in WordIndex.build(PASSAGES).words


@pytest.mark.parametrize("passages", [PASSAGES, PASSAGES[2:3], []], ids=["some", "no-terms", "no-passages"])
def test_save_and_load_keep_everything(tmp_path: Path, passages: list[Lists]) -> None:
    before = WordIndex.build(passages)
    before.save(tmp_path)
    after = WordIndex.load(tmp_path)
    for name in ("words", "readings", "bigrams"):
        old, new = getattr(before, name), getattr(after, name)
        assert list(new.terms) == list(old.terms)
        assert new.lengths.tolist() == old.lengths.tolist()
        for term in old.terms:
            assert [a.tolist() for a in new.of(term)] == [a.tolist() for a in old.of(term)]


def test_counts_stop_at_the_largest_that_can_be_stored() -> None:
    assert Postings.build([["the"] * 70_000]).of("the")[1].tolist() == [65_535]


def test_load_refuses_files_that_do_not_fit_each_other(tmp_path: Path) -> None:
    WordIndex.build(PASSAGES).save(tmp_path)
    (tmp_path / "words.terms.json").write_text('["予算"]', encoding="utf-8")
    with pytest.raises(ValueError, match="1 terms"):
        WordIndex.load(tmp_path)


def test_load_refuses_pickled_arrays(tmp_path: Path) -> None:
    WordIndex.build(PASSAGES).save(tmp_path)
    np.save(tmp_path / "words.lengths.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        WordIndex.load(tmp_path)


@given(
    st.lists(
        st.lists(st.sampled_from(["予算", "税", "budget", "tax", "ＡＩ", "\ud800"]), max_size=8), max_size=8
    )
)
def test_postings_count_what_the_lists_hold(lists: list[list[str]]) -> None:
    postings = Postings.build(lists)
    for term in {term for terms in lists for term in terms}:
        expected = [(row, terms.count(term)) for row, terms in enumerate(lists) if term in terms]
        rows, counts = postings.of(term)
        assert list(zip(rows.tolist(), counts.tolist(), strict=True)) == expected
