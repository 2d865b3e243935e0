"""Papers as people keep them: claims with lines of totals, one series in two languages, branches that only folders name."""

from decimal import Decimal

import pytest

from kotae.gathering import Gathered
from kotae.pipeline import KnowledgeBase


def claim_ja(who: str, town: str, hotel: str, train: str, total: str) -> str:
    return (
        f"{who}が{town}へ出張した費用である。\n\n| 日付 | 費目 | 金額 |\n|---|---|---|\n"
        f"| 2025年3月4日 | 宿泊費 | {hotel} |\n| 2025年3月4日 | 電車代 | {train} |\n| 合計 | | {total} |\n"
    )


def claim_en(who: str, town: str, hotel: str, train: str, total: str) -> str:
    return (
        f"Costs of {who}'s trip to {town}.\n\n| Date | Item | Amount |\n|---|---|---|\n"
        f"| 5 May 2024 | Hotel | {hotel} |\n| 5 May 2024 | Train | {train} |\n| Total | | {total} |\n"
    )


FILES = {
    "claims/大阪支店/T-1.md": "# 出張精算書 T-1\n\n"
    + claim_ja("中村", "札幌", "9,000円", "3,000円", "12,000円"),
    "claims/大阪支店/T-2.md": "# 出張精算書 T-2\n\n"
    + claim_ja("清水", "金沢", "8,000円", "2,500円", "10,500円"),
    "claims/福岡支店/T-3.md": "# 出張精算書 T-3\n\n"
    + claim_ja("中村", "札幌", "7,000円", "4,000円", "11,000円"),
    "claims/福岡支店/T-4.csv": "日付,氏名,行き先,費目,金額（円）\n2024年6月1日,清水,札幌,宿泊費,6000\n"
    "2024年6月1日,清水,札幌,電車代,1500\n合計,,,,7500\n",
    "claims/Leeds branch/T-5.md": "# Travel claim T-5\n\n"
    + claim_en("Carter", "Dublin", "£90", "£30", "£120"),
    "claims/Leeds branch/T-6.md": "# Travel claim T-6\n\n"
    + claim_en("Evans", "Cardiff", "£80", "£20", "£100"),
    "claims/Leeds branch/T-7.csv": "Date,Name,Destination,Item,Amount (GBP)\n1 June 2025,Carter,Dublin,Hotel,70\n"
    "1 June 2025,Carter,Dublin,Train,15\nTotal,,,,85\n",
    "claims/Bristol branch/T-8.md": "# Travel claim T-8\n\n"
    + claim_en("Dawson", "Dublin", "£60", "£25", "£85"),
    "grants/G-1.md": "# 助成決定通知 G-1\n\n- 所属機関: 東都大学\n- 助成金額: 500,000円\n- 開始日: 2024年5月1日\n",
    "grants/G-2.md": "# 助成決定通知 G-2\n\n東都大学の林に助成する。"
    "助成金額は300,000円とし、期間は2024年8月1日から2025年8月1日までとする。\n",
    "grants/G-3.md": "# 助成決定通知 G-3\n\n- 所属機関: 南港研究所\n- 助成金額: 200,000円\n- 開始日: 2023年5月1日\n",
    "grants/G-4.md": "# Award letter G-4\n\n- Institution: Toto University\n- Amount: $4,000\n- Start date: 1 June 2024\n",
    "grants/G-5.md": "# Award letter G-5\n\nThis grant goes to Linden College. "
    "The grant amounts to $2,500. It runs from 1 July 2024 to 1 July 2025.\n",
}


def numbers(found: Gathered) -> dict[str, Decimal]:
    """The results by whose they are, what they are and their unit."""
    return {" ".join(filter(None, (one.group, one.operation, one.unit))): one.value for one in found.results}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("大阪支店の宿泊費の合計はいくらですか。", {"sum JPY": Decimal(17000)}),
        ("What is the average hotel cost of the Leeds branch?", {"average GBP": Decimal(80)}),
        ("一番高い宿泊費はいくらですか。", {"max JPY": Decimal(9000), "max GBP": Decimal(90)}),
        ("What is the highest hotel cost?", {"max JPY": Decimal(9000), "max GBP": Decimal(90)}),
        ("中村さんの電車代の合計はいくらですか。", {"sum JPY": Decimal(7000)}),
        ("What is the total of the train costs in 2024?", {"sum JPY": Decimal(1500), "sum GBP": Decimal(75)}),
    ],
)
def test_lines_of_totals_are_no_lines_and_names_must_be_there(
    knowledge: KnowledgeBase, question: str, expected: dict[str, Decimal]
) -> None:
    """Totals were added to what they put together; papers in the other language came in without the name asked for."""
    assert numbers(knowledge.gather(question, where={"folder": "claims"})) == expected


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("札幌への出張は何件ありますか。", {"T-1.md", "T-3.md", "T-4.csv"}),
        ("How many trips went to Dublin?", {"T-5.md", "T-7.csv", "T-8.md"}),
        ("中村さんの出張の一覧をください。", {"T-1.md", "T-3.md"}),
        ("List all trips of Carter.", {"T-5.md", "T-7.csv"}),
    ],
)
def test_a_paper_with_a_number_of_its_own_counts_once(
    knowledge: KnowledgeBase, question: str, papers: set[str]
) -> None:
    """Each line of a claim was a trip, and claims without a title weren't found."""
    found = knowledge.gather(question, where={"folder": "claims"})

    assert sorted(row.citation.document.path.rpartition("/")[2] for row in found.rows) == sorted(papers)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "宿泊費の合計を支店別に教えてください。",
            {
                "大阪支店 sum JPY": Decimal(17000),
                "福岡支店 sum JPY": Decimal(13000),
                "Leeds branch sum GBP": Decimal(240),
                "Bristol branch sum GBP": Decimal(60),
            },
        ),
        (
            "What is the total of the hotel costs by year?",
            {
                "2024 sum GBP": Decimal(230),
                "2024 sum JPY": Decimal(6000),
                "2025 sum JPY": Decimal(24000),
                "2025 sum GBP": Decimal(70),
            },
        ),
        (
            "大阪支店と福岡支店の宿泊費の合計を比べてください。",
            {
                "大阪支店 sum JPY": Decimal(17000),
                "福岡支店 sum JPY": Decimal(13000),
                "difference JPY": Decimal(4000),
            },
        ),
        (
            "Compare the total hotel costs of Leeds branch and Bristol branch.",
            {
                "Leeds branch sum GBP": Decimal(240),
                "Bristol branch sum GBP": Decimal(60),
                "difference GBP": Decimal(180),
            },
        ),
        ("T-1とT-3の合計金額を比べてください。", {"difference JPY": Decimal(1000)}),
        ("Compare the total of T-5 with that of T-8.", {"difference GBP": Decimal(35)}),
        ("Which trip had the largest total?", {"max JPY": Decimal(12000), "max GBP": Decimal(120)}),
    ],
)
def test_numbers_by_branch_by_year_and_of_two_things(
    knowledge: KnowledgeBase, question: str, expected: dict[str, Decimal]
) -> None:
    """One total of everything was given, whatever it was to be put under."""
    assert numbers(knowledge.gather(question, where={"folder": "claims"})) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年度に開始した助成の平均額はいくらですか。", {"average JPY": 400000, "average USD": 3250}),
        (
            "What is the average amount of the grants that started in 2024?",
            {"average JPY": 400000, "average USD": 3250},
        ),
        ("東都大学への助成金額の合計はいくらですか。", {"sum JPY": 800000, "sum USD": 4000}),
        ("What is the total amount of the grants to Toto University?", {"sum JPY": 800000, "sum USD": 4000}),
        (
            "助成金額の合計を機関別に教えてください。円建てのものに限ります。",
            {"東都大学 sum JPY": 800000, "南港研究所 sum JPY": 200000},
        ),
    ],
)
def test_papers_of_one_series_are_of_one_kind_in_either_language(
    knowledge: KnowledgeBase, question: str, expected: dict[str, int]
) -> None:
    """*Award letter* isn't called 助成 anywhere; a university's name that is also a word let every other one in."""
    found = knowledge.gather(question, where={"folder": "grants"})

    assert numbers(found) == {name: Decimal(value) for name, value in expected.items()}


def test_what_says_nothing_of_its_group_has_a_number_of_its_own(knowledge: KnowledgeBase) -> None:
    found = knowledge.gather(
        "What is the total amount of the grants, by institution?", where={"folder": "grants"}
    )

    assert numbers(found)["sum USD"] == Decimal(2500)
    assert any("1 row doesn't say" in note for note in found.notes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("清水さんの宿泊費の合計はいくらですか。", "一か所からの引用"),
        ("What is the total hotel cost?", "Quoted from one place"),
        ("宿泊費はいくらですか。", ""),
        ("What is the hotel cost?", ""),
    ],
)
def test_a_single_line_is_not_shown_as_the_total(knowledge: KnowledgeBase, question: str, said: str) -> None:
    """The amount of one claim stood above the quote as if it were the total of all."""
    answer = knowledge.ask(question)

    assert answer.status == "answered"
    assert said in answer.note
    assert bool(answer.note) is bool(said)
    if said:
        assert answer.short is None
