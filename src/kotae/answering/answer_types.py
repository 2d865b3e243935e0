"""What kind of answer a question wants, and what kinds of answer a sentence holds.

Both are read from the surface, in both languages, because no small tagger names people and
organisations well in both; a type is evidence among other evidence, never a filter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kotae.records import Language
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["AnswerType", "Expectation", "expect", "type_match"]

AnswerType: TypeAlias = Literal[
    "number",
    "money",
    "percent",
    "date",
    "person",
    "organisation",
    "place",
    "name",
    "definition",
    "reason",
    "manner",
    "yes_no",
]

_J_COUNTED = (
    r"何(?:人|名|社|件|個|か国|カ国|ヶ国|ヵ国|国|台|種|校|大学|回|倍|位|番|本|度|歳|才|年間|か月|カ月|ヶ月|ヵ月|時間|分|秒|日間|週|"
    r"つ|点|枚|冊|頭|匹|階|キロ|メートル|トン|ビット|バイト|語|文字|組|団体|箇所|カ所|か所|自治体|段階|項目|世帯|条|両|隻)"
)
_JAPANESE: tuple[tuple[str, tuple[AnswerType, ...]], ...] = (
    (r"何[百千万億兆]*(?:円|ドル|ユーロ|ポンド)|いくら|(?:金額|投資額|予算|費用|規模|価格|料金|売上高?|額)は?(?:いくら|どの|どれ)", ("money",)),
    (r"何(?:％|%|パーセント|割)|(?:割合|比率|率)は(?:何|どの|どれ|いくら|いくつ)?", ("percent",)),
    (r"いつ|何年(?!間|ほど|ぐらい|くらい)|何月|何日(?!間)|何世紀|何時(?!間)|年月日|時期は", ("date",)),
    (r"なぜ|何故|どうして|なんで|理由|原因|きっかけ|何のため|目的は", ("reason",)),
    (_J_COUNTED + r"|何分の|何[百千万億兆]+|いくつ|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)|数は(?!何と)|人口は|順位は", ("number",)),
    (r"誰|だれ|どなた|何者|(?:どんな|どの|何という)(?:人|人物|教授|大臣|選手|作家|俳優|監督|研究者)|人物は", ("person",)),
    (
        r"(?:どの|どこの|何という|どんな)(?:企業|会社|組織|団体|機関|大学|省庁?|官庁|銀行|政党|研究所|研究室|グループ|集団|メーカー)|(?:企業|会社|組織|機関|官庁)はどこ",
        ("organisation",),
    ),
    (r"どこ|何(?:県|市|国|州|都市|地方)|(?:どの|何という)(?:国|都市|県|地域|都道府県|場所|州|町|地方|島|川|山)", ("place", "organisation")),
    (r"とは(?:何|なん|どのような|どういう|どんな)|とは[？?]?$|って(?:何|なに|なん)|の(?:意味|定義)は|について(?:教えて|説明)", ("definition",)),
    (r"何と(?:いう|言う|呼)|なんと(?:いう|呼)|名称|名前|通称|略称|別名|何(?:が|を|に|で|の|から)|どれ|どちら|どの|どんな", ("name",)),
    (r"どのよう|どうやって|どうすれば|どう|方法|手順|やり方", ("manner",)),
    (r"何(?:です|でしょう|だ|か)|なに|何", ("name", "definition")),
    (r"(?:ます|です|ました|でした|でしょう|ません|ない|た|る|い|の)か[。？?]?$|[？?]$", ("yes_no",)),
)
_ENGLISH: tuple[tuple[str, tuple[AnswerType, ...]], ...] = (
    (r"how much (?:money|yen|\w* ?(?:dollars|funding|investment|budget))|how much (?:\w+ ){0,6}(?:cost|invest\w*|spend\w*|spent|pay|paid|worth|earn\w*|raise\w*|budget\w*|commit\w*|pledge\w*)|what (?:\w+ ){0,5}(?:budget|cost|price|amount|salary|revenue|expenditure|spending)\b|how many (?:\w+ )?(?:yen|dollars|euros)|how (?:large|big|high) \w+ (?:\w+ ){0,5}(?:budget|investment|spending|expenditure|fund)", ("money",)),
    (r"what (?:percentage|percent|share|proportion|fraction|ratio|rate)|which (?:percentage|share)|how high \w+ (?:\w+ ){0,4}rate|what (?:is|was) the (?:\w+ ){0,3}(?:rate|percentage|share|proportion)|percentage", ("percent",)),
    (r"\bwhen\b|(?:what|which) (?:year|month|date|day|time|century|decade|fiscal year)|how long ago|since when|by when", ("date",)),
    (r"\bwhy\b|reasons?\b|what (?:caused|motivated|led)|for what purpose|what is the (?:purpose|aim|goal)", ("reason",)),
    (r"how (?:many|often|old|tall|long|far|fast|large|big|deep|high|wide|heavy)|what (?:number|rank|place does|position)|number of|how highly|what (?:is|was) the (?:\w+ )?(?:population|height|length|number|size|depth|distance|temperature|ranking)|what factor|(?:what|which) fraction", ("number",)),
    (r"how much", ("money", "number", "percent")),
    (r"\bwho(?:m|se)?\b|(?:what|which) (?:person|man|woman|professor|minister|author|actor|president|scientist|artist|player)", ("person", "organisation")),
    (r"(?:what|which|whose) (?:\w+ )?(?:company|companies|firms?|organi[sz]ations?|agency|agencies|ministry|universit\w+|institut\w+|group|body|bank|party|vendors?|team|hackers?)", ("organisation",)),
    (r"\bwhere\b|(?:what|which) (?:\w+ )?(?:country|countries|city|cities|prefectures?|regions?|state|place|continent|town|island|river|location)", ("place",)),
    (r"what does (?:.+) (?:mean|stand for)|(?:definition|meaning) of|\bdefine\b|^what(?:'s| is| are| was| were) (?:an? |the )?[\w\"'“”-]+(?: [\w\"'“”-]+){0,2}\??$|explain|describe|tell me about", ("definition",)),
    (r"what (?:is|was|are|were) .*(?:called|name|named|known as)|name of|which\b|what\b", ("name",)),
    (r"\bhow\b", ("manner",)),
    (r"^(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|may|must)\b", ("yes_no",)),
)  # fmt: skip
_RULES = {
    "ja": [(re.compile(pattern), kinds) for pattern, kinds in _JAPANESE],
    "en": [(re.compile(pattern, re.IGNORECASE), kinds) for pattern, kinds in _ENGLISH],
}
_UNIT_ASKED = re.compile(r"何(?P<ja>[^\s何はがをにでと、。？?]{1,4})|how many (?P<en>[a-z -]+)", re.IGNORECASE)

_QUANTITY_KINDS: dict[str, frozenset[str]] = {
    "number": frozenset({"number", "count"}),
    "money": frozenset({"money"}),
    "percent": frozenset({"percent"}),
    "date": frozenset({"date", "time"}),
}
_CUES: dict[str, re.Pattern[str]] = {
    "person": re.compile(
        r"[一-龠ァ-ヶー・]{2,}(?:氏|さん|大臣|教授|博士|首相|総理|社長|会長|監督|議員|知事|選手|首席|天皇|皇帝|大統領)|[ァ-ヶー]{2,}・[ァ-ヶー]{2,}"
        r"|\b(?:Mr|Ms|Mrs|Dr|Prof(?:essor)?|Minister|President|King|Queen|Sir)\.? [A-Z]|\b[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+"
    ),
    "organisation": re.compile(
        r"株式会社|[一-龠ァ-ヶーA-Za-z](?:社|庁|省|大学|研究所|研究室|機構|委員会|党|銀行|本部|局|協会|連盟|企業)|\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b"
        r"|\b(?:Inc|Corp|University|Agency|Ministry|Institute|Committee|Company|Bank|Party|Group)\b|\b(?:[A-Z][a-z]+ ){1,3}(?:Lab|Office)"
    ),
    "place": re.compile(
        r"[一-龠ァ-ヶー](?:県|市|国|州|都|道|府|区|町|村|島|川|山|湾|地方)|日本|米国|中国|英国|欧州|アメリカ|アジア|アフリカ|北海道|九州"
        r"|\b(?:in|at|near|of|to) (?:the )?[A-Z][a-z]+|\b(?:Japan|China|U\.?S\.?|Europe|Asia|Africa)\b"
    ),
    "name": re.compile(r"[「『“\"][^」』”\"]+[」』”\"]|[ァ-ヶー]{3,}|\b[A-Z][A-Za-z0-9]+"),
    "definition": re.compile(
        r"とは|である|です|という|を指|のこと|を意味|\b(?:is|are|was|were) (?:an?|the)\b|refers? to|means|known as|called"
    ),
    "reason": re.compile(
        r"ため|から|ので|背景|理由|原因|により|によって|狙い|目的|because|since|due to|reason|in order to|so that|as a result|caused|aims?\b|\bto [a-z]+",
        re.IGNORECASE,
    ),
    "manner": re.compile(r"により|によって|ことで|通じて|して|方法|\bby\b|through|using|via|with", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a question wants to hear.

    Attributes:
        types: The types that would answer it, likeliest first; empty where it can't be told.
        unit: What is to be counted, as in a quantity's ``unit``; empty where not said.
        given: Keys of the quantities the question itself states: not answers to it.
    """

    types: tuple[AnswerType, ...]
    unit: str = ""
    given: frozenset[str] = frozenset()


def expect(question: str, language: Language) -> Expectation:
    """Return what a question wants to hear; no type for text that is no question."""
    given = frozenset(quantity.key for quantity in find_quantities(question))
    for pattern, types in _RULES["ja" if language == "ja" else "en"]:
        if pattern.search(question.strip()):
            unit = _asked_unit(question) if types == ("number",) else ""
            return Expectation(types=types, unit=unit, given=given)
    return Expectation(types=(), given=given)


def _asked_unit(question: str) -> str:
    match = _UNIT_ASKED.search(question)
    if match is None:
        return ""
    counted = f"2{match['ja']}" if match["ja"] else f"2 {match['en']}"
    quantities = find_quantities(counted)
    return quantities[0].unit if quantities and quantities[0].kind == "count" else ""


def type_match(expectation: Expectation, sentence: str, quantities: Sequence[Quantity]) -> float:
    """Return how well a sentence holds the wanted type, in [0, 1]; 0.5 where nothing is known.

    Args:
        expectation: What the question wants.
        sentence: The sentence.
        quantities: Its quantities.
    """
    if not expectation.types or expectation.types == ("yes_no",):
        return 0.5
    return max(_held(kind, expectation, sentence, quantities) for kind in expectation.types)


def _held(kind: str, expectation: Expectation, sentence: str, quantities: Sequence[Quantity]) -> float:
    wanted = _QUANTITY_KINDS.get(kind)
    if wanted is None:
        cue = _CUES.get(kind)
        return 0.5 if cue is None else 0.9 * bool(cue.search(sentence))
    held = [q for q in quantities if q.kind in wanted and q.key not in expectation.given]
    if not held:
        return 0.0
    if expectation.unit and kind == "number":
        return 1.0 if any(quantity.unit == expectation.unit for quantity in held) else 0.4
    return 1.0
