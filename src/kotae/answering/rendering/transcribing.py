"""Names in the other script, by their reading: 松尾豊 → Matsuo Yutaka, Kanazawa → カナザワ."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import jaconv

from kotae import lazy_re as re
from kotae.answering.rendering.phrase_words import ENDINGS, PARTS
from kotae.answering.rendering.phrases import TITLES, listed
from kotae.answering.rendering.usual_words import usual_english
from kotae.records import Language
from kotae.scripts import JAPANESE, KANJI, KATAKANA
from kotae.segmentation.analyzer import Word
from kotae.segmentation.kana import from_romaji, reading_key

__all__ = ["BY_SOUND", "foreign_names", "romanised", "said_name", "torn_names"]

# 八坂港 is Yasaka Port, not somebody called Yasaka.
_KINDS: Final = {kind: said for kind, said in ENDINGS.items() if said[0].isupper()} | PARTS
_TITLE_EN: Final = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr|Prof)\b\.?\s*")
_TITLE_JA: Final = re.compile(rf"(?:{'|'.join(TITLES)})\Z")
_AND_JA: Final = re.compile(rf"、|や|および|及び|ならびに|(?<=[{KANJI}])と(?=[{KANJI}])")
# How Japanese names are spelt: syllables of Hepburn's system only.
_HEPBURN: Final = re.compile(
    r"(?:(?:[kgnhbpmr]y|sh|ch|j)[auo]|(?:sh|ch|j)i|tsu|fu|[kmnrgbp]?[aeiou]|[sz][aueo]|[td][aeo]|h[aieo]|y[auo]|wa|n(?![aeiouy])|([kstp])(?=\1))+",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[・\s\u3000=＝]")
_KATAKANA: Final = re.compile(f"[{KATAKANA}]+")
_RUN: Final = re.compile(f"(?<![{KATAKANA}])[{KATAKANA}]{{3,12}}(?![{KATAKANA}])")
_SHORT: Final = 3
_LATIN: Final = re.compile(r"[A-Z][A-Za-z'-]+")
# How a foreign name is really spelt, nobody can tell from its sound.
BY_SOUND: Final = ", by sound"
"""What is said behind a name whose spelling is a guess."""
_NAME_CHARS: Final = re.compile(rf"[{JAPANESE}・\s　=＝]{{1,24}}\Z")


def said_name(
    text: str,
    target: Language,
    words: Callable[[str], Sequence[Word]],
    known: Callable[[str], str] | None = None,
) -> str | None:
    """Return a person's or place's name, or several, as a dictionary has it or by its reading; None for what isn't plainly one.

    Args:
        text: The name.
        target: The language wanted.
        words: Gives the words of a text with their readings.
        known: Gives names that a dictionary has, empty for others: 中国 is China.
    """
    if known is not None and (whole := known(text)):
        # Japanese papers write NATO; the dictionary has how it is said.
        return text if text.isupper() and whole == from_romaji(text.lower()) else whole
    if target == "en":
        parts = [part for part in _AND_JA.split(text) if part.strip()]
        said = [(known(part) if known else None) or _said_in_english(part, words) for part in parts]
        named = [name for name in said if name]
        if not named or len(named) < len(said):
            return None
        return listed(named)
    bare = _TITLE_EN.sub("", text).strip()
    parts = bare.split()
    if not 1 <= len(parts) <= 2 or not all(part[:1].isupper() and _HEPBURN.fullmatch(part) for part in parts):
        return None
    kana = [from_romaji(part) for part in parts]
    if not all(kana):
        return None
    return "・".join(kana) + ("さん" if bare != text else "")


def _said_in_english(text: str, words: Callable[[str], Sequence[Word]]) -> str | None:
    title = _TITLE_JA.search(text)
    bare = _TITLE_JA.sub("", text).strip()
    if not _NAME_CHARS.fullmatch(bare):
        return None
    found = [word for word in words(bare) if word.reading]
    covered = sum(len(word.surface) for word in found) == len(_BETWEEN.sub("", bare))
    others = sum(not word.is_name for word in found)
    if not covered or others == len(found) or others > 1:
        return None  # 来季のブルックナーのため is no name, though there is one in it
    post = usual_english().get(found[-1].surface, "") if others and found[-1].surface not in _KINDS else ""
    if post and len(found) > 1:
        return f"{' '.join(map(_spelled, found[:-1]))}, {post}"  # 鷹野課長
    if _is_torn(found):
        found = found[:1]
    name = " ".join(
        _KINDS.get(word.surface, _spelled(word)) if place else _spelled(word)
        for place, word in enumerate(found)
    )
    said = f"{TITLES[title[0]] if title else ''} {name}".strip()
    guessed = any(_KATAKANA.fullmatch(word.surface) and not _is_spelled(word) for word in found)
    return f"{said}{BY_SOUND}" if guessed else said


def _is_torn(parts: Sequence[Word]) -> bool:
    """Return whether a given name is cut into single kanji, as one is that the dictionary lacks: 悠人 isn't Yu Nin.

    How it is read nobody can tell then; the family name is said alone, as people are called in Japan.
    """
    given = parts[1:]
    single = len(given) > 1 and all(len(word.surface) == 1 for word in given)
    return single and parts[0].is_name and not any(word.surface in _KINDS for word in given)


def torn_names(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of people whose given name is cut into single kanji: Kashiwagi (given name 悠人).

    Args:
        words: The content words of a Japanese sentence; none are found in an English one.
    """
    for three in zip(words, words[1:], words[2:], strict=False):
        joined = all(one.end == other.start for one, other in pairwise(three))
        if joined and three[0].reading and len(three[0].surface) > 1 and three[1].is_name and _is_torn(three):
            given = "".join(word.surface for word in three[1:])
            yield three[0].start, three[2].end, f"{romanised(three[0].reading)} (given name {given})"


def _spelled(word: Word) -> str:
    """Return a word in Latin letters: a foreign name as the dictionary spells it, else by its sound."""
    return word.origin if _is_spelled(word) else romanised(word.reading)


def _is_spelled(word: Word) -> bool:
    """Return whether a dictionary's spelling is to be trusted; short names are Japanese as often: ナギ is no Nagy."""
    foreign = len(word.surface) >= _SHORT and _KATAKANA.fullmatch(word.surface) is not None
    return foreign and _LATIN.fullmatch(word.origin) is not None


def romanised(reading: str) -> str:
    """Return a katakana reading in Latin letters with a capital: トウキョウ → Tokyo."""
    said = jaconv.kata2alphabet(reading_key(reading))
    return str(said).capitalize()


def foreign_names(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, romanised) of runs of katakana that the dictionary cuts in two, one of them a name or unknown: ハナゾノ.

    Args:
        text: A sentence.
        words: Its content words.
    """
    for match in _RUN.finditer(text):
        within = [word for word in words if match.start() <= word.start and word.end <= match.end()]
        covered = sum(word.end - word.start for word in within) == len(match[0])
        joined = all(one.end == other.start for one, other in pairwise(within))
        torn = any(word.is_name for word in within) and any(len(word.surface) < _SHORT for word in within)
        if len(within) > 1 and (not covered or not joined or torn):
            yield match.start(), match.end(), romanised(match[0])
