"""Text to sentences and words, in Japanese, English, whatever other language is known, and mixed.

Sentences come from rules on the text as read. Words are looked for in the *folded* text, where
hard-wrapped lines are joined and spellings are one, and are reported where they stand in the
text as read: ``text[token.start:token.end] == token.surface``, always.
"""

import re
from collections.abc import Iterator

from kotae.folding import fold_with_offsets
from kotae.language import detect_language, spaced_language
from kotae.records import Document, Language, Sentence, Token
from kotae.scripts import JAPANESE
from kotae.segmentation.japanese import parse_line
from kotae.segmentation.latin import LATIN_TOKEN, part_of_speech
from kotae.segmentation.mecab import Tagger
from kotae.segmentation.sentences import sentence_bounds

__all__ = ["HAS_JAPANESE", "Segmenter"]

HAS_JAPANESE = re.compile(f"[{JAPANESE}〆]")
"""Matches a character that needs the Japanese dictionary, in folded text."""
_SYMBOLS = re.compile(r"[^\w\s]+")


class Segmenter:
    """Finds sentences and words; cheap to make, loads the dictionary at first need, thread-safe.

    Args:
        as_written: Whether the lines of :meth:`places` tell forms as written; see :class:`Tagger`.
    """

    def __init__(self, *, as_written: bool = False) -> None:
        self._tagger = Tagger(as_written=as_written)

    def sentences(self, text: str, *, start: int = 0, end: int | None = None) -> tuple[Sentence, ...]:
        """Return the sentences of ``text[start:end]``, in order; none for white space.

        Together they hold every character that isn't white space. A line break inside a
        sentence is no end, a blank line or the mark of a list item is. Footnote marks stay
        with the sentence before them.

        Args:
            text: The text as read.
            start: Where to begin, in code points.
            end: Where to stop; None for the end of the text.

        Returns:
            Spans in ``text``, each with its language.
        """
        return tuple(
            Sentence(start=first, end=last, language=detect_language(text[first:last]))
            for first, last in sentence_bounds(text, start=start, end=end)
        )

    def document_sentences(self, document: Document) -> tuple[Sentence, ...]:
        """Return the sentences of all blocks, in order, each within one block.

        Each line of code, of a table and of a reference list is one sentence.
        """
        found: list[Sentence] = []
        for block in document.blocks:
            if block.kind in {"code", "table", "references"}:
                bounds = _lines(document.text, block.start, block.end)
            else:
                bounds = sentence_bounds(document.text, start=block.start, end=block.end, one_block=True)
            found += (
                Sentence(start=first, end=last, language=_language(document.text[first:last], block.language))
                for first, last in bounds
            )
        return tuple(found)

    def tokens(self, text: str, *, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
        """Return the words, numbers and punctuation of ``text[start:end]``, in order.

        Japanese is taken apart by the dictionary; Latin words and identifiers stay whole.
        Bold marks, footnote marks and the like are passed over.

        Args:
            text: The text as read.
            start: Where to begin, in code points.
            end: Where to stop; None for the end of the text.

        Returns:
            Tokens with offsets into ``text``; none for white space.

        Raises:
            ModelError: The Japanese dictionary can't be loaded.
        """
        return tuple(
            _japanese_token(text, (first, last), made_from)
            if language == "ja"
            else _latin_token(text, (first, last), made_from, language)
            for first, last, made_from, language in self.places(text, start=start, end=end)
        )

    def places(
        self, text: str, *, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, str, Language]]:
        """Yield start, end and language of each token, in order, with what it was made from.

        That is the dictionary's line for Japanese and the folded token for the rest. What
        :meth:`tokens` is made of, for callers that look at a few tokens only.
        """
        folded = fold_with_offsets(text[start:end])
        words = folded.text
        latin = [match.span() for match in LATIN_TOKEN.finditer(words)]
        spaced = spaced_language(words)
        found: list[tuple[int, int, str, Language]] = [
            (first, last, words[first:last], spaced) for first, last in latin
        ]
        if HAS_JAPANESE.search(words):
            found += [
                place for place in self._dictionary_places(words) if not _covered(latin, place[0], place[1])
            ]
        else:
            found += [
                (*match.span(), match.group(), spaced)
                for match in _SYMBOLS.finditer(words)
                if not _covered(latin, *match.span())
            ]
        found.sort()
        if not folded.passes:
            for first, last, made_from, language in found:
                yield start + first, start + last, made_from, language
            return
        for first, last, made_from, language in found:
            source_start, source_end = folded.source_span(first, last)
            yield start + source_start, start + source_end, made_from, language

    def lines(self, folded: str) -> list[str]:
        """Return the dictionary's line for each word of a folded text; see :class:`Tagger`."""
        return self._tagger.lines(folded)

    def _dictionary_places(self, folded: str) -> Iterator[tuple[int, int, str, Language]]:
        """Yield where each dictionary word stands in the folded text, with its line."""
        position = 0
        for line in self._tagger.lines(folded):
            surface = line.partition("\t")[0]
            last = position + len(surface)
            yield last - len(surface.lstrip(" ")), last, line, "ja"
            position = last


def _language(text: str, block_language: Language) -> Language:
    """Return the language of a sentence; the block decides where there are no letters."""
    return detect_language(text) if any(character.isalpha() for character in text) else block_language


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that aren't white space, without the white space at their ends."""
    for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text[start:end]):
        yield start + match.start(), start + match.end()


def _covered(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether one of the spans holds part of ``start:end``."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] < end


def _latin_token(text: str, span: tuple[int, int], word: str, language: Language) -> Token:
    return Token(
        start=span[0],
        end=span[1],
        surface=text[span[0] : span[1]],
        lemma=word.lower(),
        part_of_speech=part_of_speech(word),
        language=language,
    )


def _japanese_token(text: str, span: tuple[int, int], line: str) -> Token:
    word = parse_line(line)
    return Token(
        start=span[0],
        end=span[1],
        surface=text[span[0] : span[1]],
        lemma=word.lemma,
        reading=word.reading,
        part_of_speech=word.part_of_speech,
        origin=word.origin,
        known=word.known,
        language="ja",
    )
