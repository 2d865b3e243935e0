"""A question with its words in the other language behind it, to be embedded across the language line.

A small multilingual model puts a question nearer to passages of its own language than to what
answers it in the other one. Given the likeliest translation of each word as well, though they are no
sentence, it reads them together. ``benchmarks/fusion`` has what this is worth, beside other ways.
"""

from collections.abc import Callable, Sequence

from kotae.retrieval.scoring import Group

__all__ = ["glossed"]


def glossed(question: str, groups: Sequence[Group], *, written: Callable[[str], str]) -> str:
    """Return the question followed by its translated words, in order; as it is where there are none.

    Args:
        question: As it would be embedded for passages of its own language.
        groups: Its words with their translations, as the bridge gives them.
        written: How a term is usually written.
    """
    found = (max(others, key=lambda pair: pair[1])[0] for group in groups if (others := _others(group)))
    return " ".join((question, *map(written, dict.fromkeys(found))))


def _others(group: Group) -> list[tuple[str, float]]:
    return [(term, chance) for term, chance in group.terms if term != group.word]
