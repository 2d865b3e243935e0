"""Three libraries of other trades, written before the third round of work: grants, travel claims, house rules.

Everything in them is invented. Tables end in a line of totals, the branch and the year stand in folders alone, and rules
mention a matter once among many others.
"""

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from benchmarks.gather.libraries import day
from benchmarks.gather.papers import Asked, Library, day_en, day_ja, form, prose, table
from benchmarks.gather.truth import by_unit, got, mean_of, sum_of

__all__ = ["claims", "grants", "rules"]

Row = dict[str, Any]

THEMES = [
    ("気候変動", "climate change"),
    ("感染症", "infectious diseases"),
    ("地震防災", "earthquake preparedness"),
    ("海洋生物", "marine life"),
    ("言語教育", "language teaching"),
    ("高齢者介護", "care of the elderly"),
]
HOUSES = [
    ("東都大学", "Toto University"),
    ("南港研究所", "Nanko Institute"),
    ("白峰大学", "Hakuho University"),
    ("Linden College", "Linden College"),
]
LEADERS = [
    ("林", "Hayashi"),
    ("渡辺", "Watanabe"),
    ("菊池", "Kikuchi"),
    ("Okafor", "Okafor"),
    ("Novak", "Novak"),
]


def _papers_of_grants() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(41)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(108):
        ja, as_form, kind = number % 2 == 0, number // 2 % 3 == 0, ["md", "docx", "html"][number % 3]
        start = day(random_, 2022, 2025)
        row: Row = {
            "no": f"G-{2000 + number}",
            "theme": THEMES[random_.randrange(6)],
            "house": HOUSES[random_.randrange(4)],
            "who": LEADERS[random_.randrange(5)],
            "start": start,
            "end": f"{int(start[:4]) + random_.randint(1, 3)}{start[4:]}",
            "sum": random_.randint(8, 96) * (50_000 if ja else 500),
            "unit": "JPY" if ja else "USD",
            "path": f"grants/{number:03d}.{kind}",
        }
        files[str(row["path"])] = (_grant_ja if ja else _grant_en)(kind, row, as_form)
        rows.append(row)
    return files, rows


def grants() -> Library:
    """One grant a paper, as a form or as a letter: theme, leader, institution, amount, term."""
    files, rows = _papers_of_grants()

    def amount(row: Row) -> str:
        return f"{row['unit']}:{row['sum']}"

    ends = [row for row in rows if str(row["end"]).startswith("2026")]
    toto = [row for row in rows if row["house"] is HOUSES[0]]
    begun = [row for row in rows if str(row["start"]).startswith("2023")]
    fiscal = [row for row in rows if "2024-04-01" <= str(row["start"]) <= "2025-03-31"]
    dollars = [row for row in rows if row["unit"] == "USD"]
    top = max(int(row["sum"]) for row in dollars)
    one, two = rows[10], rows[34]
    climate = [row for row in rows if row["theme"] is THEMES[0]]
    return Library(
        name="grants",
        files=files,
        asked=(
            Asked(text="Which grants end in 2026?", rows=got(ends, lambda row: f"date:{row['end']}")),
            Asked(
                text="東都大学への助成金額の合計はいくらですか。",
                rows=got(toto, amount),
                results=by_unit(toto, "sum", sum_of),
            ),
            Asked(
                text="How many grants started in 2023?",
                rows=got(begun, lambda row: f"date:{row['start']}"),
                results={"count": Decimal(len(begun))},
            ),
            Asked(
                text="2024年度に開始した助成の平均額はいくらですか。",
                rows=got(fiscal, amount),
                results=by_unit(fiscal, "sum", mean_of),
            ),
            Asked(
                text="What is the largest grant in dollars?",
                rows=got([row for row in dollars if row["sum"] == top], amount),
                results={"USD": Decimal(top)},
            ),
            Asked(
                text=f"{one['no']}と{two['no']}の助成金額を比べてください。",
                rows=got([one, two], amount),
                results={"JPY": Decimal(abs(one["sum"] - two["sum"]))},
            ),
            Asked(
                text="Which grants are led by Hayashi?",
                rows=got([row for row in rows if row["who"] is LEADERS[0]], lambda row: ""),
            ),
            Asked(text="気候変動に関する助成をすべて挙げてください。", rows=got(climate, lambda row: "")),
            Asked(
                text="What is the total amount of the grants for marine life, by institution?",
                rows=got([row for row in rows if row["theme"] is THEMES[3]], amount),
                results={
                    f"{place}|{unit}": value
                    for house in HOUSES
                    for unit, value in by_unit(
                        [row for row in rows if row["theme"] is THEMES[3] and row["house"] is house],
                        "sum",
                        sum_of,
                    ).items()
                    for place in [house[0 if unit == "JPY" else 1]]
                },
            ),
            Asked(text="List all grants for astronomy.", rows=()),
        ),
    )


def _grant_ja(kind: str, row: Row, as_form: bool) -> bytes:
    title = f"助成決定通知 {row['no']}"
    start, end = day_ja(row["start"]), day_ja(row["end"])
    if as_form:
        pairs = [
            ("助成番号", row["no"]),
            ("研究課題", f"{row['theme'][0]}に関する研究"),
            ("研究代表者", row["who"][0]),
            ("所属機関", row["house"][0]),
            ("助成金額", f"{row['sum']:,}円"),
            ("開始日", start),
            ("終了日", end),
        ]
        return form(kind, title, pairs, "間接経費は助成金額の10%を上限とする。")
    return prose(
        kind,
        title,
        [
            (
                "課題",
                f"{row['theme'][0]}に関する研究（研究代表者：{row['who'][0]}、{row['house'][0]}）に助成する。",
            ),
            ("金額と期間", f"助成金額は{row['sum']:,}円とし、期間は{start}から{end}までとする。"),
            ("報告", "終了後60日以内に報告書を提出すること。間接経費は10%を上限とする。"),
        ],
    )


def _grant_en(kind: str, row: Row, as_form: bool) -> bytes:
    title = f"Award letter {row['no']}"
    start, end = day_en(row["start"]), day_en(row["end"])
    if as_form:
        pairs = [
            ("Grant number", row["no"]),
            ("Project", f"Research on {row['theme'][1]}"),
            ("Principal investigator", row["who"][1]),
            ("Institution", row["house"][1]),
            ("Amount", f"${row['sum']:,}"),
            ("Start date", start),
            ("End date", end),
        ]
        return form(kind, title, pairs, "Overheads may not exceed 10% of the amount.")
    return prose(
        kind,
        title,
        [
            (
                "Project",
                f"This grant supports research on {row['theme'][1]}, led by {row['who'][1]} at {row['house'][1]}.",
            ),
            ("Amount and term", f"The grant amounts to ${row['sum']:,}. It runs from {start} to {end}."),
            (
                "Reporting",
                "A report is due within 60 days of the end of the grant. Overheads may not exceed 10%.",
            ),
        ],
    )


OFFICES = [
    ("大阪支店", True),
    ("福岡支店", True),
    ("仙台支店", True),
    ("Leeds branch", False),
    ("Bristol branch", False),
]
ITEMS = [("宿泊費", "Hotel"), ("電車代", "Train"), ("タクシー代", "Taxi"), ("昼食代", "Lunch")]
TRAVELLERS = [("中村", "Carter"), ("清水", "Dawson"), ("前田", "Evans")]
TOWNS = [("札幌", "Glasgow"), ("金沢", "Cardiff"), ("那覇", "Dublin")]


def _papers_of_claims() -> tuple[dict[str, bytes], list[Row], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(42)
    files: dict[str, bytes] = {}
    trips: list[Row] = []
    lines: list[Row] = []
    for number in range(110):
        office, ja = OFFICES[number % 5]
        kind = ["md", "docx", "html", "xlsx", "csv"][number // 5 % 5]
        first = day(random_, 2023, 2025)
        trip: Row = {
            "no": f"T-{1000 + number}",
            "office": office,
            "year": int(first[:4]),
            "who": TRAVELLERS[random_.randrange(3)][0 if ja else 1],
            "town": TOWNS[random_.randrange(3)][0 if ja else 1],
            "unit": "JPY" if ja else "GBP",
            "path": f"claims/{office}/{first[:4]}/T-{1000 + number}.{kind}",
        }
        held = [
            trip
            | {"said": item[0 if ja else 1], "item": at, "cost": random_.randint(9, 280) * (100 if ja else 1)}
            for at, item in enumerate(ITEMS)
            if at < 2 or random_.random() < 0.7
        ]
        trips.append(trip | {"cost": sum(row["cost"] for row in held)})
        lines += held
        files[trip["path"]] = _claim(kind, trips[-1], held, first, ja=ja)
    return files, trips, lines


def claims() -> Library:
    """One trip a paper: a table of costs that often ends in a line of totals; branch and year stand in the folders."""
    files, trips, lines = _papers_of_claims()

    def cost(row: Row) -> str:
        return f"{row['unit']}:{row['cost']}"

    osaka = [row for row in lines if row["office"] == "大阪支店" and row["item"] == 0]
    trains = [row for row in lines if row["item"] == 1 and row["year"] == 2025]
    leeds = [row for row in lines if row["office"] == "Leeds branch" and row["item"] == 0]
    hotels = [row for row in lines if row["item"] == 0]
    dear = [row for row in hotels if row["unit"] == "GBP" and row["cost"] > 200]
    tops = [
        row
        for row in hotels
        if row["cost"] == max(one["cost"] for one in hotels if one["unit"] == row["unit"])
    ]
    taxis = [row for row in lines if row["item"] == 2 and row["unit"] == "JPY"]
    one, two = trips[0], trips[5]
    return Library(
        name="claims",
        files=files,
        asked=(
            Asked(
                text="大阪支店の宿泊費の合計はいくらですか。",
                rows=got(osaka, cost, "said"),
                results={"JPY": sum_of(osaka, "cost")},
            ),
            Asked(
                text="What is the total of the train costs in 2025?",
                rows=got(trains, cost, "said"),
                results=by_unit(trains, "cost", sum_of),
            ),
            Asked(
                text="How many trips went to Glasgow?",
                rows=got([row for row in trips if row["town"] == "Glasgow"], lambda row: ""),
                results={"count": Decimal(sum(row["town"] == "Glasgow" for row in trips))},
            ),
            Asked(
                text="札幌への出張は何件ありますか。",
                rows=got([row for row in trips if row["town"] == "札幌"], lambda row: ""),
                results={"count": Decimal(sum(row["town"] == "札幌" for row in trips))},
            ),
            Asked(
                text="What is the average hotel cost of the Leeds branch?",
                rows=got(leeds, cost, "said"),
                results={"GBP": mean_of(leeds, "cost")},
            ),
            Asked(
                text="一番高い宿泊費はいくらですか。",
                rows=got(tops, cost, "said"),
                results={str(row["unit"]): Decimal(row["cost"]) for row in tops},
            ),
            Asked(
                text=f"{one['no']}と{two['no']}の合計金額を比べてください。",
                rows=got([one, two], cost),
                results={"JPY": Decimal(abs(one["cost"] - two["cost"]))},
            ),
            Asked(
                text="中村さんの出張の一覧をください。",
                rows=got([row for row in trips if row["who"] == "中村"], lambda row: ""),
            ),
            Asked(text="List all hotel costs above £200.", rows=got(dear, cost, "said")),
            Asked(
                text="タクシー代の合計を支店別に教えてください。円建てのものに限ります。",
                rows=got(taxis, cost, "said"),
                results={
                    f"{office}|JPY": sum_of([row for row in taxis if row["office"] == office], "cost")
                    for office, ja in OFFICES
                    if ja
                },
            ),
        ),
    )


def _claim(kind: str, trip: Row, held: Sequence[Row], first: str, *, ja: bool) -> bytes:
    title = f"出張精算書 {trip['no']}" if ja else f"Travel claim {trip['no']}"
    shown = (day_ja if ja else day_en)(first)
    if kind in ("xlsx", "csv"):  # no room above the table: who and where are columns
        head = (
            ["日付", "氏名", "行き先", "費目", "金額（円）"]
            if ja
            else ["Date", "Name", "Destination", "Item", "Amount (GBP)"]
        )
        body: list[list[str | int]] = [
            [shown, trip["who"], trip["town"], row["said"], row["cost"]] for row in held
        ]
        total: list[str | int] = ["合計" if ja else "Total", "", "", "", trip["cost"]]
        above = ""
    else:
        head = ["日付", "費目", "金額"] if ja else ["Date", "Item", "Amount"]
        sign = "{:,}円" if ja else "£{:,}"
        body = [[shown, row["said"], sign.format(row["cost"])] for row in held]
        total = ["合計" if ja else "Total", "", sign.format(trip["cost"])]
        above = (
            f"{trip['who']}が{trip['town']}へ出張した費用である。"
            if ja
            else f"Costs of {trip['who']}'s trip to {trip['town']}."
        )
    return table(kind, title, [head, *body, total], above=above)


DEPARTMENTS = [
    ("総務部", "General Affairs Department"),
    ("人事部", "Human Resources Department"),
    ("経理部", "Accounting Department"),
]
SUBJECTS_JA = "就業 旅費 文書管理 車両管理 安全衛生 福利厚生 情報管理 購買 慶弔 研修".split()
SUBJECTS_EN = [
    "Work",
    "Travel",
    "Records",
    "Vehicles",
    "Safety",
    "Benefits",
    "Information",
    "Purchasing",
    "Family events",
    "Training",
]
MATTERS = [
    ("在宅勤務手当は、月額{n},000円を支給する。", "A home working allowance of {n} dollars a month is paid."),
    (
        "副業は、所属長の許可を得て行うことができる。",
        "Side jobs are allowed with the permission of the manager.",
    ),
    ("制服は、入社時に{n}着を貸与する。", "Uniforms are lent on entry, {n} pieces to each person."),
    (
        "健康診断は、毎年{n}月に行う。",
        "The health check takes place every year, within {n} weeks of the notice.",
    ),
    (
        "育児休業は、子が{n}歳に達するまで取得できる。",
        "Childcare leave may be taken until the child is {n} years old.",
    ),
]
FILLERS = [
    ("在宅勤務の申請は、前日までに所属長へ行う。", "Working from home is applied for on the day before."),
    ("手当の届出は、書面による。", "Allowances are applied for in writing."),
    ("この規程に定めのない事項は、別に定める。", "What isn't settled here is settled separately."),
    ("違反した者には、注意を行う。", "Whoever breaks this rule is cautioned."),
]


def _papers_of_rules() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(43)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(104):
        ja, kind = number % 2 == 0, ["docx", "md", "html"][number % 3]
        row: Row = {
            "matters": random_.sample(range(5), random_.choice([0, 1, 1, 2])),
            "by": DEPARTMENTS[random_.randrange(3)],
            "since": day(random_, 2019, 2025),
            "path": f"rules/{number % 10}/{number:03d}.{kind}",
            "unit": "JPY" if ja else "USD",
            "n": random_.randint(2, 9),
        }
        said = [MATTERS[at][0 if ja else 1].format(n=row["n"]) for at in row["matters"]]
        said += [one[0 if ja else 1] for one in random_.sample(FILLERS, 2)]
        random_.shuffle(said)
        subject = (SUBJECTS_JA if ja else SUBJECTS_EN)[number // 2 % 10]
        title = (
            f"{subject}規程（第{number // 20 + 1}事業所）"
            if ja
            else f"{subject} rules, site {number // 20 + 1}"
        )
        parts = [
            (f"第{at}条" if ja else f"Article {at}", text)
            for at, text in enumerate(
                [
                    f"この規程は、{row['by'][0]}が所管する。"
                    if ja
                    else f"These rules are administered by the {row['by'][1]}.",
                    *said,
                ],
                1,
            )
        ]
        parts.append(
            ("附則", f"この規程は、{day_ja(row['since'], era=number % 4 == 0)}から施行する。")
            if ja
            else ("Commencement", f"These rules take effect on {day_en(row['since'])}.")
        )
        files[row["path"]] = prose(kind, title, parts)
        rows.append(row)
    return files, rows


def rules() -> Library:
    """House rules of ten companies: articles in prose, each with a few matters among others."""
    files, rows = _papers_of_rules()

    def about(matter: int) -> tuple[Any, ...]:
        return got([row for row in rows if matter in row["matters"]], lambda row: "")

    in_2025 = [row for row in rows if row["since"].startswith("2025")]
    fiscal = [row for row in rows if "2023-04-01" <= row["since"] <= "2024-03-31"]
    general = [row for row in rows if row["by"] is DEPARTMENTS[0]]
    allowance = [row for row in rows if 0 in row["matters"]]
    paid = [row | {"pay": row["n"] * (1000 if row["unit"] == "JPY" else 1)} for row in allowance]
    return Library(
        name="rules",
        files=files,
        asked=(
            Asked(text="在宅勤務手当はどの規程に書いてありますか。", rows=about(0)),
            Asked(text="Which rules mention side jobs?", rows=about(1)),
            Asked(text="制服の貸与について定めている規程をすべて挙げてください。", rows=about(2)),
            Asked(
                text="Which rules took effect in 2025?",
                rows=got(in_2025, lambda row: f"date:{row['since']}"),
            ),
            Asked(
                text="2023年度に施行された規程は何件ですか。",
                rows=got(fiscal, lambda row: f"date:{row['since']}"),
                results={"count": Decimal(len(fiscal))},
            ),
            Asked(
                text="How many rules does the General Affairs Department administer?",
                rows=got(general, lambda row: ""),
                results={"count": Decimal(len(general))},
            ),
            Asked(
                text="在宅勤務手当の平均額はいくらですか。",
                rows=got(paid, lambda row: f"{row['unit']}:{row['pay']}"),
                results=by_unit(paid, "pay", mean_of),
            ),
            Asked(text="Which rules say something about the health check?", rows=about(3)),
            Asked(text="ストックオプションを定めた規程をすべて挙げてください。", rows=()),
        ),
    )
