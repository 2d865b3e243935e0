"""A proof comes from anybody: checking one takes little time and memory, and ends in a report or one clear sentence."""

import hashlib
import io
import json
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kotae.errors import ProofError
from kotae.parsing import Source, drafts_in, read_source
from kotae.parsing.units import Draft
from kotae.proof import Proof
from kotae.proof import papers as files
from kotae.proof.sealing import canonical, parsed
from tests.proof.builders import Library, answer_of, library, rich_answer, whole
from tests.proof.conftest import made, proof

__all__ = ["made", "proof"]

MOST_S = 20.0
MOST_BYTES = 600_000_000


def members(count: int) -> bytes:
    """An object whose last member stands twice: all the others were counted once for each."""
    named = ",".join(f'"a{number}":0' for number in range(count))
    return f'{{{named},"b":1,"b":2}}'.encode()


def many(part: str, count: int) -> Callable[[Proof], bytes]:
    def changed(proof: Proof) -> bytes:
        value: dict[str, Any] = json.loads(canonical(proof))
        place = value["answer"] if part == "missing" else value
        place[part] = [f"w{n}" for n in range(count)] if part == "missing" else place[part] * count
        return json.dumps(value).encode()

    return changed


@pytest.mark.parametrize(
    "make",
    [
        lambda _: members(300_000),
        lambda _: b'{"format":"kotae proof","x":[' + b"[]," * 10_000_000 + b"0]}",
        many("missing", 100_000),
        many("documents", 5_000),
        many("citations", 6_000),
    ],
    ids=["members twice", "millions of lists", "words", "documents", "citations"],
)
def test_what_is_too_much_for_a_proof_is_refused_at_once(
    proof: Proof, make: Callable[[Proof], bytes]
) -> None:
    data = make(proof)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(ProofError) as told:
        parsed(data, shown="証明.json")
    assert time.process_time() - began < MOST_S
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < MOST_BYTES
    assert "\n" not in told.value.en + told.value.ja


@pytest.mark.parametrize(
    "repeated", ["<!--", "</", "<![CDATA[", "<!x ", "<?", "<a ", "&", "<img alt=", '<pre id="kotae', "&#9"]
)
def test_a_page_is_looked_through_in_time_with_its_length(made: Library, repeated: str) -> None:
    """Python's own reader of HTML took minutes for half a megabyte of comments that don't end."""
    page = made.knowledge.prove(rich_answer(made), page=True).decode()
    began = time.process_time()
    report = made.checked((page + repeated * 500_000).encode())
    assert (report.verdict, [f.kind for f in report.findings if f.verdict == "fails"]) == ("fails", ["page"])
    assert time.process_time() - began < MOST_S


@pytest.mark.parametrize("inside", ["&#" + "9" * 5_000, "&#x110000;", "\x00", "</pre><pre>", "{}"])
def test_whatever_stands_in_the_place_of_the_proof_is_told_in_one_sentence(
    made: Library, inside: str
) -> None:
    with pytest.raises(ProofError, match="no proof"):
        made.checked(f'<html><pre id="kotae-proof">{inside}</pre></html>'.encode())


@pytest.mark.parametrize("chars", [700, 100_000], ids=["some words each", "the whole document each"])
def test_thousands_of_citations_of_a_long_document_are_checked_in_time(
    made: Library, proof: Proof, chars: int, tmp_path: Path
) -> None:
    """For each the cells of all its length were found first, and its words compared then."""
    papers = tmp_path / "papers"
    papers.mkdir()
    rows = "".join(f"部屋{number},{number}\n" for number in range(10_000))
    (papers / "long.csv").write_text(f"名,値\n{rows}", encoding="utf-8")
    value: dict[str, Any] = json.loads(canonical(proof))
    value["documents"] = [value["documents"][0] | {"file": "long.csv", "path": "long.csv"}]
    places = [(number, number + chars) for number in range(5_000)]
    one = value["citations"][0] | {"document": 0, "quote": "else"}
    value["citations"] = [one | {"start": start, "end": end} for start, end in places]
    value["read"] = value["pictures"] = []
    sentence = value["answer"]["sentences"][0] | {"support": "quoted", "votes": []}
    sentence["citations"] = list(range(5_000))
    value["answer"] |= {"sentences": [sentence], "short": None}
    data = json.dumps(value).encode()
    began = time.process_time()
    report = made.checked(data, folder=papers)
    assert time.process_time() - began < MOST_S
    kinds = {finding.kind for finding in report.findings if finding.verdict == "fails"}
    assert kinds >= ({"quote_missing"} if chars < 1_000 else {"structure"})


def _zipped(documents: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(documents):
            archive.writestr(f"{number}.md", f"# {number}\n\nThe budget of year {number} is {number} yen.\n")
    return content.getvalue()


def _same(name: str, number: int) -> dict[str, Any]:
    return {"file": name, "path": name, "sha256": f"{number:064x}"}


def _other_text(name: str, number: int) -> dict[str, Any]:
    return {"file": name, "path": name, "text_sha256": f"{number:064x}"}


def _members(name: str, number: int) -> dict[str, Any]:
    return {"file": name, "path": f"{name}#{number}.md"}


def _moved(name: str, number: int) -> dict[str, Any]:
    return {"file": f"old/{number}.md", "path": f"old/{number}.md"}


@pytest.mark.parametrize("form", ["quotes", "hashes"])
@pytest.mark.parametrize("name", ["slow.zip", "slow.md"])
@pytest.mark.parametrize("named", [_same, _other_text, _members, _moved])
def test_whatever_a_proof_names_each_file_is_read_once(
    made: Library,
    proof: Proof,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named: Callable[[str, int], dict[str, Any]],
    name: str,
    form: str,
) -> None:
    """One slow file, named five hundred times with other hashes, members or places, was parsed five hundred times."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / name).write_bytes(_zipped(30) if name.endswith(".zip") else b"# Budget\n\nIt is 5 yen.\n")
    digest = hashlib.sha256((papers / name).read_bytes()).hexdigest()
    value: dict[str, Any] = json.loads(canonical(proof))
    first = value["documents"][0] | {"sha256": digest}
    value["documents"] = [first | named(name, number) for number in range(500)]
    value["citations"] = [one | {"document": 0} for one in value["citations"]]
    value["read"] = value["pictures"] = []
    value["form"] = form
    parsings: list[str] = []
    opened: list[str] = []

    def counted(source: Source, *, suffix: str) -> Iterator[Draft]:
        parsings.append(source.path)
        return drafts_in(source, suffix=suffix)

    def counted_source(path: Path, **more: Any) -> Source:  # noqa: ANN401 - as it takes them
        opened.append(str(path))
        return read_source(path, **more)

    monkeypatch.setattr(files, "drafts_in", counted)
    monkeypatch.setattr(files, "read_source", counted_source)
    report = made.checked(json.dumps(value).encode(), folder=papers)
    assert report.verdict == "fails"
    assert len(parsings) <= 1
    assert opened.count(str(papers / name)) <= 2, "hashed once, parsed once"


def test_members_of_an_archive_that_moved_are_found_all_at_once(tmp_path: Path) -> None:
    made = library(tmp_path, {"all.zip": _zipped(6)})
    try:
        documents = [made.knowledge.document(info.id) for info in made.knowledge.documents()]
        file = made.knowledge.prove(answer_of(whole(documents), question="What?", language="en"))
        assert len(documents) == 6
        moved = tmp_path / "moved"
        moved.mkdir()
        (moved / "else.zip").write_bytes((made.folder / "all.zip").read_bytes())
        report = made.checked(file, folder=moved)
        kinds = [finding.kind for finding in report.findings if finding.kind.startswith("document")]
        assert kinds == ["document_moved"] * 6
        assert report.verdict == "holds"
    finally:
        made.knowledge.close()
