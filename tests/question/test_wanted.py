"""What a question asks for, in both languages."""

import pytest

from kotae.question.wanted import asks_when, counter_asked


@pytest.mark.parametrize(
    ("question", "when", "counter"),
    [
        ("契約はいつ終わりますか", True, "年"),
        ("設立は何年ですか", True, "年"),
        ("設立はなん年ですか", True, "年"),
        ("締め切りは何月何日ですか", True, ""),
        ("何歳から入れますか", False, "歳"),
        ("応募は何件ありましたか", False, "件"),
        ("定員は何人で、いつまで募集しますか", True, "人"),
        ("料金はいくらですか", False, ""),
        ("When does the lease end?", True, ""),
        ("In WHICH YEAR was it founded?", True, ""),
        ("What month is the fair in?", True, ""),
        ("How many people may enter?", False, ""),
        ("Who was whenever mentioned?", False, ""),
        ("", False, ""),
    ],
)
def test_a_question_says_whether_it_asks_for_a_date_and_what_it_counts(
    question: str, when: bool, counter: str
) -> None:
    assert asks_when(question) is when
    assert counter_asked(question) == counter
