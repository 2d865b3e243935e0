"""The reading aid: for each word of a text what a dictionary says, and furigana over its kanji.

Japanese words get their reading and English glosses, English words their Japanese ones. Words
that stand together in the dictionary are explained together (人工知能, not 人工 and 知能).
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.compound_verbs import compound_verb, second_verb
from kotae.answering.rendering.english_phrases import EnglishPhrases
from kotae.answering.rendering.english_roles import stands, takes_object
from kotae.answering.rendering.english_words import EnglishWords, plain_name
from kotae.answering.rendering.irregular import PAST
from kotae.answering.rendering.japanese_phrases import JapanesePhrases
from kotae.answering.rendering.parted_verbs import PARTICLES, parted_particle
from kotae.answering.rendering.senses import proper_name
from kotae.answering.rendering.tokens import Token, tokens_of
from kotae.answering.rendering.usual_words import usual_english
from kotae.answering.rendering.word_helps import WordHelp, closest, expressed, help_of, is_read, joinable
from kotae.language import word_language
from kotae.records import Language
from kotae.scripts import HIRAGANA
from kotae.segmentation import Segmenter
from kotae.segmentation.kana import to_hiragana
from kotae.segmentation.numerals import WORDS
from kotae.segmentation.spaced import SpacedTerms
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, GlossaryEntry, prepared_glossary

__all__ = ["Aid", "WordHelp", "load_aid"]

_MOST_ENGLISH: Final = 3
_SILENT: Final = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
_DOING: Final = frozenset("する 為る できる 出来る いたす 致す なさる".split())
_PREPOSITIONS: Final = frozenset("as at by for from in into of on to with".split())
_PRONOUNS: Final = frozenset("it them him her us me you".split())
_OKURIGANA: Final = re.compile(f"[{HIRAGANA}]+\\Z")
_OPENING: Final = frozenset("as at in on out".split())
"""Prepositions that expressions begin with: in advance, as a whole."""


class Aid:
    """Explains words; safe to use from many threads.

    Args:
        glossary: The pocket dictionary.
        table: Tells which of a word's translations are the likely ones.
    """

    def __init__(self, glossary: Glossary, table: TranslationTable) -> None:
        self._glossary = glossary
        self._segmenter = Segmenter(as_written=True)
        self._stems = SpacedTerms()
        self._english_words = EnglishWords(glossary, table, self._segmenter)
        self._in_english = EnglishPhrases(glossary, table, self._segmenter, self.name)
        self._in_japanese = JapanesePhrases(self.is_word)

    def explain(self, text: str, start: int, end: int) -> tuple[WordHelp, ...]:
        """Return what there is to say about the words of ``text[start:end]``, in order.

        Args:
            text: The document.
            start: Where to begin, in code points.
            end: Where to stop.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        words = list(tokens_of(self._segmenter, text, start, end))
        found = []
        position = 0
        while position < len(words):
            explain = self._japanese if words[position].language == "ja" else self._english
            help_, taken = explain(words, position)
            if help_ is not None:
                found.append(help_)
            position += taken
        return tuple(found)

    def name(self, written: str) -> str:
        """Return a proper name in the other language: China for 中国, 日本 for Japan; empty where none is known."""
        if word_language(written) == "en":
            found = self._english_words.known(written.lower())
            return next((word for word in found if self._is_name(word, written)), "")
        usual = usual_english().get(written, "")
        if " " in usual and usual[0].isupper() and len(written) > 1:
            return usual  # 経済産業省: what stands behind a comma belongs to it
        return next((said for e in self._glossary.japanese(written) if (said := proper_name(e.gloss))), "")

    def senses(self, written: str) -> tuple[str, ...]:
        """Return the English glosses of all entries of a Japanese word; none for an unknown one."""
        return tuple(entry.gloss for entry in self._glossary.japanese(written))

    def phrase(self, written: str, target: Language, *, person: bool = False) -> str | None:
        """Return a short noun phrase in the other language, word by word; None where a part of it isn't known.

        Args:
            written: The phrase.
            target: The language wanted.
            person: Whether somebody is asked for.
        """
        if target == "ja":
            return self._in_japanese.said(written)
        return self._in_english.said(written, person=person)

    def is_word(self, written: str) -> bool:
        """Return whether an English word in lower case is an ordinary one, in whatever form."""
        return self._english_words.is_word(written)

    def verb(self, written: str) -> str:
        """Return the base form of an English verb in lower case, in whatever form; empty for other words."""
        form, found = self._english_words.best(written, one_word=True, role="verb")
        return form if found else ""

    def _is_past(self, word: str) -> bool:
        """Return whether a word is the past of one that the dictionary has: booked."""
        return (word.endswith("ed") or word in PAST) and self._english_words.is_word(word)

    def _is_name(self, word: str, written: str) -> bool:
        words = list(tokens_of(self._segmenter, word))
        entries = self._glossary.japanese(word)
        wanted = plain_name(written.lower())
        return (" " in written or (len(words) == 1 and words[0].name)) and any(
            proper_name(entry.gloss).lower() == wanted and "(book of" not in entry.gloss for entry in entries
        )

    def _japanese(self, words: Sequence[Token], position: int) -> tuple[WordHelp | None, int]:
        """Return the help for the longest word of the dictionary that begins here, and how many words it takes."""
        first = words[position]
        if first.kind in _SILENT:
            return None, 1
        if idiom := self._idiom(words[position : position + 3]):
            return idiom, 3
        if compound := compound_verb(words, position, self._glossary):
            entry, count = compound
            return help_of(
                words[position : position + count], entry.word, entry.readings[0], entry.gloss
            ), count
        if added := second_verb(words, position):
            return help_of([first], first.base, to_hiragana(first.base_reading), added), 1
        longest = joinable(words, position)
        for count in range(longest, 1, -1):
            group = words[position : position + count]
            if entries := self._glossary.japanese("".join(word.surface for word in group)):
                reading = to_hiragana("".join(word.kana for word in group))
                entry = closest(entries, reading)
                acts = _acts(words, position + count)
                return help_of(group, entry.word, entry.readings[0], entry.gloss, verb=acts), count
        return self._single(first, acts=_acts(words, position + 1)), 1

    def _idiom(self, words: Sequence[Token]) -> WordHelp | None:
        """Return the help for a noun and a verb that mean something of their own: 電話に出る is to answer the phone."""
        if len(words) < 3 or words[1].surface not in ("を", "に", "が") or words[2].kind != "動詞":
            return None
        noun, particle, verb = words
        if any(one.end != other.start for one, other in pairwise(words)):
            return None
        for base in dict.fromkeys((verb.base, verb.lemma)):
            entries = self._glossary.japanese(noun.surface + particle.surface + base) if base else ()
            if entries:
                return help_of(words, entries[0].word, entries[0].readings[0], entries[0].gloss)
        return None

    def _single(self, word: Token, *, acts: bool) -> WordHelp | None:
        reading = to_hiragana(word.kana if word.name else word.base_reading)
        entries = self._entries(word, reading)
        if not entries:
            return help_of([word], word.base or word.surface, reading, word.origin) if word.kana else None
        entry = closest(entries, reading)
        shown = (word.surface if word.name else word.base) or entry.word
        # The reading may be of the verb that a word is listed under: つかう for 使える.
        ending = _OKURIGANA.search(shown)
        own = reading if ending is None or reading.endswith(ending[0]) else ""
        return help_of([word], shown, own or entry.readings[0], entry.gloss, verb=acts)

    def _entries(self, word: Token, reading: str) -> Sequence[GlossaryEntry]:
        """Return what a word may be in the dictionary; a word in kana is looked for by its kanji first (する: 為る)."""
        if word.name or not word.base:
            return self._glossary.japanese(word.surface)
        if to_hiragana(word.base) == reading and word.lemma != word.base:
            meant = [entry for entry in self._glossary.japanese(word.lemma) if is_read(entry, reading)]
            return meant or self._glossary.japanese(word.base)
        return self._glossary.japanese(word.base) or self._glossary.japanese(word.lemma)

    def _english(self, words: Sequence[Token], position: int) -> tuple[WordHelp | None, int]:
        first = words[position]
        if word_language(first.surface) == "ja" or not first.surface[0].isalpha():
            return None, 1
        function_word = not self._stems.terms(first.surface)
        if function_word and first.surface.lower() not in _OPENING:
            return None, 1
        for count in range(min(_MOST_ENGLISH, len(words) - position), 1, -1):
            if function_word and self._goes_on(words, position + count):
                continue  # in form C-2
            if (
                "".join(word.surface.lower() for word in words[position + count : position + count + 1])
                == "not"
            ):
                continue  # please do not
            if help_ := self._expression(words[position : position + count], begins_small=function_word):
                return help_, count
        return (None if function_word else self._english_word(words, position)), 1

    def _goes_on(self, words: Sequence[Token], place: int) -> bool:
        """Return whether a word of content stands right behind those before a place."""
        if place == len(words) or words[place].start - words[place - 1].end != 1:
            return False
        written = words[place].surface.lower()
        return written not in WORDS and bool(self._stems.terms(written))

    def _expression(self, group: Sequence[Token], *, begins_small: bool) -> WordHelp | None:
        """Return the help for several English words that are an expression: opening hours, at once; but not "led by", "of it"."""
        last = group[-1].surface.lower()
        if group[0].surface.lower() == "not" or (
            any(word.language != "en" or not word.surface[0].isalpha() for word in group)
            or last in _PREPOSITIONS | _PRONOUNS
        ):
            return None
        if len(group) == 2 and last in PARTICLES:
            return expressed(group, *self._english_words.phrasal(group[0].surface.lower(), last))
        if begins_small and (last in WORDS or not self._stems.terms(last)):
            return None
        phrase = " ".join(word.surface.lower() for word in group)
        return expressed(group, *self._english_words.best(phrase, one_word=False))

    def _english_word(self, words: Sequence[Token], position: int) -> WordHelp | None:
        word = words[position]
        if word.language != "en" or (word.surface.isupper() and len(word.surface) > 1):
            return None  # IT isn't "it"
        near = [other.surface for other in words[max(0, position - 2) : position + 7]]
        place = min(position, 2)
        role, name = stands(near, place)
        written = word.surface.lower()
        if particle := parted_particle(near, place):  # hand the outfit back
            form, found = self._english_words.phrasal(written, near[particle].lower())
            if found:
                return WordHelp(start=word.start, end=word.end, word=form, gloss="、".join(found), verb=True)
        has_object = takes_object(near, place) if role == "verb" or written.endswith("ed") else None
        form, found = self._english_words.best(
            written, one_word=True, role=role, name=name, has_object=has_object
        )
        if not found and role == "modifier" and form != written:  # an encrypted file
            _, found = self._english_words.best(form, one_word=True, role="noun")
        acts = role == "verb" or ((form != written or not found) and self._is_past(written))
        if not found and not acts:
            return None
        verb = acts and self.is_word(form)
        known = self._english_words.has(form)
        return WordHelp(
            start=word.start, end=word.end, word=form, gloss="、".join(found), verb=verb, known=known
        )


def _acts(words: Sequence[Token], place: int) -> bool:
    """Return whether a noun before a place is made a verb there: 設立する, 設立された, 設立できる."""
    if not 0 < place < len(words) or not words[place - 1].action:
        return False
    verb = words[place]
    return verb.start == words[place - 1].end and verb.kind == "動詞" and verb.base in _DOING


@cache
def load_aid() -> Aid:
    """Return the aid with the dictionaries kotae comes with; takes seconds the first time ever.

    Raises:
        ModelError: A dictionary is missing or damaged.
    """
    return Aid(prepared_glossary(), TranslationTable.load())
