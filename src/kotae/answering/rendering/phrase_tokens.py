"""The words of a short Japanese phrase, and how English joins what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.answering.rendering.phrase_words import ENDINGS, PLACES
from kotae.answering.rendering.transcribing import PARTS
from kotae.answering.rendering.usual_words import usual_english
from kotae.segmentation import Segmenter
from kotae.segmentation.japanese import split_lemma

__all__ = ["PhraseToken", "definite", "is_person", "is_torn", "joined", "parts_of", "tokens_of"]


@dataclass(frozen=True, slots=True)
class PhraseToken:
    """A word as the dictionary gives it."""

    surface: str
    kind: str
    name: bool
    person: bool
    action: bool
    lemma: str
    origin: str
    kana: str
    language: str
    start: int
    end: int


def is_person(tokens: Sequence[PhraseToken]) -> bool:
    """Return whether tokens are one person's name."""
    return len(tokens) == 1 and tokens[0].person and bool(tokens[0].kana)


def is_torn(tokens: Sequence[PhraseToken]) -> bool:
    """Return whether words that stand together are rather one longer name, cut by the dictionary: 瀬戸内|海上|保険.

    So is a place within them, and a name before what is no kind of place or house.
    """
    inner = any(token.surface in PLACES for token in tokens[1:-1])
    before, last = tokens[:-1], tokens[-1]
    if not any(token.name for token in before):
        return inner
    plain = all(token.name or token.surface in PARTS for token in before)
    house = last.surface in ENDINGS or last.surface in PLACES or last.surface in usual_english() or last.name
    return inner or not plain or not house


def parts_of(tokens: Sequence[PhraseToken]) -> list[list[PhraseToken]]:
    """Return the tokens between one の and the next."""
    parts: list[list[PhraseToken]] = [[]]
    for token in tokens:
        if token.surface == "の" and token.kind == "助詞":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def joined(phrase: str, said: str, *, place: str, purpose: bool) -> str:
    """Return a phrase with the noun that Japanese puts before it: the place, the purpose, what it is of."""
    if place:
        return f"{phrase} {place} {definite(said)}".strip()
    if not phrase:
        return said
    if said.endswith((" or earlier", " or later", " or higher", " or lower")):
        return f"{phrase} ({said})"
    return f"{phrase} {'for' if purpose else 'of'} {said}"


def definite(said: str) -> str:
    """Return a common noun with its article: in front of the library."""
    return f"the {said}" if said[:1].islower() and not said.startswith("the ") else said


def tokens_of(segmenter: Segmenter, text: str) -> list[PhraseToken]:
    """Return the words of a text as they are written."""
    found = []
    for start, end, line, language in segmenter.places(text):
        fields = line.split("\t") if language == "ja" else []
        fields += [""] * (8 - len(fields))
        lemma, origin = split_lemma(fields[5]) if fields[5] else ("", "")
        found.append(
            PhraseToken(
                surface=text[start:end],
                kind=fields[1],
                name=fields[2] == "固有名詞",
                person=fields[3] == "人名",
                action=fields[3] == "サ変可能",
                lemma=lemma,
                origin=origin,
                kana=fields[6],
                language=language,
                start=start,
                end=end,
            )
        )
    return found
