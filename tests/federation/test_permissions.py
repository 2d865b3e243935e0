"""What a token isn't shown isn't there: no way of asking, and no score, tells of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

import kotae
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.errors import FilterError, ProofError, ServerError
from kotae.federation.wire import CountsAsked, spelled
from kotae.network.running import running
from kotae.network.token import Token, Tokens
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.replying import counts_for
from kotae.pipeline.federated.spoken import plan_said
from kotae.question import read_question
from kotae.serialise import JsonValue, to_json
from tests.federation.conftest import FULL, PUBLIC, Served, plain_settings
from tests.libraries import built_libraries

pytestmark = pytest.mark.loopback

SECRET = ("secret", "wages", "zebra", "900,000", "報酬", "90万円", "closed")


@pytest.fixture
def stranger(served: Served) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {PUBLIC}"}
    with httpx.Client(base_url=served.addresses["contracts"], headers=headers, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def secret_id(indexes: dict[str, Path]) -> str:
    with kotae.open(indexes["contracts"], settings=plain_settings()) as knowledge:
        return next(info.id for info in knowledge.documents() if info.path == "secret/wages.md")


ATTEMPTS: list[dict[str, Any]] = [
    {},
    {"where": {"folder": "secret"}},
    {"where": {"folder": ["secret", "public"]}},
    {"where": {"folder": ""}},
    {"where": {"folder": "public/../secret"}},
    {"where": {"tag": "closed"}},
    {"where": {"library": "contracts"}},
    {"where": {"document": "secret/wages.md"}},
    {"where": {}},
    {"languages": ["ja", "en"]},
    {"top_k": 1000},
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_search_and_no_answer_tells(stranger: httpx.Client, attempt: dict[str, Any]) -> None:
    question = "How much does the director earn? 理事長の報酬 zebra agreement"
    for path in ("/v1/retrieve", "/v1/ask", "/v1/node/retrieve", "/v1/node/counts"):
        asked = {"question": question, "top_k": 5, **attempt}
        answer = stranger.post(path, json=asked)
        found = answer.text.replace(question, "")
        assert not any(
            word in _without_question(answer) for word in ("wages", "900,000", "90万円", "理事長の報酬は")
        ), found


def _without_question(answer: httpx.Response) -> str:
    told = answer.json()
    # What the asker said, their conditions too.
    for name in ("question", "missing", "text", "narrowed"):
        told.pop(name, None)
    for hit in told.get("hits", ()):
        hit.pop("matched")
    return str(told)


def test_a_secret_document_is_as_unknown_as_one_that_never_was(
    stranger: httpx.Client, secret_id: str
) -> None:
    for name in (secret_id, "secret/wages.md"):
        never = "f" * 32 if name == secret_id else "secret/never.md"
        attempts: list[tuple[str, str, JsonValue]] = [
            ("POST", "/v1/retrieve", {"question": "x", "documents": ["@"]}),
            ("POST", "/v1/ask", {"question": "x", "documents": ["@"]}),
            ("POST", "/v1/prove", {"question": "x", "documents": ["@"]}),
            ("POST", "/v1/node/retrieve", {"question": "x", "top_k": 5, "documents": ["@"]}),
            ("POST", "/v1/node/places", {"document": "@", "spans": [{"start": 0, "end": 3}]}),
            (
                "POST",
                "/v1/node/papers",
                {"papers": [{"document": "@", "spans": [{"start": 0, "end": 3}]}]},
            ),
            ("GET", "/v1/documents/@", None),
            ("GET", "/v1/page?document=@&number=1", None),
            (
                "POST",
                "/retrieval",
                {
                    "knowledge_id": "kotae",
                    "query": "x",
                    "retrieval_setting": {"top_k": 5},
                    "metadata_condition": {
                        "conditions": [{"name": ["path"], "comparison_operator": "is", "value": "@"}]
                    },
                },
            ),
        ]
        for method, path, body in attempts:
            said = []
            for value in (name, never):
                sent = None if body is None else _put(body, value)
                answer = stranger.request(method, path.replace("@", value), json=sent)
                said.append((answer.status_code, answer.text.replace(value, "@")))
            assert said[0] == said[1], path


def _put(body: JsonValue, value: str) -> JsonValue:
    if isinstance(body, dict):
        return {key: _put(item, value) for key, item in body.items()}
    if isinstance(body, list):
        return [_put(item, value) for item in body]
    return value if body == "@" else body


def test_lists_and_names_tell_nothing(stranger: httpx.Client) -> None:
    listed = stranger.get("/v1/documents").json()["documents"]
    assert [info["path"] for info in listed] == ["public/lease.md", "public/parking.md"]
    for path in ("/v1/models", "/v1/documents/nowhere", "/openapi.json", "/health"):
        assert not any(word in stranger.get(path).text for word in SECRET if word != "closed")
    chat = {
        "model": "kotae",
        "messages": [{"role": "user", "content": "How much does the director earn?"}],
        "where": {"folder": "secret"},
    }
    told = stranger.post("/v1/chat/completions", json=chat).json()
    assert told["kotae"]["status"] == "not_found"
    assert told["sources"] == []


def test_scores_are_those_of_an_index_without_the_rest(
    stranger: httpx.Client, indexes: dict[str, Path], tmp_path: Path
) -> None:
    """Whether a word stands in a secret document would show in how rare it is: so it must not count."""
    corpus = indexes["contracts"].parent / "corpus"
    for path in ("lease.md", "parking.md"):
        (tmp_path / "corpus" / "public").mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / "public" / path).write_bytes((corpus / "public" / path).read_bytes())
    kotae.build(tmp_path / "corpus", tmp_path / "index", settings=plain_settings())
    with kotae.open(tmp_path / "index", settings=plain_settings()) as alone:
        for question in (
            "lease zebra",
            "parking giraffe",
            "賃料 報酬",
            "director's yen lease",
            "ディレクター 駐車場",
        ):
            expected = to_json(alone.retrieve(question, 10))
            assert (
                stranger.post("/v1/retrieve", json={"question": question, "top_k": 10}).json()["hits"]
                == expected
            )


def test_words_are_counted_as_if_there_were_no_other_documents(
    stranger: httpx.Client, indexes: dict[str, Path], tmp_path: Path
) -> None:
    """What one token is told of words, lengths and vectors is what an index of its documents alone would tell."""
    corpus = indexes["contracts"].parent / "corpus"
    files = {f"public/{path}": (corpus / "public" / path).read_text() for path in ("lease.md", "parking.md")}
    (alone,) = built_libraries(tmp_path, {"alone": files}, settings=plain_settings()).values()
    with kotae.open(alone, settings=plain_settings()) as knowledge:
        for question in ("zebra director lease", "報酬 賃料", "Which agreement is closed?"):
            expected = counts_for(knowledge, CountsAsked(question=question)).model_dump(mode="json")
            told = stranger.post("/v1/node/counts", json={"question": question}).json()
            assert told == expected
            assert not {"zebra", "director", "報酬"} & set(told["words"])
    known = stranger.post("/v1/node/counts", json={"question": "x", "known": told["fingerprint"]}).json()
    assert known["languages"] is None


def test_no_plan_reaches_what_a_token_is_not_shown(stranger: httpx.Client, indexes: dict[str, Path]) -> None:
    """A plan is the asker's own: every word of the secret documents, as rare as can be, and their vectors."""
    with kotae.open(indexes["contracts"], settings=plain_settings()) as knowledge:
        question = read_question("director zebra 報酬 wages", knowledge.analyzer)
        with knowledge.leased() as shelf:
            basis = shelf.basis(question, knowledge.analyzer)
            plan = shelf.pooling.plan(question, [basis], embedder=shelf.lender.embedder(), languages=None)
            own = shelf.carried_out(plan, top_k=50, scope=Scope(), analyzer=knowledge.analyzer)
    assert {hit.passage.document.path for hit in own} >= {"secret/wages.md", "secret/pay.md"}
    asked = {"question": question.text, "top_k": 50, "search": plan_said(plan).model_dump(mode="json")}
    for narrowed in ({}, {"where": {"folder": "secret"}}, {"documents": ["secret/wages.md"]}):
        answer = stranger.post("/v1/node/retrieve", json=asked | narrowed)
        assert answer.status_code == 200
        paths = {hit["passage"]["document"]["path"] for hit in answer.json()["hits"]}
        assert paths == ({"public/lease.md", "public/parking.md"} if not narrowed else set())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"vector": "AAAA"}, "search.languages.ja.vector"),
        ({"vector": "AAAAAA=="}, "another embedding model"),
        ({"spread": 0}, "search.languages.ja.spread"),
        ({"mean_length": -1}, "search.languages.ja.mean_length"),
        (
            {"words": [{"word": "x", "terms": [["x", -5]], "most": 1}]},
            "search.languages.ja.words.0.terms.0.1",
        ),
        ({"words": [{"word": "x", "terms": [["x", 1]], "most": 1e99}]}, "search.languages.ja.words.0.most"),
    ],
)
def test_a_plan_that_is_none_is_refused(stranger: httpx.Client, change: dict[str, Any], said: str) -> None:
    numbers = spelled(np.zeros(256, dtype=np.float32))
    plan = {"crosses": False, "words": [], "mean_length": 1, "vector": numbers, "filtered": numbers}
    plan |= {"chance": 0, "spread": 1}
    asked: dict[str, Any] = {"question": "x", "top_k": 5}
    sound = stranger.post(
        "/v1/node/retrieve", json=asked | {"search": {"languages": {"ja": plan}, "surfaces": {}}}
    )
    assert sound.status_code == 200
    answer = stranger.post(
        "/v1/node/retrieve", json=asked | {"search": {"languages": {"ja": plan | change}, "surfaces": {}}}
    )
    assert answer.status_code == 400
    assert said in answer.json()["error"]["message"]


def test_a_proof_is_not_made_of_a_part(stranger: httpx.Client, served: Served) -> None:
    answer = stranger.post("/v1/prove", json={"question": "事務所の賃料は月額いくらですか"})
    assert answer.status_code == 409
    assert "part of it" in answer.json()["error"]["message"]
    assert "一部だけ" in answer.json()["error"]["message"]
    whole = httpx.post(
        f"{served.addresses['contracts']}/v1/prove",
        json={"question": "事務所の賃料は月額いくらですか"},
        headers={"Authorization": f"Bearer {FULL}"},
        timeout=30,
    )
    assert whole.status_code == 200


def test_libraries_that_are_not_permitted_are_not_there(indexes: dict[str, Path]) -> None:
    with kotae.open(indexes, settings=plain_settings()) as knowledge:
        seen = knowledge.within(Where(library=("rules",)))
        assert list(seen.libraries) == ["rules"]
        assert {hit.passage.document.library for hit in seen.retrieve("賃料 keys lease 会議", 20)} == {
            "rules"
        }
        with pytest.raises(FilterError) as caught:
            seen.retrieve("賃料", where={"library": "contracts"})
        assert "there are: rules." in caught.value.en
        nobody = knowledge.within(Where(library=("letters",)))
        assert nobody.retrieve("賃料") == []
        assert nobody.ask("賃料はいくらですか").status == "not_found"
        assert Library(knowledge=nobody).models == ("kotae", "kotae-library")
        with pytest.raises(ValueError, match="narrowed already"):
            seen.within(Where()).retrieve("賃料")
        with pytest.raises(FilterError):
            seen.gather("list all keys")
        with pytest.raises(ProofError):
            seen.prove(seen.ask("Who hands out the keys?"))
        assert seen.info.documents == 2
        assert knowledge.within(Where(folder=("public",))).tags() == {}


def test_tokens_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text(
        f"# 全員\n{FULL}\n\n{PUBLIC} folder=public 'folder=議事録 2025' tag=open\n", encoding="utf-8"
    )
    known = Tokens.find(tmp_path / "tokens")
    assert known.shown(f"Bearer {FULL}") == Token(value=FULL, made=False)
    shown = known.shown(f"Bearer {PUBLIC}")
    assert shown is not None
    assert shown.conditions == (("folder", "public"), ("folder", "議事録 2025"), ("tag", "open"))
    for header in (None, "Bearer ", "Bearer x", f"Basic {FULL}"):
        assert known.shown(header) is None


@pytest.mark.parametrize(
    "content",
    [
        f"{FULL}\nshort",
        f"{FULL} folder",
        f"{FULL} folder=",
        f"{FULL} 'folder=x",
        f"{FULL}\n{FULL} folder=public",
    ],
)
def test_a_table_that_is_none_is_refused_in_both_languages(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokens").write_text(content, encoding="utf-8")
    with pytest.raises(ServerError) as caught:
        Tokens.find(tmp_path / "tokens")
    assert "token" in caught.value.en
    assert "トークン" in caught.value.ja
    assert FULL not in caught.value.en


def test_a_condition_there_is_not_stops_the_server(served: Served) -> None:
    bad = Tokens((Token(value=FULL, made=False, conditions=(("floder", "public"),)),))
    with (
        kotae.open(served.indexes["rules"], settings=plain_settings()) as knowledge,
        pytest.raises(ServerError) as caught,
    ):
        create_app(Library(knowledge=knowledge), token=bad, loopback_only=True)
    assert "floder" in caught.value.en
    assert "トークンの条件" in caught.value.ja


def test_a_token_limits_other_kotaes_too(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAE_LIBRARY_TOKENS", f"{served.addresses['contracts']} {PUBLIC}")
    with kotae.open(served.addresses["contracts"], settings=plain_settings()) as knowledge:
        paths = {hit.passage.document.path for hit in knowledge.retrieve("director zebra lease 賃料", 50)}
        assert paths == {"public/lease.md", "public/parking.md"}
        assert (
            knowledge.ask("How much does the director earn?", where={"folder": "secret"}).status
            == "not_found"
        )


def test_somebody_else_does_not_ask_with_our_tokens(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limited token of a server that itself asks others reaches none of them."""
    monkeypatch.setenv("KOTAE_LIBRARY_TOKENS", f"{served.addresses['contracts']} {FULL}")
    roots: dict[str, str | Path] = {
        "rules": served.indexes["rules"],
        "contracts": served.addresses["contracts"],
    }
    limited = Tokens((Token(value=PUBLIC, made=False, conditions=(("library", "contracts"),)),))
    with kotae.open(roots, settings=plain_settings()) as knowledge:
        app = create_app(Library(knowledge=knowledge), token=limited, loopback_only=True)
        with running(app, host="127.0.0.1", port=0) as address:
            found = httpx.post(
                f"{address}/v1/retrieve",
                json={"question": "director zebra"},
                headers={"Authorization": f"Bearer {PUBLIC}"},
                timeout=30,
            )
    assert found.json()["hits"] == []
