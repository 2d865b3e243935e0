"""Golden cases: ``tests/cases/parsing/*`` hold a file, ``# output``, and what is read from it.

To add a case, add a file ending in ``# output`` and run ``python -m tests.parsing.test_cases``;
review what it writes before committing it.
"""

import tempfile
from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.records import Document

CASES = sorted((Path(__file__).parent.parent / "cases" / "parsing").iterdir())
MARK = "# output\n"


def render(document: Document) -> str:
    lines = [f"title: {document.info.title}", f"language: {document.info.language}"]
    lines += [f"{key}: {value}" for key, value in document.metadata.items()]
    lines += [f"warning: {warning}" for warning in document.warnings]
    for block in document.blocks:
        content = document.text[block.start : block.end].replace("\n", "⏎")
        headings = " › ".join(block.headings)
        lines.append(f"{block.kind} {block.language} [{headings}] {content}")
    return "\n".join(lines) + "\n"


def read_case(case: Path, folder: Path) -> str:
    given = case.read_text(encoding="utf-8").split(MARK)[0]
    path = folder / case.name
    path.write_text(given, encoding="utf-8")
    (document,) = read_file(path, relative_path=case.name)
    return render(document)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case_reads_as_recorded(case: Path, tmp_path: Path) -> None:
    assert read_case(case, tmp_path) == case.read_text(encoding="utf-8").split(MARK)[1]


def bless() -> None:
    """Write what is read now into every case."""
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            given = case.read_text(encoding="utf-8").split(MARK)[0]
            case.write_text(f"{given}{MARK}{read_case(case, Path(folder))}", encoding="utf-8")


if __name__ == "__main__":
    bless()
