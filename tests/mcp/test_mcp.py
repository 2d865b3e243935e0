"""The official SDK's client drives the server: in this process, over HTTP, over standard input and output."""

import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="needs the extra kotae[mcp]")

import anyio
import httpx2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

import kotae
from kotae.api.library import Library
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import EngineError, ServerError
from kotae.mcp import tools
from kotae.mcp.http import create_http_app
from kotae.mcp.server import create_server
from kotae.network.running import running
from kotae.network.token import Token, Tokens
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.serialise import to_json
from mcp import Client, MCPError
from tests.cli.conftest import DOCUMENTS

pytestmark = pytest.mark.anyio

TOKEN = "test-token-0123456789"
QUESTIONS = [
    ("政府はAI戦略の予算を2,000億円に増やしたか", "ja/予算.md"),
    ("Who raised the budget of the AI strategy to 200 billion yen?", "en/budget.md"),
]
REFUSED = ["バナナの産地はどこですか", "Which river is the longest?"]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    for name, text in DOCUMENTS.items():
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "index", settings=hashing())
    return folder / "index"


def hashing() -> Settings:
    return Settings(embedding=EmbeddingSettings(model="hashing"))


@pytest.fixture(scope="module")
def knowledge(index: Path) -> Iterator[KnowledgeBase]:
    with open_index(index, settings=hashing()) as opened:
        yield opened


@pytest.fixture(scope="module")
def library(knowledge: KnowledgeBase) -> Library:
    return Library(knowledge=knowledge)


async def called(client: Client, name: str, **arguments: object) -> Any:  # noqa: ANN401
    """Return a tool's structured result, which its text must repeat."""
    result = await client.call_tool(name, arguments)
    assert not result.is_error, result.content
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content
    return result.structured_content


async def test_tools_say_what_they_take_and_return(library: Library) -> None:
    async with Client(create_server(library)) as client:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert sorted(listed) == ["ask", "fetch", "libraries", "retrieve", "search"]
    assert all(
        tool.output_schema and tool.annotations and tool.annotations.read_only_hint
        for tool in listed.values()
    )
    assert listed["search"].input_schema["properties"].keys() == {"query"}
    assert listed["fetch"].input_schema["properties"].keys() == {"id"}
    schema: Any = listed["ask"].output_schema
    assert {"status", "text", "sources", "confidence", "missing"} <= schema["properties"].keys()
    assert "ctx" not in listed["ask"].input_schema["properties"]


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
async def test_ask_cites_exactly_and_tells_its_progress(library: Library, question: str, path: str) -> None:
    heard: list[str] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append(message or "")

    async with Client(create_server(library)) as client:
        answer = await called(client, "ask", question=question)
        await client.call_tool("ask", {"question": question}, progress_callback=hear)
    assert answer["status"] == "answered"
    assert "[1]" in answer["text"]
    source = answer["sources"][0]
    assert (source["number"], source["document"]["path"]) == (1, path)
    text = library.knowledge.document(path).text
    assert text[source["start"] : source["end"]] == source["quote"]
    assert [message.partition(" ")[0] for message in heard] == ["Searching", "Reading"]
    assert "文書を検索中" in heard[0]


@pytest.mark.parametrize("question", REFUSED)
async def test_refusal_is_a_result_not_an_error(library: Library, question: str) -> None:
    async with Client(create_server(library)) as client:
        answer = await called(client, "ask", question=question)
    assert (answer["status"], answer["sources"]) == ("not_found", [])
    assert answer["text"]


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
async def test_search_and_fetch_have_the_shapes_connectors_expect(
    library: Library, question: str, path: str
) -> None:
    async with Client(create_server(library)) as client:
        found = await called(client, "search", query=question)
        assert found.keys() == {"results"}
        first = found["results"][0]
        assert first.keys() == {"id", "title", "url"}
        assert all(first.values())
        assert len({result["id"] for result in found["results"]}) == len(found["results"])
        fetched = await called(client, "fetch", id=first["id"])
        assert fetched.keys() == {"id", "title", "text", "url", "metadata"}
        document = library.knowledge.document(path)
        assert (fetched["id"], fetched["text"]) == (document.info.id, document.text)
        assert fetched["metadata"]["cut"] is False
        part = await called(client, "fetch", id=f"{first['id']}#2-9")
        assert part["text"] == document.text[2:9]
        assert part["metadata"]["cut"] is True
        resource = await client.read_resource(fetched["url"])
        assert to_json([getattr(content, "text", "") for content in resource.contents]) == [document.text]


async def test_long_documents_are_cut_and_say_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "MAX_FETCHED_CHARS", 10)
    async with Client(create_server(library)) as client:
        fetched = await called(client, "fetch", id="ja/予算.md")
        beyond = await called(client, "fetch", id="ja/予算.md#999999-1")
    text = library.knowledge.document("ja/予算.md").text
    assert fetched["text"] == text[:10]
    assert fetched["metadata"] | {"cut": True, "end": 10, "length": len(text)} == fetched["metadata"]
    assert beyond["text"] == ""


async def test_retrieve_gives_what_python_gives(library: Library) -> None:
    async with Client(create_server(library)) as client:
        found = await called(client, "retrieve", question="予算", top_k=2, languages=["en"])
    expected = library.knowledge.retrieve("予算", top_k=2, languages=["en"])
    assert found == {"hits": to_json(expected)}


async def test_libraries_and_documents_are_listed(library: Library) -> None:
    async with Client(create_server(library)) as client:
        listed = await called(client, "libraries")
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
    assert [(entry["name"], entry["documents"]) for entry in listed["libraries"]] == [("corpus", 3)]
    assert [resource.name for resource in resources] == sorted(DOCUMENTS)
    assert [template.uri_template for template in templates] == ["kotae://documents/{document}"]


async def test_several_libraries_are_listed_and_asked_as_one_or_alone(index: Path, tmp_path: Path) -> None:
    """The command took one folder."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/鍵.md").write_text("鍵は7時半から事務所で渡す。\n", encoding="utf-8")
    build(tmp_path / "rules", tmp_path / "rules_index", settings=hashing())
    with open_index({"計画": index, "rules": tmp_path / "rules_index"}, settings=hashing()) as both:
        async with Client(create_server(Library(knowledge=both))) as client:
            listed = await called(client, "libraries")
            answer = await called(client, "ask", question="鍵はどこで渡しますか")
            alone = await called(client, "retrieve", question="鍵 budget", where={"library": "計画"})
    assert [(one["name"], one["documents"]) for one in listed["libraries"]] == [("計画", 3), ("rules", 1)]
    assert answer["sources"][0]["document"]["path"] == "鍵.md"
    assert {hit["passage"]["document"]["library"] for hit in alone["hits"]} == {"計画"}


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask", {"question": ""}, "質問が空です"),
        ("ask", {"question": "x", "top_k": 0}, "1〜1,000 の整数"),
        ("ask", {"question": "x", "where": {"after": "someday"}}, "where には"),
        ("retrieve", {"question": "x", "where": {"size": 1}}, "where must be"),
        ("retrieve", {"question": "x", "top_k": [1]}, "1〜1,000 の整数"),
        ("fetch", {}, "文書の ID"),
        ("none", {}, "ツールはありません"),
        ("ask", {"question": "x", "documents": ["none.md"]}, "none.md"),
        ("ask", {}, "question"),
        ("retrieve", {"question": "あ" * 9_000}, "8,000"),
        ("retrieve", {"question": "x", "languages": ["fr"]}, "languages"),
        ("search", {"query": " "}, "empty"),
        ("fetch", {"id": "../../etc/passwd"}, "etc/passwd"),
        ("fetch", {"id": "none#1-2"}, "none"),
    ],
)
async def test_errors_are_told_to_the_assistant(
    library: Library, name: str, arguments: dict[str, Any], said: str
) -> None:
    async with Client(create_server(library)) as client:
        result = await client.call_tool(name, arguments)
    assert result.is_error
    assert said in str(result.content)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["ja", "en", "予算", "\0", "../../etc/passwd", "#1-2", "٣#٣-٤", "%00", '"*', "(" * 40])
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["folder", "after", "tag", "x"]), inner, max_size=2),
    max_leaves=5,
)  # fmt: skip
SOUND = {
    "question": st.just("予算"),
    "query": st.just("budget"),
    "id": st.just("en/budget.md") | st.text("0123456789#-", max_size=30),
    "top_k": st.just(3),
    "languages": st.just(["ja"]),
    "documents": st.just(["en/budget.md"]),
    "where": st.just({"folder": "en"}),
    "generate": st.just(False),
}
ARGUMENTS = st.fixed_dictionaries({}, optional={name: sound | JSON for name, sound in SOUND.items()})
KINDS = {"ask": "sources", "retrieve": "hits", "search": "results", "fetch": "text", "libraries": "libraries"}


FUZZ = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FUZZ
@given(name=st.sampled_from([*KINDS, "", "drop"]), arguments=ARGUMENTS, whole=st.booleans())
def test_whatever_is_sent_to_any_tool_is_answered_or_refused_in_both_languages(
    library: Library, name: str, arguments: dict[str, Any], whole: bool
) -> None:
    """One tool alone was tried so before, and with short values."""
    if whole:  # else hardly a call has all that its tool asks for
        arguments = {"question": "予算", "query": "予算", "id": "en/budget.md"} | arguments

    async def sent() -> Any:  # noqa: ANN401
        async with Client(create_server(library)) as client:
            return await client.call_tool(name, arguments)

    result = anyio.run(sent)
    if result.is_error:
        assert " / " in result.content[0].text
        assert len(result.content[0].text) < 2_000
    else:
        assert KINDS[name] in result.structured_content


@FUZZ
@given(
    name=st.text("aあ#/.%\0 ", max_size=8) | st.sampled_from(["\0", "../x", "%2e%2e", "#1-2", "a" * 5_000])
)
def test_whatever_document_is_asked_for_is_none_in_both_languages(library: Library, name: str) -> None:
    async def read() -> str:
        async with Client(create_server(library)) as client:
            try:
                await client.read_resource(f"kotae://documents/{name}")
            except (MCPError, ValueError) as error:  # ValueError: no address at all, to the client itself
                return str(error)
        return ""

    said = anyio.run(read)
    assert " / " in said or "resource" in said.lower() or "url" in said.lower()
    assert len(said) < 7_000


async def test_conditions_narrow_where_to_look(library: Library) -> None:
    async with Client(create_server(library)) as client:
        found = await called(client, "retrieve", question="予算", where={"folder": "en"})
        answer = await called(client, "ask", question=QUESTIONS[0][0], where={"folder": "none"})
    assert {hit["passage"]["document"]["path"] for hit in found["hits"]} == {"en/budget.md", "en/defence.md"}
    assert answer["status"] == "not_found"


async def test_a_library_that_is_gone_is_told_in_both_languages(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of documents said it in one language, and wrote a traceback to standard error."""

    def gone(*_: object, **__: object) -> None:
        raise EngineError(
            "{address}: the engine can't be reached ({reason}); check that Milvus runs there.",
            address="milvus://engine:19530/library",
            reason="gone",
        )

    for name in ("documents", "stream", "retrieve", "document"):
        monkeypatch.setattr(KnowledgeBase, name, gone)
    monkeypatch.setattr(KnowledgeBase, "libraries", property(gone))
    calls = {
        "ask": {"question": "x"},
        "retrieve": {"question": "x"},
        "search": {"query": "x"},
        "fetch": {"id": "x"},
        "libraries": {},
    }
    async with Client(create_server(library)) as client:
        told = [str((await client.call_tool(name, given)).content) for name, given in calls.items()]
        with pytest.raises(MCPError) as listed:
            await client.list_resources()
        with pytest.raises(MCPError) as read:
            await client.read_resource("kotae://documents/x")
    for said in (*told, str(listed.value), str(read.value)):
        assert "can't be reached" in said
        assert "接続できません" in said


async def test_unknown_document_is_no_resource(library: Library) -> None:
    async with Client(create_server(library)) as client:
        with pytest.raises(MCPError, match="There is no document"):
            await client.read_resource("kotae://documents/none")


@pytest.mark.loopback
class TestHttp:
    @pytest.fixture
    def address(self, library: Library) -> Iterator[str]:
        app = create_http_app(library, token=Token(value=TOKEN, made=False), loopback_only=True)
        with running(app, host="127.0.0.1", port=0) as where:
            yield f"{where}/mcp"

    @pytest.mark.parametrize(("question", "path"), QUESTIONS)
    async def test_the_example_of_the_documentation_asks_over_it(
        self, address: str, question: str, path: str
    ) -> None:
        example = Path(__file__).parents[2] / "docs" / "examples" / "mcp_client.py"
        command = [sys.executable, str(example), address, question]
        done = await anyio.run_process(command, env={**os.environ, "KOTAE_TOKEN": TOKEN})
        assert f"[1] {path} " in done.stdout.decode()

    async def test_client_asks_over_streamable_http(self, address: str) -> None:
        heard: list[str] = []

        async def hear(progress: float, total: float | None, message: str | None) -> None:
            heard.append(message or "")

        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            for question, path in QUESTIONS:
                result = await client.call_tool("ask", {"question": question}, progress_callback=hear)
                told: Any = result.structured_content
                assert told["sources"][0]["document"]["path"] == path
        assert len(heard) >= 2 * len(QUESTIONS)

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({}, 401),
            ({"Authorization": "Bearer wrong"}, 401),
            ({"Authorization": f"Bearer {TOKEN}", "Host": "evil.example"}, 421),
            ({"Authorization": f"Bearer {TOKEN}", "Origin": "https://evil.example"}, 403),
        ],
    )
    async def test_others_are_not_let_in(self, address: str, headers: dict[str, str], status: int) -> None:
        ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        accept = {"Accept": "application/json, text/event-stream"}
        async with httpx2.AsyncClient(timeout=60) as http:
            assert (await http.post(address, json=ping, headers=accept | headers)).status_code == status

    async def test_what_is_no_request_is_refused_in_both_languages(
        self, address: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The SDK's own errors came in English; a prompt that isn't there ended in a traceback in the log."""
        sent: list[tuple[bytes, dict[str, str], str, str]] = [
            (b"{nope", {}, "can't be read as JSON", "JSONとして読めません"),
            (b'{"a":' * 5_000, {}, "can't be read as JSON", "JSONとして読めません"),
            (b"[]", {}, "no request of the protocol", "リクエストではありません"),
            (b'{"jsonrpc": "1.0", "id": 4}', {}, "no request of the protocol", "リクエストではありません"),
            (asked("nonsense"), {}, "no method 'nonsense'", "'nonsense' というメソッド"),
            (asked("tools/call", {"name": 5}), {}, "isn't what it takes", "正しくありません"),
            (asked("resources/read", {"uri": "予算"}), {}, "isn't what it takes", "正しくありません"),
            (asked("prompts/get", {"name": "x"}), {}, "no prompt 'x'", "'x' というプロンプト"),
            (asked("ping"), {"Mcp-Session-Id": "zz"}, "no such session", "そのセッションはありません"),
            (asked("ping"), {"Accept": "text/html"}, "must accept", "受け取れる必要があります"),
            (
                asked("ping"),
                {"Content-Type": "text/plain"},
                "no request of the protocol",
                "リクエストではありません",
            ),
        ]
        known = {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "t", "version": "0"},
        }
        own = {
            "Authorization": f"Bearer {TOKEN}",
            "Accept": "application/json, text/event-stream",
            "Content-Type": "application/json",
        }
        async with httpx2.AsyncClient(headers=own, timeout=60) as http:
            begun = await http.post(address, content=asked("initialize", known))
            session = {"Mcp-Session-Id": begun.headers["mcp-session-id"]}
            for content, headers, english, japanese in sent:
                answer = await http.post(address, content=content, headers=session | headers)
                assert english in answer.text
                assert japanese in answer.text
                assert len(answer.text) < 1_000
        assert [record for record in caplog.records if record.exc_info] == []


def asked(method: str, params: dict[str, Any] | None = None) -> bytes:
    request = {"jsonrpc": "2.0", "id": 7, "method": method} | ({} if params is None else {"params": params})
    return json.dumps(request).encode()


LIMITED = "limited-token-0123456789"
SECOND = "second-token-0123456789"


@pytest.mark.loopback
class TestTokensOfATable:
    """What a token isn't shown isn't there: no tool, no resource and no session tells of it."""

    @pytest.fixture
    def address(self, library: Library) -> Iterator[str]:
        tokens = Tokens(
            (
                Token(value=TOKEN, made=False),
                Token(value=SECOND, made=False),
                Token(value=LIMITED, made=False, conditions=(("folder", "ja"),)),
            )
        )
        app = create_http_app(library, token=tokens, loopback_only=True)
        with running(app, host="127.0.0.1", port=0) as where:
            yield f"{where}/mcp"

    @pytest.mark.parametrize("token", [TOKEN, LIMITED])
    async def test_each_token_sees_its_documents(self, address: str, library: Library, token: str) -> None:
        known = library.knowledge.documents()
        own = [info.path for info in known if token == TOKEN or info.path.startswith("ja/")]
        secret = next(info.id for info in known if info.path == "en/budget.md")
        async with connected(address, token) as client:
            listed = (await client.list_resources()).resources
            assert [resource.name for resource in listed] == own
            (counted,) = (await called(client, "libraries"))["libraries"]
            assert counted["documents"] == len(own)
            question = QUESTIONS[1][0]
            answer = await called(client, "ask", question=question, where={"folder": ["en", "ja"]})
            assert ("en/budget.md" in json.dumps(answer)) is (token == TOKEN)
            found = await called(client, "search", query=question)
            assert (secret in json.dumps(found)) is (token == TOKEN)
            hits = await called(client, "retrieve", question=question, top_k=50)
            assert {hit["passage"]["document"]["path"] for hit in hits["hits"]} <= set(own)

    async def test_a_document_that_is_not_shown_is_as_unknown_as_one_that_never_was(
        self, address: str, library: Library
    ) -> None:
        info = next(info for info in library.knowledge.documents() if info.path == "en/budget.md")
        async with connected(address, LIMITED) as client:
            for name, never in ((info.id, "f" * 32), (info.path, "en/never.md")):
                said = [
                    str((await client.call_tool("fetch", {"id": asked})).content).replace(asked, "@")
                    for asked in (name, never)
                ]
                assert said[0] == said[1]
            for asked in (info.id, "f" * 32):
                with pytest.raises(MCPError, match="There is no document"):
                    await client.read_resource(f"kotae://documents/{asked}")

    async def test_nobody_goes_on_with_another_tokens_session(self, address: str) -> None:
        begun = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "t", "version": "0"},
            },
        }
        listing = {"jsonrpc": "2.0", "id": 2, "method": "resources/list"}
        accept = {"Accept": "application/json, text/event-stream"}
        async with httpx2.AsyncClient(headers=accept, timeout=60) as http:
            own = await http.post(address, json=begun, headers={"Authorization": f"Bearer {TOKEN}"})
            session = {"Mcp-Session-Id": own.headers["mcp-session-id"]}
            for token, status, told in ((TOKEN, 200, True), (LIMITED, 404, False), (SECOND, 404, False)):
                headers = session | {"Authorization": f"Bearer {token}"}
                answer = await http.post(address, json=listing, headers=headers)
                assert (answer.status_code, "en/budget.md" in answer.text) == (status, told)


def test_a_condition_there_is_not_stops_the_server(library: Library) -> None:
    tokens = Tokens((Token(value=TOKEN, made=False, conditions=(("floder", "ja"),)),))
    with pytest.raises(ServerError) as caught:
        create_http_app(library, token=tokens, loopback_only=True)
    assert "floder" in caught.value.en
    assert "トークンの条件" in caught.value.ja


@asynccontextmanager
async def connected(address: str, token: str) -> AsyncIterator[Client]:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        yield client


@pytest.mark.parametrize(("question", "path"), QUESTIONS)
async def test_client_starts_the_command_and_asks_over_stdio(index: Path, question: str, path: str) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "kotae", "mcp", "--index", str(index)],
        env={
            "KOTAE_EMBEDDING__MODEL": "hashing",
            "KOTAE_CACHE": os.environ["KOTAE_CACHE"],
            "PYTHONPATH": str(Path(kotae.__file__).parents[1]),
        },
    )
    async with Client(server, read_timeout_seconds=60) as client:
        told = await called(client, "ask", question=question)
    assert told["sources"][0]["document"]["path"] == path
