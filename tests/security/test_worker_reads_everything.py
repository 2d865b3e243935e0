"""Nothing of a user's file is opened, unpacked, decoded or split in the main process, and no bomb fills either."""

import bz2
import io
import json
import lzma
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import SUPPORTED_SUFFIXES, ReadingSettings, formats, jsonl, read_file
from kotae.parsing.encodings import decoding
from kotae.parsing.packages import archive, package
from tests.parsing.seeds import SEEDS

TEXT = "港の予算は2,000億円である。"


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as package_:
        for name, data in members.items():
            package_.writestr(name, data)
    return content.getvalue()


def test_every_kind_is_read_by_the_worker_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the main process read it")

    for name, make in SEEDS.items():
        (tmp_path / name).write_bytes(make())
    for suffix in formats.READERS:
        monkeypatch.setitem(formats.READERS, suffix, refuse)
    for module, name in (
        *((archive, "walk_archive"), (archive, "read_archive"), (package, "Package"), (jsonl, "read_jsonl")),
        *((decoding, "read_text"), (decoding, "decode"), (formats, "read_text"), (zipfile, "ZipFile")),
        *((bz2, "BZ2Decompressor"), (lzma, "LZMADecompressor"), (package, "expanded")),
    ):
        monkeypatch.setattr(module, name, refuse)
    seen = set()
    for name in SEEDS:
        assert read_file(tmp_path / name, relative_path=name)
        seen.add(Path(name).suffix)
    assert {".zip", ".jsonl", ".docx", ".pdf", ".eml"} <= seen <= SUPPORTED_SUFFIXES


_MEASURE = """
import resource, sys
from pathlib import Path
sys.path[:] = {path!r}
from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, documents_in, read_source
from kotae.parsing.confined.isolation import stop_workers
path = Path({file!r})
settings = ReadingSettings({settings})
import kotae.parsing.units
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
said, found = "", 0
try:
    source = read_source(path, relative_path=path.name, settings=settings, limit="max_collection_bytes")
    for document in documents_in(source, suffix=path.suffix):
        found += 1
        said = " ".join(document.warnings) or said
except ReadingError as error:
    said = error.en
stop_workers()
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(grown // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, found, said.replace(chr(10), " "))
"""


def measured(file: Path, settings: str = "") -> tuple[int, int, int, str]:
    """MB the main process grew by, MB of the worker at its largest, documents found, and what was said."""
    code = _MEASURE.format(path=[path for path in sys.path if path], file=str(file), settings=settings)
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300
    )
    main, worker, found, said = ran.stdout.split(" ", 3)
    return int(main), int(worker), int(found), said


def lying(data: bytes, true_size: int, told: int) -> bytes:
    """A zip file whose member says it has another size."""
    return data.replace(true_size.to_bytes(4, "little"), told.to_bytes(4, "little"))


METHODS = [
    pytest.param(zipfile.ZIP_DEFLATED, id="deflate"),
    pytest.param(zipfile.ZIP_BZIP2, id="bzip2"),
    pytest.param(zipfile.ZIP_LZMA, id="lzma"),
]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.epub", "a.xlsx", "a.pptx"])
def test_bomb_that_lies_about_its_size_fills_no_memory(name: str, method: int, tmp_path: Path) -> None:
    size = 100_000_000
    inner = {
        "a.zip": "a.txt",
        "a.docx": "word/document.xml",
        "a.epub": "META-INF/container.xml",
        "a.xlsx": "[Content_Types].xml",
        "a.pptx": "ppt/presentation.xml",
    }[name]
    (tmp_path / name).write_bytes(lying(zipped({inner: b"\n" * size}, method), size, 1_000_000))
    main, worker, found, said = measured(tmp_path / name, "max_memory_bytes=1_000_000_000")
    assert found == 0
    assert said
    assert main < 60
    assert worker < 300


@pytest.mark.parametrize("method", [*METHODS, pytest.param(zipfile.ZIP_STORED, id="stored")])
def test_every_method_is_read(method: int, tmp_path: Path) -> None:
    long = TEXT * 50_000
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": long, "b.txt": TEXT}, method))
    documents = read_file(tmp_path / "a.zip", relative_path="a.zip")
    assert [document.text for document in documents] == [long, TEXT]


@pytest.mark.parametrize("number", [1, 6, 9, 93, 95, 98, 99])
def test_member_of_another_method_is_named_and_skipped(number: int, tmp_path: Path) -> None:
    data = bytearray(zipped({"odd.txt": TEXT, "good.txt": TEXT}))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.index(mark) + at
        data[place : place + 2] = number.to_bytes(2, "little")
    (tmp_path / "a.zip").write_bytes(data)
    (document,) = read_file(tmp_path / "a.zip", relative_path="a.zip")
    assert document.info.path == "a.zip/good.txt"
    (warning,) = document.warnings
    assert warning.startswith("odd.txt: ")
    assert "the method of compression" in warning
    assert "圧縮の方式" in warning


def test_members_too_short_for_their_method_cost_themselves_only(tmp_path: Path) -> None:
    """Each ended the worker, and after twenty of them the rest of the archive was left out."""
    data = bytearray(
        zipped({f"{number}.txt": "x" for number in range(25)} | {"good.txt": TEXT}, zipfile.ZIP_STORED)
    )
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = -1
        for _ in range(25):
            place = data.index(mark, place + 1)
            data[place + at : place + at + 2] = zipfile.ZIP_LZMA.to_bytes(2, "little")
    (tmp_path / "a.zip").write_bytes(data)
    (document,) = read_file(tmp_path / "a.zip", relative_path="a.zip")
    assert document.text == TEXT
    assert document.warnings[0].startswith("0.txt: a.zip: the file is damaged")


@pytest.mark.parametrize("packed", [False, True], ids=["file", "in a zip"])
def test_a_million_rows_never_lie_in_memory_together(packed: bool, tmp_path: Path) -> None:
    rows = b'{"text":"a"}\n' * 50_000
    path = tmp_path / ("a.zip" if packed else "a.jsonl")
    path.write_bytes(zipped({"rows.jsonl": rows}) if packed else rows)
    main, worker, found, _ = measured(path)
    assert found == 50_000
    assert main < 60
    assert worker < 300


def test_entry_that_breaks_the_worker_costs_that_entry_only(tmp_path: Path) -> None:
    """A file in the middle of an archive, and of an archive inside it, needs more memory than there may be."""
    big, other = (
        zipped({"word/document.xml": b"<a>" + b"<b/>" * n + b"</a>"}) for n in (8_000_000, 8_000_001)
    )
    inner = zipped({"1.txt": TEXT + "1", "2.docx": big, "3.txt": TEXT + "3"})
    members: dict[str, bytes | str] = {
        "0.txt": TEXT + "0",
        "in.zip": inner,
        "4.docx": other,
        "5.txt": TEXT + "5",
    }
    (tmp_path / "a.zip").write_bytes(zipped(members))
    settings = ReadingSettings(max_memory_bytes=300_000_000, max_expanded_bytes=200_000_000)
    documents = read_file(tmp_path / "a.zip", relative_path="a.zip", settings=settings)
    assert [document.info.path for document in documents] == [
        "a.zip/0.txt",
        "a.zip/in.zip/1.txt",
        "a.zip/in.zip/3.txt",
        "a.zip/5.txt",
    ]
    assert [warning.partition(": ")[0] for warning in documents[-1].warnings] == [
        "a.zip/in.zip/2.docx",
        "a.zip/4.docx",
    ]


def test_a_row_may_be_nested_as_deep_as_it_likes(tmp_path: Path) -> None:
    rows = "[" * 2_000_000 + "\n" + json.dumps({"text": TEXT}, ensure_ascii=False) + "\n"
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    (document,) = read_file(tmp_path / "a.jsonl", relative_path="a.jsonl")
    assert document.text == TEXT
    assert "no valid JSON" in document.warnings[0]


def test_archive_of_nothing_readable_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.docx": b"no zip"}))
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / "a.zip", relative_path="a.zip")
    assert "a.zip/a.docx" in caught.value.en
    assert "読める文書がありません" in caught.value.ja
