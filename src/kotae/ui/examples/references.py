"""Words that mean nothing away from where they stand: *the next hospital*, 本契約, 前記の金額.

Who reads a question on a button has none of the paper before them, so what it asks about must be named in it.
"""

import re
from typing import Final

from kotae.languages import LANGUAGES
from kotae.records import Language
from kotae.scripts import HIRAGANA, JAPANESE

__all__ = ["bare_name", "is_about_something", "needs_context", "quoted_in_japanese"]

_REFERENCE_EN: Final = re.compile(
    r"(?i)\b(?:next|last|previous|preceding|former|latter|above|below|following|present|remaining|upcoming|respective"
    r"|this|that|these|those|said|same|others?|another|such|there|here|its?|they|them|theirs?|he|him|she|hers?|his"
    r"|himself|herself|itself|themselves|us|ours?|ones?|rest|today|tomorrow|yesterday|tonight|now|ago|then|again|also"
    r"|too|else|both|either|neither|first|second|third|fourth|new|old|party|parties|hereby|herein|thereof|undersigned)\b"
    r"|^(?:and|but|or|so|however|thus)\b|…|\.\.\."
)
# Only where no asker may be meant: *Can I bring my dog?* is a question of anybody's.
_PERSON_EN: Final = re.compile(r"(?i)\b(?:I|me|my|mine|we|you|yours?)\b")
_REFERENCE_JA: Final = re.compile(
    r"次(?:の|回|期|年度|号|項|条|頁)|[前上下右左後]記|前(?:回|日|年|月|週|期|項|条|者|季|年度)|後者|両者"
    r"|(?<!日)本(?:書|規[約則程定]|契約|条|項|制度|事業|計画|講座|会(?![員計議])|法|件|年|月|日|プロ|シス|サービス|製品|商品|機"
    r"|装置|業務|研究|調査|報告|稿|章|節|文(?!化)|資料|案|票|状|誌)"
    r"|(?<![共協合大賛異])同(?:社|校|館|園|院|店|氏|日|月|年|法|制度|条|項|号|・|じ|様|種|市|県|町|村|国|機|型|省|庁|局|課|部|室|誌"
    r"|紙|所|署|事業|計画)"
    r"|当(?:該|社|館|園|院|校|店|方|所|会|行|協会|ホテル|日|時|月|初|面|局|班|センター|クラブ|教室|ビル|施設|法人|組合|寺|船|港|駅"
    r"|課|部|室|家)"
    r"|[こそあど](?:の(?!ほか)|れ|こ[のにでがはをへと])|[こそ](?:ちら|うし)|今(?:回|年|季|期|月|週|日|度|朝|夜|冬|夏|春|秋|の)"
    r"|昨(?:年|季|期|日|夜|秋|冬|夏|春|今)|来(?:年|季|期|月|週|春|夏|秋|冬)|先(?:月|週|日|方|生方|の|ほど)|去年|一昨年|おととし"
    r"|いま(?!す|せん|し)|さき?ほど|翌|残り|ほか|その他|他[のに]|各|双方|全体|一方|例外|両(?![替親手])|もう(?:一|少)"
    r"|(?:わたし|私|われわれ|我々|弊|拙|貴|彼|彼女|皆)(?:は|が|の|たち|社|店|殿|様|さん|ら)|[①-⑳【】]"
    r"|[甲乙丙丁](?:\Z|[はがのをに、])"
)
_BEGINNING_JA: Final = re.compile(
    r"ただし|また|なお|しかし|一方|そして|さらに|つまり|例えば|たとえば|ここ|もし|かつ|および|及び|又は|並びに|うち|計|約|すべて|全て"
    r"|以[上下内外前後]"
)
_TIME_OF_SOMETHING: Final = re.compile(r"(?:[後前時際]|場合|とき|ところ|以[上下内外前後])\Z")
# A whole name that is one of these names nothing: of which paper, of what?
_OF_ANYTHING: Final = frozenset(
    """
    金額 合計 総計 総額 小計 平均 計 期間 期限 件数 人数 数 数量 場所 日時 日程 時間 内容 対象 結果
    原因 経過 状況 所見 対策 目的 趣旨 共通 備考 注意 方法 条件 概要 価格 料金 費用 差額 残額 残高
    以上 業者 先方 相手 説明 担当 品名 名称 番号 種別 区分 項目 回答 質問 返答 本文 件名 宛先 最高
    最低 最大 最小 最長 最短 上限 下限 前半 後半 午前 午後 平日 定員 締切 締め切り 納期 納品 決定 後任
    初日 最終日 当日 全員 全部 全体 一部 部分 大人 子ども 物 人 者 事 点 分 型 機種 品 商品 製品
    本人 家族
    fees prices times members codes remarks total totals subtotal sum amount average mean balance number figure figures
    result results price cost fee rate time date place note notes other others all both item items name period limit
    difference maximum minimum max min part share value values general common yes no none""".split()
)
_NUMBER: Final = "0-9０-９"
_KANJI_NUMBER: Final = "一二三四五六七八九十百"
_NUMBERING: Final = re.compile(
    r"\A(?:[■□◆◇●○◎▲△▼▽★☆※・＊*◯▪▶►>#\-–—]+\s*"  # signs
    rf"|(?:第\s*[{_NUMBER}{_KANJI_NUMBER}]+\s*[章節条款部編回号項]?"
    rf"|(?:議題|別紙|別表|項目|問|件|No\.?)\s*[{_NUMBER}]+|[QＱ]\s*[{_NUMBER}]*)(?:[.．:：、)）]\s*|\s+|(?=[（(【「]))の?"
    rf"|[(（\[［]?[{_NUMBER}]{{1,3}}(?:[.．\-][{_NUMBER}]+)*(?:[)）\]］]\s*|[.．、:：]\s*(?=\D)|\s+)"
    rf"|【\s*[{_NUMBER}A-ZＡ-Ｚ]+\s*】\s*"
    rf"|(?:[A-ZＡ-Ｚ][0-9]?|[IVXⅠ-Ⅻivxⅰ-ⅻ]+|[{_KANJI_NUMBER}]{{1,2}})(?:[.．、:：)）]\s*|\s+(?=[{JAPANESE}]))"
    r"|\s+)+"
)
_AROUND: Final = re.compile(
    r"\A[【〔［\[（(《〈「『]([^【】〔〕［］\[\]（）()《》〈〉「」『』]+)[】〕］\]）)》〉」』]\Z"
)
_ASIDE: Final = re.compile(r"\s*[(（〔［\[][^()（）〔〕［］\[\]]*[)）〕］\]]")
_INTERROGATIVE_JA: Final = re.compile(r"なぜ|どう|どの|どこ|どれ|いつ|いくら|だれ|誰|何|どんな|どちら|どなた")
_NOUN_JA: Final = re.compile(rf"[^{HIRAGANA}\W]{{2,}}|[{JAPANESE}]{{3,}}(?=[はがをにで])")
# Verbs and adverbs that need an object or a place to say anything: *How do I get there?*
_GENERIC_EN: Final = frozenset(
    """happen happens happened doing did done get gets cost costs book do does go come send look work works use used need
    have change much many long often find know mean means stay charge pay say says thing things take takes might within
    """.split()
)


def needs_context(words: str, language: Language, *, of_anybody: bool = False) -> bool:
    """Return whether words refer to something that they don't say.

    Args:
        words: A name, a statement or a question.
        language: Which it is in.
        of_anybody: Whether *I* and *you* may be anybody, as in a question of a reader's.
    """
    if language == "ja":
        referring = (
            _REFERENCE_JA.search(words),
            _BEGINNING_JA.match(words),
            _TIME_OF_SOMETHING.search(words),
        )
        return any(referring)
    return bool(_REFERENCE_EN.search(words) or (not of_anybody and _PERSON_EN.search(words)))


def is_about_something(words: str, language: Language) -> bool:
    """Return whether a name names something, or a question says what it asks about: not 金額, nor *What does it cost*."""
    if words.strip().casefold() in _OF_ANYTHING:
        return False
    if language == "ja":
        said = _NOUN_JA.findall(_INTERROGATIVE_JA.sub(" ", words))
    else:
        grammar = {*LANGUAGES["en"].stop_words, *LANGUAGES["en"].function_words} | _GENERIC_EN
        said = [word for word in re.findall(r"[a-z][\w'’-]*", words.casefold()) if word not in grammar]
    return any(word not in _OF_ANYTHING for word in said)


def bare_name(heading: str) -> str:
    """Return a heading without what numbers it, the signs around it and what is said in brackets; may be empty."""
    name = _NUMBERING.sub("", " ".join(heading.split())).strip()
    while (found := _AROUND.match(name)) is not None:
        name = _NUMBERING.sub("", found[1]).strip()
    return _ASIDE.sub("", name).strip(" :：・-–—")


def quoted_in_japanese(title: str) -> str:
    """Return a paper's title in the marks that Japanese puts around it, which differ from those within it."""
    return f"『{title}』" if "「" in title else f"「{title}」"
