# ruff: noqa: E501 - what papers say is one line each
"""Four libraries written before the second round of work and asked once after it: loans, patents, waste, clubs.

Everything in them is invented. Cells are merged where people merge them, years are written in eras, amounts in
euros, dollars and yen, weights in tonnes and kilograms.
"""

import html
import io
import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import docx
import xlsxwriter

from benchmarks.gather.libraries import day
from benchmarks.gather.papers import Asked, Library, day_en, day_ja, form, prose, table
from benchmarks.gather.truth import by_unit, got, mean_of, sum_of

__all__ = ["clubs", "loans", "patents", "waste"]

Row = dict[str, Any]


def _merged(  # noqa: C901 - three formats, one after the other
    kind: str, title: str, rows: Sequence[Sequence[str | int]], above: str, below: str
) -> bytes:
    """A paper with a table whose first column has equal neighbours merged; the first row is its header."""
    if kind == "docx":
        paper = docx.Document()
        paper.add_heading(title, 1)
        paper.add_paragraph(above)
        grid = paper.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if place or not at or row[0] != rows[at - 1][0]:
                    grid.cell(at, place).text = str(value)
        for first, last in _runs(rows):
            if last > first:
                grid.cell(first, 0).merge(grid.cell(last, 0))
        paper.add_paragraph(below)
        stream = io.BytesIO()
        paper.save(stream)
        return stream.getvalue()
    if kind == "html":
        runs = dict(_runs(rows))
        made = []
        for at, row in enumerate(rows):
            mark = "td" if at else "th"
            cells = [
                f"<{mark}>{html.escape(str(value))}</{mark}>"
                if place
                else f"<{mark} rowspan='{runs[at] - at + 1}'>{html.escape(str(value))}</{mark}>"
                if at in runs
                else ""
                for place, value in enumerate(row)
            ]
            made.append(f"<tr>{''.join(cells)}</tr>")
        shown = html.escape(title)
        return (
            f"<!doctype html><html><head><meta charset='utf-8'><title>{shown}</title></head><body><h1>{shown}</h1>"
            f"<p>{html.escape(above)}</p><table>{''.join(made)}</table><p>{html.escape(below)}</p></body></html>"
        ).encode()
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title[:28])
        plain = book.add_format()
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(at, place, value)
        for first, last in _runs(rows):
            if last > first:
                sheet.merge_range(first, 0, last, 0, rows[first][0], plain)
    return stream.getvalue()


def _runs(rows: Sequence[Sequence[str | int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if at and row[0] == rows[at - 1][0]:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


BRANCHES = [
    ("中央図書館", True),
    ("北図書館", True),
    ("緑図書館", True),
    ("Riverside Library", False),
    ("Harbour Library", False),
]
GENRES = [
    ("一般", "Adults", "文学", "Literature"),
    ("一般", "Adults", "歴史", "History"),
    ("一般", "Adults", "自然科学", "Natural science"),
    ("児童", "Children", "絵本", "Picture books"),
    ("児童", "Children", "図鑑", "Illustrated guides"),
]


def _papers_of_loans() -> tuple[dict[str, bytes], list[Row], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(31)
    files: dict[str, bytes] = {}
    months: list[Row] = []
    lines: list[Row] = []
    for number in range(105):
        name, ja = BRANCHES[number % 5]
        year, month = 2024 + number // 5 // 12, number // 5 % 12 + 1
        kind = ["html", "docx", "xlsx"][number // 5 % 3 if ja else number // 5 % 2]
        path = f"loans/{number % 5}/{year}{month:02d}.{kind}"
        visitors, days = random_.randint(1800, 9500), random_.randint(20, 28)
        months.append(
            {
                "path": path,
                "branch": name,
                "visitors": visitors,
                "days": days,
                "year": year,
                "month": month,
                "prose": kind != "xlsx",
            }
        )
        rows: list[list[str | int]] = (
            [["区分", "分野", "貸出冊数", "予約件数"]]
            if ja
            else [["Section", "Subject", "Loans", "Reservations"]]
        )
        for group_ja, group_en, genre_ja, genre_en in GENRES:
            lent, reserved = random_.randint(90, 1900), random_.randint(3, 88)
            lines.append(
                {
                    "path": path,
                    "branch": name,
                    "genre": genre_ja,
                    "said": genre_ja if ja else genre_en,
                    "lent": lent,
                    "reserved": reserved,
                    "year": year,
                    "month": month,
                    "unit": "冊" if ja else "",
                }
            )
            rows.append(
                [group_ja, genre_ja, f"{lent:,}冊", f"{reserved}件"]
                if ja
                else [group_en, genre_en, lent, reserved]
            )
        if ja:
            era = f"令和{year - 2018}年{month}月"
            files[path] = _merged(
                kind,
                f"{name} 利用統計 {era if number % 2 else f'{year}年{month}月'}",
                rows,
                f"今月の開館日数は{days}日、来館者数は{visitors:,}人でした。",
                "予約件数には電話での受付を含みます。",
            )
        else:
            files[path] = _merged(
                kind,
                f"{name}: monthly report {year}-{month:02d}",
                rows,
                f"The library was open on {days} days and welcomed {visitors:,} visitors.",
                "Reservations include those by telephone.",
            )
    return files, months, lines


def loans() -> Library:
    """The monthly reports of five libraries: a table of loans with merged groups, visitors and open days in prose."""
    files, months, lines = _papers_of_loans()
    central_books = [row for row in lines if row["branch"] == "中央図書館" and row["genre"] == "絵本"]
    river = [row for row in lines if row["branch"] == "Riverside Library" and row["genre"] == "歴史"]
    harbour = [
        row
        for row in lines
        if row["branch"] == "Harbour Library" and row["genre"] == "文学" and row["year"] == 2025
    ]
    north = [row for row in months if row["branch"] == "北図書館" and row["prose"]]
    most = max(north, key=lambda row: int(row["visitors"]))
    river_months = [row for row in months if row["branch"] == "Riverside Library"]
    science = [row for row in lines if row["branch"] == "緑図書館" and row["genre"] == "自然科学"]
    full = max(science, key=lambda row: int(row["reserved"]))

    def lent_key(row: Row) -> str:
        return f"number:{row['lent']}"

    def visitors_key(row: Row) -> str:
        return f"number:{row['visitors']}"

    asked = (
        Asked(
            text="中央図書館の絵本の貸出冊数の合計を教えてください。",
            rows=got(central_books, lent_key, "said"),
            results={"冊": sum_of(central_books, "lent")},
        ),
        Asked(
            text="What is the average number of loans of history at the Riverside Library?",
            rows=got(river, lent_key, "said"),
            results={"": mean_of(river, "lent")},
        ),
        Asked(
            text="What is the total of the literature loans of Harbour Library in 2025?",
            rows=got(harbour, lent_key, "said"),
            results={"": sum_of(harbour, "lent")},
        ),
        Asked(
            text="貸出冊数が1800冊以上の分野をすべて挙げてください。",
            rows=got([row for row in lines if row["lent"] >= 1800], lent_key, "said"),
        ),
        Asked(
            text="北図書館の来館者数が最も多かったのはいつですか。何人でしたか。",
            rows=got([most], visitors_key),
            results={"person": Decimal(most["visitors"])},
        ),
        Asked(
            text="What was the average number of visitors of the Riverside Library?",
            rows=got(river_months, visitors_key),
            results={"": mean_of(river_months, "visitors")},
        ),
        Asked(
            text="緑図書館の自然科学の予約件数が最も多いのはどの月ですか。",
            rows=got([full], lambda row: f"number:{row['reserved']}", "said"),
            results={"item": Decimal(full["reserved"])},
        ),
        Asked(text="List all loans of sheet music.", rows=()),
    )
    return Library(name="loans", files=files, asked=asked)


INVENTORS = [("小川", "Ogawa"), ("松本", "Matsumoto"), ("森", "Mori"), ("大野", "Ono"), ("石井", "Ishii")]
INVENTIONS = [
    ("折り畳み式梯子", "Folding ladder"),
    ("水質測定装置", "Water quality sensor"),
    ("果実の選別方法", "Method of sorting fruit"),
    ("自動給餌器", "Automatic feeder"),
    ("断熱窓", "Insulated window"),
]


def _papers_of_patents() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(32)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(104):
        ja, as_form, kind = number % 2 == 0, number // 2 % 2 == 0, ["docx", "md", "html"][number % 3]
        filed = day(random_, 2019, 2023)
        granted = f"{int(filed[:4]) + random_.randint(1, 2)}{filed[4:]}" if number % 3 else ""
        unit = "JPY" if ja else ("EUR" if number % 4 == 1 else "USD")
        row: Row = {
            "no": f"P-{1000 + number}",
            "what": INVENTIONS[random_.randrange(5)],
            "who": INVENTORS[random_.randrange(5)],
            "filed": filed,
            "granted": granted,
            "fee": random_.randint(20, 300) * (1000 if ja else 10),
            "unit": unit,
            "path": f"patents/{number:03d}.{kind}",
        }
        files[str(row["path"])] = (_patent_ja if ja else _patent_en)(kind, row, as_form, number)
        rows.append(row)
    return files, rows


def patents() -> Library:
    """One patent a paper, as a form or as prose; a third isn't granted yet."""
    files, rows = _papers_of_patents()

    def filed_key(row: Row) -> str:
        return f"date:{row['filed']}"

    def granted_key(row: Row) -> str:
        return f"date:{row['granted']}"

    def fee(row: Row) -> str:
        return f"{row['unit']}:{row['fee']}"

    in_2022 = [row for row in rows if str(row["filed"]).startswith("2022")]
    fiscal = [row for row in rows if "2023-04-01" <= str(row["granted"]) <= "2024-03-31"]
    ogawa = [row for row in rows if row["who"] is INVENTORS[0]]
    ishii = [row for row in rows if row["who"] is INVENTORS[4]]
    in_2020 = [row for row in rows if str(row["filed"]).startswith("2020")]
    late = [row for row in rows if str(row["granted"]) >= "2025-01-01"]
    windows = [row for row in rows if row["what"] is INVENTIONS[4]]
    euro = max((row for row in rows if row["unit"] == "EUR"), key=lambda row: int(row["fee"]))
    one, two = rows[10], rows[26]
    asked = (
        Asked(text="List all patents filed in 2022.", rows=got(in_2022, filed_key)),
        Asked(
            text="2023年度に登録された特許は何件ですか。",
            rows=got(fiscal, granted_key),
            results={"count": Decimal(len(fiscal))},
        ),
        Asked(text="発明者が小川さんの特許をすべて挙げてください。", rows=got(ogawa, lambda row: "")),
        Asked(
            text="How many patents have Ishii as inventor?",
            rows=got(ishii, lambda row: ""),
            results={"count": Decimal(len(ishii))},
        ),
        Asked(
            text="2020年に出願された特許の維持年金の合計はいくらですか。",
            rows=got(in_2020, fee),
            results=by_unit(in_2020, "fee", sum_of),
        ),
        Asked(text="List the patents granted on or after 1 January 2025.", rows=got(late, granted_key)),
        Asked(
            text="What is the average annual renewal fee of the patents on insulated windows?",
            rows=got(windows, fee),
            results=by_unit(windows, "fee", mean_of),
        ),
        Asked(
            text=f"Compare the annual renewal fee of {one['no']} with that of {two['no']}.",
            rows=got([one, two], fee),
            results={"JPY": Decimal(abs(int(one["fee"]) - int(two["fee"])))},
        ),
        Asked(
            text="Which renewal fee in euros is the highest?",
            rows=got([euro], fee),
            results={"EUR": Decimal(euro["fee"])},
        ),
        Asked(text="無効になった商標をすべて挙げてください。", rows=()),
    )
    return Library(name="patents", files=files, asked=asked)


def _patent_ja(kind: str, row: Row, as_form: bool, number: int) -> bytes:
    era = number % 4 == 0
    filed = day_ja(str(row["filed"]), era=era)
    granted = day_ja(str(row["granted"]), era=era) if row["granted"] else ""
    title = f"特許管理票 {row['no']}"
    if as_form:
        return form(
            kind,
            title,
            [
                ("整理番号", str(row["no"])),
                ("発明の名称", row["what"][0]),
                ("発明者", row["who"][0]),
                ("出願日", filed),
                ("登録日", granted or "審査中"),
                ("維持年金", f"{row['fee']:,}円"),
            ],
            "年金は毎年、期限の一か月前までに納付する。",
        )
    return prose(
        kind,
        title,
        [
            ("概要", f"{row['what'][0]}に関する発明である。発明者は{row['who'][0]}である。"),
            (
                "経過",
                f"{filed}に出願し、" + (f"{granted}に登録された。" if granted else "現在審査中である。"),
            ),
            ("費用", f"維持年金は年{row['fee']:,}円である。納付が遅れた場合は6か月以内に割増しで納める。"),
        ],
    )


def _patent_en(kind: str, row: Row, as_form: bool, number: int) -> bytes:
    filed = day_en(str(row["filed"]))
    granted = day_en(str(row["granted"])) if row["granted"] else ""
    fee = f"€{row['fee']:,}" if row["unit"] == "EUR" else f"USD {row['fee']:,}"
    title = f"Patent record {row['no']}"
    if as_form:
        return form(
            kind,
            title,
            [
                ("Reference", str(row["no"])),
                ("Title of invention", row["what"][1]),
                ("Inventor", row["who"][1]),
                ("Filing date", filed),
                ("Date of grant", granted or "pending"),
                ("Annual renewal fee", fee),
            ],
            "Renewal fees are paid one month before they are due.",
        )
    return prose(
        kind,
        title,
        [
            ("Subject", f"{row['what'][1]}, invented by {row['who'][1]}."),
            (
                "History",
                f"The application was filed on {filed}"
                + (f" and the patent was granted on {granted}." if granted else "; examination is pending."),
            ),
            ("Costs", f"The renewal fee is {fee} per year. Late payment is possible within 6 months."),
        ],
    )


TOWNS = [("若松町", "t"), ("桜台", "kg"), ("港南", "t"), ("Westfield", "t"), ("Millbrook", "kg")]
KINDS = [
    ("可燃ごみ", "Burnable waste"),
    ("不燃ごみ", "Non-burnable waste"),
    ("古紙", "Waste paper"),
    ("びん・缶", "Glass and cans"),
]


def _papers_of_waste() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(33)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(100):
        town, unit = TOWNS[number % 5]
        ja = number % 5 < 3
        kind = ["csv", "xlsx", "html", "docx", "md"][number // 5 % 5]
        year, month = 2024 + number // 5 // 12, number // 5 % 12 + 1
        variant = number // 5 % 2
        path = f"collection/{year}-{month:02d}-{town}.{kind}"
        held: list[Row] = []
        for at in range(4):
            weight = (
                Decimal(random_.randint(120, 2400)) / 10
                if unit == "t"
                else Decimal(random_.randint(300, 9800))
            )
            cost = random_.randint(15, 90) * (10_000 if ja else 100)
            held.append(
                {
                    "path": path,
                    "town": town,
                    "kind": at,
                    "said": KINDS[at][0 if ja else 1],
                    "weight": weight,
                    "unit": unit,
                    "cost": cost,
                    "money": "JPY" if ja else "USD",
                    "year": year,
                    "month": month,
                }
            )
        rows += held
        files[path] = _collected(kind, town, unit, held, ja=ja, variant=variant)
    return files, rows


def waste() -> Library:
    """What was collected in five towns, month by month: tables in five formats, weights in tonnes or kilograms, costs."""
    files, rows = _papers_of_waste()

    def weight_key(row: Row) -> str:
        return f"number:{row['weight'].normalize():f}"

    def cost_key(row: Row) -> str:
        return f"{row['money']}:{row['cost']}"

    paper = [row for row in rows if row["town"] == "若松町" and row["kind"] == 2]
    west = [row for row in rows if row["town"] == "Westfield" and row["kind"] == 3]
    december = [row for row in rows if row["year"] == 2024 and row["month"] == 12 and row["kind"] == 0]
    sakura = [row for row in rows if row["town"] == "桜台" and row["kind"] == 1]
    mill = [row for row in rows if row["town"] == "Millbrook" and row["kind"] == 0 and row["year"] == 2025]
    dear = [row for row in rows if row["money"] == "JPY" and int(row["cost"]) > 850_000]
    harbour = [row for row in rows if row["town"] == "港南" and row["kind"] == 0]
    top = max(harbour, key=lambda row: row["weight"])
    asked = (
        Asked(
            text="若松町の古紙の収集量の合計はどれだけですか。",
            rows=got(paper, weight_key, "said"),
            results={"t": sum_of(paper, "weight")},
        ),
        Asked(
            text="What is the average collection cost of glass and cans in Westfield?",
            rows=got(west, cost_key, "said"),
            results={"USD": mean_of(west, "cost")},
        ),
        Asked(
            text="2024年12月の可燃ごみの収集量をすべて挙げてください。",
            rows=got(december, weight_key, "said"),
        ),
        Asked(
            text="桜台の不燃ごみの収集費用の合計はいくらですか。",
            rows=got(sakura, cost_key, "said"),
            results={"JPY": sum_of(sakura, "cost")},
        ),
        Asked(
            text="What is the total weight of burnable waste collected in Millbrook in 2025?",
            rows=got(mill, weight_key, "said"),
            results={"kg": sum_of(mill, "weight")},
        ),
        Asked(text="収集費用が85万円を超えるものの一覧をください。", rows=got(dear, cost_key, "said")),
        Asked(
            text="港南の可燃ごみの収集量が一番多い月の量はどれだけですか。",
            rows=got([top], weight_key, "said"),
            results={"t": Decimal(top["weight"]).quantize(Decimal("0.01"))},
        ),
        Asked(text="List all collections of batteries.", rows=()),
    )
    return Library(name="waste", files=files, asked=asked)


def _collected(kind: str, town: str, unit: str, held: list[Row], *, ja: bool, variant: int) -> bytes:
    first = held[0]
    if ja:
        title = f"{town} ごみ収集実績 {first['year']}年{first['month']}月"
        head = [["種別", "収集量", "収集費用"], ["ごみの種類", f"収集量（{unit}）", "収集費用（円）"]][
            variant
        ]
        body: list[list[str | int]] = [
            [row["said"], f"{row['weight']}", row["cost"]]
            if variant
            else [
                row["said"],
                f"{row['weight']:,}{'トン' if unit == 't' else 'kg'}",
                f"{row['cost'] // 10_000}万円",
            ]
            for row in held
        ]
    else:
        title = f"{town} waste collection {first['year']}-{first['month']:02d}"
        head = [
            ["Type", "Weight collected", "Collection cost"],
            ["Kind of waste", f"Weight ({unit})", "Cost of collection (USD)"],
        ][variant]
        body = [
            [row["said"], f"{row['weight']}", row["cost"]]
            if variant
            else [row["said"], f"{row['weight']:,} {'tonnes' if unit == 't' else 'kg'}", f"${row['cost']:,}"]
            for row in held
        ]
    return table(kind, title, [head, *body])


SPORTS = [
    ("テニス", "tennis"),
    ("柔道", "judo"),
    ("水泳", "swimming"),
    ("卓球", "table tennis"),
    ("弓道", "archery"),
]
PLACES = "朝日 山手 川口 東野 西原 南沢 北浜 中川 上田 下町".split()
PLACES_EN = "Ashford Brackley Corby Denton Elstow Fairlight Grafton Hadley Ilford Kemsley".split()
COACHES = [("森田", "Morita"), ("岡本", "Okamoto"), ("村上", "Murakami"), ("Baker", "Baker")]


def _papers_of_clubs() -> tuple[dict[str, bytes], list[Row]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(34)
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    for number in range(100):
        ja, as_form, kind = number % 2 == 0, number // 2 % 2 == 1, ["md", "html", "docx"][number % 3]
        sport = SPORTS[number // 2 % 5]
        place = (PLACES if ja else PLACES_EN)[number // 10]
        row: Row = {
            "name": f"{place}{sport[0]}クラブ" if ja else f"{place} {sport[1].title()} Club",
            "sport": sport,
            "founded": random_.randint(1965, 2022),
            "members": random_.randint(12, 240),
            "fee": random_.randint(20, 240) * 100 if ja else random_.randint(10, 130),
            "unit": "JPY" if ja else "GBP",
            "coach": random_.choice(COACHES),
            "meeting": day(random_, 2026, 2026),
            "path": f"clubs/{number:03d}.{kind}",
        }
        files[str(row["path"])] = (_club_ja if ja else _club_en)(kind, row, as_form)
        rows.append(row)
    return files, rows


def clubs() -> Library:
    """One club a paper: a leaflet in prose, or a registration form; founded in eras, fees in yen and pounds."""
    files, rows = _papers_of_clubs()

    def fee(row: Row) -> str:
        return f"{row['unit']}:{row['fee']}"

    def members(row: Row) -> str:
        return f"number:{row['members']}"

    old = [row for row in rows if row["founded"] < 1975]
    large = [row for row in rows if row["members"] >= 200]
    judo = [row for row in rows if row["sport"] is SPORTS[1]]
    swim = [row for row in rows if row["sport"] is SPORTS[2]]
    morita = [row for row in rows if row["coach"] is COACHES[0]]
    april = [row for row in rows if str(row["meeting"]).startswith("2026-04")]
    yen = [row for row in rows if row["unit"] == "JPY"]
    cheap = min(int(row["fee"]) for row in yen)
    archery = [row for row in rows if row["sport"] is SPORTS[4]]
    one, two = rows[0], rows[20]
    asked = (
        Asked(
            text="List all clubs founded before 1975.", rows=got(old, lambda row: f"date:{row['founded']}")
        ),
        Asked(text="会員数が200人以上のクラブをすべて挙げてください。", rows=got(large, members)),
        Asked(
            text="柔道のクラブは何団体ありますか。",
            rows=got(judo, lambda row: ""),
            results={"count": Decimal(len(judo))},
        ),
        Asked(
            text="What is the average annual fee of the swimming clubs?",
            rows=got(swim, fee),
            results=by_unit(swim, "fee", mean_of),
        ),
        Asked(
            text="How many clubs does Morita coach?",
            rows=got(morita, lambda row: ""),
            results={"count": Decimal(len(morita))},
        ),
        Asked(
            text="2026年4月に総会を開くクラブの一覧をください。",
            rows=got(april, lambda row: f"date:{row['meeting']}"),
        ),
        Asked(
            text="円建てで年会費が最も安いクラブはどれですか。",
            rows=got([row for row in yen if row["fee"] == cheap], fee),
            results={"JPY": Decimal(cheap)},
        ),
        Asked(
            text="What is the total number of members of the archery clubs?",
            rows=got(archery, members),
            results={"person": sum_of(archery, "members")},
        ),
        Asked(
            text=f"{one['name']}と{two['name']}の会員数を比べてください。",
            rows=got([one, two], members),
            results={"person": Decimal(abs(one["members"] - two["members"]))},
        ),
        Asked(text="乗馬のクラブをすべて挙げてください。", rows=()),
    )
    return Library(name="clubs", files=files, asked=asked)


def _year_ja(year: int) -> str:
    if year <= 1988:
        return f"昭和{year - 1925}年"
    return f"平成{year - 1988}年" if year <= 2018 else f"令和{year - 2018}年" if year > 2019 else f"{year}年"


def _club_ja(kind: str, row: Row, as_form: bool) -> bytes:
    coach = row["coach"][0]
    if as_form:
        return form(
            kind,
            f"団体登録票 {row['name']}",
            [
                ("団体名", str(row["name"])),
                ("種目", row["sport"][0]),
                ("設立年", _year_ja(row["founded"])),
                ("会員数", f"{row['members']}名"),
                ("年会費", f"{row['fee']:,}円"),
                ("指導者", coach),
                ("総会", day_ja(str(row["meeting"]))),
            ],
        )
    return prose(
        kind,
        f"{row['name']}のご案内",
        [
            (
                "",
                f"{row['name']}は{_year_ja(row['founded'])}に設立された{row['sport'][0]}の団体です。会員は現在{row['members']}名、指導は{coach}が担当しています。",
            ),
            (
                "会費",
                f"年会費は{row['fee']:,}円です。途中入会の場合は月割りとし、入会後3か月は返金できます。",
            ),
            ("総会", f"次の総会は{day_ja(str(row['meeting']))}に開きます。"),
        ],
    )


def _club_en(kind: str, row: Row, as_form: bool) -> bytes:
    coach = row["coach"][1]
    if as_form:
        return form(
            kind,
            f"Registration: {row['name']}",
            [
                ("Club", str(row["name"])),
                ("Sport", row["sport"][1].capitalize()),
                ("Founded", str(row["founded"])),
                ("Number of members", str(row["members"])),
                ("Annual fee", f"£{row['fee']}"),
                ("Coach", coach),
                ("General meeting", day_en(str(row["meeting"]))),
            ],
        )
    return prose(
        kind,
        f"Welcome to {row['name']}",
        [
            (
                "",
                f"{row['name']} was founded in {row['founded']} and plays {row['sport'][1]}. It has {row['members']} members and is coached by {coach}.",
            ),
            (
                "Fees",
                f"The annual fee is £{row['fee']}. Who joins later pays by the month, and fees can be refunded within 3 months.",
            ),
            ("Meetings", f"The next general meeting is on {day_en(str(row['meeting']))}."),
        ],
    )
