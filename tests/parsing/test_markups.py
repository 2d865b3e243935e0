"""Notebooks, reStructuredText, AsciiDoc and Org: text with headings, lists, tables and code, in both languages."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.parsing.markup.markdown import read_markdown
from kotae.parsing.markup.outlines import read_asciidoc, read_org
from kotae.parsing.markup.restructured import read_restructured
from kotae.parsing.units import Draft


def pieces(draft: Draft) -> list[tuple[str, str]]:
    return [(unit.kind, draft.text[unit.start : unit.end]) for unit in draft.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("題\n==\n\n本文です。", [("heading", "題"), ("paragraph", "本文です。")]),
        ("See :ref:`the guide <a>` and :py:func:`os.walk`.", [("paragraph", "See the guide and os.walk.")]),
        ("3. 三\n4. 四", [("list", "3. 三"), ("list", "4. 四")]),
        ("b) one\nc) two", [("list", "b) one"), ("list", "c) two")]),
        ("- x\n\n  - y", [("list", "x"), ("list", "y")]),
        ("納期\n    注文からの日数。", [("list", "納期: 注文からの日数。")]),
        (":Author: Sato", [("list", "Author: Sato")]),
        (".. note:: 注意します。", [("paragraph", "注意します。")]),
        (".. versionadded:: 3.9\n   It is new.", [("paragraph", "3.9\nIt is new.")]),
        ("=== ===\n室  席\n=== ===\nA   8\n=== ===", [("table", "室: A | 席: 8")]),
        ("::\n\n   code x", [("code", "code x")]),
        ("120 [1]_ m\n\n.. [1] A note.", [("paragraph", "120 ¹ m"), ("paragraph", "¹ A note.")]),
        ("   quoted", [("quote", "quoted")]),
        (".. comment", []),
        ("", []),
    ],
)
def test_restructured_text_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(read_restructured(text)) == expected


def test_restructured_text_leaves_out_what_is_crossed_out() -> None:
    draft = read_restructured(".. role:: strike\n\n:strike:`23:00` 21:30まで、not :del:`old` new.")
    assert pieces(draft) == [("paragraph", "21:30まで、not new.")]
    assert "「23:00」「old」" in draft.warnings[0]


@pytest.mark.parametrize(
    ("text", "named"),
    [(".. include:: /etc/passwd", "/etc/passwd"), (".. raw:: html\n\n   <b>x</b>", "html"),
     (".. toctree::\n\n   a\n   b", "toctree")],
)  # fmt: skip
def test_restructured_text_opens_no_other_file(text: str, named: str) -> None:
    draft = read_restructured(f"本文です。\n\n{text}\n")
    assert pieces(draft) == [("paragraph", "本文です。")]
    assert draft.warnings[0].startswith(
        f"parts that lie in other files were not read; save them into the folder: “{named}”"
    )
    assert f"「{named}」" in draft.warnings[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("= 題\n:toc:\n\n本文です。\n// 覚え書き", [("heading", "題"), ("paragraph", "本文です。")]),
        ("== Scope\n\nIt is here.", [("heading", "Scope"), ("paragraph", "It is here.")]),
        (". 一つ目\n. 二つ目\n.. 内側\n. 三つ目",
         [("list", "1. 一つ目"), ("list", "2. 二つ目"), ("list", "a. 内側"), ("list", "3. 三つ目")]),
        ("[start=4]\n. 四\n. five", [("list", "4. 四"), ("list", "5. five")]),
        ("[cols=2*]\n|===\n|室\n|席\n|A\n|8\n|B\n|9\n|===",
         [("heading", "室 |席"), ("table", "A |8"), ("table", "B |9")]),
        ('[%header,cols="1,2"]\n|===\n|Room\n|Seats\n\n|A\n\n|8\n|===', [("heading", "Room |Seats"), ("table", "A |8")]),
        ("* one\n* two", [("list", "one"), ("list", "two")]),
        ("|===\n|Room |Seats\n\n|A |8\n|B |9\n|===", [("heading", "Room |Seats"), ("table", "A |8"), ("table", "B |9")]),
        ("|===\n|室 |席\n\n|A\n|8\n\n|B\n|9\n|===", [("heading", "室 |席"), ("table", "A |8"), ("table", "B |9")]),
        ("[source,python]\n----\nx = 1\n----", [("code", "x = 1")]),
        ("____\n引用です。\n____", [("quote", "引用です。")]),
        ("////\nhidden\n////\n本文", [("paragraph", "本文")]),
        (":shop: 琴江\n:full: {shop}商会\n\n{full}の{unknown}。", [("paragraph", "琴江商会の{unknown}。")]),
        ("120footnote:[Two rooms.]名とfootnote:a[別の注。]、footnote:a[]。",
         [("paragraph", "120¹名と²、²。"), ("paragraph", "¹ Two rooms."), ("paragraph", "² 別の注。")]),
        ("ifdef::x[]\n秘密\nendif::[]\nifndef::x[公開]\nifdef::x,lang[]\nno\nendif::[]", [("paragraph", "公開")]),
        (":x:\nifdef::x[]\nshown\nendif::[]\nifeval::[1 < 2]\n式\nendif::[]", [("paragraph", "shown"), ("paragraph", "式")]),
        ("|===\n|店 |上 |下\n\n.2+|奈良 |3 |4\n|5 |6\n2+|合算 |9\n3*|a\n|===",
         [("heading", "店 |上 |下"), ("table", "奈良 |3 |4"), ("table", "奈良 |5 |6"), ("table", "合算 |合算 |9"),
          ("table", "a |a |a")]),
        ("----\n{shop} footnote:[x]\n----", [("code", "{shop} footnote:[x]")]),
    ],
)  # fmt: skip
def test_asciidoc_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(read_asciidoc(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水は H~2~O、面積は 9m^2^、`x~2~` は式。", "水は H₂O、面積は 9m²、`x~2~` は式。"),
        ("Water is H~2~O, the area 9m^2^, about 3~4~5 men.", "Water is H₂O, the area 9m², about 3~4~5 men."),
    ],
    ids=["ja", "en"],
)
def test_asciidoc_figures_below_and_above_the_line(text: str, expected: str) -> None:
    """H~2~O wasn't found under H₂O, as it is in the other markups."""
    assert read_asciidoc(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水は H_{2}O、面積は 9m^{2}、=x_{2}= は式。", "水は H₂O、面積は 9m²、=x_{2}= は式。"),
        ("Water is H_{2}O, the area 9m^{2}, file_2 stays.", "Water is H₂O, the area 9m², file_2 stays."),
    ],
    ids=["ja", "en"],
)
def test_org_figures_below_and_above_the_line(text: str, expected: str) -> None:
    assert read_org(text).text == expected


def test_asciidoc_leaves_out_what_is_crossed_out() -> None:
    draft = read_asciidoc("It closes at [line-through]#23:00# 21:30.")
    assert draft.text == "It closes at  21:30."
    assert "“23:00”" in draft.warnings[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* TODO 概要 :tag:\n本文です。", [("heading", "TODO 概要"), ("paragraph", "本文です。")]),
        (
            "** Scope\nIt is here.\n# note\n#+FILETAGS: x",
            [("heading", "Scope"), ("paragraph", "It is here.")],
        ),
        ("| 室 | 席 |\n|----+----|\n| A  | 8  |", [("heading", "室 | 席"), ("table", "A  | 8")]),
        ("#+BEGIN_SRC python\nx = 1\n#+END_SRC", [("code", "x = 1")]),
        ("#+begin_quote\n引用です。\n#+end_quote", [("quote", "引用です。")]),
        ("1. one\n2. two", [("list", "1. one"), ("list", "2. two")]),
        ("is +old+ new", [("paragraph", "is  new")]),
        (
            "* DONE Order\n  DEADLINE: <2026-05-01>\n  :ID: x",
            [("heading", "DONE Order"), ("paragraph", "DEADLINE: <2026-05-01>")],
        ),
        ("1. 一\n2. [@7] 七\n3) x", [("list", "1. 一"), ("list", "7. 七"), ("list", "3) x")]),
        ("2+3+4", [("paragraph", "2+3+4")]),
    ],
)
def test_org_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(read_org(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list inside another begins anew with each item of the outer one.
        ("* 一\n. 甲\n. 乙\n* 二\n. 丙", ["一", "1. 甲", "2. 乙", "二", "1. 丙"]),
        ("Q1::\n. one\n. two\nQ2::\n. three", ["Q1::", "1. one", "2. two⏎Q2::", "1. three"]),
        (". A\n** x\n** y\n. B", ["1. A", "x", "y", "2. B"]),
        (". A\n.. a\n.. b\n. B\n.. c", ["1. A", "a. a", "b. b", "2. B", "a. c"]),
        # Attributes begin another list, and say how it is counted.
        (". 一\n\n[loweralpha]\n. 二\n. 三", ["1. 一", "a. 二", "b. 三"]),
        ("[upperroman,start=3]\n. x\n. y", ["III. x", "IV. y"]),
        (". A\n\nText.\n\n. B", ["1. A", "Text.", "1. B"]),
        # A command in a listing is no item.
        (". A\n+\n----\n. venv/bin/activate\n\n. x\n----\n. B", ["1. A", ". venv/bin/activate⏎⏎. x", "2. B"]),
    ],
)
def test_asciidoc_counts_lists_in_lists(text: str, expected: list[str]) -> None:
    assert [content.replace("\n", "⏎") for _, content in pieces(read_asciidoc(text))] == expected


@pytest.mark.parametrize(
    ("text", "seen", "unseen"),
    [
        (
            "* 料金\n四百円。\n* COMMENT 旧版\n三百円。\n** 細則\n二百円。\n* 問合せ\n内線 5。",
            "内線 5。",
            ("三百円", "二百円"),
        ),
        ("* Fees\n** TODO COMMENT Old\nUSD 300.\n** New\nUSD 450.", "USD 450.", ("300",)),
    ],
)
def test_org_leaves_out_what_is_commented_out(text: str, seen: str, unseen: tuple[str, ...]) -> None:
    draft = read_org(text)
    assert seen in draft.text
    assert not any(words in draft.text for words in unseen)
    assert any("COMMENT" in warning for warning in draft.warnings)


def test_org_gives_its_title() -> None:
    assert read_org("#+TITLE: 予算\n* 章\n本文").title == "予算"


def notebook(*cells: dict[str, object]) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4}).encode()


def test_notebook_is_read_cell_by_cell(tmp_path: Path) -> None:
    table = "<table><tr><th>室<th>席<tr><td>A<td>8</table>"
    picture = {"data": {"image/png": "iVBO", "text/plain": ["<Figure>"]}}
    failed = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "値 too large",
        "traceback": ["\x1b[0m"],
    }
    outputs = [
        {"text": ["total 3\n"]},
        {"data": {"text/html": table, "text/plain": "室 席"}},
        picture,
        failed,
    ]
    (tmp_path / "a.ipynb").write_bytes(
        notebook(
            {"cell_type": "markdown", "source": ["# 予算\n", "\n", "本文です。"]},
            {"cell_type": "code", "source": "print(x)", "outputs": outputs},
            {"cell_type": "raw", "source": "plain"},
        )
    )
    (document,) = read_file(tmp_path / "a.ipynb", relative_path="a.ipynb")
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "予算"),
        ("paragraph", "本文です。"),
        ("code", "print(x)"),
        ("code", "total 3"),
        ("table", "室: A | 席: 8"),
        ("code", "<Figure>"),
        ("code", "ValueError: 値 too large"),
        ("code", "plain"),
    ]
    assert document.info.title == "予算"
    assert document.warnings == (
        "pictures in the results of 1 cell were not read / 1個のセルの結果にある画像は読んでいません",
    )


@pytest.mark.parametrize("data", [b"", b"x", b"[]", b'{"cells": 3}', b"[" * 100_000])
def test_what_is_no_notebook_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.ipynb").write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / "a.ipynb", relative_path="a.ipynb")
    assert "no notebook" in caught.value.en
    assert "ノートブックではありません" in caught.value.ja


def _grid(rows: int) -> str:
    border = "+------+----------+\n"
    lines = "".join(f"| a{row:03d} | {row:<8d} |\n{border}" for row in range(rows))
    return f"Before.\n\n{border}| name | 値段     |\n+======+==========+\n{lines}\nBehind.\n"


@pytest.mark.parametrize("indent", ["", "   "])
def test_large_grid_tables_are_one_table(tmp_path: Path, indent: str) -> None:
    """They are read in parts, for docutils takes the square of their size."""
    rows = 700
    written = "\n".join(f"{indent}{line}" if line else "" for line in _grid(rows).split("\n"))
    (tmp_path / "a.rst").write_text(f"{'* x' if indent else ''}\n\n{written}", encoding="utf-8")
    (document,) = read_file(tmp_path / "a.rst", relative_path="a.rst")
    lines = [document.text[block.start : block.end] for block in document.blocks if block.kind == "table"]
    assert lines == [f"name: a{row:03d} | 値段: {row}" for row in range(rows)]
    assert document.warnings == ()


def test_grid_tables_too_large_and_irregular_are_read_line_by_line(tmp_path: Path) -> None:
    row = "+-----------+\n| 予算は800円 |\n+-+---------+\n|b| the fee  |\n"
    (tmp_path / "a.rst").write_text(f"Before.\n\n{row * 300}+-+---------+\n\nBehind.\n", encoding="utf-8")
    (document,) = read_file(tmp_path / "a.rst", relative_path="a.rst")
    assert document.text.count("予算は800円") == 300
    assert [document.text.startswith("Before."), document.text.endswith("Behind.")] == [True, True]
    (warning,) = document.warnings
    assert "too large to be taken apart" in warning
    assert "大きすぎて分解できない表" in warning


def test_a_large_drawing_in_a_program_is_kept_as_it_stands(tmp_path: Path) -> None:
    drawing = "".join(_grid(300).split("\n\n")[1])
    shown = "\n".join(f"   {line}" for line in drawing.split("\n"))
    (tmp_path / "a.rst").write_text(f"Before::\n\n{shown}\n", encoding="utf-8")
    (document,) = read_file(tmp_path / "a.rst", relative_path="a.rst")
    (code,) = [document.text[block.start : block.end] for block in document.blocks if block.kind == "code"]
    assert code == drawing


@pytest.mark.parametrize(
    ("read", "text", "label", "row"),
    [
        (read_asciidoc, "文。\n\n|===\n|品名 |価格\n\n|鉛筆 |80円\n|===\n", "品名 | 価格", ["鉛筆", "80円"]),
        (read_asciidoc, "Text.\n\n[%header,cols=2*]\n.Prices\n|====\n|Item\n|Colour\n|Pen\n|red\n|====\n", "Item | Colour",
         ["Pen", "red"]),
        (read_asciidoc, "文。\n\n[options=\"header\"]\n,===\n品名,価格\n鉛筆,80円\n,===\n", "品名 | 価格", ["鉛筆", "80円"]),
        (read_asciidoc, "Text.\n\n[format=dsv]\n|===\nItem:Price\n\nPen:80\n|===\n", "Item | Price", ["Pen", "80"]),
        (read_org, "文。\n\n| 名前 | 部屋 |\n| 佐藤 | 北室 |\n", "名前 | 部屋", ["佐藤", "北室"]),
        (read_org, "文。\n\n| / | < |\n| <l> | <10> |\n| 名前 | 部屋 |\n| 佐藤 | 北室 |\n", "名前 | 部屋", ["佐藤", "北室"]),
        (read_restructured, "文。\n\n| 名前 | 部屋 |\n| 佐藤 | 北室 |\n", "名前 | 部屋", ["佐藤", "北室"]),
        (read_restructured, "Text.\n\n| Name | Room |\n| Ann | 12 |\n", "Name | Room", ["Ann", "12"]),
        (read_markdown, "文。\n\n| 品名 | 価格 |\n| 鉛筆 | 80円 |\n", "品名 | 価格", ["鉛筆", "80円"]),
        (read_markdown, "Text.\n\n| Item | Price |\n| Pen | 80 |\n", "Item | Price", ["Pen", "80"]),
    ],
)  # fmt: skip
def test_tables_of_markups_have_labels_and_cells(
    read: Callable[[str], Draft], text: str, label: str, row: list[str]
) -> None:
    """Rows without a rule below their header were lines like any other, and so were tables between other signs."""
    draft = read(text)
    (unit,) = (unit for unit in draft.units if unit.kind == "table")
    assert unit.label == label
    assert [draft.text[cell.start : cell.end] for cell in unit.cells] == row
    assert [cell.address for cell in unit.cells] == ["R2C1", "R2C2"]


@pytest.mark.parametrize("text", ["| 東京都千代田区\n| 一番町1", "| 12 High Street\n| London"])
def test_lines_of_an_address_are_no_table(text: str) -> None:
    assert [kind for kind, _ in pieces(read_restructured(text))] == ["paragraph", "paragraph"]
