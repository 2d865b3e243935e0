"""An answer of one paper, where another one says otherwise: both are shown, the newer first."""

from collections.abc import Iterator

import pytest

from kotae.pipeline import KnowledgeBase, open_index
from tests.conflicts.papers import ALIKE, DIFFERING, FILES
from tests.libraries import built_library

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with open_index(built_library(tmp_path_factory.mktemp("otherwise"), FILES)) as opened:
        yield opened


@pytest.mark.parametrize(("question", "first", "then", "note"), DIFFERING)
def test_both_values_are_shown_the_newer_first(
    knowledge: KnowledgeBase, question: str, first: str, then: str, note: str
) -> None:
    """One of them was shown alone."""
    answer = knowledge.ask(question)

    assert first in answer.sentences[0].text
    assert then in answer.sentences[1].text
    assert {one.citations[0].document.path for one in answer.sentences[:2]} <= FILES.keys()
    assert note in answer.note
    assert then in answer.text


@pytest.mark.parametrize("question", ALIKE)
def test_the_same_value_or_another_thing_is_no_difference(knowledge: KnowledgeBase, question: str) -> None:
    answer = knowledge.ask(question)

    assert answer.status == "answered"
    assert answer.note == ""
