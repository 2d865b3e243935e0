"""Waiting for several libraries: those here are searched, those elsewhere get as long as all of them take, and a little more."""

from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TypeVar

from kotae.errors import FederationError
from kotae.messages import Listed, Told
from kotae.pipeline.opened.member import Started
from kotae.records import LeftOut
from kotae.records.reasons import reasons

__all__ = ["gathered", "nobody"]


_Found = TypeVar("_Found")


def gathered(
    started: Mapping[str, Started[_Found]], *, grace_s: float
) -> tuple[dict[str, _Found], list[LeftOut]]:
    """Return what each library gave, by name, and the libraries left out.

    Where machines are slow all of them are, and then all are waited for; one that is silent where the others answer
    is given up soon.

    Args:
        started: By the names of the libraries.
        grace_s: How long after the last of the others one elsewhere is waited for.

    Raises:
        ModelError: The embedding model can't be had.
    """
    pending = {search.elsewhere: name for name, search in started.items() if search.elsewhere is not None}
    found = {name: search.result() for name, search in started.items() if search.elsewhere is None}
    left_out: list[LeftOut] = []
    while pending:
        done, silent = wait(pending, timeout=grace_s if found else None, return_when=FIRST_COMPLETED)
        for future in done:
            name = pending.pop(future)
            try:
                found[name] = started[name].result()
            except FederationError as error:
                left_out.append(LeftOut(library=name, **reasons(error.said)))
        if not done:
            for name in pending.values():
                late = _too_late(grace_s)
                started[name].given_up(late)
                left_out.append(LeftOut(library=name, **reasons(late.said)))
            for future in silent:
                future.cancel()
            break
    # In the order asked, whoever answered first: equal scores stand in it.
    return {name: found[name] for name in started if name in found}, left_out


def _too_late(grace_s: float) -> FederationError:
    return FederationError("it didn't answer within {limit:g} s after the others", limit=grace_s)


def nobody(left_out: Sequence[LeftOut]) -> FederationError:
    """Return the error that names every library and why it couldn't be asked."""
    reasons = [
        Told(en=f"{left.library}: {left.reason_en}", ja=f"{left.library}: {left.reason_ja}")
        for left in left_out
    ]
    return FederationError(
        "No library could be asked ({reasons}); see that they are served and reachable.",
        reasons=Listed(reasons, en="; "),
    )
