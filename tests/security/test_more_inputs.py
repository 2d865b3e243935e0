"""Whatever is given to any function of an open library, to any path of its servers, as a setting: one clear error of ours."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import InputError, KotaeError, ServerError, SettingsError
from kotae.network.token import Token
from kotae.pipeline import KnowledgeBase, open_index
from kotae.pipeline.asking.groups import Groups
from kotae.records import Span
from tests.libraries import built_library
from tests.security.test_inputs import ANYTHING, JSON

FUZZ = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HASHING = Settings(embedding=EmbeddingSettings(model="hashing"))
TOKEN = "test-token-0123456789"
FILES = {
    "fees.md": "# Fees\n\nThe parking fee is 800 yen a day.\n",
    "料金.md": "# 料金\n\n駐車場の料金は1日900円です。\n",
}


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with open_index(
        built_library(tmp_path_factory.mktemp("inputs"), FILES, settings=HASHING), settings=HASHING
    ) as opened:
        yield opened


SPANS = st.lists(
    st.builds(lambda a, b: Span(start=a, end=a + b), st.integers(0, 99), st.integers(0, 2**70)), max_size=3
)
BUDGETS = st.fixed_dictionaries(
    {}, optional={"documents": st.integers(-1, 3) | ANYTHING, "seconds": st.floats(-1, 5) | ANYTHING}
)
SENSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "question": st.just("駐車場の料金はいくらですか") | st.text(max_size=20),
    "where": st.none()
    | st.dictionaries(st.sampled_from(["folder", "after", "tag", "library", "x"]), ANYTHING, max_size=2),
    "budget": st.none() | BUDGETS,
    "questions": st.integers(-2, 3),
    "keep": st.booleans(),
    "conflict": st.from_regex("[0-9a-f]{12}", fullmatch=True) | st.text(max_size=14),
    "again": st.booleans(),
    "threshold": st.none() | st.floats(-0.1, 1.1) | st.just(float("nan")),
    "known": st.none() | st.dictionaries(st.text(max_size=3), ANYTHING, max_size=2),
    "document_id": st.sampled_from(["fees.md", "nowhere", "", "\x00", "../fees.md"]),
    "number": st.integers(-2, 2**70),
    "longest_side": st.integers(-1, 5_000),
    "spans": SPANS,
    "sentence": st.text(max_size=20),
    "sources": st.lists(st.text(max_size=20), max_size=2),
    "answer": st.none(),
    "page": st.booleans(),
    "hashes": st.booleans(),
    "language": st.sampled_from(["ja", "en", "fr", None]),
}
CALLS = {
    "gather": ("question", "where", "budget"),
    "conflicts": ("where", "budget"),
    "dismiss_conflict": ("conflict", "again", "where"),
    "selftest": ("questions", "where", "budget", "keep"),
    "use_threshold": ("threshold", "known", "where"),
    "document": ("document_id",),
    "page": ("document_id", "number", "longest_side"),
    "places": ("document_id", "spans"),
    "check": ("sentence", "sources"),
    "prove": ("answer", "page", "hashes", "language"),
}


def refused_or_done(function: Callable[..., object], arguments: dict[str, Any]) -> KotaeError | None:
    try:
        function(**arguments)
    except KotaeError as error:
        return error
    return None


ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def is_clear(error: KotaeError) -> bool:
    """Whether an error is one short line, in both languages, that acts on no terminal."""
    one_line = not ACTING.search(error.en + error.ja) and len(error.en) < 3_000
    return one_line and bool(re.search("[ぁ-んァ-ヶ一-龠]", error.ja))


def test_a_span_may_end_anywhere(kb: KnowledgeBase) -> None:
    """Beyond 64 bits it was an error of the database; nothing stands there."""
    (document,) = [one for one in kb.documents() if one.path == "fees.md"]
    for start in (0, 2**63, 10**30):
        assert kb.places(document.id, [Span(start=start, end=start + 10**40)]) == [((), ())]


@pytest.mark.parametrize("name", CALLS)
@FUZZ
@given(data=st.data())
def test_python_takes_or_refuses_anything(kb: KnowledgeBase, name: str, data: st.DataObject) -> None:
    drawn: dict[str, Any] = {argument: data.draw(SENSIBLE[argument] | ANYTHING) for argument in CALLS[name]}
    asked = drawn.get("questions")
    if isinstance(asked, int):
        drawn["questions"] = min(asked, 3)  # a hundred thousand is an answer too
    if (refused := refused_or_done(getattr(kb, name), drawn)) is not None:
        assert is_clear(refused)


@pytest.mark.parametrize(
    ("name", "given_", "said"),
    [
        ("conflicts", {"budget": 5}, "budget"),
        ("conflicts", {"budget": {"documents": 1.5}}, "documents"),
        ("conflicts", {"budget": {"seconds": True}}, "seconds"),
        ("gather", {"question": "x", "budget": {"minutes": 1}}, "minutes"),
        ("dismiss_conflict", {"conflict": 5}, "conflict"),
        ("dismiss_conflict", {"conflict": "0123456789ab", "again": "yes"}, "again"),
        ("use_threshold", {"threshold": "0.5"}, "threshold"),
        ("use_threshold", {"threshold": 0.5, "known": {"a": object()}}, "known"),
        ("selftest", {"questions": True}, "questions"),
        ("selftest", {"questions": 10**9}, "questions"),
        ("document", {"document_id": None}, "document_id"),
        ("page", {"document_id": "fees.md", "number": "1"}, "number"),
        ("page", {"document_id": "fees.md", "number": 1, "longest_side": 10**9}, "longest_side"),
        ("places", {"document_id": "fees.md", "spans": [(0, 5)]}, "spans"),
        ("check", {"sentence": None, "sources": []}, "sentence"),
        ("check", {"sentence": "x", "sources": {"a": "b"}}, "sources"),
        ("prove", {"answer": None}, "answer"),
        ("prove", {"answer": "x", "language": "fr"}, "language"),
    ],
)
def test_what_is_wrong_is_named_in_both_languages(
    kb: KnowledgeBase, name: str, given_: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError) as refused:
        getattr(kb, name)(**given_)
    assert said in refused.value.en
    assert said in refused.value.ja
    assert is_clear(refused.value)


def test_what_is_said_back_is_cut(kb: KnowledgeBase) -> None:
    """A megabyte of nonsense doesn't come back twice."""
    long = "x" * 1_000_000
    for call in (
        lambda: kb.document(long),
        lambda: kb.retrieve("x", languages=[long]),
        lambda: kb.retrieve("x", where={"library": long}),
        lambda: kb.retrieve("x", where={long: "1"}),
        lambda: Settings(embedding={"model": "hashing", long: 1}),
        lambda: Settings(embedding={"precision": long}),
    ):
        with pytest.raises(KotaeError) as refused:
            call()
        assert len(refused.value.en) < 3_000
        assert len(refused.value.ja) < 3_000


@pytest.fixture(scope="module")
def client(kb: KnowledgeBase) -> Iterator[TestClient]:
    app = create_app(Library(knowledge=kb), token=Token(value=TOKEN, made=False), loopback_only=True)
    headers = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1"}
    with TestClient(app, headers=headers, raise_server_exceptions=True) as opened:
        yield opened


POSTS = {
    "/v1/retrieve": {"question", "top_k", "languages", "documents", "where"},
    "/v1/ask": {"question", "top_k", "generate", "history", "where"},
    "/v1/prove": {"question", "page", "hashes", "top_k"},
    "/v1/chat/completions": {
        "model",
        "messages",
        "stream",
        "stream_options",
        "n",
        "response_format",
        "top_k",
        "where",
    },
    "/retrieval": {"knowledge_id", "query", "retrieval_setting", "metadata_condition"},
    "/v1/node/retrieve": {"protocol", "question", "top_k", "languages", "documents", "where", "search"},
    "/v1/node/counts": {"protocol", "question", "known"},
    "/v1/node/places": {"protocol", "document", "spans"},
    "/v1/node/papers": {"protocol", "papers"},
}
LIKELY: dict[str, Any] = {
    "question": "駐車場の料金はいくらですか",
    "query": "parking fee",
    "model": "kotae",
    "knowledge_id": "kotae",
    "messages": [{"role": "user", "content": "parking fee"}],
    "retrieval_setting": {"top_k": 2, "score_threshold": 0.1},
    "metadata_condition": {"conditions": [{"name": ["path"], "comparison_operator": "is", "value": 1}]},
    "search": {"languages": {}, "surfaces": {}},
    "document": "fees.md",
    "spans": [{"start": 0, "end": 3}],
    "papers": [{"document": "fees.md", "spans": [{"start": 0, "end": 3}]}],
    "protocol": 1,
    "top_k": 3,
}


def test_every_path_is_tried(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {path for path, methods in paths.items() if "post" in methods} == POSTS.keys()


def is_error(body: dict[str, Any]) -> bool:
    """Whether a body is an error in the form of its path, in both languages."""
    said = body["error_msg"] if "error_msg" in body else body["error"]["message"]
    return " / " in said and len(said) < 8_000 and "Traceback" not in said


@pytest.mark.parametrize("path", POSTS)
@FUZZ
@given(data=st.data())
def test_http_takes_or_refuses_anything(client: TestClient, path: str, data: st.DataObject) -> None:
    body = {
        name: data.draw(JSON | st.just(LIKELY.get(name, 1)))
        for name in sorted(POSTS[path])
        if name in LIKELY or data.draw(st.booleans())
    }
    answer = client.post(path, json=body)
    assert answer.status_code in (200, 400, 404, 409, 503), answer.text
    if answer.status_code != 200:
        assert is_error(answer.json())


DEEP = 20_000
BODIES = {
    "nested lists": b"[" * DEEP + b"]" * DEEP,
    "nested in a field": b'{"question": "x", "where": ' + b'{"folder": ' * DEEP + b"1" + b"}" * DEEP + b"}",
    "nested conditions": b'{"knowledge_id": "kotae", "query": "x", "retrieval_setting": {"top_k": 1}, "metadata_condition": '
    + b'{"conditions": ' * 300
    + b"1"
    + b"}" * 300
    + b"}",
    "a number without end": b'{"question": "x", "top_k": ' + b"9" * 10_000 + b"}",
    "no number": b'{"question": "x", "top_k": NaN}',
    "half a surrogate": b'{"question": "\\ud800"}',
    "no text": b'{"question": "\xff\xfe"}',
    "twice": b'{"question": "x", "question": 5}',
    "nothing": b"",
}


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("name", BODIES)
def test_http_refuses_what_is_hardly_json(client: TestClient, path: str, name: str) -> None:
    answer = client.post(path, content=BODIES[name], headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert is_error(answer.json())
    else:  # a field that the path doesn't know may hold anything
        assert name in ("half a surrogate", "no number", "nested conditions", "twice")


@pytest.mark.parametrize(
    "address",
    [
        "/v1/page?document=fees.md&number=99999999999999999999999",
        "/v1/page?document=fees.md&number=1&longest_side=99999999999",
        "/v1/page?document=%00&number=1",
        "/v1/page?number=1",
        "/v1/documents/%00",
        "/v1/documents/..%2f..%2fetc%2fpasswd",
        "/v1/documents/" + "x" * 5_000,
        "/v1/models/%ff",
        "/v1/nothing",
    ],
)
def test_http_refuses_addresses_that_lead_nowhere(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert is_error(answer.json())


# As KOTAE_STAGE__NAME: of every setting a value that can't be, and what nobody means.
NUMBERS = [
    "-1",
    "nan",
    "inf",
    "1e308",
    "9" * 30,
    "９",
    "true",
    "",
    " ",
    "1,000",
    "0x10",
    "[1]",
    "{}",
    "null",
    "\u0660",
]
SETTINGS = [
    f"{stage}.{name}"
    for stage in Settings.model_fields
    for name in Settings.model_fields[stage].annotation.__dataclass_fields__  # type: ignore[union-attr]  # each is a dataclass
]


def made(**stages: object) -> Settings | SettingsError:
    try:
        return Settings(**stages)
    except SettingsError as error:
        return error


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_of_the_environment_is_taken_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = "KOTAE_" + name.upper().replace(".", "__")
    for value in NUMBERS:
        monkeypatch.setenv(variable, value)
        if isinstance(told := made(), SettingsError):
            assert is_clear(told)
            assert name.partition(".")[2].split("_")[0] in told.en


@pytest.mark.parametrize(
    "variable", ["KOTAE_READING", "KOTAE_READING__", "KOTAE___", "KOTAE_X__Y", "KOTAE_READING__OCR__X"]
)
@pytest.mark.parametrize(
    "value", ["", "x", "{", "[]", "5", '{"max_pages": 0}', '{"nothing": 1}', "[" * 5_000]
)
def test_a_variable_that_names_no_setting_is_refused(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    told = made()
    assert isinstance(told, SettingsError)
    assert is_clear(told)


TOML = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@FUZZ
@given(
    table=st.dictionaries(
        st.sampled_from([*Settings.model_fields, "nothing"]),
        st.dictionaries(st.sampled_from([name.partition(".")[2] for name in SETTINGS]), TOML, max_size=2)
        | TOML,
        max_size=2,
    )
)
def test_settings_are_taken_or_refused(table: dict[str, Any]) -> None:
    if isinstance(told := made(**table), SettingsError):
        assert is_clear(told)


@pytest.mark.parametrize(
    "written",
    [
        b"\xff\xfe",
        b"a = " + b"[" * 5_000,
        b"[reading]\nmax_pages = " + b"9" * 10_000,
        b"[reading]\nmax_pages = nan",
        b"[reading]\nmax_seconds = inf",
        b"[federation]\ntimeout_s = nan",
        b"[generation]\ntimeout_s = inf",
        b"[retrieval]\ncontext = inf",
        b"reading = 5",
        b"[[reading]]\nmax_pages = 1",
        b"[reading]\nmax_pages = 1\nmax_pages = 2",
        b"[reading.max_pages]\na = 1",
        b'"" = 1',
        b"\x00",
    ],
)
def test_a_settings_file_that_cannot_be_is_refused(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "kotae.toml").write_bytes(written)
    with pytest.raises(SettingsError) as refused:
        Settings.load(tmp_path / "kotae.toml")
    assert is_clear(refused.value)


@FUZZ
@given(
    written=st.text(max_size=80)
    | st.from_regex(r"\[groups\.a\]\n(members|where|everything) = .{0,20}", fullmatch=True)
)
def test_a_groups_file_is_taken_or_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "groups.toml").write_text(written, encoding="utf-8", errors="replace")
    with suppress(ServerError):
        Groups.load(tmp_path / "groups.toml", ["sato"])


@pytest.mark.parametrize("value", ["x" * 200_000, "\n", "\x1b[31m", "name:", ":password", "a:b\n:"])
def test_what_the_environment_says_of_people_is_taken_or_refused(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kotae.network.token import Tokens
    from kotae.ui.server.serving import ServerSettings, credentials

    monkeypatch.setitem(os.environ, "KOTAE_AUTH", value)
    monkeypatch.setitem(os.environ, "KOTAE_TOKEN", value)
    for call in (lambda: credentials(ServerSettings(host="0.0.0.0")), lambda: Tokens.find(None)):
        if (refused := refused_or_done(call, {})) is not None:
            assert is_clear(refused)


def test_json_is_never_read_as_text(kb: KnowledgeBase) -> None:
    """A budget, conditions and thresholds of JSON are values: their text isn't."""
    calls: list[dict[str, Any]] = [{"budget": json.dumps({"documents": 1})}, {"where": "{}"}]
    for call in calls:
        with pytest.raises(KotaeError):
            kb.gather("x", **call)
