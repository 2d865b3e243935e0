"""Ranking figures, against values worked out by hand."""

import math

import pytest

from kotae.evaluation.metrics import Interval, mean_scores, paired_interval, score_run

QRELS = {"一": {"a": 1}, "two": {"b": 1, "c": 1}, "missing": {"d": 1}}
RUN = {"一": {"x": 1.0, "a": 0.5}, "two": {"b": 1.0, "y": 0.5, "c": 0.3}, "unjudged": {"a": 1.0}}


def test_score_run_gives_the_textbook_values() -> None:
    scores = score_run(RUN, QRELS)

    assert set(scores) == {"一", "two", "missing"}
    assert scores["一"]["nDCG@10"] == pytest.approx(1 / math.log2(3))
    assert scores["一"]["MRR@10"] == pytest.approx(0.5)
    assert scores["一"]["recall@1"] == 0.0
    assert scores["一"]["recall@5"] == 1.0
    ideal = 1 + 1 / math.log2(3)
    assert scores["two"]["nDCG@10"] == pytest.approx((1 + 1 / math.log2(4)) / ideal)
    assert scores["two"]["recall@1"] == pytest.approx(0.5)
    assert scores["two"]["hit@1"] == 1.0
    assert scores["two"]["all@10"] == 1.0


def test_score_run_counts_a_question_without_answer_as_zero() -> None:
    assert set(score_run(RUN, QRELS)["missing"].values()) == {0.0}
    assert set(score_run({}, QRELS)["一"].values()) == {0.0}
    assert score_run(RUN, {}) == {}


def test_score_run_only_one_of_two_copies_is_not_all() -> None:
    assert score_run({"two": {"b": 1.0}}, {"two": QRELS["two"]})["two"]["all@10"] == 0.0


def test_mean_scores_averages_the_chosen_questions() -> None:
    scores = score_run(RUN, QRELS)

    assert mean_scores(scores)["recall@10"] == pytest.approx(2 / 3)
    assert mean_scores(scores, ["一"])["MRR@10"] == pytest.approx(0.5)
    assert mean_scores(scores, []) == {}


def test_paired_interval_brackets_the_mean_and_repeats() -> None:
    new, old = [1.0, 0.5, 1.0, 0.75], [0.5, 0.5, 0.0, 0.25]
    first = paired_interval(new, old)

    assert first.difference == pytest.approx(0.5)
    assert 0.0 < first.low < 0.5 < first.high <= 1.0
    assert paired_interval(new, old) == first


def test_paired_interval_of_equal_runs_is_a_point() -> None:
    assert paired_interval([0.5, 0.5], [0.5, 0.5]) == Interval(difference=0.0, low=0.0, high=0.0)
    with pytest.raises(ValueError, match="paired"):
        paired_interval([1.0], [])
