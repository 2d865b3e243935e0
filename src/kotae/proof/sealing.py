"""A proof as bytes and back: one canonical form (RFC 8785), a hash over it, and nothing that could be read in two ways.

A proof comes from anybody: its size is bounded, members that occur twice, unknown ones, numbers beyond what JSON can hold and
texts that are none are refused, and what isn't checked here is checked by the types of :mod:`kotae.proof.content`.
"""

import hashlib
import json
from collections import Counter
from typing import Any, Final, TypeVar

import rfc8785
from pydantic import ValidationError

from kotae.errors import ProofError, failing_as
from kotae.proof.content import FORMAT, NEWEST, WITHOUT_COVERAGE, BaseProof, Proof, Seal
from kotae.proof.gathered import RowsProof
from kotae.proof.keys import PrivateKey

__all__ = ["MAX_BYTES", "MAX_PAGE_BYTES", "canonical", "parsed", "seal_holds", "sealed", "sealed_bytes"]

_AnyProof = TypeVar("_AnyProof", bound=BaseProof)

MAX_PAGE_BYTES: Final = 64_000_000
"""Largest page that is taken for one with a proof, pictures included."""
MAX_BYTES: Final = 4_000_000
"""Largest proof: read, it takes up to a hundred times as much memory."""


def canonical(proof: BaseProof) -> bytes:
    """Return a proof in canonical form: UTF-8, one line, members in order.

    Raises:
        ProofError: A text in it is none: half a character.
    """
    return _canonical(proof.model_dump(mode="json", exclude=_absent(proof)))


def sealed_bytes(proof: BaseProof) -> bytes:
    """Return what seal and signature are made over: the canonical form without the seal.

    Raises:
        ProofError: As for :func:`canonical`.
    """
    return _canonical(proof.model_dump(mode="json", exclude={"seal"} | _absent(proof)))


def _absent(proof: BaseProof) -> set[str]:
    """The members that a proof of an older version doesn't have, so that its seal still fits."""
    return {"coverage"} if proof.version == WITHOUT_COVERAGE else set()


def sealed(proof: _AnyProof, key: PrivateKey | None = None) -> _AnyProof:
    """Return a proof with its seal.

    Args:
        proof: A seal it has already is replaced.
        key: Who signs; None leaves it unsigned.

    Raises:
        ProofError: As for :func:`canonical`.
    """
    content = sealed_bytes(proof)
    seal = Seal(sha256=hashlib.sha256(content).hexdigest())
    if key is not None:
        seal = seal.model_copy(update={"public_key": key.public.hex(), "signature": key.sign(content).hex()})
    return proof.model_copy(update={"seal": seal})


def seal_holds(proof: BaseProof) -> bool:
    """Return whether the hash in the seal is that of the proof; False without one."""
    return proof.seal is not None and proof.seal.sha256 == hashlib.sha256(sealed_bytes(proof)).hexdigest()


def parsed(data: bytes, *, shown: str) -> Proof | RowsProof:
    """Return the proof that bytes hold; whether it holds isn't asked here.

    Args:
        data: JSON, canonical or not.
        shown: The file's name, for messages.

    Raises:
        ProofError: It is no proof, a newer one, or can be read in two ways.
    """
    if len(data) > MAX_BYTES:
        raise ProofError(
            "{path}: it has more than {limit:.0f} MB, more than a proof can have; check the path.",
            path=shown,
            limit=MAX_BYTES / 1e6,
        )
    value = _value(data, shown)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise _no_proof(shown)
    version = value.get("version")
    if isinstance(version, int) and version > NEWEST:
        raise ProofError(
            "{path}: this proof has format {version}, this kotae knows format {known}; check it "
            "with a newer kotae.",
            path=shown,
            version=version,
            known=NEWEST,
        )
    try:
        kind = RowsProof if version == NEWEST else Proof
        return kind.model_validate_json(_canonical(value))
    except ValidationError as error:  # told by where it stands
        where = ".".join(str(part) for part in error.errors()[0]["loc"])[:80]
        raise _damaged(shown, where) from error


def _value(data: bytes, shown: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_members, parse_constant=_no_constant)
    except _TwiceError as error:  # told by its name
        raise _damaged(shown, str(error)[:80]) from error
    except (ValueError, RecursionError) as error:  # the one before is a ValueError, too
        raise _no_proof(shown) from error


class _TwiceError(ValueError):
    """A member occurs twice."""


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        counted = Counter(name for name, _ in pairs)
        raise _TwiceError(next(name for name, count in counted.items() if count > 1))
    return members


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _canonical(value: object) -> bytes:
    """The one door to the library: what it refuses is an error of ours."""
    with failing_as(
        ProofError, "This can't be written as canonical JSON: {reason}.", on=(ValueError, RecursionError)
    ):
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # what JSON or pydantic gave


def _no_proof(shown: str) -> ProofError:
    return ProofError(
        "{path}: this is no proof made by kotae, or it is damaged; ask for the file again.", path=shown
    )


def _damaged(shown: str, where: str) -> ProofError:
    return ProofError(
        "{path}: the proof is damaged or altered at {where!r}; ask for the file again.",
        path=shown,
        where=where,
    )
