"""Libraries of papers of mixed kinds with marked statements: what contradicts what, and what only looks like it.

A file ``papers/TRADE.txt`` holds a library. Its first line gives the facts that are no numbers (``kinds: date 2; name 3 8``),
each paper begins with ``=== PATH``. In a paper ``{7a:…}`` and ``{7b:…}`` say fact 7 with its first and its second value, and
``{7~year:…}`` looks like it without being one, for the reason given.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from benchmarks.gather.papers import prose
from kotae.conflicts import Conflicts, Side
from kotae.language import word_language

__all__ = ["MarkedLibrary", "Statement", "contracts", "figures_of", "marked_libraries", "music"]

_MARK = re.compile(r"\{(\d+)([ab]|~[a-z]+):([^}]*)\}")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A marked statement: where it stands, what it is about, and ``"a"``, ``"b"`` or the reason after ``"~"``."""

    path: str
    fact: int
    side: str
    text: str

    def told(self, side: Side) -> bool:
        """Whether this is what a side of a reported contradiction quotes; in tables a quote is the cell."""
        quote, text = (" ".join(said.split()) for said in (side.citation.quote, self.text))
        return side.citation.document.path == self.path and (text in quote or quote in text)


@dataclass(frozen=True, kw_only=True)
class MarkedLibrary:
    """A library: its papers without the marks, the marked statements, the kind of each fact that is no number."""

    name: str
    papers: dict[str, str]
    statements: tuple[Statement, ...]
    kinds: dict[int, str]

    def planted(self) -> list[tuple[Statement, Statement]]:
        """Return every statement of a first value with every one of the second."""
        return [
            (one, other)
            for one, other in product(self.statements, repeat=2)
            if one.fact == other.fact and (one.side, other.side) == ("a", "b")
        ]

    def write(self, folder: Path) -> None:
        """Write the papers, those of an office in its own format."""
        for path, text in self.papers.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(_content(path, text))


def marked_libraries() -> list[MarkedLibrary]:
    """Return all libraries, by name."""
    return [_read(path) for path in sorted((Path(__file__).parent / "papers").glob("*.txt"))]


def contracts() -> MarkedLibrary:
    """Return the folder of contracts with different parties, and of copies that differ from their originals."""
    return _read(Path(__file__).parent / "contracts.txt")


def music() -> MarkedLibrary:
    """Return the papers of a music school: 20 facts contradicted once each, among 40 statements that only look like it."""
    return _read(Path(__file__).parent / "music.txt")


def figures_of(library: MarkedLibrary, found: Conflicts, *, misses: bool) -> Counter[str]:
    """Return what was planted, found and reported, by kind and across languages, as sums."""
    planted = library.planted()
    told, wrong = set(), []
    for one in found.conflicts:
        hit = [
            pair
            for pair in planted
            if all(map(Statement.told, pair, one.sides)) or all(map(Statement.told, pair, one.sides[::-1]))
        ]
        told.update(hit)
        wrong += [] if hit else [one]
    if misses:
        for pair in planted:
            if pair not in told:
                print(
                    "  missed",
                    library.kinds.get(pair[0].fact, "number"),
                    *(one.text for one in pair),
                    sep=" | ",
                )
        for one in wrong:
            print(
                "  wrong ",
                f"{one.score:.1f}",
                one.kind,
                *(side.citation.quote for side in one.sides),
                sep=" | ",
            )
    sums = Counter(reported=len(found.conflicts), right=len(found.conflicts) - len(wrong))
    sums["look-alikes"] = sum(one.side.startswith("~") for one in library.statements)
    for pair in planted:
        crossed = len({word_language(one.text) for one in pair}) == 2
        for name in (
            "",
            "_" + library.kinds.get(pair[0].fact, "number"),
            "_across" if crossed else "_within",
        ):
            sums["planted" + name] += 1
            sums["found" + name] += pair in told
    return sums


def _read(path: Path) -> MarkedLibrary:
    head, *parts = path.read_text(encoding="utf-8").split("\n=== ")
    kinds = {
        int(fact): kind
        for kind, *facts in map(str.split, head.removeprefix("kinds:").split(";"))
        for fact in facts
    }
    papers, statements = {}, []
    for part in parts:
        name, text = part.split("\n", 1)
        papers[name] = _MARK.sub(lambda mark: mark[3], text)
        statements += [
            Statement(path=name, fact=int(mark[1]), side=mark[2], text=mark[3])
            for mark in _MARK.finditer(text)
        ]
    return MarkedLibrary(name=path.stem, papers=papers, statements=tuple(statements), kinds=kinds)


def _content(path: str, text: str) -> bytes:
    if path.endswith(".docx"):
        title, *paragraphs = filter(None, text.splitlines())
        return prose("docx", title.removeprefix("# "), [("", one) for one in paragraphs])
    return text.encode()
