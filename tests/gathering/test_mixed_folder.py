"""A folder that mixes kinds of papers: what one kind says of a thing isn't what another kind says of it."""

from decimal import Decimal

import pytest

from kotae.gathering.bounds import amount_bounds
from kotae.gathering.wish import read_wish
from kotae.pipeline import KnowledgeBase
from kotae.question import read_question
from kotae.segmentation import Analyzer, Segmenter

FILES = {
    "boats/B-11.md": "# 船舶台帳 B-11\n\n- 船番号: B-11\n- 係留: 西港\n- 購入価格: 4,000,000円\n- 航続距離: 900km\n",
    "boats/B-12.md": "# 船舶台帳 B-12\n\n西港に係留する船である。令和5年に300万円で購入した。航続距離は1,200キロである。\n",
    "boats/B-13.md": "# Boat B-13\n\n- Number: B-13\n- Moored at: Easton quay\n- Purchase price: £30,000\n- Range: 700 miles\n",
    "damage/01.md": "# 損傷報告\n\nB-11が着岸中に桟橋に当たった。修理代は80,000円で、修理に4日かかった。\n",
    "damage/02.md": "# 損傷報告\n\nB-12が係留中に流木に当たった。修理代は50,000円で、修理に2日かかった。\n",
    "damage/03.md": "# Damage report\n\nB-13 hit a pier while docking at Easton quay. The repair cost £500 and took 3 days.\n",
    "damage/04.md": "# Damage report\n\nB-13 was hit by driftwood at Easton quay. The repair cost £300 and took 2 days.\n",
    "oil/2024 西港.csv": "船,給油量（L）,給油代（円）\nB-11,300,45000\nB-12,200,30000\n合計,500,75000\n",
    "oil/2024 Easton quay.csv": "Boat,Fuel cost,Fuel (litres)\nB-13,£200,150\nB-14,£100,80\nTotal,£300,230\n",
    "refuse/ebb.csv": "Kind,Weight\nBurnable waste,20 kg\nNon-burnable waste,70 kg\nPaper,5 kg\n",
    "refuse/flow.csv": "Kind,Weight\nBurnable waste,30 kg\nNon-burnable waste,90 kg\nPaper,4 kg\n",
    "lists/丸七工業/2025.md": "# 丸七工業 価格表\n\n| 品目 | 単価 |\n|---|---|\n| 蝶番 | 150円 |\n| 錠前 | 900円 |\n",
    "lists/Ostrava/2025.md": "# Ostrava price list\n\n| Item | Unit price |\n|---|---|\n| Hinge | $14 |\n| Lock | $41 |\n",
    "masts/M-1.md": "# Mast M-1\n\n- Harbour: Easton quay\n- Height: 14 m\n- Price: £900\n",
    "masts/M-2.md": "# 柱 M-2\n\n| 項目 | 内容 |\n|---|---|\n| 港 | 西港 |\n| 高さ | 17m |\n| 価格 | 80,000円 |\n",
    "guests/1.md": "# 東館 利用報告 2025年1月\n\n宿泊者数は310人であった。改装の費用は20万円である。\n",
    "guests/2.md": "# 東館 利用報告 2025年2月\n\n宿泊者数は480人であった。改装の費用は10万円である。\n",
}


@pytest.mark.parametrize(
    ("question", "papers", "results"),
    [
        ("B-11とB-12の購入価格を比べてください。", ["boats/B-11.md", "boats/B-12.md"], {"JPY": 1_000_000}),
        ("How many damages happened while docking?", ["damage/01.md", "damage/03.md"], {"count": 2}),
        ("西港の給油量の合計は何リットルですか。", ["oil/2024 西港.csv"] * 2, {"litre": 500}),
        ("What did Easton quay spend on fuel altogether?", ["oil/2024 Easton quay.csv"] * 2, {"GBP": 300}),
        ("航続距離が1000キロを超える船をすべて挙げてください。", ["boats/B-12.md"], {}),
        ("What is the total weight of burnable waste?", ["refuse/ebb.csv", "refuse/flow.csv"], {"kg": 50}),
        ("丸七工業の蝶番の単価の平均はいくらですか。", ["lists/丸七工業/2025.md"], {"JPY": 150}),
        ("宿泊者数が最も多かったのはいつですか。", ["guests/2.md"], {"person": 480}),
        ("Which mast is the tallest?", ["masts/M-2.md"], {"m": 17}),
        ("2025年の改装の費用をすべて挙げてください。", ["guests/1.md", "guests/2.md"], {}),
    ],
    ids=[
        "two named things, one value each",
        "what was done tells them apart",
        "a sign for litres",
        "altogether is no word to be met",
        "kilometres said short, no miles",
        "non-burnable is not burnable",
        "a firm's name cut into letters",
        "when, by a number",
        "an adjective says what is measured; a form written as a table",
        "amounts of a year, not its dates",
    ],
)
def test_a_question_about_one_kind_of_paper(
    knowledge: KnowledgeBase, question: str, papers: list[str], results: dict[str, int]
) -> None:
    found = knowledge.gather(question)

    assert [row.citation.document.path for row in found.rows] == papers
    assert {result.unit: result.value for result in found.results} == {
        unit: Decimal(value) for unit, value in results.items()
    }


@pytest.mark.parametrize(
    ("question", "unit", "fits", "not_fits"),
    [
        ("走行距離が5万キロ以上の車をすべて挙げてください。", "キロ", ["km", "kg", ""], ["mile", "JPY"]),
        ("貸出が1800冊以上の分野をすべて挙げてください。", "冊", ["冊", ""], ["kg", "day"]),
        ("List all orders of 20 crates or more.", "", ["", "kg"], []),
    ],
)
def test_an_amount_is_bounded_in_its_own_unit(
    question: str, unit: str, fits: list[str], not_fits: list[str]
) -> None:
    (bound,), _ = amount_bounds(read_question(question, Analyzer(Segmenter())))

    assert (bound.unit, bound.sign) == (unit, ">=")
    assert [bound.fits(one) for one in fits + not_fits] == [True] * len(fits) + [False] * len(not_fits)


@pytest.mark.parametrize(
    ("question", "currency"),
    [
        ("円で購入した車両の購入価格の平均はいくらですか。", "JPY"),
        ("ドルで支払った料金の合計はいくらですか。", "USD"),
        ("5万円で購入した車両をすべて挙げてください。", ""),
    ],
)
def test_a_currency_that_something_was_bought_in_is_a_bound(question: str, currency: str) -> None:
    assert read_wish(read_question(question, Analyzer(Segmenter()))).currency == currency
