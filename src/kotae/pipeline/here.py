"""Which libraries this kotae searches itself, and what it can't do where an engine holds them."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from kotae.errors import FilterError, ProofError
from kotae.pipeline.filters import Permission
from kotae.pipeline.member import LocalMember, Member

if TYPE_CHECKING:
    from kotae.pipeline.engine_member import EngineMember

__all__ = ["HereMember", "in_an_engine", "is_here", "is_in_an_engine", "narrowed_to", "unproven"]

HereMember: TypeAlias = "LocalMember | EngineMember"
"""A library in a folder of this machine, or in an engine."""


def is_here(member: Member) -> TypeGuard[HereMember]:
    """Return whether a library is searched by this kotae; the others are asked over the network."""
    return hasattr(member, "generation")


def is_in_an_engine(member: Member) -> bool:
    """Return whether a library is searched by this kotae, but not held in a folder of this machine."""
    return is_here(member) and not isinstance(member, LocalMember)


def in_an_engine(name: str) -> FilterError:
    """Return the error for what is done over an index in a folder alone."""
    return FilterError(
        "This reads every document, which is done over an index in a folder; {name} is in an engine.",
        name=name,
    )


def unproven(name: str) -> ProofError:
    """Return the error for a proof of an answer from a library in an engine."""
    return ProofError(
        "A proof is made over an index in a folder; {name} is in an engine.",
        name=name,
    )


def narrowed_to(member: HereMember, permitted: Permission) -> Member:
    """Return a library with only the documents that a permission lets through.

    Raises:
        FilterError: It is in an engine.
        ValueError: It was narrowed before.
    """
    if not isinstance(member, LocalMember):
        raise FilterError(
            "{name} is in an engine, and a token that is shown a part of the documents can't ask it.",
            name=member.name,
        )
    if member.permitted is not None:
        raise ValueError("narrowed already: a second permission would take the place of the first")
    return replace(member, permitted=permitted)
