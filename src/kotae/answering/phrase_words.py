"""What stands before and behind Japanese nouns, as English says it: places, kinds of things, prefixes."""

from typing import Final

__all__ = ["BEGINNINGS", "ENDINGS", "PLACES"]

PLACES: Final = {
    "前": "in front of", "後ろ": "behind", "うしろ": "behind", "裏": "behind", "横": "beside", "隣": "next to",
    "となり": "next to",
    "そば": "near", "近く": "near", "脇": "beside", "わき": "beside", "中": "in", "内部": "inside", "外": "outside", "上": "on",
    "下": "under", "向かい": "opposite", "奥": "at the back of", "周辺": "around", "周り": "around", "手前": "just before",
}  # fmt: skip
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
    "株式会社": "Co., Ltd.",
}  # fmt: skip
"""What stands behind a name or a noun and tells what kind of thing it is."""
BEGINNINGS: Final = {
    "小": "small", "大": "large", "新": "new", "旧": "former", "全": "all", "各": "each", "両": "both", "元": "former",
    "前": "former",
    "副": "deputy", "総": "total", "最": "most", "高": "high", "低": "low", "長": "long", "短": "short", "主": "main",
    "諸": "various",
}  # fmt: skip
