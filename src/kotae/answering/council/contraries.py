"""Words of opposite meaning: all and some, more and less, rise and fall, in both languages.

A sentence that says one of a pair while its sources say only the other has turned the sense
round. Sources that hold both prove nothing, so only the plain case counts.
"""

import re

__all__ = ["contrary_words"]

_PAIRS = (
    (
        r"すべて|全て|全員|いずれも|\b(?:all|every|each|always)\b",
        r"一部|いくつか|\b(?:some|several|sometimes|partly)\b",
    ),
    (
        r"すべて|全て|全員|いずれも|\b(?:all|every|always)\b",
        r"大半|ほとんど|大多数|半数|\b(?:most|mostly|majority|few|half)\b|少数",
    ),
    (
        r"大半|ほとんど|大多数|多くの|\b(?:most|many|majority)\b",
        r"少数|わずか|ごく一部|\b(?:few|minority|some)\b|一部",
    ),
    (
        r"増|伸び|上昇|拡大|高ま|引き上げ|\b(?:increas|r[io]se|grow|grew|expand|rais|climb|gain)\w*|\bup \d",
        r"減|縮小|下落|低下|削減|引き下げ|\b(?:decreas|f[ae]ll|declin|drop|cut|reduc|shr[iau]nk|lower)\w*|"
        r"\bdown \d",
    ),
    (
        r"以上|超え|超の|上回|少なくとも|\b(?:more than|over|at least|exceed\w*|above|or (?:more|older|later|"
        r"over))\b",
        r"以下|未満|下回|以内|最大で|\b(?:less than|fewer than|under|below|at most|up to|within|or (?:less|"
        r"fewer|younger|under))\b",
    ),
    (r"無料|無償|\bfree\b", r"有料|有償|\b(?:charged|paid|at a cost)\b"),
    (r"開館|開店|営業|開いて|\bopen\b", r"休館|休業|閉館|閉店|閉ま|\bclosed?\b"),
    (
        r"最高|最大の|最多|最長|\b(?:highest|largest|biggest|most|longest|best)\b",
        r"最低|最小|最少|最短|\b(?:lowest|smallest|fewest|shortest|worst|least)\b",
    ),
    (r"長い|長く|\blonger\b", r"短い|短く|\bshorter\b"),
    (r"高い|高く|\bhigher\b", r"低い|低く|\blower\b"),
    (r"多い|多く|\bmore\b", r"少ない|少なく|\b(?:fewer|less)\b"),
    (r"認め|許可|許され|\b(?:allow|permit|may)\w*", r"禁止|禁じ|\b(?:prohibit|forbid|forbade|ban)\w*"),
    (r"賛成|支持|\b(?:support|favou?r|agree|approv)\w*", r"反対|否決|\b(?:oppos|against|reject|disagree)\w*"),
    (r"勝っ|勝利|破っ|\b(?:won|beat|defeat(?:ed)?)\b", r"敗れ|負け|敗北|\b(?:lost|loses?)\b"),
    (r"成功|\bsucce\w*", r"失敗|\bfail\w*"),
    (
        r"開始|始ま|始め|始動|\b(?:start|begin|began|begun|launch|open)\w*",
        r"終了|終わ|終え|\b(?:end|finish|stop|ceas|clos)(?:s|ed|es|ing)?\b",
    ),
    (r"輸出|\bexport\w*", r"輸入|\bimport(?!an)\w*"),
    (r"購入|買[いうっわ]|買収|\b(?:buy|bought|purchas|acquir)\w*", r"売却|販売|売[りるっ]|\b(?:sell|sold|sale)\w*"),
    (r"必須|義務|必要|\b(?:mandatory|required|must|obligat)\w*", r"任意|自由に|\b(?:optional|voluntary)\b"),
    (r"以前|より前|\bbefore\b|\bearlier\b", r"以降|以後|より後|\bafter\b|\blater\b|\bsince\b"),
    (r"男性|\b(?:men|male|man)\b", r"女性|\b(?:women|female|woman)\b"),
    (r"公開|\bpublic\b", r"非公開|秘密|\b(?:private|secret)\b"),
)  # fmt: skip
_COMPILED = tuple((re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)) for one, other in _PAIRS)


def contrary_words(said: str, source: str) -> str:
    """Return the word of a sentence whose opposite stands in the source in its place; else nothing.

    Args:
        said: The sentence, folded.
        source: The cited text, folded.
    """
    for pair in _COMPILED:
        for here, there in (pair, pair[::-1]):
            found = here.search(said)
            if found and there.search(source) and not here.search(source) and not there.search(said):
                return found[0]
    return ""
