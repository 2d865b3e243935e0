"""Countries and regions by all their names in both languages: 米国, アメリカ, US, American.

A translation table learned from text mixes neighbours up (it gives 北朝鮮 for Korea); these few are
named in every other document, and a wrong one is the gravest of mistakes.
"""

import re
from collections.abc import Iterator

__all__ = ["find_countries"]

_NAMES = {
    "us": "米国 アメリカ合衆国 アメリカ 合衆国|United States of America|United States|"
    "U.S.A.|USA|U.S.|US|America|American|Americans",
    "uk": "英国 イギリス 英語|United Kingdom|UK|U.K.|Britain|British|Great Britain|England|English",
    "cn": "中国 中華人民共和国|China|Chinese|PRC",
    "jp": "日本 我が国 わが国|Japan|Japanese",
    "kr": "韓国 大韓民国|South Korea|South Korean|Republic of Korea|Korea|Korean",
    "kp": "北朝鮮|North Korea|North Korean",
    "tw": "台湾|Taiwan|Taiwanese",
    "de": "ドイツ 独国|Germany|German|Germans",
    "fr": "フランス 仏国|France|French",
    "it": "イタリア|Italy|Italian",
    "es": "スペイン|Spain|Spanish",
    "ru": "ロシア|Russia|Russian",
    "in": "インド|India|Indian",
    "au": "オーストラリア 豪州|Australia|Australian",
    "ca": "カナダ|Canada|Canadian",
    "nl": "オランダ|Netherlands|Dutch|Holland",
    "ch": "スイス|Switzerland|Swiss",
    "br": "ブラジル|Brazil|Brazilian",
    "eg": "エジプト|Egypt|Egyptian",
    "gr": "ギリシャ ギリシア|Greece|Greek",
    "no": "ノルウェー|Norway|Norwegian",
    "se": "スウェーデン|Sweden|Swedish",
    "fi": "フィンランド|Finland|Finnish",
    "dk": "デンマーク|Denmark|Danish",
    "pl": "ポーランド|Poland|Polish",
    "tr": "トルコ|Turkey|Turkish|Türkiye",
    "ua": "ウクライナ|Ukraine|Ukrainian",
    "il": "イスラエル|Israel|Israeli",
    "vn": "ベトナム ヴェトナム|Vietnam|Vietnamese|Viet Nam",
    "th": "タイ王国|Thailand|Thai",
    "id": "インドネシア|Indonesia|Indonesian",
    "my": "マレーシア|Malaysia|Malaysian",
    "ph": "フィリピン|Philippines|Philippine|Filipino",
    "sg": "シンガポール|Singapore|Singaporean",
    "mx": "メキシコ|Mexico|Mexican",
    "at": "オーストリア|Austria|Austrian",
    "be": "ベルギー|Belgium|Belgian",
    "pt": "ポルトガル|Portugal|Portuguese",
    "ie": "アイルランド|Ireland|Irish",
    "eu": "欧州連合 EU|European Union|E.U.",
    "europe": "欧州 ヨーロッパ|Europe|European|Europeans",
    "asia": "アジア|Asia|Asian",
    "africa": "アフリカ|Africa|African",
    "un": "国際連合 国連|United Nations|UN|U.N.",
}  # fmt: skip
# Words that begin alike and name no country. A language counts as its country: Japanese is both.
_JA_ENDINGS = {"日本": "(?!画|酒|海|橋|列島)", "中国": "(?!地方|山地)", "EU": "(?![A-Za-z])"}
_CODE = {
    name: code
    for code, row in _NAMES.items()
    for place, group in enumerate(row.split("|"))
    for name in (group.split() if place == 0 else [group])
}


def _pattern() -> re.Pattern[str]:
    pieces = []
    for name in sorted(_CODE, key=len, reverse=True):
        if name[0].isascii():
            ending = "" if name.endswith(".") else r"(?![A-Za-z0-9])"
            pieces.append(rf"(?<![A-Za-z0-9.]){re.escape(name)}{ending}")
        else:
            around = "(?<![ァ-ヶー])" if "ァ" <= name[0] <= "ヶ" else ""
            after = r"(?![ァ-ヶー])" if "ァ" <= name[-1] <= "ー" else ""
            pieces.append(f"{around}{name}{after}{_JA_ENDINGS.get(name, '')}")
    return re.compile("|".join(pieces))


_PATTERN = _pattern()


def find_countries(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, country) in order; the longest name wins (South Korea before Korea).

    Args:
        text: Folded.
    """
    for match in _PATTERN.finditer(text):
        yield match.start(), match.end(), _CODE[match[0]]
