"""What stands before and behind Japanese nouns, as English says it: places, kinds of things, prefixes."""

import re
from typing import Final

from kotae.scripts import KANJI, KATAKANA

__all__ = ["BEGINNINGS", "BESIDE", "ENDINGS", "NAMED", "PARTS", "PLACES", "suffix"]

PLACES: Final = {
    "前": "in front of", "後ろ": "behind", "うしろ": "behind", "裏": "behind", "横": "beside", "隣": "next to",
    "となり": "next to",
    "そば": "near", "近く": "near", "脇": "beside", "わき": "beside", "中": "in", "内部": "inside", "外": "outside", "上": "on",
    "下": "under", "向かい": "opposite", "奥": "at the back of", "周辺": "around", "周り": "around", "手前": "just before",
}  # fmt: skip
BESIDE: Final = {"隣": "neighbouring", "となり": "neighbouring", "近く": "nearby", "周辺": "surrounding"}
"""Places that say which one is meant: 隣の寺 is the neighbouring temple."""
ENDINGS: Final = {
    "館": "museum", "者": "person", "部": "department", "課": "section", "係": "subsection", "室": "room", "所": "office",
    "店": "shop",
    "社": "company", "局": "bureau", "会": "association", "料": "fee", "費": "costs", "券": "ticket", "証": "certificate",
    "書": "document", "表": "table", "機": "machine", "器": "device", "車": "vehicle", "品": "goods", "員": "staff",
    "場": "area",
    "駅": "Station", "港": "Port", "橋": "Bridge", "川": "River", "山": "Mountain", "島": "Island", "湖": "Lake", "線": "Line",
    "市": "City", "町": "Town", "村": "Village", "区": "Ward", "県": "Prefecture", "府": "Prefecture", "省": "Ministry",
    "庁": "Agency", "班": "team", "組": "group", "側": "side", "着": "clothing", "類": "kinds", "大学": "University",
    "病院": "Hospital", "神社": "Shrine", "高校": "High School", "小学校": "Primary School", "中学校": "Junior High School",
    "銀行": "Bank", "財団": "Foundation", "空港": "Airport", "公園": "Park", "工場": "Factory", "支店": "Branch",
    "学校": "School", "図書館": "Library", "博物館": "Museum", "寺": "Temple", "事務所": "Office", "ホテル": "Hotel",
    "診療所": "Clinic",
    "額": "amount", "式": "type", "率": "rate", "数": "number", "株式会社": "Co., Ltd.",
}  # fmt: skip
"""What stands behind a name or a noun and tells what kind of thing it is: of a name only where English has a capital."""
PARTS: Final = {part: ENDINGS[part] for part in "市町村区県府駅"}
"""Parts of an address behind its name: 長崎市 is Nagasaki City."""
NAMED: Final = {said.lower(): written for written, said in reversed(ENDINGS.items()) if said[0].isupper()}
"""The same in Japanese, by the English word that stands behind a name."""
BEGINNINGS: Final = {
    "小": "small", "大": "large", "新": "new", "旧": "former", "全": "all", "各": "each", "両": "both", "元": "former",
    "前": "former",
    "副": "deputy", "総": "total", "最": "most", "高": "high", "低": "low", "長": "long", "短": "short", "主": "main",
    "諸": "various",
}  # fmt: skip

_SUFFIXES: Final = {
    "中": "during", "後": "after", "前": "before", "時": "at the time of", "用": "for", "別": "by (each)", "内": "within",
    "外": "outside", "先": "where to", "元": "where from", "付き": "with", "込み": "included", "済み": "done", "分": "portion",
    "量": "amount", "員": "member", "師": "practitioner", "式": "type", "金": "money",
    "性": "property", "場": "place", "方": "person, side", "者": "person", "品": "goods",
    "器": "device", "帳": "book", "米": "rice", "等": "etc.", "以外": "except", "以降": "from … on", "当たり": "per",
}  # fmt: skip
"""What stands behind another word and means something else alone: 炊飯中 is during cooking."""
_BEHIND: Final = re.compile(rf"[{KANJI}{KATAKANA}0-9ー]\Z")


def suffix(text: str, start: int, end: int) -> str:
    """Return what a word at a place says as an ending of the word before it; empty where it is none."""
    said = _SUFFIXES.get(text[start:end], "")
    goes_on = re.match(f"[{KANJI}{KATAKANA}]", text[end:]) is not None
    return said if said and not goes_on and _BEHIND.search(text[:start]) else ""
