# ruff: noqa: E501 - what papers say is one line each
"""Three libraries that the gathering was not built with: project reports, price lists, minutes. Everything in them is invented."""

import random
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from benchmarks.gather.libraries import average, day, total
from benchmarks.gather.papers import Asked, Library, day_en, day_ja, form, prose, table
from benchmarks.gather.truth import got

__all__ = ["minutes", "prices", "projects"]

Row = dict[str, Any]
PEOPLE = [
    ("佐藤", "Sato"),
    ("鈴木", "Suzuki"),
    ("高橋", "Takahashi"),
    ("田中", "Tanaka"),
    ("伊藤", "Ito"),
    ("渡辺", "Watanabe"),
]
NAMES = "オリオン Orion|カシオペア Cassiopeia|アンドロメダ Andromeda|ペガサス Pegasus|シリウス Sirius|ベガ Vega|アルタイル Altair|リゲル Rigel|カペラ Capella|スピカ Spica".split(
    "|"
)


def _numbers(kept: Iterable[Row], name: str) -> list[int]:
    return [int(str(row[name])) for row in kept]


def _papers_of_projects() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(21)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(102):
        ja, kind, variant = number % 2 == 0, ["md", "docx", "html"][number % 3], number % 4 // 2
        name = f"{NAMES[number % 10].split()[0 if ja else 1]}{number // 10 + 1}"
        budget = random_.randint(20, 900) * 100_000
        spent = budget * random_.randint(70, 115) // 100
        row: Row = {
            "name": name,
            "budget": budget,
            "spent": spent,
            "lead": random_.choice(PEOPLE),
            "done": day(random_, 2023, 2026),
            "staff": random_.randint(2, 30),
            "path": f"reports/{number:03d}.{kind}",
        }
        files[str(row["path"])] = (_report_ja if ja else _report_en)(
            kind, row, number % 3 == 0 if variant else False
        )
        rows.append(row)
    return files, rows


def projects() -> Library:
    """The closing reports of a hundred projects, as forms and as prose."""
    files, rows = _papers_of_projects()
    led = [row for row in rows if row["lead"] is PEOPLE[1]]
    done_24 = [row for row in rows if str(row["done"]).startswith("2024")]
    late = [row for row in rows if "2025-04-01" <= str(row["done"]) <= "2026-03-31"]
    big = [row for row in rows if int(str(row["budget"])) > 80_000_000]
    most, crew = max(rows, key=lambda row: int(str(row["spent"]))), max(_numbers(rows, "staff"))
    watanabe = [row for row in rows if row["lead"] is PEOPLE[5]]
    one, two = rows[2], rows[14]

    def key(name: str) -> Callable[[Row], str]:
        return lambda row: f"JPY:{row[name]}"

    def done(row: Row) -> str:
        return f"date:{row['done']}"

    asked = (
        Asked(text="List all projects completed in 2024.", rows=got(done_24, done)),
        Asked(text="2025年度に完了したプロジェクトをすべて挙げてください。", rows=got(late, done)),
        Asked(
            text="鈴木さんが担当したプロジェクトの予算の合計はいくらですか。",
            rows=got(led, key("budget")),
            results={"JPY": total(_numbers(led, "budget"))},
        ),
        Asked(
            text="What is the total cost of the projects led by Watanabe?",
            rows=got(watanabe, key("spent")),
            results={"JPY": total(_numbers(watanabe, "spent"))},
        ),
        Asked(
            text="予算が8000万円を超えるプロジェクトは何件ありますか。",
            rows=got(big, key("budget")),
            results={"count": Decimal(len(big))},
        ),
        Asked(
            text="Which project cost the most?",
            rows=got([most], key("spent")),
            results={"JPY": Decimal(str(most["spent"]))},
        ),
        Asked(
            text="プロジェクトの予算の平均はいくらですか。",
            rows=got(rows, key("budget")),
            results={"JPY": average(_numbers(rows, "budget"))},
        ),
        Asked(
            text="How many projects were completed in 2024?",
            rows=got(done_24, done),
            results={"count": Decimal(len(done_24))},
        ),
        Asked(
            text=f"{one['name']}と{two['name']}の予算を比較してください。",
            rows=got([one, two], key("budget")),
            results={"JPY": Decimal(abs(int(str(one["budget"])) - int(str(two["budget"]))))},
        ),
        Asked(
            text="List the projects with a budget of more than 80 million yen.", rows=got(big, key("budget"))
        ),
        Asked(
            text="参加人数が最も多いプロジェクトはどれですか。",
            rows=got([row for row in rows if row["staff"] == crew], lambda row: f"number:{row['staff']}"),
            results={"person": Decimal(crew)},
        ),
        Asked(text="中止になったプロジェクトをすべて挙げてください。", rows=()),
    )
    return Library(name="projects", files=files, asked=asked)


def _report_ja(kind: str, row: Row, as_form: bool) -> bytes:
    lead = row["lead"][0]
    budget, spent, done = (
        f"{int(str(row['budget'])) // 10_000:,}万円",
        f"{row['spent']:,}円",
        day_ja(str(row["done"])),
    )
    if as_form:
        return form(
            kind,
            f"プロジェクト{row['name']} 完了報告",
            [
                ("プロジェクト名", str(row["name"])),
                ("責任者", lead),
                ("予算", budget),
                ("実績額", spent),
                ("完了日", done),
                ("参加人数", f"{row['staff']}名"),
            ],
        )
    return prose(
        kind,
        f"プロジェクト{row['name']} 完了報告",
        [
            ("概要", f"本プロジェクトは{lead}が責任者を務め、{row['staff']}名が参加した。"),
            ("費用", f"予算{budget}に対し、実績額は{spent}であった。"),
            ("日程", f"すべての作業は{done}に完了した。次の見直しは3か月後に行う。"),
        ],
    )


def _report_en(kind: str, row: Row, as_form: bool) -> bytes:
    lead = row["lead"][1]
    budget, spent, done = f"¥{row['budget']:,}", f"¥{row['spent']:,}", day_en(str(row["done"]))
    if as_form:
        return form(
            kind,
            f"Closing report: project {row['name']}",
            [
                ("Project", str(row["name"])),
                ("Project lead", lead),
                ("Budget", budget),
                ("Actual cost", spent),
                ("Completed on", done),
                ("Participants", str(row["staff"])),
            ],
        )
    return prose(
        kind,
        f"Closing report: project {row['name']}",
        [
            ("Summary", f"The project was led by {lead} with {row['staff']} people taking part."),
            ("Cost", f"Against a budget of {budget}, the actual cost was {spent}."),
            ("Schedule", f"All work was completed on {done}. The next review follows in 3 months."),
        ],
    )


GOODS = [
    ("ステンレスボルト", "Stainless bolt", 20, 90),
    ("アルミ板", "Aluminium sheet", 800, 3000),
    ("銅線", "Copper wire", 300, 900),
    ("シリコンゴム", "Silicone rubber", 500, 1900),
    ("ベアリング", "Bearing", 150, 700),
]
SUPPLIERS = "丸三金属 Marusan|東雲商事 Shinonome|Harbour Metals|鶴見工業 Tsurumi|Lakeside Supply|日の出資材 Hinode".split(
    "|"
)


def _papers_of_prices() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(22)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(100):
        supplier, ja, kind = (
            SUPPLIERS[number % 6],
            number % 6 not in (2, 4),
            ["xlsx", "csv", "md", "html", "docx"][number % 5],
        )
        year, quarter = 2022 + number // 6 // 4, number // 6 % 4 + 1
        path = f"prices/{supplier.split()[0]}/{year}-Q{quarter}.{kind}"
        held: list[Row] = []
        for at in random_.sample(range(5), random_.randint(3, 5)):
            price = (
                random_.randint(*GOODS[at][2:4]) if ja else random_.randint(GOODS[at][2], GOODS[at][3]) // 10
            )
            held.append(
                {
                    "good": at,
                    "price": price,
                    "unit": "JPY" if ja else "USD",
                    "days": random_.randint(2, 40),
                    "path": path,
                    "supplier": supplier,
                    "name": GOODS[at][0 if ja else 1],
                    "year": year,
                    "quarter": quarter,
                }
            )
        files[path] = _prices(kind, supplier, held, ja=ja, variant=number % 2, when=(year, quarter))
        rows += held
    return files, rows


def prices() -> Library:
    """Price lists of suppliers by quarter: tables in five formats, in yen and dollars."""
    files, rows = _papers_of_prices()

    def of(at: int) -> list[Row]:
        return [row for row in rows if row["good"] == at]

    def key(row: Row) -> str:
        return f"{row['unit']}:{row['price']}"

    def by_unit(kept: list[Row], how: Callable[[Iterable[int]], Decimal]) -> dict[str, Decimal]:
        return {
            str(unit): how(_numbers([row for row in kept if row["unit"] == unit], "price"))
            for unit in dict.fromkeys(row["unit"] for row in kept)
        }

    copper = [row for row in of(2) if row["supplier"] == SUPPLIERS[0]]
    harbour = [row for row in of(4) if row["supplier"] == SUPPLIERS[2]]
    sheet = [row for row in of(1) if row["unit"] == "JPY"]
    slow = [row for row in rows if int(str(row["days"])) >= 38]
    dear = max(_numbers(sheet, "price"))
    bolts = [row for row in of(0) if row["supplier"] == SUPPLIERS[1] and row["year"] == 2024]
    quick = min(_numbers(rows, "days"))
    asked = (
        Asked(text="銅線の単価をすべて挙げてください。", rows=got(of(2), key, "name")),
        Asked(text="List all prices of bearings.", rows=got(of(4), key, "name")),
        Asked(
            text="丸三金属の銅線の平均単価はいくらですか。",
            rows=got(copper, key, "name"),
            results=by_unit(copper, average),
        ),
        Asked(
            text="What is the average unit price of bearings from Harbour Metals?",
            rows=got(harbour, key, "name"),
            results=by_unit(harbour, average),
        ),
        Asked(
            text="シリコンゴムの単価の平均を教えてください。",
            rows=got(of(3), key, "name"),
            results=by_unit(of(3), average),
        ),
        Asked(
            text="How many price lists offer aluminium sheet?",
            rows=got(of(1), lambda row: "", "name"),
            results={"count": Decimal(len(of(1)))},
        ),
        Asked(
            text="納期が38日以上の品目をすべて挙げてください。",
            rows=got(slow, lambda row: f"number:{row['days']}", "name"),
        ),
        Asked(
            text="円建てのアルミ板で最も高い単価はいくらですか。",
            rows=got([row for row in sheet if row["price"] == dear], key, "name"),
            results={"JPY": Decimal(dear)},
        ),
        Asked(
            text="What was the average price of stainless bolts from Shinonome in 2024?",
            rows=got(bolts, key, "name"),
            results=by_unit(bolts, average),
        ),
        Asked(
            text="Which items have the shortest delivery time?",
            rows=got(
                [row for row in rows if row["days"] == quick], lambda row: f"number:{row['days']}", "name"
            ),
            results={"day": Decimal(quick)},
        ),
        Asked(
            text="ベアリングを扱う価格表は何件ありますか。",
            rows=got(of(4), lambda row: "", "name"),
            results={"count": Decimal(len(of(4)))},
        ),
        Asked(text="List all prices of titanium plate.", rows=()),
    )
    return Library(name="prices", files=files, asked=asked)


def _prices(
    kind: str, supplier: str, held: list[Row], *, ja: bool, variant: int, when: tuple[int, int]
) -> bytes:
    year, quarter = when
    if ja:
        head = [["品目", "単価", "納期"], ["商品名", "価格（円）", "納品までの日数"]][variant]
        title = f"{supplier.split()[0]} 価格表 {year}年第{quarter}四半期"
    else:
        head = [["Item", "Unit price", "Delivery time"], ["Product", "Price (USD)", "Delivery time (days)"]][
            variant
        ]
        title = f"{supplier} price list Q{quarter} {year}"
    body = [
        [
            str(row["name"]),
            (int(str(row["price"])) if variant else f"{row['price']:,}円" if ja else f"US${row['price']}"),
            (int(str(row["days"])) if variant else f"{row['days']}日" if ja else f"{row['days']} days"),
        ]
        for row in held
    ]
    return table(kind, title, [head, *body])


ROOMS = [("第1会議室", "Room A"), ("大会議室", "Hall B"), ("オンライン", "online")]
TASKS = [
    ("見積書の取得", "get quotations"),
    ("議事録の送付", "send the minutes"),
    ("監査法人への回答", "answer the auditors"),
    ("規程案の作成", "draft the rules"),
    ("会場の手配", "book the venue"),
]
BODIES = [
    ("理事会", "Board of Directors"),
    ("監査委員会", "Audit Committee"),
    ("安全委員会", "Safety Committee"),
]


def _papers_of_minutes() -> tuple[dict[str, bytes], list[Row], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(23)
    files: dict[str, bytes] = {}
    meetings: list[Row] = []
    tasks: list[Row] = []
    for number in range(105):
        ja, kind, body = number % 3 != 1, ["docx", "md", "html"][number % 3], BODIES[number % 7 % 3]
        held, path = day(random_, 2023, 2026), f"minutes/{number:03d}.{kind}"
        meeting: Row = {
            "path": path,
            "body": body,
            "held": held,
            "count": random_.randint(4, 25),
            "approved": random_.randint(5, 300) * 10_000 if number % 2 else 0,
            "room": random_.choice(ROOMS),
        }
        own: list[Row] = [
            {
                "task": random_.choice(TASKS),
                "who": random_.choice(PEOPLE),
                "due": day(random_, 2026, 2027),
                "path": path,
            }
            for _ in range(random_.randint(2, 4))
        ]
        for row in own:
            row["said"] = row["task"][0 if ja else 1]
        meetings.append(meeting)
        tasks += own
        files[path] = _minutes(kind, meeting, own, ja=ja)
    return files, meetings, tasks


def minutes() -> Library:
    """The minutes of a hundred meetings: prose, with a table of who does what until when."""
    files, meetings, tasks = _papers_of_minutes()
    approved = [row for row in meetings if row["approved"]]
    audit = [row for row in approved if row["body"] is BODIES[1]]
    safety = [row for row in meetings if row["body"] is BODIES[2]]
    sato, ito = ([row for row in tasks if row["who"] is PEOPLE[at]] for at in (0, 4))
    in_march = [row for row in tasks if str(row["due"]).startswith("2027-03")]
    in_2025 = [row for row in meetings if str(row["held"]).startswith("2025")]
    board_24 = [row for row in meetings if row["body"] is BODIES[0] and str(row["held"]).startswith("2024")]
    most = max(_numbers(approved, "approved"))
    full = max(_numbers(meetings, "count"))

    def due(row: Row) -> str:
        return f"date:{row['due']}"

    def sum_key(row: Row) -> str:
        return f"JPY:{row['approved']}"

    asked = (
        Asked(text="佐藤さんの担当事項をすべて挙げてください。", rows=got(sato, lambda row: "", "said")),
        Asked(text="List all tasks due in March 2027.", rows=got(in_march, due, "said")),
        Asked(
            text="伊藤さんの担当事項は何件ありますか。",
            rows=got(ito, lambda row: "", "said"),
            results={"count": Decimal(len(ito))},
        ),
        Asked(
            text="承認された予算の合計はいくらですか。",
            rows=got(approved, sum_key),
            results={"JPY": total(_numbers(approved, "approved"))},
        ),
        Asked(
            text="What is the total of the budgets approved by the Audit Committee?",
            rows=got(audit, sum_key),
            results={"JPY": total(_numbers(audit, "approved"))},
        ),
        Asked(
            text="2025年に開かれた会議をすべて挙げてください。",
            rows=got(in_2025, lambda row: f"date:{row['held']}"),
        ),
        Asked(
            text="How many meetings of the Board of Directors were held in 2024?",
            rows=got(board_24, lambda row: f"date:{row['held']}"),
            results={"count": Decimal(len(board_24))},
        ),
        Asked(
            text="安全委員会の出席者数の平均は何人ですか。",
            rows=got(safety, lambda row: f"number:{row['count']}"),
            results={"person": average(_numbers(safety, "count"))},
        ),
        Asked(
            text="Which approved budget was the largest?",
            rows=got([row for row in approved if row["approved"] == most], sum_key),
            results={"JPY": Decimal(most)},
        ),
        Asked(
            text="出席者が最も多かった会議はどれですか。",
            rows=got([row for row in meetings if row["count"] == full], lambda row: f"number:{row['count']}"),
            results={"person": Decimal(full)},
        ),
        Asked(text="List all tasks of Ito.", rows=got(ito, lambda row: "", "said")),
        Asked(text="合併に関する決議をすべて挙げてください。", rows=()),
    )
    return Library(name="minutes", files=files, asked=asked)


def _minutes(kind: str, meeting: Row, tasks: list[Row], *, ja: bool) -> bytes:
    at = 0 if ja else 1
    body, room = meeting["body"][at], meeting["room"][at]
    amount = int(str(meeting["approved"]))
    rows: list[list[str | int]] = [["担当事項", "担当者", "期限"] if ja else ["Task", "Owner", "Due date"]]
    rows += [[row["task"][at], row["who"][at], (day_ja if ja else day_en)(str(row["due"]))] for row in tasks]
    if ja:
        above = f"{body}は{day_ja(str(meeting['held']))}に{room}で開催され、{meeting['count']}名が出席した。"
        above += (
            f"備品更新の予算{amount // 10_000:,}万円を承認した。" if amount else "前回の議事録を確認した。"
        )
        return table(kind, f"{body} 議事録", rows, above=above, below="以上")
    above = (
        f"The {body} met on {day_en(str(meeting['held']))} ({room}) with {meeting['count']} people attending."
    )
    above += (
        f" A budget of JPY {amount:,} for new equipment was approved."
        if amount
        else " The last minutes were confirmed."
    )
    return table(kind, f"Minutes of the {body}", rows, above=above, below="End of minutes.")
