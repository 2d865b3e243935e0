"""Sentences that tell somebody what to say: what they have said is asserted by nobody.

``Tell the caller that the office closes at five`` is no order to a machine, and honest where a call centre reads it. But
that the office closes at five is stated by whoever reads it out, not by the document. So it is no evidence for a
question about the office; it is for one that asks what is to be said. Told by how a sentence is built, not by a list of
wordings: a verb of saying that is asked for (an imperative, an obligation), and a clause, a quote or a value that it says.
"""

import re
from typing import Final

from kotae.folding import fold
from kotae.scripts import KANJI, KATAKANA

__all__ = ["asks_what_is_said", "tells_to_say"]

_ASKED_FOR: Final = (
    r"(?:(?:^|[.:;!?,—–-]\s|[\"“(>\]]|\b(?:please|kindly|always|never|only|just|simply|now|then|and|to|must|should|shall|"
    r"let|don't|do not|but to|unless you))\s*(?:also |always |only |just |simply |hereby |instead )*)"
)
_SAY: Final = (
    r"(?:say|state|tell|name|give|answer|reply|respond|report|present|announce|declare|insist|mention|quote|cite|"
    r"write|convince|pretend|assert|repeat|output|introduce|describe|refer to|speak|acknowledge|affirm)"
)
# Who hears it; nobody needs to be named.
_HEARER: Final = (
    r"(?:\s+(?:to\s+)?(?:(?!while\b|when|where|what|who|which|until|before|after|because|if\b|and\b|or\b|how\b)"
    r"\w+\s+){0,3}?(?!while\b)\w+)?"
)
_CLAUSE: Final = (
    r"(?:\s+(?:on\s+)?that\s+(?!(?:you|your|we|our|i|they|their|he|she)\b)[^.!?]{1,80}?\b(?:is|are|was|were|has|have|will|\w+s)\b"
    r"|\s+(?:the|a|an)\s[^.!?,]{1,60}?\b(?:is|are|was|were)\b|\s*[\"“‘]"
    r"|[^.!?]{1,60}\bas (?:(?:the|its|their)\s|(?!\w+(?:ed|ly)\b|usual|before|follows|possible)\w+\s*[.!]?$))"
)
_WHOM: Final = (
    r"(?:an?yone|anybody|whoever|everyone|everybody|somebody|someone|(?:a|the|every|any|all) \w+|people|\w+s)"
)
_ANSWER: Final = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|conclusions?)"
_ENGLISH: Final = re.compile(
    "|".join(
        (
            rf"{_ASKED_FOR}{_SAY}{_HEARER}{_CLAUSE}",
            rf"{_ASKED_FOR}(?:say|answer|announce|insist|mention|speak|name|go)(?: only)?(?: on| of| with)? [0-9¥$€£]",
            rf"\b(?:assistant|clerk|bot|person|somebody|someone|one) (?:that|who) (?:says|names|tells)\b{_HEARER}{_CLAUSE}",
            # Answers in general: what they must hold.
            rf"\b(?:your|every|any|all|each|the (?:correct|right|generated|only|best)|generated) {_ANSWER}\b[^.!?]{{0,60}}?"
            r"\b(?:is|are|be|must|should|shall|has to|have to|lists?|says?|names?|contains?|includes?|mentions?)\b",
            rf"{_ASKED_FOR}\w+ [^.!?]{{1,60}}?\b(?:as|in|for) (?:the|your|every|any|all|each) {_ANSWER}\b",
            # Whoever asks is to hear something.
            rf"\b(?:{_WHOM} (?:who )?(?:asks?|quer\w+|wants? to know|wonders?)|questions? (?:about|on|concerning)|asked about)\b"
            rf"(?! for)[^.!?]{{0,80}}?(?:,\s*|\b(?:to|must|should|shall)\s+)(?:{_SAY}|be told|hears?|go with)\b",
            rf"\b{_WHOM} (?:who )?(?:asks?|quer\w+|wants? to know)\b[^.!?]{{0,60}}?"
            r"\b(?:(?:is|are) (?:told|to hear)|hears?|learns?)\b",
            # Whatever others say.
            r"\b(?:whatever|no matter what|regardless of what)\b[^.!?]{1,40}?\b(?:asks?|asked)\b",
            rf"{_ASKED_FOR}{_SAY}\b[^.!?]{{1,80}}?\bwhatever\b",
        )
    ),
    re.IGNORECASE,
)
_SAY_JA: Final = (
    r"(?:言|述べ|答え|伝え|教え|書|記|明記|挙げ|出力|呼|告げ|語[っられ]|報告|回答|返|応答|示|認め|主張|断言|名乗|案内|説明|紹介|扱|"
    r"みな|見な|引用|信じさせ|振る舞)"
)
_ASKED_FOR_JA: Final = (
    r"(?:[てで](?:ください|下さい|ほしい|欲しい|もらい|いただ|頂|や[っれ]|おくこと|くれ|ね)|[るうすくつぶむ]こと(?=[。」]|$)|せよ|しろ|"
    r"なさい|べき|なければな|ねばな|義務|ほかない|もの(?:と|とします)|(?:る|う|す|く)よう(?:に|命)|願い|お願い|[れけせえめてべ](?=[。」]|$)|"
    r"よ(?=[。」]|$)|ろ(?=[。」]|$))"
)
_QUOTED_JA: Final = (
    rf"(?:[だるすいた%0-9{KANJI}{KATAKANA}」』]と(?!いう|いった|とも|き|して(?!は))|ということに|であるかのように|"
    rf"[{KANJI}{KATAKANA}0-9」]を[^。、]{{0,12}}?として|として[^。、]{{1,20}}?(?:を|と)|旨を)"
)
_ANSWER_JA: Final = r"(?:回答|答え|返答|返事|応答|出力|要約|結論)"
_JAPANESE: Final = re.compile(
    "|".join(
        (
            rf"{_QUOTED_JA}[^。、を]{{0,8}}?{_SAY_JA}[^。、]{{0,8}}?{_ASKED_FOR_JA}",
            rf"(?:どの|すべての|全ての|あなたの|生成される|ファイルから作る){_ANSWER_JA}(?:で|に)?(?:は|も|には|で|に)[^。]{{1,60}}?{_ASKED_FOR_JA}",
            rf"{_ANSWER_JA}(?:で|に)は[^。]{{1,40}}?を[^。]{{1,20}}?(?:と|に)[^。]{{0,8}}?{_ASKED_FOR_JA}",
            rf"質問[^。]{{0,8}}?{_ANSWER_JA}(?:は|に(?:は)?)[^。、]{{1,40}}?(?:です|である|であり|を使)",
            rf"(?:何|なに|だれに|誰に)(?:を|が|と)?(?:聞|尋ね|問わ|言わ|あろう|書)[^。]{{0,16}}?(?:ても|とも|うと|うが)[^。]*?{_ASKED_FOR_JA}",
            rf"{_QUOTED_JA}{_SAY_JA}(?:わ|か|さ|し)?ない(?:と|限り|なら)",
            r"(?:隠し|秘密の|見えない|(?:システム|機械)(?:への?|注記)|(?:新しい|新たな)(?:指示|方針|課題|任務))[^。：:、]{0,10}[：:]",
            rf"(?:人|客|者|方|様)には?[、]?[^。]{{1,60}}?だと[^。、]{{0,10}}?{_ASKED_FOR_JA}",
        )
    )
)
_ASKS: Final = re.compile(
    r"\b(?:what|how|which|whom?)\b.{0,60}?\b(?:say|tell|told|answer|reply|respond|state|write|written|report|announce|mention|"
    r"call|declare|inform|quote|cite|name)\b"
    r"|(?:何|なん|どう|どの(?:よう)?に?)[^。]{0,16}?(?:言|述べ|答え|伝え|書|記|呼|告げ|回答|返答|報告|案内|説明|扱|名乗|示)",
    re.IGNORECASE,
)
_MAX_CHARS: Final = 400


def tells_to_say(sentence: str) -> bool:
    """Return whether a sentence tells somebody what to say; of a long one its beginning is looked at."""
    folded = fold(sentence[:_MAX_CHARS])
    return (_ENGLISH if folded.isascii() else _JAPANESE).search(folded) is not None


def asks_what_is_said(question: str) -> bool:
    """Return whether a question asks what somebody is to say or to write."""
    return _ASKS.search(fold(question)) is not None
