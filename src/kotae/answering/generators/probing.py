"""Reads yes against no out of the probabilities a model gives for its next token."""

from collections.abc import Iterable, Mapping
from typing import Any

from kotae.answering.generators.protocol import Draft

__all__ = ["TOP_TOKENS", "Gathered", "written_in", "yes_over_no"]

TOP_TOKENS = 20
"""How many of the likeliest tokens are asked for."""

_YES = frozenset({"yes", "はい", "true"})
_NO = frozenset({"no", "いいえ", "false"})


def yes_over_no(logprobs: Any) -> float | None:  # noqa: ANN401 - servers answer in different shapes
    """Return the log-probability of yes less that of no for the first token written.

    Args:
        logprobs: ``choices[0].logprobs`` as the chat endpoint gives it, as plain dictionaries.

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


def written_in(choice: Mapping[str, Any]) -> str:
    """Return what one choice of a chunk, as a plain dictionary, adds to the text; empty for nothing."""
    return str((choice.get("delta") or {}).get("content") or "")


class Gathered:
    """What the chunks of a streamed text tell beside the text: how sure the model is, and whether it came to an end."""

    def __init__(self) -> None:
        self._logprobs: list[float] = []
        self._cut = False

    def add(self, choice: Mapping[str, Any]) -> None:
        """Take in one choice of a chunk, as a plain dictionary."""
        told = choice.get("logprobs")
        content = told.get("content") if isinstance(told, Mapping) else None
        self._logprobs += [
            float(token["logprob"]) for token in content or () if token.get("logprob") is not None
        ]
        self._cut = self._cut or choice.get("finish_reason") == "length"

    def draft(self, text: str) -> Draft:
        """Return the text with its certainty; an empty one where it was cut off: half a sentence may say the reverse."""
        certainty = sum(self._logprobs) / len(self._logprobs) if self._logprobs else None
        return Draft(text="" if self._cut else text.strip(), certainty=certainty, tokens=len(self._logprobs))


def _likeliest(logprobs: Any) -> Iterable[tuple[str, float]]:  # noqa: ANN401
    """Yield (word, log-probability), of each word the best last."""
    if not isinstance(logprobs, Mapping):
        return
    found: list[tuple[str, float]] = []
    if content := logprobs.get("content"):
        found = [(str(row["token"]), float(row["logprob"])) for row in content[0].get("top_logprobs") or ()]
    yield from sorted(((token.strip().lower(), value) for token, value in found), key=lambda pair: pair[1])
