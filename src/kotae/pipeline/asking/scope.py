"""The part of a library a question is looked for in."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.pipeline.asking.filters import Where

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a question is looked for; None everywhere is in everything."""

    languages: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    where: Where | None = None

    @property
    def narrowed(self) -> dict[str, tuple[str, ...]]:
        """Its conditions by name, as an answer tells them: those of ``where`` by their own; empty for everything."""
        told = {
            name: tuple(map(str, values if isinstance(values, tuple) else (values,)))
            for name, values in (() if self.where is None else self.where)
            if values
        }
        for name, given in (("languages", self.languages), ("documents", self.documents)):
            if given is not None:
                told[name] = tuple(given)
        return told
