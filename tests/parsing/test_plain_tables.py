"""Tables, titles and questions in plain text, in both languages."""

import pytest

from kotae.parsing.plain.text import read_plain


def units(text: str) -> list[tuple[str, str, str]]:
    draft = read_plain(text)
    return [(unit.kind, unit.label, draft.text[unit.start : unit.end]) for unit in draft.units]


JA_PROSE = "荷物は一人二個まで無料です。詳しくは窓口でお尋ねください。受付は九時からです。"
EN_PROSE = "The sensor is worn on the lower belly. It sends a message to the phone of the nurse."


@pytest.mark.parametrize(
    ("table", "label", "rows"),
    [
        ("| コード | 意味 |\n| P1 | 接触不良 |\n| P4 | 乾燥 |", "コード | 意味", ["P1 | 接触不良", "P4 | 乾燥"]),
        ("| Code | Meaning |\n|------|---------|\n| P1 | No contact |", "Code | Meaning", ["P1 | No contact"]),
        ("+----+----+\n| 室 | 席 |\n+----+----+\n| A | 8 |\n+----+----+", "室 | 席", ["A | 8"]),
        ("路線      運賃    所要\n浜尾線    430円   38分\n清滝線    610円   52分", "路線 | 運賃 | 所要",
         ["浜尾線    430円   38分", "清滝線    610円   52分"]),
        ("Room\tSeats\nA\t8\nB\t12", "Room | Seats", ["A\t8", "B\t12"]),
        ("City      Area\nTokyo     2194\nOsaka      225", "City | Area", ["Tokyo     2194", "Osaka      225"]),
        ("担当　　佐藤\n電話　　内線四番\n場所　　三階", "", ["担当　　佐藤", "電話　　内線四番", "場所　　三階"]),
    ],
)  # fmt: skip
def test_read_plain_finds_tables(table: str, label: str, rows: list[str]) -> None:
    found = units(f"{JA_PROSE}\n\n{table}\n\n{JA_PROSE}")[1:-1]
    head = [("heading", label, label)] if label and "|" in table else []
    assert [unit for unit in found if unit[0] == "table"] == [("table", label, row) for row in rows]
    assert [unit for unit in found if unit[0] == "heading"][: len(head)] == head


@pytest.mark.parametrize(
    "text",
    [
        "これは  普通の文です。\n空白が  二つ入ります。\nそれでも  文は文です。",
        "He  said it.\nShe  heard it.\nThey  left it.",
        "a | b と書くと、aまたはbという意味になります。",
        "if (a || b)\n    return c || d;",
    ],
)
def test_read_plain_takes_prose_for_no_table(text: str) -> None:
    assert "table" not in [kind for kind, _, _ in units(text)]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("会議室   定員   備考\n松       12\n竹              映写機あり\n梅       6      飲食可",
         {"12": "R2C2", "映写機あり": "R3C3", "飲食可": "R4C3"}),
        ("         Copper   Zinc\nAccra    8.2      1.4\nBogota   7.9      1.9", {"1.4": "R2C3", "7.9": "R3C2"}),
        ("| Van | 9 | | KL 4471 |\n| Bus | | needs D | KL 5102 |", {"KL 4471": "R1C4", "needs D": "R2C3"}),
    ],
    ids=["empty cells", "no label over the names", "between bars"],
)  # fmt: skip
def test_an_empty_cell_keeps_its_column(table: str, values: dict[str, str]) -> None:
    draft = read_plain(f"{JA_PROSE}\n\n{table}\n\n{EN_PROSE}")
    found = {draft.text[cell.start : cell.end]: cell.address for unit in draft.units for cell in unit.cells}
    assert {value: found.get(value) for value in values} == values


def test_read_plain_heads_a_table_with_the_line_above_it() -> None:
    found = units(f"題\n\n{JA_PROSE}\n\n運賃の一覧\n| 路線 | 運賃 |\n| 浜尾線 | 430円 |")
    assert found[2:] == [
        ("heading", "運賃の一覧", "運賃の一覧"),
        ("heading", "路線 | 運賃", "路線 | 運賃"),
        ("table", "路線 | 運賃", "浜尾線 | 430円"),
    ]


@pytest.mark.parametrize(("label", "prose"), [("持ち込める物", JA_PROSE), ("What it does", EN_PROSE)])
def test_read_plain_takes_a_short_line_over_prose_for_its_heading(label: str, prose: str) -> None:
    assert units(f"{prose}\n\n{label}\n{prose}")[1:] == [("heading", label, label), ("paragraph", "", prose)]


@pytest.mark.parametrize(
    "text",
    [
        "This paragraph is wrapped by hand, so\nthat its lines are about as long as each other.",
        "この段落は手で折り返してあるので、各行の\n長さはどれも同じくらいになっています。",
    ],
)
def test_read_plain_takes_a_wrapped_line_for_no_heading(text: str) -> None:
    assert [kind for kind, _, _ in units(f"{text}\n\n{text}")] == ["paragraph", "paragraph"]


def test_read_plain_takes_the_first_line_for_the_title() -> None:
    assert units(f"みさき野バス　運賃表\n2025年10月1日改定\n\n{JA_PROSE}")[:2] == [
        ("heading", "みさき野バス 運賃表", "みさき野バス　運賃表"),
        ("paragraph", "", "2025年10月1日改定"),
    ]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("よくある質問\n\nQ. 返品はできますか？\nA. 八日以内です。\n\nQ. 領収書は？\nA. 印刷できます。",
         ["Q. 返品はできますか？", "Q. 領収書は？"]),
        ("Card\n\nWhere can I buy one?\nAt the counter.\n\nDoes it expire?\nNo.",
         ["Where can I buy one?", "Does it expire?"]),
    ],
)  # fmt: skip
def test_read_plain_puts_answers_under_their_questions(text: str, questions: list[str]) -> None:
    assert [content for kind, _, content in units(text)[1:] if kind == "heading"] == questions


@pytest.mark.parametrize(
    "item", ["1. 電源を切る", "(2) 蓋を開ける", "③ 紙を入れる", "４）閉じる", "5) Close it", "b. Turn it on"]
)
def test_read_plain_keeps_the_number_of_an_item(item: str) -> None:
    assert ("list", "", item) in units(f"手順は次の通りです。\n- 始め\n{item}\n- 終わり")


@pytest.mark.parametrize(
    ("text", "label", "rows"),
    [
        pytest.param(
            "+------+------+\n| Name | Fee  |\n+======+======+\n| Tea  | 300  |\n+------+------+\n| Milk | 400  |\n"
            "+------+------+",
            "Name | Fee",
            ["Tea  | 300", "Milk | 400"],
            id="a grid with its head set off",
        ),
        pytest.param(
            "┌────┬────┐\n│ 品名 │ 値段 │\n├────┼────┤\n│ 茶  │ 300円 │\n└────┴────┘",
            "品名 | 値段",
            ["茶  │ 300円"],
            id="drawn with lines",
        ),
        pytest.param(
            "| 記号 | 意味 |\n|---|---|\n| a│b | 線 |", "記号 | 意味", ["a│b | 線"], id="a line within a cell"
        ),
    ],
)
def test_rules_around_a_table_are_no_passages(text: str, label: str, rows: list[str]) -> None:
    heading, *rest = units(text)
    assert heading[:2] == ("heading", label)
    assert rest == [("table", label, row) for row in rows]
    assert units("前の文です。\n+------+\nNext.") == [
        ("paragraph", "", "前の文です。"),
        ("paragraph", "", "Next."),
    ]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        (
            "在庫一覧表                        令和8年5月11日\n"
            "品番      品名          数量    単価\n------    ---------    -----    ----",
            "品番 | 品名 | 数量 | 単価",
        ),
        (
            "STOCK LIST                        11 May 2026\n"
            "Part      Name          Qty     Price\n------    ---------    -----    ----",
            "Part | Name | Qty | Price",
        ),
    ],
    ids=["ja", "en"],
)
def test_title_and_date_above_a_header_are_no_header(title: str, label: str) -> None:
    """They were the labels of every row below them."""
    rows = ["A-1001    M8 x 40        120    0.45", "A-1002    M8             800    0.12"]
    found = units("\n".join([title, *rows]))
    assert [unit for unit in found if unit[0] == "table"] == [("table", label, row) for row in rows]


@pytest.mark.parametrize(
    ("text", "label", "row"),
    [
        ("| 質問 | 回答 |\n| 予約は必要ですか | 前日の17時までに必要です。 |\n| 返品はできますか | できます。 |", "質問 | 回答",
         "予約は必要ですか | 前日の17時までに必要です。"),
        ("| Question | Answer |\n| Is a booking needed | It is, until five on the day before. |\n| Are dogs taken | Yes. |",
         "Question | Answer", "Is a booking needed | It is, until five on the day before."),
        ("名前   部署\n河野   広報\n杉山   法務\n\n以上です。", "名前 | 部署", "河野   広報"),
        ("Name     Department\nClaes    Buying\nMoreau   Design\n\nThat is all.", "Name | Department", "Claes    Buying"),
    ],
)  # fmt: skip
def test_labels_of_a_table_that_begins_the_text_are_no_title(text: str, label: str, row: str) -> None:
    found = units(text)
    assert ("table", label, row) in found
    assert all(kind != "heading" or own == label for kind, own, _ in found)
