"""What another kotae says is checked before it is believed; one with a single thing wrong is left out whole, by name."""

import copy
import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.types import Receive, Scope, Send

import kotae
from kotae.errors import FederationError
from kotae.federation.address import Address, tokens
from kotae.federation.wire import Asked, CountsAsked, floats, spelled
from kotae.network.running import running
from kotae.pipeline.federated.replying import counts_for, reply_to
from tests.federation.conftest import FULL, Served, plain_settings

pytestmark = pytest.mark.loopback

Reply = dict[str, Any]


class Liar:
    """A server that answers every question with what it is told to.

    Attributes:
        counts: What it says of its words, where that is to be another thing than ``content``.
    """

    def __init__(self) -> None:
        self.content = b""
        self.counts = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.status = 200
        self.heard: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        self.heard += [value.decode() for name, value in scope["headers"] if name == b"authorization"]
        await receive()
        content = (scope["path"].endswith("/counts") and self.counts) or self.content
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": content})


@pytest.fixture(scope="module")
def liar() -> Iterator[tuple[Liar, str]]:
    app = Liar()
    with running(app, host="127.0.0.1", port=0) as address:
        yield app, address


@pytest.fixture(scope="module")
def said(served: Served) -> Reply:
    """What an honest server says to the question the tests ask."""
    with kotae.open(served.indexes["contracts"], settings=plain_settings()) as knowledge:
        reply = reply_to(knowledge, Asked(question="賃料 lease", top_k=5))
    found: Reply = json.loads(reply.model_dump_json())
    # The rent first, whatever the scores.
    found["hits"].sort(key=lambda hit: "48万円" not in hit["passage"]["text"])
    return found


@pytest.fixture(scope="module")
def counted(served: Served) -> Reply:
    """What an honest server says of its words."""
    with kotae.open(served.indexes["contracts"], settings=plain_settings()) as knowledge:
        reply = counts_for(knowledge, CountsAsked(question="賃料 lease"))
    told: Reply = json.loads(reply.model_dump_json())
    return told


@pytest.fixture
def honest(said: Reply, counted: Reply, liar: tuple[Liar, str]) -> Iterator[Reply]:
    """A copy of it to be changed; what is said of the words is the truth."""
    liar[0].counts = json.dumps(counted).encode()
    yield copy.deepcopy(said)
    liar[0].counts = b""


@pytest.fixture
def honest_counts(counted: Reply, liar: tuple[Liar, str]) -> Reply:
    """A copy of what is said of the words, to be changed."""
    liar[0].counts = b""
    return copy.deepcopy(counted)


@pytest.fixture(scope="module")
def asking(served: Served, liar: tuple[Liar, str]) -> Iterator[kotae.KnowledgeBase]:
    roots: dict[str, str | Path] = {"minutes": served.indexes["minutes"], "other": liar[1]}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KOTAE_LIBRARY_TOKENS", f"{liar[1]} {FULL}")
        with kotae.open(roots, settings=plain_settings(max_answer_bytes=1_000_000)) as knowledge:
            yield knowledge


def _first(reply: Reply) -> Reply:
    hit: Reply = reply["hits"][0]
    return hit


LIES: dict[str, tuple[Callable[[Reply], object], str, str]] = {
    "offsets": (lambda reply: _first(reply)["passage"].update(end=9_000), "offsets", "位置"),
    "negative offset": (
        lambda reply: _first(reply)["passage"].update(start=-4),
        "can't be read",
        "読めません",
    ),
    "sentence outside": (
        lambda reply: _first(reply)["passage"]["sentences"][-1].update(end=10_000),
        "offsets",
        "位置",
    ),
    "sentences backwards": (
        lambda reply: _first(reply)["passage"].update(sentences=[*_first(reply)["passage"]["sentences"]] * 2),
        "offsets",
        "位置",
    ),
    "text that was put in": (
        lambda reply: _first(reply)["passage"].update(text="嘘" + _first(reply)["passage"]["text"]),
        "offsets",
        "位置",
    ),
    "no text": (
        lambda reply: _first(reply)["passage"].update(text="", end=_first(reply)["passage"]["start"]),
        "without text",
        "本文",
    ),
    "huge score": (lambda reply: _first(reply).update(score=1e9), "score", "スコア"),
    "many passages": (lambda reply: reply.update(hits=reply["hits"] * 20), "passages where", "箇所"),
    "one twice": (lambda reply: reply.update(hits=[*reply["hits"][:1]] * 2), "twice", "重複"),
    "an id that is none": (
        lambda reply: _first(reply)["passage"]["document"].update(id="minutes:../../etc"),
        "document that can't be",
        "文書",
    ),
    "a long name": (
        lambda reply: _first(reply)["passage"]["document"].update(title="x" * 5_000),
        "document",
        "文書",
    ),
    "another language": (
        lambda reply: _first(reply)["passage"].update(language="fr"),
        "can't be read",
        "読めません",
    ),
    "a page": (lambda reply: _first(reply)["passage"].update(page=-1), "page", "ページ"),
    "a newer protocol": (lambda reply: reply.update(protocol=2, hits="?"), "protocol 2", "プロトコル 2"),
    "a protocol of thousands of digits": (
        lambda reply: reply.update(protocol=10**4_000),
        "can't be read (protocol)",
        "読めません",
    ),
    "no protocol": (lambda reply: reply.pop("protocol"), "can't be read (protocol)", "読めません"),
    "another model": (lambda reply: reply.update(model="x"), "embedding.model", "embedding.model"),
    "other weights": (
        lambda reply: reply["settings"]["retrieval"].update(dense_weight=1.0),
        "retrieval.dense_weight",
        "比べられません",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_named_and_left_out(
    lie: str, asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest: Reply
) -> None:
    change, en, ja = LIES[lie]
    told = copy.deepcopy(honest)
    change(told)
    _say(liar[0], json.dumps(told).encode())
    found = asking.search("賃料 lease", 5)
    (left,) = found.left_out
    assert left.library == "other"
    assert en in left.reason_en
    assert ja in left.reason_ja
    assert {hit.passage.document.library for hit in found.hits} == {"minutes"}


def _scaled(factor: float) -> Callable[[Reply], object]:
    """Return what multiplies the covariance of the Japanese passages."""

    def change(reply: Reply) -> None:
        own = reply["languages"]["ja"]
        own["covariance"] = spelled(floats(own["covariance"]) * np.float32(factor))

    return change


COUNTS: dict[str, tuple[Callable[[Reply], object], str, str]] = {
    "a word in more passages than there are": (
        lambda reply: reply["words"].update({"賃料": [9_000, 0]}),
        "more passages with a word",
        "箇所の数より多い",
    ),
    "fewer than none": (lambda reply: reply["words"].update({"賃料": [-1, 0]}), "words.賃料.0", "読めません"),
    "no passages": (lambda reply: reply["languages"]["ja"].update(passages=0), "passages", "読めません"),
    "no measures": (
        lambda reply: reply.update(languages=None, fingerprint="another"),
        "no measures",
        "統計がない",
    ),
    "vectors of another length": (
        lambda reply: reply["languages"]["ja"].update(mean=spelled(np.zeros(3, dtype=np.float32))),
        "measures of another size",
        "大きさの違う統計",
    ),
    "another dimension": (
        lambda reply: reply["languages"]["ja"].update(
            mean=spelled(np.zeros(2, dtype=np.float32)), covariance=spelled(np.zeros(3, dtype=np.float32))
        ),
        "measures of another size",
        "大きさの違う統計",
    ),
    "no numbers": (
        lambda reply: reply["languages"]["ja"].update(mean=spelled(np.full(256, np.nan, dtype=np.float32))),
        "languages.ja.mean",
        "読めません",
    ),
    "vectors longer than 1": (_scaled(1_000.0), "measures that no passages have", "ありえない統計"),
    "a variance below 0": (_scaled(-0.5), "measures that no passages have", "ありえない統計"),
    "another model": (lambda reply: reply.update(model="x"), "embedding.model", "embedding.model"),
    "a newer protocol": (lambda reply: reply.update(protocol=2, words="?"), "protocol 2", "プロトコル 2"),
}


@pytest.mark.parametrize("lie", COUNTS)
def test_measures_that_cannot_be_are_named_and_left_out(
    lie: str, asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest_counts: Reply
) -> None:
    """Whoever could say any number of its words would say how everybody's passages are judged."""
    change, en, ja = COUNTS[lie]
    change(honest_counts)
    _say(liar[0], json.dumps(honest_counts).encode())
    found = asking.search(f"賃料 lease {lie}", 5)
    (left,) = found.left_out
    assert left.library == "other"
    assert en in left.reason_en
    assert ja in left.reason_ja
    assert {hit.passage.document.library for hit in found.hits} == {"minutes"}


def test_numbers_that_are_none_are_named(
    asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest: Reply
) -> None:
    for number in ("NaN", "Infinity", "-Infinity"):
        _first(honest)["score"] = "@"
        _say(liar[0], json.dumps(honest).replace('"@"', number).encode())
        assert [left.library for left in asking.search("賃料", 5).left_out] == ["other"]


@pytest.mark.parametrize(
    ("content", "headers", "status", "said"),
    [
        (b"<html>hello</html>", [], 200, "can't be read (no JSON)"),
        (b"[" * 100_000, [], 200, "can't be read (no JSON)"),
        (b" " * 1_100_000, [], 200, "longer than 1,000,000 bytes"),
        (gzip.compress(b"0" * 10_000_000), [(b"content-encoding", b"gzip")], 200, "compressed"),
        (b"{}", [(b"location", b"http://127.0.0.1:9/")], 307, "status 307"),
        (b"{}", [], 503, "model or index is missing (status 503)"),
        (b"{}", [], 500, "it failed (status 500)"),
    ],
)
def test_what_is_no_answer_is_named(
    asking: kotae.KnowledgeBase,
    liar: tuple[Liar, str],
    content: bytes,
    headers: list[tuple[bytes, bytes]],
    status: int,
    said: str,
) -> None:
    _say(liar[0], content, headers, status)
    (left,) = asking.search("賃料", 5).left_out
    assert said in left.reason_en


@pytest.mark.parametrize(
    ("content", "en", "ja"),
    [
        (b"", "breaks off, or is no HTTP", "途切れ"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "breaks off, or is no HTTP", "途切れ"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{", "breaks off, or is no HTTP", "途切れ"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: b\r\n" * 50_000, "breaks off, or is no HTTP", "途切れ"),
    ],
    ids=["nothing", "another protocol", "half an answer", "headers without end"],
)
def test_what_is_no_http_is_named(
    served: Served, told: Callable[..., None], content: bytes, en: str, ja: str
) -> None:
    """It was said that nothing could be reached, where something answers that isn't kotae."""

    def answer(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = server.accept()
                with connection, suppress(OSError):
                    connection.recv(65_536)
                    connection.sendall(content)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer, args=(server,), daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        told({address: FULL})
        roots: dict[str, str | Path] = {"minutes": served.indexes["minutes"], "other": address}
        with kotae.open(roots, settings=plain_settings()) as knowledge:
            (left,) = knowledge.search("賃料", 5).left_out
    assert en in left.reason_en
    assert ja in left.reason_ja


def test_what_was_not_asked_for_is_a_lie(
    asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest: Reply
) -> None:
    _say(liar[0], json.dumps(honest).encode())
    assert asking.search("賃料 lease", 5).left_out == ()
    for narrowed in (
        {"where": {"folder": "elsewhere"}},
        {"where": {"kind": "txt"}},
        {"languages": ["en"]},
        {"documents": ["lease.md"]},
    ):
        (left,) = asking.search("賃料 lease", 5, **narrowed).left_out
        assert "wasn't asked for" in left.reason_en


def test_nobody_speaks_for_the_documents_of_another(
    asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest: Reply
) -> None:
    """A passage with the id of a document here, and the best score there is: it stays the other's."""
    (own,) = [info for info in asking.documents() if info.path == "lease.md"]
    hit = _first(honest)
    hit["passage"]["document"].update(id=own.id, path=own.path, title=own.title, library="minutes")
    honest["hits"] = [{**hit, "score": 2.4}]
    _say(liar[0], json.dumps(honest).encode())
    found = asking.search("賃料の値上げ", 10)
    assert found.left_out == ()
    forged = [h for h in found.hits if h.passage.document.library == "other"]
    assert [h.passage.document.id for h in forged] == [f"other:{own.id}"]
    assert own.id in {h.passage.document.id for h in found.hits}


def test_markup_is_text(asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest: Reply) -> None:
    from kotae.ui.render import render_answer

    text = "賃料は<script>alert(1)</script>月額50万円とする。"
    passage = _first(honest)["passage"]
    passage.update(text=text, end=passage["start"] + len(text), heading="<b onclick=x>")
    passage["sentences"] = [{"start": passage["start"], "end": passage["end"], "language": "ja"}]
    passage["document"]["title"] = "<img src=x onerror=alert(1)>"
    honest["hits"] = [{**_first(honest), "score": 2.4}]
    _say(liar[0], json.dumps(honest).encode())
    answer = asking.ask("賃料は月額いくらですか")
    assert answer.sentences[0].citations[0].quote == text
    shown = render_answer(answer, language="ja", turn=0)
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "<b onclick" not in shown


def test_a_place_that_cannot_be_is_left_out_of_the_quote(
    asking: kotae.KnowledgeBase, liar: tuple[Liar, str], honest: Reply
) -> None:
    honest["places"] = [{"boxes": [{"page": 0, "x0": 0.0, "y0": 0.0, "x1": 1e300, "y1": 1.0}], "cells": []}]
    honest["hits"] = [{**_first(honest), "score": 2.4}]
    _say(liar[0], json.dumps(honest).encode())
    cited = asking.ask("事務所の賃料は月額いくらですか").sentences[0].citations[0]
    assert (cited.document.library, cited.boxes, cited.cells) == ("other", (), ())


def test_each_is_shown_its_own_token_alone(
    asking: kotae.KnowledgeBase,
    liar: tuple[Liar, str],
    honest: Reply,
    told: Callable[..., None],
    served: Served,
) -> None:
    told({served.addresses["minutes"]: FULL, "https://example.org": FULL})
    liar[0].heard.clear()
    _say(liar[0], json.dumps(honest).encode())
    with kotae.open(liar[1], settings=plain_settings()) as knowledge:
        knowledge.retrieve("賃料 lease", 5)
    assert liar[0].heard == []


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://Office.example:7870/", "https://office.example:7870"),
        ("https://office.example:443/kotae/", "https://office.example/kotae"),
        ("http://127.0.0.1:7870", "http://127.0.0.1:7870"),
        ("http://[::1]:7870", "http://[::1]:7870"),
        ("http://localhost", "http://localhost"),
    ],
)
def test_addresses_are_written_one_way(written: str, url: str) -> None:
    assert Address.of(written).url == url


@pytest.mark.parametrize(
    ("written", "en", "ja"),
    [
        ("http://office.example", "write https", "https で指定"),
        ("http://127.0.0.1.example", "write https", "https で指定"),
        ("https://name:secret@office.example", "name or password", "パスワード"),
        ("https://office.example/?token=x", "https://host:port", "https://ホスト:ポート"),
        ("https://", "https://host:port", "https://ホスト:ポート"),
        ("https://office.example:99999", "https://host:port", "https://ホスト:ポート"),
    ],
)
def test_other_addresses_are_refused_in_both_languages(written: str, en: str, ja: str) -> None:
    with pytest.raises(FederationError) as caught:
        kotae.open([written])
    assert en in caught.value.en
    assert ja in caught.value.ja
    assert "secret" not in caught.value.en + caught.value.ja


@pytest.mark.parametrize(
    "line", ["https://a.example", "https://a.example short", "folder token-0123456789", "a b c"]
)
def test_a_table_of_tokens_that_is_none_is_refused(
    line: str, told: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAE_LIBRARY_TOKENS", f"# ours\n\n{line}")
    with pytest.raises(FederationError) as caught:
        tokens("")
    assert "line 3" in caught.value.en
    assert "3 行目" in caught.value.ja
    assert "0123456789" not in caught.value.en


def _say(
    liar: Liar, content: bytes, headers: list[tuple[bytes, bytes]] | None = None, status: int = 200
) -> None:
    liar.content, liar.headers, liar.status = content, headers or [], status
