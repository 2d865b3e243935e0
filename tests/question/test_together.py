"""Questions that want things put together, and places that say so themselves."""

import pytest

from kotae.question import asks_for_all, asks_for_list, says_itself


@pytest.mark.parametrize(
    "question",
    [
        "Compare the hotel costs of Leeds and Bristol.",
        "Which trip had the highest hotel cost?",
        "Which grants end in 2026?",
        "What contracts expire this year?",
        "What is the number of pianos in the workshop?",
        "Number of suppliers",
        "大阪支店と福岡支店の宿泊費を比べてください。",
        "一番高い宿泊費はいくらですか。",
        "2026年に終了する助成はどれですか。",
        "林さんの助成はいくつありますか。",
        "在宅勤務手当はどの規程に書いてありますか。",
    ],
)
def test_more_than_one_place_is_asked_for(question: str) -> None:
    assert asks_for_all(question)


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("List all puppets", True),
        ("Please list the suppliers", True),
        ("Give me a list of the suppliers", True),
        ("List the total rents", False),
        ("What is on the price list?", False),
        ("Are all members insured?", False),
        ("How many puppets are there?", False),
        ("人形をすべて挙げて", True),
        ("取引先の一覧をください", True),
        ("取引先を全部教えてください", True),
        ("費用の合計をすべて教えて", False),
        ("会員は全員保険に入りますか", False),
        ("人形は何体ありますか", False),
    ],
)
def test_each_of_a_kind_is_asked_for(question: str, listed: bool) -> None:
    assert asks_for_list(question) is listed


@pytest.mark.parametrize(
    "question",
    [
        "Who leads grant G-2011?",
        "When does the contract end?",
        "Which is the nearest station?",
        "What is the telephone number of the hospital?",
        "Give me the serial number of the grand piano.",
        "G-2010の助成金額はいくらですか。",
        "一番目の項目は何ですか。",
        "どの部署が担当しますか。",
    ],
)
def test_one_place_is_asked_for(question: str) -> None:
    assert not asks_for_all(question)


@pytest.mark.parametrize(
    ("question", "quote", "says"),
    [
        ("宿泊費の合計はいくらですか。", "費目: 宿泊費 | 金額: 4,500円", False),
        ("宿泊費の合計はいくらですか。", "宿泊費は全部で4,500円であった。", True),
        ("助成金額の平均はいくらですか。", "助成金額は50万円とする。", False),
        ("助成金額の平均はいくらですか。", "助成金額は平均50万円である。", True),
        ("一番高い山はどこですか。", "富士山は日本最高峰である。", True),
        ("一番高い宿泊費はいくらですか。", "宿泊費は3,400円である。", False),
        ("宿泊費はいくらですか。", "宿泊費は3,400円である。", True),
        ("What is the total hotel cost?", "Item: Hotel | Amount: £90", False),
        ("What is the total hotel cost?", "Hotels came to £900 altogether.", True),
        ("What is the average fee?", "The fee is £90.", False),
        ("Which is the largest grant?", "The grant amounts to $500.", False),
        ("Which is the largest grant?", "The biggest grant is $500.", True),
        ("What is the fee?", "The fee is £90.", True),
    ],
)
def test_a_quote_says_the_total_itself_or_not(question: str, quote: str, says: bool) -> None:
    assert says_itself(question, quote) is says
