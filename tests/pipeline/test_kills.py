"""What kills a build at a named step reaches every step, the swap and the cleaning up too, and finds nothing lost there."""

import random
import shutil
from pathlib import Path

import pytest
from benchmarks.soak.kills import KINDS, Place, killed, places_of
from benchmarks.soak.steps import STEPS, Death, drawn

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Place]:
    return places_of(REPOSITORY / "corpus", 4, tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_is_taken_and_the_swap_once(places: dict[str, Place], kind: str) -> None:
    """Of 200 kills at moments drawn from the time alone 194 fell before the swap, and none on it."""
    taken = places[kind].taken
    assert {step for step in STEPS if not taken[step]} == set()
    assert len(taken["swap"]) == 1
    turns = {drawn(taken, turn, random.Random(turn)).step for turn in range(len(STEPS))}
    assert turns == set(STEPS)


@pytest.mark.parametrize(
    ("kind", "step", "when", "outcome"),
    [
        ("build", "parse", "within", "as before"),
        ("build", "swap", "before", "as before"),
        ("build", "swap", "after", "as after"),
        ("update", "fsync", "within", "as before"),
        ("update", "swap", "before", "as before"),
        ("update", "swap", "after", "as after"),
        ("update", "clean up", "after", "as after"),
        ("repair", "swap", "before", "as before"),
        ("repair", "swap", "after", "as after"),
    ],
)
def test_a_kill_falls_where_it_was_meant_to(
    places: dict[str, Place], tmp_path: Path, kind: str, step: str, when: str, outcome: str
) -> None:
    place = places[kind]
    # Of cleaning up the last call, since what an interrupted build left is looked for before a build as well.
    call = len(place.taken[step]) if step == "clean up" else 1
    copy = shutil.copytree(place.start, tmp_path / "copy", symlinks=True)
    death = Death(step=step, call=call, when=when, seconds=place.taken[step][call - 1] / 2)
    assert killed(place, copy, death) == (outcome, [])
