"""What an engine's refusals mean, in both languages."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kotae.errors import EngineError, IndexDamagedError, IndexWriteError
from kotae.milvus.address import MilvusAddress

__all__ = ["NOT_FOUND", "NOT_LOADED", "connection_errors", "refusal", "whole"]

NOT_FOUND: Final = frozenset([100, 1600])
"""The codes for no such collection and no such alias."""

NOT_LOADED: Final = 101
"""The code for a collection that isn't held ready to be asked."""

_UNREACHABLE: Final = 2
_FULL: Final = re.compile(r"no space left|quota|force ?deny|disk (is )?full|out of memory", re.IGNORECASE)
# Milvus says the first two, its services in a cloud the others, and what stands before an engine a status alone.
_UNKNOWN: Final = re.compile(
    r"auth check fail|authentication|unauthenticated|api key|permission ?denied", re.IGNORECASE
)
_STATUSES: Final = frozenset(["UNAUTHENTICATED", "PERMISSION_DENIED"])
_SILENT: Final = re.compile("unavailable|timeout|timed out|deadline|connect", re.IGNORECASE)


def connection_errors() -> tuple[type[Exception], ...]:
    """Return the errors that pymilvus lets through as they are: of a time that ran out, of a token that holds no more."""
    import grpc

    return grpc.RpcError, grpc.FutureTimeoutError


def refusal(address: MilvusAddress, error: Exception) -> EngineError | IndexWriteError:
    """Return what an error of the engine's client means.

    Args:
        address: What was asked.
        error: As the client raised it, with a code and a message, or one of the connection.
    """
    code, said = getattr(error, "code", 0), _said(error)[:300]
    if code in NOT_FOUND:
        return EngineError(
            "{address}: what answered there was replaced or removed ({reason}). Ask again; if that doesn't help, "
            "publish the index again.",
            address=address,
            reason=said,
        )
    # First of all: the client says of a token that is refused at its first call that nobody can be reached.
    if _UNKNOWN.search(said) or _status(error) in _STATUSES:
        return EngineError(
            "{address}: the engine lets nobody in with this token, or without one ({reason}); set KOTAE_MILVUS__TOKEN.",
            address=address,
            reason=_status(error) or said,
        )
    if _FULL.search(said):
        return IndexWriteError(
            "{address}: the engine has no room left ({reason}); what answered before "
            "goes on. Free some space there and index again.",
            address=address,
            reason=said,
        )
    if code == _UNREACHABLE or _SILENT.search(said):
        return EngineError(
            "{address}: the engine can't be reached ({reason}); check that Milvus runs there.",
            address=address,
            reason=said,
        )
    return EngineError(
        "{address}: the engine refuses ({reason}).",
        address=address,
        reason=said,
    )


def whole(
    rows: Sequence[Mapping[str, Any]], fields: Sequence[str], address: MilvusAddress
) -> list[dict[str, Any]]:
    """Return rows as dictionaries, once they have what was asked for: an engine passes over a field that a collection hasn't.

    Args:
        rows: Of one collection.
        fields: Asked for.
        address: What was asked.

    Raises:
        IndexDamagedError: The collection has other fields.
    """
    missing = [field for field in fields if rows and field not in rows[0]]
    if missing:
        raise IndexDamagedError(
            "{address}: what lies there wasn't laid down by kotae (it has no field {field}); run `kotae index CORPUS "
            "--index {address}` to publish the index again.",
            address=address,
            field=missing[0],
        )
    return [dict(row) for row in rows]


def _said(error: Exception) -> str:
    """Return what an error says on one line: one of the connection has a status and details, and prints itself over several."""
    details = getattr(error, "details", None)
    if callable(details):
        return ": ".join(filter(None, (_status(error), str(details() or ""))))
    return str(getattr(error, "message", error)) or type(error).__name__


def _status(error: Exception) -> str:
    """Return the name of the status of the call that an error is or comes from; empty where it says none."""
    for told in (error, error.__cause__):
        code = getattr(told, "code", None)
        if callable(code):
            return str(getattr(code(), "name", ""))
    return ""
