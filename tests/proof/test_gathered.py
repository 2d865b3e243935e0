"""A proof of gathered rows: every row, every number and the certificate are made again from the papers alone."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.errors import InputError, KotaeError, ProofError
from kotae.gathering import Gathered
from kotae.pipeline import open_index
from kotae.pipeline.checking.verifying import checker_for
from kotae.proof import Checker
from kotae.proof.gathered import RowsProof
from kotae.proof.papers import Papers
from kotae.proof.sealing import canonical, parsed, sealed
from kotae.records import Language
from tests.proof.builders import SETTINGS, Library, library
from tests.proof.changing import KEY, LAW, changes, forged, places, verdicts_of_page

FILES: Final = {
    "契約/A-1.md": "# 保守契約 A-1\n\n- 相手方：北斗商事\n- 委託料：120,000円\n- 終了日：令和8年3月31日\n",
    "契約/A-1の写し.md": "# 保守契約 A-1\n\n- 相手方: 北斗商事\n- 委託料: 120,000円\n- 終了日：令和8年3月31日\n",
    "契約/A-2.txt": "保守契約 A-2\n\n令和7年4月1日施行。委託料は80,000円とし、2027年3月31日に終了する。\n",
    "contracts/B-1.html": "<html><body><h1>Contract B-1</h1><p>The maintenance contract ends on 30 June 2026. "
    "The fee is 95,000 yen.</p></body></html>\n",
    "料金.csv": '施設,利用料,定員\nホール,"5,000円",120人\n会議室,800円,12人\n和室,"1,200円",20人\n',
    "devices.csv": "device,price (USD),bought\nLaptop,300,2025-05-01\nScanner,450,2025-06-01\n",
}
ASKED: Final = {
    "sum": "利用料の合計はいくらですか。",
    "copies": "北斗商事との契約の委託料の合計はいくらですか。",
    "list": "List all maintenance contracts that end in 2026.",
    "max": "Which device has the highest price?",
    "difference": "ホールと和室の利用料を比べてください。",
    "count": "2026年に終了する契約は何件ですか。",
    "nothing": "電子黒板をすべて挙げてください。",
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library, never changed."""
    made = library(tmp_path_factory.mktemp("rows"), {name: text.encode() for name, text in FILES.items()})
    yield made
    made.knowledge.close()


def proved(made: Library, gathered: Gathered) -> RowsProof:
    read = parsed(made.knowledge.prove(gathered), shown="test")
    assert isinstance(read, RowsProof)
    return read


@pytest.fixture(scope="module")
def proofs(rows: Library) -> list[RowsProof]:
    """One of each kind of question."""
    return [proved(rows, rows.knowledge.gather(question)) for question in ASKED.values()]


@pytest.fixture(scope="module")
def rows_checker(rows: Library, proofs: list[RowsProof]) -> Checker:
    """Checks against that library, whose documents it reads once."""
    return checker_for(Papers(rows.folder, SETTINGS.reading), SETTINGS, proofs[0])


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("page", [False, True], ids=["json", "page"])
def test_what_was_gathered_holds(rows: Library, kind: str, page: bool) -> None:
    gathered = rows.knowledge.gather(ASKED[kind])
    report = rows.checked(rows.knowledge.prove(gathered, page=page))

    assert [one for one in report.findings if one.verdict != "holds"] == []
    kinds = [one.kind for one in report.findings]
    assert kinds.count("row") == len(gathered.rows)
    assert kinds.count("numbers") == 1
    assert bool(gathered.rows) == (kind != "nothing")


def test_it_holds_rows_numbers_and_the_certificate(rows: Library) -> None:
    gathered = rows.knowledge.gather(ASKED["sum"])
    proof = proved(rows, gathered)

    assert proof.version == 3
    said = [(row.said.entity, row.said.text, row.said.key) for row in proof.gathered.rows]
    assert said == [
        ("ホール", "5,000円", "JPY:5000"),
        ("会議室", "800円", "JPY:800"),
        ("和室", "1,200円", "JPY:1200"),
    ]
    assert [(one.operation, one.unit, one.value, one.terms) for one in proof.gathered.results] == [
        ("sum", "JPY", "7000", (0, 1, 2))
    ]
    assert [proof.citations[row.citation].quote for row in proof.gathered.rows] == [
        "5,000円",
        "800円",
        "1,200円",
    ]
    assert proof.coverage is not None
    assert {file.path: file.sha256 for file in proof.coverage.files} == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in FILES.items()
    }
    copied = proved(rows, rows.knowledge.gather(ASKED["copies"]))
    (row,) = copied.gathered.rows
    assert [copied.citations[place].quote for place in (row.citation, *row.also)] == [
        "委託料：120,000円",
        "委託料: 120,000円",
    ]


@LAW
@given(data=st.data())
def test_a_changed_character_of_the_file_is_found(
    data: st.DataObject, proofs: list[RowsProof], rows_checker: Checker
) -> None:
    proof = data.draw(st.sampled_from(proofs))
    try:
        read = parsed(data.draw(changes(canonical(proof).decode())).encode(), shown="test")
    except ProofError:
        return
    assert read == proof or rows_checker.check(read).verdict == "fails"


# What is left is kept by the seal alone: SEALED_ONLY, and of the rows ROWS_SEALED_ONLY.
_PARTS: Final[dict[str, Callable[[tuple[Any, ...]], bool]]] = {
    "value": lambda path: "said" in path,
    "number": lambda path: path[:2] == ("gathered", "results"),
    "which citation": lambda path: path[:2] == ("gathered", "rows") and path[-1] == "citation",
    "how": lambda path: path == ("gathered", "operation"),
    "quote": lambda path: path[0] == "citations" and path[-1] == "quote",
    "offset": lambda path: path[0] == "citations" and path[-1] in ("start", "end"),
    "document": lambda path: path[0] == "documents",
}  # fmt: skip


@LAW
@pytest.mark.parametrize("part", _PARTS)
@given(data=st.data())
def test_who_makes_the_seal_anew_is_found_by_making_it_again(
    data: st.DataObject, part: str, proofs: list[RowsProof], rows_checker: Checker
) -> None:
    content = data.draw(st.sampled_from([one for one in proofs if one.gathered.results])).model_dump(
        mode="json"
    )
    path = data.draw(st.sampled_from([path for path in places(content) if _PARTS[part](path)]))
    altered = forged(data, content, path)
    if altered is not None:
        assert rows_checker.check(sealed(altered)).verdict == "fails"


@LAW
@given(data=st.data())
def test_nobody_but_the_signer_makes_the_signature_anew(
    data: st.DataObject, proofs: list[RowsProof], rows_checker: Checker
) -> None:
    signed = sealed(data.draw(st.sampled_from(proofs)), KEY)
    content = signed.model_dump(mode="json")
    path = data.draw(st.sampled_from([path for path in places(content) if path[0] != "seal"]))
    altered = forged(data, content, path)
    if altered is not None:
        assert signed.seal is not None
        anew = sealed(altered).seal
        assert anew is not None
        kept = signed.seal.model_copy(update={"sha256": anew.sha256})
        assert rows_checker.check(altered.model_copy(update={"seal": kept})).verdict == "fails"


@LAW
@given(data=st.data())
def test_a_changed_character_of_the_page_is_found(
    data: st.DataObject, rows: Library, rows_checker: Checker, page: str
) -> None:
    told = verdicts_of_page(data.draw(changes(page)), page, rows_checker)
    assert told is None or "fails" in told


@pytest.fixture(scope="module")
def page(rows: Library) -> str:
    """A proof as a page."""
    return rows.knowledge.prove(rows.knowledge.gather(ASKED["sum"]), page=True, language="ja").decode()


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("sum", "en", ["total: 7,000 JPY", "5,000 (#1) + 800 (#2) + 1,200 (#3)", "What it belongs to", "Read to their end: 6"]),
        ("sum", "ja", ["合計: 7,000 JPY", "5,000 (#1) + 800 (#2) + 1,200 (#3)", "対象", "最後まで読んだ文書 6 件"]),
        ("nothing", "en", ["Nothing was found.", "In nothing that was read: "]),
        ("nothing", "ja", ["見つかりませんでした。", "読んだものになかった語"]),
    ],
)  # fmt: skip
def test_the_page_says_it_to_people(rows: Library, kind: str, language: Language, said: list[str]) -> None:
    text = rows.knowledge.prove(rows.knowledge.gather(ASKED[kind]), page=True, language=language).decode()

    assert [one for one in said if one not in text] == []


def _dearer() -> str:
    return FILES["料金.csv"].replace("800", "900")


def _elsewhere(rows: Library, to: Path, change: Callable[[Path], object]) -> Path:
    shutil.copytree(rows.folder, to / "papers")
    change(to / "papers")
    return to / "papers"


@pytest.mark.parametrize(
    ("change", "verdict", "kinds"),
    [
        (lambda to: (to / "料金.csv").write_text(_dearer()), "fails", {"document_changed", "quote_missing", "row"}),
        (lambda to: (to / "料金.csv").unlink(), "unchecked", {"document_missing", "quote_unread", "row"}),
        (lambda to: (to / "devices.csv").write_text("device,price\nLaptop,1\n"), "fails", {"coverage_changed"}),
        (lambda to: (to / "new.csv").write_text("施設,利用料\n蔵,1円\n"), "unchecked", {"coverage_more"}),
        (lambda to: (to / "料金.csv").write_bytes(FILES["料金.csv"].replace("\n", "\r\n").encode()), "holds", set()),
        (lambda to: (to / "料金.csv").rename(to / "b.csv"), "holds", set()),
    ],
    ids=["changed", "missing", "another changed", "more", "line endings", "moved"],
)  # fmt: skip
def test_papers_that_are_others_are_told(
    rows: Library, tmp_path: Path, change: Callable[[Path], object], verdict: str, kinds: set[str]
) -> None:
    file = rows.knowledge.prove(rows.knowledge.gather(ASKED["sum"]))
    report = rows.checked(file, folder=_elsewhere(rows, tmp_path, change))

    assert report.verdict == verdict
    assert {one.kind for one in report.findings if one.verdict != "holds"} == kinds


def test_what_the_budget_left_out_is_named_and_not_called_read(rows: Library) -> None:
    """In the order they are read: of two that were, neither says anything of the other four."""
    gathered = rows.knowledge.gather(ASKED["sum"], budget={"documents": 2})
    told = proved(rows, gathered).coverage

    assert told is not None
    assert (told.searched, told.uncovered, told.in_scope) == (2, 4, 6)
    assert len(gathered.read) == 2
    assert {one.path for one in told.unread} == {info.path for info in rows.knowledge.documents()} - {
        file.path for file in told.files
    }
    assert all("limit" in one.en and "上限" in one.ja for one in told.unread)


def test_a_file_that_changes_behind_the_gathering_was_not_read(tmp_path: Path) -> None:
    made = library(tmp_path, {name: text.encode() for name, text in FILES.items()})
    with made.knowledge:
        gathered = made.knowledge.gather(ASKED["sum"])
        (made.folder / "devices.csv").write_text("device,price\n", encoding="utf-8")
        told = proved(made, gathered).coverage
        (made.folder / "料金.csv").write_text("施設,利用料\nホール,1円\n", encoding="utf-8")
        with pytest.raises(ProofError, match="has changed since it was indexed"):
            made.knowledge.prove(gathered)

    assert told is not None
    assert [one.path for one in told.unread] == ["devices.csv"]
    assert gathered.certificate.read == told.searched + 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "A proof of rows shows what the documents say"), ("ja", "行の証明書は文書の内容を示します")],
)
def test_rows_cannot_be_hidden(
    rows: Library, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    with pytest.raises(ProofError) as raised:
        rows.knowledge.prove(rows.knowledge.gather(ASKED["sum"]), hashes=True)

    assert said in raised.value.said.text(language)


def test_what_is_neither_an_answer_nor_rows_is_refused(rows: Library) -> None:
    with pytest.raises(InputError, match="an answer or rows"):
        rows.knowledge.prove("利用料")  # type: ignore[arg-type]


def test_rows_of_several_libraries_have_no_proof(rows: Library, tmp_path: Path) -> None:
    other = library(tmp_path, {"other.csv": "施設,利用料\n蔵,1円\n土間,2円\n".encode()})
    other.knowledge.close()
    with open_index([rows.folder.parent / "index", tmp_path / "index"], settings=SETTINGS) as both:
        gathered = both.gather(ASKED["sum"])
        with pytest.raises(KotaeError, match="A proof is of one library"):
            both.prove(gathered)
