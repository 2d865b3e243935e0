"""What holds of every module of the product."""

from pathlib import Path

import grimp

import kotae

LONGEST = 300
REASONS = {
    Path("answering/answerer.py"): "every event of an answer in its order",
    Path("parsing/markup/asciidoc.py"): "one format's lines, which all change one another's numbers",
    Path("parsing/word/docx.py"): "one walk over one format",
    Path("parsing/markup/markdown.py"): "one walk over one format",
    Path(
        "index/generations.py"
    ): "one protocol, from the lock to the exchange of names, that is only right as a whole",
}


def test_no_module_is_longer_than_a_reader_takes_in_at_once() -> None:
    root = Path(kotae.__file__).parent
    lines = {
        path.relative_to(root): len(path.read_text(encoding="utf-8").splitlines())
        for path in root.rglob("*.py")
    }
    assert len(lines) > 300
    assert {path: count for path, count in lines.items() if count > LONGEST and path not in REASONS} == {}


def test_no_module_of_the_page_needs_itself() -> None:
    """Not even for its types: the desk knew what looks it through and what adds to it, and both took a desk."""
    graph = grimp.build_graph("kotae", cache_dir=None)
    page = [module for module in graph.modules if module.startswith("kotae.ui")]
    circles = [
        (module, below)
        for module in page
        for below in graph.find_upstream_modules(module)
        if graph.direct_import_exists(importer=below, imported=module)
    ]
    assert circles == []
