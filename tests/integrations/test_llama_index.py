"""The LlamaIndex retriever: what it finds, async, filters, making it again."""

import json
from pathlib import Path

import pytest

pytest.importorskip("llama_index.core", reason="needs the extra kotae[llama-index]")

from llama_index.core.schema import MetadataMode

import kotae
from kotae.errors import FilterError
from kotae.integrations.llama_index import KotaeRetriever

QUESTIONS = [
    ("AI戦略の予算は2,000億円", "ja/予算.md"),
    ("the budget of the AI strategy to 200 billion yen", "en/budget.md"),
]


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
def test_nodes_are_the_hits(index: Path, question: str, path: str) -> None:
    found = KotaeRetriever(str(index), similarity_top_k=2).retrieve(question)
    hits = kotae.retrieve(question, 2, index)
    assert [(node.text, node.score) for node in found] == [(hit.passage.text, hit.score) for hit in hits]
    first = found[0].node
    assert first.metadata["path"] == path
    assert first.source_node is not None
    assert first.source_node.node_id == hits[0].passage.document.id
    assert path in first.get_content(MetadataMode.LLM)
    assert "start" not in first.get_content(MetadataMode.LLM)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_async_finds_the_same(index: Path) -> None:
    retriever = KotaeRetriever(str(index))
    found = await retriever.aretrieve("予算")
    assert [node.node_id for node in found] == [node.node_id for node in retriever.retrieve("予算")]


def test_filters_narrow_and_settings_are_stored(index: Path) -> None:
    retriever = KotaeRetriever(str(index), languages=["en"], documents=["en/budget.md"])
    assert {node.metadata["path"] for node in retriever.retrieve("予算")} == {"en/budget.md"}
    again = KotaeRetriever(**retriever.to_dict())
    assert again.to_dict() == retriever.to_dict()
    assert again.retrieve("予算")[0].text == retriever.retrieve("予算")[0].text
    with pytest.raises(FilterError):
        KotaeRetriever(str(index), documents=["none"]).retrieve("予算")


@pytest.mark.parametrize(("folder", "question"), [("ja", "budget"), ("en", "予算")])
def test_conditions_narrow_and_are_stored(index: Path, folder: str, question: str) -> None:
    retriever = KotaeRetriever(str(index), where={"folder": folder})
    for one in (retriever, KotaeRetriever(**json.loads(json.dumps(retriever.to_dict())))):
        assert {node.metadata["path"].partition("/")[0] for node in one.retrieve(question)} == {folder}
    with pytest.raises(FilterError, match="size"):
        KotaeRetriever(str(index), where={"size": 1})
