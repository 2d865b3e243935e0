"""The reading aid: for each word of a text what a dictionary says, and furigana over its kanji.

Japanese words get their reading and English glosses, English words their Japanese ones. Words
that stand together in the dictionary are explained together (人工知能, not 人工 and 知能).
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.errors import ModelError
from kotae.records import Span
from kotae.segmentation import Segmenter
from kotae.segmentation.english import EnglishTerms
from kotae.segmentation.furigana import furigana
from kotae.segmentation.japanese import split_lemma
from kotae.segmentation.kana import to_hiragana
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, GlossaryEntry, prepared_glossary

__all__ = ["Aid", "PreparedAid", "WordHelp"]

_MAX_JOINED: Final = 5
_MAX_GLOSSES: Final = 4
_MAX_GLOSS_CHARS: Final = 160
# How much the translation table's probability, learned from real sentences, counts beside the dictionary's marks.
_TABLE_WORTH: Final = 60.0
_LEAST_SHARE: Final = 0.15
_SILENT: Final = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
_JOINED: Final = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})
# The dictionary always gives the solemn reading.
_USUAL_READINGS: Final = {"日本": "ニホン"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordHelp(Span):
    """What is shown for one word.

    Attributes:
        word: Its dictionary form.
        reading: In hiragana; empty where the word says it itself, and for English.
        gloss: Its meaning in the other language; may be empty.
        ruby: Start, end (in the document) and reading of each run of kanji.
    """

    word: str
    reading: str = ""
    gloss: str = ""
    ruby: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word(Span):
    """A word of the text with the fields the dictionary gives; those of an unknown word are empty."""

    surface: str
    written: str
    language: str
    part_of_speech: str = ""
    name: bool = False
    lemma: str = ""
    origin: str = ""
    kana: str = ""
    base: str = ""
    base_reading: str = ""


class Aid:
    """Explains words; safe to use from many threads.

    Args:
        glossary: The pocket dictionary.
        table: Tells which of a word's translations are the likely ones.
    """

    def __init__(self, glossary: Glossary, table: TranslationTable) -> None:
        self._glossary = glossary
        self._table = table
        self._segmenter = Segmenter(as_written=True)
        self._stems = EnglishTerms()

    def explain(self, text: str, start: int, end: int) -> tuple[WordHelp, ...]:
        """Return what there is to say about the words of ``text[start:end]``, in order.

        Args:
            text: The document.
            start: Where to begin, in code points.
            end: Where to stop.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        words = list(self._words(text, start, end))
        found = []
        position = 0
        while position < len(words):
            explain = self._japanese if words[position].language == "ja" else self._english
            help_, taken = explain(words, position)
            if help_ is not None:
                found.append(help_)
            position += taken
        return tuple(found)

    def _words(self, text: str, start: int, end: int) -> Iterator[_Word]:
        for first, last, made_from, language in self._segmenter.places(text, start=start, end=end):
            written = text[first:last]
            if language == "en":
                yield _Word(start=first, end=last, surface=made_from, written=written, language=language)
                continue
            fields = made_from.split("\t")
            if len(fields) < 8:  # a word the dictionary doesn't know
                fields = [*fields[:4], "", "", "", ""]
            lemma, origin = split_lemma(fields[5])
            kana = _USUAL_READINGS.get(written, fields[6])
            yield _Word(
                start=first,
                end=last,
                surface=fields[0].lstrip(" "),
                written=written,
                language=language,
                part_of_speech=fields[1],
                name=fields[2] == "固有名詞",
                lemma=lemma,
                origin=origin,
                kana=kana,
                base=fields[7],
                base_reading=fields[4],
            )

    def _japanese(self, words: Sequence[_Word], position: int) -> tuple[WordHelp | None, int]:
        """Return the help for the longest word of the dictionary that begins here, and how many words it takes."""
        first = words[position]
        if first.part_of_speech in _SILENT:
            return None, 1
        longest = _joinable(words, position)
        for count in range(longest, 1, -1):
            group = words[position : position + count]
            if entries := self._glossary.japanese("".join(word.surface for word in group)):
                reading = to_hiragana("".join(word.kana for word in group))
                entry = _closest(entries, reading)
                return _help(group, entry.word, entry.readings[0], entry.gloss), count
        return self._single(first), 1

    def _single(self, word: _Word) -> WordHelp | None:
        reading = to_hiragana(word.kana if word.name else word.base_reading)
        entries = self._entries(word, reading)
        if not entries:
            return _help([word], word.base or word.surface, reading, word.origin) if word.kana else None
        entry = _closest(entries, reading)
        shown = word.surface if word.name else word.base
        return _help([word], shown or entry.word, reading or entry.readings[0], entry.gloss)

    def _entries(self, word: _Word, reading: str) -> Sequence[GlossaryEntry]:
        """Return what a word may be in the dictionary; a word in kana is looked for by its kanji first (する: 為る)."""
        if word.name or not word.base:
            return self._glossary.japanese(word.surface)
        if to_hiragana(word.base) == reading and word.lemma != word.base:
            meant = [entry for entry in self._glossary.japanese(word.lemma) if _is_read(entry, reading)]
            return meant or self._glossary.japanese(word.base)
        return self._glossary.japanese(word.base) or self._glossary.japanese(word.lemma)

    def _english(self, words: Sequence[_Word], position: int) -> tuple[WordHelp | None, int]:
        first = words[position]
        if (
            not first.surface.isascii()
            or not first.surface[0].isalpha()
            or not self._stems.terms(first.surface)
        ):
            return None, 1
        for count in range(min(3, len(words) - position), 0, -1):
            group = words[position : position + count]
            if any(word.language != "en" or not word.surface[0].isalpha() for word in group):
                continue
            phrase = " ".join(word.surface.lower() for word in group)
            forms = [(self._ranked(form, count == 1), form) for form in _base_forms(phrase)]
            ranked, form = max(forms, key=lambda pair: pair[0][0][0] if pair[0] else 0.0)
            if ranked:
                gloss = "、".join(word for _, word in ranked)
                return WordHelp(start=first.start, end=group[-1].end, word=form, gloss=gloss), count
        return None, 1

    def _ranked(self, form: str, one_word: bool) -> list[tuple[float, str]]:
        """Return the Japanese words for an English one with their scores, the likeliest first."""
        known: dict[str, float] = {}
        if one_word and (stem := next(iter(self._stems.terms(form)), "")):
            known = dict(self._table.translations(stem, "en"))
        ranked = sorted(
            (
                ((1 + _TABLE_WORTH * known.get(word, 0.0)) * weight, word)
                for word, weight in self._glossary.english(form)
                if word.lower() != form
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return [pair for pair in ranked[:_MAX_GLOSSES] if pair[0] >= _LEAST_SHARE * ranked[0][0]]


def _joinable(words: Sequence[_Word], position: int) -> int:
    """Return how many words from here on stand together and may be one noun."""
    count = 0
    for word in words[position : position + _MAX_JOINED]:
        apart = count and word.start != words[position + count - 1].end
        if apart or word.language != "ja" or word.part_of_speech not in _JOINED:
            break
        count += 1
    return count


def _closest(entries: Sequence[GlossaryEntry], reading: str) -> GlossaryEntry:
    """Return the first entry that is read so; the first of all where none is."""
    return next((entry for entry in entries if _is_read(entry, reading)), entries[0])


def _is_read(entry: GlossaryEntry, reading: str) -> bool:
    return reading in map(to_hiragana, entry.readings)


def _help(group: Sequence[_Word], word: str, reading: str, gloss: str) -> WordHelp:
    hiragana = to_hiragana(reading)
    return WordHelp(
        start=group[0].start,
        end=group[-1].end,
        word=word,
        reading="" if hiragana == to_hiragana(word) else hiragana,
        gloss=gloss[:_MAX_GLOSS_CHARS],
        ruby=tuple(
            (one.start + first, one.start + last, kana)
            for one in group
            for first, last, kana in furigana(one.written, one.kana)
        ),
    )


def _base_forms(phrase: str) -> Iterator[str]:
    """Yield a phrase, then what it may be an inflected form of, the likelier first."""
    yield phrase
    endings = (
        ("'s", ("",)), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
        ("ing", ("", "e")), ("ly", ("",)),
    )  # fmt: skip
    for ending, stems in endings:
        if len(phrase) > len(ending) + 2 and phrase.endswith(ending):
            stem = phrase.removesuffix(ending)
            yield from (stem + more for more in stems)
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                yield stem[:-1]


def _load() -> Aid:
    return Aid(prepared_glossary(), TranslationTable.load())


class PreparedAid:
    """The reading aid once it is there: the very first time, its dictionary takes seconds to make.

    Args:
        load: Makes the aid.
    """

    def __init__(self, load: Callable[[], Aid] = _load) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._aid: Aid | None = None
        self._error: ModelError | None = None

    def get(self, wait: float = 1.0) -> Aid | None:
        """Return the aid; None while it is still being made.

        Args:
            wait: How long to wait for it, in seconds.

        Raises:
            ModelError: A dictionary is missing or damaged.
        """
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._prepare, name="kotae-reading-aid", daemon=True)
                self._thread.start()
        self._thread.join(wait)
        if self._error is not None:
            raise self._error
        return self._aid

    def _prepare(self) -> None:
        try:
            self._aid = self._load()
        except ModelError as error:  # raised where it is waited for
            self._error = error
