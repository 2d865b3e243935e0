"""A page as a picture, in the measure of the boxes a source has; and the schema that says all this."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import OpenAI

from kotae.answering.settings import AnsweringSettings
from kotae.api.app import FILES_AT_ONCE
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import KnowledgeBase, build, open_index
from tests.at_once import Watched
from tests.parsing.pdf_files import Ink, make_pdf

pytestmark = pytest.mark.loopback

FILES = ("/v1/page", "/v1/prove")  # what they give is no JSON
JA = "灯台の修理には二億円かかりました。"
EN = "The repair of the lighthouse cost three million yen."


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder: Path = tmp_path_factory.mktemp("pages")
    (folder / "corpus").mkdir()
    pages = [[Ink(x=80, y=700, text=EN)], [Ink(x=300, y=600, text=JA)]]
    (folder / "corpus" / "灯台.pdf").write_bytes(make_pdf(pages))
    (folder / "corpus" / "note.md").write_text("The sea.\n", encoding="utf-8")
    embedding, answering = EmbeddingSettings(model="hashing"), AnsweringSettings(min_confidence=0)
    settings = Settings(embedding=embedding, answering=answering)
    build(folder / "corpus", folder / "index", settings=settings)
    with open_index(folder / "index", settings=settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "page", "left"),
    [
        ("灯台の修理にはいくらかかりましたか？", 2, 300),
        ("How much did the repair of the lighthouse cost?", 1, 80),
    ],
)
def test_boxes_of_a_source_lie_on_the_picture_of_its_page(
    client: OpenAI, http: httpx.Client, question: str, page: int, left: int
) -> None:
    told: Any = client.chat.completions.create(
        model="kotae", messages=[{"role": "user", "content": question}]
    ).model_extra
    source = next(source for source in told["sources"] if source["page"] == page)
    (box,) = source["boxes"]
    # Chat clients count pages from 0, kotae from 1.
    assert source["metadata"][0]["page"] == page - 1
    drawn = http.get("/v1/page", params={"document": source["source"]["id"], "number": box["page"]})
    assert drawn.headers["content-type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")
    width, height = float(drawn.headers["x-page-width"]), float(drawn.headers["x-page-height"])
    assert (width, height) == (595, 842)
    assert round(box["x0"]) == left
    assert 0 < box["x0"] < box["x1"] <= width
    assert 0 < box["y0"] < box["y1"] <= height


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"document": "灯台.pdf", "number": 3}, 404, "灯台.pdf"),
        ({"document": "note.md", "number": 1}, 404, "PDFだけ"),
        ({"document": "../note.md", "number": 1}, 404, "ここにありません"),
        ({"document": "灯台.pdf", "number": 0}, 400, "number"),
        ({"document": "灯台.pdf", "number": 1, "longest_side": 100_000}, 400, "longest_side"),
        ({"number": 1}, 400, "document"),
    ],
)
def test_what_has_no_picture_is_told(
    http: httpx.Client, asked: dict[str, str | int], status: int, said: str
) -> None:
    answer = http.get("/v1/page", params=asked)
    assert answer.status_code == status
    assert said in answer.json()["error"]["message"]
    assert " / " in answer.json()["error"]["message"]


def test_schema_is_whole_and_typed(address: str) -> None:
    schema = httpx.get(f"{address}/openapi.json", timeout=60).json()
    components = schema["components"]["schemas"]

    def references(value: object) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    assert {name.removeprefix("#/components/schemas/") for name in references(schema)} <= components.keys()
    place = {"quote", "source", "document", "page", "boxes", "start", "end"}
    assert place <= components["ChatSource"]["properties"].keys()
    assert "HTTPValidationError" not in components  # errors have the forms of their callers
    for path, calls in schema["paths"].items():
        for call in calls.values():
            assert ("security" in call) == (path != "/health")
            forms = call["responses"]["200"]["content"]
            assert path in FILES or all("$ref" in form["schema"] for form in forms.values())
            assert path == "/health" or {"4XX", "503"} <= call["responses"].keys()


def test_few_files_are_read_at_the_same_time(http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is read in a process of its own: forty requests had forty of them started."""
    watched = Watched(KnowledgeBase.page, FILES_AT_ONCE)
    monkeypatch.setattr(KnowledgeBase, "page", watched.method())
    asked: dict[str, str | int] = {"document": "灯台.pdf", "number": 1, "longest_side": 100}
    with ThreadPoolExecutor(12) as pool:
        sent = [pool.submit(http.get, "/v1/page", params=asked, timeout=120) for _ in range(12)]
        assert {one.result().status_code for one in sent} == {200}
    assert watched.most == FILES_AT_ONCE
