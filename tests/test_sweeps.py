"""What ``make test`` leaves to ``make sweep`` never takes a law, a file or a language with it."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.test_linear_time import MARKS, PATTERNS, WORK, patterns_of
from tests.sweeps import Row, left_out

TESTS = Path(__file__).parent
ROWS = st.builds(
    Row, file=st.sampled_from("xy"), case=st.integers(0, 4), language=st.sampled_from(["ja", "en"])
)


def rows(file: str, *told: str) -> list[Row]:
    return [Row(file=file, case=case, language=language) for case, language in map(str.split, told)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (rows("x", "1 ja", "1 en"), ["1 ja", "1 en"]),
        (rows("x", "1 ja", "1 en", "2 ja", "2 en"), ["1 ja", "2 en"]),
        (rows("x", "1 en", "1 ja", "2 en", "2 ja", "3 en", "3 ja"), ["1 ja", "2 en", "3 ja"]),
        (rows("x", "1 ja", "1 ja", "1 en"), ["1 ja", "1 en"]),
        (rows("x", "1 ja", "2 en", "3 ja", "3 en"), ["1 ja", "2 en", "3 ja", "3 en"]),
        (rows("x", "1 ja", "1 en") + rows("y", "1 ja", "1 en"), ["1 ja", "1 en", "1 ja", "1 en"]),
    ],
    ids=["one case", "in turn", "in any order", "of one case the first", "of one language", "by file"],
)
def test_cases_take_turns_with_the_languages(given: Sequence[Row], kept: list[str]) -> None:
    swept = left_out(given)
    assert [f"{row.case} {row.language}" for at, row in enumerate(given) if at not in swept] == kept


@given(st.lists(ROWS))
def test_every_case_and_every_language_of_a_file_stays(given: list[Row]) -> None:
    swept = left_out(given)
    stay = [row for at, row in enumerate(given) if at not in swept]
    assert {(row.file, row.case) for row in stay} == {(row.file, row.case) for row in given}
    assert {(row.file, row.language) for row in stay} == {(row.file, row.language) for row in given}


def test_every_pattern_is_timed_with_some_reader() -> None:
    assert len(PATTERNS) >= 40
    wanted = {pattern for name in WORK for pattern in MARKS.get(name, PATTERNS)}
    assert {pattern for name in WORK for pattern in patterns_of(name, 3)} == wanted


def test_no_test_is_a_sweep_as_a_whole() -> None:
    """The marker stands at rows of a table, whose other rows stay."""
    whole = re.compile(r"^\s*@pytest\.mark\.sweep|pytestmark.*mark\.sweep", re.MULTILINE)
    assert [path.name for path in TESTS.rglob("*.py") if whole.search(path.read_text("utf-8"))] == []
