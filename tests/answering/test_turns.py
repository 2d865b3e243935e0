"""As many at once as may be, the others in the order they came, and no turn is lost."""

import threading
import time
from collections.abc import Callable

import pytest

from kotae.answering.turns import Turns


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true() and time.monotonic() < end:
        time.sleep(0.001)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_so_many_at_once_and_the_others_in_order(at_once: int) -> None:
    turns, lock, inside, most, order = Turns(at_once), threading.Lock(), [0], [0], list[int]()
    leave = [threading.Event() for _ in range(8)]

    def take(number: int) -> None:
        with turns.taken():
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                order.append(number)
            leave[number].wait(60)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=take, args=(number,)) for number in range(8)]
    for number, thread in enumerate(threads):
        thread.start()
        wait_for(lambda: len(order) + len(turns._waiting) > number)  # noqa: B023 - done with before the next
    assert order == list(range(at_once))
    for number in range(8):
        leave[number].set()
        wait_for(lambda: len(order) >= min(8, number + 1 + at_once))  # noqa: B023
    for thread in threads:
        thread.join(60)
    assert order == list(range(8))
    assert most == [at_once]


def test_a_turn_that_ends_in_an_error_is_given_on() -> None:
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(KeyError), turns.taken():
            raise KeyError
    got: list[bool] = []

    def take() -> None:
        with turns.taken():
            got.append(True)

    taker = threading.Thread(target=take, daemon=True)
    taker.start()
    taker.join(60)
    assert got == [True]


def test_who_is_interrupted_while_waiting_takes_no_turn_along(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(1)
    made = threading.Lock

    class Interrupted:
        """A lock whose second taking is interrupted, as by Ctrl+C."""

        def __init__(self) -> None:
            self._lock, self._taken = made(), 0

        def acquire(self) -> bool:
            self._taken += 1
            if self._taken == 2:
                raise KeyboardInterrupt
            return self._lock.acquire()

        def release(self) -> None:
            self._lock.release()

    with turns.taken():
        monkeypatch.setattr(threading, "Lock", Interrupted)
        with pytest.raises(KeyboardInterrupt), turns.taken():
            pass
        monkeypatch.undo()
    monkeypatch.setattr(threading, "Lock", Interrupted)
    with pytest.raises(KeyboardInterrupt), turns.taken():
        pass
    monkeypatch.undo()
    with turns.taken():
        pass
