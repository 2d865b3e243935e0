"""Reads yes against no out of the probabilities a model gives for its next token."""

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["TOP_TOKENS", "yes_over_no"]

TOP_TOKENS = 20
"""How many of the likeliest tokens are asked for."""

_YES = frozenset({"yes", "はい", "true"})
_NO = frozenset({"no", "いいえ", "false"})


def yes_over_no(logprobs: Any) -> float | None:  # noqa: ANN401 - servers answer in different shapes
    """Return the log-probability of yes less that of no for the first token written.

    Args:
        logprobs: ``choices[0].logprobs`` as the chat or the completion endpoint gives it, as plain
            dictionaries.

    Returns:
        The difference; a word that isn't among the likeliest counts as the least likely of them.
        None where neither is there, or there are no probabilities.
    """
    likeliest = dict(_likeliest(logprobs))
    yes = [value for token, value in likeliest.items() if token in _YES]
    no = [value for token, value in likeliest.items() if token in _NO]
    if not yes and not no:
        return None
    least = min(likeliest.values())
    return max(yes, default=least) - max(no, default=least)


def _likeliest(logprobs: Any) -> Iterable[tuple[str, float]]:  # noqa: ANN401
    """Yield (word, log-probability), of each word the best last."""
    if not isinstance(logprobs, Mapping):
        return
    found: list[tuple[str, float]] = []
    if content := logprobs.get("content"):
        found = [(str(row["token"]), float(row["logprob"])) for row in content[0].get("top_logprobs") or ()]
    elif top := logprobs.get("top_logprobs"):
        found = [(str(token), float(value)) for token, value in dict(top[0]).items()]
    yield from sorted(((token.strip().lower(), value) for token, value in found), key=lambda pair: pair[1])
