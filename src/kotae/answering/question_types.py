"""How questions of both languages ask for each type of answer; the first pattern that fits wins."""

import re
from typing import Literal, TypeAlias

__all__ = ["AnswerType", "asked_types", "asking_spans"]

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

_JAPANESE: tuple[tuple[str, tuple[AnswerType, ...]], ...] = (
    (
        r"何[百千万億兆]*(?:円|ドル|ユーロ|ポンド)|いくら|"
        r"(?:金額|投資額|予算|費用|規模|価格|料金|売上高?|額)は?(?:いくら|どの|どれ)",
        ("money",),
    ),
    (
        r"何(?:％|%|パーセント|割)|(?:割合|比率|率)は(?:何|どの|どれ|いくら|いくつ)?",
        ("percent",),
    ),
    (
        r"いつ|何年(?!間|ほど|ぐらい|くらい|かけ|越し)|何月|何日(?!間)|何世紀|何時(?!間)|年月日|時期は",
        ("date",),
    ),
    (
        r"なぜ|何故|どうして|なんで|理由|原因|きっかけ|何のため|目的は",
        ("reason",),
    ),
    (
        r"何(?:人|名|社|件|個|か国|カ国|ヶ国|ヵ国|国|台|種|校|大学|回|倍|位|番|本|度|歳|才|年間|か月|カ月|ヶ月|ヵ月|時間|分|秒|日間|週|つ|点|枚|冊|頭|匹|階|キロ|メートル|トン|ビット|バイト|語|文字|組|団体|箇所|カ所|か所|自治体|段階|項目|世帯|条|両|隻)|"
        r"何分の|何[百千万億兆]+|何[ァ-ヶー]{2,}|何年かけ|いくつ|数は(?!何と)|人口は|順位は",
        ("number",),
    ),
    (
        r"どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)",
        ("number", "money", "percent"),
    ),
    (
        r"誰|だれ|どなた|何者|(?:どんな|どの|何という)(?:人|人物|教授|大臣|選手|作家|俳優|監督|研究者)|人物は",
        ("person",),
    ),
    (
        r"(?:どの|どこの|何という|どんな)(?:企業|会社|組織|団体|機関|大学|省庁?|官庁|銀行|政党|研究所|研究室|グループ|集団|メーカー)|"
        r"(?:企業|会社|組織|機関|官庁)はどこ",
        ("organisation",),
    ),
    (
        r"どこ|何(?:県|市|国|州|都市|地方)|(?:どの|何という)(?:国|都市|県|地域|都道府県|場所|州|町|地方|島|川|山)",
        ("place", "organisation"),
    ),
    (
        r"とは(?:何|なん|どのような|どういう|どんな)|とは[？?]?$|って(?:何|なに|なん)|の(?:意味|定義)は|"
        r"について(?:教えて|説明)",
        ("definition",),
    ),
    (
        r"何と(?:いう|言う|呼)|なんと(?:いう|呼)|名称|名前|通称|略称|別名|何(?:が|を|に|で|の|から)|どれ|どちら|"
        r"どの|どんな",
        ("name",),
    ),
    (
        r"どのよう|どうやって|どうすれば|どう|方法|手順|やり方",
        ("manner",),
    ),
    (
        r"何(?:です|でしょう|だ|か)|なに|何",
        ("name", "definition"),
    ),
    (
        r"(?:ます|です|ました|でした|でしょう|ません|ない|た|る|い|の)か[。？?]?$|[？?]$",
        ("yes_no",),
    ),
)
_ENGLISH: tuple[tuple[str, tuple[AnswerType, ...]], ...] = (
    (
        r"\b(?:where|how) (?:does|did|do|is|was) .*\brank|\bwhat rank|how (?:high|highly) .*\brank",
        ("number",),
    ),
    (
        r"how many per ?cent\b",
        ("percent",),
    ),
    (
        r"^(?!which\b|who\b|when\b|where\b|why\b)(?=.*\b(?:in|of) (?:yen|dollars|euros|pounds|yuan)\b).*\b(?:what|how)\b|"
        r"how much (?:money|yen|\w* ?(?:dollars|funding|investment|budget))|"
        r"how much (?:\w+ ){0,6}(?:cost|invest\w*|spend\w*|spent|pay|paid|worth|earn\w*|raise\w*|budget\w*|commit\w*|pledge\w*)|"
        r"what (?:\w+ ){0,5}(?:budgets?|costs?|prices?|amounts?|sums?|salary|revenues?|expenditures?|spending|turnover|sales|"
        r"fees?|fines?|penalty|penalties|damages?|profits?|losses|subsid\w+|investments?)\b"
        r"(?! (?:law|act|plan|strategy|company|fund|programme|program))|"
        r"what (?:do|does|did) (?:\S+ ){1,8}(?:spend|pay|invest|put into)\b|"
        r"how many (?:\w+ )?(?:yen|dollars|euros)|"
        r"how (?:large|big|high) \w+ (?:\w+ ){0,5}(?:budget|investment|spending|expenditure|fund)",
        ("money",),
    ),
    (
        r"what (?:percentage|percent|share|proportion|fraction|ratio|rate)|which (?:percentage|share)|"
        r"how high \w+ (?:\w+ ){0,4}rate|what (?:is|was) the (?:\w+ ){0,3}(?:rate|percentage|share|proportion)|"
        r"percentage",
        ("percent",),
    ),
    (
        r"\bwhen\b|(?:what|which) (?:year|month|date|day|time|century|decade|fiscal year)|how long ago|since when|"
        r"by when",
        ("date",),
    ),
    (
        r"\bwhy\b|reasons?\b|what (?:caused|motivated|led)|for what purpose|what is the (?:purpose|aim|goal)",
        ("reason",),
    ),
    (
        r"how (?:many|often|old|tall|long|far|fast|large|big|deep|high|wide|heavy)|"
        r"what (?:number|rank|place does|position)|number of|how highly|"
        r"what (?:is|was) the (?:\w+ )?(?:population|height|length|number|size|depth|distance|temperature|ranking)|"
        r"what factor|(?:what|which) fraction",
        ("number",),
    ),
    (
        r"how much|how (?:large|big) (?:is|was|are|were)",
        ("money", "number", "percent"),
    ),
    (
        r"\bwho(?:m|se)?\b|"
        r"(?:what|which) (?:person|man|woman|professor|minister|author|actor|president|scientist|artist|player)",
        ("person", "organisation"),
    ),
    (
        r"(?:what|which|whose) (?:\w+ )?(?:company|companies|firms?|organi[sz]ations?|agency|agencies|ministry|universit\w+|"
        r"institut\w+|group|body|bank|party|vendors?|team|hackers?)",
        ("organisation",),
    ),
    (
        r"\bwhere\b|"
        r"(?:what|which) (?:\w+ )?(?:country|countries|city|cities|prefectures?|regions?|state|place|"
        r"continent|town|island|river|location)",
        ("place",),
    ),
    (
        r"what does (?:.+) (?:mean|stand for)|(?:definition|meaning) of|\bdefine\b|"
        r"^what(?:'s| is| are| was| were) (?:an? |the )?[\w'“”-]+(?: (?!called|named|known)[\w'“”-]+){0,2}\??$|"
        r"explain|describe|"
        r"tell me about",
        ("definition",),
    ),
    (
        r"what (?:is|was|are|were) .*(?:called|name|named|known as)|name of|which\b|what\b",
        ("name",),
    ),
    (
        r"\bhow\b",
        ("manner",),
    ),
    (
        r"^(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|may|must)\b",
        ("yes_no",),
    ),
)
_RULES = {
    "ja": [(re.compile(pattern), types) for pattern, types in _JAPANESE],
    "en": [(re.compile(pattern, re.IGNORECASE), types) for pattern, types in _ENGLISH],
}


# Words that only say which kind of answer is wanted: the answer's sentence needn't hold them.
_ASKING = {
    "ja": re.compile(
        r"何(?:[百千万億兆]+|[^\s何はがをにでとのか、。，．？?]{0,4})|いつ|誰|だれ|どなた|どこ|いくら|いくつ|どれ(?:くらい|ぐらい|だけ|ほど)?"
        r"|どの(?:くらい|ぐらい|程度|ように)|(?:割合|比率|金額|人数|名前|名称|理由)(?=は|を|が[何ど])|教えて|説明して"
    ),
    "en": re.compile(
        r"\bhow (?:many|much|often|long|far|old)\b|\b(?:tell|explain|describe|give)\b(?: me)?"
        r"|\b(?:what|which) (?:percentage|percent|share|proportion|fraction|amount|number|year|month|date|day|time)\b"
        r"|\bwhat (?:is|was|are|were) the (?:percentage|percent|share|proportion|fraction|amount|number|name|reason)\b",
        re.IGNORECASE,
    ),
}


def asking_spans(question: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the places of words that only ask, in order: "how many", 何人, "what share"."""
    return tuple(match.span() for match in _ASKING["ja" if language == "ja" else "en"].finditer(question))


def asked_types(question: str, language: str) -> tuple[AnswerType, ...]:
    """Return the types that would answer a question, likeliest first; empty where it can't be told."""
    for pattern, types in _RULES["ja" if language == "ja" else "en"]:
        if pattern.search(question.strip()):
            return types
    return ()
