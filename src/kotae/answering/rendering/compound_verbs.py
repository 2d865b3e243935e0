"""Japanese verbs of two parts, which the segmenter gives one by one: 使い切る is to use up, not to use and to cut."""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.tokens import Token
from kotae.translation.glossary import Glossary, GlossaryEntry

__all__ = ["compound_verb", "second_verb"]

# What a verb's stem ends in, and so a noun that is one: 刷り直す.
_STEM: Final = re.compile(r"[いきしちにひみりぎじびえけせてねへめれげぜべ]\Z")
_BASES: Final = dict(zip("いきしちにびみりぎ", "うくすつぬぶむるぐ", strict=True))
# What the second part adds where the dictionary has no such verb, by how it is written or meant.
_ADDED: Final = {
    "切る": "completely", "きる": "completely", "直す": "again, anew", "なおす": "again, anew", "始める": "to begin to",
    "はじめる": "to begin to", "続ける": "to go on", "つづける": "to go on", "終える": "to finish", "終わる": "to finish",
    "合う": "each other", "忘れる": "to forget to", "過ぎる": "too (much)", "すぎる": "too (much)", "出す": "to begin to; out",
}  # fmt: skip


def compound_verb(
    words: Sequence[Token], position: int, glossary: Glossary
) -> tuple[GlossaryEntry, int] | None:
    """Return the dictionary's entry for a verb of two parts, or for a stem behind を, and how many words it takes.

    Args:
        words: Of a text.
        position: Of the first part.
        glossary: The dictionary.
    """
    first = words[position]
    if not _STEM.search(first.surface) or first.kind not in ("動詞", "名詞"):
        return None
    if (second := _behind(words, position)) is not None and second.kind == "動詞":
        for base in dict.fromkeys((second.base, second.lemma)):
            if base and (entries := glossary.japanese(first.surface + base)):
                return entries[0], 2
    if first.kind == "名詞" and _goes_on(words, position):
        base = first.surface[:-1] + _BASES.get(first.surface[-1], "")
        entries = glossary.japanese(base) if base != first.surface[:-1] else ()
        verbs = [entry for entry in entries if entry.gloss.startswith("to ")]
        return (verbs[0], 1) if verbs else None
    return None


def second_verb(words: Sequence[Token], position: int) -> str:
    """Return what a verb right behind the stem of another adds to it: 上がりきる; empty for others."""
    verb = words[position]
    before = words[position - 1] if position else verb
    joined = before.end == verb.start and before.kind == "動詞" and _STEM.search(before.surface)
    return _ADDED.get(verb.base, "") if joined and verb.kind == "動詞" else ""


def _behind(words: Sequence[Token], position: int) -> Token | None:
    """Return the word that stands right behind one."""
    following = words[position + 1] if position + 1 < len(words) else None
    return following if following is not None and following.start == words[position].end else None


def _goes_on(words: Sequence[Token], position: int) -> bool:
    """Return whether a noun is a verb's stem that the sentence goes on from: 窓を閉め切り、."""
    before, behind = words[position - 1] if position else None, _behind(words, position)
    return before is not None and before.surface == "を" and behind is not None and behind.surface in "、，"
