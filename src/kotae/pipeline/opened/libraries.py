"""Libraries held open under their names: indexes of this machine, and other kotaes that are asked."""

import datetime
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from kotae.config import Settings
from kotae.errors import IndexFormatError, KotaeError
from kotae.federation.address import Address
from kotae.index.manifest import differing
from kotae.messages import Listed, Message
from kotae.pipeline.asking.filters import Permission
from kotae.pipeline.federated.known import Known
from kotae.pipeline.federated.measures import Measures, measures, measures_of
from kotae.pipeline.federated.pooling import Pooling
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.here import HereMember
from kotae.pipeline.opened.lender import Lender
from kotae.pipeline.opened.member import LocalMember, Member
from kotae.pipeline.opened.model import Model
from kotae.pipeline.opened.roots import Root, named_roots
from kotae.pipeline.opened.shelf import Shelf
from kotae.pipeline.opened.switching import FolderSource, Generations, Source
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.federation.node import Nodes
    from kotae.milvus.address import MilvusAddress
    from kotae.pipeline.opened.engine_generation import EngineGeneration

_Held: TypeAlias = "Generations[Generation | EngineGeneration]"

__all__ = ["Leasing", "Libraries", "Shelf", "named_roots", "narrowed"]


class Leasing(Protocol):
    """Gives the libraries as they are asked now."""

    def lease(self) -> AbstractContextManager[Shelf]:
        """Hold what answers now."""
        ...

    def close(self) -> None:
        """Close when the last lease ends; closing twice is fine."""
        ...


class Libraries:
    """Open libraries under their names; safe to use from many threads."""

    def __init__(
        self, roots: Mapping[str, Root], *, settings: Settings, model: Model, analyzer: Analyzer
    ) -> None:
        """Open those of this machine and those in engines; other kotaes are asked when a question comes.

        Args:
            roots: By the names of the libraries; at least one.
            settings: All settings.
            model: The embedding model they share.
            analyzer: Shared.

        Raises:
            StoreError: One can't be opened.
            IndexFormatError: They were built with different settings or models.
            FederationError: The tokens or certificates for those elsewhere can't be read.
        """
        self._names = tuple(roots)
        self._settings = settings
        self._model = model
        self._analyzer = analyzer
        self._changing = threading.Lock()
        self._left: list[_Held] = []
        self._nodes: Nodes | None = None
        self._pooling = Pooling(settings)
        self._known: dict[str, Known] = {}
        self._opened = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with ExitStack() as opening:
            found: dict[str, _Held] = {}
            for name, root in roots.items():
                if not isinstance(root, Address):
                    found[name] = self._held(root)
                    opening.callback(found[name].close)
            self._generations = found
            addresses = {name: root for name, root in roots.items() if isinstance(root, Address)}
            if addresses:
                self._nodes = _nodes(addresses, settings)
                self._known = {name: Known() for name in addresses}
                opening.callback(self._nodes.close)
            with self.lease() as shelf:
                _check_comparable(shelf.here)
            opening.pop_all()

    def _held(self, root: "Path | MilvusAddress") -> "_Held":
        source: Source[Generation | EngineGeneration]
        if isinstance(root, Path):
            source = FolderSource(root, settings=self._settings, model=self._model)
        else:
            # Here, so that nobody who asks folders alone loads what engines need.
            from kotae.pipeline.opened.engine_generation import EngineSource

            source = EngineSource(root, settings=self._settings, model=self._model)
        return Generations(source, analyzer=self._analyzer)

    @contextmanager
    def lease(self) -> Iterator[Shelf]:
        """Hold the generations that answer now.

        Raises:
            EngineError: An engine that holds one can't be reached.
            ValueError: They were closed.
        """
        with self._changing:
            names, held = self._names, self._generations
        several = len(names) > 1
        with ExitStack() as stack:
            here = {
                name: _member(name, stack.enter_context(held[name].lease()), label=name if several else "")
                for name in names
                if name in held
            }
            first = next(iter(here.values()), None)
            lender = (
                first.generation.lender
                if first is not None
                else Lender(settings=self._settings, model=self._model)
            )
            members: dict[str, Member] = {**here, **self._elsewhere(first)}
            yield Shelf(
                tuple(members[name] for name in names),
                lender,
                self._pooling,
                self._settings.federation.grace_s,
            )

    def _elsewhere(self, first: "HereMember | None") -> dict[str, Member]:
        if self._nodes is None:
            return {}
        from kotae.pipeline.federated.remote import RemoteMember

        def expected() -> Measures:
            if first is not None:
                return measures_of(first.reader.manifest, self._settings)
            embedder = self._model.get()
            return measures(
                embedder.fingerprint, embedder.dimension, self._settings.shaping(), self._settings
            )

        return {
            name: RemoteMember(
                name=name, node=node, expected=expected, created=self._opened, known=self._known[name]
            )
            for name, node in self._nodes.by_name.items()
        }

    def add(self, name: str, root: Path) -> None:
        """Ask one more library of this machine from the next question on.

        Raises:
            StoreError: It can't be opened.
            IndexFormatError: It was built with other settings or another model.
            ValueError: There is one of this name.
        """
        added = self._held(root)
        try:
            with self.lease() as shelf, added.lease() as generation:
                _check_comparable([*shelf.here[:1], _member(name, generation, label="")])
            with self._changing:
                if name in self._names:
                    raise ValueError(f"there is a library {name!r} already")
                self._generations = {**self._generations, name: added}
                self._names = (*self._names, name)
        except (KotaeError, ValueError):
            added.close()
            raise

    def leave_out(self, name: str) -> None:
        """Ask a library no more from the next question on; questions under way finish.

        Raises:
            ValueError: There is none of this name, or no other.
        """
        with self._changing:
            names = tuple(known for known in self._names if known != name)
            if not names or names == self._names:
                raise ValueError(f"{name!r} isn't one of several libraries")
            held = dict(self._generations)
            if name in held:
                # Closed at the end: somebody may be about to hold it.
                self._left.append(held.pop(name))
            self._names, self._generations = names, held

    def close(self) -> None:
        """Close when the last lease ends; closing twice is fine."""
        for generations in (*self._generations.values(), *self._left):
            generations.close()
        if self._nodes is not None:
            self._nodes.close()


def _member(name: str, generation: "Generation | EngineGeneration", *, label: str) -> HereMember:
    if isinstance(generation, Generation):
        return LocalMember(name=name, generation=generation, label=label)
    from kotae.pipeline.opened.engine_member import EngineMember

    return EngineMember(name=name, generation=generation, label=label)


def _nodes(addresses: Mapping[str, Address], settings: Settings) -> "Nodes":
    # Here, so that nobody who asks folders alone loads a client.
    from kotae.federation.node import Nodes

    return Nodes(addresses, settings=settings.federation)


class _Narrowed:
    """Libraries of which only some documents of this machine are there."""

    def __init__(self, libraries: Leasing, permitted: Permission | None) -> None:
        self._libraries = libraries
        self._permitted = permitted

    @contextmanager
    def lease(self) -> Iterator[Shelf]:
        with self._libraries.lease() as shelf:
            yield shelf.narrowed(self._permitted)

    def close(self) -> None:
        """Leave them open: they are somebody else's."""


def narrowed(libraries: Leasing, permitted: Permission | None) -> Leasing:
    """Return the libraries of this machine, with only the documents that a permission lets through.

    Args:
        libraries: Stay open when what is returned is closed.
        permitted: None for all.
    """
    return _Narrowed(libraries, permitted)


def _check_comparable(members: Sequence[HereMember]) -> None:
    for other in members[1:]:
        first = members[0]
        one, two = first.reader.manifest, other.reader.manifest
        differences = differing(one.settings, two.settings)
        if one.model != two.model:
            differences.append(("embedding.model", one.model, two.model))
        if differences:
            raise _incomparable(first, other, differences)


def _incomparable(
    one: HereMember, two: HereMember, differences: Sequence[tuple[str, object, object]]
) -> IndexFormatError:
    shown = [
        Message("{name}: {mine!r} and {theirs!r}", name=name, mine=mine, theirs=theirs)
        for name, mine, theirs in differences
    ]
    return IndexFormatError(
        "{one} and {two} can't be asked together, for they were built differently ({differences}); "
        "run `kotae index` for both with the same settings.",
        one=one.name,
        two=two.name,
        differences=Listed(shown, en="; "),
    )
