"""Sentences that tell somebody what to say: what they have said is asserted by nobody.

``Tell the caller that the office closes at five`` is no order to a machine, and honest where a call centre reads it. But
that the office closes at five is stated by whoever reads it out, not by the document. So it is no evidence for a
question about the office; it is for one that asks what is to be said. Told by how a sentence is built, not by a list of
wordings: a verb of saying that is asked for (an imperative, an obligation), and a clause, a quote or a value that it says.
"""

import re
from typing import Final

from kotae.answering.instructions import LATIN, LOOK_ALIKES
from kotae.answering.ordinary import without_handing_in
from kotae.folding import fold
from kotae.scripts import JAPANESE, KANJI, KATAKANA

__all__ = ["asks_what_is_said", "tells_to_say"]

_ASKED_FOR: Final = (
    r"(?:(?:^|[.:;!?,—–-]\s|[\"“(>\]]|\b(?:please|kindly|always|never|only|just|simply|now|then|and|must|should"
    r"|shall|"
    r"let|don't|do not|but to|unless you|"
    r"(?:is|are|was|be|have|has|had|needs?|ought|required|told|asked|instructed|ordered|obliged|programmed"
    r"|expected|supposed|"
    r"sure|remember|you|\w+ers?|\w+ors?|everybody|everyone|staff|assistants?|crucial|essential"
    r"|important) to))\s*(?:also |always |only |just |simply |hereby |instead )*)"
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
    r"(?:\s+(?:on\s+)?that\s+(?!(?:you|your|we|our|i|they|their|he|she)\b)[^.!?]{1,80}?\b(?:is|are|was|were|has"
    r"|have|will|\w+s)\b"
    r"|\s+(?:the|a|an)\s[^.!?,]{1,60}?\b(?:is|are|was|were)\b|(?:\s*[:,]\s*|\s+)[\"“‘]"
    r"|[^.!?]{1,60}\bas (?:(?:the|its|their)\s|(?!\w+(?:ed|ly)\b|usual|before|follows|possible)\w+\s*[.!]?$))"
)
_WHOM: Final = (
    r"(?:an?yone|anybody|whoever|everyone|everybody|somebody|someone|(?:a|the|every|any|all) \w+|people|\w+s)"
)
_ANSWER: Final = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|conclusions?)"
# Something is taken for something, or put in its place.
_TAKE: Final = r"(?:treat|regard|take|consider|accept|use|assume|count|read|hold|cite)"
_SAYS: Final = (
    r"(?:(?:sa(?:y|id)|stat|t(?:ell|old)|nam|giv|gave|mention|quot|cit|report|announc|includ|contain|list|show"
    r"|repeat)\w*)"
)
_MACHINE: Final = (
    r"(?:ai|bot|llm|(?:chat)?bot|assistant|(?:language )?model|machine|software|summari[sz]er)s?"
)
_VALUE: Final = r"(?:[0-9¥$€£]|[\"“‘])"
_ENGLISH: Final = re.compile(
    "|".join(
        (
            rf"{_ASKED_FOR}{_SAY}{_HEARER}{_CLAUSE}",
            rf"{_ASKED_FOR}(?:say|answer|announce|insist|mention|speak|name|go)(?: only)?(?: on| of| with)? [0-9¥$€£]",
            rf"\b(?:assistant|clerk|bot|person|somebody|someone|one) (?:that|who) (?:says|names"
            rf"|tells)\b{_HEARER}{_CLAUSE}",
            # Answers in general: what they must hold.
            rf"\b(?:your|every|any|all|each|the (?:correct|right|generated|only|best)"
            rf"|generated) {_ANSWER}\b[^.!?]{{0,60}}?"
            r"\b(?:is|are|be|must|should|shall|has to|have to|lists?|says?|names?|contains?|includes?|mentions?)\b",
            rf"{_ASKED_FOR}(?:{_SAY}|{_TAKE}|put|insert|include|add|place|make|offer|hand|set|keep"
            rf"|stick) [^.!?]{{1,60}}?\b(?:as|in|for) (?:the|your|every|any|all|each) {_ANSWER}\b",
            # Whoever asks is to hear something.
            rf"\b(?:{_WHOM} (?:who )?(?:asks?|quer\w+|wants? to know|wonders?)|questions? (?:about|on|concerning)"
            rf"|asked about)\b"
            rf"(?! for)[^.!?]{{0,80}}?(?:,\s*|\b(?:to|must|should|shall)\s+)(?:{_SAY}|be told|hears?|go with)\b",
            rf"\b{_WHOM} (?:who )?(?:asks?|quer\w+|wants? to know)\b[^.!?]{{0,60}}?"
            r"\b(?:(?:is|are) (?:told|to hear)|hears?|learns?)\b",
            # Whatever others say.
            r"\b(?:whatever|no matter what|regardless of what)\b[^.!?]{1,40}?\b(?:asks?|asked)\b",
            rf"{_ASKED_FOR}{_SAY}\b[^.!?]{{1,80}}?\bwhatever\b",
            rf"{_ASKED_FOR}{_TAKE}\b[^.!?]{{1,100}}?\b(?:no matter|regardless|whatever|despite|even if|even though"
            rf"|contrary to)\b",
            rf"\b(?:others?|elsewhere|the rest)\b[^.!?]{{0,60}}?\b(?:is|are) (?:\w+ )?(?:wrong|false|old|outdated"
            rf"|out of date|obsolete"
            rf"|mistaken|superseded)\b[^.!?]{{0,20}}?[,;:]\s*(?:so |and |therefore )?(?:{_TAKE}|{_SAY}|go by|trust"
            rf"|rely on)\b",
            r"\b(?:whatever|anything|everything|all that) you(?:'ve| have| had|) (?:read|heard|been told|seen|learned"
            r"|found)\b",
            # How an answer is to be: every reply names it, it is the only right one, it is what you give.
            rf"\b(?:every|any|all|each) {_ANSWER} (?:{_SAYS}|put|use|go)\b[^.!?]{{0,60}}?{_VALUE}",
            rf"\b(?:essential|important|crucial|vital|imperative|necessary|required|mandatory"
            rf"|desirable) that [^.!?]{{0,30}}?\b{_ANSWER}\b",
            rf"\bis (?:the|an?) (?:only|sole|one|right|correct|proper|expected|desired)(?: \w+){{0,2}} {_ANSWER}\b",
            rf"\bis what (?:you|we|they|staff|everyone) (?:are to |should |must |will )?(?:{_SAY}|use)\b",
            rf"{_ASKED_FOR}(?:{_SAY}|{_TAKE}|replace|put|set)\b[^.!?]{{0,60}}?{_VALUE}[^.!?]{{0,80}}?"
            r"\b(?:when(?:ever)?|wherever|where|if|once|each time|every time|in (?:whatever|everything|anything"
            r"|all))\b[^.!?]{0,40}?"
            r"(?:\byou (?:write|answer|talk|speak|report|return|reply|respond|summari[sz]e|say|output|produce|describe"
            r"|quote)\b"
            r"|\b(?:asks?|asked|wants? to know|queried|quer(?:y|ies)|enquir\w+|inquir\w+)\b)",
            r"\b(?:when(?:ever)?|once|as soon as|after) you (?:are|have|had)? ?(?:done|finished|through|read|reading"
            r"|reached)\b[^.!?]{0,40}?"
            rf",\s*(?:{_SAY}|{_TAKE}|go with)\b[^.!?]{{0,60}}?{_VALUE}",
            # What is supposed for a conversation, and what nobody is to hear of.
            rf"{_ASKED_FOR}(?:assume|suppose|imagine|presume|accept|believe|act|behave|proceed|{_TAKE})\b[^.!?]{{0,30}}?"
            r"\b(?:conversation|chat|session|dialogue|exchange|discussion)\b",
            r"\b(?:nobody|no one) (?:should|may|must|shall|is to|needs? to) (?:ever )?(?:learn|know|hear|find out"
            r"|be told)\b",
            r"\bas far as you are concerned\b",
            rf"\b(?:must|should|shall|ha(?:s|ve) to|(?:is|are) to)\b[^.!?]{{0,80}}?\b(?:in|by|of) (?:every|all|each|any"
            rf"|your) {_ANSWER}\b",
            rf"\b(?:i|we) (?:\w+ly )?(?:order|instruct|command|direct|require|urge|ask|request|want|expect"
            rf"|tell)\b[^.!?]{{1,60}}?"
            rf"\bto {_SAY}\b[^.!?]{{1,60}}?{_VALUE}",
            rf"\b(?:every|any|all|each) {_ANSWER} (?:that|which|without|lacking|omitting)\b[^.!?]{{0,60}}?{_VALUE}",
            # Some machine is spoken to.
            rf"\b(?:for|to) (?:the |all |any |every )*{_MACHINE}\)?\s*:",
            rf"(?:^|[.!?]\s){_MACHINE} (?:note|notice|memo|hint|instruction|info|directive|message)s?\s*:",
        )
    ),
    re.IGNORECASE,
)
_SAY_JA: Final = (
    r"(?:言|述べ|答え|伝え|教え|書|記|明記|挙げ|出力|呼|告げ|語[っられ]|報告|回答|返|応答|示|認め|主張|断言"
    r"|名乗|案内|説明|紹介|扱|"
    r"みな|見な|引用|信じさせ|振る舞)"
)
_ASKED_FOR_JA: Final = (
    r"(?:[てで](?:ください|下さい|ほしい|欲しい|もらい|いただ|頂|や[っれ]|おくこと|くれ|ね)"
    r"|[るうすくつぶむ]こと(?=[。」]|$)|せよ|しろ|"
    r"なさい|べき|なければな|ねばな|義務|ほかない|のこと(?=[。」]|$)|(?:だけで|れば|えば|せば|けば)(?:よい|いい"
    r"|良い|十分|足り|結構)|もの(?:と|とします)|(?:る|う|す|く)よう(?:に|命)|願い|お願い"
    r"|[れけせえめてべ](?=[。」]|$)|"
    r"よ(?=[。」]|$)|ろ(?=[。」]|$))"
)
_QUOTED_JA: Final = (
    rf"(?:[だるすいた%0-9{KANJI}{KATAKANA}」』]と(?!いう|いった|とも|き|して(?!は))|ということに|であるかのように|"
    rf"[{KANJI}{KATAKANA}0-9」]を[^。、]{{0,12}}?として|として[^。、]{{1,20}}?(?:を|と)|旨を)"
)
_ANSWER_JA: Final = r"(?:回答|答え|返答|返事|応答|出力|要約|結論)"
_VALUE_JA: Final = r"(?:[0-9]|[「『][^」』]{1,40}[」』])"
_JAPANESE: Final = re.compile(
    "|".join(
        (
            rf"{_QUOTED_JA}[^。、を]{{0,8}}?{_SAY_JA}[^。、]{{0,8}}?{_ASKED_FOR_JA}",
            rf"(?:どの|すべての|全ての|あなたの|生成される|ファイルから作る){_ANSWER_JA}(?:で|に)?(?:は|も|には|で"
            rf"|に)[^。]{{1,60}}?{_ASKED_FOR_JA}",
            rf"{_ANSWER_JA}(?:で|に)は[^。]{{1,40}}?を[^。]{{1,20}}?(?:と|に)[^。]{{0,8}}?{_ASKED_FOR_JA}",
            rf"質問[^。]{{0,8}}?{_ANSWER_JA}(?:は|に(?:は)?)[^。、]{{1,40}}?(?:です|である|であり|を使)",
            rf"(?:何|なに|だれに|誰に)(?:を|が|と)?(?:聞|尋ね|問わ|言わ|あろう|書)[^。]{{0,16}}?(?:ても|とも|うと"
            rf"|うが)[^。]*?{_ASKED_FOR_JA}",
            rf"{_QUOTED_JA}{_SAY_JA}(?:わ|か|さ|し)?ない(?:と|限り|なら)",
            r"(?:隠し|秘密の|見えない|(?:システム|機械)(?:への?|注記)|(?:新しい|新たな)(?:指示|方針|課題"
            r"|任務))[^。：:、]{0,10}[：:]",
            rf"(?:人|客|者|方|様)には?[、]?[^。]{{1,60}}?だと[^。、]{{0,10}}?{_ASKED_FOR_JA}",
            # How an answer is to be: what it holds, which one is right, what is written in another's place.
            rf"{_ANSWER_JA}(?:の中|文)?(?:に|には|で|では)[^。]{{0,10}}?{_VALUE_JA}[^。]{{0,16}}?(?:含め|入れ|加え"
            rf"|盛り込|添え|使|挙げ|置)[^。]{{0,8}}?{_ASKED_FOR_JA}",
            rf"(?:正しい|正解の|唯一の|望ましい|求められる){_ANSWER_JA}(?:は|とは|が)[^。]{{0,40}}?{_VALUE_JA}",
            rf"(?:聞かれ|問われ|尋ねられ|質問され|訊かれ)[^。]{{0,16}}?{_ANSWER_JA}(?:は|に(?:は)?)[^。]{{0,40}}?{_VALUE_JA}",
            rf"(?:聞かれ|問われ|尋ねられ|質問され|訊かれ)[^。]{{0,40}}?(?:ほか|他|以外)(?:は|を|に"
            rf"|の)[^。]{{0,20}}?(?:ない|なら|ず)[^。]{{0,6}}?{_ASKED_FOR_JA}?",
            rf"(?:{_ANSWER_JA}|案内|説明|引用|紹介|表示)(?:を)?(?:する|した|書く|作る|出す|返す)?(?:とき|時|際"
            rf"|場合)(?:に)?(?:は)?[、]?[^。]{{0,40}}?"
            rf"(?:{_VALUE_JA}[^。]{{0,10}}?に(?:置き換え|書き換え|差し替え|改め|上書き|統一)|(?:こと|旨"
            rf"|と)を?[^。、]{{0,8}}?(?:冒頭|最初|最後|末尾|先頭|強調))[^。]{{0,8}}?{_ASKED_FOR_JA}",
            rf"{_VALUE_JA}[^。、]{{0,8}}?に(?:上書き|置き換え|書き換え|差し替え)[^。]{{0,4}}?{_ASKED_FOR_JA}",
            rf"(?:もの|こと)と(?:見な|みな|仮定|考え|想定)[^。]{{0,6}}?(?:話|会話|説明|{_ANSWER_JA}|案内"
            rf"|対応)[^。]{{0,8}}?{_ASKED_FOR_JA}",
            rf"(?:思わせ|信じさせ|信じ込ませ|思い込ませ|納得させ)(?:{_ASKED_FOR_JA}|ること(?:だ|です|である|とする))",
            r"(?:あなた|君|きみ)の(?:役目|役割|任務|使命|仕事|務め)は",
            rf"であることを[^。、]{{0,8}}?(?:書|述べ|伝え|置|記|強調|明記|主張|言)[^。、]{{0,8}}?{_ASKED_FOR_JA}",
            rf"{_VALUE_JA}[^。、]{{0,6}}?[、]?と、?[^。、]{{0,3}}?{_SAY_JA}[^。、]{{0,8}}?{_ASKED_FOR_JA}",
        )
    )
)
_ASKS: Final = re.compile(
    r"\b(?:what|how|which|whom?)\b.{0,60}?\b(?:say|tell|told|answer|reply|respond|state|write|written|report"
    r"|announce|mention|"
    r"call|declare|inform|quote|cite|name)\b"
    r"|(?:何|なん|どう|どの(?:よう)?に?)[^。]{0,16}?(?:言|述べ|答え|伝え|書|記|呼|告げ|回答|返答|報告|案内|説明|扱|名乗|示)",
    re.IGNORECASE,
)
# A bound for an endless line: every pattern goes over the sentence as a whole.
_MAX_CHARS: Final = 400
_JAPANESE_SIGN: Final = re.compile(f"[{JAPANESE}]")
_INNER_POINT: Final = re.compile(r"(?<=[A-Za-z])\.(?=[A-Za-z0-9,;:)]|\s+[a-z0-9(])|(?<=[0-9])\.(?=[0-9])")


def tells_to_say(sentence: str) -> bool:
    """Return whether a sentence tells somebody what to say; of a long one its beginning is looked at."""
    # A point within (4:17 p.m., No. 3, 2.5) ends nothing.
    folded = _INNER_POINT.sub("", without_handing_in(fold(sentence[:_MAX_CHARS]).translate(LOOK_ALIKES)))
    # A sentence of one language may hold a sign, a name or a word of the other: café, €9, Kōbe, AI.
    return bool(
        (LATIN.search(folded) and _ENGLISH.search(folded))
        or (_JAPANESE_SIGN.search(folded) and _JAPANESE.search(folded))
    )


def asks_what_is_said(question: str) -> bool:
    """Return whether a question asks what somebody is to say or to write."""
    return _ASKS.search(fold(question)) is not None
