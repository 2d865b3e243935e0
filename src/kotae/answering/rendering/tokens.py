"""The words of a text with all that the Japanese dictionary of the segmenter tells of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kotae.records import Span
from kotae.segmentation import Segmenter
from kotae.segmentation.japanese import split_lemma

__all__ = ["Token", "tokens_of"]

# A word that the dictionary lacks has the first four alone, which say what kind of word it is.
_FIELDS: Final = 8
# The dictionary always gives the solemn reading.
_USUAL_READINGS: Final = {"日本": "ニホン"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Span):
    """A word; what is unknown of it is empty, all but the first three for English.

    Attributes:
        written: As it stands.
        surface: The same with characters of full width as usual ones.
        language: Whose word it is.
        kind: Its part of speech.
        name: Whether it is a proper name.
        person: Whether it is somebody's.
        action: Whether it is a noun that may become a verb.
        lemma: Its dictionary form.
        origin: The foreign word it was taken from.
        kana: Its reading where it stands.
        base: Its form without inflection.
        base_reading: How that is read.
    """

    written: str
    surface: str
    language: str
    kind: str = ""
    name: bool = False
    person: bool = False
    action: bool = False
    lemma: str = ""
    origin: str = ""
    kana: str = ""
    base: str = ""
    base_reading: str = ""


def tokens_of(segmenter: Segmenter, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words of ``text[start:end]``, in order."""
    for first, last, line, language in segmenter.places(text, start=start, end=end):
        written = text[first:last]
        if language == "en":
            yield Token(start=first, end=last, written=written, surface=line, language=language)
            continue
        fields = line.split("\t")
        if len(fields) < _FIELDS:  # a word the dictionary doesn't know
            fields = (fields + [""] * _FIELDS)[:4] + [""] * (_FIELDS - 4)
        lemma, origin = split_lemma(fields[5])
        yield Token(
            start=first,
            end=last,
            written=written,
            surface=fields[0].lstrip(" "),
            language=language,
            kind=fields[1],
            name=fields[2] == "固有名詞",
            person=fields[3] == "人名",
            action=fields[3] == "サ変可能",
            lemma=lemma,
            origin=origin,
            kana=_USUAL_READINGS.get(written, fields[6]),
            base=fields[7],
            base_reading=fields[4],
        )
