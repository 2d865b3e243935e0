"""Why a document answers badly: what can be seen of it without asking, and what was quoted in its place."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from kotae.gathering import Unread
from kotae.messages import Message, Told
from kotae.records import Document
from kotae.records.reasons import reasons
from kotae.scripts import HALF_WIDTH_KANA, JAPANESE
from kotae.selftest.records import Asked, Cause, DocumentHealth, Share

__all__ = ["bad_documents", "seen_cause"]

# One wrong answer says nothing about a document.
_LEAST_ASKED: Final = 2
_BAD: Final = 0.5
# A sound document may quote one such character; of a misread one every other word has some.
_GARBLED_SHARE: Final = 0.005
_LONG_ROWS: Final = 100
_TABLE_SHARE: Final = 0.8
_MIXED_UP: Final = 0.5
# What UTF-8 or Shift_JIS looks like where it was read as the other one, or as Latin-1.
_MOJIBAKE: Final = re.compile(rf"\ufffd|[縺繧][{JAPANESE}{HALF_WIDTH_KANA}]|ã[\x80-\xbf]|Ã[\x80-\xbf]|â€")
_SCANNED: Final = re.compile(r"\bOCR\b|文字認識|scanned|スキャン")
_GARBLED: Final = re.compile(r"garbled|壊れて")
_REASONS: Final[Mapping[Cause, Message]] = {
    "garbled": Message(
        "Its text is partly unreadable characters; save the file anew, or ask for a better copy."
    ),
    "scanned": Message(
        "It was scanned: its words were recognised from pictures, or pages are missing that are only pictures."
    ),
    "long table": Message("It is one very long table; smaller tables with headings are found better."),
    "mixed up": Message("Another document says much the same and is quoted in its place: {other}"),
    "left out": Message("It couldn't be read: {reason}"),
    "no questions": Message(
        "No question could be made of it: it holds no amounts, dates, names, definitions or headings."
    ),
    "unclear": Message(
        "Its answers aren't found or not recognised; nothing about the file itself explains it."
    ),
}


def bad_documents(
    tested: Sequence[Asked],
    threshold: float,
    *,
    seen: Mapping[str, Cause | None],
    silent: Sequence[str],
    unread: Sequence[Unread],
) -> tuple[DocumentHealth, ...]:
    """Return the documents that answer badly, those that couldn't be read first, then the worst first.

    Args:
        tested: All questions.
        threshold: Below it a question is refused.
        seen: What can be seen to be wrong with those that were read, by path.
        silent: Paths of those that no question could be made of.
        unread: Files that couldn't be read.
    """
    found = [
        DocumentHealth(
            path=one.path,
            right=Share(count=0, of=0),
            cause="left out",
            **reasons(_REASONS["left out"].filled(reason=Told(en=one.reason_en, ja=one.reason_ja))),
        )
        for one in unread
    ]
    asked: dict[str, list[Asked]] = defaultdict(list)
    for one in tested:
        if one.question.answerable:
            asked[one.question.document.path].append(one)
    bad = []
    for path, own in asked.items():
        right = Share(count=sum(one.outcome(threshold) == "right" for one in own), of=len(own))
        if right.of - right.count >= _LEAST_ASKED and right.share < _BAD:
            bad.append((right, path, *_cause(own, path, seen[path])))
    bad.sort(key=lambda one: (one[0].share, -one[0].of, one[1]))
    found += [_health(path, right, cause, beside) for right, path, cause, beside in bad]
    found += [_health(path, Share(count=0, of=0), seen[path] or "no questions", "") for path in silent]
    return tuple(found)


def _health(path: str, right: Share, cause: Cause, beside: str) -> DocumentHealth:
    why = reasons(_REASONS[cause].filled(other=beside))
    return DocumentHealth(path=path, right=right, cause=cause, beside=beside, **why)


def _cause(own: Sequence[Asked], own_path: str, seen: Cause | None) -> tuple[Cause, str]:
    """Return why, and which document is taken for it."""
    if seen is not None:
        return seen, ""
    others = Counter(one.quoted for one in own if not one.right and one.quoted not in ("", own_path))
    if others:
        (path, count), *_ = others.most_common(1)
        if count >= max(_LEAST_ASKED, _MIXED_UP * sum(not one.right for one in own)):
            return "mixed up", path
    return "unclear", ""


def seen_cause(document: Document) -> Cause | None:
    """Return what is wrong with a document itself; None for nothing that can be seen."""
    said = " ".join(document.warnings)
    strange = len(_MOJIBAKE.findall(document.text)) + sum(
        unicodedata.category(character) in ("Co", "Cn") for character in document.text
    )
    # Before scans: one that was recognised badly is both, and it is the garbled text that has to be mended.
    if _GARBLED.search(said) or strange > _GARBLED_SHARE * max(len(document.text), 1):
        return "garbled"
    if _SCANNED.search(said):
        return "scanned"
    rows = sum(bool(block.cells) for block in document.blocks)
    if rows >= _LONG_ROWS and rows >= _TABLE_SHARE * len(document.blocks):
        return "long table"
    return None
