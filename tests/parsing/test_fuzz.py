"""Valid files of every kind with bytes changed, lost, doubled and inserted by hypothesis: read or refused.

Whatever happens inside a parser, the caller gets documents that keep the laws or a ``ReadingError`` in both
languages, and the worker reads the next file. ``pytest --hypothesis-profile=searching tests/parsing/test_fuzz.py``
looks for longer.
"""

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotae.errors import ReadingError
from kotae.parsing import SUPPORTED_SUFFIXES, ReadingSettings, read_file
from kotae.parsing.settings import PICTURES
from kotae.records import Document
from tests.parsing.seeds import JA, SEEDS

LIMITS = ReadingSettings(max_seconds=20, max_expanded_bytes=20_000_000)
CONTENTS = {name: make() for name, make in SEEDS.items()}

# Where, as a share of the length so that an edit means the same in every file; what; and with what.
PLACES = st.floats(0, 1, exclude_max=True)
TOKENS = st.sampled_from(
    [
        b"<",
        b"&",
        b"\0",
        b"<<",
        b"[",
        b"(",
        b"\xff",
        b"\n",
        b"obj",
        b"PK",
        b"%",
        b"=?",
        b"-",
        b'"',
        b"1e9",
        b"\x1b$B",
    ]
)
CHANGES = st.tuples(PLACES, st.just("change"), st.binary(min_size=1, max_size=4), st.just(1))
LOSSES = st.tuples(PLACES, st.just("lose"), st.just(b""), st.integers(1, 200))
COPIES = st.tuples(PLACES, st.just("copy"), st.just(b""), st.integers(1, 300))
INSERTS = st.tuples(PLACES, st.just("insert"), TOKENS, st.integers(1, 2_000))
EDITS = st.lists(st.one_of(CHANGES, LOSSES, COPIES, INSERTS), min_size=1, max_size=8)
Edits = list[tuple[float, str, bytes, int]]


def edited(data: bytes, edits: Edits) -> bytes:
    """Apply edits one after the other."""
    changed = bytearray(data)
    for place, what, content, count in edits:
        at = int(place * len(changed))
        if what == "change":
            changed[at : at + len(content)] = content
        elif what == "lose":
            del changed[at : at + count]
        elif what == "copy":
            changed[at:at] = changed[at : at + count]
        else:
            changed[at:at] = content * count
    return bytes(changed)


def edited_inside(data: bytes, which: float, edits: Edits) -> bytes:
    """Damage one member of a zip package and leave the package itself sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        victim = names[int(which * len(names))]
        for name in names:
            new.writestr(name, edited(old.read(name), edits) if name == victim else old.read(name))
    return out.getvalue()


def check(document: Document) -> None:
    """What is stored can be stored, and every block is a readable piece of the text."""
    assert "\0" not in document.text
    assert document.text.encode("utf-8").decode("utf-8") == document.text
    assert document.blocks
    assert all(document.text[block.start : block.end].strip() for block in document.blocks)
    assert all(before.end <= after.start for before, after in pairwise(document.blocks))
    assert document.blocks[-1].end <= len(document.text)


def test_every_kind_of_file_has_a_seed_that_is_read(tmp_path: Path) -> None:
    same = {
        ".markdown": ".md",
        ".mdown": ".md",
        ".mkd": ".md",
        ".text": ".txt",
        ".htm": ".html",
        ".xhtml": ".html",
        ".asciidoc": ".adoc",
    }
    same |= {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": ".pptx", ".ppsx": ".pptx", ".ott": ".odt"}
    same |= {".ots": ".ods", ".otp": ".odp", ".mhtml": ".mht"}
    # Pictures are read with OCR only: tests/parsing/test_pictures.py.
    assert {same.get(suffix, suffix) for suffix in SUPPORTED_SUFFIXES - PICTURES} == {
        Path(name).suffix for name in SEEDS
    }
    for name, data in CONTENTS.items():
        (tmp_path / name).write_bytes(data)
        for document in read_file(tmp_path / name, relative_path=name):
            check(document)


@pytest.mark.parametrize("name", SEEDS)
@given(edits=EDITS, inside=st.none() | PLACES)
@settings(
    max_examples=settings().max_examples // 5,  # each a file, some with a worker
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_damaged_file_is_read_or_refused(
    tmp_path: Path, name: str, edits: Edits, inside: float | None
) -> None:
    seed = CONTENTS[name]
    packed = inside is not None and seed.startswith(b"PK")
    path = tmp_path / name
    path.write_bytes(edited_inside(seed, inside or 0.0, edits) if packed else edited(seed, edits))
    documents, messages = _outcome(path)
    assert bool(documents) != bool(messages)
    assert all(message.startswith(name) for message in messages)
    for document in documents:
        check(document)


def _outcome(path: Path) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    try:
        return read_file(path, relative_path=path.name, settings=LIMITS), ()
    except ReadingError as error:
        return (), (error.en, error.ja)


def test_worker_reads_the_next_file_as_before(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(CONTENTS["a.pdf"])
    (document,) = read_file(tmp_path / "a.pdf", relative_path="a.pdf")
    assert document.text.startswith(f"{JA}\n\n")
