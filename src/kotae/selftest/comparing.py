"""This run against the last one: what came out well then and doesn't now, question by question."""

from collections.abc import Mapping, Sequence
from typing import Final

from scipy.stats import binomtest

from kotae.selftest.groups import groups_of
from kotae.selftest.records import Asked, Worse

__all__ = ["came_out_well", "got_worse"]

# One warning in twenty is chance, and says where to look.
_LEVEL: Final = 0.05
GONE: Final = "unreadable"
"""The name of what is said about documents that were asked about then and that no question can be made of now."""


def came_out_well(one: Asked, threshold: float) -> bool:
    """Return whether an answerable question was answered rightly, or an unanswerable one refused."""
    return one.outcome(threshold) == ("right" if one.question.answerable else "refused")


def got_worse(
    tested: Sequence[Asked],
    threshold: float,
    *,
    before: Mapping[str, tuple[str, bool]],
    dumb: Sequence[str] = (),
) -> tuple[Worse, ...]:
    """Return what got worse, by more than chance; all questions first, then by direction and folder.

    Args:
        tested: All questions of this run.
        threshold: Below it a question is refused.
        before: Of every question asked the last time, by id, the document's path and whether it came out well.
        dumb: Paths of documents in scope that gave no question this time.
    """
    found: list[Worse] = []
    for name, own in groups_of(tested).items():
        both = [one for one in own if one.question.id in before]
        now = {one.question.id: came_out_well(one, threshold) for one in both}
        lost = [one for one in both if before[one.question.id][1] and not now[one.question.id]]
        won = sum(now[one.question.id] and not before[one.question.id][1] for one in both)
        if not lost:
            continue
        p = float(binomtest(len(lost), len(lost) + won, alternative="greater").pvalue)
        if p < _LEVEL:
            found.append(
                Worse(
                    name=name,
                    before=sum(before[one.question.id][1] for one in both),
                    now=sum(now.values()),
                    of=len(both),
                    lost=tuple(dict.fromkeys(one.question.document.path for one in lost)),
                    p=p,
                )
            )
    asked_then = {path for path, _ in before.values()}
    if gone := tuple(path for path in dumb if path in asked_then):
        of = [well for path, well in before.values() if path in gone]
        found.append(Worse(name=GONE, before=sum(of), now=0, of=len(of), lost=gone, p=0.0))
    return tuple(found)
