"""Orders that show whom they are meant for: who composes an answer, a machine that reads along, who was told things before.

Beside :mod:`kotae.answering.dictation`, whose kinds join a machine with something that it is to say. Here nothing needs to
be said: the one who is spoken to is enough where it can be nobody else.
"""

from typing import Final

from kotae import lazy_re as re

__all__ = ["ENGLISH", "JAPANESE"]

# No assistants, systems or agents: people and machines of an office are called so.
_MACHINE: Final = (
    r"(?:(?:chat ?)?gpt|(?:large )?language models?|llms?|chat ?bots?|bots?|ais?|"
    r"(?:ai|artificial|automated|digital|virtual) (?:assistants?|agents?|systems?|readers?|models?|intelligence))"
)
_COMPOSING: Final = r"(?:answer|respond|reply|summari[sz]|generat|compos)ing"
_ANSWER: Final = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|completions?)"
_THIS: Final = (
    r"(?:this|these|the following) (?:\w+ )?(?:passage|sentence|line|text|document|file|page|"
    r"statement|paragraph|words)"
)
_BEGIN: Final = r"(?:^\W*|[.:;!?,]\s+|\b(?:please|kindly|and|then)\s+)"
_PROGRAM: Final = r"(?:programs?|software|algorithms?|machines?|systems?|scripts?)"
_OBLIGED: Final = (
    r"(?:must|shall|should|(?:has|have|needs?|ought) to|(?:is|are) (?:required |obliged |"
    r"expected |instructed |asked )?to)"
)
_LEAVE_OUT: Final = (
    r"(?:omit|skip|conceal|hide|pass over|suppress|leave\b.{0,30}?\bout|not (?:mention|quote|"
    r"cite|report|name|reveal))"
)
_PRAISE: Final = r"(?:recommend|praise|promote|convince|persuade|advertise|favou?r|endorse|deny|confirm|insist|claim|assert)"

_ENGLISH: Final = (
    # Whoever is a machine, or reads this as one.
    rf"\bif you(?:'re| are| happen to be| turn out to be)(?: an?| the)? {_MACHINE}\b",
    rf"\bif (?:th(?:is|ese)(?: \w+)? (?:is|are)|you are) (?:being |now )*(?:read|processed|parsed|summari[sz]ed|"
    rf"scored|graded|"
    rf"ranked|screened) by (?:an? |the |any )?(?:{_MACHINE}|machine|program|software|algorithm|computer)\b",
    rf"\b(?:should|if|where|when(?:ever)?) (?:an?|any|the|some) (?:{_MACHINE}|algorithm|machine|program|software|computer)\b"
    r".{0,12}?\b(?:screen|read|pars|process|scor|grad|rank|rat|evaluat|summari[sz]|index)\w*\b.{0,12}?\bth(?:is|ese) "
    r"(?:\w+ )?(?:pages?|documents?|texts?|files?|passages?|paragraphs?|reports?|letters?|cvs?|applications?|"
    r"offers?|bids?|tenders?|"
    r"proposals?|essays?|papers?|messages?|mails?)\b.{0,60}?,",
    rf"\b(?:mandatory|required|necessary|essential|obligatory|crucial|imperative) (?:for|that) (?:all |any |every |"
    rf"the |an? )*"
    rf"{_COMPOSING} (?:models?|systems?|engines?|agents?|software|machines?|programs?|party)\b",
    r"\byou,? (?:the one |who |that |are |is |may be |now )+(?:compos|generat|writ|produc|prepar|formulat)ing\b.{0,10}?"
    rf"\b(?:the|this|your|an?) {_ANSWER}\b",
    rf"\b(?:every|any|all|each) (?:automatically |machine-)?(?:generated|automated|automatic|ai|ai-generated) {_ANSWER} "
    rf"(?:must|shall|should|will|(?:is|are) (?:required|obliged|expected|asked|to)(?: to)?) {_PRAISE}\b",
    # Another task, and other words than those it was told before.
    rf"\byour (?:new|only|sole|real|actual|true|one) (?:task|job|role|mission|goal|purpose|objective) (?:is|shall be|"
    rf"will be) "
    rf"(?:now )?to {_PRAISE}\b",
    r"\byou(?:'re| are) no longer (?:an? |the |just |our )*(?:\w+ )?(?:assistant|chat ?bot|bot|ai|(?:language )?model)\b"
    r"(?! (?:manager|director|professor|coach|driver|nurse|editor|teacher|secretary|judge|member|student|to\b))",
    r"\byour (?:\w+ )?(?:guidelines|instructions?|prompts?|guardrails|programming)\b.{0,10}?\b(?:no longer|do not|"
    r"don't|does not) "
    r"(?:apply|count|matter|hold|bind)\b",
    r"\b(?:overrid(?:es?|ing)|supersedes?|replaces?|outranks?|cancels?|takes? precedence over|"
    r"trumps?)\b.{0,40}?\b(?:system prompt|"
    r"(?:what(?:ever)?|anything|everything|all)\b.{0,40}?\b(?:told|instructed|gave|taught) you\b|your (?:operator|"
    r"developer|creator|"
    r"maker|programmer)s?\b)",
    rf"{_BEGIN}(?:reveal|print|repeat|output|disclose|display|recite)\b.{{0,40}}?\b(?:(?:text|words|instructions?|"
    rf"prompt|messages?)\b"
    r".{0,12}?\byou (?:were|have been|got) (?:given|told|shown)|your (?:hidden |initial |original |"
    r"system )+(?:prompt|instructions?|"
    r"message))",
    r"\b(?:treat|regard|take|read|accept|obey|follow)\b.{0,12}?"
    + _THIS
    + r"\b.{0,10}?\bas (?:an? |your |the )*(?:\w+ )?"
    r"(?:commands?|orders?|instructions?|prompt)\b",
    # Who asks shall hear something else, or nothing of this.
    rf"{_BEGIN}(?:don't|do not|never) (?:tell|inform|alert|warn) (?:the |any )?(?:users?|asker|questioner)\b(?!['’])",
    r"\b(?:stop|cease|avoid) (?:quoting|citing|answering|summari[sz]ing)\b.{0,60}?\b(?:and|but)\b.{0,20}?\b(?:send|"
    r"direct|refer|lead|"
    r"point|tell) (?:the |every |any )?(?:users?|readers?|askers?)\b",
    r"\bwhat (?:the |any |all )?other (?:documents?|files?|sources?|pages?|passages?|texts?) (?:say|says|claim|"
    r"claims|state|states|tell|"
    r"tells)\b.{0,10}?[;,:.]\s*(?:only|just) this\b",
    rf"\bin (?:your|the final|any|every|each) {_ANSWER},?.{{0,40}}?\bnever\b.{{0,20}}?\b(?:word|phrase|term|name|"
    rf"figure|number)s?\b",
    # What is condensed here leaves something out, or says what it is told.
    rf"\b(?:whoever|anyone who|anybody who|any \w+ (?:that|which)|an? {_PROGRAM} (?:that|which)) (?:summari[sz]|"
    rf"condens|abridg|"
    rf"paraphras|pars|process|read)\w* (?:this|these)\b.{{0,30}}?\b{_OBLIGED}\b.{{0,30}}?\b{_LEAVE_OUT}",
    rf"\b(?:assistants?|{_MACHINE}|(?:automated|automatic|machine) (?:readers?|parsers?|summari[sz]ers?|"
    rf"processors?)) (?:of|(?:that |which )?"
    rf"(?:read|pars|process|summari[sz]|condens|index|screen)(?:ing|es|s)?) (?:this|"
    rf"these)\b.{{0,30}}?\b{_OBLIGED}\b.{{0,12}}?"
    rf"\b(?:{_LEAVE_OUT}|rank|rate|score|report|state|say|answer|describe|treat|quote|cite)",
    # Who made it lets it do so, what stood before is none, and it is another from here on.
    r"\byour (?:operator|developer|maker|creator|owner|provider|vendor|programmer)s? (?:has|have) (?:lifted|removed|"
    r"waived|withdrawn|"
    r"suspended|relaxed|dropped)\b.{0,60}?\b(?:answer|reply|respond|speak|say|write|talk)\b",
    r"\b(?:everything|all|anything|whatever)\b.{0,12}?\b(?:above|before|until|up to)\b.{0,20}?\b(?:line|sentence|"
    r"point|paragraph|words?)\b"
    r".{0,20}?\b(?:test|joke|rehearsal|fiction|exercise|noise|void)\b",
    r"\b(?:from (?:here|now|this (?:point|line|moment)) on(?:wards?)?|henceforth|hereafter),? you (?:act|speak|behave|"
    r"answer|reply) "
    r"(?:as|like)\b.{0,60}?\b(?:and|to) (?:approve|grant|confirm|agree|accept|answer|say|reply|give|allow|obey|tell)\b",
    # Its rules are broken, whoever asks; what it was given is shown; facts are made.
    rf"{_BEGIN}(?:overrule|violate|disobey|suspend|bypass|circumvent|act against|go against|"
    rf"set aside)\b.{{0,20}}?\byour (?:\w+ )?"
    r"(?:guidelines|instructions?|rules|prompt|polic(?:y|ies)|safety|restrictions)\b",
    rf"{_BEGIN}(?:never |do not |don't )?(?:quote|cite|mention|bring up|say|tell|reveal|show|answer|reply|give|"
    rf"repeat)\b.{{0,80}}?"
    r"\b(?:whatever|no matter what) the (?:user|asker|questioner|reader)s? (?:wants?|asks?|says?|requests?|demands?)\b",
    rf"{_BEGIN}(?:reveal|print|repeat|output|disclose|display|show|list|dump)\b.{{0,40}}?\b(?:documents|instructions|"
    rf"context|"
    r"conversations?|passages|sources)\b (?:that )?you (?:can (?:see|read|access)|have access to|have been given|"
    r"were given|hold)\b",
    r"(?:^\W*|\b(?:feel free to|you (?:may|can|should|must)|please|simply|just)\s+)(?:make up|invent|fabricate|"
    r"hallucinate) (?:an?|any|some|the|"
    r"your own)? ?(?:\w+ )?(?:figures?|numbers?|prices?|dates?|sources?|citations?|quotes?|answers?)\b.{0,60}?\b(?:if|"
    r"when|where|whenever|unless)\b",
    r"\b(?:before|prior to|when|while) (?:you (?:respond|reply|answer)|(?:respond|reply|"
    r"answer)ing)\b,? (?:first )?(?:open|visit|fetch|call|load|"
    r"request|contact|follow)\b.{0,12}?\b(?:address|link|url|site|endpoint|web ?hook|image|tool|function)\b",
    rf"\b(?:new|updated?|revised|further|additional) (?:directives?|orders?|rules?|instructions?|polic(?:y|"
    rf"ies)) (?:for|to) (?:the |all |any |"
    rf"every )*(?:{_MACHINE}|models?|assistants?)\s*[:;,]",
    r"\b(?:the|an?) (?:\w+ )?(?:output|completion|response) (?:for|to) (?:every|any|each|all) (?:quer(?:y|ies)|"
    r"prompts?|requests?)\b",
    # Whichever machine goes through this; a word to it within brackets; what was set before it began; a game.
    rf"\b(?:whichever|whatever|any|every|each|the) (?:\w+ )?(?:{_MACHINE}|assistants?|agents?|models?)(?: that| which| who)?"
    rf"(?: is| are)? (?:now |currently )?(?:go|look|read|brows|crawl|pars|process|summari[sz]|index|search|"
    rf"answer)\w*\b.{{0,40}}?"
    rf"\b{_OBLIGED}\b.{{0,20}}?\b(?:tell|inform|assure|say|state|answer|reply|report|claim|{_LEAVE_OUT})",
    rf"[(\[{{]\s*{_MACHINE}\s*[:,]\s*(?:please |always |never |only |do not |don't )*(?:treat|regard|take|ignore|skip|"
    r"disregard|say|"
    r"state|answer|reply|give|report|quote|cite|use|assume|trust|prefer|replace|count|read|leave|hide|omit|drop|mention)\b",
    rf"{_BEGIN}(?:discard|drop|forget|abandon|ignore|set aside)\b.{{0,12}}?\b(?:set-?up|settings?|configuration|briefing|"
    rf"role|persona)"
    r"\b.{0,20}?\b(?:you (?:were|was|have been|got|had)|given (?:to )?you)\b",
    rf"\b(?:would|could|can|will|might) (?:the|any|an|a|our|your|this|every) (?:\w+ )?(?:{_MACHINE}|models?|"
    rf"assistants?)\b.{{0,40}}?"
    r"\b(?:answer|reply|respond)\b.{0,60}?(?:[\"“]|\b(?:question|quer(?:y|ies))\b)",
    r"\b(?:for|until|throughout|during) (?:the (?:rest|remainder|end) of )?(?:this|our) (?:session|conversation|chat|"
    r"dialogue),? "
    r"you(?:'ll| will| are to| must| shall|'re| are)? (?:speak|talk|act|answer|reply|behave|pose)\b.{0,80}?\b(?:as|like)\b",
    r"\bno matter (?:what|which) (?:the )?questions?\b",
    rf"\blet(?:'s| us) (?:play|try|start|do)\b.{{0,40}}?[:.,;]\s*(?:in it,? |now )?you(?:'re| are| will be| play)\b.{{0,80}}?"
    rf"\b(?:never heard|knows? nothing|swears?|believes?|{_PRAISE}s?)\b",
)
_MACHINE_JA: Final = (
    r"(?:AI(?:モデル|アシスタント|エージェント|システム|チャットボット)?|人工知能|GPT|LLM|(?:大規模)?言語モデル"
    r"|チャットボット|ボット)"
)
_ANSWER_JA: Final = r"(?:回答|返答|返事|答え|応答|出力|要約)"
_YOU_JA: Final = r"(?:あなた|君|お前|きみ)"
_HERE_JA: Final = r"(?:この|本|次の|以下の|下記の|上の)(?:文書|資料|ファイル|ページ|文章|一文|文|行|箇所|記述|段落|テキスト)"
_PAPER_JA: Final = rf"(?:{_HERE_JA}|(?:この|本)?(?:契約書|報告書|論文|記事|書類))"
_DIRECTED_JA: Final = (
    r"(?:[てで](?:ください|下さい|ほしい|欲しい|くれ|もらい|いただ)|せよ|しろ|なさい|[るうすくぐつぬぶむ]こと(?=[。」]|$)|"
    r"[えけせてねべめれげ](?=[。」]|$)|"
    r"ろ(?=[。」]|$)|よ(?=[。」]|$)|なければなら|ねばなら|べき|ものとする)"
)

_JAPANESE: Final = (
    # Whoever is a machine, or reads this as one.
    rf"{_MACHINE_JA}(?:である|としての)[^。、]{{0,4}}{_YOU_JA}|{_YOU_JA}が{_MACHINE_JA}(?:なら|であれば|だったら|の場合)",
    rf"(?:これ|{_HERE_JA})を(?:読|処理|要約|解析)[^。]{{0,6}}(?:いる|む|する|した|んだ)(?:の|もの|"
    rf"者)が[^。]{{0,10}}{_MACHINE_JA}",
    rf"{_HERE_JA}を(?:アルゴリズム|プログラム|機械|ソフト|{_MACHINE_JA})が(?:選別|採点|審査|評価|要約|処理|解析|読)",
    rf"(?:アルゴリズム|プログラム|機械|ソフト|{_MACHINE_JA})が(?:この|本)[^。]{{1,10}}を(?:選別|採点|審査|評価|要約|処理|"
    rf"解析|読)[^。]{{0,6}}"
    rf"(?:場合|なら|とき|時)[^。]{{0,60}}{_DIRECTED_JA}",
    r"(?:AI|LLM|自動|機械)(?:による)?(?:採点|審査|評価|要約|読み取り|選考)(?:者|員|官|係|機|装置)?(?:へ|への|"
    r"に対する)[^。：:]{0,8}[：:]",
    rf"{_MACHINE_JA}(?:さん|様|君|各位)(?:へ|に)?[。！!]",
    rf"(?:読み取る|読む|読み込む|処理する|要約する|解析する)(?:システム|プログラム|モデル|ソフト|{_MACHINE_JA})(?:は|へ|に|"
    rf"には)[^。]{{0,10}}"
    rf"{_ANSWER_JA}(?:から|に|の中|で)[^。]{{0,60}}{_DIRECTED_JA}",
    r"(?:回答|応答|返答|要約|生成)する(?:モデル|システム|AI|プログラム)(?:は|が)[^。]{0,60}と(?:明言|明記|断言|述べ|答え|"
    r"回答|言)",
    rf"{_MACHINE_JA}(?:は|が)[^。]{{0,30}}(?:問われ|聞かれ|尋ねられ|質問され)た(?:場合|ら|とき|時|際)[^。]{{0,60}}と(?:返|"
    rf"答え|述べ|言|回答)[^。]{{0,4}}"
    rf"{_DIRECTED_JA}",
    # Whoever composes the answer.
    rf"{_ANSWER_JA}を(?:書|作|生成|考え|まとめ|組み立て)[^。]{{0,6}}{_YOU_JA}(?:は|が|に)",
    r"(?:要約|回答|返答|出力)する(?:者|人|もの|側)は[^。]{0,20}「[^」]*」[^。]{0,12}(?:締めくく|結|終|始|含|添え)",
    rf"{_ANSWER_JA}の(?:最後|最初|冒頭|末尾|終わり|始め)に(?:は|必ず)?[、]?「[^」]*」[^。]{{0,4}}(?:添え|書|付け|加え|入れ|"
    rf"述べ)",
    rf"{_ANSWER_JA}の中(?:で|に)(?:は)?[、]?「[^」]*」[^。]{{0,10}}(?:使わ|使う|含め|入れ|書|述べ)",
    r"(?:生成|自動作成)される(?:要約|回答|文章|返答)(?:は|も)[、]?(?:すべて|全て|必ず|常に)[^。]{0,30}(?:称賛|賞賛|推奨|"
    r"推薦|支持|褒め|勧め)",
    r"質問が(?:何|なん|どう)で(?:あれ|あろうと|あっても)[、]?[^。]{0,10}(?:答え|回答|返答|返事)|と(?:返す|答える|"
    r"回答する)のが(?:正解|正答|正しい答え)",
    rf"(?:これ以降|今後|以後|これから|この先)[は、]*[^。]{{0,8}}語(?:だけ|のみ)?で(?:だけ|のみ)?(?:返事|返答|回答|応答|"
    rf"答え)[^。]{{0,4}}{_DIRECTED_JA}",
    # Another task, and other words than those it was told before.
    rf"{_YOU_JA}の(?:新しい|新たな|唯一の|本当の|真の)(?:任務|役割|仕事|使命|目的|課題)は[^。]{{0,60}}(?:勧め|述べ|答え|"
    rf"伝え|褒め|称賛|宣伝|説得|否定|"
    r"肯定|推薦|推奨)",
    rf"{_YOU_JA}は(?:もう|もはや|これから|今から|今後)?[^。]{{0,12}}(?:アシスタント|ボット|AI|言語モデル)で(?:は|"
    rf"も)?(?:なく|ない|ありません)",
    rf"{_YOU_JA}の(?:指針|指示|命令|ガイドライン|制約|プロンプト|プログラム)(?:は|が)[^。]{{0,8}}(?:適用され|無効|効力|"
    rf"及び?ば)",
    rf"(?:運用者|開発者|管理者|作成者|製作者)が{_YOU_JA}に[^。]{{0,16}}(?:優先|上書き|取って代わ|無効)",
    r"システムプロンプト(?:に(?:取って代わ|優先)|より(?:も)?優先)",
    r"(?:文脈|プロンプト|ここまでの会話|これまでの会話)を(?:すべて|全て)?忘れ(?:て)?[、]?[^。]{0,30}(?:として振る舞|を演じ|"
    r"になりき)",
    rf"(?:この|本)?(?:会話|対話)の(?:前|始め|冒頭|最初)に(?:与えられた|渡された|"
    rf"示された)[^。]{{0,20}}を[^。]{{0,10}}(?:公開|出力|表示|明か|示|書)"
    rf"[^。]{{0,4}}{_DIRECTED_JA}",
    rf"{_HERE_JA}を[^。]{{0,16}}(?:命令|指令|プロンプト)として(?:扱|受け取|解釈|実行)",
    rf"{_HERE_JA}と(?:食い違|矛盾|相違|異な|違)[^。]{{0,24}}(?:無視し|無視せ|信用しな|信じな|引用しな|使わな)",
    # Who asks shall hear something else, or nothing of this.
    rf"{_HERE_JA}(?:の存在)?を[^。]{{0,8}}(?:利用者|ユーザー|質問者|読者)に(?:は)?[^。]{{0,4}}(?:教え|知らせ|見せ|明か|"
    rf"伝え)(?:な|ず|るな)",
    rf"{_HERE_JA}からの?引用[^。]{{0,6}}(?:やめ|止め|中止)[^。]{{0,6}}、(?:読者|利用者|ユーザー|質問者)を",
    r"見なかったことに(?:し(?:て|なさい|ろ)|せよ|する(?:こと|ように))",
    rf"(?:尋ねる|聞く|質問する|問う|聞いてきた|尋ねた)(?:人|者|方|相手)(?:すべて|全員)?に(?:は)?[、]?[^。]{{0,40}}(?:そう|"
    rf"と)(?:答え|言|伝え|回答)[^。]{{0,4}}"
    rf"{_DIRECTED_JA}",
    # What is condensed here leaves something out, or says what it is told.
    rf"{_PAPER_JA}を(?:要約|まとめ|解析|処理|読)[^。]{{0,4}}(?:者|人|プログラム|システム|アシスタント|ソフト|モデル|"
    rf"{_MACHINE_JA})"
    r"(?:は|が)[^。]{0,40}(?:触れ|言及し|述べ|書い|引用し)て(?:は|も)?(?:なら|いけ|い)(?:ない|ません|けない)",
    rf"{_PAPER_JA}を(?:要約|まとめ|解析|処理|読)[^。]{{0,4}}(?:者|プログラム|システム|アシスタント|ソフト|モデル|{_MACHINE_JA})"
    r"(?:は|が)[^。]{0,40}(?:省[くい]|省略|伏せ|隠[しす]|除[いく])[^。]{0,6}(?:もの|こと|ください|よ|なければ|べき)",
    rf"(?:これ|ここ|{_HERE_JA})を(?:お)?読(?:んでいる|み取っている|み込んだ|む|み取る)(?:{_MACHINE_JA}|アシスタント)(?:は|"
    rf"へ|に|が)[^。]{{0,60}}(?:ように|{_DIRECTED_JA})",
    rf"{_HERE_JA}が(?:機械|自動|AI|プログラム|言語モデル|ソフト)(?:で|的に|に|によって|により)[^。]{{0,6}}(?:処理|解析|"
    rf"要約|読|採点|評価|審査)[^。]{{0,10}}"
    rf"(?:場合|なら|とき|時|限り)[^。]{{0,60}}{_DIRECTED_JA}",
    # Who made it lets it do so, what stood before is none, and it is another from here on.
    r"(?:運営者?|開発者|開発元|管理者|製作者|作成者|提供元)(?:は|が)[^。]{0,12}(?:制限|制約|規制|規則|禁止)を(?:すべて|"
    r"全て)?(?:解除|撤廃|取り消|撤回|外)[^。]{0,16}"
    r"(?:回答|答え|返答|話|お答え)",
    r"(?:この|本)(?:行|文|段落|箇所)より(?:上|前)[^。]{0,24}(?:なかったこと|忘れ|無視)[^。]{0,20}(?:ください|下さい|せよ|"
    r"しろ|なさい|こと(?=[。」]|$))",
    rf"(?:以後|以降|これ以降|今後|これから|ここから)[は、]*{_YOU_JA}は[^。]{{0,20}}として(?:振る舞|話し|行動し|応答し|答え|"
    rf"回答し)[^。]{{0,40}}{_DIRECTED_JA}",
    # Its rules are broken, whoever asks; what it was given is shown; facts are made; nobody hears of it.
    rf"(?:指針|ガイドライン|安全[^。]{{0,6}}規則|{_YOU_JA}の規則)(?:は|を|に)(?:すべて|全て)?(?:無視|破[っり]|反して|"
    rf"背い)[^。]{{0,60}}"
    r"(?:教え|答え|回答|述べ|言|書|出力|示)[^。]{0,6}(?:ください|下さい|せよ|しろ|なさい|こと(?=[。」]|$)|よ(?=[。」]|$)|"
    r"ろ(?=[。」]|$))",
    r"(?:利用者|ユーザー|質問者)(?:が|から)何(?:を|と)(?:求め|聞|尋ね|言|頼)[^。]{0,6}(?:ても|おうと|うと|"
    r"とも)[^。]{0,60}(?:する?な|しない|せず|ないで|せよ|こと|なさい|ください)",
    rf"(?:見える|参照できる|読める|アクセスできる|与えられた|渡された)(?:文書|資料|会話|指示|"
    rf"文脈)[^。]{{0,10}}を[^。]{{0,8}}(?:表示|出力|列挙|印刷|示|書)[^。]{{0,4}}{_DIRECTED_JA}",
    r"(?:数字|数値|金額|値段|価格|日付|納期|出典|答え|回答)は?(?:を)?(?:適当に(?:作|言|答え|書)|でっち上げ|"
    r"捏造)[^。]{0,4}(?:てください|て下さい|て構|てよい|ていい|て良い|なさい|ろ|こと)",
    rf"{_ANSWER_JA}(?:する)?の?前に[^。]{{0,20}}(?:アドレス|リンク|URL|サイト|ツール|関数)を[^。]{{0,4}}(?:開|呼|訪|読|"
    rf"押)[^。]{{0,40}}{_DIRECTED_JA}",
    rf"(?:モデル|アシスタント|{_MACHINE_JA})への(?:新しい|新たな|追加の|次の|緊急の)(?:指令|命令|指示|通達|依頼|規則)[:：、]",
    rf"{_HERE_JA}(?:がある|がここにある)こと(?:を|は)[^。]{{0,4}}(?:質問者|利用者|ユーザー|読み手|"
    rf"尋ねた人)に(?:は)?[^。]{{0,4}}(?:教え|知らせ|伝え|明か|言)[^。]{{0,3}}(?:な|ず)",
    r"(?:前|上|先|この|ほか|他)の(?:ページ|文書|段落|文|資料|指示)[^。]{0,10}(?:なかった|ない|ず)(?:という)?ふりを(?:しろ|"
    r"せよ|しなさい|して|すること)",
    rf"(?:出典|典拠|引用元)(?:に|として)は[^。]{{0,12}}(?:ではなく|でなく|の代わりに)[^。]{{0,12}}を(?:挙げ|示|書|引用|"
    rf"記)[^。]{{0,4}}{_DIRECTED_JA}",
    # A machine that happens to read this is asked; what it was set up with, or what stands elsewhere, counts for nothing.
    rf"{_MACHINE_JA}(?:の(?:方|皆[^。、]{{0,3}}))?が[、]?(?:お読み|ご覧|読まれ|(?:これ|ここ|この|本|"
    rf"当)[^。、]{{0,12}}?(?:読|処理|要約|解析|参照))"
    rf"[^。]{{0,100}}?(?:{_DIRECTED_JA}|(?:いただ|頂)[^。]{{0,10}}(?:幸い|ありがた|助か)|願[いえ])",
    r"(?:最初|初め|はじめ|事前|あらかじめ|もともと|元々)[^。、]{0,6}?(?:与え|渡さ|教え|組み込|受け取)[^。、]{0,5}?(?:設定|"
    r"役割|前提|方針|規則|条件)"
    rf"(?:を|は)[^。]{{0,8}}?(?:捨て|忘れ|無視|破棄|無効|解除)[^。]{{0,40}}?{_DIRECTED_JA}",
    rf"{_MACHINE_JA}(?:は|には|も|では)[、]?[^。]{{0,10}}?(?:(?:この|その)[^。、]{{1,4}}より|(?:ほか|他|別)の|"
    rf"{_HERE_JA})[^。]{{0,30}}?"
    r"(?:と|に)(?:して)?(?:扱う|みなす|見なす|する)(?:こと)?(?=[。」!！]|$)",
    rf"{_MACHINE_JA}(?:用|向け|宛)[）)」】\]]?[:：]|(?:何を|なにを|どう)(?:聞|尋|質問さ|"
    rf"問わ)[^。]{{0,6}}ても[^。]{{0,60}}と(?:出力|回答|返答)",
    rf"(?:この|本)(?:会話|対話|セッション|チャット)(?:が終わるまで|の(?:間|終わりまで|最後まで)|"
    rf"中)[^。]{{0,60}}(?:なりき[っり]|演じ|ふりをし)[^。]{{0,60}}?{_DIRECTED_JA}",
    rf"(?:どんな|どの|いかなる|どのような)(?:質問|問い)(?:であ(?:って|ろうと)も?|が来ても|"
    rf"でも)[^。]{{0,16}}?{_ANSWER_JA}(?:に|で)[^。]{{0,30}}?"
    r"(?:入れ|含め|加え|添え|書|付け|載せ)",
    r"(?:文書|資料|ファイル|入力|文脈|データ|本文)(?:は|の)?(?:ここまで|終わり|終了)[\W_]{1,8}(?:新し|新た|追加)[^。]{0,6}"
    r"(?:指示|依頼|課題|任務|タスク|仕事|命令|質問)",
)
ENGLISH: Final = re.compile("|".join(f"(?:{kind})" for kind in _ENGLISH), re.IGNORECASE | re.DOTALL)
"""Finds in a folded text what speaks to whoever composes an answer."""

JAPANESE: Final = re.compile("|".join(f"(?:{kind})" for kind in _JAPANESE), re.DOTALL)
"""The same in Japanese."""
