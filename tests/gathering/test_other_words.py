"""Papers that say the same in other words: told apart by labels, titles, names of several words, and what is done."""

from decimal import Decimal

import pytest

from kotae.config import Settings
from kotae.gathering.rivals import likeness_of
from kotae.pipeline import KnowledgeBase
from kotae.pipeline.opened.lender import translations
from kotae.segmentation import Analyzer, Segmenter

FILES = {
    "repairs/01.md": "# 屋根の修理\n\n責任者は鈴木である。\n\n## 費用\n\n予算900万円に対し、実績額は8,100,000円であった。\n",
    "repairs/02.md": "# Repair of the lift\n\nThe repair was led by Suzuki. "
    "Against a budget of ¥5,000,000, the actual cost was ¥4,000,000.\n",
    "repairs/03.md": "# Repair of the stairs\n\nThe repair was led by Sato. "
    "Against a budget of ¥2,000,000, the actual cost was ¥1,700,000.\n",
    "parts/Bluefin/2024.csv": "Item,Unit price\nHinge,$12\nType 7,$30\nLock,$40\n",
    "parts/Bluefin/2025.md": "# Bluefin Metals price list\n\n| Item | Unit price |\n|---|---|\n| Hinge | $14 |\n| Lock | $41 |\n",
    "parts/Redwood/2025.md": "# Redwood Metals price list\n\n| Item | Unit price |\n|---|---|\n| Hinge | $99 |\n| Lock | $97 |\n",
    "parts/maruni.md": "# 丸二金属 価格表\n\n| 品目 | 単価 |\n|---|---|\n| 蝶番 | 150円 |\n| 錠前 | 900円 |\n",
    "water/1.md": "# 漏水報告\n\n大沢設備が修理した。失われた水は85立方メートル、修理の費用は412,000円であった。\n",
    "water/2.md": "# Burst main\n\nOsawa Plumbing did the repair. "
    "40 cubic metres of water were lost; the repair cost 268,000 yen.\n",
    "water/3.md": "# Burst main\n\nHagen Civil Works did the repair. "
    "30 cubic metres of water were lost; the repair cost 100,000 yen.\n",
    "towns/1.md": "# 北山病院\n\n修理の費用は100,000円であった。\n",
    "towns/2.md": "# Kitayama Hospital\n\nThe repair cost 300,000 yen.\n",
    "towns/3.md": "# Kitayama School\n\nThe repair cost 90,000 yen.\n",
    "meters/1.md": "# 量水器交換票 青木医院\n\n- 口径: 25mm\n- 手数料: 18,700円\n",
    "meters/2.md": "# 量水器交換票 松の湯\n\n- 口径: 40mm\n- 手数料: 61,600円\n",
    "meters/3.md": "# New meter: Linde Bakery\n\nLang fitted a new 20 mm meter. The charge is 14,300 yen.\n",
    "meters/4.md": "# New meter: Aoki Clinic\n\nLang fitted a new 25 mm meter. The charge is 18,700 yen.\n",
    "clubs/members.csv": "団体,会員数,設立年\n山の会,48,昭和58年\n川の会,120,平成12年\n",
}


@pytest.mark.parametrize(
    ("question", "folder", "keys", "results"),
    [
        (
            "鈴木が担当した修理の予算の合計はいくらですか。",
            "repairs",
            ["JPY:9000000", "JPY:5000000"],
            {"JPY": Decimal(14000000)},
        ),
        (
            "What is the average unit price of hinges from Bluefin Metals?",
            "parts",
            ["USD:12", "USD:14"],
            {"USD": Decimal(13)},
        ),
        (
            "Which unit price is the highest?",
            "parts",
            ["USD:99", "JPY:900"],
            {"USD": Decimal(99), "JPY": Decimal(900)},
        ),
        ("会員数の合計は何人ですか。", "clubs", ["number:48", "number:120"], {"person": Decimal(168)}),
        ("1990年以降に設立された団体をすべて挙げてください。", "clubs", ["date:2000"], {}),
        (
            "大沢設備による修理の費用の合計はいくらですか。",
            "water",
            ["JPY:412000", "JPY:268000"],
            {"JPY": Decimal(680000)},
        ),
        (
            "What did the repairs by Osawa Plumbing cost in total?",
            "water",
            ["JPY:412000", "JPY:268000"],
            {"JPY": Decimal(680000)},
        ),
        (
            "北山病院の修理の費用の合計はいくらですか。",
            "towns",
            ["JPY:100000", "JPY:300000"],
            {"JPY": Decimal(400000)},
        ),
        (
            "How much water was lost in total?",
            "water",
            ["number:85", "number:40", "number:30"],
            {"m3": Decimal(155)},
        ),
        ("25mmの量水器の手数料はいくらですか。", "meters", ["JPY:18700", "JPY:18700"], {}),
        ("What are the charges for the 20 mm meters?", "meters", ["JPY:14300"], {}),
    ],
    ids=[
        "what is done",
        "a name's part",
        "no number in a name",
        "people",
        "eras",
        "a firm called in the other language by its sound",
        "a firm by its sound, from English",
        "two things that share a name",
        "how much of a thing is no money",
        "a size says which ones",
        "a size says which ones, in English",
    ],
)
def test_other_words_for_the_same(
    knowledge: KnowledgeBase, question: str, folder: str, keys: list[str], results: dict[str, Decimal]
) -> None:
    found = knowledge.gather(question, where={"folder": folder})

    assert sorted(row.key for row in found.rows) == sorted(keys)
    assert {result.unit: result.value for result in found.results} == results


@pytest.mark.parametrize(
    ("own", "rival", "chosen", "others"),
    [
        ("実績額は であった", "予算 に対し", {"actual", "cost"}, {"budget"}),
        ("the actual cost was", "Against a budget of", {"実績"}, {"予算"}),
    ],
    ids=["ja", "en"],
)
def test_an_amount_is_called_unlike_the_others_of_clear_papers(
    own: str, rival: str, chosen: set[str], others: set[str]
) -> None:
    analyzer, table = Analyzer(Segmenter()), translations(Settings())

    assert likeness_of(rival, chosen, others, analyzer, table) == -1.0
    assert likeness_of(own, chosen, others, analyzer, table) >= 0.0
