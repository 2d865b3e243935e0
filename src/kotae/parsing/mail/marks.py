"""How mail programs and people mark what isn't the writer's new words: quotes, separators, closings.

Lines are judged one by one, or a paragraph at a time; what is built of them is in :mod:`kotae.parsing.mail.parts`.
"""

import re
from collections.abc import Sequence
from typing import Final

__all__ = [
    "header_lines",
    "is_attribution",
    "is_contact",
    "is_disclaimer",
    "is_introduction",
    "is_marked",
    "is_rule",
    "is_sender",
    "is_separator",
    "is_separator_line",
    "is_signature_mark",
    "is_valediction",
    "reads_as_contacts",
    "unmarked",
]

_QUOTED_LINE: Final = re.compile(r"[ \t]*[>＞》≫][ \t]?")
_DATE: Final = (
    r"(?:[0-9]{4}[年/.-][ ]?[0-9]{1,2}[月/.-][ ]?[0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"
    r"|[0-9]{1,2}\.?[ ](?:[A-Z][a-z]{2,8}\.?)[ ,]+[0-9]{4}|[A-Z][a-z]{2,8}\.?[ ][0-9]{1,2},?[ ][0-9]{4})"
)
_ATTRIBUTION: Final = re.compile(
    rf"(?=.{{0,300}}\Z)(?:On\b.{{4,250}}\bwrote\s*:|.{{0,200}}\b(?:wrote|writes)\s*[:：]"
    rf"|.{{0,40}}{_DATE}.{{0,200}}(?:<[^<>\s]+@[^<>\s]+>|[\w.+-]+@[\w.-]+|のメール|のメッセージ|書きました|さん|\d{{1,2}}:\d{{2}}.{{0,60}})\s*[:：]"
    r"|.{1,100}(?:さん|様|氏)?(?:は|が)(?:書きました|書いています|送信しました)\s*[:：。]?|.{1,80}さん(?:から)?のメッセージ\s*[:：])",
    re.DOTALL,
)
# Who is quoted, without a date or a verb that would say so by itself: only what is quoted below proves it.
_INTRODUCTION: Final = re.compile(
    r"\s*.{1,60}(?:さん|様|さま|氏|先生|殿)"
    r"(?:(?:から|より)?の?(?:メール|メッセージ|ご?連絡|お?問い?合わせ|ご?質問|ご?返信|発言|投稿)|曰く|いわく|より|から)?"
    r"(?:です|[ 　]?[（(].{1,40}[)）])?\s*[:：。]\s*"
    r"|\s*.{1,60}\b(?:said|asked|says|asks)\s*:\s*"
    r"|\s*.{0,40}\b(?:message|e?-?mail|question) (?:from|of) .{1,60}:\s*",
    re.IGNORECASE,
)
_LINE: Final = r"[-_=*―─━－＝～~#↓▼▽]"
_NAMED: Final = (
    r"(?:original (?:message|appointment|mail)|forwarded (?:message|mail)|forwarded by\b.{0,100}"
    r"|begin forwarded message|reply message"
    r"|(?:以下[、,]?|ここから|これより)?[ 　]?(?:.{1,60}(?:からの|より))?"
    r"(?:元の?|返信元|引用元|転送|返信|引用|オリジナル)(?:された|の)?"
    r"(?:メッセージ|メール|予定|内容|本文)(?:[ 　]?ここから)?"
    r"|(?:以下[、,]?|ここから|これより)[ 　]?(?:転送|引用|返信)|(?:転送|引用)(?:[ 　]?ここから))"
)
_OLDER: Final = (
    r"(?:(?:以前|前回|前|過去|先|先日|先ほど|最初|従来|これまで)の|受信(?:した|の)?|(?:お送り)?(?:いただ|頂)いた|拝受した|届いた|元の?)"
    r"(?:ご|お)?(?:メール|メッセージ|文面)(?:本文|の内容)?(?:です)?"
)
# A message says the same words of its own, so a line or a sign of what is below has to be around them.
_MORE_NAMED: Final = (
    r"(?:(?:previous|earlier|older|quoted|received) (?:message|e?-?mail|text)s?|message from\b.{1,100}|on\b.{4,200}\bwrote"
    rf"|(?:以下[、,は]?|ここから[、,は]?|これより)?[ 　]?(?:.{{1,40}}(?:からの|より))?{_OLDER}(?:[ 　]?ここから)?)"
)
_TRAIL: Final = (
    r"(?:以下[、,は]?)?[ 　]?(?:(?:過去|これまで|前回|以前)の)?(?:メールの?)?"
    r"(?:やりとり|やり取り|履歴|返信履歴|原文|引用文?|引用開始|引用始め)(?:です|ここから)?"
)
_SEPARATOR: Final = re.compile(
    rf"\s*(?:{_LINE}{{2,}}[ 　]*{_NAMED}[ 　]*{_LINE}*|[<＜【\[]{{1,2}}[ 　]*{_NAMED}[ 　]*[>＞】\]]{{1,2}})\s*"
    rf"|\s*(?:{_LINE}{{2,}}[ 　]*{_MORE_NAMED}[ 　]*{_LINE}*"
    rf"|[<＜【\[]{{1,2}}[ 　]*{_MORE_NAMED}[ 　]*[>＞】\]]{{1,2}})\s*"
    rf"|\s*{_LINE}{{3,}}[ 　]*{_TRAIL}[ 　]*{_LINE}{{3,}}\s*"
    rf"|\s*[(（]?(?:以下|ここから下?)[、,は]?[ 　]?(?:{_OLDER}|転送(?:です|します|いたします|メール)?|引用(?:です|文)?)"
    r"[)）]?\s*[。.:：]?\s*"
    r"|\s*(?:begin forwarded message|転送されたメッセージ)\s*[:：]\s*"
    r"|[\s#*=-]*(?:please )?(?:type |write |enter )?your reply above this line[\s#*=-]*"
    r"|[\s#*=＊－-]*(?:この|以下の)(?:行|線)(?:より|の)上に.{0,30}(?:返信|入力|記入).{0,20}",
    re.IGNORECASE,
)
_HEADERS: Final = (
    "from|sent|to|b?cc|date|subject|reply-to|importance|attachments?"
    "|差出人|送信者|送信元|送信日時?|送信時刻|日時|日付|宛先|件名|送信済み|ＣＣ|受信日時|発信日時|発信者|発信元|受信者|題名|標題|返信先|重要度|添付ファイル"
)
_HEADER: Final = re.compile(rf"\s*\*?(?:{_HEADERS})\*?\s*[:：]", re.IGNORECASE)
# A name or an address; "From: 9:00" is the beginning of opening hours.
_SENDER: Final = re.compile(
    r"\s*\*?(?:from|差出人|送信者|送信元|発信者|発信元)\*?\s*[:：].*[^\W\d_]", re.IGNORECASE
)
_OF_MESSAGES: Final = re.compile(
    r"\s*\*?(?:sent|subject|送信日時|受信日時|発信日時|件名|題名|標題)\*?\s*[:：]", re.IGNORECASE
)
_SIGNATURE: Final = re.compile(r"--[ \t\u00a0]?")
_RULE: Final = re.compile(r"[ \t　]*(?:[-=_*+~#━─―－＝＿＊☆★◆◇■□●○◎∞･・.:*][ \t　]?){8,}[ \t　]*")
_CONTACT: Final = re.compile(
    r"tel\b|fax\b|phone|mobile|e-?mail|mail\s*[:：]|\b[tmf]\s*[:：.]\s*\+?[0-9(]|電話|内線|携帯|ＴＥＬ|ＦＡＸ|〒|https?://|www\.|[\w.+-]+@[\w.-]+"
    r"|株式会社|有限会社|大学|[部課係室]\b|\+[0-9]{1,3}[ (-][0-9]|\b0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}\b",
    re.IGNORECASE,
)
_VALEDICTION: Final = re.compile(
    r"[ \t　]*(?:(?:with |my )?(?:(?:kind(?:est)?|best|warm(?:est)?|many|very best|all the best)[ ,]*)?(?:regards|wishes)"
    r"|(?:all the )?best|(?:yours|best)? ?(?:very )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|cheers"
    r"|(?:many |kind )?thanks(?: again| in advance| and (?:kind |best )?regards)?|thank you|敬具|草々|かしこ|以上)"
    r"[ \t　]*[,.!、。，]?[ \t　]*",
    re.IGNORECASE,
)
_DEVICE: Final = re.compile(
    r"\s*(?:sent from (?:my|outlook|mail for)\b.*|get outlook for .*"
    r"|(?:my )?(?:iphone|ipad|android|スマートフォン|スマホ)(?:から|より)送信.*|.{0,20}から送信されました。?"
    r"|(?:(?:iOS|Android)\s?版 ?Outlook|Outlook for (?:iOS|Android)) ?を(?:入手|取得).*"
    r"|Yahoo!メール.{0,10}(?:から|より)送信.*)\s*",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(
    r"\b(?:confidential|privileged)\b.{0,200}\b(?:intended|recipient|addressee)|intended (?:only|solely) for"
    r"|if you (?:have )?received? this (?:e-?mail|message)"
    r"|received.{0,80}in error.{0,100}(?:delete|notify)"
    r"|(?:本|この)(?:電子)?メール.{0,80}(?:機密|誤って|宛先(?:の方)?以外|名宛人|心当たり|破棄|秘密情報)|誤って(?:受信|送信|届|お手元)",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE: Final = re.compile(r"(?:[。！？!?]|です|ます|[a-z]{2}\.)\s*\Z")
_MAX_DISCLAIMER_CHARS: Final = 2_000
_MAX_SIGNATURE_LINES: Final = 15
_MAX_SIGNATURE_WIDTH: Final = 90


def is_marked(line: str) -> bool:
    """Whether a line begins with the mark of a quote."""
    return _QUOTED_LINE.match(line) is not None


def unmarked(line: str) -> str:
    """Return a line without the first mark of a quote at its beginning."""
    found = _QUOTED_LINE.match(line)
    return line[found.end() :] if found else line


def is_attribution(text: str) -> bool:
    """Whether a line says who wrote what is quoted below it."""
    line = " ".join(text.split())
    if not line.endswith((":", "：", "。")):
        return False
    return _ATTRIBUTION.fullmatch(line) is not None


def is_introduction(line: str) -> bool:
    """Whether a line may say who wrote what is quoted below it, if something is."""
    return _INTRODUCTION.fullmatch(line) is not None


def is_separator_line(line: str) -> bool:
    """Whether a line says that an older message follows."""
    return _SEPARATOR.fullmatch(line) is not None


def is_separator(text: str) -> bool:
    """Whether a piece begins the old message: a separator line, or its headers."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and (is_separator_line(lines[0]) or header_lines(lines) >= 3)


def is_sender(line: str) -> bool:
    """Whether a line is the header that names who sent a message."""
    return _SENDER.match(line) is not None


def header_lines(lines: Sequence[str]) -> int:
    """Return how many lines at the beginning are headers of an old message, rules above them aside; 0 for other lists."""
    count, known = 0, False
    for line in lines:
        if _HEADER.match(line):
            count += 1
            known = known or _OF_MESSAGES.match(line) is not None
        elif count or not _RULE.fullmatch(line):
            break
    return count if known else 0


def is_signature_mark(line: str) -> bool:
    """Whether a line sets off what is below it as a signature."""
    return _SIGNATURE.fullmatch(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line is drawn of signs."""
    return _RULE.fullmatch(line) is not None


def is_valediction(line: str) -> bool:
    """Whether a line only takes leave of the reader."""
    return _VALEDICTION.fullmatch(line) is not None


def is_contact(line: str) -> bool:
    """Whether a line says how or where somebody is reached."""
    return _CONTACT.search(line) is not None


def reads_as_contacts(lines: Sequence[str], *, contacts: int, sentences: int = 0) -> bool:
    """Whether lines without blank ones look like a signature: few, short, and about where somebody is reached.

    Args:
        lines: The lines.
        contacts: So many of them at least say where.
        sentences: So many of them may be sentences.
    """
    if not 0 < len(lines) <= _MAX_SIGNATURE_LINES or any(len(line) > _MAX_SIGNATURE_WIDTH for line in lines):
        return False
    found = [is_contact(line) for line in lines]
    said = sum(
        _SENTENCE.search(line) is not None and not contact for line, contact in zip(lines, found, strict=True)
    )
    return sum(found) >= contacts and said <= sentences


def is_disclaimer(text: str) -> bool:
    """Whether a paragraph only says for whom the message is, or from which device it came."""
    if _DEVICE.fullmatch(text):
        return True
    return len(text) <= _MAX_DISCLAIMER_CHARS and _DISCLAIMER.search(text) is not None
