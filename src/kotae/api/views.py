"""Which documents there are for a token: everything behind a request goes through here."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from fastapi import Depends, Request

from kotae.api.library import Library
from kotae.errors import FilterError, ServerError
from kotae.messages import Message
from kotae.network.guard import SHOWN_TOKEN
from kotae.network.token import Conditions, Tokens
from kotae.pipeline.asking.filters import Where, checked_where

__all__ = ["Served", "views"]


def views(library: Library, tokens: Tokens) -> Mapping[Conditions, Library]:
    """Return the library as each token may see it, by its conditions.

    Raises:
        ServerError: A condition isn't one.
    """
    return {
        token.conditions: library.within(_where(token.conditions)) if token.conditions else library
        for token in tokens.known
    }


def _where(conditions: Conditions) -> Where | None:
    several: dict[str, list[str]] = defaultdict(list)
    for name, value in conditions:
        several[name].append(value)
    try:
        where = checked_where(
            {name: values[0] if len(values) == 1 else values for name, values in several.items()}
        )
    except FilterError as error:
        raise ServerError("A condition of a token can't be used: {reason}", reason=error) from error
    if where is not None and where.lets_all_through:
        raise ServerError(
            "A condition of a token can't be used: {reason}",
            reason=Message("{folder} lets everything through; leave it out", folder="folder=/"),
        )
    return where


def _served(request: Request) -> Library:
    # Without a token there is no library, not the whole one.
    views: Mapping[Conditions, Library] = request.app.state.views
    return views[request.scope[SHOWN_TOKEN].conditions]


Served: TypeAlias = Annotated[Library, Depends(_served)]
"""The library as whoever sent a request may see it."""
