"""A kotae that is gone costs the others' answers no time, and is asked again after a while."""

import socket
from collections.abc import Callable
from contextlib import suppress

import pytest

import kotae
from kotae.errors import FederationError
from kotae.federation.standing import Standing
from kotae.messages import Told
from tests.federation.conftest import FULL, Served, plain_settings

GONE = FederationError(Told(en="it can't be reached", ja="接続できません"))


def test_three_times_in_a_row_put_it_aside_and_time_or_an_answer_brings_it_back() -> None:
    now = [100.0]
    standing = Standing(60, clock=lambda: now[0])
    for _ in range(2):
        standing.failed(GONE)
        assert standing.aside() is None
    standing.answered()
    for _ in range(3):
        assert standing.aside() is None
        assert standing.failed(GONE) is GONE
    now[0] += 18.5
    put = standing.aside()
    assert put is not None
    assert put.en == "it can't be reached, several times in a row: it is put aside and asked again in 42 s"
    assert put.ja == "続けて接続できません。しばらく外し、42 秒後にまた問い合わせます"
    now[0] += 41.5
    assert standing.aside() is None
    standing.failed(GONE)  # one try more is enough to be put aside again
    assert standing.aside() is not None
    standing.answered()
    assert standing.aside() is None


def test_zero_seconds_ask_each_time() -> None:
    standing = Standing(0, clock=lambda: 0.0)
    for _ in range(5):
        standing.failed(GONE)
    assert standing.aside() is None


@pytest.mark.loopback
def test_a_silent_one_costs_three_questions_their_grace_and_the_fourth_nothing(
    served: Served, told: Callable[..., None]
) -> None:
    told({served.addresses["minutes"]: FULL})
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        roots = {
            "silent": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "minutes": str(served.indexes["minutes"]),
        }
        settings = plain_settings(grace_s=0.4, timeout_s=0.6)
        with kotae.open(roots, settings=settings) as knowledge:
            knowledge.retrieve("賃料", where={"library": "minutes"})
            for question in ("賃料", "fire drill", "会議"):
                (left,) = knowledge.search(question).left_out
                assert left.reason_en.startswith("it didn't answer within 0.")
            assert _connections(silent) == 3
            answer = knowledge.ask("When does the fire drill take place?")
            assert _connections(silent) == 0
            assert "3 September" in answer.text
            (left,) = answer.left_out
            assert left.library == "silent"
            assert "it is put aside and asked again in" in left.reason_en
            assert "秒後にまた問い合わせます" in left.reason_ja
            assert left.reason_en in answer.note
            # Asked by itself it is tried all the same: nobody else is kept waiting.
            with pytest.raises(FederationError, match=r"within 0\.6 s"):
                knowledge.search("賃料", where={"library": "silent"})
            assert _connections(silent) == 1


def _connections(server: socket.socket) -> int:
    """Return how many have come in since the last time."""
    server.setblocking(False)
    count = 0
    with suppress(BlockingIOError):
        while True:
            server.accept()[0].close()
            count += 1
    return count
