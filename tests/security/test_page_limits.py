"""What a page keeps of those who loaded it, how many calls wait, and what its first state names."""

import gc
import threading
from asyncio import Queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio.server_messages import ProcessCompletedMessage
from gradio.state_holder import StateHolder

from kotae.config import Settings
from kotae.ui import app, programs
from kotae.ui.library.changes import remove_document
from kotae.ui.server import unread
from kotae.ui.server.unread import Unread
from tests.security.conftest import PAIRS, SERVED, Place, open_place

pytestmark = SERVED


@pytest.fixture
def small(library: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A page that keeps three sessions, and lets two calls wait."""
    monkeypatch.setattr(app, "MOST_SESSIONS", 3)
    monkeypatch.setattr(app, "MOST_WAITING", 2)
    with open_place(library, "127.0.0.1", []) as opened:
        yield opened


def load(client: httpx.Client, place: Place, session: str) -> str:
    """Load the page in a session of that name; return all that it is told."""
    config = client.get("/config").json()
    loaded = next(d for d in config["dependencies"] if d["api_name"] == "loaded")
    body = {"data": ["ja", ""], "fn_index": loaded["id"], "session_hash": session}
    answer = client.post("/gradio_api/run/predict", json=body, headers={"origin": place.origin})
    assert answer.status_code == 200
    return answer.text


def test_loading_the_page_over_and_over_keeps_the_last_sessions_alone(small: Place) -> None:
    """Each of ten thousand was kept, half a megabyte at a time."""
    with small.visitor() as client:
        for number in range(7):
            assert "2025" in load(client, small, f"session {number}")
        # Pages of other tests in this process keep as many as they may.
        kept = [one for one in gc.get_objects() if type(one) is StateHolder and one.capacity == 3]
        assert [len(one.session_data) for one in kept if one.session_data] == [3]


def test_what_sessions_may_take_together_is_within_the_soaks_limit() -> None:
    """Half a megabyte each (benchmarks/soak), and a hundred megabytes are what a long run may grow by."""
    assert app.MOST_SESSIONS * 0.5 <= 100


def test_no_more_than_some_calls_wait_and_the_next_is_told_in_both_languages(
    small: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    on, begun = threading.Event(), threading.Semaphore(0)

    def slow(*_: Any, **__: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever it is asked
        begun.release()
        on.wait(60)
        return []

    monkeypatch.setattr(programs, "retrieve", slow)
    call = {"data": ["予算 budget", 1, None]}
    with small.visitor() as client:
        try:
            for _ in range(8):
                assert client.post("/gradio_api/call/retrieve", json=call).status_code == 200
            assert all(begun.acquire(timeout=30) for _ in range(8)), "as many as are answered together"
            codes = [client.post("/gradio_api/call/retrieve", json=call).status_code for _ in range(4)]
            assert codes == [200, 200, 503, 503]
            refused = client.post("/gradio_api/call/retrieve", json=call)
            assert "waiting for their turn" in refused.json()["detail"]
            assert "順番を待っている" in refused.json()["detail"]
            assert refused.headers["retry-after"] == "60"
            assert client.get("/config").status_code == 200, "the page itself answers"
        finally:
            on.set()


@pytest.mark.parametrize("session", ["same", None], ids=["one-session", "many-sessions"])
@pytest.mark.parametrize("question", ["予算", "budget"])
def test_answers_nobody_fetches_do_not_pile_up(
    library: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, session: str | None, question: str
) -> None:
    """Each lay in memory as long as the page ran: a tenth of a megabyte for every call of whoever never read."""
    monkeypatch.setattr(unread, "MOST_UNREAD", 12)
    before = [one for one in gc.get_objects() if type(one) is Unread]  # of other tests' pages
    with open_place(library, "127.0.0.1", []) as place, place.visitor() as client:
        (retrieve,) = [d for d in client.get("/config").json()["dependencies"] if d["api_name"] == "retrieve"]
        body = {"data": [question, 1, None], "fn_index": retrieve["id"]}
        for number in range(40):
            sent = {**body, "session_hash": session or f"session {number}"}
            answer = client.post("/gradio_api/queue/join", json=sent)
            assert answer.status_code == 200
        call = client.post("/gradio_api/call/retrieve", json={"data": [question, 1, None]}).json()
        told = client.get(f"/gradio_api/call/retrieve/{call['event_id']}").text
        assert told.startswith("event: complete"), "who reads is answered all the same"
        kept = [one for one in gc.get_objects() if type(one) is Unread and len(one)]
        kept = [one for one in kept if all(one is not old for old in before)]
        assert 0 < sum(messages.qsize() for one in kept for messages in one.values()) <= 13
        events = sum(len(waiting) for one in kept for waiting in one._events.values())
        assert events <= 13
        assert sum(len(one._events) for one in kept) <= 14


def test_who_lets_the_most_lie_loses_the_oldest_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "MOST_UNREAD", 4)
    events: dict[str, set[str]] = {"idle": {"e1", "e2", "e3", "e4"}, "other": {"o1"}}
    kept = Unread(events)
    kept["idle"], kept["other"] = Queue(), Queue()
    kept["other"].put_nowait(ProcessCompletedMessage(output={}, success=True, event_id="o1"))
    for event in ("e1", "e2", "e3", "e4"):
        kept["idle"].put_nowait(ProcessCompletedMessage(output={}, success=True, event_id=event))
    assert kept["other"].get_nowait().event_id == "o1"
    assert [kept["idle"].get_nowait().event_id for _ in range(3)] == ["e2", "e3", "e4"]
    assert events["idle"] == {"e2", "e3", "e4"}
    del kept["idle"]
    assert list(events) == ["other"]


def first_state(client: httpx.Client) -> str:
    return client.get("/config").text + client.get("/").text


def test_a_removed_document_is_named_in_no_first_state(
    library: tuple[Path, Settings], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its name stood among the filters' choices, and in the list of documents, until the next start."""
    from tests.security.conftest import library as made  # a library of its own: a document goes

    own = made.__wrapped__(tmp_path_factory)  # type: ignore[attr-defined]  # a fixture's function
    with open_place(own, "127.0.0.1", []) as place, place.visitor() as client:
        gone = place.desk.documents()[0]
        assert gone.title in first_state(client)
        assert gone.path.rpartition("/")[2] in first_state(client)
        remove_document(place.desk, gone.id, "ja")
        told = first_state(client) + load(client, place, "after")
        assert gone.path.rpartition("/")[2] not in told
        assert gone.id not in told
        assert place.desk.documents()[0].title in told


def test_nobody_who_has_not_signed_in_is_sent_it(guarded: Place) -> None:
    name = guarded.desk.documents()[0].path.rpartition("/")[2]
    with guarded.visitor() as stranger:
        assert name not in first_state(stranger)
        assert stranger.get("/config").status_code == 401
    with guarded.visitor(signed_in=True) as client:
        assert name in first_state(client)
    assert PAIRS
