"""What a page shows is awaited by the tests of the browser: what is read once may be read before it is drawn.

Two runs of the whole suite were red for such a look each: a button was there when it was asked for, and gone when it was pressed.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "browser"
LOOKS = {
    "count", "get_attribute", "inner_text", "input_value", "is_checked", "is_disabled", "is_enabled", "is_hidden",
    "is_visible", "text_content",
}  # fmt: skip


def at_once(code: str) -> Iterator[int]:
    """Yield the lines that read the page once: to go on by it, or to assert that something is there.

    That something is not there may be read once: it should never have been.
    """
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.If | ast.While | ast.IfExp | ast.Assert):
            continue
        if _is_awaitable(node.test) if isinstance(node, ast.Assert) else _looks(node.test):
            yield node.lineno


def _looks(expression: ast.AST) -> bool:
    return any(map(_is_look, ast.walk(expression)))


def _is_look(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr in LOOKS and not (node.func.attr == "count" and node.args)  # of a text


def _is_awaitable(test: ast.expr) -> bool:
    """Whether an expectation of Playwright's says the same."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, right = test.left, test.comparators[0]
        none = isinstance(right, ast.Constant) and right.value == 0
        equal = (
            isinstance(test.ops[0], ast.Eq | ast.GtE) and _is_look(left) and not none and not _looks(right)
        )
        return equal or (isinstance(test.ops[0], ast.In) and _is_look(right))
    return _is_look(test)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_test_of_the_browser_goes_by_a_single_look(path: Path) -> None:
    assert list(at_once(path.read_text("utf-8"))) == [], "use expect(…) of visit.py, or wait_for_selector"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("if button.is_visible(): button.click()", True),
        ("assert rows.count() == 2", True),
        ("assert '答え' in page.inner_text('#k-current')", True),
        ("assert 'answer' in box.inner_text()", True),
        ("assert page.input_value('textarea') == ''", True),
        ("assert button.is_visible()", True),
        ("assert rows.count() == 0", False),
        ("assert not button.is_visible()", False),
        ("assert '<b>' not in page.inner_text('#k-current')", False),
        ("expect(rows).to_have_count(2)", False),
    ],
)
def test_a_single_look_is_found(line: str, found: bool) -> None:
    assert list(at_once(line)) == [1] * found
