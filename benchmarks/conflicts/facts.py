"""What the libraries for conflicts are made of: a fact said four ways with two values, and one that only looks like it."""

from dataclasses import dataclass

__all__ = ["SAME", "Fact", "denial", "fact"]

SAME = "same amount as the first"
"""Of what looks alike: it says the first value in another unit, so it contradicts the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact.

    Attributes:
        kind: ``"number"``, ``"date"``, ``"name"`` or ``"denial"``.
        said: Japanese and English with the first value, Japanese and English with the second one, other words.
        alike: Something else in much the same words, Japanese and English.
        why: Why that is no contradiction.
    """

    kind: str
    said: tuple[str, str, str, str]
    alike: tuple[str, str]
    why: str


def fact(
    kind: str,
    ja: str,
    ja_again: str,
    en: str,
    en_again: str,
    first: tuple[str, str],
    second: tuple[str, str],
    alike_ja: str,
    alike_en: str,
    why: str,
) -> Fact:
    """Return a fact whose sentences hold their value at ``{}``; values are given in Japanese and English."""
    said = (ja.format(first[0]), en.format(first[1]), ja_again.format(second[0]), en_again.format(second[1]))
    return Fact(kind=kind, said=said, alike=(alike_ja, alike_en), why=why)


def denial(ja: str, ja_not: str, en: str, en_not: str, alike_ja: str, alike_en: str, why: str) -> Fact:
    """Return a fact that is said and denied."""
    return Fact(kind="denial", said=(ja, en, ja_not, en_not), alike=(alike_ja, alike_en), why=why)
