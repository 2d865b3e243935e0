"""Pages whose words are set apart by styles and roles, not by the names of their elements; both languages."""

import pytest

from kotae.parsing.html import read_html

FLEX = "<style>.row{display:flex}</style>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(
            "<p>合計<span style='display:block'>12</span><span style='display:block'>34</span>",
            "合計\n12\n34",
            id="blocks",
        ),
        pytest.param(
            f"{FLEX}<p class=row><span>Price</span><span>120</span>", "Price 120", id="a flexible line"
        ),
        pytest.param(
            "<p style='display: grid'><b>定員</b><span>12</span><span>34</span>", "定員 12 34", id="a grid"
        ),
        pytest.param("<p class='x d-flex'><b>定員</b><b>12</b>", "定員 12", id="a flexible line by its name"),
        pytest.param(
            "<p style='display:inline-flex'>料金<span>120</span>", "料金 120", id="words beside a part"
        ),
        pytest.param(
            "<p><span style='display:table-cell'>12</span><span style='display:table-cell'>34</span>",
            "12 34",
            id="cells by style",
        ),
        pytest.param("<p>12<span style='position:absolute'>34</span>", "12 34", id="out of its line"),
        pytest.param("<p>Ring<textarea>12</textarea>34", "Ring 12 34", id="a field"),
        pytest.param("<p>1<span style='display:inline'>2</span>3", "123", id="in its line"),
        pytest.param("<p><b style='display:inline-block'>表</b>紙", "表紙", id="letters that are moved"),
        pytest.param(
            "<pre><i style='display:block'>a = 1</i><i style='display:block'>b = 2</i></pre>",
            "a = 1\nb = 2",
            id="lines of a program",
        ),
        pytest.param(
            "<pre><i style='display:flex'><b>a</b><b>=</b></i></pre>", "a=", id="words of a program"
        ),
    ],
)
def test_boxes_beside_each_other_are_no_one_word(markup: str, text: str) -> None:
    """12 beside 34 was 1234: only the names of elements said where a word ends."""
    assert read_html(markup).text == text


def table(role: str, rows: tuple[tuple[str, str], ...]) -> str:
    heads, *values = rows
    lines = ["".join(f"<span role=columnheader>{head}</span>" for head in heads)]
    lines += [f"<span role=rowheader>{name}</span><span role=cell>{value}</span>" for name, value in values]
    return f"<div role={role}>{''.join(f'<div role=row>{line}</div>' for line in lines)}</div>"


@pytest.mark.parametrize("role", ["table", "grid", "treegrid"])
@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            (("室", "定員"), ("梅", "12名"), ("竹", "20名")),
            ["室: 梅 | 定員: 12名", "室: 竹 | 定員: 20名"],
        ),
        (
            (("Room", "Seats"), ("Loft", "12"), ("Barn", "30")),
            ["Room: Loft | Seats: 12", "Room: Barn | Seats: 30"],
        ),
    ],
)
def test_a_table_by_its_roles_has_labels(
    role: str, rows: tuple[tuple[str, str], ...], lines: list[str]
) -> None:
    draft = read_html(table(role, rows) + "<p>以上</p>")
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == [*lines, "以上"]
    assert [unit.kind for unit in draft.units] == ["table", "table", "paragraph"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>前</p><tr><td>鉛筆</td><td>80円</td></tr><p>後</p>", "前\n\n鉛筆: 80円\n\n後"),
        (
            "<p>Above</p><tr><th>Item</th><th>Fee</th></tr><tr><td>Pen</td><td>80</td></tr><p>Below</p>",
            "Above\n\nItem: Pen | Fee: 80\n\nBelow",
        ),
        ("<p>Above</p><div role=row><i role=cell>Pen</i></div><p>Below</p>", "Above\n\nPen\n\nBelow"),
    ],
)
def test_rows_outside_of_a_table_are_read(markup: str, text: str) -> None:
    """They were gathered for a table that never ended, and dropped without a line."""
    assert read_html(markup).text == text
