"""What is added up and told apart: whole amounts beside unit prices, words that deny, things by number, names with a size."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from kotae.config import Settings
from kotae.gathering.measures import is_unit_price, units_asked
from kotae.gathering.records import Operation, Row
from kotae.gathering.results import notes_of, results_of
from kotae.gathering.wish import read_wish
from kotae.pipeline import KnowledgeBase, open_index
from kotae.question import read_question
from kotae.records import Citation, DocumentInfo, Language
from kotae.segmentation import Analyzer, Segmenter
from tests.libraries import built_library

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})
FILES = {
    "flour/1.md": "# 納品書 一\n\n品名：小麦粉\n単価：1kgあたり210円\n金額：63,000円\n",
    "flour/2.md": "# Delivery note\n\nThe mill delivers flour. At 180 yen a kilogram this makes 36,000 yen.\n",
    "flour/3.md": "# 納品書 三\n\n- 品名：小麦粉\n- 金額：21,000円\n",
    "tests/1.md": "# 検査報告書\n\n- 試料：生地\n- 判定：合格\n",
    "tests/2.md": "# 検査報告書\n\n- 試料：卵\n- 判定：不合格\n",
    "tests/3.md": "# 検査報告書\n\n試料の牛乳は不合格とした。\n",
    "ovens/1.md": "# 1号窯\n\n- 温度：240度\n",
    "ovens/2.md": "# Oven 2\n\n- Temperature: 190 degrees\n",
    "halls/1.md": "# 1号館の記録\n\n- 部屋：7号室\n- 湿度：61%\n",
    "halls/2.md": "# 2号館の記録\n\n- 部屋：9号室\n- 湿度：48%\n",
    "halls/3.md": "# Record of hall 3\n\n- Humidity: 55%\n",
    "sales/1.md": (
        "# 売上\n\n| 商品 | 売上（円） |\n|---|---|\n| 栗あん 200g | 8,000 |\n| 白みそ 1kg | 4,500 |\n| 栗あん 1kg | 9,000 |\n"
    ),
}


def yen(amount: int) -> Row:
    info = DocumentInfo(id="d", path="a.md", title="A", language="en")
    return Row(
        entity="A",
        text=str(amount),
        key=f"JPY:{amount}",
        number=Decimal(amount),
        unit="JPY",
        citation=Citation(document=info, start=0, end=1, quote="A"),
    )


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    index = built_library(tmp_path_factory.mktemp("whole"), FILES, settings=HASHING)
    with open_index(index, settings=HASHING) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "papers", "results"),
    [
        ("小麦粉の金額の合計はいくらですか。", ["flour/1.md", "flour/2.md", "flour/3.md"], {"JPY": 120_000}),
        (
            "What does all the flour come to in total?",
            ["flour/1.md", "flour/2.md", "flour/3.md"],
            {"JPY": 120_000},
        ),
        ("不合格の検査報告書をすべて挙げてください。", ["tests/2.md", "tests/3.md"], {}),
        ("合格の検査報告書をすべて挙げてください。", ["tests/1.md"], {}),
        ("栗あんの売上の合計はいくらですか。", ["sales/1.md", "sales/1.md"], {"JPY": 17_000}),
        ("湿度が最も高い記録はどれですか。", ["halls/1.md"], {"percent": 61}),
        ("Compare the temperature of oven 1 with oven 2.", ["ovens/1.md", "ovens/2.md"], {"degree": 50}),
        ("1号窯と2号窯の温度を比べてください。", ["ovens/1.md", "ovens/2.md"], {"degree": 50}),
    ],
)
def test_what_is_meant_is_added_up_and_told_apart(
    knowledge: KnowledgeBase, question: str, papers: list[str], results: dict[str, int]
) -> None:
    found = knowledge.gather(question)

    assert [row.citation.document.path for row in found.rows] == papers
    assert {result.unit: result.value for result in found.results} == {
        unit: Decimal(value) for unit, value in results.items()
    }


@pytest.mark.parametrize(
    ("label", "before", "behind", "expected"),
    [
        ("単価", "", "", True),
        ("Unit price", "", "", True),
        ("", "at ", " a kilogram this makes", True),
        ("", "", " each", True),
        ("", "1kgあたり", "", True),
        ("金額", "合計", "", False),
        ("", "", " a night", False),
        ("", "1時間あたり", "", False),
        ("", "一晩", "を支給する", False),
        ("Amount", "", " and no more", False),
    ],
)
def test_a_unit_price_is_of_one_of_several(label: str, before: str, behind: str, expected: bool) -> None:
    assert is_unit_price(label, before, behind) is expected


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("総重量は何キロですか。", ("kg", "km")),
        ("How many litres were used in total?", ("litre", "mL", "m3")),
        ("How many people came?", ()),
        ("何人来ましたか。", ()),
    ],
)
def test_a_unit_that_is_asked_for_is_the_value_s(question: str, units: tuple[str, ...]) -> None:
    assert units_asked(question) == units


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("一番高いプリンターはどれですか。", "money"),
        ("家賃が最も高い部屋はどれですか。", "money"),
        ("湿度が最も高い部屋はどれですか。", "percent"),
        ("気温がいちばん高かった日はいつですか。", "number"),
    ],
)
def test_what_stands_before_an_adjective_says_what_it_measures(question: str, kind: str) -> None:
    assert kind in read_wish(read_question(question, Analyzer(Segmenter()))).kinds


@pytest.mark.parametrize(
    ("operation", "language", "expected"),
    [
        (
            "sum",
            "en",
            "Of 3 rows 1 lacks a word of the question (?); over the others alone it is 300 JPY.",
        ),
        ("sum", "ja", "3行のうち1行には質問の言葉が足りません（?）。それを除くと300 JPYです。"),
        ("count", "en", "Of 3 rows 1 lacks a word of the question (?); over the others alone it is 2."),
        ("average", "ja", "3行のうち1行には質問の言葉が足りません（?）。それを除くと150 JPYです。"),
    ],
)
def test_a_number_is_said_without_its_doubtful_rows_too(
    operation: Operation, language: Language, expected: str
) -> None:
    rows = [yen(100), yen(200), replace(yen(1000), sure=False)]

    assert notes_of(rows, results_of(rows, operation), operation, language) == (expected,)


@pytest.mark.parametrize("doubtful", [0, 2])
def test_rows_that_are_alike_in_doubt_need_no_second_number(doubtful: int) -> None:
    rows = [replace(yen(amount), sure=not doubtful) for amount in (100, 200)]

    assert notes_of(rows, results_of(rows, "sum"), "sum", "en") == ()
