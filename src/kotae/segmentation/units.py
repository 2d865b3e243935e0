"""Currencies, counters and units, and the one word each goes by in both languages."""

from kotae import lazy_re as re
from kotae.scripts import KATAKANA

__all__ = [
    "COUNTER",
    "CURRENCY_AFTER",
    "CURRENCY_BEFORE",
    "CURRENCY_CODES",
    "CURRENCY_NAMES",
    "MEASURES",
    "currency",
    "unit_word",
]

_CURRENCIES = {
    "JPY": ("¥", "円", "日本円", "jpy", "yen"),
    "USD": (
        "us$",
        "$",
        "米ドル",
        "ドル",
        "usd",
        "us dollars",
        "u.s. dollars",
        "us dollar",
        "dollars",
        "dollar",
    ),
    "EUR": ("€", "ユーロ", "eur", "euros", "euro"),
    "GBP": ("£", "ポンド", "gbp", "pounds sterling", "pounds", "pound"),
    "CNY": ("人民元", "元", "cny", "rmb", "yuan"),
    "KRW": ("₩", "ウォン", "krw", "won"),
    "INR": ("₹", "ルピー", "inr", "rupees"),
}
_CODE = {name: code for code, names in _CURRENCIES.items() for name in names}
CURRENCY_NAMES = tuple(_CODE)
CURRENCY_CODES = frozenset(_CURRENCIES)
"""What currencies are called, in lower case; see :func:`currency`."""

# Japanese counters and English nouns that mean the same thing.
_COUNTED = {
    "country": ("カ国", "か国", "ヶ国", "ケ国", "ヵ国", "箇国", "個国", "countries", "country", "nations"),
    "company": ("社", "companies", "company", "firms", "vendors"),
    "university": ("大学", "universities", "university"),
    "municipality": ("自治体", "市町村", "municipalities", "municipality"),
    "person": ("人", "名", "people", "persons", "person", "participants", "members", "staff"),
    "year": ("年間", "カ年", "か年", "ヶ年", "年", "years", "year"),
    "month": ("カ月", "か月", "ヶ月", "ケ月", "ヵ月", "箇月", "months", "month"),
    "week": ("週間", "週", "weeks", "week"),
    "day": ("日間", "日", "days", "day"),
    "hour": ("時間", "hours", "hour"),
    "minute": ("分間", "分", "minutes", "minute"),
    "second": ("秒間", "秒", "seconds"),
    "decade": ("decades", "decade"),
    "machine": ("台", "machines", "computers", "supercomputers", "units"),
    "kind": ("種類", "種", "kinds", "types", "varieties"),
    "item": ("個", "つ", "点", "件", "items", "cases", "pieces", "points"),
    "time": ("倍", "回", "度目", "times"),
    "rank": ("位", "番目", "番"),
    "school": ("校", "schools"),
    "age": ("歳", "才", "years old", "years of age"),
    "floor": ("階", "floors"),
    "place": ("カ所", "か所", "ヶ所", "箇所", "places", "locations"),
    "article": ("条", "項", "章", "節", "号"),
    "km": ("キロメートル", "km", "kilometers", "kilometres", "kilometer", "kilometre"),
    "km2": ("平方キロメートル", "平方キロ", "km²", "km2", "square kilometers", "square kilometres"),
    "m2": ("平方メートル", "平米", "㎡", "m²", "m2", "square meters", "square metres"),
    "m3": ("立方メートル", "㎥", "m³", "m3", "cubic meters", "cubic metres", "cubic meter", "cubic metre"),
    "m": ("メートル", "m", "meters", "metres", "meter", "metre"),
    "cm": ("センチメートル", "センチ", "cm", "centimeters", "centimetres"),
    "mm": ("ミリメートル", "ミリ", "mm", "millimeters", "millimetres"),
    "nm": ("ナノメートル", "ナノ", "nm", "nanometers", "nanometres", "nanometer", "nanometre"),
    "kg": ("キログラム", "kg", "kilograms", "kilogram"),
    "g": ("グラム", "grams", "gram"),
    "mg": ("ミリグラム", "mg", "milligrams", "milligram"),
    "mL": ("ミリリットル", "ml", "millilitres", "milliliters"),
    "foot": ("フィート", "feet", "foot", "ft"),
    "mile": ("マイル", "miles", "mile"),
    "inch": ("インチ", "inches", "inch"),
    "litre": ("リットル", "L", "liters", "litres", "liter", "litre"),
    "ha": ("ヘクタール", "hectares", "hectare", "ha"),
    "t": ("トン", "tons", "tonnes", "ton", "tonne", "t"),
    "GW": ("ギガワット", "GW", "gigawatts"),
    "MW": ("メガワット", "MW", "megawatts"),
    "kW": ("キロワット", "kW", "kilowatts"),
    "TWh": ("テラワット時", "TWh", "terawatt hours", "terawatt-hours"),
    "GWh": ("ギガワット時", "GWh", "gigawatt hours", "gigawatt-hours"),
    "MWh": ("メガワット時", "MWh", "megawatt hours", "megawatt-hours"),
    "kWh": ("キロワット時", "kWh", "kilowatt hours", "kilowatt-hours"),
    "GB": ("ギガバイト", "GB", "gigabytes"),
    "TB": ("テラバイト", "TB", "terabytes"),
    "MB": ("メガバイト", "MB", "megabytes"),
    "KB": ("キロバイト", "KB", "kilobytes"),
    "bit": ("ビット", "bits", "bit"),
    "byte": ("バイト", "bytes"),
    "GHz": ("ギガヘルツ", "GHz"),
    "MHz": ("メガヘルツ", "MHz"),
    "Hz": ("ヘルツ", "Hz"),
    "ms": ("ミリ秒", "ms", "milliseconds"),
    "degree": ("℃", "°C", "degrees", "度"),
    "night": ("泊", "nights"),
    "": [
        "機",
        "枚",
        "本",
        "冊",
        "巻",
        "匹",
        "頭",
        "羽",
        "軒",
        "棟",
        "戸",
        "組",
        "団体",
        "行政",
        "業種",
        "分野",
        "言語",
        "拠点",
        "施設",
        "都市",
        "地域",
        "機関",
        "隻",
        "両",
        "通",
        "票",
        "議席",
        "席",
        "文字",
        "語",
        "項目",
        "段階",
        "世帯",
        "層",
        "体",
        "カ条",
        "期",
        "代",
        "級",
        "乗",
        "連",
        "党",
        "州",
        "県",
        "都道府県",
        "法人",
        "大臣",
        "着",
        "区",
        "projects",
        "products",
        "models",
        "languages",
        "pages",
        "words",
        "tokens",
        "characters",
        "students",
        "employees",
        "customers",
        "users",
        "packages",
        "modules",
        "methods",
    ],
}
MEASURES = frozenset(
    """
    year month week day hour minute second decade ms km km2 m2 m3 m cm mm nm kg g mg mL foot mile inch litre ha t
    GW MW kW TWh GWh MWh kWh GB TB MB KB bit byte GHz MHz Hz degree
    """.split()
)
"""Units of time, length, weight and the like: what is counted in one is no number of anything else."""
# Lengths that are said short; before a unit they make a smaller one of it: ミリグラム is no millimetre.
_PREFIXES = frozenset(["ミリ", "センチ", "ナノ"])
_WORD = {name.lower(): unit for unit, names in _COUNTED.items() for name in names}
_WORD |= {name.lower(): name.lower() for name in _COUNTED[""]}


def _alternatives(names: list[str]) -> str:
    """Longest first; names in Latin letters must end at a word's end, and a single one is as here: 1.0 M is no metre.

    None of the others begins a name in Latin letters, so they may go first. The end of a word stands once, behind
    all of them: behind each, the two patterns took a thirtieth of a whole question asked from cold.
    """
    ordered = sorted(names, key=len, reverse=True)
    latin = [name for name in ordered if name[-1].isascii() and name[-1].isalpha()]
    others = [
        name + f"(?![{KATAKANA}])" * (name in _PREFIXES)
        for name in map(re.escape, ordered)
        if name not in latin
    ]
    words = "|".join(f"(?-i:{name})" if name in "mgtL" else re.escape(name) for name in latin)
    return "|".join([*others, f"(?:{words})(?![A-Za-z])"])


CURRENCY_AFTER = re.compile(
    rf"[\s-]?(?P<currency>(?i:{_alternatives([name for name in CURRENCY_NAMES if name not in '$€£¥₩₹'])}))"
)
CURRENCY_BEFORE = re.compile(r"(?P<currency>(?i:US\$|[$€£¥₩₹]|\b(?:USD|JPY|EUR|GBP|CNY|RMB|KRW|INR)))\s?\Z")
COUNTER = re.compile(rf"[\s-]?(?P<unit>(?i:{_alternatives(list(_WORD))}))")


def currency(written: str) -> str:
    """Return the ISO code of a currency sign, word or code that one of the patterns found."""
    return _CODE[written.lower()]


def unit_word(written: str) -> str:
    """Return the word both languages share for a counter or unit; itself where none is known."""
    return _WORD.get(written.lower(), written)
