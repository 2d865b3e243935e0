"""From token scores to places in a text.

The first token stands for "nowhere" (Devlin et al. 2019); tokens outside the passage's text never count.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

__all__ = ["best_span", "sentence_shares"]

# What is longer is no short answer; and every pair of ends is weighed.
_MOST_TOKENS: Final = 60
_NEVER: Final = np.float32(-1e4)


def best_span(spans: Sequence[tuple[int, int]], scores: NDArray[np.float32]) -> tuple[int, int, float]:
    """Return the likeliest answer's start and end in the text, and its log-odds against "nowhere".

    Args:
        spans: For every token, the code points it covers; ``(0, 0)`` outside the text.
        scores: ``(tokens, 2)``: as start, as end.

    Returns:
        ``(0, 0, -10000.0)`` for a text without tokens.
    """
    inside = np.array([end > start for start, end in spans])
    if not inside.any():
        return 0, 0, float(_NEVER)
    starts = np.where(inside, scores[:, 0], _NEVER)
    ends = np.where(inside, scores[:, 1], _NEVER)
    # Row *i*: the ends from token *i* on, so that only so many of them are added up.
    beyond = np.full(_MOST_TOKENS - 1, 2 * _NEVER, dtype=np.float32)
    together = starts[:, None] + sliding_window_view(np.concatenate([ends, beyond]), _MOST_TOKENS)
    first, further = divmod(int(together.argmax()), _MOST_TOKENS)
    score = float(together[first, further] - scores[0].sum())
    return spans[first][0], spans[first + further][1], score


def sentence_shares(
    spans: Sequence[tuple[int, int]], scores: NDArray[np.float32], sentences: Sequence[tuple[int, int]]
) -> tuple[float, ...]:
    """Return for each sentence the probability that the answer begins in it, in [0, 1].

    Args:
        spans: As for :func:`best_span`.
        scores: As for :func:`best_span`.
        sentences: Start and end of each in the text.
    """
    inside = np.array([end > start for start, end in spans])
    starts = np.where(inside, scores[:, 0], _NEVER)
    starts[0] = scores[0, 0]
    odds = np.exp(starts - starts.max())
    shares = odds / odds.sum()
    begins = np.array([start for start, _ in spans])
    return tuple(float(shares[inside & (begins >= start) & (begins < end)].sum()) for start, end in sentences)
