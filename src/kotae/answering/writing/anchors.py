"""Figures, dates, names and identifiers held fixed while a sentence is put into the other language.

Before a language model sees the sentence they are said by rule in the language wanted, in their places. What it writes must
hold each of them as it is, as often as the sentence does, those of one kind in the same order, and no figure besides: a text
that loses, doubles, moves or makes one up is no translation. (Marks without a meaning, such as ``{1}``, were tried: a small
model takes a year for a number of years and loses the sentence; see ``benchmarks/answers``.)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from kotae.answering.rendering.bounds import bounds_at
from kotae.answering.rendering.figures import said_figures
from kotae.answering.rendering.phrases import TITLES, UNITS
from kotae.answering.rendering.transcribing import romanised, said_name
from kotae.answering.writing.rewording import reworded
from kotae.folding import fold
from kotae.language import opposite, word_language
from kotae.question import find_identifiers
from kotae.records import Language
from kotae.scripts import KATAKANA
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities

__all__ = ["Anchor", "Anchored", "Names", "anchored"]

_ORDINAL_END: Final = re.compile(r"(?:st|nd|rd|th)\b")
_LATIN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:[ .&'-][A-Z][A-Za-z0-9]*)*")
_NAME_EN: Final = re.compile(
    r"(?<![A-Za-z0-9])(?!(?:The|An?|In|On|At|By|For|From|It|This|That|These|To|Of|And|But|If|As|No|All|Each|Every|Some|Both"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"[A-Z][A-Za-z]*[a-z](?: (?:of (?:the )?)?[A-Z][A-Za-z]*[a-z])*"
)
_BEGINS: Final = re.compile(r"(?:\A|[.!?:|])[\s\"'(]*\Z")
_TITLE: Final = re.compile("|".join(TITLES))
_HARD: Final = frozenset({"most", "least", "above", "below"})
_WRITTEN_DIGIT: Final = re.compile(r"[0-9]")
# Loan words: カイロ is Cairo, or what warms the hands.
_KATAKANA: Final = re.compile(f"[{KATAKANA}・]+")
# How a foreign name is read, in brackets behind it: MirrorFace(ミラーフェイス). A small model spells that out once more.
_READING: Final = re.compile(
    rf"(?P<name>[A-Za-z][A-Za-z0-9 .'-]*[A-Za-z0-9])(?P<read> ?\((?P<kana>[{KATAKANA}・]{{3,}})\))"
)
_SAME_SOUND: Final = {
    "l": "r",
    "v": "b",
    "c": "ks",
    "g": "gj",
    "h": "hf",
    "x": "ze",
    "q": "k",
    "p": "pf",
    "t": "tc",
}
# A date that no particle binds: a small model takes it for a deadline.
_LOOSE_DATE: Final = re.compile(
    r"(?P<day>[0-9]{1,2} )?(?:[A-Z][a-z]+ )?[0-9]{4}|(?P<without_year>[0-9]{1,2} [A-Z][a-z]+)"
)
_COMMAS: Final = ("、", ",")
_TITLED: Final = re.compile(
    r"[A-Z][\w'-]+,?(?: (?:of|and|the|for))*(?: [A-Z][\w'-]+,?(?: (?:of|and|the|for))*)+"
)
# Names are looked up at every length from here on; longer runs without a space are clauses.
_MOST_JOINED: Final = 8
# A name that is part of a word isn't one: 中国系, 日本人, 米国製, 日本円.
_GOES_ON: Final = re.compile(r"[系人語製産流風型籍式側料文円軍]")


class Names(Protocol):
    """A dictionary of names."""

    def name(self, written: str) -> str:
        """Return a proper name in the other language; empty where none is known."""
        ...

    def is_word(self, written: str) -> bool:
        """Return whether an English word in lower case is an ordinary one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A fact as it is said in the language wanted, and its kind: those of one kind keep their order."""

    said: str
    kind: str

    @property
    def counts(self) -> bool:
        """Whether it is the number of things that are counted otherwise in English: 5台."""
        return self.said.replace(",", "").isdecimal() and self.kind not in _UNCOUNTED


# What a counter without an English word counts stands behind it: 望遠鏡が5台 is no telescope that weighs 5.
_THINGS: Final = re.compile(r" (?!(?:and|or|to|in|at|on|by|for|with|is|are|was|were|as|but)\b)[A-Za-z]")
_UNCOUNTED: Final = frozenset(
    ["number", "date", "time", "money", "percent", "name", "identifier", "rank", *UNITS]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A sentence whose facts are in the language wanted.

    Attributes:
        text: The sentence, folded, with its facts as they are to be said.
        anchors: The facts, in their order.
    """

    text: str
    anchors: tuple[Anchor, ...]

    def without_facts(self, text: str) -> str:
        """Return a text without what is held fixed."""
        # The longest first: 3 March 2025 holds 3 March.
        for value in sorted({anchor.said for anchor in self.anchors}, key=len, reverse=True):
            text = _whole(value).sub(" ", text)
        return text

    def kept(self, written: str, target: Language) -> str | None:
        """Return what a model wrote on one line; None where a fact is lost, doubled, moved, or a figure is made up.

        A figure may be worded otherwise where it says the same: "at least two people" for "2 people or more".

        Args:
            written: By the model.
            target: The language wanted.
        """
        said = " ".join(fold(written).split())
        rest, places = said, []
        missing: list[Anchor] = []
        for value in sorted({anchor.said for anchor in self.anchors}, key=len, reverse=True):
            wanted = [anchor for anchor in self.anchors if anchor.said == value]
            found = [match.start() for match in _whole(value).finditer(rest)]
            if len(found) > len(wanted):
                return None
            if any(self._newly_bound(value, said, place, target) for place in found):
                return None
            things = target == "en" and any(one.counts for one in wanted)
            if things and not all(_THINGS.match(said, place + len(value)) for place in found):
                return None
            places += [(place, value) for place in found]
            rest = _whole(value).sub(lambda match: "\0" * len(match[0]), rest)
            missing += wanted[len(found) :]
        for anchor in missing:
            place = reworded(anchor.said, rest, target, said)
            if place is None:
                return None
            places.append((place.start, anchor.said))
            rest = rest[: place.start] + "\0" * (place.end - place.start) + rest[place.end :]
        if _WRITTEN_DIGIT.search(rest) or not self._in_order([value for _, value in sorted(places)]):
            return None
        return said

    def _newly_bound(self, value: str, said: str, place: int, target: Language) -> bool:
        """Return whether a figure that nothing bounds is bounded where it stands: 6か月以上 for six months.

        It is no new bound where the sentence has the same one beside the figure in its own language: 40,000 yenを上限に.
        """
        own = find_quantities(value)
        if not own or bounds_at(value, own[0].start, own[-1].end, target):
            return False
        new = _HARD & bounds_at(said, place + own[0].start, place + own[-1].end, target)
        source = opposite(target)
        held = [
            bounds_at(self.text, one.start(), one.end(), source) for one in _whole(value).finditer(self.text)
        ]
        return bool(new) and not any(new <= bounds for bounds in held)

    def _in_order(self, values: list[str]) -> bool:
        """Return whether the figures of each kind come as in the sentence."""
        kinds = {anchor.said: anchor.kind for anchor in self.anchors}
        for kind in {anchor.kind for anchor in self.anchors if anchor.kind != "name"}:
            before = [anchor.said for anchor in self.anchors if anchor.kind == kind]
            if before != [value for value in values if kinds[value] == kind]:
                return False
        return True


def _whole(value: str) -> re.Pattern[str]:
    """Return what finds a value as a whole, its first letter in either case."""
    left = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", value) else ""
    right = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]\Z", value) else ""
    return re.compile(left + re.escape(value) + right, re.IGNORECASE)


def anchored(
    sentence: str, *, source: Language, target: Language, analyzer: Analyzer, names: Names | None = None
) -> Anchored:
    """Return a sentence with its facts in the other language.

    Args:
        sentence: As it stands.
        source: Its language.
        target: The language it is to be put into.
        analyzer: Finds names and their readings.
        names: Knows names that are said otherwise than by their sound: 中国 is China.
    """
    text = _READING.sub(_without_reading, fold(sentence))
    found: list[tuple[int, int, Anchor]] = []
    facts = _facts(text, source=source, target=target, analyzer=analyzer, names=names)
    for start, end, anchor in facts:
        if anchor.said and not any(start < b and a < end for a, b, _ in found):
            found.append((start, end, anchor))
    found.sort(key=lambda fact: fact[0])
    written, done = "", 0
    for start, end, anchor in found:
        loose = text[end : end + 1] in _COMMAS and anchor.kind == "date" and target == "en"
        written = _joined(_joined(written, text[done:start]), _dated(anchor.said) if loose else anchor.said)
        done = end
    return Anchored(text=_joined(written, text[done:]), anchors=tuple(anchor for *_, anchor in found))


def _without_reading(match: re.Match[str]) -> str:
    """Return a name without the reading behind it; what begins with another sound is no reading and stays."""
    letter, sound = match["name"].rsplit(maxsplit=1)[-1][0].lower(), romanised(match["kana"])[:1].lower()
    first = match["name"][0].lower()
    alike = any(sound in _SAME_SOUND.get(one, one) for one in (letter, first))
    return match["name"] if alike else match[0]


def _dated(said: str) -> str:
    """Return a date with its preposition: in May 2025, on 8 May; anything else as it is."""
    match = _LOOSE_DATE.fullmatch(said)
    if match is None:
        return said
    return f"{'on' if match['day'] or match['without_year'] else 'in'} {said}"


def _joined(one: str, other: str) -> str:
    """Return two pieces as one text, apart where letters of words or digits would run together: café, 5."""
    runs = all(meeting.isalnum() and word_language(meeting) != "ja" for meeting in (one[-1:], other[:1]))
    return f"{one} {other}" if runs and not _ORDINAL_END.match(other) else one + other


def _facts(
    text: str, *, source: Language, target: Language, analyzer: Analyzer, names: Names | None
) -> Iterator[tuple[int, int, Anchor]]:
    """Yield the place of each fact and how it is said; the surest kinds first, which win where two overlap."""
    for identifier in find_identifiers(text):
        if not identifier.key.startswith("article:"):
            yield identifier.start, identifier.end, Anchor(said=identifier.written, kind="identifier")
    for figure in said_figures(text, source=source, target=target, words=analyzer.content_words):
        yield figure.start, figure.end, Anchor(said=figure.said, kind=figure.kind)
    if source == "ja":
        yield from _japanese_names(text, analyzer, names)
    elif names is not None:
        yield from _english_names(text, names)


def _japanese_names(text: str, analyzer: Analyzer, names: Names | None) -> Iterator[tuple[int, int, Anchor]]:
    for match in _LATIN.finditer(text):
        yield match.start(), match.end(), Anchor(said=match[0], kind="name")
    words = analyzer.content_words(text)
    if names is not None:
        yield from _institutions(text, words, names)
    for word in words:
        if word.is_name and word.language == "ja" and not _KATAKANA.fullmatch(word.surface):
            if _GOES_ON.match(text, word.end):
                continue
            if known := names.name(word.surface) if names else "":
                yield word.start, word.end, Anchor(said=known, kind="name")
            elif word.reading:
                title = _TITLE.match(text, word.end)
                said = f"{TITLES[title[0]] if title else ''} {romanised(word.reading)}".strip()
                yield word.start, title.end() if title else word.end, Anchor(said=said, kind="name")


def _institutions(text: str, words: Sequence[Word], names: Names) -> Iterator[tuple[int, int, Anchor]]:
    """Yield what a dictionary has as a name of several words, all with capitals: 警察庁 is the National Police Agency."""
    for first, word in enumerate(words):
        last = first + 1
        while last < min(len(words), first + _MOST_JOINED) and words[last].start == words[last - 1].end:
            last += 1
        for end in (other.end for other in reversed(words[first:last])):
            said = names.name(text[word.start : end]) if end - word.start > 1 else ""
            if _TITLED.fullmatch(said) and not _GOES_ON.match(text, end):
                yield word.start, end, Anchor(said=said, kind="name")
                break


def _english_names(text: str, names: Names) -> Iterator[tuple[int, int, Anchor]]:
    """Yield capitalised words that are no ordinary ones: in the dictionary's Japanese, in kana, or as they are."""
    for match in _NAME_EN.finditer(text):
        whole = names.name(match[0])
        yield match.start(), match.end(), Anchor(said=whole, kind="name")
        begins = _BEGINS.search(text[: match.start()]) is not None
        for word in re.finditer(r"[A-Z][A-Za-z]+", match[0]):
            said = names.name(word[0])
            if not said and not names.is_word(word[0].lower()) and (word.start() or not begins):
                said = said_name(word[0], "ja", lambda text: ()) or word[0]
            yield match.start() + word.start(), match.start() + word.end(), Anchor(said=said, kind="name")
