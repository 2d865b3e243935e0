"""Telling headings from text in plain files, in both languages.

Plain text marks headings by convention only, so the rules ask for evidence: a number or a
marker in front, a line under it, or a short line that stands alone before a paragraph. What
ends like a sentence is none.
"""

import re
from typing import Final

from kotae.parsing.units import heading_label
from kotae.scripts import JAPANESE

__all__ = [
    "ends_sentence",
    "ends_verbally",
    "is_references_heading",
    "numbered_level",
    "plain_label",
    "reads_as_label",
    "short_heading",
    "wrapped_level",
]

# A longer line is a sentence whose full stop was forgotten.
_MAX_CHARS: Final = 80
_MARKS: Final = r"[\s*_~¹²³⁰⁴-⁹※†‡]"
_SENTENCE_END: Final = re.compile(
    rf"(?:[。．！？!?…｡]|(?<!\d)\.|[.]|[」』）)】〉》”\"’'\]］〕])(?:{_MARKS}|\[\d+\])*\Z"
)
_NUMBER: Final = r"[0-9０-９一二三四五六七八九十百〇]{1,6}"
_JAPANESE_NUMBERED: Final = re.compile(rf"\s*第\s*{_NUMBER}\s*([部編章節条項回])(?!\w*[をがは])")
_JAPANESE_LEVELS: Final = {"部": 1, "編": 1, "章": 2, "回": 2, "節": 3, "条": 3, "項": 4}
_ENGLISH_NUMBERED: Final = re.compile(
    r"\s*(part|book|chapter|appendix|section)\s+(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[A-Z])\b(?=\s*(?:[.:—–-]|\Z|\s[A-Z\"“]))",
    re.IGNORECASE,
)
_ENGLISH_LEVELS: Final = {"part": 1, "book": 1, "chapter": 2, "appendix": 2, "section": 3}
_DECIMAL: Final = re.compile(
    r"\s*([0-9０-９]{1,3}(?:[.．-][0-9０-９]{1,3}){0,4})([.．、:)）]?)(?:[\s　]+|(?<=[．、）]))(?=\S)"
)
_ROMAN: Final = re.compile(r"\s*(?:[IVX]{1,6}[.．、]|[IVX]{2,6}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][.．、]?)[\s　]+(?=\S)")
_HASHES: Final = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_MARKER: Final = re.compile(r"\s*(?:[■◆◇□▼▽◎]\s*(?=\S)|【[^【】\n]{1,40}】\s*\Z)")
_NAMED: Final = frozenset(
    [
        "はじめに",
        "序論",
        "序章",
        "序文",
        "まえがき",
        "前書き",
        "概要",
        "要旨",
        "要約",
        "目次",
        "背景",
        "目的",
        "まとめ",
        "結論",
        "おわりに",
        "終わりに",
        "終章",
        "あとがき",
        "付録",
        "謝辞",
        "総括",
        "abstract",
        "summary",
        "introduction",
        "overview",
        "background",
        "contents",
        "preface",
        "foreword",
        "conclusion",
        "conclusions",
        "acknowledgements",
        "acknowledgments",
        "appendix",
        "glossary",
        "discussion",
    ]
)
_REFERENCES: Final = re.compile(
    r"(?:[#■◆●◇□▼\s]|[0-9０-９]{1,2}[.．、])*+[【\[(（]?\s*+"
    r"(?:references(?:\s+(?:and|&)\s+notes)?|bibliography|works\s+cited|literature\s+cited|citations"
    r"|参考文献|引用文献|参考資料|参照文献|参考リンク|参考・引用文献|引用・参考文献|参考サイト|参考(?:url|ＵＲＬ)|出典|出典一覧|引用元|文献一覧|情報源)"
    r"(?:一覧|リスト)?\s*[】\])）]?\s*[:：]?",
    re.IGNORECASE,
)
_JAPANESE: Final = re.compile(f"[{JAPANESE}]")
_VERBAL_END: Final = re.compile(
    r"(?:です|ます|でした|ました|ません|である|だった|ください|下さい|でしょう|ましょう|する|した|なる|なった|いる|いた)\Z"
)
# Boxes in manuals, and what else stands before a colon without naming a topic.
_NOTICE: Final = re.compile(
    r"例|例えば|たとえば|注|注[意記釈]|備考|補足|メモ|重要|警告|危険|ヒント|なお|ただし|出典|参考|質問|回答|問|答|[QA]\d*"
    r"|日時|場所|住所|電話|宛先|件名|差出人|https?|note|notes|warning|caution|tip|hint|important|example|see also",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"(?:表|図|図表|写真|リスト|例|table|figure|fig\.|listing|example)\s*[0-9０-９]", re.I
)
_CLOSING: Final = re.compile(r"[。．.!?！？、,;；:：…‥･・=＝\-—]\Z")


# How a letter begins: 総務のみなさま, 佐藤様, 各位.
_SALUTATION: Final = re.compile(r".{0,30}(?:様|さま|殿|各位|御中|さん|先生|皆さん|へ)\Z")


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, footnote marks and emphasis aside.

    A closing bracket or quotation mark counts as an end; a colon and a comma don't.
    """
    return _SENTENCE_END.search(text[-40:]) is not None


def ends_verbally(text: str) -> bool:
    """Whether Japanese text ends in a finished verb form, as a sentence without full stop does."""
    return _VERBAL_END.search(text[-10:]) is not None


def plain_label(line: str) -> str:
    """Return a heading line as it stands in heading paths: without hashes and markers."""
    line = _HASHES.sub("", line, count=1)
    return heading_label(re.sub(r"\A\s*[■◆◇□▼▽◎]\s*", "", line))


def is_references_heading(label: str) -> bool:
    """Whether this is what a list of sources is headed by (``References``, 参考文献)."""
    return _REFERENCES.fullmatch(label.strip()) is not None


def numbered_level(line: str) -> int:
    """Return the level of a heading that announces itself, 0 for any other line.

    ``第3章 …`` and ``1. …`` are 2, ``1.2 …`` and ``第1節`` 3, ``第1部`` and ``Part I`` 1; ``#``
    marks count themselves; ``■ …`` and ``【…】`` are 3; known names (はじめに, ``Conclusion``) 2.
    A line that is long or ends like a sentence is none, whatever it begins with.
    """
    label = line.strip()
    if hashes := _HASHES.match(line):
        return len(hashes[1]) if len(label) <= 2 * _MAX_CHARS else 0
    if not label or len(label) > _MAX_CHARS:
        return 0
    if label.casefold().rstrip(":：") in _NAMED or is_references_heading(label):
        return 2
    if _is_sentence(label) and not label.endswith(("?", "？")):
        return 0
    if found := _JAPANESE_NUMBERED.match(label):
        return _JAPANESE_LEVELS[found[1]]
    if found := _ENGLISH_NUMBERED.match(label):
        return _ENGLISH_LEVELS[found[1].lower()]
    return _counted_level(label)


def wrapped_level(lines: str) -> int:
    """Return the level of a long heading with a number like ``1.2.`` that takes two lines, else 0.

    The two lines stand alone, and a single number isn't enough: that would be a list item.
    """
    label = " ".join(lines.split())
    counted = _DECIMAL.match(label)
    if not counted or not re.search(r"[.．-]", counted[1]) or len(label) > 2 * _MAX_CHARS:
        return 0
    return _counted_level(label) if label.endswith(("?", "？")) or not _is_sentence(label) else 0


def reads_as_label(words: str) -> bool:
    """Whether words before a colon name what follows, as a small heading does."""
    words = words.strip()
    if _NOTICE.fullmatch(words) or _VERBAL_END.search(words) or words[:1] in "※*＊" or words[-1:].isdigit():
        return False
    return all(
        words.count(left) == words.count(right) for left, right in ("()", "（）", "「」", "『』", "“”")
    )


def _counted_level(label: str) -> int:
    if found := _DECIMAL.match(label):
        depth = len(re.split(r"[.．-]", found[1]))
        # "8 items" needs more than a number in front to be a heading; "1.2 Scope" doesn't.
        if _is_sentence(label) and depth == 1:
            return 0
        return depth + 1 if depth > 1 or found[2] else 0
    if _is_sentence(label):
        return 0
    if _ROMAN.match(label):
        return 2
    return 3 if _MARKER.match(label) else 0


def short_heading(line: str, following: str) -> bool:
    """Whether a line standing alone before a paragraph reads as its heading.

    Args:
        line: The only line of its paragraph.
        following: The paragraph after it.
    """
    label = line.strip()
    if _NOTICE.fullmatch(label) or _CAPTION.match(label) or _SALUTATION.fullmatch(label):
        return False
    if _JAPANESE.search(label):
        fits = len(label) <= 45 and label.count("、") <= 1 and len(following) >= 40
        return fits and len(following) > len(label) and not _is_sentence(label)
    words = label.split()
    starts = label[:1].isupper() or label[:1].isdigit() or label[:1] in "“\"‘'"
    fits = (
        len(label) <= 70
        and 1 <= len(words) <= 9
        and len(following) >= 80
        and not set(label) & set("=$<>|{}\\")
    )
    return fits and starts and not _is_sentence(label) and any(character.isalpha() for character in label)


def _is_sentence(label: str) -> bool:
    bare = re.sub(rf"{_MARKS}+\Z", "", label)
    if label.startswith("「") and label.endswith("」"):
        return True
    return bool(_CLOSING.search(bare) or _VERBAL_END.search(bare))
