"""All there is, from a small library: rows with their cells, exact numbers, and a certificate that never claims too much."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.errors import InputError
from kotae.gathering import Certificate, Gathered, GatherProgress, Result, as_csv, as_json, as_xlsx
from kotae.pipeline import KnowledgeBase, open_index
from tests.libraries import built_library

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})
FILES = {
    "devices/osaka.csv": '管理番号,品名,取得日,取得価格\nB01,プリンター,2024年5月1日,"30,000円"\n'
    'B02,モニター,2025年5月1日,"20,000円"\nB03,プリンター,2025年6月1日,"12,500円"\n',
    "devices/kobe.csv": "管理番号,品名,取得日,取得価格\nB11,プリンター,2023年5月1日,US$300\n"
    'B12,モニター,2024年5月1日,"41,000円"\nB13,=cmd|x,2024年6月1日,"9,000円"\n',
    "notes/printing.md": "# Notes\n\nThe printers are old. They were moved twice.\n",
    "notes/photo.bin": "not a document",
}


made = partial(built_library, settings=HASHING)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The library, never changed."""
    with open_index(made(tmp_path_factory.mktemp("gathering"), FILES), settings=HASHING) as opened:
        yield opened


def told(gathered: Gathered) -> list[tuple[str, str]]:
    return [(row.key, row.citation.cells[0].address) for row in gathered.rows]


def test_rows_have_their_cells_and_units_are_not_mixed(knowledge: KnowledgeBase) -> None:
    found = knowledge.gather("プリンターの取得価格の合計はいくらですか。")

    assert told(found) == [("USD:300", "D2"), ("JPY:30000", "D2"), ("JPY:12500", "D4")]
    assert found.results == (
        Result(operation="sum", unit="USD", value=Decimal(300), terms=(0,)),
        Result(operation="sum", unit="JPY", value=Decimal(42500), terms=(1, 2)),
    )
    assert len(found.notes) == 1
    assert "USD, JPY" in found.notes[0]


@pytest.mark.parametrize(
    ("question", "keys", "results"),
    [
        ("モニターの取得価格の平均はいくらですか。", ["JPY:41000", "JPY:20000"], {"JPY": Decimal(30500)}),
        ("一番高いモニターはいくらですか。", ["JPY:41000"], {"JPY": Decimal(41000)}),
        ("2025年に取得したプリンターは何件ありますか。", ["date:2025-06-01"], {"count": Decimal(1)}),
        ("2024年度に取得した備品をすべて挙げてください。", [], {}),
        ("取得価格が2万円を超えるモニターの一覧", ["JPY:41000"], {}),
        ("B01とB03の取得価格を比べてください。", ["JPY:30000", "JPY:12500"], {"JPY": Decimal(17500)}),
    ],
    ids=["average", "max", "count", "absent word", "bound", "difference"],
)
def test_numbers_are_exact(
    knowledge: KnowledgeBase, question: str, keys: list[str], results: dict[str, Decimal]
) -> None:
    found = knowledge.gather(question)

    assert [row.key for row in found.rows] == keys
    assert {result.unit: result.value for result in found.results} == results


@pytest.mark.parametrize("question", ["電子黒板をすべて挙げてください。", "List all titanium plates."])
def test_what_is_not_there_gives_no_row_but_a_certificate(knowledge: KnowledgeBase, question: str) -> None:
    found = knowledge.gather(question)

    assert found.rows == ()
    assert found.missing
    assert found.certificate.read == 3


def test_certificate_names_what_was_not_read(knowledge: KnowledgeBase) -> None:
    sure = knowledge.gather("プリンターの取得価格の合計はいくらですか。").certificate

    assert (sure.in_scope, sure.read, sure.left_out, sure.complete) == (4, 3, 0, False)
    assert [one.path for one in sure.unread] == ["notes/photo.bin"]


@pytest.mark.parametrize("how", ["removed", "changed"])
def test_certificate_fails_for_a_file_that_is_not_what_was_indexed(tmp_path: Path, how: str) -> None:
    index = made(tmp_path, FILES)
    paper = tmp_path / "corpus/devices/osaka.csv"
    paper.unlink() if how == "removed" else paper.write_text("管理番号\nX", encoding="utf-8")

    with open_index(index, settings=HASHING) as knowledge:
        found = knowledge.gather("プリンターの取得価格の合計はいくらですか。", where={"folder": "devices"})

    assert found.certificate.read == 1
    assert [one.path for one in found.certificate.unread] == ["devices/osaka.csv"]
    assert told(found) == [("USD:300", "D2")]


@pytest.mark.parametrize("left", ["nothing", "a file", "a dangling link"])
def test_certificate_of_a_disk_unplugged_while_it_is_read(tmp_path: Path, left: str) -> None:
    index, corpus = made(tmp_path, FILES), tmp_path / "corpus"

    def unplug(step: GatherProgress) -> None:
        if step.done == 1:
            corpus.rename(tmp_path / "away")
            if left == "a file":
                corpus.write_text("")
            elif left == "a dangling link":
                corpus.symlink_to(tmp_path / "nowhere")

    with open_index(index, settings=HASHING) as knowledge:
        asked = "プリンターの取得価格の合計はいくらですか。"
        found = knowledge.gather(asked, progress=unplug)
        if left != "nothing":
            corpus.unlink()
        (tmp_path / "away").rename(corpus)
        again = knowledge.gather(asked)

    certificate = found.certificate
    assert (certificate.in_scope, certificate.read, certificate.left_out) == (4, 1, 0)
    assert len(certificate.unread) == 3
    assert all(one.reason_en and one.reason_ja for one in certificate.unread)
    # Nothing of what wasn't read is in rows or numbers, and the disk's return is seen.
    assert len({row.citation.document.path for row in found.rows}) <= 1
    assert (again.certificate.read, len(again.certificate.unread)) == (3, 1)


def test_budget_of_nothing_reads_nothing_and_says_so(knowledge: KnowledgeBase) -> None:
    found = knowledge.gather("プリンターの取得価格の合計はいくらですか。", budget={"documents": 0})

    assert (found.rows, found.missing) == ((), ())
    assert (found.certificate.read, found.certificate.left_out, found.certificate.passages) == (0, 3, 0)
    assert found.notes == ("3 件の文書は読んでいません（上限に達したか、中断したため）。",)


def test_being_stopped_gives_what_was_found_by_then(knowledge: KnowledgeBase) -> None:
    seen: list[GatherProgress] = []

    found = knowledge.gather("List all printers.", progress=seen.append, stopped=lambda: len(seen) == 2)

    assert [one.done for one in seen] == [1, 2]
    assert (found.certificate.read, found.certificate.left_out, found.certificate.stopped) == (2, 1, True)


@pytest.mark.parametrize(
    "budget", [{"documents": -1}, {"documents": 1.5}, {"pages": 3}, {"seconds": "long"}, {"seconds": True}]
)
def test_budget_without_sense_is_refused(knowledge: KnowledgeBase, budget: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        knowledge.gather("全部", budget=budget)

    assert "budget" in refused.value.en
    assert "上限" in refused.value.ja


def test_certificate_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="account for every document"):
        Certificate(in_scope=3, read=2)


def test_exports_keep_every_row_and_run_no_formula(knowledge: KnowledgeBase) -> None:
    found = knowledge.gather("取得価格の一覧をください。", where={"folder": "devices"})
    assert len(found.rows) == 6

    lines = list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert [line[3] for line in lines[1:]] == [row.key for row in found.rows]
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)
    assert any("'=cmd|x" in cell or "=cmd|x" in cell for line in lines for cell in line)
    written = json.loads(as_json(found))
    assert [row["citation"]["cells"][0]["address"] for row in written["rows"]] == [
        row.citation.cells[0].address for row in found.rows
    ]
    with zipfile.ZipFile(io.BytesIO(as_xlsx(found))) as book:
        sheets = [
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")
        ]
    assert len(sheets) == 2
    assert not any("<f>" in sheet for sheet in sheets)


@pytest.mark.parametrize(
    "written",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "a;=1+1",
        "a\n=1+1",
        "a\t @x",
        "\u3000＝1",
        " =1",
        "a;\xa0=1",
    ],
)
def test_no_cell_of_a_csv_begins_a_formula_however_it_is_split(
    knowledge: KnowledgeBase, written: str
) -> None:
    """A sheet set to ; or tabs, as in much of Europe, splits a quoted cell in its middle."""
    found = knowledge.gather("取得価格の一覧をください。", where={"folder": "devices"})
    row = replace(found.rows[0], text=written, entity=written, label=written, context=written)

    text = as_csv(replace(found, rows=(row,))).decode("utf-8-sig")

    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    pieces = [piece for cell in cells for piece in re.split(r"[;\t\r\n]", cell)]
    assert not [piece for piece in pieces if piece.strip().startswith(tuple("=+-@＝＋－＠"))]


def test_a_negative_number_stays_a_number_in_a_csv(knowledge: KnowledgeBase) -> None:
    found = knowledge.gather("取得価格の一覧をください。", where={"folder": "devices"})

    text = as_csv(replace(found, rows=(replace(found.rows[0], number=Decimal("-12.5")),))).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text)))[1][4] == "-12.5"
