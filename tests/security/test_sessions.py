"""A session's hash or an event's id opens nothing for anybody but its owner."""

import json
import socket
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from kotae.config import Settings
from kotae.network import throttle
from kotae.records import Answer
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.feedback import FeedbackStore
from kotae.ui.server import sign_in
from kotae.ui.server.sessions import ForeignSessionError, Sessions
from tests.security.conftest import PAIRS, QUESTION, SERVED, Place, open_place

pytestmark = SERVED

HASH = "sharedsession"


def number_of(client: httpx.Client, name: str) -> int:
    found = client.get("/config").json()["dependencies"]
    return int(next(d["id"] for d in found if d["api_name"] == name))


def join(client: httpx.Client, place: Place, question: str) -> str:
    body = {
        "data": [question, 1, None],
        "fn_index": number_of(client, "retrieve"),
        "session_hash": HASH,
    }
    answer = client.post("/gradio_api/queue/join", json=body)
    assert answer.status_code == 200
    return str(answer.json()["event_id"])


def events(client: httpx.Client) -> list[dict[str, Any]]:
    """Return what a stream of events tells before it ends; Gradio breaks one off that it knows no session of."""
    told: list[dict[str, Any]] = []
    with (
        suppress(httpx.RemoteProtocolError),
        client.stream("GET", f"/gradio_api/queue/data?session_hash={HASH}") as stream,
    ):
        lines = (line for line in stream.iter_lines() if line.startswith("data"))
        told.extend(json.loads(line.removeprefix("data: ")) for line in lines)
    return told


@pytest.mark.parametrize("language", ["ja", "en"])
def test_another_ones_hash_gives_an_empty_session(place: Place, language: str) -> None:
    with place.visitor() as owner, place.visitor() as other:
        event = join(owner, place, QUESTION[language])
        stolen = events(other)
        assert not any(message.get("event_id") == event for message in stolen)
        assert "budget" not in json.dumps(stolen)
        told = events(owner)
        (done,) = [message for message in told if message["msg"] == "process_completed"]
        assert done["event_id"] == event
        assert done["output"]["data"][0][0]["rank"] == 1


def test_another_ones_event_is_neither_read_nor_cancelled(place: Place) -> None:
    with place.visitor() as owner, place.visitor() as other:
        call = {"data": [QUESTION["en"], 1, None]}
        event = owner.post("/gradio_api/call/retrieve", json=call).json()["event_id"]
        for client in (other, httpx.Client(base_url=place.address, timeout=60)):
            for method, path, body in (
                ("GET", f"/gradio_api/call/retrieve/{event}", None),
                ("GET", f"/gradio_api/call/v2/retrieve/{event}", None),
                ("POST", "/gradio_api/cancel", {"session_hash": HASH, "fn_index": 1, "event_id": event}),
                ("POST", "/gradio_api/reset", {"event_id": event}),
                ("POST", "/gradio_api/cancel", {"session_hash": HASH, "fn_index": 1, "event_id": None}),
            ):
                answer = client.request(method, path, json=body)
                assert (path, answer.status_code) == (path, 403)
                assert "ほかの人" in answer.text or "プログラムから使えるのは" in answer.text
        assert owner.get(f"/gradio_api/call/retrieve/{event}").text.startswith("event: complete")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/config"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/heartbeat/x"),
        ("POST", "/gradio_api/cancel"),
        ("POST", "/gradio_api/reset"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/run/ask"),
        ("GET", "/gradio_api/startup-events"),
        ("GET", "/assets/index.js"),
        ("POST", "/gradio_api/stream/x/close"),
    ],
)
def test_nothing_answers_before_the_sign_in(guarded: Place, method: str, path: str) -> None:
    body = {"event_id": "x", "session_hash": "x", "fn_index": 0} if method == "POST" else None
    answer = httpx.request(method, guarded.origin + path, json=body, timeout=60)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "サインイン" in answer.json()["detail"]
    page = httpx.get(guarded.origin + path, headers={"accept": "text/html"}, timeout=60)
    assert (page.status_code, 'name="password"' in page.text) == (401, True)


@pytest.mark.parametrize("method", ["CONNECT", "PUT", "DELETE", "TRACE", "KOTAE"])
@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_the_door_is_opened_by_no_other_method(
    guarded: Place, caplog: pytest.LogCaptureFixture, method: str, path: str
) -> None:
    """A form given for an answer to CONNECT ended in a traceback of the server's, before anybody had signed in."""
    asked = f"{method} {path} HTTP/1.1\r\nHost: {guarded.host}\r\nConnection: close\r\n\r\n"
    host, _, port = guarded.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(asked.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 401 ")
    assert "Traceback" not in caplog.text


def test_leaving_ends_the_session(guarded: Place) -> None:
    with guarded.visitor(signed_in=True) as client:
        kept = dict(client.cookies)
        assert client.get("/config").status_code == 200
        assert client.get("/logout").status_code == 303
        assert client.get("/config").status_code == 401
    assert httpx.get(f"{guarded.address}config", cookies=kept, timeout=60).status_code == 401


def test_sessions_are_told_apart_and_forgotten_ones_open_nothing() -> None:
    sessions = Sessions()
    names = {sessions.inner(given, owner) for given in ("a", "b") for owner in ("x", "y")}
    assert len(names) == 4
    assert sessions.inner("a", "x") == sessions.inner("a", "x")
    assert sessions.inner("ab", "x") != sessions.inner("b", "xa")
    assert Sessions().inner("a", "x") not in names
    wrong: object
    for wrong in (None, "", 5, [], "x" * 201):
        with pytest.raises(ForeignSessionError):
            sessions.inner(wrong, "x")
    sessions.keep_event("first", "x")
    sessions.check_event("first", "x")
    for number in range(20_000):
        sessions.keep_event(f"e{number}", "y")
    for event, owner in (("first", "x"), ("e1", "x"), (None, "x"), ("unknown", "y")):
        with pytest.raises(ForeignSessionError):
            sessions.check_event(event, owner)


def test_a_comment_changes_only_the_judgement_it_belongs_to(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    answer = Answer(
        question="予算は？", status="answered", text="2,000億円です。", language="ja", sentences=()
    )
    store.add(answer, good=True, turn="mine")
    store.add(answer, good=True, turn="yours")
    assert store.comment("mine", "正しい")
    assert store.comment("yours", "right")
    assert not store.comment("nobody's", "spam")
    assert not store.comment("", "spam")
    with sqlite3.connect(tmp_path / FeedbackStore.FILE_NAME) as connection:
        rows = connection.execute("SELECT comment FROM judgements ORDER BY number").fetchall()
    connection.close()
    assert rows == [("正しい",), ("right",)]


def test_judgements_of_an_earlier_version_are_kept(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FeedbackStore.FILE_NAME) as connection:
        connection.execute(
            "CREATE TABLE judgements (number INTEGER PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL, "
            "language TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL, documents TEXT NOT NULL, "
            "good INTEGER NOT NULL, comment TEXT NOT NULL)"
        )
        connection.execute("INSERT INTO judgements VALUES (1, '', '?', 'ja', 'answered', 'a', '[]', 1, '')")
    connection.close()
    store = FeedbackStore(tmp_path)
    assert store.counts() == {"good": 1, "bad": 0}
    assert not store.comment("", "spam")


SECRET = "縞馬協定 the zebra agreement"


def told_without_loading(client: httpx.Client, place: Place, event: dict[str, str]) -> str:
    """Return what the page's functions that know conversations tell a session that never loaded the page."""
    told = []
    for dependency in client.get("/config").json()["dependencies"]:
        name = str(dependency["api_name"]).rstrip("_0123456789")
        if name in ("acted", "finished", "found", "fresh", "switched", "further"):
            body = {"data": [None] * len(dependency["inputs"]), "fn_index": dependency["id"]}
            sent = {**body, "event_data": event, "session_hash": f"never loaded {dependency['id']}"}
            answer = client.post("/gradio_api/run/predict", json=sent, headers={"origin": place.origin})
            assert answer.status_code == 200, name
            told.append(json.dumps(answer.json(), ensure_ascii=False))
    assert len(told) > 5
    return "\n".join(told)


@pytest.mark.parametrize("action", ["open", "export", "rename", "delete"])
def test_a_session_that_never_loaded_the_page_is_nobody_elses(guarded: Place, action: str) -> None:
    """It began as that of the empty name, under which everything is kept while nobody has to sign in."""
    store = guarded.desk.conversations
    kept = store.keep("", Turn(number=1, question=SECRET), owner="")
    event = {"action": action, "conversation": kept, "kind": "json", "title": "taken", "language": "en"}
    try:
        with guarded.visitor(signed_in=True) as client:
            assert SECRET not in told_without_loading(client, guarded, event)
        assert [info.title for info in store.conversations(owner="")] == [SECRET]
    finally:
        store.delete(kept, owner="")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_question_of_a_forgotten_session_is_kept_under_the_name_that_asked(
    guarded: Place, language: str
) -> None:
    store = guarded.desk.conversations
    with guarded.visitor(signed_in=True) as client:
        dependency = next(
            d for d in client.get("/config").json()["dependencies"] if d["api_name"] == "from_box"
        )
        # Question, gather, conversation, language, number, generate; then the filters.
        data = [QUESTION[language], False, None, None, 5, False, [], [], [], [], "", "", [], []]
        assert len(data) == len(dependency["inputs"])
        call = {"data": data, "fn_index": dependency["id"], "session_hash": "forgotten"}
        assert client.post("/gradio_api/queue/join", json=call, headers={"origin": guarded.origin}).is_success
        with client.stream("GET", "/gradio_api/queue/data?session_hash=forgotten") as stream:
            assert any("process_completed" in line for line in stream.iter_lines())
    assert QUESTION[language] in [info.title for info in store.conversations(owner=PAIRS[0][0])]
    assert store.conversations(owner="") == ()


def test_one_name_pushes_nobody_else_out(guarded: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand sign-ins of one name ended everybody else's sessions."""
    monkeypatch.setattr(sign_in, "MOST_OF_ONE", 3)
    name, password = PAIRS[1]
    with guarded.visitor(signed_in=True) as other:
        kept = []
        for _ in range(5):
            with httpx.Client(base_url=guarded.address, timeout=60) as client:
                client.post("/login", data={"username": name, "password": password})
                kept.append(dict(client.cookies))
        codes = [
            httpx.get(f"{guarded.address}config", cookies=cookies, timeout=60).status_code for cookies in kept
        ]
        assert codes == [401, 401, 200, 200, 200]
        assert other.get("/config").status_code == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"no part"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'),
        ("application/x-www-form-urlencoded", b"a=1&" * 20),
        ("application/json", b"{}"),
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_a_wrong_one(
    guarded: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, kind: str, body: bytes
) -> None:
    """Anybody could have a traceback written, without a sign-in."""
    monkeypatch.setattr(throttle, "FREE", 1_000)
    answer = httpx.post(f"{guarded.address}login", content=body, headers={"content-type": kind}, timeout=60)
    assert answer.status_code == 400
    assert "パスワード" in answer.text
    assert "Traceback" not in caplog.text


def test_half_a_character_damages_nothing(place: Place) -> None:
    """A title with one was told to be a damaged file of conversations, to be moved away."""
    store = place.desk.conversations
    kept = store.keep("", Turn(number=1, question="予算は？"), owner="")
    with place.visitor() as client:
        number = next(
            d["id"] for d in client.get("/config").json()["dependencies"] if d["api_name"] == "acted"
        )
        event = {"action": "rename", "conversation": kept, "title": "題\ud83d"}
        call = {"data": [None] * 3, "fn_index": number, "session_hash": "half", "event_data": event}
        kind = {"origin": place.origin, "content-type": "application/json"}
        answer = client.post("/gradio_api/run/predict", content=json.dumps(call), headers=kind)
    assert answer.status_code == 200
    assert [info.title for info in store.conversations(owner="")] == ["題?"]
    store.delete(kept, owner="")


def named_files(client: httpx.Client, place: Place, path: str, *, deep: bool) -> int:
    """Return how the page answers whoever says that this file was sent to it, as the page does after an upload."""
    named: object = {"path": path, "url": path, "orig_name": "x.md", "meta": {"_type": "gradio.FileData"}}
    if deep:
        named = {"value": [{"within": named}]}
    (added,) = [d for d in client.get("/config").json()["dependencies"] if d["api_name"] == "_added"]
    for body in (
        {"data": [[named], None, None], "fn_index": added["id"], "session_hash": HASH},
        {
            "data": [named, 1, None],
            "fn_index": number_of(client, "retrieve"),
            "session_hash": HASH,
        },
        {"data": [], "event_data": named, "fn_index": added["id"], "session_hash": HASH},
    ):
        sent = client.post("/gradio_api/queue/join", json=body, headers={"origin": place.origin})
        if sent.status_code != 403:
            return sent.status_code
    assert "ほかの人" in sent.text
    return 403


@pytest.mark.parametrize("guarded", [False, True], ids=["place", "guarded"])
def test_only_what_its_sender_uploaded_is_taken_for_a_file(
    guarded: bool, library: tuple[Path, Settings], tmp_path: Path
) -> None:
    """Whoever signed in had any file of the owner's put among the documents, and any address fetched."""
    secret = tmp_path / "ノート.md"
    secret.write_text("# 秘密\n\n秘密の予算は987億円である。\n", encoding="utf-8")
    host, pairs = ("0.0.0.0", PAIRS) if guarded else ("127.0.0.1", [])
    # A page of its own: on the other one wrong passwords were tried, and who comes from there has to wait.
    with open_place(library, host, pairs) as place, place.visitor(signed_in=guarded) as client:
        for named in ("/etc/hostname", str(secret), "http://192.0.2.1/notes.md", ""):
            for deep in (False, True):
                assert named_files(client, place, named, deep=deep) == 403, (named, deep)


def test_an_upload_is_its_senders_alone(place: Place) -> None:
    sent = [("files", ("覚え書き.md", "# 覚え\n\n予算は5億円。".encode()))]
    with place.visitor() as sender, place.visitor() as other:
        (path,) = sender.post("/gradio_api/upload", files=sent).json()
        assert named_files(other, place, path, deep=False) == 403
        assert named_files(sender, place, path + "x", deep=False) == 403
        assert named_files(sender, place, path, deep=False) == 200
        # The same file from somebody else lies in the same place, and is that one's too.
        assert other.post("/gradio_api/upload", files=sent).json() == [path]
        assert named_files(other, place, path, deep=False) == 200
        assert named_files(sender, place, path, deep=False) == 200
