# ruff: noqa: E501 - what papers say is one line each
"""A library of another kind, written before the fifth round of work: one folder that holds papers of four kinds.

The vehicles of a firm with five depots: a card for each vehicle, reports of accidents, fuel by quarter, insurance. Everything in it is
invented. Unlike the others it mixes what a folder mixes: a question is about one kind of paper, and the others name the same vehicles,
depots, days and amounts.
"""

import random
from decimal import Decimal
from typing import Any

from benchmarks.gather.libraries import day
from benchmarks.gather.papers import Asked, Library, day_en, day_ja, form, prose, table
from benchmarks.gather.truth import by_unit, got, mean_of, sum_of

__all__ = ["fleet"]

Row = dict[str, Any]

DEPOTS = [
    ("川崎営業所", True),
    ("千葉営業所", True),
    ("高崎営業所", True),
    ("Leeds depot", False),
    ("Bristol depot", False),
]
TYPES = [
    ("軽トラック", "pickup"),
    ("2トン車", "lorry"),
    ("乗用車", "car"),
    ("マイクロバス", "minibus"),
    ("冷凍車", "refrigerated van"),
]
FUELS = [
    ("電気", "electric"),
    ("軽油", "diesel"),
    ("ガソリン", "petrol"),
    ("軽油", "diesel"),
]
DRIVERS = [("有馬", "Reed"), ("久保", "Walsh"), ("滝沢", "Quinn"), ("戸田", "Price")]
CAUSES = [
    ("後退中に門柱に接触", "hit a gatepost while reversing"),
    ("信号待ちで追突された", "was struck from behind at a red light"),
    ("駐車場で隣の車のドアをこすった", "scraped the door of the next vehicle in a car park"),
    ("後退中に電柱に接触", "backed into a lamp post while reversing"),
]
INSURERS = [("みなと損保", "Harbourside Mutual"), ("北星火災", "Northgate Insurance")]


def _vehicles(files: dict[str, bytes]) -> list[Row]:
    """One card a vehicle, as a form or in prose."""
    random_ = random.Random(51)
    rows: list[Row] = []
    for number in range(30):
        depot, ja = DEPOTS[number % 5]
        kind = ["md", "docx", "html"][number // 5 % 3]
        row: Row = {
            "no": f"V-{101 + number}",
            "depot": depot,
            "ja": ja,
            "type": TYPES[random_.randrange(5)],
            "fuel": FUELS[random_.randrange(4)],
            "bought": day(random_, 2017, 2025),
            "due": day(random_, 2026, 2027),
            "price": random_.randint(90, 780) * (10_000 if ja else 100),
            "unit": "JPY" if ja else "GBP",
            "run": random_.randint(8, 190) * 1000 + random_.randint(0, 9) * 100,
            "distance": "km" if ja else "mile",
            "path": f"vehicles/V-{101 + number}.{kind}",
        }
        files[str(row["path"])] = (_card_ja if ja else _card_en)(kind, row, number // 5 % 2 == 0)
        rows.append(row)
    return rows


def _card_ja(kind: str, row: Row, as_form: bool) -> bytes:
    bought, due = day_ja(str(row["bought"]), era=True), day_ja(str(row["due"]))
    title = f"車両台帳 {row['no']}"
    if as_form:
        return form(
            kind,
            title,
            [
                ("車両番号", str(row["no"])),
                ("車種", row["type"][0]),
                ("配置", str(row["depot"])),
                ("動力", row["fuel"][0]),
                ("購入日", bought),
                ("購入価格", f"{row['price']:,}円"),
                ("走行距離", f"{row['run']:,}km"),
                ("車検満了日", due),
            ],
            "鍵は配車係が保管する。",
        )
    return prose(
        kind,
        title,
        [
            ("", f"{row['depot']}に置く{row['type'][0]}である。動力は{row['fuel'][0]}である。"),
            ("購入", f"{bought}に{row['price'] // 10_000:,}万円で購入した。保証は3年である。"),
            ("状態", f"走行距離は{row['run']:,}キロである。車検は{due}に満了する。"),
        ],
    )


def _card_en(kind: str, row: Row, as_form: bool) -> bytes:
    bought, due = day_en(str(row["bought"])), day_en(str(row["due"]))
    title = f"Vehicle {row['no']}"
    if as_form:
        return form(
            kind,
            title,
            [
                ("Number", str(row["no"])),
                ("Type", row["type"][1].capitalize()),
                ("Stationed at", str(row["depot"])),
                ("Power", row["fuel"][1].capitalize()),
                ("Bought on", bought),
                ("Purchase price", f"£{row['price']:,}"),
                ("Mileage", f"{row['run']:,} miles"),
                ("Inspection expires", due),
            ],
            "The dispatcher keeps the keys.",
        )
    return prose(
        kind,
        title,
        [
            ("", f"A {row['type'][1]} stationed at the {row['depot']}. It runs on {_power(row)}."),
            (
                "Purchase",
                f"It was bought on {bought} at a price of £{row['price']:,}, with a guarantee of 3 years.",
            ),
            (
                "Condition",
                f"Its mileage is {row['run']:,} miles. The inspection is valid until {due}.",
            ),
        ],
    )


def _power(row: Row) -> str:
    return "electric power" if row["fuel"][1] == "electric" else str(row["fuel"][1])


def _accidents(files: dict[str, bytes]) -> list[Row]:
    """Reports in prose; every fourth cost nothing to repair."""
    random_ = random.Random(52)
    rows: list[Row] = []
    for number in range(25):
        depot, ja = DEPOTS[number % 5]
        kind = ["docx", "md", "html"][number // 5 % 3]
        row: Row = {
            "depot": depot,
            "ja": ja,
            "vehicle": f"V-{101 + number}",
            "when": day(random_, 2023, 2025),
            "who": DRIVERS[random_.randrange(4)],
            "why": CAUSES[random_.randrange(4)],
            "cost": random_.randint(12, 96) * (5_000 if ja else 25),
            "unit": "JPY" if ja else "GBP",
            "path": f"accidents/{2000 + number}.{kind}",
        }
        if ja:
            files[str(row["path"])] = prose(
                kind,
                f"事故報告書（{row['depot']}）",
                [
                    (
                        "経緯",
                        f"{day_ja(str(row['when']))}、{row['who'][0]}の運転する{row['vehicle']}が{row['why'][0]}。けが人はいなかった。",
                    ),
                    (
                        "修理",
                        f"修理代は{row['cost']:,}円で、修理に{random_.randint(2, 9)}日かかった。代車の料金は1日4,500円である。",
                    ),
                ],
            )
        else:
            files[str(row["path"])] = prose(
                kind,
                f"Accident report, {row['depot']}",
                [
                    (
                        "What happened",
                        f"On {day_en(str(row['when']))} vehicle {row['vehicle']}, driven by {row['who'][1]}, {row['why'][1]}. Nobody was hurt.",
                    ),
                    (
                        "Repairs",
                        f"The repair cost £{row['cost']:,} and took {random_.randint(2, 9)} days. A replacement was hired for £35 a day.",
                    ),
                ],
            )
        rows.append(row)
    return rows


def _fuel(files: dict[str, bytes]) -> list[Row]:
    """Tables by depot and quarter with a line of totals; those of Britain name the quarter in the title, in another order of columns."""
    random_ = random.Random(53)
    rows: list[Row] = []
    for number in range(40):
        depot, ja = DEPOTS[number % 5]
        year, quarter = 2024 + number // 20, number // 5 % 4 + 1
        kind = ["xlsx", "csv", "html", "docx"][quarter - 1]
        path = f"fuel/{year}/{depot} Q{quarter}.{kind}"
        held: list[Row] = [
            {
                "path": path,
                "depot": depot,
                "vehicle": f"V-{101 + number % 5 + 5 * at}",
                "litres": random_.randint(80, 900),
                "cost": random_.randint(9, 99) * (1_500 if ja else 11),
                "money": "JPY" if ja else "GBP",
                "year": year,
                "quarter": quarter,
            }
            for at in range(4)
        ]
        rows += held
        litres, cost = (sum(int(row[name]) for row in held) for name in ("litres", "cost"))
        if ja:
            lines: list[list[str | int]] = [["車両", "給油量（L）", "給油代（円）"]]
            lines += [[str(row["vehicle"]), int(row["litres"]), int(row["cost"])] for row in held]
            lines.append(["合計", litres, cost])
            files[path] = table(kind, f"{depot} 給油記録 {year}年第{quarter}四半期", lines)
        else:
            lines = [["Vehicle", "Cost", "Fuel (litres)"]]
            lines += [[str(row["vehicle"]), f"£{row['cost']:,}", int(row["litres"])] for row in held]
            lines.append(["Total", f"£{cost:,}", litres])
            files[path] = table(kind, f"{depot}, fuel, Q{quarter} {year}", lines)
    return rows


def _policies(files: dict[str, bytes]) -> list[Row]:
    """One policy a depot and insurer, in prose or as a form, with a premium, an excess and a term."""
    random_ = random.Random(54)
    rows: list[Row] = []
    for number in range(10):
        depot, ja = DEPOTS[number % 5]
        kind = ["html", "md"][number // 5]
        start = day(random_, 2024, 2025)
        row: Row = {
            "depot": depot,
            "who": INSURERS[number // 5],
            "premium": random_.randint(40, 320) * (1_000 if ja else 10),
            "unit": "JPY" if ja else "GBP",
            "start": start,
            "path": f"insurance/{'abcdefghij'[number]}.{kind}",
        }
        excess = random_.randint(3, 10) * (10_000 if ja else 50)
        ends = f"{int(start[:4]) + 1}{start[4:]}"
        if ja:
            files[str(row["path"])] = prose(
                kind,
                f"自動車保険の契約（{row['depot']}）",
                [
                    (
                        "",
                        f"{row['who'][0]}と契約している。保険期間は{day_ja(start)}から{day_ja(ends)}までである。",
                    ),
                    ("金額", f"保険料は年{row['premium']:,}円、免責額は{excess:,}円である。"),
                ],
            )
        else:
            files[str(row["path"])] = form(
                kind,
                f"Motor insurance, {row['depot']}",
                [
                    ("Insurer", row["who"][1]),
                    ("Cover", f"from {day_en(start)} to {day_en(ends)}"),
                    ("Excess", f"£{excess}"),
                    ("Annual premium", f"£{row['premium']:,}"),
                ],
                "Claims are reported within 48 hours.",
            )
        rows.append(row)
    return rows


def fleet() -> Library:
    """Thirty vehicles: cards, accident reports, fuel by quarter, insurance; 105 papers of four kinds in one folder."""
    files: dict[str, bytes] = {}
    vehicles, accidents, fuel, policies = (make(files) for make in (_vehicles, _accidents, _fuel, _policies))

    def price(row: Row) -> str:
        return f"{row['unit']}:{row['price']}"

    def repair(row: Row) -> str:
        return f"{row['unit']}:{row['cost']}"

    def electric(row: Row) -> bool:
        return bool(row["fuel"][1] == "electric")

    due = [row for row in vehicles if str(row["due"]).startswith("2026")]
    leeds = [row for row in accidents if row["depot"] == "Leeds depot"]
    kawasaki = [row for row in fuel if row["depot"] == "川崎営業所" and row["year"] == 2025]
    far = [row for row in vehicles if row["ja"] and row["run"] > 100_000]
    bristol = max(
        (row for row in vehicles if row["depot"] == "Bristol depot"), key=lambda row: int(row["run"])
    )
    reversing = [row for row in accidents if "reversing" in row["why"][1]]
    fiscal = [row for row in vehicles if "2023-04-01" <= str(row["bought"]) <= "2025-03-31" and row["ja"]]
    one, two = vehicles[1], vehicles[7]
    pounds = [row for row in fuel if row["depot"] == "Bristol depot" and row["year"] == 2024]
    dearest = max((row for row in accidents if row["ja"]), key=lambda row: int(row["cost"]))
    asked = (
        Asked(
            text="電気で走る車両は何台ありますか。",
            rows=got(filter(electric, vehicles), lambda row: ""),
            results={"count": Decimal(sum(map(electric, vehicles)))},
        ),
        Asked(
            text="List all vehicles whose inspection expires in 2026.",
            rows=got(due, lambda row: f"date:{row['due']}"),
        ),
        Asked(
            text="事故の修理代の合計はいくらですか。",
            rows=got(accidents, repair),
            results=by_unit(accidents, "cost", sum_of),
        ),
        Asked(
            text="What was the average repair cost of the accidents at the Leeds depot?",
            rows=got(leeds, repair),
            results={"GBP": mean_of(leeds, "cost")},
        ),
        Asked(
            text="川崎営業所の2025年の給油量の合計は何リットルですか。",
            rows=got(kawasaki, lambda row: f"number:{row['litres']}", "vehicle"),
            results={"litre": sum_of(kawasaki, "litres")},
        ),
        Asked(
            text="What did the Bristol depot spend on fuel in 2024 altogether?",
            rows=got(pounds, lambda row: f"GBP:{row['cost']}", "vehicle"),
            results={"GBP": sum_of(pounds, "cost")},
        ),
        Asked(
            text="走行距離が10万キロを超える車両をすべて挙げてください。",
            rows=got(far, lambda row: f"number:{row['run']}"),
        ),
        Asked(
            text="Which vehicle of the Bristol depot has the highest mileage?",
            rows=got([bristol], lambda row: f"number:{row['run']}"),
            results={"mile": Decimal(bristol["run"])},
        ),
        Asked(
            text="What do the annual insurance premiums come to in total?",
            rows=got(policies, lambda row: f"{row['unit']}:{row['premium']}"),
            results=by_unit(policies, "premium", sum_of),
        ),
        Asked(
            text=f"{one['no']}と{two['no']}の購入価格を比べてください。",
            rows=got([one, two], price),
            results={"JPY": Decimal(abs(int(one["price"]) - int(two["price"])))},
        ),
        Asked(
            text="How many accidents happened while reversing?",
            rows=got(reversing, lambda row: ""),
            results={"count": Decimal(len(reversing))},
        ),
        Asked(
            text="2023年4月から2025年3月までに円で購入した車両の購入価格の平均はいくらですか。",
            rows=got(fiscal, price),
            results={"JPY": mean_of(fiscal, "price")},
        ),
        Asked(
            text="円建てで修理代が最も高かった事故はどれですか。",
            rows=got([dearest], repair),
            results={"JPY": Decimal(dearest["cost"])},
        ),
        Asked(text="List all motorcycles.", rows=()),
    )
    return Library(name="fleet", files=files, asked=asked)
