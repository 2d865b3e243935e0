"""One file holds a page in both languages; here it becomes a page in one.

How a page is written, so that it reads well as a file too:

- its title is ``# English · 日本語``;
- the English stands first, and ``## 日本語`` begins the Japanese; a page without that heading is shown whole in both;
- where ``PAGE.ja.md`` stands beside ``PAGE.md``, that is the Japanese;
- ``docs/README.md`` is the way in: a table for each group of pages, which is also the navigation.

Nothing here knows of the generator.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["HEADING", "LANGUAGES", "Group", "in_language", "navigation", "way_in"]

LANGUAGES: Final = ("en", "ja")
HEADING: Final = "## 日本語"
_TITLE = re.compile(r"# (?P<en>[^\n·]+?)(?: · (?P<ja>[^\n]+))?\n")
_GROUP = re.compile(
    r"^## (?P<en>[^\n·]+) · (?P<ja>[^\n]+)\n(?P<rows>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
_ROW = re.compile(r"^\| (?P<en>[^|]+) \| (?P<ja>[^|]+) \| (?P<read>[^|]+) \|$", re.MULTILINE)
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_TO_JAPANESE = re.compile(r" ?\[日本語は下にあります。\]\(#日本語\)")
_TO_PART: Final = "#日本語)"
"""Ends a link to the Japanese part of another page; here it leads to that page, for the part is all there is of it."""
_KANA = re.compile("[ぁ-んァ-ヶ]")
_FENCE = re.compile(r"^ {0,3}```")


class Group(NamedTuple):
    """Pages that belong together.

    Attributes:
        title: Its name in one language.
        entries: What one wants to do, and where it is said: a path relative to ``docs/README.md``.
    """

    title: str
    entries: tuple[tuple[str, str], ...]


def in_language(text: str, language: str) -> str:
    """Return a page as it is read in one language.

    Args:
        text: The file's, in Markdown.
        language: One of ``LANGUAGES``.

    Returns:
        With a title in that language, where there is one, and the part in that language, its headings one level up.
        A page without ``## 日本語`` is whole. An empty page stays empty.
    """
    title, body = "", text
    if found := _TITLE.match(text):
        title, body = f"# {found[language] or found['en']}\n", text[found.end() :]
    english, heading, japanese = body.partition(f"\n{HEADING}\n")
    if not heading:
        return title + body.replace(_TO_PART, ")")
    if language == "en":
        said = _TO_JAPANESE.sub("", english).rstrip() + "\n"
        first, _, rest = said.partition("\n## English\n")
        return title + first + _raised(rest)
    return title + _raised(japanese).replace(_TO_PART, ")")


def _raised(text: str) -> str:
    """Return a part as a page: its headings one level up, outside of blocks of code."""
    lines, within = [], False
    for line in text.splitlines():
        within ^= bool(_FENCE.match(line))
        lines.append(line[1:] if line.startswith("### ") and not within else line)
    return "".join(f"{line}\n" for line in lines)


def navigation(text: str, language: str) -> tuple[Group, ...]:
    """Return the groups of the way in, in order.

    Args:
        text: That of ``docs/README.md``.
        language: One of ``LANGUAGES``: where a row names two pages, the second is the Japanese.
    """
    return tuple(
        Group(
            group[language].strip(),
            tuple(
                (row[language].strip(), _chosen(row["read"], language))
                for row in list(_ROW.finditer(group["rows"]))[1:]
            ),
        )
        for group in _GROUP.finditer(text)
    )


def _chosen(cell: str, language: str) -> str:
    targets = [link["target"] for link in _LINK.finditer(cell)]
    return targets[LANGUAGES.index(language)] if len(targets) > 1 else targets[0]


def way_in(text: str, language: str, folder: Path) -> str:
    """Return the way in as a page of the site: its groups with their pages, which are the navigation too.

    Args:
        text: That of ``docs/README.md``; its paragraphs with Japanese letters are the Japanese ones.
        language: One of ``LANGUAGES``.
        folder: Where it stands; a folder it names stands for the pages in it, by name.
    """
    head, *said = in_language(text[: text.index("\n## ") + 1], language).strip().split("\n\n")
    parts = [head, *(one for one in said if bool(_KANA.search(one)) == (language == "ja"))]
    for group in navigation(text, language):
        shown = [(title[:1].upper() + title[1:], target) for title, target in group.entries]
        parts += [
            f"## {group.title}",
            "\n".join(f"- {_linked(title, target, folder)}" for title, target in shown),
        ]
        tree = [_listed(title, target, folder) for title, target in shown]
        parts.append("\n".join(["```{toctree}", ":hidden:", f":caption: {group.title}", "", *tree, "```"]))
    return "\n\n".join(parts) + "\n"


def _linked(title: str, target: str, folder: Path) -> str:
    if not target.endswith("/"):
        return f"[{title}]({target})"
    return f"{title}: " + " · ".join(
        f"[{page.stem[:4]}]({target}{page.name})" for page in _pages(folder / target)
    )


def _listed(title: str, target: str, folder: Path) -> str:
    if not target.endswith("/"):
        return f"{title} <{target.removesuffix('.md')}>"
    return "\n".join(f"{target}{page.stem}" for page in _pages(folder / target))


def _pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))
