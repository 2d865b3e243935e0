"""The reader without a model: half of the question's words in one sentence are an answer."""

import pytest

from kotae.reader.overlap import OverlapReader
from tests.answering.conftest import MakeHits

READER = OverlapReader()


@pytest.mark.parametrize(
    ("question", "text", "best"),
    [
        ("再発行の手数料はいくらですか？", "開館は9時です。再発行の手数料は700円です。", 1),
        (
            "What is the fee for a replacement card?",
            "We open at nine. A replacement card has a fee of 700 yen.",
            1,
        ),
        ("When do you open on Mondays?", "On Mondays we open at nine. Cards cost 700 yen.", 0),
    ],
)
def test_the_sentence_with_the_questions_words_answers(
    make_hits: MakeHits, question: str, text: str, best: int
) -> None:
    (hit,) = make_hits(text)
    (reading,) = READER.read(question, [hit.passage])
    assert reading.answers > 0
    assert max(range(2), key=reading.sentences.__getitem__) == best
    assert sum(reading.sentences) == pytest.approx(1.0)
    assert reading.start == reading.end == hit.passage.sentences[best].start


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("再発行の手数料はいくらですか？", "冬は雪が多い。"),
        ("What is the fee for a card?", "It snows a lot in winter."),
        ("", "冬は雪が多い。"),
        ("いつですか？", "It snows."),
    ],
)
def test_another_passage_does_not_answer(make_hits: MakeHits, question: str, text: str) -> None:
    (reading,) = READER.read(question, [make_hits(text)[0].passage])
    assert reading.answers < 0


@pytest.mark.parametrize(
    ("claim", "text", "support"),
    [
        ("The fee is 700 yen.", "The fee for a card is 700 yen.", 1.0),
        ("The fee is 700 yen.", "It snows.", 0.0),
        ("手数料は700円。", "手数料は700円です。", 1.0),
        ("", "手数料は700円です。", 0.0),
    ],
)
def test_judging_is_the_share_of_the_claims_words(claim: str, text: str, support: float) -> None:
    (found,) = READER.judge(claim, [text])
    assert found.supported == pytest.approx(support)
    assert found.contradicted == 0.0
    assert found.supported + found.neither + found.contradicted == pytest.approx(1.0)


def test_nothing_to_read_gives_nothing() -> None:
    assert READER.read("何？", []) == ()
    assert READER.judge("何。", []) == ()
