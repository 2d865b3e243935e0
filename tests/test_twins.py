"""The measure of questions in two languages: which outcome two answers give, and that the file of twins is whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.twins.causes import CAUSES, cause
from benchmarks.twins.measure import Twin, came_of, figures, read_twins, why

from kotae.records import Answer, AnswerSentence, Citation, DocumentInfo, Hit, Passage, Sentence

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


def found(*passages: tuple[str, int, int]) -> tuple[Hit, ...]:
    """Passages of documents."""
    return tuple(
        Hit(
            passage=Passage(
                document=DocumentInfo(id=name, title=name, path=name, language="ja"),
                start=start,
                end=end,
                text="あ" * (end - start),
                sentences=(Sentence(start=start, end=end, language="ja"),),
                language="ja",
            ),
            score=0.5,
        )
        for name, start, end in passages
    )


WHOLE = found(("a", 0, 50), ("a", 50, 90), ("b", 0, 50))


@pytest.mark.parametrize(
    ("one", "other", "right", "name"),
    [
        (answer(("a", 0, 10)), answer(("b", 0, 10)), (True, True), "another place that says it too"),
        (answer(("a", 0, 10)), answer(("b", 0, 10)), (False, False), "another place, neither right"),
        (answer(("a", 0, 10)), answer(("a", 20, 30)), (True, False), "another sentence of the passage"),
        (answer(("a", 60, 70)), answer(("a", 20, 30)), (True, False), "another passage of the document"),
        (
            answer(("b", 0, 10)),
            answer(("a", 20, 30)),
            (False, True),
            "another document, in the asker's language",
        ),
        (
            answer(("b", 0, 10)),
            answer(("a", 20, 30)),
            (True, False),
            "another document, in the other language",
        ),
        (answer(), answer(("a", 0, 10)), (False, False), "refused, the other wrong"),
        (answer(), answer(("c", 0, 10)), (False, True), "refused, the other's passage not found"),
        (answer(), answer(("a", 60, 70)), (False, True), "refused though found, within a language"),
        (answer(("a", 60, 70)), answer(), (True, False), "refused though found, across languages"),
    ],
)
def test_what_sets_two_answers_apart_is_told_of_the_one_that_is_not_right(
    one: Answer, other: Answer, right: tuple[bool, bool], name: str
) -> None:
    """The first asks in Japanese, the documents are Japanese."""
    shown = (replace(one, hits=WHOLE), replace(other, hits=WHOLE))

    assert cause(TWIN.texts, shown, right) == name


def test_the_twins_that_differ_are_counted_by_cause() -> None:
    wrong = answer(("b", 0, 10), text="休みです。")
    pairs = ((answer(("a", 0, 10)), wrong), (answer(("a", 0, 10)), answer(("a", 0, 10))), (answer(), wrong))
    came = [came_of(TWIN, (replace(one, hits=WHOLE), replace(other, hits=WHOLE))) for one, other in pairs]

    counted = {name: row["twins"] for name, row in why(came).items()}

    assert tuple(counted) == CAUSES
    assert {name for name, count in counted.items() if count} == {
        "another document, in the other language",
        "refused, the other wrong",
    }
