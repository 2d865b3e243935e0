"""The certificate of coverage in a proof: what was looked at, never more than was, and whether the papers are those."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from pydantic import ValidationError

from kotae.proof import Proof
from kotae.proof.content import VERSION
from kotae.proof.coverage import hidden_file
from kotae.proof.page_check import read_page
from kotae.proof.sealing import canonical, parsed, sealed
from kotae.records import Language
from tests.proof.builders import Library, library, rich_answer

FILES = {
    "ja/予算.md": "# AI予算\n\n政府はAI戦略の予算を2,000億円に増やした。期間は2025年から5年間である。\n".encode(),
    "ja/料金.csv": "施設,料金,定員\nホール,5000円,120人\n会議室,800円,12人\n".encode(),
    "en/budget.txt": b"Chapter 1 Budget\n\nThe government raised the budget to 200 billion yen. It runs for five years.\n",
    "en/page.html": b"<html><body><h1>Defence</h1><p>MirrorFace attacked think tanks from 2019.</p></body></html>\n",
    "en/empty.md": b"",
}


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = library(tmp_path_factory.mktemp("coverage"), FILES)
    yield made
    made.knowledge.close()


def said(library: Library, file: bytes, folder: Path | None = None) -> tuple[str, dict[str, str]]:
    report = library.checked(file, folder=folder)
    return report.verdict, {one.kind: one.verdict for one in report.findings if "coverage" in one.kind}


def elsewhere(library: Library, to: Path, change: Callable[[Path], object]) -> Path:
    shutil.copytree(library.folder, to / "papers")
    change(to / "papers")
    return to / "papers"


def test_it_says_what_was_searched_and_what_was_not(covered: Library) -> None:
    proof = covered.proof(rich_answer(covered))
    told = proof.coverage

    assert told is not None
    assert (told.in_scope, told.searched, told.uncovered, told.searched_files) == (5, 4, 1, 4)
    assert [one.path for one in told.unread] == ["en/empty.md"]
    assert told.unread[0].en
    assert told.unread[0].ja
    assert {file.path: file.sha256 for file in told.files} == {
        name: hashlib.sha256(data).hexdigest() for name, data in FILES.items() if data
    }
    assert told.narrowed == {}


@pytest.mark.parametrize("form", ["json", "page", "hashes"])
def test_it_is_verified(covered: Library, form: str) -> None:
    file = covered.knowledge.prove(rich_answer(covered), page=form == "page", hashes=form == "hashes")

    # A written sentence that is hidden can't be judged again.
    assert said(covered, file) == ("unchecked" if form == "hashes" else "holds", {"coverage": "holds"})


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda to: (to / "en/page.html").write_text("<p>x y z</p>"), {"coverage_changed": "fails"}),
        (lambda to: (to / "en/page.html").unlink(), {"coverage_missing": "unchecked"}),
        (lambda to: (to / "en/new.txt").write_text("The budget was cut."), {"coverage_more": "unchecked"}),
        (lambda to: (to / "en/page.html").rename(to / "moved.html"), {"coverage": "holds"}),
        (lambda to: (to / "en/empty.md").write_bytes(b""), {"coverage": "holds"}),
    ],
    ids=["changed", "missing", "more", "moved", "as it was"],
)
def test_papers_that_are_others_are_told(
    covered: Library, tmp_path: Path, change: Callable[[Path], object], found: dict[str, str]
) -> None:
    """A paper that isn't cited could be exchanged, taken away or added, and nothing said so."""
    answer = rich_answer(covered)
    kept = [one for one in answer.sentences if one.citations[0].document.path != "en/page.html"]
    file = covered.knowledge.prove(_with(answer, kept))

    assert said(covered, file, elsewhere(covered, tmp_path, change))[1] == found


def _with(answer: Any, sentences: Any) -> Any:  # noqa: ANN401 - an answer with fewer sentences
    from kotae.answering.quoting import answer_text

    return type(answer)(
        **{name: getattr(answer, name) for name in answer.__dataclass_fields__}
        | {
            "sentences": tuple(sentences),
            "text": answer_text(sentences, short=answer.short, language=answer.language),
        }
    )


def test_a_file_that_changed_since_it_was_indexed_was_not_searched(tmp_path: Path) -> None:
    made = library(tmp_path, FILES)
    with made.knowledge:
        answer = _with(
            rich_answer(made),
            [one for one in rich_answer(made).sentences if one.citations[0].document.path != "en/page.html"],
        )
        (made.folder / "en/page.html").write_text("<p>Somebody wrote something else.</p>")
        told = made.proof(answer).coverage

    assert told is not None
    assert (told.searched, told.uncovered) == (3, 2)
    assert "en/page.html" in [one.path for one in told.unread]


@pytest.mark.parametrize(
    ("scope", "narrowed", "files"),
    [
        ({"where": {"folder": "ja"}}, {"folder": ("ja",)}, ["ja/予算.md", "ja/料金.csv"]),
        ({"where": {"kind": "txt"}}, {"kind": ("txt",)}, ["en/budget.txt"]),
        ({"documents": ["en/budget.txt"]}, {"documents": ("en/budget.txt",)}, ["en/budget.txt"]),
    ],
    ids=["folder", "kind", "document"],
)
def test_it_covers_no_more_than_the_question_was_narrowed_to(
    covered: Library, scope: dict[str, Any], narrowed: dict[str, tuple[str, ...]], files: list[str]
) -> None:
    answer = covered.knowledge.ask("予算 budget", **scope)
    proof = covered.proof(answer)

    assert answer.narrowed == narrowed
    assert proof.coverage is not None
    assert proof.coverage.narrowed == narrowed
    assert [file.path for file in proof.coverage.files] == files
    assert said(covered, canonical(proof))[1] == {"coverage": "holds"}


@pytest.mark.parametrize(
    "change",
    [
        {"searched": 5},
        {"in_scope": 4},
        {"uncovered": 0},
        {"searched_files": 3},
        {"files": ()},
    ],
    ids=str,
)
def test_a_certificate_that_claims_more_is_found(covered: Library, change: dict[str, Any]) -> None:
    """Whoever makes the seal anew can't make the numbers fit what they name."""
    proof = covered.proof(rich_answer(covered))
    assert proof.coverage is not None
    forged = proof.model_copy(update={"coverage": proof.coverage.model_copy(update=change)})

    verdict, told = said(covered, canonical(sealed(forged)))

    assert verdict == ("unchecked" if "files" in change else "fails")
    assert told == ({"coverage_unlisted": "unchecked"} if "files" in change else {"coverage": "fails"})


def test_a_paper_that_is_cited_must_have_been_searched(covered: Library) -> None:
    proof = covered.proof(rich_answer(covered))
    assert proof.coverage is not None
    fewer = proof.coverage.model_copy(
        update={"files": proof.coverage.files[1:], "searched_files": 3, "searched": 3, "in_scope": 4}
    )

    assert said(covered, canonical(sealed(proof.model_copy(update={"coverage": fewer}))))[0] == "fails"


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (
            "en",
            [
                "What was looked at",
                "Documents in scope: 5. Searched: 4",
                "Not searched",
                "The files searched (4)",
            ],
        ),
        (
            "ja",
            [
                "調べた範囲",
                "対象の文書：5 件。検索した文書：4 件",
                "検索できなかったもの",
                "検索したファイル（4 個）",
            ],
        ),
    ],
)
def test_the_page_shows_it(covered: Library, language: Language, labels: list[str]) -> None:
    text = covered.knowledge.prove(rich_answer(covered), page=True, language=language).decode()
    shown = text.partition('<pre id="kotae-proof">')[0]

    for label in (*labels, "en/empty.md", "en/page.html"):
        assert label in shown
    assert read_page(text) is not None


def test_hashes_name_no_file_of_the_library(covered: Library) -> None:
    """Whoever has a file sees whether it was searched; a list of known hashes tells nobody."""
    written = covered.knowledge.prove(rich_answer(covered), hashes=True)
    proof = parsed(written, shown="x")

    assert proof.coverage is not None
    assert {file.path for file in proof.coverage.files} == {""}
    assert {file.sha256 for file in proof.coverage.files} == {
        hidden_file(hashlib.sha256(data).hexdigest()) for data in FILES.values() if data
    }
    assert "empty.md" not in written.decode()


def _of_version_1(proof: Proof) -> bytes:
    """The same proof as it was written before there was a certificate, by another implementation."""
    content = json.loads(canonical(proof))
    content = {name: value for name, value in content.items() if name not in ("coverage", "seal")} | {
        "version": 1
    }
    seal = {
        "sha256": hashlib.sha256(rfc8785.dumps(content)).hexdigest(),
        "public_key": None,
        "signature": None,
    }
    return rfc8785.dumps(content | {"seal": seal})


def test_an_older_proof_still_holds_and_says_that_it_has_none(covered: Library) -> None:
    older = _of_version_1(covered.proof(rich_answer(covered)))

    assert canonical(parsed(older, shown="x")) == older
    assert said(covered, older) == ("holds", {"no_coverage": "holds"})
    changed = older.replace("2,000億円".encode(), "3,000億円".encode(), 1)
    assert said(covered, changed)[0] == "fails"


@pytest.mark.parametrize("version", [1, VERSION], ids=["older", "newer"])
def test_a_proof_has_the_certificate_of_its_version(covered: Library, version: int) -> None:
    content = covered.proof(rich_answer(covered)).model_dump(mode="json")
    content["version"] = version
    if version == VERSION:
        content["coverage"] = None

    with pytest.raises(ValidationError, match="certificate"):
        Proof.model_validate_json(json.dumps(content))
