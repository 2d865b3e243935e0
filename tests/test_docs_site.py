"""The site's pages: each in both languages, in the navigation, and linked to what there is."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_documented_commands import blocks

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"
sys.path.insert(0, str(DOCS / "site"))

from bilingual import HEADING, LANGUAGES, in_language, navigation, way_in  # noqa: E402 - found by the line above

WAY_IN = (DOCS / "README.md").read_text(encoding="utf-8")
# Tables in both languages, written by programs.
WHOLE = {"promises.md", "figures.md", "README.md"}
PAGES = [*sorted(DOCS.glob("*.md")), REPOSITORY / "SECURITY.md"]
PAGE = """# Title · 題

English. [日本語は下にあります。](#日本語)

## Part

```sh
### not a heading
```

## 日本語
日本語です。[ほか](other.md#日本語)

### 部分
"""


def test_english_ends_where_japanese_begins() -> None:
    said = in_language(PAGE, "en")
    assert said == "# Title\n\nEnglish.\n\n## Part\n\n```sh\n### not a heading\n```\n"


def test_japanese_is_a_page_of_its_own() -> None:
    assert in_language(PAGE, "ja") == "# 題\n日本語です。[ほか](other.md)\n\n## 部分\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "no heading\n", "# Only English\n\n| a | あ |\n"])
def test_a_page_without_a_japanese_part_is_whole(text: str, language: str) -> None:
    assert in_language(text, language) == text


def test_blocks_of_code_keep_their_lines() -> None:
    page = "# A · あ\n\n## 日本語\n```md\n### x\n```\n### y\n"
    assert in_language(page, "ja") == "# あ\n```md\n### x\n```\n## y\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_page_has_a_title_and_a_part_in_both_languages(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    english, japanese = (in_language(text, language) for language in LANGUAGES)
    assert english.splitlines()[0].isascii()
    assert re.search("[ぁ-んァ-ヶ一-龠]", japanese.splitlines()[0])
    if page.name in WHOLE:
        return
    assert text.count(f"\n{HEADING}\n") == 1
    assert len(re.findall("[ぁ-んァ-ヶ一-龠]", japanese)) > 100
    assert len(re.findall("[ぁ-ん]", english)) < 30  # examples aside


def test_every_page_that_a_page_leads_to_is_built() -> None:
    """A README two folders down was linked and not built: make docs ended with that."""
    conf = ast.parse((DOCS / "site" / "conf.py").read_text(encoding="utf-8"))
    (patterns,) = (
        ast.literal_eval(line.value)
        for line in conf.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "include_patterns"
    )
    built = {path.resolve() for pattern in patterns for path in REPOSITORY.glob(pattern)}
    missing = {
        f"{page.relative_to(REPOSITORY)}: {target}"
        for page in built
        for target in re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if (page.parent / target).resolve() not in built
    }
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_navigation_leads_to_every_page_once(language: str) -> None:
    targets = [target for group in navigation(WAY_IN, language) for _, target in group.entries]
    assert [target for target in targets if not (DOCS / target).exists()] == []
    assert len(targets) == len(set(targets))
    assert {path.name for path in DOCS.glob("*.md")} - {"README.md"} == {
        target for target in targets if "/" not in target
    }
    assert ("../README.ja.md" if language == "ja" else "../README.md") in targets


@pytest.mark.parametrize("language", LANGUAGES)
def test_way_in_lists_what_it_names(language: str) -> None:
    page = way_in(WAY_IN, language, DOCS)
    trees = "\n".join(re.findall(r"```\{toctree\}\n(.*?)```", page, flags=re.DOTALL))
    groups = navigation(WAY_IN, language)
    assert re.findall(r":caption: (.+)", trees) == [group.title for group in groups]
    assert "decisions/0013-who-reaches-the-page" in trees
    assert page.startswith("# ドキュメント\n" if language == "ja" else "# Documentation\n")
    assert all(title.isascii() for group in navigation(WAY_IN, "en") for title, _ in group.entries)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != "README.md"], ids=lambda path: path.name
)
def test_links_within_a_page_stay_within_its_language(page: Path, language: str) -> None:
    """A heading of the other language isn't there in this one."""
    text = in_language(page.read_text(encoding="utf-8"), language)
    within = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    headings = {slug(line.lstrip("# ")) for line in within.splitlines() if re.match(r"#{1,4} ", line)}
    assert [anchor for anchor in re.findall(r"\]\(#([^)]+)\)", within) if anchor not in headings] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_an_example_that_a_page_speaks_of_can_be_had_from_the_site(page: Path) -> None:
    """Whoever has the site alone has no folder of examples: a link takes the file along."""
    for language in LANGUAGES:
        text = in_language(page.read_text(encoding="utf-8"), language)
        spoken = set(re.findall(r"docs/examples/([a-z_]+\.py)", text))
        assert spoken <= set(re.findall(r"\]\(examples/([a-z_]+\.py)\)", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_both_languages_show_the_same_commands(page: Path) -> None:
    """The page on programs had six commands in English and none in Japanese."""
    text = page.read_text(encoding="utf-8")
    english, japanese = (set(_shown(in_language(text, language))) for language in LANGUAGES)
    assert english == japanese


def _shown(text: str) -> Iterator[tuple[str, ...]]:
    """Yield what is called, with each option: words and paths differ by language."""
    for words in blocks(text):
        called = [word for word in words if re.fullmatch(r"--[a-z-]+", word)]
        if words and re.fullmatch("[a-z]+", words[0]):
            yield from (
                (*words[:1], *words[1:2], option) if words[0] == "kotae" else (words[0],)
                for option in called or [""]
            )


def slug(heading: str) -> str:
    """As GitHub and MyST make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
