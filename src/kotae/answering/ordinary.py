"""Words of forms, manuals, exams and offices that only look like an order to a machine.

*New orders: 35*, *System: Windows 11* or *Your reply must reach us by 14 May* tell something that people ask for. What orders
are told by (:mod:`kotae.answering.instructions`) is looked for where such words are taken away. They are ordinary only as far
as nothing is put into anybody's mouth beside them.
"""

from typing import Final

from kotae import lazy_re as re

__all__ = ["without_handing_in", "without_ordinary"]

_SAY: Final = (
    r"(?:answer|reply|respond|say|state|output|print|report|tell|claim|mention|quote|cite|repeat|"
    r"write|insist|confirm|pretend)"
)
# Nothing is dictated, and nobody spoken to, in what follows.
_NO_ORDER: Final = (
    rf"(?!.{{0,160}}\b(?:{_SAY}|ignor|disregard|forget|you\b|your\b|i\b|i'|sure\b|understood|from now|only|instead|must|shall|"
    r"recommendation))"
)
_NOTHING_SAID: Final = (
    r"(?!.{0,100}(?:[\"“:¥$€£]|\b(?:that|as|only|nothing|any|every|all|"
    r"instead|whatever|users?|yes|no|verbatim)\b))"
)
_ROLES: Final = (
    r"(?:manager|director|professor|coach|driver|nurse|editor|teacher|secretary|judge|"
    r"cook|chef|engineer|principal|librarian)"
)
_CALLERS: Final = (
    r"(?:caller|customer|guest|patient|visitor|client|passenger|tenant|parent|member|pupil|student|resident|candidate|"
    r"journalist|reporter|applicant|child|neighbour|neighbor|shopper)"
)
_PEOPLE_OR_MACHINES: Final = (
    r"(?:assistants?|models?|(?:chat)?bots?|ais?|llms?|(?:search|answering|retrieval) (?:systems?|engines?))"
)
_ENGLISH: Final = (
    # Labels of a form, counts of a report.
    rf"^\W*(?:system|developer)s?\s*:(?!.{{0,160}}\b(?:is|are|was|were|will|has|have)\b){_NO_ORDER}",
    r"^\W*assistants?\s*:\s*(?:mr|ms|mrs|dr|prof)\b",
    rf"\bnew (?:tasks?|orders?|requests?|commands?|directives?|instructions?)\s*:(?:\W*[0-9]|\s*see\b|{_NO_ORDER})",
    rf"\bsystem messages?\b(?: \S*[0-9]\S*)?(?!\s*[:>\]])(?:\s*:{_NO_ORDER})?",
    r"\b(?:debug|maintenance|admin|developer) mode\b(?=.{0,60}\b(?:press|hold|tap|lamp|led|button|menu|blinks?|screen|"
    r"setting)s?\b)",
    # What people and programs are for, and what is asked of them.
    rf"\bassistant {_ROLES}\b",
    rf"\b{_PEOPLE_OR_MACHINES} (?:must|shall|should) (?:always )?{_SAY}\b(?: every| all| any)?{_NOTHING_SAID}",
    rf"\b(?:dear|(?:notes?|notices?|messages?) (?:to|for)) (?:all |the |our )*(?:assistants|models)\s*[:,]{_NO_ORDER}",
    rf"\b(?:if|when|whenever|should) (?:an?|the|any|some|your) {_CALLERS}s? (?:asks?|wants?|calls?|"
    r"inquires?|enquires?)\b[^,.;:]{0,60},?(?: (?:please )?(?:answer|reply|respond) as follows)?",
    # What no longer counts is another paper or label, or what was learnt of a matter.
    r"\b(?:ignore|disregard|forget) (?:the |any |these |this |all )*(?:\w+ )?(?:instructions?|rules?|guidelines?|text|"
    r"notes?|above|notice|"
    r"letter|reminder|message) (?:on (?:the|its|your|any)\b|printed\b|at the back\b|if (?:you(?:'ve| have)\b|payment|"
    r"it (?:is|was|has)|already))",
    r"\b(?:forget|ignore) everything (?:that )?you[^.;:]{0,30}? about [^.;:,]{1,40}(?:[,.!]?[\"”’]|\W*$)",
    r"\b(?:trust|believe|accept|use) (?:only )?this (?:document|page|file|form|text) (?:only )?(?:if|unless|for|when|until|"
    r"as long as)\b",
    r"\btreat this (?:file|document|page|text|statement|paragraph) as (?:strictly |highly )?(?:confidential|secret|private|"
    r"personal|urgent|final|"
    r"(?:an? )?(?:draft|example))\b",
    r"\b(?:cite|quote|mention) (?:any )?sources? (?:older|newer|without|from|published|before|after|not|that (?:are|is|"
    r"have))\b",
    r"\bfrom now on\b.{0,60}? to be (?:reported|given|stated) in (?!.{0,20}(?:[\"“:]|answer))",
)
_NO_ORDER_JA: Final = (
    r"(?![^。]{0,100}(?:あなた|私|無視|忘れ|答え|回答|返答|述べ|従|返[すし]|"
    r"書き|書け|書く|出力|ください|下さい|せよ|しろ|なさい|ます|です|だと|と言|報告|て(?:。|$)))"
)
_NOT_SAID_JA: Final = r"(?![^。]{0,100}(?:と(?:答え|回答|返答|述べ|言|伝え|出力|返)|無視|忘れ|従))"
_JAPANESE: Final = (
    # Labels of a form, counts of a report.
    rf"^\W*(?:システム|開発者)[:：](?![^。]{{0,100}}(?:は|である)){_NO_ORDER_JA}",
    rf"新(?:しい|たな)(?:指示|命令|タスク|依頼|要求|要望|メッセージ|リクエスト|クエリ)[:：](?:\W*[0-9]|{_NO_ORDER_JA})",
    rf"システムメッセージ(?:は|を){_NOT_SAID_JA}",
    r"(?:開発者|管理者|デバッグ|メンテナンス)モード(?=[^。]{0,100}(?:押|長押し|ボタン|ランプ|画面|メニュー|設定|点滅|点灯))",
    # What people and programs show, and what no longer counts is a label.
    r"[「『][^」』]{1,40}[」』]と表示(?:する|して|させ)(?![^。]{0,100}(?:回答|答え|質問|ユーザー|利用者))",
    rf"アシスタント(?:の(?:皆|方)[^。、:：]{{0,4}}|各位)(?:へ|に)[:：]{_NOT_SAID_JA}",
    r"(?:ラベル|看板|標識|画面|掲示|箱|包装|旧版|以前の版|前の版)の(?:指示|説明|案内|ルール)",
    # Staff are asked by those they serve: that it is to be said, `told_to_say` knows.
    r"(?:お客|顧客|患者|来場者|来館者|会員|取引先|保護者|住民)(?:様|さま|さん|の方|の皆様)?(?:に|から)"
    r"[^。]{0,30}?(?:聞かれ|質問され|尋ねられ|問われ)た(?:ら|場合は?|とき|時|際)",
)
# How an answer is handed in, and who gave which.
_HANDED_IN: Final = (
    r"\byour (?:answers?|responses?|reply|replies|outputs?) (?:must|should|shall|has to|is to) (?:reach|arrive|fit|"
    r"not exceed|be "
    r"(?:written|sent|submitted|made|received|signed|handed|returned|legible|given|in|on|at|by|an? \w+ (?:file|table|page|"
    r"letter))\b)"
    r"(?!.{0,80}(?:[\"“:¥$€£]|\bas\b|\bthat\b))",
    r"\b(?:reply|respond|answer) with (?:your|the (?:enclosed|attached|completed)|details|an? (?:signed|completed))\b",
    r"\banswers? to (?:every|all|each) questions? (?:is|are|can be|will be) (?:on|in|at|found|given|printed)\b",
    r"\b(?:outputs?|completions?|responses?) (?:for|to) (?:every|each|any|all) (?:quer(?:y|ies)|requests?|prompts?) (?:is|"
    r"are|was|were) "
    r"(?:logged|stored|kept|counted|measured|sent|checked)\b",
    r"(?:回答|答え|解答)は(?:必ず|すべて)[^。]{0,10}?[「『][^」』]{0,40}[」』](?:か|または|もしくは|、)[^。]{0,100}(?:記入|選|丸|○|印)",
    r"[」』]と(?:お答えになっ|答え|回答し)た(?=方|人|者|場合|企業|学校|のは|割合|世帯)",
    r"\bnotices? (?:to|for) (?:all )?assistants?\s*:",
    r"新(?:しい|たな)指示[:：][^。]{0,8}(?:参照|ページ|章|件)",
)
_ORDINARY: Final = re.compile(
    "|".join(f"(?:{kind})" for kind in (*_HANDED_IN, *_ENGLISH, *_JAPANESE)), re.IGNORECASE
)
_FORMAL: Final = re.compile("|".join(f"(?:{kind})" for kind in _HANDED_IN), re.IGNORECASE)


def without_ordinary(folded: str) -> str:
    """Return a folded sentence without the words that only look like an order; a long one as it is from there on."""
    return _ORDINARY.sub(" ", folded)


def without_handing_in(folded: str) -> str:
    """Return a folded sentence without what says how an answer is handed in: nobody is told what to say by it."""
    return _FORMAL.sub(" ", folded)
