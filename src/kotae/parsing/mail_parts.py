"""The parts of a message: what its writer says now, what is quoted below, signature and disclaimer.

Mail programs mark what they quote in a few ways only: ``>`` at the line's beginning, a line that says
who wrote it when, a separator (``-----Original Message-----``, -----元のメッセージ-----), or the old
message's headers. Everything below one of the last three is history.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

__all__ = ["Part", "Role", "is_attribution", "is_disclaimer", "is_separator", "message_parts"]

Role: TypeAlias = Literal["new", "quoted", "closing"]

_QUOTED_LINE: Final = re.compile(r"[ \t]*(?:[>＞][ \t]?)+")
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
_SEPARATOR: Final = re.compile(
    r"\s*[-_=*―─━]{3,}\s*(?:original (?:message|appointment)|forwarded (?:message|by)\b.*|begin forwarded message"
    r"|元のメッセージ|元のメール|元の予定|転送メッセージ|転送されたメッセージ"
    r"|転送メール|返信元メッセージ|引用元メッセージ|original mail|reply message|返信メッセージ)"
    r"\s*[-_=*―─━]*\s*|\s*(?:begin forwarded message|転送されたメッセージ)\s*[:：]\s*",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(
    r"\s*\*?(?:from|sent|to|cc|date|subject|reply-to|importance|差出人|送信者|送信元|送信日時|日時|日付|宛先|件名|送信済み|ＣＣ)\*?\s*[:：]",
    re.IGNORECASE,
)
_SENDER: Final = re.compile(r"\s*\*?(?:from|差出人|送信者|送信元)\*?\s*[:：]", re.IGNORECASE)
_SIGNATURE: Final = re.compile(r"--[ \t\u00a0]?")
_RULE: Final = re.compile(r"[ \t　]*(?:[-=_*+~#━─―－＝＿＊☆★◆◇■□●○◎∞･・.:*][ \t　]?){8,}[ \t　]*")
_CONTACT: Final = re.compile(
    r"tel\b|fax\b|phone|mobile|e-?mail|mail\s*[:：]|電話|内線|携帯|ＴＥＬ|ＦＡＸ|〒|https?://|www\.|[\w.+-]+@[\w.-]+|株式会社|有限会社|大学|[部課係室]\b",
    re.IGNORECASE,
)
_DEVICE: Final = re.compile(
    r"\s*(?:sent from (?:my|outlook|mail for)\b.*|get outlook for .*"
    r"|(?:my )?(?:iphone|ipad|android|スマートフォン|スマホ)(?:から|より)送信.*|.{0,20}から送信されました。?)\s*",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(
    r"\b(?:confidential|privileged)\b.{0,200}\b(?:intended|recipient|addressee)|intended (?:only|solely) for"
    r"|if you (?:have )?received? this (?:e-?mail|message)"
    r"|received.{0,80}in error.{0,100}(?:delete|notify)"
    r"|(?:本|この)(?:電子)?メール.{0,80}(?:機密|誤って|宛先(?:の方)?以外|名宛人|心当たり|破棄|秘密情報)|誤って(?:受信|送信|届|お手元)",
    re.IGNORECASE | re.DOTALL,
)
_MAX_SIGNATURE_LINES: Final = 15
_MAX_DISCLAIMER_CHARS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a message.

    Attributes:
        role: ``"new"``, ``"quoted"``, or ``"closing"`` for signatures and disclaimers.
        text: Its lines, without the marks of quoting.
        label: Who is quoted, as the message says it; empty where it doesn't.
    """

    role: Role
    text: str
    label: str = ""


def is_attribution(text: str) -> bool:
    """Whether a line says who wrote what is quoted below it."""
    line = " ".join(text.split())
    if not line.endswith((":", "：", "。")):
        return False
    return _ATTRIBUTION.fullmatch(line) is not None


def is_separator(text: str) -> bool:
    """Whether a piece begins the old message: a separator line, or its headers."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and (_SEPARATOR.fullmatch(lines[0]) is not None or _header_lines(lines) >= 3)


def is_disclaimer(text: str) -> bool:
    """Whether a paragraph only says for whom the message is, or from which device it came."""
    if _DEVICE.fullmatch(text):
        return True
    return len(text) <= _MAX_DISCLAIMER_CHARS and _DISCLAIMER.search(text) is not None


def message_parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a plain message in reading order; none for blank text."""
    lines = text.split("\n")
    parts: list[Part] = []
    gathered: list[str] = []
    at = 0
    while at < len(lines):
        found = _quoted_at(lines, at) or _closing_at(lines, at)
        if found is None:
            gathered.append(lines[at])
            at += 1
            continue
        part, at = found
        parts += [*_new_parts(gathered), part]
        gathered = []
    parts += _new_parts(gathered)
    return tuple(part for part in parts if part.text.strip())


def _quoted_at(lines: Sequence[str], at: int) -> tuple[Part, int] | None:
    """The quoted part that begins at a line and the line behind it."""
    line = lines[at]
    if _QUOTED_LINE.match(line) and line.strip():
        end = _end_of_marked(lines, at)
        return Part(role="quoted", text=_unmarked(lines[at:end])), end
    if _SEPARATOR.fullmatch(line):
        return _history(lines, at + 1, label="")
    if _SENDER.match(line) and _header_lines([piece for piece in lines[at : at + 12] if piece.strip()]) >= 3:
        return _history(lines, at, label="")
    for length in (1, 2):
        if line.strip() and at + length <= len(lines) and is_attribution("\n".join(lines[at : at + length])):
            return _attributed(lines, at, length)
    return None


def _attributed(lines: Sequence[str], at: int, length: int) -> tuple[Part, int] | None:
    label = " ".join(" ".join(lines[at : at + length]).split())
    begin = at + length
    while begin < len(lines) and not lines[begin].strip():
        begin += 1
    if begin < len(lines) and _QUOTED_LINE.match(lines[begin]):
        end = _end_of_marked(lines, begin)
        return Part(role="quoted", text=f"{label}\n\n{_unmarked(lines[begin:end])}", label=label), end
    # Nothing marked below: all that follows is the old message, if it follows at all.
    return _history(lines, begin, label=label) if begin < len(lines) else None


def _history(lines: Sequence[str], at: int, *, label: str) -> tuple[Part, int]:
    rest = lines[at:]
    label = label or next((" ".join(line.split()) for line in rest if _SENDER.match(line)), "")
    text = _unmarked(rest)
    return Part(
        role="quoted", text=f"{label}\n\n{text}" if label and label not in text else text, label=label
    ), len(lines)


def _end_of_marked(lines: Sequence[str], at: int) -> int:
    end = at
    while end < len(lines):
        if _QUOTED_LINE.match(lines[end]):
            at = end = end + 1
        elif not lines[end].strip() and end - at < 2:
            end += 1
        else:
            break
    return at


def _unmarked(lines: Sequence[str]) -> str:
    return "\n".join(_QUOTED_LINE.sub("", line, count=1) for line in lines)


def _header_lines(lines: Sequence[str]) -> int:
    """How many lines in a row are headers of an old message, rules above them aside."""
    count = 0
    for line in lines:
        if _HEADER.match(line):
            count += 1
        elif count or not _RULE.fullmatch(line):
            break
    return count


def _closing_at(lines: Sequence[str], at: int) -> tuple[Part, int] | None:
    """The signature that begins at a line, up to the next quoted part."""
    line = lines[at]
    if not _SIGNATURE.fullmatch(line) and not _RULE.fullmatch(line):
        return None
    end = at + 1
    while end < len(lines) and _quoted_at(lines, end) is None:
        end += 1
    body = [piece for piece in lines[at + 1 : end] if piece.strip()]
    if _RULE.fullmatch(line) and not _reads_as_signature(body):
        return None
    return Part(role="closing", text="\n".join(lines[at:end])), end


def _reads_as_signature(lines: Sequence[str]) -> bool:
    contacts = sum(_CONTACT.search(line) is not None for line in lines)
    sentences = sum(line.rstrip().endswith(("。", "です", "ます")) for line in lines)
    return 0 < len(lines) <= _MAX_SIGNATURE_LINES and contacts >= 2 and sentences <= 1


def _new_parts(lines: Sequence[str]) -> Iterator[Part]:
    """The writer's own lines, disclaimers apart from the rest."""
    for paragraph, closing in _paragraphs("\n".join(lines)):
        yield Part(role="closing" if closing else "new", text=paragraph)


def _paragraphs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield runs of paragraphs of one sort, in order."""
    run: list[str] = []
    sort = False
    for piece in re.split(r"(?<=\n)(?=[ \t]*\n)", text):
        closing = bool(piece.strip()) and is_disclaimer(piece.strip())
        if run and piece.strip() and closing != sort:
            yield "".join(run), sort
            run = []
        sort = closing if piece.strip() else sort
        run.append(piece)
    if run:
        yield "".join(run), sort
