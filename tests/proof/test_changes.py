"""The law: whoever changes one character of a proof or of a document is found out.

Any character of the file as it travels, with quotes, without them or as a page; a character of what can be looked up, by
somebody who makes the seal anew, and of all of it under a signature; a character of a document.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.errors import ProofError
from kotae.proof import Checker, Proof
from kotae.proof.content import SEALED_ONLY
from kotae.proof.hiding import hidden, text_key
from kotae.proof.papers import Papers
from kotae.proof.sealing import canonical, parsed, sealed
from tests.proof.builders import FILES, SETTINGS, Library, rich_answer
from tests.proof.changing import KEY, LAW, changes, forged, places, verdicts_of_page


@LAW
@given(data=st.data())
def test_a_changed_character_of_the_file_is_found(
    data: st.DataObject, proof: Proof, checker: Checker
) -> None:
    written = canonical(proof).decode()
    changed = data.draw(changes(written))
    try:
        read = parsed(changed.encode(), shown="test")
    except ProofError:
        return
    if read == proof:  # white space between two values, an escape that means the same
        return
    assert checker.check(read).verdict == "fails"


# What only the seal keeps, and names that can't change by a character to another that is allowed.
_KEPT_BY_THE_SEAL: Final = (*SEALED_ONLY, "read", "pictures", "seal", "format", "version", "form")


def _is_looked_up(path: tuple[Any, ...]) -> bool:
    inner = path[1] if path[0] == "answer" else path[0]
    return inner not in _KEPT_BY_THE_SEAL and path[0] not in _KEPT_BY_THE_SEAL


@LAW
@given(data=st.data())
def test_who_makes_the_seal_anew_is_found_by_looking_it_up(
    data: st.DataObject, proof: Proof, checker: Checker
) -> None:
    content = proof.model_dump(mode="json")
    path = data.draw(st.sampled_from([path for path in places(content) if _is_looked_up(path)]))
    read = forged(data, content, path)
    if read is None:
        return
    assert checker.check(sealed(read)).verdict == "fails"


# The parts of a proof by what they are to whoever reads it; every one is changed as often as the others.
_PARTS: Final[Mapping[str, Callable[[tuple[Any, ...]], bool]]] = {
    "answer": lambda path: path[:2] == ("answer", "text") or (path[:2] == ("answer", "sentences") and path[-1] == "text"),
    "short answer": lambda path: path[:2] == ("answer", "short"),
    "quote": lambda path: path[0] == "citations" and path[-1] == "quote",
    "offset": lambda path: path[-1] in ("start", "end") and path[0] != "read",
    "vote": lambda path: "votes" in path,
    "which citation": lambda path: path[0] == "answer" and "citations" in path,
    "cell": lambda path: "cells" in path,
    "heading": lambda path: path[0] == "citations" and path[-1] == "heading",
    "document": lambda path: path[0] == "documents",
}  # fmt: skip


@LAW
@pytest.mark.parametrize("part", _PARTS)
@given(data=st.data())
def test_every_part_is_looked_up_by_itself(
    data: st.DataObject, part: str, proof: Proof, checker: Checker
) -> None:
    """Chosen among all places together, votes and cells would hardly be changed."""
    content = proof.model_dump(mode="json")
    path = data.draw(st.sampled_from([path for path in places(content) if _PARTS[part](path)]))
    altered = forged(data, content, path)
    if altered is not None:
        assert checker.check(sealed(altered)).verdict == "fails"


@LAW
@given(data=st.data())
def test_nobody_but_the_signer_makes_the_signature_anew(
    data: st.DataObject, proof: Proof, checker: Checker
) -> None:
    """Also what the seal alone keeps (the question, the confidence) can't be changed under a signature."""
    signed = sealed(proof, KEY)
    content = signed.model_dump(mode="json")
    path = data.draw(st.sampled_from([path for path in places(content) if path[0] != "seal"]))
    altered = forged(data, content, path)
    if altered is not None:
        assert signed.seal is not None
        anew = sealed(altered).seal
        assert anew is not None
        kept = signed.seal.model_copy(update={"sha256": anew.sha256})
        assert checker.check(altered.model_copy(update={"seal": kept})).verdict == "fails"


@LAW
@given(data=st.data())
def test_a_changed_character_of_a_proof_without_quotes_is_found(
    data: st.DataObject, proof: Proof, checker: Checker, made: Library
) -> None:
    keys = [text_key(made.knowledge.document(document.path).text) for document in proof.documents]
    hides = sealed(hidden(proof, keys))
    try:
        read = parsed(data.draw(changes(canonical(hides).decode())).encode(), shown="test")
    except ProofError:
        return
    assert read == hides or checker.check(read).verdict == "fails"


@LAW
@given(data=st.data())
def test_a_changed_character_of_the_page_is_found(
    data: st.DataObject, checker: Checker, made: Library, page: str
) -> None:
    told = verdicts_of_page(data.draw(changes(page)), page, checker)
    assert told is None or "fails" in told


@pytest.fixture(scope="module")
def page(made: Library) -> str:
    """The proof as a page."""
    return made.knowledge.prove(rich_answer(made), page=True, language="ja").decode()


@LAW
@given(data=st.data())
def test_a_changed_character_of_a_document_is_found(
    data: st.DataObject,
    proof: Proof,
    checker: Checker,
    made: Library,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    changed = data.draw(changes(FILES[name]))
    if changed == FILES[name]:
        return
    folder = _copied(made.folder, tmp_path_factory)
    (folder / name).write_bytes(changed.encode())
    try:
        again = replace(checker, papers=Papers(folder, SETTINGS.reading)).check(proof)
    finally:
        (folder / name).write_text(FILES[name], encoding="utf-8")
    assert again.verdict == "fails"
    assert {finding.kind for finding in again.findings if finding.verdict == "fails"} & {
        "document_changed",
        "document_gone",
        "document_unreadable",
    }


_folders: list[Path] = []


def _copied(folder: Path, factory: pytest.TempPathFactory) -> Path:
    if not _folders:
        _folders.append(factory.mktemp("changed") / "corpus")
        shutil.copytree(folder, _folders[0])
    return _folders[0]


def test_nothing_changed_holds(proof: Proof, checker: Checker) -> None:
    report = checker.check(proof)
    assert {finding.kind for finding in report.findings} == {
        *("seal", "unsigned", "document", "quote", "coverage", "votes", "answer"),
    }
    assert report.verdict == "holds"
