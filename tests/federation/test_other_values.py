"""What another paper says instead, where the papers lie in libraries apart: the answer is that of one index of all."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import kotae
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.errors import FederationError
from kotae.federation.checking import checked_papers
from kotae.federation.settings import FederationSettings
from kotae.federation.wire import PaperSaid, PapersAsked, PlacesAsked
from kotae.network.running import running
from kotae.network.token import Token
from kotae.records import Block, CellSpan, Span
from tests.conflicts.papers import ALIKE, DIFFERING, FILES
from tests.federation.conftest import FULL
from tests.libraries import built_libraries

pytestmark = [pytest.mark.model, pytest.mark.loopback]

EAST = {name: FILES[name] for name in ("rules.md", "pool_ja.md", "letter.md", "fee.csv", "prices_2025.md")}
WEST = {name: text for name, text in FILES.items() if name not in EAST}
PATIENT = Settings(federation=FederationSettings(timeout_s=60.0, grace_s=60.0))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, kotae.KnowledgeBase]]:
    """The papers in one index, in two libraries of other kotaes, and one here and one there."""
    libraries = {"merged": EAST | WEST, "east": EAST, "west": WEST}
    indexes: dict[str, str | Path] = {**built_libraries(tmp_path_factory.mktemp("apart"), libraries)}
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        addresses = {}
        for name in ("east", "west"):
            app = create_app(
                Library(knowledge=stack.enter_context(kotae.open(indexes[name]))),
                token=Token(value=FULL, made=False),
                loopback_only=True,
            )
            addresses[name] = stack.enter_context(running(app, host="127.0.0.1", port=0))
        told = "\n".join(f"{address} {FULL}" for address in addresses.values())
        patched.setenv("KOTAE_LIBRARY_TOKENS", told)
        roots: dict[str, dict[str, str | Path]] = {
            "merged": {"merged": indexes["merged"]},
            "apart": {**addresses},
            "half": {"east": indexes["east"], "west": addresses["west"]},
        }
        yield {name: stack.enter_context(kotae.open(root, settings=PATIENT)) for name, root in roots.items()}


@pytest.mark.parametrize("where", ["apart", "half"])
@pytest.mark.parametrize(("question", "first", "then", "note"), DIFFERING)
def test_what_the_paper_of_another_library_says_is_shown_as_in_one_index(
    asked: dict[str, kotae.KnowledgeBase], where: str, question: str, first: str, then: str, note: str
) -> None:
    """Documents elsewhere weren't compared: of two offices that differ one was quoted, and nothing said."""
    alone, together = asked["merged"].ask(question), asked[where].ask(question)

    assert first in together.sentences[0].text
    assert then in together.sentences[1].text
    assert note in together.note
    assert (together.text, together.note) == (alone.text, alone.note)
    cited = [[one.citations[0] for one in answer.sentences] for answer in (alone, together)]
    assert [(one.document.path, one.start, one.end, one.quote, one.cells) for one in cited[0]] == [
        (one.document.path, one.start, one.end, one.quote, one.cells) for one in cited[1]
    ]
    assert {one.document.library for one in cited[1][:2]} == {"east", "west"}


@pytest.mark.parametrize("question", ALIKE)
def test_the_same_value_or_another_thing_is_no_difference(
    asked: dict[str, kotae.KnowledgeBase], question: str
) -> None:
    assert asked["apart"].ask(question).note == ""


def _block(start: int, end: int, *cells: tuple[int, int]) -> Block:
    spans = tuple(CellSpan(start=one, end=other, address="R1C1") for one, other in cells)
    return Block(start=start, end=end, kind="table", language="ja", cells=spans)


@pytest.mark.parametrize(
    "blocks",
    [
        [_block(5, 12)],
        [_block(40, 60)],
        [_block(22, 26), _block(24, 28)],
        [_block(20, 30, (22, 34))],
        [_block(20, 30, (26, 28), (21, 23))],
    ],
    ids=["before the passage", "behind it", "over each other", "a cell outside", "cells backwards"],
)
def test_blocks_that_cannot_be_in_the_passages_are_a_lie(blocks: list[Block]) -> None:
    asked = PapersAsked(papers=(PlacesAsked(document="a", spans=(Span(start=10, end=50),)),))
    said = PaperSaid(blocks=tuple(blocks), day="", day_from="", old=False)
    with pytest.raises(FederationError, match="can't be right"):
        checked_papers([said], asked)


def test_a_document_too_many_or_too_few_is_a_lie() -> None:
    asked = PapersAsked(papers=(PlacesAsked(document="a", spans=()),))
    assert checked_papers([None], asked) == (None,)
    for papers in ([], [None, None]):
        with pytest.raises(FederationError, match="other documents than asked for"):
            checked_papers(papers, asked)
