"""The probability moves with what the reader says and with what is missing, and an unknown identifier ends it."""

import json
import math
from dataclasses import replace
from importlib.resources import files

import pytest

from kotae.answering.confidence import FEATURES, confidence, features
from kotae.answering.coverage import Coverage
from kotae.answering.evidence import Evidence
from kotae.answering.held import Held
from kotae.question import Question, read_question
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits
from tests.answering.pointing import evidence_at

ALL_HELD = Held(
    coverage=Coverage(share=1.0, missing=0.0), identifiers=(), distant=0, years=(), names=(), words=()
)
CASES = [
    ("再発行はいくらですか？", "再発行は700円です。"),
    ("What does a new card cost?", "A new card costs 700 yen."),
    ("再発行はいくらですか？", "A new card costs 700 yen."),
    ("What does a new card cost?", "再発行は700円です。"),
]


@pytest.fixture(params=CASES, ids=["ja-ja", "en-en", "ja-en", "en-ja"])
def pair(
    request: pytest.FixtureRequest, analyzer: Analyzer, make_hits: MakeHits
) -> tuple[Question, Evidence]:
    question, text = request.param
    return read_question(question, analyzer), evidence_at(make_hits(text)[0], "700", answers=1.0)


def test_the_surer_the_reader_the_higher(pair: tuple[Question, Evidence]) -> None:
    question, evidence = pair
    found = [
        confidence(question, [replace(evidence, reading=replace(evidence.reading, answers=odds))], ALL_HELD)
        for odds in (-6.0, -2.0, 0.0, 2.0, 6.0)
    ]
    assert found == sorted(found)
    assert 0.0 <= found[0] < found[-1] <= 1.0


@pytest.mark.parametrize(
    "missing",
    [{"years": ("2019年",)}, {"names": ("Nvidia",)}, {"nowhere": ("Nvidia",)}, {"distant": 1}],
    ids=["years", "names", "nowhere", "distant"],
)
def test_what_the_evidence_lacks_never_raises_it(
    pair: tuple[Question, Evidence], missing: dict[str, object]
) -> None:
    question, evidence = pair
    lacking = replace(ALL_HELD, **missing)  # type: ignore[arg-type]
    assert confidence(question, [evidence], lacking) <= confidence(question, [evidence], ALL_HELD)


def test_an_identifier_that_stands_nowhere_ends_it(pair: tuple[Question, Evidence]) -> None:
    question, evidence = pair
    sure = replace(evidence, reading=replace(evidence.reading, answers=100.0, somewhere=100.0), share=1.0)
    assert confidence(question, [sure], replace(ALL_HELD, identifiers=("WD-105",))) == 0.0


def test_no_odds_are_too_large(pair: tuple[Question, Evidence]) -> None:
    question, evidence = pair
    for odds in (-1e9, 1e9):
        extreme = replace(evidence, reading=replace(evidence.reading, answers=odds, somewhere=odds))
        assert 0.0 <= confidence(question, [extreme], ALL_HELD) <= 1.0


@pytest.mark.parametrize(("question", "text"), CASES)
def test_features_say_what_they_are_named_for(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str
) -> None:
    asked = read_question(question, analyzer)
    first, copy, other = make_hits(text, text, "別の話。700匹いる。")
    evidence = [
        replace(evidence_at(first, "700", answers=4.0), alone=3.0),
        evidence_at(copy, "700", answers=3.9),
        evidence_at(other, "700", answers=2.5),
    ]
    lacking = replace(
        ALL_HELD,
        coverage=Coverage(share=0.75, missing=0.25),
        names=("Nvidia",),
        nowhere=("Nvidia",),
        years=("2019",),
        distant=2,
    )
    found = dict(zip(FEATURES, features(asked, evidence, lacking), strict=True))
    crossed = float(evidence[0].sentence.language != asked.language)
    assert found == {
        "answers": 4.0,
        "answers_crossed": 4.0 * crossed,
        "somewhere": 4.0,
        "share": evidence[0].share,
        "ahead": 1.5,
        "alone": 3.0,
        "crossed": crossed,
        "english": float(asked.language == "en"),
        "covered": 0.75,
        "largest_missing": 0.25,
        "names_missing": 1 - crossed,
        "names_missing_crossed": crossed,
        "names_nowhere": 1.0,
        "years_missing": 1.0,
        "identifiers_distant": 2.0,
        "exact": 0.0,
    }


def test_nothing_beside_it_is_as_far_ahead_as_can_be(analyzer: Analyzer, make_hits: MakeHits) -> None:
    asked = read_question("いくら？", analyzer)
    found = dict(
        zip(FEATURES, features(asked, [evidence_at(make_hits("700円。")[0], "700")], ALL_HELD), strict=True)
    )
    assert found["ahead"] == 2.0
    assert found["alone"] == 0.0, "it was read with its passage only"


def test_the_weights_file_names_every_feature_and_no_other() -> None:
    text = files("kotae.answering").joinpath("weights", "confidence.json").read_text(encoding="utf-8")
    weights = json.loads(text)
    assert set(weights["coefficients"]) == set(FEATURES)
    assert all(math.isfinite(value) for value in (weights["intercept"], *weights["coefficients"].values()))
