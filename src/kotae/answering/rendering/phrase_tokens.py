"""How the words of a short Japanese phrase stand together, and how English joins what they mean."""

from collections.abc import Sequence

from kotae.answering.rendering.phrase_words import ENDINGS, PARTS, PLACES
from kotae.answering.rendering.tokens import Token
from kotae.answering.rendering.usual_words import usual_english

__all__ = ["definite", "is_person", "is_torn", "joined", "parts_of"]


def is_person(tokens: Sequence[Token]) -> bool:
    """Return whether tokens are one person's name."""
    return len(tokens) == 1 and tokens[0].person and bool(tokens[0].kana)


def is_torn(tokens: Sequence[Token]) -> bool:
    """Return whether words that stand together are rather one longer name, cut by the dictionary: 瀬戸内|海上|保険.

    So is a place within them, and a name before what is no kind of place or house.
    """
    inner = any(token.written in PLACES for token in tokens[1:-1])
    before, last = tokens[:-1], tokens[-1]
    if not any(token.name for token in before):
        return inner
    plain = all(token.name or token.written in PARTS for token in before)
    house = last.written in ENDINGS or last.written in PLACES or last.written in usual_english() or last.name
    return inner or not plain or not house


def parts_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens between one の and the next."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.written == "の" and token.kind == "助詞":
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
