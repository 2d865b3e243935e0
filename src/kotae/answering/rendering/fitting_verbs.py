"""Japanese verbs in the order that fits an English one: 動かす for what is moved, 動く for what moves; polite ones last."""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re

__all__ = ["by_object", "plain_first"]

_Ranked = Sequence[tuple[float, str]]
# Of these pairs the second has an object: 広まる and 広める, 動く and 動かす, 戻る and 戻す.
_WITHOUT: Final = re.compile(r"[わがかさたなまらば]る\Z")
_WITH: Final = re.compile(r"[えげけせてねめれべ]る\Z")
# Honorific and humble verbs are never what a plain paper says.
_POLITE: Final = frozenset(
    """いらっしゃる まいる 参る いたす 致す なさる くださる 下さる 伺う うかがう いただく 頂く おっしゃる 申す 召し上がる
    おる ございます ござる 差し上げる おきなさい くれる さあ""".split()
)


def by_object(ranked: _Ranked, has_object: bool | None) -> list[tuple[float, str]]:
    """Return words with their scores, of two verbs that only differ by their object the fitting one first.

    Args:
        ranked: The likeliest first.
        has_object: Whether the English verb has one; None changes nothing.
    """
    found = list(ranked)
    if has_object is None:
        return found
    for place, (score, word) in enumerate(found):
        for other in range(place + 1, len(found)):
            rival = found[other][1]
            fits = _is_pair(word, rival) if has_object else _is_pair(rival, word)
            if fits:
                found[place], found[other] = (score, rival), (found[other][0], word)
                word = rival
    return found


def plain_first(ranked: _Ranked) -> list[tuple[float, str]]:
    """Return words with their scores, without the polite ones where others are left."""
    plain = [pair for pair in ranked if pair[1] not in _POLITE]
    return plain or list(ranked)


def _is_pair(without: str, having: str) -> bool:
    """Return whether two verbs are one without and one with an object: 動く and 動かす."""
    if without[:1] != having[:1] or without == having:
        return False
    if having.endswith("す"):
        return not without.endswith("す")
    return bool(_WITHOUT.search(without) and _WITH.search(having))
