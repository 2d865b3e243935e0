"""Three libraries that the gathering was built with: contracts, allowances, equipment. Everything in them is invented."""

import random
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from benchmarks.gather.papers import Asked, Library, TrueRow, day_en, day_ja, form, prose, table

__all__ = ["allowances", "average", "contracts", "day", "equipment", "total"]

PARTIES = (
    "青葉システムズ Aoba|北斗物流 Hokuto|みなと印刷 Minato|朝霧電機 Asagiri|白樺製薬 Shirakaba|若葉警備 Wakaba|銀河通信 Ginga|"
    "千早設計 Chihaya|常盤清掃 Tokiwa|瑞穂食品 Mizuho|Northgate Cleaning|Silverpine Software|Redwood Catering|Bluefin Freight"
).split("|")
DEPARTMENTS = [
    ("営業部", "Sales Department"),
    ("総務部", "General Affairs Department"),
    ("開発部", "Development Department"),
]


def day(random_: random.Random, first: int, last: int) -> str:
    """A day of the years from first to last."""
    return f"{random_.randint(first, last)}-{random_.randint(1, 12):02d}-{random_.randint(1, 28):02d}"


def total(values: Iterable[int]) -> Decimal:
    """Their sum."""
    return Decimal(sum(values))


def average(values: Iterable[int]) -> Decimal:
    """Their mean to two places."""
    found = list(values)
    return (Decimal(sum(found)) / len(found)).quantize(Decimal("0.01"))


def _noise(files: dict[str, bytes], random_: random.Random, count: int) -> None:
    """Papers beside the matter, which hold numbers and dates all the same."""
    for number in range(count):
        when = day(random_, 2022, 2026)
        if number % 2:
            text = f"{day_ja(when)}に避難訓練を行います。集合場所は正面玄関、所要時間は{random_.randint(20, 60)}分です。"
            files[f"notices/お知らせ{number:02d}.md"] = prose(
                "md", f"避難訓練のお知らせ {number}", [("", text)]
            )
        else:
            text = f"The lift will be inspected on {day_en(when)}. Please use the stairs for {random_.randint(2, 5)} hours."
            files[f"notices/notice{number:02d}.docx"] = prose(
                "docx", f"Lift inspection {number}", [("", text)]
            )


def _papers_of_contracts() -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(18)
    files: dict[str, bytes] = {}
    rows: list[dict[str, Any]] = []
    for number in range(1, 101):
        party = PARTIES[random_.randrange(len(PARTIES))]
        section = random_.choice(DEPARTMENTS)
        start = day(random_, 2021, 2024)
        end = f"{int(start[:4]) + random_.randint(1, 3)}{start[4:]}"
        fee = random_.randint(12, 480) * 10_000
        dollars = number % 9 == 0
        written = f"K-{2000 + number}"
        paths = []
        ways: list[Callable[[str, dict[str, Any]], bytes]] = [
            _contract_form_ja,
            _contract_prose_ja,
            _contract_form_en,
            _contract_prose_en,
        ]
        record = {
            "no": written,
            "party": party,
            "section": section,
            "start": start,
            "end": end,
            "fee": fee // 100 if dollars else fee,
            "unit": "USD" if dollars else "JPY",
            "variant": number % 3,
        }
        way = number % 4
        kinds = ["docx", "html", "md"]
        kind = kinds[number % 3]
        path = f"contracts/{written}.{kind}"
        files[path] = ways[way](kind, record)
        paths.append(path)
        if number % 10 == 0:
            other = f"archive/{written}.{kinds[(number + 1) % 3]}"
            files[other] = ways[way](kinds[(number + 1) % 3], record)
            paths.append(other)
        rows.append({**record, "paths": tuple(paths)})
    _noise(files, random_, 14)
    return files, rows


def contracts() -> Library:
    """One contract a paper, as a form or as prose, in both languages; every tenth also as a copy in another format."""
    files, rows = _papers_of_contracts()

    def got(kept: Iterable[dict[str, Any]], value: Callable[[dict[str, Any]], str]) -> tuple[TrueRow, ...]:
        return tuple(TrueRow(paths=row["paths"], value=value(row)) for row in kept)

    def end_key(row: dict[str, Any]) -> str:
        return f"date:{row['end']}"

    def fee_key(row: dict[str, Any]) -> str:
        return f"{row['unit']}:{row['fee']}"

    def sums(
        kept: list[dict[str, Any]], how: Callable[[Iterable[int]], Decimal] = total
    ) -> dict[str, Decimal]:
        return {
            str(unit): how([int(str(row["fee"])) for row in kept if row["unit"] == unit])
            for unit in dict.fromkeys(row["unit"] for row in kept)
        }

    in_2026 = [row for row in rows if str(row["end"]).startswith("2026")]
    in_2025 = [row for row in rows if str(row["end"]).startswith("2025")]
    fiscal = [row for row in rows if "2025-04-01" <= str(row["end"]) <= "2026-03-31"]
    sales = [row for row in rows if row["section"] == DEPARTMENTS[0]]
    general = [row for row in rows if row["section"] == DEPARTMENTS[1]]
    aoba = [row for row in rows if str(row["party"]).startswith("青葉")]
    silver = [row for row in rows if str(row["party"]).startswith("Silverpine")]
    yen = [row for row in rows if row["unit"] == "JPY"]
    large = [row for row in yen if int(str(row["fee"])) >= 4_000_000]
    most = max(yen, key=lambda row: int(str(row["fee"])))
    late = [row for row in rows if str(row["start"]) >= "2024-07-01"]
    one, two = yen[3], yen[10]
    asked = (
        Asked(text="List all contracts that end in 2026.", rows=got(in_2026, end_key)),
        Asked(text="2025年に終了する契約をすべて挙げてください。", rows=got(in_2025, end_key)),
        Asked(text="2025年度中に満了する契約の一覧をください。", rows=got(fiscal, end_key)),
        Asked(
            text="How many contracts end in 2025?",
            rows=got(in_2025, end_key),
            results={"count": Decimal(len(in_2025))},
        ),
        Asked(
            text="営業部が担当する契約の年間料金の合計はいくらですか。",
            rows=got(sales, fee_key),
            results=sums(sales),
        ),
        Asked(
            text="What is the total annual fee of the contracts with Silverpine Software?",
            rows=got(silver, fee_key),
            results=sums(silver),
        ),
        Asked(
            text="青葉システムズとの契約は何件ありますか。",
            rows=got(aoba, lambda row: ""),
            results={"count": Decimal(len(aoba))},
        ),
        Asked(
            text="What is the average annual fee of the contracts of the General Affairs Department?",
            rows=got(general, fee_key),
            results=sums(general, average),
        ),
        Asked(text="年間料金が400万円以上の契約をすべて挙げてください。", rows=got(large, fee_key)),
        Asked(
            text="円建てで年間料金が最も高い契約はどれですか。",
            rows=got([most], fee_key),
            results={"JPY": Decimal(str(most["fee"]))},
        ),
        Asked(
            text="List every contract that starts on or after 1 July 2024.",
            rows=got(late, lambda row: f"date:{row['start']}"),
        ),
        Asked(
            text=f"Compare the annual fee of {one['no']} with that of {two['no']}.",
            rows=got([one, two], fee_key),
            results={"JPY": abs(Decimal(str(one["fee"])) - Decimal(str(two["fee"])))},
        ),
        Asked(text="List all contracts with Oakhaven Insurance.", rows=()),
    )
    return Library(name="contracts", files=files, asked=asked)


def _fee_ja(record: dict[str, Any]) -> str:
    fee = int(str(record["fee"]))
    if record["unit"] == "USD":
        return f"{fee:,}米ドル"
    return f"{fee // 10_000}万円" if record["variant"] == 1 else f"{fee:,}円"


def _fee_en(record: dict[str, Any]) -> str:
    fee = int(str(record["fee"]))
    return (
        f"US${fee:,}" if record["unit"] == "USD" else (f"JPY {fee:,}" if record["variant"] else f"¥{fee:,}")
    )


def _contract_form_ja(kind: str, record: dict[str, Any]) -> bytes:
    variant = int(str(record["variant"]))
    labels = [
        ("契約番号", "相手方", "担当部署", "契約開始日", "契約終了日", "年間料金"),
        ("契約No.", "契約先", "主管部署", "開始日", "満了日", "年額"),
        ("番号", "取引先", "所管", "効力発生日", "終了日", "年間の料金（税抜）"),
    ][variant]
    values = (
        record["no"],
        str(record["party"]),
        record["section"][0],
        day_ja(str(record["start"]), era=variant == 2),
        day_ja(str(record["end"]), era=variant == 2),
        _fee_ja(record),
    )
    title = f"業務委託契約書 {record['no']}"
    return form(
        kind,
        title,
        [(label, str(value)) for label, value in zip(labels, values, strict=True)],
        "本書は二通作成し、各自一通を保有する。",
    )


def _contract_prose_ja(kind: str, record: dict[str, Any]) -> bytes:
    variant = int(str(record["variant"]))
    start, end = day_ja(str(record["start"]), era=variant == 1), day_ja(str(record["end"]), era=variant == 1)
    term = [
        f"本契約の有効期間は、{start}から{end}までとする。",
        f"本契約は{start}に発効し、{end}に終了する。",
        f"契約期間は{start}から{end}までの間とし、期間満了により終了する。",
    ][variant]
    fee = [
        f"乙に支払う年間料金は{_fee_ja(record)}とする。",
        f"甲は、年間料金として{_fee_ja(record)}を支払う。",
        f"料金は年額{_fee_ja(record)}（税抜）とする。",
    ][variant]
    return prose(
        kind,
        f"業務委託契約書（{record['no']}）",
        [
            (
                "当事者",
                f"本契約は、当社（以下「甲」という。）と{record['party']}（以下「乙」という。）との間で締結する。甲の担当は{record['section'][0]}とする。",
            ),
            ("期間", term),
            ("料金", fee + "支払いは翌月末日までに行う。"),
            ("秘密保持", "秘密保持義務は、契約終了後も3年間存続する。"),
        ],
    )


def _contract_form_en(kind: str, record: dict[str, Any]) -> bytes:
    variant = int(str(record["variant"]))
    labels = [
        ("Contract number", "Counterparty", "Department in charge", "Start date", "End date", "Annual fee"),
        ("Contract No.", "Supplier", "Responsible department", "Commencement", "Expiry date", "Yearly fee"),
        ("Agreement", "Other party", "Department", "Valid from", "Valid until", "Fee per year"),
    ][variant]
    written = (lambda day: day) if variant == 1 else day_en
    values = (
        record["no"],
        str(record["party"]),
        record["section"][1],
        written(str(record["start"])),
        written(str(record["end"])),
        _fee_en(record),
    )
    return form(
        kind,
        f"Service contract {record['no']}",
        [(label, str(value)) for label, value in zip(labels, values, strict=True)],
        "Signed in two copies.",
    )


def _contract_prose_en(kind: str, record: dict[str, Any]) -> bytes:
    variant = int(str(record["variant"]))
    start, end = day_en(str(record["start"])), day_en(str(record["end"]))
    term = [
        f"This contract takes effect on {start} and ends on {end}.",
        f"The term runs from {start} to {end}.",
        f"The contract starts on {start} and expires on {end} unless renewed in writing.",
    ][variant]
    fee = [
        f"The annual fee is {_fee_en(record)}.",
        f"The client pays an annual fee of {_fee_en(record)}.",
        f"{_fee_en(record)} is payable per year as the fee for the services.",
    ][variant]
    return prose(
        kind,
        f"Service contract ({record['no']})",
        [
            (
                "Parties",
                f"This contract is made between the Company and {record['party']}. The {record['section'][1]} is in charge.",
            ),
            ("Term", term),
            ("Fee", fee + " Invoices are due within 30 days."),
            ("Confidentiality", "Confidentiality survives for 3 years."),
        ],
    )


ALLOWANCES = [
    ("在宅勤務手当", "telework allowance", 3, 9, 1000),
    ("住宅手当", "housing allowance", 10, 40, 1000),
    ("家族手当", "family allowance", 5, 20, 1000),
    ("単身赴任手当", "solo-posting allowance", 20, 60, 1000),
]
SOUNDS = "Ao Kita Mina Asa Shira Waka Gin Chi Toki Mizu".split()
KANJI = "青 北 南 朝 白 若 銀 千 常 瑞".split()
TRADES = [
    ("建設", "Construction"),
    ("運輸", "Transport"),
    ("食品", "Foods"),
    ("精機", "Precision"),
    ("薬品", "Chemicals"),
    ("書店", "Books"),
    ("園芸", "Gardens"),
    ("水産", "Fisheries"),
    ("紡績", "Textiles"),
    ("観光", "Travel"),
]


def _papers_of_allowances() -> tuple[dict[str, bytes], list[tuple[str, str, int, int]]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(19)
    files: dict[str, bytes] = {}
    rows: list[tuple[str, str, int, int]] = []  # path, affiliate, which allowance, amount
    for number in range(100):
        trade = TRADES[number % 10]
        ja = number % 5 != 4
        name = f"{KANJI[number // 10]}{trade[0]}" if ja else f"{SOUNDS[number // 10]} {trade[1]}"
        has = [kind for kind in range(4) if kind == 1 or random_.random() < (0.45 if kind == 0 else 0.7)]
        amounts = {kind: random_.randint(*ALLOWANCES[kind][2:4]) * ALLOWANCES[kind][4] for kind in has}
        kind_of_file = ["md", "docx", "html", "xlsx", "csv"][
            number % 5 if number % 5 != 4 else number // 5 % 3
        ]
        path = f"rules/{number:03d}-{name.replace(' ', '-')}.{kind_of_file}"
        files[path] = _rules(kind_of_file, name, amounts, ja=ja, variant=number % 3)
        rows += [(path, name, kind, amount) for kind, amount in amounts.items()]
    _noise(files, random_, 8)
    return files, rows


def allowances() -> Library:
    """The allowance rules of a hundred affiliates: articles in prose, or a table of allowances, in both languages."""
    files, rows = _papers_of_allowances()

    def of(kind: int) -> list[tuple[str, str, int, int]]:
        return [row for row in rows if row[2] == kind]

    def got(kept: Iterable[tuple[str, str, int, int]]) -> tuple[TrueRow, ...]:
        return tuple(TrueRow(paths=(path,), value=f"JPY:{amount}") for path, _, _, amount in kept)

    tele, house, family, solo = map(of, range(4))
    high = [row for row in house if row[3] >= 35_000]
    most_house, least_family = max(house, key=lambda row: row[3])[3], min(family, key=lambda row: row[3])[3]
    ao, mina = (next(row for row in house if row[1] == name) for name in ("青建設", "南精機"))
    asked = (
        Asked(text="在宅勤務手当はどの規程に書いてありますか。", rows=got(tele)),
        Asked(text="List all telework allowances.", rows=got(tele)),
        Asked(
            text="住宅手当の平均額はいくらですか。",
            rows=got(house),
            results={"JPY": average(row[3] for row in house)},
        ),
        Asked(
            text="What is the average family allowance?",
            rows=got(family),
            results={"JPY": average(row[3] for row in family)},
        ),
        Asked(
            text="単身赴任手当を定めている規程は何件ありますか。",
            rows=got(solo),
            results={"count": Decimal(len(solo))},
        ),
        Asked(
            text="How many rules provide a telework allowance?",
            rows=got(tele),
            results={"count": Decimal(len(tele))},
        ),
        Asked(text="住宅手当が3万5千円以上の規程をすべて挙げてください。", rows=got(high)),
        Asked(
            text="Which housing allowance is the highest?",
            rows=got(row for row in house if row[3] == most_house),
            results={"JPY": Decimal(most_house)},
        ),
        Asked(
            text="家族手当が最も低いのはいくらですか。",
            rows=got(row for row in family if row[3] == least_family),
            results={"JPY": Decimal(least_family)},
        ),
        Asked(
            text="青建設と南精機の住宅手当を比べてください。",
            rows=got([ao, mina]),
            results={"JPY": Decimal(abs(ao[3] - mina[3]))},
        ),
        Asked(
            text="What is the total of all solo-posting allowances?",
            rows=got(solo),
            results={"JPY": total(row[3] for row in solo)},
        ),
        Asked(text="寒冷地手当を定めている規程をすべて挙げてください。", rows=()),
    )
    return Library(name="allowances", files=files, asked=asked)


def _rules(kind: str, name: str, amounts: dict[int, int], *, ja: bool, variant: int) -> bytes:
    title = f"{name} 諸手当規程" if ja else f"{name}: rules on allowances"
    if kind in ("xlsx", "csv"):
        head = ["手当", "月額", "備考"] if variant else ["手当の種類", "支給額（円）", "支給条件"]
        return table(
            kind,
            title,
            [
                head,
                *(
                    [ALLOWANCES[at][0], f"{amount:,}円" if variant else amount, "所属長の承認を要する"]
                    for at, amount in amounts.items()
                ),
            ],
        )
    parts = []
    for place, (at, amount) in enumerate(amounts.items(), start=2):
        label = ALLOWANCES[at][0 if ja else 1]
        if ja:
            said = [
                f"{label}として月額{amount:,}円を支給する。",
                f"{label}は、1か月につき{amount:,}円とする。",
                f"会社は、該当する社員に対し{label}（月額{amount // 1000}千円）を支払う。",
            ][variant]
            parts.append(
                (f"第{place}条（{label}）" if variant else f"第{place}条", said + "支給日は毎月25日とする。")
            )
        else:
            said = [
                f"A {label} of JPY {amount:,} a month is paid.",
                f"The {label} amounts to ¥{amount:,} per month.",
                f"Staff receive {amount:,} yen a month as {label}.",
            ][variant]
            parts.append(
                (
                    f"Article {place}" + (f" {str(label).capitalize()}" if variant else ""),
                    said + " It is paid on the 25th.",
                )
            )
    first = (
        ("第1条（目的）", "この規程は、社員に支給する諸手当について定める。")
        if ja
        else ("Article 1 Purpose", "These rules govern the allowances paid to staff.")
    )
    return prose(kind, title, [first, *parts])


THINGS = [
    ("ノートパソコン", "Laptop", 9, 25),
    ("プリンター", "Printer", 2, 12),
    ("モニター", "Monitor", 2, 8),
    ("会議机", "Meeting table", 3, 15),
    ("空気清浄機", "Air purifier", 2, 6),
]
SITES = [
    ("大阪支社", "Osaka branch"),
    ("名古屋支社", "Nagoya branch"),
    ("福岡支社", "Fukuoka branch"),
    ("仙台支社", "Sendai branch"),
]


def _papers_of_equipment() -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The papers by path, and what they hold."""
    random_ = random.Random(20)
    files: dict[str, bytes] = {}
    rows: list[dict[str, Any]] = []
    serial = 0
    for number in range(104):
        site, ja, kind = SITES[number % 4], number % 3 != 2, ["csv", "xlsx", "docx", "html", "md"][number % 5]
        path = f"equipment/{site[1].split()[0].lower()}/{number:03d}.{kind}"
        held = []
        for _ in range(random_.randint(3, 7)):
            serial += 1
            thing = random_.choice(THINGS)
            held.append(
                {
                    "no": f"B{serial:05d}",
                    "thing": thing,
                    "price": random_.randint(*thing[2:4]) * 10_000 + random_.randint(0, 9) * 800,
                    "bought": day(random_, 2020, 2025),
                    "path": path,
                    "site": site,
                    "until": day(random_, 2026, 2028),
                }
            )
        rows += held
        files[path] = _list(kind, site, held, ja=ja, variant=number % 2, number=number)
    _noise(files, random_, 6)
    return files, rows


def equipment() -> Library:
    """Lists of what a hundred offices hold: tables of five formats, three to seven rows each."""
    files, rows = _papers_of_equipment()

    def got(kept: Iterable[dict[str, Any]], value: Callable[[dict[str, Any]], str]) -> tuple[TrueRow, ...]:
        return tuple(
            TrueRow(paths=(str(row["path"]),), value=value(row), holds=str(row["no"])) for row in kept
        )

    def price(row: dict[str, Any]) -> str:
        return f"JPY:{row['price']}"

    def prices(kept: Iterable[dict[str, Any]]) -> list[int]:
        return [int(str(row["price"])) for row in kept]

    def of(at: int) -> list[dict[str, Any]]:
        return [row for row in rows if row["thing"] is THINGS[at]]

    laptop_24 = [row for row in of(0) if str(row["bought"]).startswith("2024")]
    osaka = [row for row in of(1) if row["site"] is SITES[0]]
    monitor_25 = [row for row in of(2) if str(row["bought"]) >= "2025-04-01"]
    dear = [row for row in rows if int(str(row["price"])) >= 240_000]
    best_monitor, cheap_laptop = max(prices(of(2))), min(prices(of(0)))
    fukuoka = [row for row in of(4) if row["site"] is SITES[2]]
    expiring = [row for row in rows if str(row["until"]).startswith("2026-03")]
    one, two = rows[5], rows[50]
    asked = (
        Asked(
            text="プリンターの購入金額の合計はいくらですか。",
            rows=got(of(1), price),
            results={"JPY": total(prices(of(1)))},
        ),
        Asked(
            text="How many laptops were purchased in 2024?",
            rows=got(laptop_24, lambda row: ""),
            results={"count": Decimal(len(laptop_24))},
        ),
        Asked(
            text="大阪支社のプリンターの取得価格の平均はいくらですか。",
            rows=got(osaka, price),
            results={"JPY": average(prices(osaka))},
        ),
        Asked(
            text="List all monitors purchased on or after 1 April 2025.",
            rows=got(monitor_25, lambda row: f"date:{row['bought']}"),
        ),
        Asked(text="24万円以上の備品をすべて挙げてください。", rows=got(dear, price)),
        Asked(
            text="Which monitor was the most expensive?",
            rows=got([row for row in of(2) if row["price"] == best_monitor], price),
            results={"JPY": Decimal(best_monitor)},
        ),
        Asked(
            text="一番安いノートパソコンはどれですか。",
            rows=got([row for row in of(0) if row["price"] == cheap_laptop], price),
            results={"JPY": Decimal(cheap_laptop)},
        ),
        Asked(
            text="What is the total purchase price of the air purifiers at the Fukuoka branch?",
            rows=got(fukuoka, price),
            results={"JPY": total(prices(fukuoka))},
        ),
        Asked(
            text="2026年3月に保証が切れる備品の一覧をください。",
            rows=got(expiring, lambda row: f"date:{row['until']}"),
        ),
        Asked(
            text="会議机は全部で何件ありますか。",
            rows=got(of(3), lambda row: ""),
            results={"count": Decimal(len(of(3)))},
        ),
        Asked(
            text=f"Compare the price of {one['no']} with {two['no']}.",
            rows=got([one, two], price),
            results={"JPY": Decimal(abs(int(str(one["price"])) - int(str(two["price"]))))},
        ),
        Asked(text="電子黒板をすべて挙げてください。", rows=()),
    )
    return Library(name="equipment", files=files, asked=asked)


def _list(
    kind: str, site: tuple[str, str], held: list[dict[str, Any]], *, ja: bool, variant: int, number: int
) -> bytes:
    if ja:
        head = [
            ["管理番号", "品名", "取得日", "取得価格", "保証期限", "設置場所"],
            ["備品番号", "名称", "購入日", "購入金額（円）", "保証満了日", "拠点"],
        ][variant]
        title = f"{site[0]} 備品台帳 {number}"
    else:
        head = [
            ["Asset no.", "Item", "Purchased on", "Purchase price", "Warranty until", "Location"],
            ["ID", "Description", "Date of purchase", "Price (JPY)", "Warranty ends", "Site"],
        ][variant]
        title = f"{site[1]} equipment list {number}"
    body = []
    for row in held:
        amount = int(str(row["price"]))
        price: str | int = amount if variant else (f"{amount:,}円" if ja else f"¥{amount:,}")
        days = [day_ja(str(row[key])) if ja else str(row[key]) for key in ("bought", "until")]
        body.append(
            [str(row["no"]), row["thing"][0 if ja else 1], days[0], price, days[1], site[0 if ja else 1]]
        )
    return table(kind, title, [head, *body])
