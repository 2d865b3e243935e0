"""Web pages: numbers of lists in styles that the page defines itself, as browsers write them."""

import pytest

from kotae.parsing.html import read_html


def marks(css: str, *, attributes: str = "", items: int = 3) -> list[str]:
    """What stands in front of each item of a list whose style is ``x``."""
    page = f"<style>{css}</style><ol style='list-style-type:x' {attributes}>{'<li>項' * items}</ol>"
    draft = read_html(page)
    return [draft.text[unit.start : unit.end].removesuffix("項").strip() for unit in draft.units]


@pytest.mark.parametrize(
    ("said", "attributes", "expected"),
    [
        ('system:extends decimal;prefix:"第";suffix:"条"', "", ["第1条", "第2条", "第3条"]),
        ('system:fixed;symbols:"㋐" "㋑"', "", ["㋐.", "㋑.", "3."]),
        ('system:fixed 4;symbols:A B C;suffix:")"', "start=3", ["3)", "A)", "B)"]),
        ('system:alphabetic;symbols:A B;prefix:"(";suffix:")"', "", ["(A)", "(B)", "(AA)"]),
        ('system:cyclic;symbols:x y;suffix:" "', "", ["x", "y", "x"]),
        ('system:cyclic;symbols:"◆" "◇"', "", ["", "", ""]),
        ("symbols:a b", "", ["a.", "b.", "aa."]),
        ('system:numeric;symbols:"0" "1"', "start=4", ["100.", "101.", "110."]),
        ('system:numeric;symbols:"0" "1";negative:"(" ")";pad:3 "0"', "start=-1", ["(1).", "000.", "001."]),
        ("system:additive;additive-symbols:10 X,5 V,1 I", "start=9", ["VIIII.", "X.", "XI."]),
        ("system:additive;additive-symbols:1 I;range:1 2;fallback:upper-alpha", "", ["I.", "II.", "C."]),
        ('system:extends katakana;suffix:"："', "", ["ア：", "イ：", "ウ："]),
        ("system:extends x", "", ["1.", "2.", "3."]),
        ("system:numeric;symbols:a", "", ["1.", "2.", "3."]),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_page_says(said: str, attributes: str, expected: list[str]) -> None:
    assert marks(f"@counter-style X{{{said}}}", attributes=attributes) == expected


def test_styles_that_a_list_gives_itself() -> None:
    page = (
        "<ol style='list-style-type:\"→ \"'><li>一</ol>"
        '<ol style=\'list-style:inside symbols(cyclic "A" "B")\'><li>two<li>三</ol>'
    )
    draft = read_html(page)
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == ["一", "A two", "B 三"]


def test_counters_have_them_without_what_stands_around() -> None:
    css = '@counter-style k{system:cyclic;symbols:甲 乙;prefix:"("} h2{counter-increment:s} h2::before{content:counter(s,K) "："}'
    draft = read_html(f"<style>{css}</style><h2>目的</h2><h2>Scope</h2>")
    assert [unit.label for unit in draft.units] == ["甲： 目的", "乙： Scope"]


def test_endless_styles_end() -> None:
    """A style is asked for numbers that would take forever to write, or names itself through another."""
    css = "@counter-style x{symbols:a} @counter-style y{system:extends z} @counter-style z{system:extends y}"
    assert marks(css, attributes="start=999999999", items=1) == ["999999999."]
    assert marks(
        css.replace(" x{", " w{").replace(" y{", " x{").replace("extends y", "extends x"), items=1
    ) == ["1."]
