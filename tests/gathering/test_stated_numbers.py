"""How many, per month, at the end of a fiscal year: what an audit of a library of contracts, rules and minutes showed.

Each of these failed before: a number that papers state was counted as rows or said not to be there, a total per month held every
amount of money, 2026年度末 was a day of 2026, and of a begin and an end in one sentence the begin was taken.
"""

import datetime
from decimal import Decimal

import pytest

from kotae.folding import fold
from kotae.gathering.bounds import days_written
from kotae.pipeline import KnowledgeBase
from kotae.segmentation.quantities import find_quantities

FILES = {
    "contracts/ferry.md": "# 渡船契約書（磯辺船舶）\n\n磯辺船舶との契約は2026年度末に終了する。月額は70,000円とする。\n",
    "contracts/bins.md": "# Waste contract with Pell Bins\n\n"
    "The contract with Pell Bins begins on 1 May 2024 and ends on 30 April 2026."
    " The monthly fee is 20,000 yen.\n",
    "contracts/lamps.md": "# 照明保守契約書（灯屋）\n\n灯屋との契約は2026年6月30日に終了する。月額は30,000円とする。\n",
    "contracts/wires.md": "# Cable contract with Orrin Wires\n\nThe contract with Orrin Wires runs until the end of fiscal 2027."
    " The monthly fee is 50,000 yen.\n",
    "rules/pool_2022.md": "# プール使用料規程（令和4年4月1日施行）\n\nプールの使用料は1回600円とする。\n",
    "rules/pool_2024.md": "# プール使用料規程（令和6年4月1日施行）\n\nプールの使用料は1回700円とする。\n",
    "rules/pay.md": "# 給与規程\n\n住居手当は月額9,000円とする。\n",
    "minutes/2025-06.md": "# 運営会議の記録（2025年6月3日）\n\n"
    "園長の報告では、来園者が4％増えて7,100人になった。遊具の購入は250万円である。\n",
    "minutes/visitors.md": "# Visitors\n\n| fiscal year | visitors |\n|---|---|\n| 2024 | 6,800 |\n| 2025 | 6,900 |\n",
    "minutes/2025-07.md": "# Minutes of 1 July 2025\n\nThe shed holds 36 boats, said the warden.\n",
}


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("2025年度の来園者は何人ですか。", ["number:7100", "number:6900"]),
        ("How many visitors were there in fiscal 2025?", ["number:7100", "number:6900"]),
        ("来園者は何人ですか。", ["number:7100", "number:6800", "number:6900"]),
        ("How many visitors were there?", ["number:7100", "number:6800", "number:6900"]),
        ("How many boats does the shed hold?", ["number:36"]),
        ("2031年度の来園者は何人ですか。", []),
        ("How many visitors were there in fiscal 2031?", []),
    ],
    ids=["ja", "en", "ja, any year", "en, any year", "a bare noun", "ja, no such year", "en, no such year"],
)
def test_a_number_that_papers_state_is_given_and_no_rows_are_counted(
    knowledge: KnowledgeBase, question: str, keys: list[str]
) -> None:
    found = knowledge.gather(question)

    assert [row.key for row in found.rows] == keys
    assert (found.results, found.missing) == ((), ())
    assert bool(found.notes) is not bool(keys)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("2026年に終了する契約は何件ありますか。", 2),
        ("How many contracts end in 2026?", 2),
        ("2031年に終了する契約は何件ありますか。", 0),
        ("How many contracts end in 2031?", 0),
    ],
)
def test_rows_are_counted_where_no_paper_states_their_number(
    knowledge: KnowledgeBase, question: str, count: int
) -> None:
    found = knowledge.gather(question)

    assert [result.value for result in found.results] == [Decimal(count)]
    assert len(found.rows) == count


@pytest.mark.parametrize(
    "question", ["潜水艦は何隻ありますか。全部で何台ですか。", "How many submarines were bought?"]
)
def test_nothing_is_counted_of_what_no_paper_names(knowledge: KnowledgeBase, question: str) -> None:
    found = knowledge.gather(question)

    assert (found.rows, found.results) == ((), ())
    assert found.missing


@pytest.mark.parametrize(
    "question", ["月額の合計はいくらですか。", "What is the total of the monthly fees?"], ids=["ja", "en"]
)
def test_a_total_per_month_holds_what_is_called_so(knowledge: KnowledgeBase, question: str) -> None:
    found = knowledge.gather(question)

    assert {result.unit: result.value for result in found.results} == {"JPY": Decimal(170_000)}
    assert {row.citation.document.path.split("/")[0] for row in found.rows} == {"contracts"}
    assert any("1" in note for note in found.notes)  # the allowance is said to be left out


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("プールの使用料の合計は何円ですか。", "新しい文書に置き換え"),
        ("What is the total of the charges for the pool?", "newer ones replace"),
    ],
    ids=["ja", "en"],
)
def test_a_sum_says_which_of_its_papers_are_replaced(
    knowledge: KnowledgeBase, question: str, said: str
) -> None:
    found = knowledge.gather(question, where={"folder": "rules"})

    assert {row.key for row in found.rows} >= {"JPY:600", "JPY:700"}
    (note,) = [note for note in found.notes if said in note]
    assert "rules/pool_2022.md" in note
    assert "pool_2024" not in note


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("2026年に終了する契約をすべて挙げてください。", ["date:2026-04-30", "date:2026-06-30"]),
        ("List all contracts that end in 2026.", ["date:2026-04-30", "date:2026-06-30"]),
        (
            "2026年度に終了する契約をすべて挙げてください。",
            ["date:2026-04-30", "date:2027-03-31", "date:2026-06-30"],
        ),
        (
            "List all contracts that end in fiscal 2026.",
            ["date:2026-04-30", "date:2027-03-31", "date:2026-06-30"],
        ),
        ("2027年度末に終了する契約をすべて挙げてください。", ["date:2028-03-31"]),
        ("List all contracts that end at the end of fiscal 2027.", ["date:2028-03-31"]),
        ("2024年に始まる契約をすべて挙げてください。", ["date:2024-05-01"]),
        ("List all contracts that begin in 2024.", ["date:2024-05-01"]),
    ],
)
def test_ends_of_fiscal_years_and_two_dates_of_one_sentence(
    knowledge: KnowledgeBase, question: str, keys: list[str]
) -> None:
    assert [row.key for row in knowledge.gather(question).rows] == keys


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026年度末に終了する", "2027-03-31", "2027-03-31"),
        ("令和8年度末まで", "2027-03-31", "2027-03-31"),
        ("2026年度の当初", "2026-04-01", "2026-04-01"),
        ("2026年度", "2026-04-01", "2027-03-31"),
        ("2026年末", "2026-12-31", "2026-12-31"),
        ("2026年", "2026-01-01", "2026-12-31"),
        ("at the end of fiscal year 2026", "2027-03-31", "2027-03-31"),
        ("by the end of the 2026 fiscal year", "2027-03-31", "2027-03-31"),
        ("from the start of FY2026", "2026-04-01", "2026-04-01"),
        ("in fiscal 2026", "2026-04-01", "2027-03-31"),
        ("by the end of 2026", "2026-12-31", "2026-12-31"),
        ("in 2026", "2026-01-01", "2026-12-31"),
        ("on 30 June 2026", "2026-06-30", "2026-06-30"),
    ],
)
def test_a_year_and_its_ends_are_days(written: str, first: str, last: str) -> None:
    text = fold(written)
    (found,) = find_quantities(text)

    assert days_written(found.key, text, found.start, found.end) == (
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last),
    )
