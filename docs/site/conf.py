"""The site of the documentation, for Sphinx: ``make docs``.

The pages are the Markdown files of the checkout as they are, so links between them, its sources and its records hold in both.
One build a language; nothing on a page is loaded from another machine.
"""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

REPOSITORY = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(REPOSITORY / "src")]

from sphinx.errors import ExtensionError  # noqa: E402

import kotae  # noqa: E402
from bilingual import in_language, way_in  # noqa: E402 - found by the line above
from words import JapaneseWords  # noqa: E402

LOADED = re.compile(
    r"<(?:script|img|iframe|source)[^>]+src=[\"']?(?:https?:)?//[^>]+|<link[^>]+href=[\"']?(?:https?:)?//[^>]+"
)

project = "kotae"
author = "kotae"
version = release = kotae.__version__
root_doc = "docs/README"
include_patterns = [
    "*.md",
    "docs/*.md",
    "docs/decisions/*.md",
    "benchmarks/*/README.md",
    "training/*/README.md",
    "training/*/*/README.md",
]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
language = "en"  # make docs builds the other with -D language=ja

myst_heading_anchors = 4
myst_links_external_new_tab = False
myst_enable_extensions: list[str] = []
# Pages that other pages lead to needn't stand in the navigation: records of figures, the other language's README.
suppress_warnings = ["toc.not_included", "misc.highlighting_failure"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"kotae {version}"
html_copy_source = False
html_show_sphinx = False
html_favicon = None
templates_path = ["_templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/languages.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options: dict[str, Any] = {"navigation_with_keys": True}


def one_language(app: "Sphinx", page: str, source: list[str]) -> None:
    """Take what a page says in the language that is built."""
    built = str(app.config.language)
    if page == root_doc:
        source[0] = way_in(source[0], built, REPOSITORY / "docs")
    else:
        source[0] = in_language(source[0], "ja" if page.endswith(".ja") else built)
    source[0] = re.sub(r"<!-- .*? -->", "", source[0])


def other_language(app: "Sphinx", page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Tell the template where the same page stands in the other language."""
    built = str(app.config.language)
    context["built"], context["other"] = built, "ja" if built == "en" else "en"
    same = {"README": "README.ja", "README.ja": "README"}.get(page, page)
    context["counterpart"] = f"../{context['other']}/{same}.html"


def nothing_from_elsewhere(app: "Sphinx", error: Exception | None) -> None:
    """Refuse a site of which a page would load something from another machine.

    Raises:
        ExtensionError: One would; it says which.
    """
    pages = [] if error else sorted(Path(app.outdir).rglob("*.html"))
    loading = [
        f"{page.name}: {found[0]}" for page in pages for found in LOADED.finditer(page.read_text("utf-8"))
    ]
    if loading:
        raise ExtensionError("loaded from elsewhere: " + ", ".join(loading[:5]))


def setup(app: "Sphinx") -> None:
    """Register what is said above."""
    app.add_search_language(JapaneseWords)
    app.connect("source-read", one_language)
    app.connect("html-page-context", other_language)
    app.connect("build-finished", nothing_from_elsewhere)
