"""kotae's own calls, Dify's, and who is let in, asked over loopback."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import kotae
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.network.running import running
from kotae.network.token import Token
from kotae.pipeline import KnowledgeBase
from kotae.serialise import to_json
from tests.api.conftest import TOKEN

pytestmark = pytest.mark.loopback

AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
QUESTIONS = [
    ("政府はAI戦略の予算を2,000億円に増やしたか", "ja/予算.md"),
    ("raised the budget of the AI strategy to 200 billion yen", "en/budget.md"),
]


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
def test_retrieve_and_ask_give_what_python_gives(
    http: httpx.Client, knowledge: KnowledgeBase, question: str, path: str
) -> None:
    found = http.post("/v1/retrieve", json={"question": question, "top_k": 2}).json()
    assert found == {"hits": to_json(knowledge.retrieve(question, top_k=2))}
    assert found["hits"][0]["passage"]["document"]["path"] == path
    answer = http.post("/v1/ask", json={"question": question}).json()
    expected: Any = to_json(knowledge.ask(question))
    assert answer.keys() == expected.keys()
    assert {**answer, "timings": None} == {**expected, "timings": None}


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
@pytest.mark.parametrize("page", [False, True])
def test_a_proof_is_given_that_holds(
    http: httpx.Client, knowledge: KnowledgeBase, tmp_path: Path, question: str, path: str, page: bool
) -> None:
    given = http.post("/v1/prove", json={"question": question, "page": page, "hashes": not page})
    kind = "text/html; charset=utf-8" if page else "application/json"
    assert (given.status_code, given.headers["content-type"]) == (200, kind)
    (tmp_path / "proof").write_bytes(given.content)
    report = kotae.verify(tmp_path / "proof", Path(knowledge.info.corpus))
    assert report.verdict == "holds"
    assert any(path in finding.en for finding in report.findings)


def test_filters_are_kept(http: httpx.Client) -> None:
    found = http.post("/v1/retrieve", json={"question": "予算", "languages": ["en"]}).json()["hits"]
    assert {hit["passage"]["language"] for hit in found} == {"en"}
    found = http.post("/v1/retrieve", json={"question": "予算", "documents": ["en/defence.md"]}).json()[
        "hits"
    ]
    assert {hit["passage"]["document"]["path"] for hit in found} == {"en/defence.md"}
    for where in ({"folder": "en"}, {"language": ["en"], "kind": "md"}):
        found = http.post("/v1/retrieve", json={"question": "予算", "where": where}).json()["hits"]
        assert {hit["passage"]["document"]["path"] for hit in found} == {"en/budget.md", "en/defence.md"}
    asked = {"question": QUESTIONS[0][0], "where": {"after": "2999"}}
    assert http.post("/v1/ask", json=asked).json()["status"] == "not_found"


def test_documents_are_listed_and_given_whole(http: httpx.Client, knowledge: KnowledgeBase) -> None:
    listed = http.get("/v1/documents").json()["documents"]
    assert listed == to_json(knowledge.documents())
    for name in (listed[0]["id"], listed[0]["path"], "ja/予算.md"):
        assert http.get(f"/v1/documents/{name}").json() == to_json(knowledge.document(name))
    missing = http.get("/v1/documents/../../etc/passwd")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "not_found")
    assert http.get("/v1/documents/none.md").status_code == 404


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "question"),
        ({"question": 5}, "question"),
        ({"question": " "}, "空"),
        ({"question": "x", "top_k": 1_001}, "top_k"),
        ({"question": "x", "top_k": "5"}, "top_k"),
        ({"question": "x", "languages": ["fr"]}, "fr"),
        ({"question": "x", "where": {"size": 1}}, "where.size"),
        ({"question": "x", "where": {"after": "someday"}}, "where.after"),
        ({"question": "x", "unknown": 1}, "unknown"),
        ({"question": "x", "languages": []}, "languages"),
    ],
)
def test_malformed_calls_are_refused(http: httpx.Client, body: dict[str, Any], param: str) -> None:
    for path in ("/v1/retrieve", "/v1/ask"):
        answer = http.post(path, json=body)
        error = answer.json()["error"]
        assert answer.status_code == 400
        assert param in f"{error['param']} {error['message']}"


def test_what_is_no_json_or_no_path_is_told_in_the_same_form(http: httpx.Client) -> None:
    answer = http.post("/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
    assert http.get("/nothing").json()["error"]["code"] == "not_found"
    assert http.get("/v1/ask").json()["error"]["code"] == "method_not_allowed"


class TestDify:
    def asking(self, http: httpx.Client, **changes: object) -> httpx.Response:
        body: dict[str, Any] = {
            "knowledge_id": "kotae",
            "query": "政府はAI戦略の予算を2,000億円に増やしたか",
            "retrieval_setting": {"top_k": 3, "score_threshold": 0.0},
        }
        return http.post("/retrieval", json=body | changes)

    def test_records_have_difys_form(self, http: httpx.Client, knowledge: KnowledgeBase) -> None:
        records = self.asking(http).json()["records"]
        assert len(records) == 3
        first = records[0]
        assert first.keys() == {"content", "score", "title", "metadata"}
        assert first["metadata"]["path"] == "ja/予算.md"
        meta = first["metadata"]
        assert knowledge.document(meta["path"]).text[meta["start"] : meta["end"]] == first["content"]
        scores = [record["score"] for record in records]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    def test_threshold_and_number_are_kept(self, http: httpx.Client) -> None:
        scores = [record["score"] for record in self.asking(http).json()["records"]]
        limit = {"top_k": 3, "score_threshold": scores[0]}
        assert len(self.asking(http, retrieval_setting=limit).json()["records"]) == 1
        assert (
            len(self.asking(http, retrieval_setting={"top_k": 2, "score_threshold": 0}).json()["records"])
            == 2
        )

    @pytest.mark.parametrize(
        ("condition", "paths"),
        [
            (
                {"name": ["language"], "comparison_operator": "is", "value": "en"},
                {"en/budget.md", "en/defence.md"},
            ),
            ({"name": ["path"], "comparison_operator": "contains", "value": "defence"}, {"en/defence.md"}),
            (
                {"name": "path", "comparison_operator": "not in", "value": ["en/defence.md"]},
                {"en/budget.md", "ja/予算.md"},
            ),
            ({"name": ["path"], "comparison_operator": "start with", "value": "zz"}, set()),
        ],
        ids=["is", "contains", "not in", "none"],
    )
    def test_conditions_filter_documents(
        self, http: httpx.Client, condition: dict[str, Any], paths: set[str]
    ) -> None:
        answer = self.asking(http, metadata_condition={"logical_operator": "and", "conditions": [condition]})
        assert {record["metadata"]["path"] for record in answer.json()["records"]} == paths

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"knowledge_id": "other"}, 404, 2001),
            ({"query": ""}, 400, 400),
            ({"retrieval_setting": {"top_k": 0}}, 400, 400),
            (
                {"metadata_condition": {"conditions": [{"name": ["page"], "comparison_operator": ">"}]}},
                400,
                400,
            ),
            ({"metadata_condition": {"conditions": "x"}}, 400, 400),
        ],
    )
    def test_errors_have_difys_form(
        self, http: httpx.Client, changes: dict[str, Any], status: int, code: int
    ) -> None:
        answer = self.asking(http, **changes)
        assert (answer.status_code, answer.json()["error_code"]) == (status, code)
        assert answer.json()["error_msg"]

    def test_wrong_token_has_difys_form(self, address: str) -> None:
        answer = httpx.post(f"{address}/retrieval", json={}, timeout=60)
        assert (answer.status_code, answer.json()["error_code"]) == (401, 1002)


@pytest.mark.parametrize("path", ["/v1/models", "/v1/documents", "/v1/documents/x", "/nothing", "/docs"])
@pytest.mark.parametrize("header", [None, "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_nothing_is_told_without_the_token(address: str, path: str, header: str | None) -> None:
    answer = httpx.get(address + path, headers={"Authorization": header} if header else {}, timeout=60)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == "invalid_api_key"


def test_health_and_schema_are_open(address: str) -> None:
    assert httpx.get(f"{address}/health", timeout=60).json() == {"status": "ok"}
    schema = httpx.get(f"{address}/openapi.json", timeout=60).json()
    assert {"Answer", "Hit", "Document", "ChatRequest"} <= schema["components"]["schemas"].keys()
    assert {"/v1/ask", "/v1/retrieve", "/v1/documents", "/v1/chat/completions", "/retrieval"} <= schema[
        "paths"
    ].keys()


def test_other_host_names_are_refused(http: httpx.Client) -> None:
    assert http.get("/v1/models", headers={"host": "evil.example:80"}).status_code == 421
    assert http.get("/v1/models", headers={"host": "localhost:1"}).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"referer": "https://evil.example/page"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=lambda said: next(iter(said.values())),
)
def test_a_page_of_another_origin_is_refused_with_the_token_too(
    http: httpx.Client, said: dict[str, str]
) -> None:
    for method, path in (
        ("GET", "/v1/models"),
        ("GET", "/health"),
        ("GET", "/openapi.json"),
        ("POST", "/v1/ask"),
        ("POST", "/v1/chat/completions"),
        ("OPTIONS", "/v1/ask"),
    ):
        answer = http.request(method, path, headers=said, json={} if method == "POST" else None)
        assert (path, answer.status_code) == (path, 403)
        assert "access-control-allow-origin" not in answer.headers
        assert "ほかのウェブページ" in answer.text
        assert "Another web page" in answer.text


def test_a_named_origin_may_call_and_read(knowledge: KnowledgeBase) -> None:
    origin = "https://kotae.example"
    app = create_app(
        Library(knowledge=knowledge),
        token=Token(value=TOKEN, made=False),
        loopback_only=True,
        allowed=(origin,),
    )
    with running(app, host="127.0.0.1", port=0) as where, httpx.Client(base_url=where, timeout=60) as client:
        asked = client.options("/v1/models", headers={"origin": origin})
        assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, origin)
        shown = {"origin": origin, "authorization": f"Bearer {TOKEN}"}
        answer = client.get("/v1/models", headers=shown)
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, origin)
        assert client.get("/v1/models", headers={"origin": origin}).status_code == 401
        other = shown | {"origin": "https://other.example"}
        assert client.get("/v1/models", headers=other).status_code == 403


def test_a_message_of_ten_megabytes_is_refused(http: httpx.Client) -> None:
    message = b'{"question": "' + b"x" * 10_000_000 + b'"}'

    def in_pieces() -> Iterator[bytes]:
        for start in range(0, len(message), 100_000):
            yield message[start : start + 100_000]

    json = {"Content-Type": "application/json"}
    for content in (message, in_pieces()):
        answer = http.post("/v1/ask", content=content, headers=json)
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "request_too_large")
    asking = {**json, "Expect": "100-continue", "Content-Length": "10000000"}
    with socket.create_connection((http.base_url.host, http.base_url.port or 0), timeout=60) as waiting:
        lines = [f"{name}: {value}" for name, value in (asking | AUTHORISED | {"Host": "127.0.0.1"}).items()]
        waiting.sendall("\r\n".join(["POST /v1/ask HTTP/1.1", *lines, "", ""]).encode())
        assert waiting.recv(100).startswith(b"HTTP/1.1 413 ")
    nobody = {**json, "Authorization": "Bearer wrong"}
    assert http.post("/v1/ask", content=message, headers=nobody).status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", '{"question": "予算は？"}'),
        (
            "/v1/chat/completions",
            '{"model": "kotae", "messages": [{"role": "user", "content": "How much?"}]}',
        ),
        ("/retrieval", "{}"),
    ],
)
def test_a_body_that_isnt_declared_as_json_is_told_so(http: httpx.Client, path: str, body: str) -> None:
    """What curl sends with -d alone: *names with values expected* was said of names with values."""
    told = http.post(
        path, content=body.encode(), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert told.status_code == 400
    assert "Content-Type: application/json" in told.text
    assert " / " in told.text
