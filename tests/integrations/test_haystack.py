"""The Haystack retriever: alone and in a pipeline, its filters, storing it."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("haystack", reason="needs the extra kotae[haystack]")

from haystack import Pipeline

import kotae
from kotae.errors import FilterError
from kotae.integrations.haystack import KotaeRetriever

QUESTIONS = [
    ("AI戦略の予算は2,000億円", "ja/予算.md"),
    ("the budget of the AI strategy to 200 billion yen", "en/budget.md"),
]


def on(field: str, operator: str, value: object) -> dict[str, Any]:
    return {"field": f"meta.{field}", "operator": operator, "value": value}


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
def test_documents_are_the_hits(index: Path, question: str, path: str) -> None:
    found = KotaeRetriever(str(index), top_k=2).run(question)["documents"]
    hits = kotae.retrieve(question, 2, index)
    assert [(document.content, document.score) for document in found] == [
        (hit.passage.text, hit.score) for hit in hits
    ]
    assert found[0].meta["path"] == path


@pytest.mark.parametrize(
    ("filters", "paths"),
    [
        (on("language", "==", "en"), {"en/budget.md", "en/defence.md"}),
        (on("path", "in", ["ja/予算.md", "en/defence.md"]), {"ja/予算.md", "en/defence.md"}),
        (
            {
                "operator": "AND",
                "conditions": [on("language", "in", ["ja", "en"]), on("path", "==", "en/budget.md")],
            },
            {"en/budget.md"},
        ),
        ({"operator": "AND", "conditions": [on("language", "==", "ja"), on("language", "==", "en")]}, set()),
        ({}, {"en/budget.md", "en/defence.md", "ja/予算.md"}),
    ],
)
def test_filters_narrow(index: Path, filters: dict[str, Any], paths: set[str]) -> None:
    at_construction = KotaeRetriever(str(index), filters=filters).run("予算 budget")["documents"]
    at_call = KotaeRetriever(str(index)).run("予算 budget", filters=filters)["documents"]
    assert {document.meta["path"] for document in at_call} == paths
    assert {document.meta["path"] for document in at_construction} == paths


@pytest.mark.parametrize(
    "filters",
    [
        on("language", "!=", "en"),
        on("page", "==", "1"),
        {"operator": "OR", "conditions": []},
        {"operator": "AND", "conditions": "x"},
        {"operator": "AND", "conditions": [on("path", "==", "a"), on("document", "==", "b")]},
    ],
    ids=["!=", "page", "OR", "no list", "two names"],
)
def test_filters_that_cannot_be_applied_are_refused(filters: dict[str, Any]) -> None:
    with pytest.raises(FilterError, match="can't be applied") as caught:
        KotaeRetriever(filters=filters)
    assert "使えません" in caught.value.ja


@pytest.mark.parametrize(("folder", "question"), [("ja", "budget"), ("en", "予算")])
def test_conditions_narrow_and_are_stored(index: Path, folder: str, question: str) -> None:
    retriever = KotaeRetriever(str(index), where={"folder": folder})
    for one in (retriever, KotaeRetriever.from_dict(retriever.to_dict())):
        found = one.run(question)["documents"]
        assert {document.meta["path"].partition("/")[0] for document in found} == {folder}
    with pytest.raises(FilterError, match="size"):
        KotaeRetriever(where={"size": 1})


def test_pipeline_stores_and_runs_it(index: Path) -> None:
    pipeline = Pipeline()
    pipeline.add_component(
        "retriever", KotaeRetriever(str(index), top_k=1, filters=on("language", "==", "ja"))
    )
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["kotae.integrations.haystack"])
    (document,) = again.run({"retriever": {"query": "budget"}})["retriever"]["documents"]
    assert document.meta["path"] == "ja/予算.md"


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_async_pipeline_finds_the_same(index: Path) -> None:
    pipeline = Pipeline()
    pipeline.add_component("retriever", KotaeRetriever(str(index), top_k=2))
    found = await pipeline.run_async({"retriever": {"query": "予算"}})
    assert found["retriever"]["documents"] == KotaeRetriever(str(index), top_k=2).run("予算")["documents"]
