"""Text to search terms, the same way for documents and questions.

A text gives three lists: words (what it says), readings (how its Japanese words sound) and
character bigrams (for names no dictionary knows). Speed matters here, for every passage goes
through: what one dictionary line or one Latin token gives is worked out once and remembered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kotae.folding import fold
from kotae.language import spaced_language
from kotae.languages import LANGUAGES
from kotae.records import Language, Span
from kotae.scripts import HIRAGANA, KANJI, KATAKANA
from kotae.segmentation.japanese import content_term, is_content, parse_line
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.segmentation.latin import LATIN_TOKEN, part_of_speech
from kotae.segmentation.quantities import find_quantities
from kotae.segmentation.segmenter import HAS_JAPANESE, Segmenter
from kotae.segmentation.spaced import SpacedTerms
from kotae.segmentation.whole_names import name_key, whole_names

__all__ = ["Analyzer", "Terms", "Word"]

# Most words of a library come again on every page.
_MAX_REMEMBERED: Final = 200_000
_NAME_RUN: Final = re.compile(f"[{KATAKANA}]{{2,}}|[{KANJI}]{{2,}}")
_KANA: Final = re.compile(f"[{HIRAGANA}{KATAKANA}]+")
_KATAKANA: Final = re.compile(f"[{KATAKANA}]+")
_QUESTION_WORDS: Final = frozenset(word for tables in LANGUAGES.values() for word in tables.asking)
_DATE: Final = "date:"
# A word in kana that the dictionary lacks comes in so many pieces, seldom more.
_MAX_KANA_WORDS: Final = 4
_MAX_KANA_CHARS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a text is found by; duplicates are kept, for they are the term frequency.

    Attributes:
        words: Japanese lemmas, English stems, whole identifiers, quantities.
        readings: Reading keys of the Japanese words; a passage's also the keys of whole katakana names.
        bigrams: Character bigrams of runs of kanji and of katakana.
    """

    words: tuple[str, ...]
    readings: tuple[str, ...]
    bigrams: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Span):
    """A content word and where it stands.

    Attributes:
        term: Its main search term.
        surface: The word as written, ``text[start:end]``.
        part_of_speech: As in :class:`kotae.records.Token`.
        reading: Katakana reading; empty for English and unknown words.
        origin: The foreign word a loan-word comes from, else empty.
        is_name: Whether it looks like a proper name, by the dictionary or its capitals.
        language: Its code.
    """

    term: str
    surface: str
    part_of_speech: str
    reading: str = ""
    origin: str = ""
    is_name: bool = False
    language: Language


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one dictionary line gives: terms, their reading keys, and the word itself if it is kana."""

    terms: tuple[str, ...]
    readings: tuple[str, ...]
    kana: str
    asks: bool


class Analyzer:
    """Makes search terms; thread-safe, as its segmenter is."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._spaced = {code: SpacedTerms(tables) for code, tables in LANGUAGES.items()}
        self._entries: dict[str, _Entry | None] = {}

    def terms(self, text: str) -> Terms:
        """Return the terms of a passage.

        Args:
            text: A passage with what is put in front of it, not folded yet.

        Returns:
            The terms in no promised order; three empty lists for a text without any word.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        folded = fold(text)
        words = self._latin(folded)
        # A day is in its month and its year: 2024年4月 finds R6.4.1.
        words += [key for word in words if word.startswith(_DATE) for key in _coarser(word)]
        if not HAS_JAPANESE.search(folded):
            return Terms(words=tuple(words), readings=(), bigrams=())
        found = [entry for entry in map(self._entry, self._segmenter.lines(folded)) if entry]
        words += [term for entry in found for term in entry.terms]
        readings = [reading for entry in found for reading in entry.readings]
        readings += map(name_key, whole_names(folded, {entry.kana for entry in found}))
        return Terms(words=tuple(words), readings=tuple(readings), bigrams=_bigrams(folded))

    def question_terms(self, question: str) -> Terms:
        """Return the terms of a question, made the same way as a passage's.

        Words that only ask (教えて, tell me) are dropped unless nothing else remains. Readings
        come from what is written in kana or rōmaji only: a word in kanji finds itself, and by
        its sound it would also find others. Neighbouring kana words are also tried as one,
        because a dictionary takes よさん for two words. In an English sentence only names are
        taken for rōmaji (Matsuo, not make).

        Args:
            question: As asked.

        Returns:
            The terms; three empty lists for a question without any word.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        folded = fold(question)
        latin = LATIN_TOKEN.findall(folded)
        all_words = self._latin(folded)
        readings = _romaji_readings(latin, mixed=HAS_JAPANESE.search(folded) is not None)
        lines = self._segmenter.lines(folded) if HAS_JAPANESE.search(folded) else []
        entries = [self._entry(line) for line in lines]
        all_words += [term for entry in entries if entry for term in entry.terms]
        asking = {term for entry in entries if entry and entry.asks for term in entry.terms} | _QUESTION_WORDS
        words = [word for word in all_words if word not in asking] or all_words
        readings += [reading for entry in entries if entry and entry.kana for reading in entry.readings]
        readings += _joined_kana(entries)
        if not words:
            # Two particles to the dictionary, sea urchin to the reader: うに.
            readings += [
                reading_key(kana) for kana in _KANA.findall(folded) if 1 < len(kana) <= _MAX_KANA_CHARS
            ]
        return Terms(words=tuple(words), readings=tuple(dict.fromkeys(readings)), bigrams=_bigrams(folded))

    def content_words(self, text: str) -> tuple[Word, ...]:
        """Return the content words of a text with their places.

        Args:
            text: The text as read.

        Returns:
            The words in order, ``text[word.start:word.end] == word.surface``.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        found: list[Word] = []
        for start, end, made_from, language in self._segmenter.places(text):
            if language == "ja":
                entry = self._entry(made_from)
                if entry and entry.terms:
                    found.append(_japanese_word(text, (start, end), made_from, entry.terms[0]))
            elif terms := self._spaced[language].terms(made_from):
                found.extend(_latin_words(text, (start, end), made_from, terms[0], language))
        return tuple(found)

    def _latin(self, folded: str) -> list[str]:
        """Return the terms of all Latin tokens of a folded text, and the keys of its quantities."""
        terms = self._spaced[spaced_language(folded)].terms
        found = [term for token in LATIN_TOKEN.findall(folded) for term in terms(token)]
        found += [quantity.key for quantity in find_quantities(folded)]
        return found

    def _entry(self, line: str) -> _Entry | None:
        """Return what a dictionary line gives; None for nothing."""
        try:
            return self._entries[line]
        except KeyError:
            if len(self._entries) >= _MAX_REMEMBERED:
                self._entries.clear()
            entry = self._entries[line] = self._make_entry(line)
            return entry

    def _make_entry(self, line: str) -> _Entry | None:
        word = parse_line(line)
        kana = word.surface if _KANA.fullmatch(word.surface) else ""
        if word.part_of_speech in {"助詞", "助動詞"}:
            kana = ""
        if not word.known and "・" in word.surface.strip("・"):
            return self._entry_of_parts(word.surface)
        if not is_content(word):
            return _Entry(terms=(), readings=(), kana=kana, asks=False) if kana else None
        heard = word.reading or (kana if _KATAKANA.fullmatch(kana) else "")
        readings = (reading_key(heard),) if heard else ()
        return _Entry(
            terms=(content_term(word),), readings=readings, kana=kana, asks=word.lemma in _QUESTION_WORDS
        )

    def _entry_of_parts(self, surface: str) -> _Entry:
        """Return what the parts of コスタ・デル・ソル give, which the dictionary takes for one unknown word."""
        lines = self._segmenter.lines(surface.replace("・", " "))
        parts = [entry for entry in map(self._entry, lines) if entry]
        return _Entry(
            terms=tuple(term for part in parts for term in part.terms),
            readings=tuple(reading for part in parts for reading in part.readings),
            kana="".join(part.kana for part in parts),
            asks=False,
        )


def _coarser(key: str) -> Iterator[str]:
    """Yield the keys of the month and the year that a date lies in, without the date's own."""
    parts = key.removeprefix(_DATE).split("-")
    if parts[0]:
        yield from (_DATE + "-".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))


def _latin_words(
    text: str, span: tuple[int, int], token: str, term: str, language: Language
) -> Iterator[Word]:
    """Yield the word a Latin token is; nothing for a symbol."""
    if (kind := part_of_speech(token)) != "symbol":
        surface = text[span[0] : span[1]]
        yield Word(
            start=span[0],
            end=span[1],
            term=term,
            surface=surface,
            part_of_speech=kind,
            # The first word of a sentence has a capital anyway.
            is_name=kind == "word" and any(letter.isupper() for letter in surface[1 if not span[0] else 0 :]),
            language=language,
        )


def _japanese_word(text: str, span: tuple[int, int], line: str, term: str) -> Word:
    word = parse_line(line)
    return Word(
        start=span[0],
        end=span[1],
        term=term,
        surface=text[span[0] : span[1]],
        part_of_speech=word.part_of_speech,
        reading=word.reading,
        origin=word.origin,
        is_name=word.subclass.startswith("固有名詞")
        or (not word.known and _KATAKANA.fullmatch(word.surface) is not None),
        language="ja",
    )


def _romaji_readings(latin: list[str], *, mixed: bool) -> list[str]:
    """Return the reading keys of the words that are rōmaji.

    Many English words could be (make, time, use): in a text that isn't all rōmaji, only words
    with a capital inside the sentence or a macron count, or any word between Japanese ones.
    """
    kanas = [from_romaji(token) for token in latin]
    words = [kana for token, kana in zip(latin, kanas, strict=True) if token.isalpha()]
    if mixed or all(words):
        return [reading_key(kana) for kana in kanas if len(kana) > 1]
    return [
        reading_key(kana)
        for at, (token, kana) in enumerate(zip(latin, kanas, strict=True))
        if len(kana) > 1 and ((at and token[0].isupper()) or not token.isascii())
    ]


def _bigrams(folded: str) -> tuple[str, ...]:
    """Return the character bigrams of each run of kanji and of katakana."""
    return tuple([run[at : at + 2] for run in _NAME_RUN.findall(folded) for at in range(len(run) - 1)])


def _joined_kana(entries: list[_Entry | None]) -> list[str]:
    """Return reading keys of two to four neighbouring kana words taken as one, three characters or more."""
    joined: list[str] = []
    for first in range(len(entries)):
        kana = ""
        for position in range(first, min(first + _MAX_KANA_WORDS, len(entries))):
            entry = entries[position]
            if entry is None or not entry.kana:
                break
            kana += entry.kana
            if position > first and len(kana) >= 3:
                joined.append(reading_key(kana))
    return joined
