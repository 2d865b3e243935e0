"""The measure of questions in two languages: which outcome two answers give, and that the file of twins is whole."""

from pathlib import Path

import pytest
from benchmarks.twins.measure import Twin, came_of, figures, read_twins

from kotae.records import Answer, AnswerSentence, Citation, DocumentInfo

ROOT = Path(__file__).resolve().parent.parent
TWIN = Twin(
    library="ice_rink", texts=("料金はいくらですか", "How much is it?"), language="ja", answer="500円"
)


def answer(*places: tuple[str, int, int], text: str = "料金は500円です。") -> Answer:
    """One that quotes places of documents; none is a refusal."""
    sentences = tuple(
        AnswerSentence(
            text=text,
            support="quoted",
            citations=(
                Citation(
                    document=DocumentInfo(id=name, title=name, path=name, language="ja"),
                    start=start,
                    end=end,
                    quote=text,
                ),
            ),
        )
        for name, start, end in places
    )
    return Answer(
        question="?",
        language="ja",
        status="answered" if places else "not_found",
        text="",
        sentences=sentences,
    )


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (answer(("a", 0, 10)), answer(("a", 5, 12)), "same"),
        (answer(("a", 0, 10)), answer(("a", 10, 20)), "other"),
        (answer(("a", 0, 10)), answer(("b", 0, 10)), "other"),
        (answer(("a", 0, 10), ("b", 0, 9)), answer(("b", 0, 9)), "other"),
        (answer(("a", 0, 10)), answer(), "one refused"),
        (answer(), answer(), "both refused"),
    ],
)
def test_answers_are_the_same_evidence_where_their_first_quotes_meet(
    one: Answer, other: Answer, outcome: str
) -> None:
    assert came_of(TWIN, (one, other)).outcome == outcome
    assert came_of(TWIN, (other, one)).outcome == outcome


def test_shares_are_of_all_twins_and_right_is_told_by_language() -> None:
    right, wrong = answer(("a", 0, 10)), answer(("a", 0, 10), text="休みです。")
    came = [came_of(TWIN, pair) for pair in ((right, wrong), (right, answer()), (answer(), answer()))]

    found = figures(came)

    assert found["same"] == round(2 / 3, 3)
    assert found["same, of those answered both times"] == 1.0
    assert found["one refused"] == round(1 / 3, 3)
    assert (found["right within"], found["right across"]) == (round(2 / 3, 3), 0.0)


def test_the_file_holds_two_hundred_questions_with_their_twins() -> None:
    """Every line is checked against its library as it is read."""
    twins = [twin for own in read_twins(ROOT / "benchmarks/twins/twins.txt").values() for twin in own]

    assert len(twins) >= 200
    assert len({text for twin in twins for text in twin.texts}) == 2 * len(twins)


def test_a_second_file_holds_thirty_questions_over_other_libraries() -> None:
    seen, unseen = (read_twins(ROOT / "benchmarks/twins" / name) for name in ("twins.txt", "unseen.txt"))

    assert not set(seen) & set(unseen)
    assert [len(own) for own in unseen.values()] == [15, 15]


def test_a_line_that_is_no_twin_is_named(tmp_path: Path) -> None:
    (tmp_path / "twins.txt").write_text("== ice_rink\nWhat does R14 mean? | What is R14?\n", encoding="utf-8")

    with pytest.raises(ValueError, match="line 2"):
        read_twins(tmp_path / "twins.txt")
