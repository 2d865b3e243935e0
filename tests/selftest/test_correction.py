"""From made questions to people's: curves worked out by hand, intervals by their laws."""

import math
from typing import Any

import pytest

from kotae.pipeline.opened.reading import reader_fingerprint
from kotae.selftest.correction import Correction, Curve, Observed, heights, logit

CURVE: dict[str, Any] = {
    "made": {"ja→ja": 2.0, "en→ja": 1.0},
    "asked": {"ja→ja": 1.0, "en→ja": 0.0},
    "slope": 0.5,
    "around": [-2.0, -1.0, 0.0, 1.0, 2.0],
}
DATA: dict[str, Any] = {
    "curves": {
        "right": CURVE,
        "answered": CURVE,
        "invented": {**CURVE, "asked": {"ja→ja": -1.0, "en→ja": -1.0}},
    },
    "between": {"right": 0.0, "answered": 0.1, "invented": 0.0},
    "usual": 0.4,
    "reader_sha256": "x",
}


def rows(answerable: int, others: int, *, confidence: float = 0.88) -> list[Observed]:
    return [
        Observed("ja→ja", place < answerable, place < answerable, confidence)
        for place in range(answerable + others)
    ]


@pytest.mark.parametrize(
    ("probability", "odds"),
    [(0.5, 0.0), (0.0, -6.0), (1.0, 6.0), (0.75, math.log(3)), (1e-9, -6.0)],
)
def test_log_odds_stay_within_six(probability: float, odds: float) -> None:
    assert logit(probability) == pytest.approx(odds)


def test_the_share_above_a_threshold_is_read_off_what_lies_around_the_prediction() -> None:
    """Made at 4, two above the usual 2: people's lie around 1 + .5 · 2 = 2, at 0, 1, 2, 3, 4."""
    found = Curve(**CURVE).shares([("ja→ja", 4.0)], [-1.0, 1.0, 2.5, 5.0])

    assert found == pytest.approx([1.0, 0.8, 0.4, 0.0])


def test_directions_count_by_their_questions() -> None:
    """Usual heights: around 1 (three of five above .5) and around 0 (two of five); one question in four is English."""
    found = Curve(**CURVE).shares([("ja→ja", 2.0)] * 3 + [("en→ja", 1.0)], [0.5])

    assert found == pytest.approx([0.75 * 0.6 + 0.25 * 0.4])


def test_an_unknown_direction_is_taken_for_the_middle_of_those_known() -> None:
    assert Curve(**CURVE).shares([("fr→ja", 1.5)], [0.0]) == pytest.approx([0.6])


def test_what_is_not_answered_rightly_passes_no_threshold_of_the_right_ones() -> None:
    seen = [Observed("ja→ja", True, False, 0.9), Observed("ja→ja", False, False, 0.5)]

    assert heights(seen, "right") == [("ja→ja", -6.0)]
    assert heights(seen, "answered") == [("ja→ja", logit(0.9))]
    assert heights(seen, "invented") == [("ja→ja", 0.0)]


def test_expectations_need_fifteen_questions_of_either_kind() -> None:
    correction = Correction.of(DATA)

    assert correction.expected(rows(14, 30), 0.5) is None
    assert correction.expected(rows(30, 14), 0.5) is None
    assert correction.expected([], 0.5) is None
    assert correction.proposal(rows(30, 14), 0.5) is None


def test_what_is_expected_and_how_surely() -> None:
    """At logit 2 (.88) made lie where they usually do: people's around 1 and -1, so .8 and .4 are above -.4 (.4)."""
    expected = Correction.of(DATA).expected(rows(30, 30, confidence=1 / (1 + math.exp(-2))), 0.4)

    assert expected is not None
    assert expected.right == pytest.approx(0.8)
    assert expected.refused == pytest.approx(0.2)
    assert expected.invented == pytest.approx(0.4)
    low, high = expected.refused_interval
    assert (low, high) == pytest.approx((0.2 - 1.96 * 0.1, 0.2 + 1.96 * 0.1))


def test_a_threshold_is_proposed_that_is_as_careful_as_elsewhere() -> None:
    """Invented ones lie at -3, -2, -1, 0, 1; .2 of them pass from just above 0 (.5) on, .4 from just above -1 (.27)."""
    correction = Correction.of({**DATA, "usual": 0.2})
    seen = rows(30, 30, confidence=1 / (1 + math.exp(-2.001)))
    proposal = correction.proposal(seen, 0.4)

    assert proposal is not None
    assert proposal.threshold == 0.51
    assert proposal.expected.invented == pytest.approx(0.2)
    assert correction.proposal(seen, 0.51) is None
    assert correction.proposal(seen, 0.6) is None


def test_a_library_more_careful_than_others_may_refuse_less() -> None:
    correction = Correction.of({**DATA, "usual": 0.4})
    proposal = correction.proposal(rows(30, 30, confidence=1 / (1 + math.exp(-2.001))), 0.6)

    assert proposal is not None
    assert proposal.threshold == 0.27


def test_the_shipped_correction_was_learned_for_the_shipped_reader() -> None:
    correction = Correction.load()

    assert correction.card["reader_sha256"] == reader_fingerprint(False)
    assert not any(name.startswith(("d1/", "libraries/")) for name in correction.card["learned_from"])
    for curve in correction.curves.values():
        assert list(curve.around) == sorted(curve.around)
        assert set(curve.made) == set(curve.asked) == {"ja→ja", "ja→en", "en→ja", "en→en"}
        assert 0 <= curve.slope <= 1
    assert 0 < correction.usual < 1


@pytest.mark.parametrize(("figure", "true"), [("right", 0.777), ("answered", 1 - 0.122), ("invented", 0.268)])
def test_what_ships_expects_what_people_s_questions_come_to(figure: str, true: float) -> None:
    """Of 560 questions of eight libraries that nothing was fitted to (benchmarks/answers, 29 November 2026), within .03.

    As learned from mixed files alone it expected .044 too few right answers.
    """
    curve = Correction.load().curves[figure]

    (share,) = curve.shares(list(curve.made.items()), [logit(0.27)])

    assert share == pytest.approx(true, abs=0.03)
