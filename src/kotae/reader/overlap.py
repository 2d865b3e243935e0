"""A reader that needs no model: it compares words, not meaning.

As :class:`~kotae.embedding.hashing.HashingEmbedder` among the embedders, it is deterministic and there for tests and for
trying things out in a second; it goes with that embedder and never takes the real reader's place.
"""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.language import word_language
from kotae.reader.reader import Entailment, Reading
from kotae.records import Passage
from kotae.scripts import KANJI, KATAKANA

__all__ = ["OverlapReader"]

_TOKEN: Final = re.compile(f"[A-Za-z\u00c0-\u024f]+|[0-9][0-9.,]*|[{KATAKANA}]{{2,}}|[{KANJI}]")
_ASKING: Final = frozenset(
    """
    a an the of to in on at by for from with and or is are was were be been has have had do does did
    can will would what which who whom whose when where why how much many it its this that these those
    there 何 誰 教
    """.split()
)
# Half of the question's words are enough to say that a passage answers.
_ENOUGH: Final = 0.5
_STEEP: Final = 16.0


class OverlapReader:
    """Says that a passage answers when one sentence of it holds half of the question's words."""

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        """Return a reading for every passage, in order."""
        asked = _tokens(question)
        return tuple(_reading(asked, passage) for passage in passages)

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        """Return for every text how much of the claim's words it holds, as support."""
        said = _tokens(claim)
        shares = [_share(said, text) for text in texts]
        return tuple(Entailment(supported=share, neither=1 - share, contradicted=0.0) for share in shares)


def _tokens(text: str) -> frozenset[str]:
    found = (token.lower() for token in _TOKEN.findall(fold(text)))
    # The beginning of a word stands for its stem; a Japanese token is one already.
    return frozenset(
        token if word_language(token) == "ja" else token[:5] for token in found if token not in _ASKING
    )


def _share(wanted: frozenset[str], text: str) -> float:
    return len(wanted & _tokens(text)) / len(wanted) if wanted else 0.0


def _reading(asked: frozenset[str], passage: Passage) -> Reading:
    texts = passage.texts
    shares = [_share(asked, text) for text in texts]
    best = max(range(len(shares)), key=lambda place: (shares[place], -place), default=0)
    odds = _STEEP * (max(shares, default=0.0) - _ENOUGH)
    total = sum(share**4 for share in shares) or 1.0
    at = passage.sentences[best].start if passage.sentences else passage.start
    return Reading(
        answers=odds,
        somewhere=odds,
        sentences=tuple(share**4 / total for share in shares),
        start=at,
        end=at,  # it compares whole sentences and can't point at words
    )
