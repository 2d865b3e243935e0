"""Which libraries this kotae searches itself, and what is done only in those whose every document it can read."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from kotae.errors import FilterError, ProofError
from kotae.pipeline.asking.filters import Permission
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.member import LocalMember, Member
from kotae.records import Answer, Document, LeftOut
from kotae.records.reasons import reasons

if TYPE_CHECKING:
    from kotae.gathering import Gathered
    from kotae.pipeline.opened.engine_member import EngineMember

__all__ = [
    "HereMember",
    "document_of",
    "is_here",
    "narrowed_to",
    "proven_from",
    "read_in",
    "readable",
    "sole",
]

HereMember: TypeAlias = "LocalMember | EngineMember"
"""A library in a folder of this machine, or in an engine."""


def is_here(member: Member) -> TypeGuard[HereMember]:
    """Return whether a library is searched by this kotae; the others are asked over the network."""
    return hasattr(member, "generation")


def document_of(member: HereMember, document_id: str) -> Document:
    """Return a whole document by its id, named as its library names it among others."""
    found = member.reader.document(document_id)
    return replace(found, info=member.labelled(found.info))


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


def sole(asked: Sequence[Member]) -> Generation:
    """Return the index of the one library that is asked, for what is done in one alone, and here.

    Raises:
        FilterError: Several are asked, or it can't be read here by whoever asks.
    """
    if len(asked) > 1:
        names = ", ".join(member.name for member in asked)
        raise FilterError(
            "This is done in one library at a time; name one of {names} as the library.", names=names
        )
    return readable(asked)[0][0].generation


def readable(asked: Sequence[Member]) -> tuple[tuple[LocalMember, ...], tuple[LeftOut, ...]]:
    """Return the libraries asked whose every document can be read here, and the others with the reason.

    Raises:
        FilterError: None can be read here by whoever asks.
    """
    here = tuple(one for one in asked if isinstance(one, LocalMember) and one.permitted is None)
    if not here:
        raise _refused(asked[0]) if len(asked) == 1 else _not_read_here()
    return here, tuple(
        LeftOut(library=one.name, **reasons(_refused(one).said)) for one in asked if one not in here
    )


def read_in(said: "Answer | Gathered") -> frozenset[str]:
    """Return the ids of the documents that an answer or rows were read in.

    Raises:
        ProofError: Rows were read in several libraries.
    """
    if isinstance(said, Answer):
        return frozenset(hit.passage.document.id for hit in said.hits)
    if said.libraries or said.left_out:
        raise _in_several()
    return frozenset(said.read)


def proven_from(members: Sequence[Member], read: Collection[str]) -> Generation:
    """Return the index of the one library that an answer or rows were read in, for their proof.

    Args:
        members: All libraries.
        read: Ids of the documents it was read in.

    Raises:
        ProofError: It was read in several, or not here, or by somebody who may not see all of it.
    """
    here = [member for member in members if is_here(member)]
    whole = next((member for member in here if all(map(member.holds, read))), None)
    # The documents of an answer may have left the only library since: which ones, the proof says itself.
    if whole is None and len(members) == 1 and here:
        whole = here[0]
    if whole is None:
        raise _in_several()
    if not isinstance(whole, LocalMember):
        raise ProofError(
            "A proof is made over an index in a folder; {name} is in an engine.", name=whole.name
        )
    if whole.permitted is not None:
        raise ProofError("A proof speaks of the whole library, and this token is shown a part of it.")
    return whole.generation


def _in_several() -> ProofError:
    return ProofError(
        "A proof is of one library, and this answer was looked for in several; ask in one of them "
        "alone, then make the proof."
    )


def _refused(library: Member) -> FilterError:
    """Return why not every document of a library can be read here."""
    if is_here(library) and not isinstance(library, LocalMember):
        return FilterError(
            "This reads every document, which is done over an index in a folder; {name} is in an engine.",
            name=library.name,
        )
    return _not_read_here()


def _not_read_here() -> FilterError:
    return FilterError("This is done where the documents are, and by whoever may see all of them.")
