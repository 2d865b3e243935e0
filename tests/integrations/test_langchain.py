"""The LangChain retriever: what it finds, what may change with a call, storing it."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("langchain_core", reason="needs the extra kotae[langchain]")

from langchain_core.load import dumps, loads
from pydantic import ValidationError

import kotae
from kotae.errors import FilterError, QuestionError
from kotae.integrations.langchain import KotaeRetriever

QUESTIONS = [
    ("AI戦略の予算は2,000億円", "ja/予算.md"),
    ("the budget of the AI strategy to 200 billion yen", "en/budget.md"),
]


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
def test_documents_are_the_hits(index: Path, question: str, path: str) -> None:
    found = KotaeRetriever(index=str(index), k=2).invoke(question)
    hits = kotae.retrieve(question, 2, index)
    assert [document.page_content for document in found] == [hit.passage.text for hit in hits]
    assert found[0].metadata["path"] == path
    meta = found[0].metadata
    with kotae.open(index) as kb:
        assert kb.document(path).text[meta["start"] : meta["end"]] == found[0].page_content
    assert found[0].id == f"{meta['document']}#{meta['start']}-{meta['end']}"


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize(("question", "path"), QUESTIONS)
async def test_async_finds_the_same(index: Path, question: str, path: str) -> None:
    retriever = KotaeRetriever(index=str(index))
    assert await retriever.ainvoke(question) == retriever.invoke(question)


def test_filters_narrow_at_construction_and_per_call(index: Path) -> None:
    retriever = KotaeRetriever(index=str(index), languages=["en"])
    assert {document.metadata["language"] for document in retriever.invoke("予算")} == {"en"}
    assert {
        d.metadata["path"] for d in retriever.invoke("予算", languages=None, documents=["ja/予算.md"])
    } == {"ja/予算.md"}
    assert len(retriever.invoke("予算", k=1)) == 1


def test_errors_come_through(index: Path) -> None:
    retriever = KotaeRetriever(index=str(index))
    with pytest.raises(QuestionError):
        retriever.invoke(" ")
    with pytest.raises(FilterError):
        retriever.invoke("x", documents=["none"])
    with pytest.raises(TypeError, match="top_k"):
        retriever.invoke("x", top_k=3)


@pytest.mark.parametrize(("folder", "question"), [("ja", "budget"), ("en", "予算")])
def test_conditions_narrow_at_construction_and_per_call(index: Path, folder: str, question: str) -> None:
    for found in (
        KotaeRetriever(index=str(index), where={"folder": folder}).invoke(question),
        KotaeRetriever(index=str(index)).invoke(question, where={"folder": folder}),
    ):
        assert {document.metadata["path"].partition("/")[0] for document in found} == {folder}
    with pytest.raises(ValidationError, match=r"where\n.*size"):
        KotaeRetriever(index=str(index), where={"size": 1})
    with pytest.raises(FilterError, match="size"):
        KotaeRetriever(index=str(index)).invoke(question, where={"size": 1})


@pytest.mark.filterwarnings("ignore:The function `loads` is in beta")
def test_it_is_stored_and_restored(index: Path) -> None:
    retriever = KotaeRetriever(index=str(index), k=2, languages=["ja"], where={"folder": ["ja"]})
    again = loads(dumps(retriever), allowed_objects=[KotaeRetriever], valid_namespaces=["kotae"])
    assert again == retriever
    assert again.invoke("budget") == retriever.invoke("budget")


def test_langchains_own_suite_passes() -> None:
    if find_spec("langchain_tests") is None:
        pytest.skip("needs langchain-tests, which is in the extra dev")
    folder = Path(__file__).parent
    suite = ["-c", str(folder / "conformance.ini"), str(folder / "langchain_conformance.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *suite],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"^5 passed in", done.stdout, flags=re.MULTILINE), done.stdout
