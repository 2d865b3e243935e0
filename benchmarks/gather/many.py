# ruff: noqa: E501 - what papers say is one line each
"""As many papers as are wanted, no two alike: firms, people, places, days and amounts drawn at random, each paper worded by one of several writers.

They are only timed: what is right of them is another benchmark's matter.
"""

import random
from collections.abc import Callable
from typing import Final

from benchmarks.gather.libraries import day
from benchmarks.gather.papers import Record, day_en, day_ja, form, prose, table

__all__ = ["ASKED", "differing"]

ASKED: Final = (
    "2026年に終了する契約の契約金額の合計はいくらですか。",
    "Which inspections found a defect?",
    "修理費が30万円を超える修理をすべて挙げてください。",
    "What is the average fee of the courses?",
)
_SYLLABLES: Final = "Ka Mo Ri Ta Se No Ha Ya Mi Su Ke Ro Na Shi To Fu".split()
_KANJI: Final = "山川田森林原野沢岡島谷崎松竹梅桜"
_TRADES: Final = [("設備", "Plumbing"), ("警備", "Security"), ("印刷", "Printing"), ("電機", "Electric"), ("造園", "Gardens"), ("運輸", "Freight"), ("食品", "Foods")]  # fmt: skip
_THINGS: Final = [("エレベーター", "lift"), ("ボイラー", "boiler"), ("屋根", "roof"), ("非常灯", "emergency light"), ("配水管", "water main"), ("空調機", "air conditioner"), ("自動扉", "automatic door")]  # fmt: skip
_FAULTS: Final = [
    ("ひび割れ", "a crack"),
    ("さび", "rust"),
    ("異音", "an odd noise"),
    ("油漏れ", "an oil leak"),
]
_SUBJECTS: Final = [("簿記", "bookkeeping"), ("水彩画", "watercolours"), ("応急手当", "first aid"), ("盆栽", "bonsai"), ("英会話", "English conversation")]  # fmt: skip

_Written = tuple[str, bytes]


def differing(count: int, *, seed: int = 18) -> dict[str, bytes]:
    """Return so many papers by path, none with another's text."""
    chance = random.Random(seed)
    files: dict[str, bytes] = {}
    said: set[bytes] = set()
    while len(files) < count:
        folder, ways = chance.choice([*_WAYS.items()])
        name, content = chance.choice(ways)(_drawn(chance))
        told = name.encode() + content
        if told not in said:
            said.add(told)
            files[f"{folder}/{len(files) + 1:04d}-{name}"] = content
    return files


def _drawn(chance: random.Random) -> Record:
    trade, thing, fault, subject = map(chance.choice, (_TRADES, _THINGS, _FAULTS, _SUBJECTS))
    kanji = "".join(chance.sample(_KANJI, 2))
    latin = "".join(chance.sample(_SYLLABLES, 3)).capitalize()
    return {
        "firm": f"{kanji}{trade[0]}",
        "firm_en": f"{latin} {trade[1]}",
        "who": "".join(chance.sample(_KANJI, 2)),
        "who_en": "".join(chance.sample(_SYLLABLES, 2)).capitalize(),
        "thing": thing,
        "fault": fault if chance.random() < 0.4 else None,
        "subject": subject,
        "yen": chance.randrange(8, 9_000) * 1_000,
        "fee": chance.randrange(20, 400) * 100,
        "came": chance.randint(3, 60),
        "day": day(chance, 2023, 2027),
        "number": chance.randint(1, 999),
    }


_WAYS: Final[dict[str, tuple[Callable[[Record], _Written], ...]]] = {
    "contracts": (
        lambda r: ("契約.md", form("md", f"{r['firm']}との契約書", [("相手方", r["firm"]), ("契約金額", f"{r['yen']:,}円"), ("終了日", day_ja(r["day"]))])),
        lambda r: ("contract.docx", prose("docx", f"Contract with {r['firm_en']}", [("", f"{r['firm_en']} looks after the {r['thing'][1]} until {day_en(r['day'])}."), ("Fee", f"The fee is {r['yen']:,} yen, paid in {r['number'] % 11 + 1} parts.")])),
        lambda r: ("契約.html", prose("html", f"契約書 第{r['number']}号", [("", f"当社は{r['thing'][0]}の保守を{r['firm']}に委託する。契約は{day_ja(r['day'], era=True)}に終了する。"), ("", f"契約金額は{r['yen']:,}円とし、担当は{r['who']}とする。")])),
    ),
    "repairs": (
        lambda r: ("修理.md", prose("md", f"修理報告 {r['thing'][0]}", [("", f"{day_ja(r['day'])}、{r['who']}が{r['thing'][0]}を修理した。修理費は{r['yen']:,}円、業者は{r['firm']}。")])),
        lambda r: ("repair.html", form("html", f"Repair no. {r['number']}", [("Repaired", r["thing"][1]), ("By", r["firm_en"]), ("Cost", f"{r['yen']:,} yen"), ("Date", day_en(r["day"]))])),
        lambda r: ("repairs.csv", table("csv", "Repairs", [["Thing", "Firm", "Cost"], [r["thing"][1], r["firm_en"], f"{r['yen']} yen"], [r["fault"][1] if r["fault"] else "parts", r["who_en"], f"{r['fee']} yen"]])),
    ),
    "inspections": (
        lambda r: ("点検.docx", prose("docx", f"{r['thing'][0]}の点検記録", [("", f"{r['firm']}の{r['who']}が{day_ja(r['day'])}に点検した。" + (f"{r['fault'][0]}があった。" if r["fault"] else "異常はなかった。"))])),
        lambda r: ("inspection.md", prose("md", f"Inspection of the {r['thing'][1]}", [("", f"On {day_en(r['day'])} {r['who_en']} of {r['firm_en']} found " + (f"{r['fault'][1]}." if r["fault"] else "no defect.") + f" The next one is due in {r['number'] % 20 + 3} months.")])),
    ),
    "courses": (
        lambda r: ("講座.md", form("md", f"講座の案内 {r['subject'][0]}", [("講師", r["who"]), ("受講料", f"{r['fee']:,}円"), ("定員", f"{r['came']}名"), ("開講日", day_ja(r["day"]))])),
        lambda r: ("course.docx", prose("docx", f"A course in {r['subject'][1]}", [("", f"{r['who_en']} teaches {r['subject'][1]} from {day_en(r['day'])}. The fee is {r['fee']:,} yen; {r['came']} people can take part.")])),
        lambda r: ("講座.xlsx", table("xlsx", "講座", [["講座", "受講者数", "受講料（円）"], [r["subject"][0], r["came"], r["fee"]], [f"{r['subject'][0]}（続き）", r["came"] // 2, r["fee"] + 500]])),
    ),
}  # fmt: skip
