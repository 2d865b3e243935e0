"""The libraries behind a knowledge base: one index or several, asked together.

This is the one place that knows there may be several. A question is looked for in each by itself, what
is found is put into one order, and it is read once. What :class:`Shelf` asks of a :class:`Member` is its
methods alone, so a library that lies elsewhere would be another kind of member.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kotae.config import Settings
from kotae.errors import FilterError, IndexFormatError, ProofError
from kotae.index.manifest import differing
from kotae.pipeline.filters import Where
from kotae.pipeline.generation import Generation
from kotae.pipeline.info import IndexInfo
from kotae.pipeline.member import Member, Scope
from kotae.pipeline.model import Model
from kotae.pipeline.questions import checked_documents, checked_languages, known_documents
from kotae.pipeline.switching import Generations
from kotae.question import Question
from kotae.records import Answer, Box, CitedCell, DocumentInfo, Hit
from kotae.segmentation import Analyzer

__all__ = ["Libraries", "Shelf", "named_roots"]


def named_roots(
    index: str | Path | Sequence[str | Path] | Mapping[str, str | Path],
) -> dict[str, Path]:
    """Return the folders of indexes by the names of their libraries, in order, each folder once.

    Args:
        index: One folder, several, or several by name. Without a name a library is called like its
            folder, or like the one around it where that is just ``index``; of equal names the later
            ones get a number.

    Raises:
        ValueError: There is none.
    """
    if isinstance(index, Mapping):
        found = {str(name): Path(folder) for name, folder in index.items()}
    else:
        folders = [index] if isinstance(index, str | Path) else list(index)
        once = {Path(folder).resolve(): Path(folder) for folder in reversed(folders)}
        found = {}
        for resolved, folder in reversed(once.items()):
            name = resolved.parent.name if resolved.name == "index" else resolved.name
            number = sum(known == name or known.startswith(f"{name} ") for known in found)
            found[f"{name} {number + 1}" if name in found else name or "/"] = folder
    if not found:
        raise ValueError("name at least one index")
    return found


@dataclass(frozen=True, slots=True)
class Shelf:
    """All libraries as they are asked now.

    Attributes:
        members: In the order given; at least one.
    """

    members: tuple[Member, ...]

    @property
    def first(self) -> Generation:
        """The generation that lends what all share: the embedding model and what answers."""
        return self.members[0].generation

    @property
    def documents(self) -> list[DocumentInfo]:
        """Every document, by path; one that lies at the same path of several libraries once."""
        found: dict[str, DocumentInfo] = {}
        for member in self.members:
            for info in member.documents:
                found.setdefault(info.id, info)
        return sorted(found.values(), key=lambda info: info.path)

    def find(self, question: str | Question, *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return the best passages of all libraries asked, best first; the same passage once.

        Raises:
            FilterError: A language, document or library isn't known.
            ModelError: The embedding model can't be had.
        """
        checked_documents(scope.documents, self._all())
        checked_languages(scope.languages)
        hits = [
            hit
            for member in self._asked(scope.where)
            for hit in member.find(question, top_k=top_k, scope=scope, analyzer=analyzer)
        ]
        if len(self.members) == 1:
            return hits
        best: dict[tuple[str, int, int], Hit] = {}
        for hit in sorted(hits, key=lambda hit: -hit.score):
            best.setdefault((hit.passage.document.id, hit.passage.start, hit.passage.end), hit)
        return list(best.values())[:top_k]

    def _asked(self, where: Where | None) -> tuple[Member, ...]:
        """Return the libraries to search.

        Raises:
            FilterError: One isn't there.
        """
        if where is None or not where.library:
            return self.members
        names = [member.name for member in self.members]
        for name in where.library:
            if name not in names:
                listed = ", ".join(names)
                raise FilterError(
                    en=f"There is no library {name!r}; there are: {listed}.",
                    ja=f"{name!r} という文書庫はありません。あるのは次の文書庫です: {listed}",
                )
        return tuple(member for member in self.members if member.name in where.library)

    def sole(self, where: Where | None) -> Member:
        """Return the one library that is asked, for what is done in one alone.

        Raises:
            FilterError: Several are asked, or one isn't there.
        """
        asked = self._asked(where)
        if len(asked) > 1:
            names = ", ".join(member.name for member in asked)
            raise FilterError(
                en=f"This is done in one library at a time; name one of {names} as the library.",
                ja=f"これは一度に一つの文書庫で行います。{names} のうち一つを文書庫として指定してください。",
            )
        return asked[0]

    def home(self, document: str) -> tuple[Member, str]:
        """Return the library that holds a document, the first of several, and the document's id.

        Args:
            document: Its id, or its path.

        Raises:
            FilterError: None holds it.
        """
        checked_documents([document], self._all())
        found = ((member, known_documents([document], member.reader.documents)) for member in self.members)
        return next((member, ids[0]) for member, ids in found if ids)

    def _all(self) -> list[DocumentInfo]:
        return [info for member in self.members for info in member.reader.documents]

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a quote stands on its pages."""
        return self._holder(document_id).reader.boxes(document_id, start, end)

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in."""
        return self._holder(document_id).reader.cells(document_id, start, end)

    def _holder(self, document_id: str) -> Member:
        return next((member for member in self.members if member.holds(document_id)), self.members[0])

    def prover(self, answer: Answer) -> Generation:
        """Return the one library that an answer was read in, for its proof.

        Raises:
            ProofError: It was read in several.
        """
        read = {hit.passage.document.id for hit in answer.hits}
        whole = next((m for m in self.members if all(map(m.holds, read))), None)
        if whole is None and len(self.members) > 1:
            raise ProofError(
                en="A proof is of one library, and this answer was looked for in several; ask in one of them alone, then "
                "make the proof.",
                ja="証明書は一つの文書庫について作られますが、この答えは複数の文書庫から探したものです。"
                "文書庫を一つに絞って質問してから、証明書を作ってください。",
            )
        return (whole or self.members[0]).generation

    @property
    def tags(self) -> dict[str, int]:
        """Every tag as first written, with how many documents have it."""
        written: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for member in self.members:
            for tags in member.generation.tags:
                once = {tag.lower(): tag for tag in reversed(tags)}
                counts.update(once.keys())
                written = once | written
        return {written[tag]: count for tag, count in counts.items()}

    @property
    def infos(self) -> dict[str, IndexInfo]:
        """What is known of each library, by name."""
        return {member.name: IndexInfo.of(member.reader) for member in self.members}


class Libraries:
    """Open indexes under their names; safe to use from many threads."""

    def __init__(
        self, roots: Mapping[str, Path], *, settings: Settings, model: Model, analyzer: Analyzer
    ) -> None:
        """Open them.

        Args:
            roots: Name → folder of the index; at least one.
            settings: All settings.
            model: The embedding model they share.
            analyzer: Shared.

        Raises:
            StoreError: One can't be opened.
            IndexFormatError: They were built with different settings or models.
        """
        with ExitStack() as opening:
            found: dict[str, Generations] = {}
            for name, root in roots.items():
                found[name] = Generations(root, settings=settings, model=model, analyzer=analyzer)
                opening.callback(found[name].close)
            self._generations = found
            with self.lease() as shelf:
                _check_comparable(shelf.members)
            opening.pop_all()

    @contextmanager
    def lease(self) -> Iterator[Shelf]:
        """Hold the generations that answer now.

        Raises:
            ValueError: They were closed.
        """
        several = len(self._generations) > 1
        with ExitStack() as stack:
            yield Shelf(
                tuple(
                    Member(
                        name=name,
                        generation=stack.enter_context(generations.lease()),
                        label=name if several else "",
                    )
                    for name, generations in self._generations.items()
                )
            )

    def close(self) -> None:
        """Close when the last lease ends; closing twice is fine."""
        for generations in self._generations.values():
            generations.close()


def _check_comparable(members: Sequence[Member]) -> None:
    first = members[0]
    for other in members[1:]:
        one, two = first.reader.manifest, other.reader.manifest
        differences = differing(one.settings, two.settings)
        if one.model != two.model:
            differences.append(("embedding.model", one.model, two.model))
        if differences:
            raise _incomparable(first, other, differences)


def _incomparable(
    one: Member, two: Member, differences: Sequence[tuple[str, object, object]]
) -> IndexFormatError:
    en = "; ".join(f"{name}: {mine!r} and {theirs!r}" for name, mine, theirs in differences)
    ja = "、".join(f"{name}: {mine!r} と {theirs!r}" for name, mine, theirs in differences)
    return IndexFormatError(
        en=f"{one.name} and {two.name} can't be asked together, for they were built differently ({en}); "
        "run `kotae index` for both with the same settings.",
        ja=f"{one.name} と {two.name} は作り方が異なるため、一緒に検索できません（{ja}）。"
        "両方を同じ設定で `kotae index` により作り直してください。",
    )
