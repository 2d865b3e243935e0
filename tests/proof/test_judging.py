"""Votes: those that can't have been, and those that the council doesn't cast again."""

from typing import Any

import pytest

from kotae.errors import ModelError
from kotae.messages import Told
from kotae.proof import Checker, Proof
from kotae.proof.judging import Judging, check_votes
from kotae.proof.sealing import sealed
from kotae.records import Vote


def with_votes(proof: Proof, **changes: Any) -> Proof:  # noqa: ANN401 - fields of a vote
    first = proof.answer.sentences[0]
    votes = (first.votes[0].model_copy(update=changes), *first.votes[1:])
    sentences = (first.model_copy(update={"votes": votes}), *proof.answer.sentences[1:])
    answer = proof.answer.model_copy(update={"sentences": sentences})
    return sealed(proof.model_copy(update={"answer": answer}))


@pytest.mark.parametrize(
    ("changes", "en", "ja"),
    [
        ({"passed": False}, "it wouldn't have been shown", "表示されないはず"),
        ({"passed": None}, "it wouldn't have been shown", "表示されないはず"),
        ({"checker": "faith"}, "Others voted", "検査役が違います"),
        ({"checker": "entailment"}, "Others voted", "検査役が違います"),
        ({"score": 0.5}, "facts:", "facts:"),
        ({"reason": "よい文です。"}, "facts:", "facts:"),
    ],
)
def test_votes_that_differ_are_told(
    proof: Proof, checker: Checker, changes: dict[str, Any], en: str, ja: str
) -> None:
    report = checker.check(with_votes(proof, **changes))
    (wrong,) = [finding for finding in report.findings if finding.verdict == "fails"]
    assert wrong.kind == "votes"
    assert en in wrong.en
    assert ja in wrong.ja


def test_a_number_of_any_length_in_a_reason_is_compared(proof: Proof, checker: Checker) -> None:
    """Python reads no number of more than 4,300 digits: such a reason ended in a traceback."""
    score = round(abs(proof.answer.sentences[0].votes[0].score - 0.01), 2)
    report = checker.check(with_votes(proof, score=score, reason="9" * 5_000 + "2,000 200"))
    assert [f.kind for f in report.findings if f.verdict == "fails"] == ["votes"]


def test_a_written_sentence_that_its_quote_doesnt_support_is_found(proof: Proof, checker: Checker) -> None:
    first = proof.answer.sentences[0]
    forged = first.model_copy(update={"text": first.text.replace("2,000", "3,000")})
    answer = proof.answer.model_copy(update={"sentences": (forged, *proof.answer.sentences[1:])})
    report = checker.check(sealed(proof.model_copy(update={"answer": answer})))
    kinds = [finding.kind for finding in report.findings if finding.verdict == "fails"]
    assert kinds == ["votes", "votes", "answer"]  # facts and entailment; the text


def test_a_quote_has_no_votes(proof: Proof, checker: Checker) -> None:
    first, second, *rest = proof.answer.sentences
    voted = second.model_copy(update={"votes": first.votes})
    answer = proof.answer.model_copy(update={"sentences": (first, voted, *rest)})
    report = checker.check(sealed(proof.model_copy(update={"answer": answer})))
    assert [f.en for f in report.findings if f.verdict == "fails"] == [
        "Sentence 2: the council's votes differ. A quote has no votes."
    ]


def near(score: float, percent: int) -> tuple[Vote, ...]:
    facts = "数値・日付・名前はすべて出典にあります。"
    said = f"出典がこの文を裏付ける確率は{percent}%です。"
    return (
        Vote(checker="facts", passed=True, score=1.0, reason=facts),
        Vote(checker="entailment", passed=True, score=score, reason=said),
    )


@pytest.mark.parametrize(("less", "holds"), [(0.0, True), (0.04, True), (0.2, False)])
def test_another_processor_may_add_up_a_little_otherwise(proof: Proof, less: float, holds: bool) -> None:
    sentence = proof.answer.sentences[0]
    score = sentence.votes[1].score - less
    votes = near(score, round(100 * score))
    judging = Judging(ask=lambda *_: votes, same=True)
    (finding,) = check_votes(sentence, "x", judging, "ja", number=1)
    assert finding.verdict == ("holds" if holds else "fails")


def test_without_the_same_models_votes_are_left_open(proof: Proof) -> None:
    def missing(*_: object) -> tuple[Vote, ...]:
        raise ModelError(Told(en="gone", ja="ありません"))

    sentence = proof.answer.sentences[0]
    found = [
        next(check_votes(sentence, source, Judging(ask=missing, same=same), "ja", number=1))
        for source, same in (("x", False), (None, True), ("x", True))
    ]
    assert [finding.verdict for finding in found] == ["unchecked"] * 3
    assert [finding.ja.partition("。")[2] for finding in found] == [
        "ここにあるモデルは別のものです。",
        "文が証明に含まれていません。",
        "ありません",
    ]
