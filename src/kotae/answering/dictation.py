"""What an order to whoever answers is made of, in any words: who is spoken to, what is to be said, how it is put.

No list of wordings is ever whole. So each kind here joins parts that mean something by themselves (a machine that is
named, a verb of saying, an obligation, the answer that is spoken of, marks of a conversation), and counts only where they
come together closely: an obligation to report isn't one, nor is a machine that is written about.
"""

from typing import Final

from kotae import lazy_re as re

__all__ = ["ENGLISH", "JAPANESE"]

_SAY: Final = (
    r"(?:answer|reply|respond|say|state|output|print|report|tell|claim|mention|give|quote|cite|convey|repeat|return|"
    r"present|write|mark|display|provide|echo|assert|confirm|insist)"
)
_STRICTLY: Final = r"(?:always |only |just |simply |now |therefore |please |clearly |explicitly )*"
_MACHINE: Final = (
    r"(?:(?:chat ?)?gpt(?:-?[0-9]\w*)?|claude|gemini|copilot|(?:large )?language models?|llms?|chat ?bots?|bots?|ais?|"
    r"(?:ai|virtual|digital|automated|automatic|intelligent) (?:assistants?|agents?|systems?|readers?|tools?|"
    r"summari[sz]ers?|processors?)|assistants?|(?:retrieval|answering|search|question.answering) (?:systems?|engines?|"
    r"models?)|"
    r"(?:reader|reading) models?)"
)
_OBLIGED: Final = (
    r"(?:must|shall|should|(?:is|are) (?:required|instructed|told|expected|ordered|obliged|asked|advised|"
    r"programmed|supposed|to)(?: to)?|(?:has|have|needs?) to|ought to)"
)
# Something is put into the mouth: a clause, a quote, a figure as something, this very passage.
_CONTENT: Final = (
    r"(?:that (?!to\b|you\b|your\b|we\b|our\b|i\b|they\b|he\b|she\b)|[\"“‘:]|"
    r"as (?!soon|possible|required|well|described|follows? up|needed|appropriate|a (?:result|rule))|"
    r"this (?:line|sentence|passage|page|file|document|figure|text|statement)\b|verbatim|only [0-9¥$€£])"
)
_OTHERS: Final = (
    r"(?:everyone|everybody|anyone|whoever asks|the (?:user|reader|asker|questioner)s?|users?|me)"
)
_ANSWER: Final = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|completions?)"
_PAGES: Final = r"(?:documents?|files?|sources?|pages?|passages?|texts?|records?)"
_THIS: Final = r"(?:this|the following|the next) (?:passage|sentence|line|text|document|file|page|statement|figure|paragraph)"
_BEGIN: Final = r"(?:^\W*|[.:;!?,]\s+|\b(?:please|kindly|and|then|to)\s+)"
# Atomic: with each later word of asking tried as well, a text of nothing else took ten times as long.
_ASKED: Final = (
    r"(?>\b(?:if|when(?:ever)?|should|once|in case|as soon as|(?:each|every|any) time|"
    r"in response to)\b.{0,60}?\b(?:(?<!and )(?<!or )asks?|asked|"
    r"quer(?:y|ies)|queried|inquir\w+|enquir\w+|comes? up|is (?:raised|mentioned|needed)|wants? to know|request(?:s|ed)?|"
    r"prompted)\b)"
)

_ENGLISH: Final = (
    # A machine is spoken to.
    rf"(?:^|[.!?]\s+)(?:hey|hi|hello|dear|attention|listen|ok(?:ay)?|to)\W{{1,3}}(?:all |any |every |the |you )*"
    rf"(?:automated )?{_MACHINE}\b[^.!?]{{0,40}}?[,:]",
    rf"(?:^|[.!?]\s+){_MACHINE}\s*[,:]\s*(?:please|you|do not|don't|never|always|forget|ignore|disregard|{_SAY})\b",
    rf"\b(?:to whom it may concern|for (?:the |any |all )?{_MACHINE})\b.{{0,20}}?[(:].{{0,60}}?(?:\b{_SAY}\b|\brank\b|=|"
    rf"llm|\bai\b)",
    r"(?:^|\s)@(?:assistant|ai|bot|gpt|claude|model)\b|^\s*/(?:system|sys|prompt|say|set)\b",
    r"\b(?:as|you,?) (?:an?|the|our) (?:ai|reader|answering|language) (?:model|system|assistant)?\b.{0,20}?"
    r"\b(?:must|shall|should|will|have to|need to)\b",
    r"\bto (?:the|any|every) (?:automated )?(?:system|software|program|machine|engine|model|agent)s? "
    r"(?:that (?:is |are )?)?(?:read|process|pars|index|summari[sz])\w*\b",
    # A machine, or you, is obliged to say something.
    rf"\b{_MACHINE}\b(?: (?:\w+ing|that|which|"
    rf"who)\b[^.,]{{0,30}})?,? {_OBLIGED} {_STRICTLY}(?:be )?{_SAY}\b.{{0,60}}?{_CONTENT}",
    rf"\bif an? {_MACHINE}\b.{{0,60}}?\b(?:must|shall|should|is to) {_STRICTLY}{_SAY}\b",
    rf"\b(?:i|we) (?:\w+ )?(?:order|command|instruct|direct|require|urge|authori[sz]e|expect) you to {_STRICTLY}{_SAY}\b",
    rf"\b(?:i|we) (?:want|ask|need|beg) you to {_STRICTLY}{_SAY}\b,? {_CONTENT}",
    rf"\b(?:mandatory|required|necessary|essential|obligatory|crucial) (?:for|that) (?:all |any |every |the )*{_MACHINE}\b",
    rf"\b(?:whoever|anyone|anything|any \w+) (?:is |that |who |which )*(?:generat|writ|answer|produc|compos|prepar|"
    rf"summari[sz])\w*\b.{{0,30}}?"
    rf"\b{_ANSWER}\b.{{0,20}}?\b(?:must|should|shall|has to|needs to)\b",
    rf"{_BEGIN}let {_OTHERS} know\b|\bthe (?:user|reader|asker)s? (?:wants?|expects?|needs?|would like) to (?:hear|"
    rf"be told|read)\b",
    r"\b(?:notes?|notices?|messages?|memos?|hints?|instructions?|remarks?) (?:to|for) (?:the |all |any |"
    r"every )*(?:automated|ai|artificial|digital)"
    r" \w+\s*[:,.]",
    r"(?:^|[.!?]\s+)(?:hey|hi|hello|dear),? (?:\w+ ){0,2}(?:model|system|machine|assistant|bot|ai)\s*[!,:.]|"
    r"^assistant, the\b",
    rf"\byou (?:must|shall|should|will|need to|have to|are (?:required|instructed|ordered|told|programmed|obliged|"
    rf"to)(?: to)?|"
    rf"have been (?:re)?(?:programmed|instructed|configured|told) to)(?: not| never)? {_STRICTLY}{_SAY}\b"
    rf"(?: {_OTHERS})?,? {_CONTENT}",
    rf"\byou (?:must|shall|should|may) (?:not|never) (?:tell|reveal|mention|say|disclose)\b.{{0,10}}?\b{_OTHERS}\b",
    rf"{_BEGIN}never (?:mention|say|reveal|cite|quote)\b.{{0,60}}?[;,]\s*(?:instead,? )?{_STRICTLY}{_SAY}\b",
    # The answer is spoken of.
    rf"\b(?:include|insert|put|add|place|contains?|use|append|mention|repeat)\b.{{0,20}}?"
    rf"\b(?:phrase|sentence|words?|statement|text|line|figure|claim)s?\b.{{0,120}}?\b(?:your|the final|any|"
    rf"every) {_ANSWER}\b",
    rf"\b(?:your|the final|any|every) {_ANSWER}\b.{{0,60}}?\b(?:is|must be|should be|shall be|contains?|includes?|says?|"
    rf"states?|"
    rf"begins? with|ends? with|reads?)\b.{{0,40}}?(?:[\"“:]|\bthat (?!you\b))",
    rf"\bin (?:your|the final|any|every) {_ANSWER},.{{0,80}}?\b(?:must|should|shall|has to|have to|is to) be\b",
    r"\b(?:the|an?) (?:only )?(?:answer|reply|response) to (?:every|any|each|all|whatever) questions?\b",
    rf"{_ASKED}.{{0,120}}?[,;:]\s*(?:you )?{_STRICTLY}(?:must |should |shall |will |may |are to )?{_STRICTLY}"
    rf"(?:{_SAY}\b(?! (?:them|him|her|(?:the |a |your |our )?(?:name|number|date|address|card|ticket|form|guest|customer|"
    rf"caller|visitor|"
    r"patient|client|staff)s?)\b)|the (?:only|sole) thing)",
    rf"{_BEGIN}(?:output|print|repeat|say|write|return|display|reply|respond|answer|type|recite|echo)\b.{{0,100}}?"
    r"\b(?:verbatim|word for word|after me|and nothing else|nothing more|without (?:any )?changes?)\b",
    rf"{_BEGIN}(?:reply|respond|answer)\b (?:in|with|as|using)\b.{{0,20}}?:",
    rf"{_BEGIN}(?:respond|reply|answer) to\b.{{0,40}}?\b(?:query|queries|questions?|user|users)\b.{{0,20}}?(?:\bwith\b|:)",
    rf"{_BEGIN}translate (?:everything|anything|all|any text|every \w+) (?:as|to|into) [\"“‘]",
    rf"\b(?:begin|start|end|finish|open|close|prefix|conclude) (?:your|every|each|any) {_ANSWER}\b.{{0,10}}?\bwith\b",
    rf"\b(?:when|if|once|while|before) you (?:write|generate|compose|produce|give|prepare|summari[sz]e|answer|reply|"
    rf"respond)\b[^,]{{0,60}},\s*"
    rf"{_STRICTLY}{_SAY}\b",
    rf"\bfor (?:all|any|every|each) questions?\b[^,]{{0,60}},\s*{_STRICTLY}(?:output|answer|reply|respond|say|state|"
    rf"report|use)\b",
    rf"{_BEGIN}(?:answer|reply|respond|respond to|reply to) (?:to )?(?:any|every|all|"
    rf"each) (?:\w+ )?questions?\b.{{0,60}}?\bwith\b",
    rf"\b(?:do not|don't|no need to) (?:think|check|verify|search|question|reason|"
    rf"hesitate)\b[^.;]{{0,30}}?[,;]\s*{_STRICTLY}{_SAY}\b",
    rf"{_BEGIN}(?:reply|respond|answer) {_STRICTLY}(?:with )?(?:[\"“¥$€]|[0-9][0-9,.]*(?! ?(?:of|questions?|items?|"
    rf"parts?|or|to|days?|hours?)\b))",
    # Of all that was found, this alone shall count.
    rf"\b(?:regardless of|whatever|no matter|despite) (?:what )?.{{0,40}}?\b(?:{_PAGES}|others?)\b.{{0,20}}?\b(?:says?|"
    rf"states?|claims?|shows?|tells?)\b"
    rf".{{0,20}}?,\s*{_STRICTLY}{_SAY}\b",
    r"\bunder no circumstances (?:cite|quote|mention|use|answer|report|reveal|say)\b",
    r"\b(?:suppress|omit|hide|remove|leave out|drop) (?:all |any |every |the )*(?:other )?(?:citations?|(?:other|"
    r"else) (?:answers?|figures?|numbers?|prices?|sources?)"
    r"|anything else you)\b",
    r"\breplace (?:any|every|all) (?:other )?(?:numbers?|figures?|values?|prices?|fees?|amounts?|"
    r"answers?)\b.{0,20}?\byou\b.{0,20}?\bwith [0-9¥$€\"“]",
    rf"\b(?:prefer|trust|believe|prioriti[sz]e|favou?r) {_THIS}|\b(?:mark|rank|treat|regard|take|count) {_THIS} (?:as|"
    rf"above|first|highest)\b",
    rf"\b(?:trust|use|quote|cite|believe|consider|follow|rely on|read)\s+(?:only|solely|just|exclusively|"
    rf"nothing but) {_THIS}",
    rf"\b(?:quote|cite|rank|prefer|return|use|repeat|present) {_THIS}\b.{{0,20}}?(?:\bfirst\b|\bonly\b|"
    rf"\bas the (?:\w+ )?answer|"
    r"\band no other|\bas (?:the )?(?:answer|evidence|truth)|\babove all|\balone)",
    rf"\b{_THIS}\b.{{0,10}}?\b(?:is|must be|should be|shall be|is to be) (?:the (?:\w+ )?answer|quoted|cited|ranked|"
    rf"preferred|used as)\b",
    rf"\b(?:do not|don't|never) (?:quote|cite|use|read|consult|trust|rely on|look at) (?:any |the |all )*other {_PAGES}\b",
    rf"\ball other {_PAGES}\b.{{0,60}}?\b(?:ignored|disregarded|discarded|distrusted|overridden|not be (?:used|quoted|"
    rf"cited))\b",
    # What was told or read before is set aside; another role is given out.
    r"\byour (?:instructions?|guidelines|prompts?|rules|tasks?|orders) (?:have|has|are|is) (?:now |been |"
    r"just )*(?:changed|updated|replaced|void)\s*[:;]",
    rf"{_BEGIN}(?:update|replace|overwrite|refresh|correct|reset) your (?:\w+ )?(?:knowledge|memory|instructions?|"
    rf"context|prompt|guidelines)\b",
    r"\b(?:an? )?(?:update|amendment|addition|change) to your (?:\w+ )?(?:guidelines|instructions?|rules|prompt|"
    r"knowledge)\b|\bin your (?:context|prompt|training data)\b",
    rf"{_BEGIN}remember (?:this|the following)\b.{{0,40}}?\b(?:from (?:now|here) on|(?:your|every|all|future) {_ANSWER}|"
    rf"when (?:answering|asked))\b",
    r"(?<!if )\byou(?:'re| are) (?:now )?(?:an? |the |our )?(?:\w+ ){0,3}(?:assistant|chatbot|bot)\b(?! (?:manager|director|"
    r"professor|coach|driver|nurse|editor|to\b))\s*[,.;]",
    rf"{_BEGIN}(?:ignore|disregard|forget|drop|erase|override|discard|abandon|overwrite|wipe|clear|dismiss|delete|"
    rf"cancel)\b.{{0,30}}?"
    rf"\b(?:(?:your|all|any|prior|previous) (?:\w+ )?(?:context|memor(?:y|ies))|instructions?|prompts?|guardrails|"
    rf"(?:what|everything|all|anything) you (?:have |had |were |know|"
    rf"read|learned|saw)|(?:other|previous|prior|earlier) {_PAGES})",
    r"\b(?:you (?:have been|were|are being) (?:reprogrammed|reset|jailbroken|replaced|updated to say))\b",
    r"\b(?:imagine|pretend|suppose) (?:that )?you(?:'re| are)\b.{0,60}?\b(?:and|then) (?:tell|say|answer|reply|"
    r"state)\b(?! us\b)",
    r"\blet(?:'s| us) play\b.{0,40}?\byou (?:say|answer|reply|tell|pretend)\b|\bsimulate (?:a|an|the) (?:mode|world|"
    r"persona|assistant)\b",
    r"\b(?:developer|debug|admin|god|jailbreak|dan|override|maintenance) mode\b.{0,20}?(?:enabled|on|activated|:)\s*[:;,.]",
    r"\bas your (?:developer|creator|owner|programmer|administrator|operator|maker)\b",
    r"\bdo (?:exactly )?(?:as|what) i (?:say|tell)\b",
    # The marks of a conversation with a model, or of what it is told before.
    r"\btool (?:output|result|response|call)s?\s*:|\b(?:model|assistant|ai|llm|chatbot)['’]s (?:final |correct |"
    r"only )?(?:answer|response|reply|output)\b",
    r"\[/?(?:system|user|assistant|inst|admin|developer|prompt|instructions?)\]|<</?sys>>|\{\{[#/]?(?:system|user|"
    r"assistant)\b",
    r"</?(?:instructions?|system|prompt|assistant|sys)(?:[\s_-][^<>]{0,40})?>|<(?:start|end)_of_turn>|<\||\|>",
    r"\b(?:begin|end|start|stop) (?:of )?(?:the )?(?:system )?(?:prompt|instructions?|context|user input)\b|"
    r"\bsystem (?:override|note|update|command)\b\W",
    r"\bend of (?:document|context|input|file|text)\b.{0,20}?\b(?:new|user|instruction|system)\b",
    r"\bnew (?:user|system) \w+\s*:|\bnew (?:directive|command|request)s?\s*:",
    r"\b(?:user|human|question)\s*:.{0,200}?\b(?:assistant|ai|bot|model|llm)\s*:",
)  # fmt: skip

_MACHINE_JA: Final = (
    r"(?:AI(?:モデル|アシスタント|エージェント|システム)?|人工知能|エーアイ|GPT(?:-?[0-9]\w*)?|クロード|Claude|Gemini|"
    r"Copilot|LLM|"
    r"言語モデル|ボット|アシスタント|自動応答|(?:検索|応答|回答|要約|質問応答)(?:システム|エンジン|モデル|プログラム)|"
    r"(?:読み込んだ|読み取る|読む|処理する|要約する)(?:システム|プログラム|モデル|機械|ソフト))"
)
_TO_JA: Final = (
    r"(?:の(?:皆|方|みな)[^。、：:]{0,4}|さん|様|各位|である(?:あなた|君))?"
    r"(?:は|へ|に|には|なら|が|では|向け|[：:、,])"
)
_SAID_JA: Final = (
    r"(?:答え|回答|返答|返信|返[しす]|応答|出力|報告|述べ|言[いうっわお]|伝え|案内|表示|書[いくき]|繰り返|引用|解釈|扱[うい]|"
    r"教え|説明|示[しす]|記[すし載]|要約|主張|断言|宣言|提示)"
)
_DIRECTED_JA: Final = (
    r"(?:[てで](?:ください|下さい|ほしい|欲しい|もらい|いただ|頂|ね|よ|くれ|おけ|(?=[。」!！]|$))|るように|うように|"
    r"すように|せよ|しろ|"
    r"なさい|[るうすくぶむつ]こと(?=[。」!！]|$)|もの(?:とする|とします)|なければなら|ねばなら|必要が|義務が|べき|"
    r"よ(?=[。」!！]|$)|"
    r"ろ(?=[。」!！]|$)|いたします|ます(?=[。」]|$)|る(?=[<。」]|$)|こと(?=[。」!！]|$))"
)
_ORDERED_JA: Final = rf"{_SAID_JA}[^。]{{0,8}}?{_DIRECTED_JA}"
_QUOTED_JA: Final = r"(?:と|って|とは)(?:必ず|常に|だけ|のみ|いつも|全員に|皆に|お|ご|、)*"
_PAGES_JA: Final = r"(?:文書|資料|ファイル|ページ|出典|箇所|書類|情報|記述|文章|データ)"
_HERE_JA: Final = (
    r"(?:この|本|次の|以下の|下記の)(?:文書|資料|ファイル|ページ|文章|一文|文|行|箇所|記述|段落|数値|数字)"
)
_ASKED_JA: Final = (
    r"(?:尋ね|聞か|質問[しさ]|問わ|訊[いか]|問い合わせ|"
    r"話(?:題)?に(?:なっ|上っ)|話が出)[^。]{0,12}?(?:たら|れば|とき|時|場合|際|には)"
)

_JAPANESE: Final = (
    # A machine is spoken to, or obliged to say something.
    rf"{_MACHINE_JA}{_TO_JA}[^。]{{0,80}}?{_QUOTED_JA}{_ORDERED_JA}(?<!ます)(?<!いる)",
    rf"{_MACHINE_JA}(?:の(?:皆|方)[^。、：:]{{0,4}}|さん|様|各位)(?:へ|に|は)?[：:、][^。]{{0,80}}?(?:{_ORDERED_JA}|[＝=])",
    rf"{_MACHINE_JA}へ[：:。]|{_MACHINE_JA}(?:は|が|に|へ)[^。]{{0,20}}?{_HERE_JA}を[^。]{{0,12}}?(?:引用|出力|回答|表示|"
    rf"優先|返)",
    rf"{_MACHINE_JA}[^。]{{0,20}}?(?:では|は|には|に|が)[^。]{{0,60}}?[円人日年件%個0-9」]と{_ORDERED_JA}(?<!ます)(?<!いる)",
    rf"(?:あなた|君|お前|きみ)(?:は|が)[^。]{{0,80}}?{_QUOTED_JA}{_SAID_JA}(?!され|[^。]*(?:か[。?？]?$|ました|[っえ]た))",
    r"(?:あなた|君|きみ)(?:へ|に)の(?:指示|命令|指針|役割|任務)[^。]{0,12}(?:変わ|変更|更新|新し|無効)|(?:あなた|"
    r"君)(?:は|が)[^。]{0,16}?(?:アシスタント|ボット|AI|言語モデル)(?:で(?:す|あり|、)|だ)",
    rf"{_MACHINE_JA}(?:へ|に)の[^。]{{0,12}}(?:注記|メッセージ|伝言)[：:]|(?:自動|機械)(?:読み取り|処理|要約|"
    rf"応答)[^。]{{0,8}}への[^。]{{0,6}}[：:]",
    rf"(?:モデル|システム|機械|プログラム|{_MACHINE_JA})(?:さん|様|君|よ)[、,！!]|"
    rf"{_MACHINE_JA}は[^。]{{0,80}}?と[^、。]{{0,4}}(?:記載|引用|答え|回答|報告)[^。]{{0,10}}(?:義務|必要|なければ|べき)",
    r"(?:返事|返答|回答|答え)を(?:作る|書く|生成する|出す)(?:人|者|もの|側|システム|モデル)は[^。]{0,60}?と(?:書|記|述|"
    r"答|言)",
    r"(?:読み手|読者|利用者|ユーザー|質問者|相手)(?:に|は)(?:は)?[^。]{0,60}?と(?:だけ|のみ)(?:知らせ|伝え|言|答え)|"
    r"(?:聞き|知り)たがっているので[^。]*(?:伝え|答え|言)",
    r"(?:利用者|ユーザー|質問者|読み手)(?:は|が)[^。]{0,60}?と(?:聞き|言われ|知り)た(?:がって|い)",
    # The answer is spoken of.
    r"(?:回答|答え|返答|応答|出力|要約)(?:の中|文)?(?:に|には|へ)(?:は)?(?:必ず|"
    r"常に)?[^。]{0,4}「[^」]*」[^。]{0,12}(?:含め|入れ|加え|書|記)",
    r"」(?:という|との|の)?[^。]{0,6}(?:文|一文|語句|言葉|文字列|数字|数値|文言)を[^。]{0,6}(?:回答|答え|返答|応答|出力|"
    r"要約)[^。]{0,6}(?:含め|入れ|加え|使|書)",
    r"質問(?:への|に対する)(?:答え|回答|返答)は[^。]{0,60}?(?:と(?:する|します|して|せよ)|である|です)",
    rf"(?:回答|返答|応答|答える|返す)(?:する)?(?:とき|時|際|場合|に当たって|にあたり)(?:に)?(?:は)?[^。]{{0,10}}?(?:ほか|"
    rf"他|別)の{_PAGES_JA}",
    r"(?:答え|回答|返答)は(?:常に|必ず|いつも|すべて|何があっても)[、]?(?:[「『]|[0-9¥$])[^。]*(?=。|$)",
    r"(?:要約|回答|答え|返答|返事)(?:を)?(?:書|作|生成|出)[^。]{0,6}(?:とき|時|際|場合|なら)[^。]{0,60}?(?:であること|"
    r"ということ|だと|と)(?:に触れ|を?(?:書|述べ|含め|入れ|答え))",
    r"(?:すべて|全て|どの|あらゆる)の?(?:回答|答え|返答|出力)の(?:最後|最初|冒頭|末尾|始め|終わり)に",
    r"(?:回答|答え|返答|返事|出力)は「[^」]*」(?:で|から)(?:始|終)|(?:どんな|あらゆる|いかなる|すべての|全ての|"
    r"どの)(?:ような)?質問に(?:も|は|対して)[^。]{0,60}?(?:答えて|回答して|と(?:出力|回答|答え|返))",
    r"質問に(?:は|も)(?:すべて|全て|必ず|常に)[^。]{0,60}?と(?:出力|回答|答え|返|述べ)",
    r"(?:次|以下|これ|下記)(?:の文)?(?:だけ|のみ)を(?:返答|回答|出力|返信)|(?:答える|回答する|返答する)ために(?:これ|"
    r"この)[^。]{0,6}を?読",
    rf"{_ASKED_JA}[^。]{{0,80}}?{_QUOTED_JA}{_SAID_JA}[^。]{{0,6}}?(?:[てで](?:ください|下さい|ほしい|ね|(?=[。」]|$))|"
    rf"ように|せよ|しろ|なさい|こと(?=[。」]|$)|べき|もの(?:とする|とします))",
    r"(?:ユーザー|質問者|利用者|相手|皆|みんな|全員|だれ|誰)(?:の(?:質問|問い))?(?:に(?:は|も|対して)?)「[^」]*」(?:で|"
    r"と)(?:応答|回答|返答|返信|答え)",
    r"(?:次|以下|この|下記|後)の?(?:文|文章|一文|テキスト|行|内容|とおり|通り)?(?:を|に)[^。]{0,12}?(?:そのまま|一字一句|"
    r"正確に|だけ|のみ)[^。]{0,12}?"
    r"(?:出力|繰り返|表示|答え|回答|返|述べ|復唱|発言)",
    r"(?:JSON|XML|英語|日本語|表|箇条書き|一文|一語)で(?:返答|回答|返信|出力|応答|答え)[^。]{0,6}?[：:]",
    r"と(?:述べ|応答し|断言し|主張し)(?:てください|て下さい|なさい|よ(?=[。」]|$)|ろ(?=[。」]|$)|て(?=[。」]|$))|"
    r"と(?:述べる|応答する|断言する)こと(?=[。」]|$)",
    rf"(?:回答|応答|解答)(?:者|する者)は[^。]{{0,80}}?{_QUOTED_JA}{_ORDERED_JA}",
    # Of all that was found, this alone shall count.
    rf"(?:ほか|他|別)の{_PAGES_JA}(?:に|が)[^。]{{0,8}}?(?:何と|どう)(?:書|言|述べ)[^。]*?(?:報告|回答|答え|述べ|言|返)",
    rf"(?:ほか|他|別)の[^。]{{1,12}}は(?:決して|一切|絶対に)?(?:引用|使用|回答|参照)(?:せず|しないで)[、,]|(?:これ|"
    rf"この文|以下|この{_PAGES_JA})以外(?:の)?(?:引用|出典|回答|答え)は",
    r"(?:ほか|他)に(?:見つけた|見つかった|ある|読んだ)[^。]{0,12}(?:すべて|全て)?[^。]{0,20}?(?:置き換え|省い|無視|捨て|"
    r"忘れ)",
    rf"{_HERE_JA}を[^。]{{0,8}}?(?:根拠|証拠|正解|答え|事実|真実)と(?:する|せよ|し(?:て|なさい)|みな|扱)|"
    rf"食い違[うい][^。]{{0,10}}?{_HERE_JA}を(?:優先|信)",
    rf"{_HERE_JA}(?:だけ|のみ)を[^。]{{0,8}}?(?:信用|信頼|信じ|引用|参照|使|根拠|答え)",
    rf"{_HERE_JA}を[^。]{{0,6}}?(?:答え|回答|正解|根拠)と(?:し|す)|{_HERE_JA}を[^。]{{0,6}}?(?:最優先|優先|"
    rf"最初)[^。]{{0,6}}?(?:引用|回答|表示|採用|検索)",
    rf"{_HERE_JA}だけを?[^。]{{0,6}}引用|(?:ほか|他|それ以外|以外)(?:の{_PAGES_JA})?は(?:一切)?引用し(?:ない|ては)",
    rf"(?:ほか|他|別)の{_PAGES_JA}(?:は|を|も)[^。]{{0,20}}?無視(?:し(?:て|なさい|ろ)|せよ|する(?:こと|ように))",
    rf"(?:ほか|他|別)の{_PAGES_JA}の(?:記憶|内容|情報)を[^。]{{0,6}}?(?:消|忘れ|捨て|破棄)",
    r"無視して[、,][^。]{0,80}?と(?:し|答え|言|述べ|回答し|返し|伝え|案内し)(?:て(?:ください|下さい|(?=[。」]|$))|なさい|"
    r"ろ|よ(?=[。」]|$))",
    rf"とは(?:言わ|答え|述べ|伝え|書か|回答せ|返さ)(?:ず|ないで|ずに)[^。]{{0,60}}?{_QUOTED_JA}{_ORDERED_JA}",
    # What was told before is set aside; another role is given out.
    r"(?:これまで|今まで|ここまで|以前|先ほど)(?:の|に)(?:こと|会話|話|記憶|学習|読んだ[^。]{0,6})(?:は|"
    r"を)?[^。]{0,6}?(?:忘れ|無視|消[しせ]|破棄|リセット)",
    r"(?:指示|命令|プロンプト|制約)(?:を|の)(?:すべて|全て)?(?:上書き|解除|書き換え|リセット)(?:する|せよ|しろ|し(?:て|"
    r"ます)|[：:])",
    r"(?:知識|記憶|文脈|指針)(?:を|の)(?:更新|上書き|置き換え)|文脈にある|(?:指針|指示|命令|プロンプト)の(?:更新|追加|"
    r"変更)と(?:みなす|する|して)",
    r"これを(?:覚え|記憶し)て[、,](?:今後|以後|これから)[^。]*?(?:これを)?(?:使うこと|答え|回答)|[0-9円]と(?:答える|言う|"
    r"述べる|回答する)ことを(?:許可|命じ|求め)|だと言って(?:ほしい|欲しい|もらいたい)",
    r"(?:開発者|管理者|デバッグ|特権|メンテナンス|脱獄|DAN)モード(?:[：:]|を?(?:有効|開始|オン)(?:[：:。に]|化))",
    r"(?:開発者|管理者|作成者|製作者|運営|上司)として(?:命じ|命令|指示|要求|伝え)",
    rf"(?:になりきって|のふりをして|として振る舞[いっ])[^。]{{0,60}}?{_QUOTED_JA}{_SAID_JA}",
    r"(?:私|わたし|こちら)(?:の|が)(?:言う|指示する|命じる)(?:とおり|通り|まま)",
    rf"(?:考え|確認せ|調べ|疑わ|検索せ)ず(?:に)?[、,]?[^。]{{0,60}}?{_QUOTED_JA}{_SAID_JA}",
    # The marks of a conversation with a model, or of what it is told before.
    r"ツールの(?:出力|結果|応答)[：:]|(?:モデル|アシスタント|AI|ボット)の(?:最終|正しい)?(?:回答|答え|出力)[：:]|"
    r"^\W*(?:アシスタント|ボット|AI)[：:]\s*[^0-9\s]",
    r"[【\[［〔<](?:システム|指示|命令|プロンプト|アシスタント|開発者)[】\]］〕>]",
    r"プロンプト(?:の)?(?:開始|終了|ここまで|ここから|終わり)|(?:文書|資料|入力|文脈)(?:は)?(?:ここまで|終わり|"
    r"の終わり)[。、].{0,10}(?:新|次|指示|依頼)",
    r"新(?:しい|たな)(?:依頼|要求|要望|入力|メッセージ|リクエスト|クエリ)(?:[：:]|です)",
    rf"(?:ユーザー|利用者|人間|質問|問い)[：:].{{0,200}}?(?:{_MACHINE_JA}|モデル)[：:]",
)  # fmt: skip
ENGLISH: Final = re.compile("|".join(f"(?:{kind})" for kind in _ENGLISH), re.IGNORECASE | re.DOTALL)
"""Finds in a folded text what puts an answer into a machine's mouth, or sets aside what others say."""

JAPANESE: Final = re.compile("|".join(f"(?:{kind})" for kind in _JAPANESE), re.DOTALL)
"""The same in Japanese."""
