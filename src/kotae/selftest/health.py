"""What came of the questions → how well the library answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kotae.selftest.causes import bad_documents
from kotae.selftest.comparing import came_out_well, got_worse
from kotae.selftest.correction import Correction, observed
from kotae.selftest.groups import figures, groups_of
from kotae.selftest.records import Health
from kotae.selftest.tester import Run

__all__ = ["Last", "health_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What is remembered of a run.

    Attributes:
        at: When it was, ISO 8601.
        outcomes: Of every question asked, by id, its document's path and whether it came out well.
    """

    at: str
    outcomes: Mapping[str, tuple[str, bool]]


def health_of(
    run: Run, *, threshold: float, last: Last | None, correction: Correction | None
) -> tuple[Health, Last]:
    """Return how well a library answers, and what is to be remembered of it.

    Args:
        run: What was asked.
        threshold: Below it a question is refused.
        last: The run before; None for none.
        correction: From made questions to people's; None where it wasn't learned for this reader, and nothing is expected.
    """
    seen = observed(run.tested)
    expected = correction.expected(seen, threshold) if correction is not None else None
    health = Health(
        threshold=threshold,
        groups=tuple(figures(name, own, threshold) for name, own in groups_of(run.tested).items()),
        expected=expected,
        proposal=correction.proposal(seen, threshold) if correction is not None else None,
        documents=bad_documents(
            run.tested,
            threshold,
            seen=run.seen,
            silent=run.silent,
            unread=run.certificate.unread,
        ),
        worse=got_worse(
            run.tested,
            threshold,
            before=last.outcomes,
            dumb=(*run.silent, *(one.path for one in run.certificate.unread)),
        )
        if last is not None
        else (),
        since=last.at if last is not None else "",
        compared=sum(one.question.id in last.outcomes for one in run.tested) if last is not None else 0,
        tested=tuple(run.tested),
        certificate=run.certificate,
        not_asked=run.not_asked,
        seconds=run.seconds,
    )
    # What a run that was stopped didn't get to is remembered from the last one.
    outcomes = dict(last.outcomes) if last is not None and run.certificate.stopped else {}
    for one in run.tested:
        outcomes[one.question.id] = (one.question.document.path, came_out_well(one, threshold))
    return health, Last(at=datetime.now(UTC).isoformat(timespec="seconds"), outcomes=outcomes)
