"""What bounds a figure, once for both languages: which words say it, how the other language says it, and what kind it is.

Read here by everything that says a figure (``quantities``), takes it out of a text (``figures``, the short answer) or compares it
with what a language model wrote (``bounds_at``): at least and 以上 are one, more than is another.
"""

import re
from typing import Final, Literal, NamedTuple, TypeAlias

from kotae.languages import ByLanguage
from kotae.records import Language

__all__ = ["AFTER", "BEFORE", "Kind", "bounded", "bounds_at", "part_of_date"]

Kind: TypeAlias = Literal["most", "least", "below", "above", "about", "every", "from", "until", "mean"]


class _Bound(NamedTuple):
    """Words before and after a figure, in Japanese and in English, and how either language says it around ``{}``."""

    kind: Kind
    ja_before: str
    ja_after: str
    en_before: str
    en_after: str
    in_english: str
    in_japanese: str


_PASSES: Final = (
    r"(?:え?(?:る|た|ます|ました|て(?:い(?:る|ます|た))?)|り(?:ます|ました)?|った|って(?:い(?:る|ます|た))?)?"
)
_NOT_REACHED: Final = r"に(?:は)?(?:届か|達し|満た|及ば)(?:ない|なかった|ず|ません(?:でした)?)"
_NOT: Final = r"(?:not|(?:did|do|does|could|has|have)n['’]t)"
# Without を it is by how much: 7.8％下回った isn't below 7.8 %.
# In their order: of two that fit the first is said, so that "no more than" isn't "more than".
_LIMITS: Final = (
    _Bound("most", "", "以内", "within", "", "within {}", "{}以内"),
    _Bound("most", "最長|最大|最高|上限は?", "まで(?:に)?|[をが]上限(?:に|と|とする)?|以下",
           "up to|(?:a )?maximum of|maximum|at most|no more than|not more than", "at most", "up to {}", "{}まで"),
    _Bound("most", "", "", "", "or less|or fewer|or under|or younger|or below", "", "{}以下"),
    _Bound("least", "", "以上", "", "or more|and over|or over|or older|or above|at least", "{} or more", "{}以上"),
    _Bound("below", "", rf"未満|{_NOT_REACHED}|[をは]下回{_PASSES}",
           rf"under|below|less than|fewer than|short of|{_NOT} (?:reach|exceed|come to)", "", "under {}", "{}未満"),
    _Bound("above", "", rf"を?超{_PASSES}|[をは]上回{_PASSES}|より多",
           r"(?<!no )(?<!not )(?:more than|over|above|exceed(?:s|ed|ing)?)",
           "", "more than {}", "{}超"),
    _Bound("least", "最低|少なくとも", "", "at least|(?:a )?minimum of|minimum|no less than|not less than", "",
           "at least {}", "{}以上"),
)  # fmt: skip
_ABOUT: Final = (
    _Bound("about", "約|およそ|おおよそ", "ほど|程度|くらい|ぐらい|前後",
           "about|around|approximately|roughly|nearly|almost|some", "or so|or thereabouts|give or take", "about {}", "約{}"),
)  # fmt: skip
_MEAN: Final = (
    _Bound("mean", "平均(?:して)?(?:で|は)?", "", "(?:an )?average of|on average", "on average", "{} on average", "平均{}"),
    _Bound("mean", "", rf"下回{_PASSES}", "", "", "{} less", ""),
    _Bound("mean", "", rf"上回{_PASSES}", "", "", "{} more", ""),
    _Bound("mean", "", "割?増し", "", "", "{} more", ""),
    _Bound("mean", "", "割?引き?(?![きかくけこ落受取渡越])", "", "off", "{} off", "{}引き"),
)  # fmt: skip
_TIMES: Final = (
    _Bound("every", "", "ごと|毎|おき", "every", "", "every {}", "{}ごと"),
    _Bound("from", "", "(?:経過)?後", "after", "", "after {}", "{}後"),
    _Bound("most", "", "前まで(?:に)?", "", "", "by {} before", ""),
    _Bound("most", "", "前(?!後)", "", r"before|earlier|in advance|beforehand", "{} before", "{}前"),
    _Bound("most", "", "", "before", "", "", "{}より前"),
    _Bound("until", "", "", "by|until|till", "", "", "{}まで"),
    _Bound("from", "", "から|以降|以後", "from|since|starting(?: on| in)?", "onwards?|or later", "", "{}から"),
)  # fmt: skip


class _Part(NamedTuple):
    """A part of a month or year."""

    name: str
    ja_after: str
    en_before: str
    in_english: str
    in_japanese: str


_PARTS: Final = (
    _Part("end", r"末日?|の?終わり", r"(?:the )?end of", "the end of {}", "末"),
    _Part("early", r"上旬|初旬", r"early", "early {}", "上旬"),
    _Part("early", r"の?(?:初め|はじめ|頭)", r"(?:the )?beginning of", "early {}", "初め"),
    _Part("middle", r"中旬|の?(?:半ば|中頃)", r"mid|(?:the )?middle of", "mid-{}", "中旬"),
    _Part("late", r"下旬", r"late", "late {}", "下旬"),
)


def _any(words: list[str]) -> str:
    return "|".join(filter(None, words))


def _ending(words: str, language: Language) -> re.Pattern[str]:
    """Return what finds words right before a figure."""
    return re.compile(rf"(?:{words})\Z" if language == "ja" else rf"\b(?:{words})\s*\Z", re.IGNORECASE)


def _beginning(words: str, language: Language) -> re.Pattern[str]:
    """Return what finds words right after a figure."""
    return re.compile(words if language == "ja" else rf"\s*\b(?:{words})\b", re.IGNORECASE)


# What an amount is for, in front of it: 1年300円, 1人につき300円.
_RATE: Final = re.compile(
    r"1(?:年間?|か月|週間?|日|時間|分|秒|人|泊|[回個枚本台袋箱冊])(?:につき|あたり)?(?=[0-9])"
)
_BOUNDS: Final = (*_LIMITS, *_ABOUT, *_MEAN)
BEFORE: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": _ending(_any([bound.ja_before for bound in _BOUNDS]), "ja"),
        "en": _ending(_any([bound.en_before for bound in _BOUNDS]), "en"),
    }
)
"""What bounds an amount and must not be dropped with it, before it: not reached, at least."""
AFTER: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": _beginning(_any([bound.ja_after for bound in _BOUNDS]), "ja"),
        "en": _beginning(_any([bound.en_after for bound in _BOUNDS]), "en"),
    }
)
"""The same behind it."""


def _found(bound: _Bound, before: str, after: str, source: Language) -> tuple[int, int] | None:
    """Return where the words before a figure begin that bound it, and where those behind it end; None for none."""
    ahead, behind = (bound.ja_before, bound.ja_after) if source == "ja" else (bound.en_before, bound.en_after)
    first = _ending(ahead, source).search(before) if ahead else None
    last = _beginning(behind, source).match(after) if behind else None
    if first is None and last is None:
        return None
    return first.start() if first else len(before), last.end() if last else 0


def bounded(said: str, before: str, after: str, source: Language) -> str:
    """Return a figure with what bounds it: about two hours or more before.

    Args:
        said: The figure in the other language.
        before: What stands before it, in its own language.
        after: What stands behind it.
        source: That language.
    """
    for bounds in (_ABOUT, _LIMITS, _MEAN, _TIMES):
        for bound in bounds:
            way = bound.in_english if source == "ja" else bound.in_japanese
            place = _found(bound, before, after, source) if way else None
            if place is not None:
                said = _around(said, way, after[: place[1]])
                before, after = before[: place[0]], after[place[1] :]
                break
    return said


def _around(said: str, way: str, behind: str) -> str:
    """Return a figure with one bound; of people's ages English says younger and older, and Japanese 3時間前まで."""
    if said.endswith(" years old") and behind[:2] in ("以下", "以上", "未満"):
        age = said.removesuffix(" years old")
        return {"以下": f"{age} or younger", "以上": f"{age} or older", "未満": f"under {age}"}[behind[:2]]
    if way == "every {}" and said.startswith("about "):
        return f"about every {said.removeprefix('about ')}"
    if way == "{}前" and said.endswith("まで"):
        return f"{said.removesuffix('まで')}前まで"
    if way == "約{}" and (rate := _RATE.match(said)):  # 約1年300円 would be a year that is about one
        return f"{rate[0]}約{said.removeprefix(rate[0])}"
    return way.format(said)


def part_of_date(before: str, after: str, source: Language) -> tuple[str, str, str] | None:
    """Return how a part of a month is said around ``{}``, and what stands before and behind it; None for a whole one."""
    for part in _PARTS:
        if source == "ja" and (match := re.match(part.ja_after, after)):
            return part.in_english, before, after[match.end() :]
        if source == "en" and (match := re.search(rf"\b(?:{part.en_before})[\s-]*\Z", before, re.IGNORECASE)):
            return "{}" + part.in_japanese, before[: match.start()], after
    return None


def bounds_at(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return what bounds the figure at a place, and which part of a month is meant.

    Args:
        text: Where it stands.
        start: Its beginning.
        end: Its end.
        language: The text's language.

    Returns:
        Of ``"most"``, ``"least"``, ``"above"``, ``"below"``, ``"from"``, ``"early"``, ``"middle"``, ``"late"`` and
        ``"end"`` those that stand there; none for a plain figure.
    """
    before, after = text[:start], text[end:]
    found: set[str] = set()
    if part := part_of_date(before, after, language):
        found.add(next(one.name for one in _PARTS if part[0] in (one.in_english, "{}" + one.in_japanese)))
        _, before, after = part
    for side in ((before, ""), ("", after)):
        kinds = (
            bound.kind
            for bound in (*_LIMITS, *_TIMES)
            if _found(bound, *side, language) and bound.kind != "every"
        )
        found |= {"most" if kind == "until" else kind for kind in [next(kinds, "")] if kind}
    return frozenset(found)
