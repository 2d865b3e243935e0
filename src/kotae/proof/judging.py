"""The council asked again about the sentences of a proof that aren't quotes."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kotae.errors import ModelError
from kotae.messages import Message
from kotae.proof.content import ProvedSentence, ProvedVote
from kotae.proof.findings import Finding, found
from kotae.records import Language, Vote

__all__ = ["Judging", "check_votes", "proved_vote"]

# Processors add up in another order, and some multiply in half precision: the same reader says a little more or less there.
_NEAR: Final = 0.05
_NUMBER: Final = re.compile(r"[0-9]{1,9}")  # longer ones aren't shares

Ask: TypeAlias = Callable[[str, Sequence[str], Language], tuple[Vote, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How the council is asked again.

    Attributes:
        ask: Gives the votes on a sentence, its sources, in the language of the reasons.
        same: Whether reader and translations here are those of the proof.
    """

    ask: Ask
    same: bool


def proved_vote(vote: Vote) -> ProvedVote:
    """Return a vote as a proof has it."""
    return ProvedVote(
        checker=vote.checker, passed=vote.passed, score=round(vote.score, 2), reason=vote.reason
    )


def check_votes(
    sentence: ProvedSentence, source: str | None, judging: Judging, language: Language, *, number: int
) -> Iterator[Finding]:
    """Yield what is found of the votes on one sentence.

    Args:
        sentence: As the proof has it.
        source: The quote it rests on; None where sentence or quote isn't known.
        judging: How the council is asked.
        language: Of the answer.
        number: Which sentence, from 1.
    """
    where = f"answer.sentences.{number - 1}.votes"
    if wrong := _unlawful(sentence):
        yield found("votes", "fails", where, number=number, rest=wrong)
        return
    if sentence.support == "quoted":
        return
    if source is None or not judging.same:
        rest = (
            Message("Its text isn't in the proof.")
            if source is None
            else Message("The models here are others.")
        )
        yield found("votes", "unchecked", where, number=number, rest=rest)
        return
    try:
        again = {vote.checker: vote for vote in judging.ask(sentence.text, [source], language)}
    except ModelError as error:
        yield found("votes", "unchecked", where, number=number, rest=error.said)
        return
    yield from _compared(sentence, again, where, number)


def _unlawful(sentence: ProvedSentence) -> Message | None:
    """Return why such votes can't have let the sentence pass; None where they can."""
    cast = [vote.passed for vote in sentence.votes if vote.passed is not None]
    if sentence.support == "quoted":
        return Message("A quote has no votes.") if sentence.votes else None
    if len(cast) < 2 or not all(cast):
        return Message("With these votes it wouldn't have been shown.")
    return None


def _compared(sentence: ProvedSentence, again: dict[str, Vote], where: str, number: int) -> Iterator[Finding]:
    recorded = {vote.checker: vote for vote in sentence.votes}
    unasked = [name for name in recorded if name not in again]
    if (
        len(recorded) < len(sentence.votes)
        or again.keys() - recorded.keys()
        or unasked not in ([], ["likelihood"])
    ):
        yield found("votes", "fails", where, number=number, rest=Message("Others voted."))
        return
    differing = [name for name, vote in again.items() if not _alike(recorded[name], proved_vote(vote))]
    for name in differing:
        said = again[name]
        rest = f"{name}: {said.reason} ({said.score:.2f})"
        yield found("votes", "fails", where, number=number, rest=rest)
    if unasked and not differing:
        unsaid = Message("The language model's own vote (likelihood) can't be asked for without it.")
        yield found("votes", "unchecked", where, number=number, rest=unsaid)
    elif not differing:
        yield found("votes", "holds", where, number=number)


def _alike(recorded: ProvedVote, now: ProvedVote) -> bool:
    if recorded.passed != now.passed or abs(recorded.score - now.score) > _NEAR:
        return False
    if recorded.score == now.score:
        return recorded.reason == now.reason
    # The percentage in the reason goes with the score.
    shares = [
        abs(int(one) - int(other))
        for one, other in zip(*map(_NUMBER.findall, (recorded.reason, now.reason)), strict=False)
    ]
    return (
        _NUMBER.sub("", recorded.reason) == _NUMBER.sub("", now.reason)
        and max(shares, default=0) <= 100 * _NEAR
    )
