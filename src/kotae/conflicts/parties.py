"""Between whom a contract is: what it says of one tenant it doesn't say of another.

A contract names its parties in its first lines (甲 and 乙, *between A and B*, lessor and lessee), in its title or by the name of
its file. Two contracts with different parties are two things, however alike they are worded.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from kotae import lazy_re as re
from kotae.conflicts.held_names import is_organisation, is_part_of_name
from kotae.folding import fold
from kotae.gathering.editions import bare_title
from kotae.records import Document
from kotae.scripts import HIRAGANA, KANJI, KATAKANA

__all__ = ["Parties", "parties_of"]

_CONTRACT: Final = re.compile(
    r"契約|覚書|協定書|合意書|約定書|注文書|請書|\b(?:agreements?|contracts?|leases?|NDA|MOU|memorandum of understanding|deed)\b",
    re.IGNORECASE,
)
_HEAD_CHARS: Final = 1_000
_NAMED_JA: Final = rf"(?:\((?:株|有)\)|[{KANJI}{KATAKANA}{HIRAGANA}A-Za-z0-9・&. ]){{2,30}}?"
# （以下「甲」という。）
_ROLE_JA: Final = "貸主|借主|発注者|受注者|委託者|受託者|売主|買主|賃貸人|賃借人"
_HEREAFTER: Final = rf"\s*[(（]以下、?(?:単に)?[「『\"]?(?:甲|乙|丙|丁|{_ROLE_JA})"
_PREAMBLE: Final = (
    re.compile(rf"(?:\A|[\n、。とび]|及び|並びに)(?P<name>{_NAMED_JA}){_HEREAFTER}"),
    re.compile(rf"(?P<name>{_NAMED_JA})を(?:甲|乙|丙|丁)(?:と|、)"),
    re.compile(
        rf"(?:^|\n)\s*(?:[(（]?(?:甲|乙|丙|丁)[)）]?|{_ROLE_JA}|委託元|委託先|相手方)"
        rf"\s*[:：\s]\s*(?P<name>{_NAMED_JA})(?=\s*(?:\Z|\n|[(（]))"
    ),
    re.compile(
        r"(?:^|\n)\s*(?:supplier|distributor|client|customer|contractor|consultant|landlord|tenant|lessor|lessee|buyer"
        r"|seller|vendor|licensor|licensee|employer|employee|party [AB12]|provider|agent|principal)"
        r"\s*[:：]\s*(?P<name>[^\n,;(]{2,60})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:between|by and between|among)\s+(?P<name>[A-Z][^\n;]{1,80}?)\s*(?:\([^)\n]*\)\s*)?,?\s+and\s+"
        r"(?P<other>[A-Z][^\n;(]{1,80}?)\s*"
        r"(?=[(;\n]|\.(?:\s|\Z)|,? (?:dated|effective|on|of [0-9]|for|concerning|regarding)\b|\Z)"
    ),
)
# Titles name the other side behind a dash, in brackets, or with *with*.
_IN_TITLE: Final = (
    re.compile(r"[(（\[【](?P<name>[^()（）\[\]【】]{2,40})[)）\]】]"),
    re.compile(r"\bwith (?P<name>[A-Z][^()\n]{1,60}?)\s*(?:\(|\Z)"),
    re.compile(r"\s[-–—:]\s*(?P<name>[^()\n]{2,60}?)\s*(?:\(|\Z)"),
)
# What tells copies, languages and states of one contract apart, and what kinds of contract there are: no name.
_NO_NAME: Final = re.compile(
    r"控え?|写し?|正本|副本|原本|案|最終版?|署名済み?|締結済み?|押印済み?|社内用?|訳文?|翻訳|和訳|英訳|日本語|英語|抄|改訂|変更|新|旧|経理|総務|法務|営業|人事|保管|[部課]\Z|別紙|別添|契約書?|覚書"
    r"|\b(?:copy|copies|original|signed|unsigned|final|draft|duplicate|scan(?:ned)?|translation|translated|english|japanese"
    r"|office|file|internal|department|sales|legal|finance|procurement|hr|accounts?|executed|clean|redline|ja|en|jp|uk|us|v|ver|version|rev|old|new"
    r"|amended|renewal|annex|appendix|exhibit|schedule|agreements?|contracts?|lease)\b",
    re.IGNORECASE,
)
_LEGAL: Final = re.compile(
    r"(?:株式|有限|合同|合資|合名)会社|(?:一般|公益)?(?:社団|財団)法人|\((?:株|有)\)|㈱|㈲"
    r"|\b(?:the|ltd|limited|llp|llc|inc|incorporated|corp|corporation|co|company|gmbh|ag|ab|plc|s\.?p\.?a|s\.?a|b\.?v|kk|k\.k)\b\.?|[,.]",
    re.IGNORECASE,
)
_PARTING: Final = re.compile(r"[\s_\-－‐–—()（）\[\]【】・,、&]+")
_LEAST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whom a contract is between, as far as it says so.

    Attributes:
        named: In its first lines or its title, folded, in lower case, without what only says that it is a firm.
        file: Words of its file's name that are of no kind of contract, copy or date.
        kind: What its title says without names and versions: contracts are told apart by their files only within a kind.
        everything: All of its first lines, its title and path: whether a name of another one stands there.
        japanese: Whether it is in Japanese: names in two scripts aren't held against each other.
    """

    named: frozenset[str]
    file: frozenset[str]
    kind: str
    everything: str
    japanese: bool

    def differ_from(self, other: "Parties") -> bool:
        """Return whether two contracts are between different parties, as far as both tell: each names one the other doesn't."""
        if self.japanese != other.japanese:
            return False
        if self.kind != other.kind and not (self.named or other.named):
            return False
        mine, theirs = self.named or self.file, other.named or other.file
        return not (_all_in(mine, other) or _all_in(theirs, self))


def parties_of(document: Document) -> Parties | None:
    """Return whom a document is between; None for one that is no contract, or tells nothing of it."""
    info = document.info
    return _parties(info.title, info.path, document.text[:_HEAD_CHARS], info.language == "ja")


@lru_cache(maxsize=4_096)
def _parties(title: str, path: str, text: str, japanese: bool) -> Parties | None:
    title, path = fold(title), fold(path)
    head = "\n".join(map(fold, text.split("\n")))  # whose roles stand on lines of their own
    if not _CONTRACT.search(f"{title}\n{path}"):
        return None
    named = {
        _bare(name)
        for pattern in _PREAMBLE
        for match in pattern.finditer(head)
        for name in match.groupdict().values()
        if name
    }
    named |= {
        _bare(match["name"])
        for pattern in _IN_TITLE
        for match in pattern.finditer(title)
        if _is_name(match["name"])
    }
    words = {
        _bare(word)
        for word in _PARTING.split(PurePosixPath(path).stem)
        if word and not re.search(r"[0-9]", word)
    }
    file = {word for word in words if len(word) >= _LEAST and not _NO_NAME.search(word)}
    parties = Parties(
        named=frozenset(name for name in named if len(name) >= _LEAST),
        file=frozenset(file),
        kind=bare_title(re.sub(r"[(（].*?[)）]", "", title)),
        everything=_bare(f"{title}\n{path}\n{head}"),
        japanese=japanese,
    )
    return parties if parties.named or parties.file else None


def _is_name(words: str) -> bool:
    """Whether what stands behind a title is somebody, rather than what kind of copy it is."""
    left = _NO_NAME.sub("", words).strip()
    if not left or re.search(r"[0-9]", left):
        return False
    return is_organisation(left) or bool(_LEGAL.search(left)) or left[0].isupper()


def _bare(name: str) -> str:
    return " ".join(_LEGAL.sub(" ", name).split()).lower()


def _all_in(names: frozenset[str], other: Parties) -> bool:
    return all(_stands_in(name, other) for name in names)


def _stands_in(name: str, other: Parties) -> bool:
    return (
        name in other.everything
        or name.replace(" ", "") in other.everything.replace(" ", "")
        or any(is_part_of_name(name, each) for each in other.named)
    )
