"""Each promise has a test that would fail if it were broken, and each such test a promise."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs" / "promises.md"
FOLDERS = ("tests/security", "tests/faults")

ROWS = [
    tuple(cell.strip() for cell in line.strip("| \n").split(" | "))
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| area ")
]
LINK = re.compile(r"`(tests/[\w/.]+\.py)::(test_\w+)`")


def links() -> list[tuple[str, str]]:
    return [found for row in ROWS for found in LINK.findall(row[-1])]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1][:40]}")
def test_a_promise_stands_in_both_languages_with_its_tests(row: tuple[str, ...]) -> None:
    area, english, japanese, tests = row
    assert area
    assert english.isascii()
    assert re.search("[ぁ-んァ-ヶ一-龠]", japanese)
    assert LINK.sub("", tests).strip(" ,") == ""
    assert LINK.findall(tests)


@pytest.mark.parametrize(("path", "name"), links())
def test_every_test_named_exists(path: str, name: str) -> None:
    source = (REPOSITORY / path).read_text(encoding="utf-8")
    assert re.search(rf"^ *(async )?def {name}\(", source, flags=re.MULTILINE)


def test_every_such_test_proves_a_promise() -> None:
    tests = {
        (path.relative_to(REPOSITORY).as_posix(), name)
        for folder in FOLDERS
        for path in (REPOSITORY / folder).rglob("test_*.py")
        for name in re.findall(
            r"^ *(?:async )?def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert tests
    assert tests - set(links()) == set()


def test_promises_are_sorted_by_area_and_made_once() -> None:
    areas = [row[0] for row in ROWS]
    assert areas == sorted(areas)
    assert len({row[1] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("page", ["SECURITY.md", "README.md", "README.ja.md", "docs/promises.md"])
def test_every_place_of_tests_that_a_page_names_exists(page: str) -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)", (REPOSITORY / page).read_text(encoding="utf-8")))
    assert {place for place in named if not (REPOSITORY / place).exists()} == set()


def test_what_proves_a_defence_is_proof_of_a_promise() -> None:
    """Every module of those folders that SECURITY.md leans on stands with a promise."""
    security = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    leaned_on = set(re.findall(r"`(tests/(?:security|faults)/\w+\.py)`", security))
    assert leaned_on
    assert leaned_on <= {path for path, _ in links()}
