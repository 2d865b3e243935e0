"""Every command that a page shows is one: its name, its options and what it must be given."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from kotae.cli.commands import command

REPOSITORY = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "benchmarks/*/README.md", "training/*/README.md")
    for path in REPOSITORY.glob(pattern)
    if path.name != "CHANGELOG.md"  # it tells of what was
)
MARKDOWN = MarkdownIt("commonmark").enable("table")
parsed = cache(
    MARKDOWN.parse
)  # each page is asked for its blocks, its spans, and by those who run its commands
OPTION = re.compile(r"--[a-z][a-z-]+")
ENDS = {"|", "||", "&&", ";", ">", ">>", "<", "&"}
# Options of pip, uv, docker and the like, which the pages name too.
OF_OTHERS = {"--require-hashes", "--no-sandbox", "--no-deps", "--python", "--backend"}
TARGETS = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def blocks(text: str) -> Iterator[list[str]]:
    """Yield the commands of the blocks of a page, each as its words."""
    for token in parsed(text):
        if token.type not in ("fence", "code_block") or token.info.strip() not in (
            "",
            "sh",
            "bash",
            "console",
        ):
            continue
        for line in re.sub(r"\\\n\s*", " ", token.content).splitlines():
            try:
                words = shlex.split(line.strip().removeprefix("$ "), comments=True)
            except ValueError:  # a block that shows what is printed, not what is typed
                continue
            yield from split(words)


def spans(text: str) -> Iterator[str]:
    """Yield what stands in backticks in the sentences and tables of a page."""
    for token in parsed(text):
        yield from (child.content for child in token.children or () if child.type == "code_inline")


def split(words: list[str]) -> Iterator[list[str]]:
    """Yield the commands of a line, without what is set for them and where their output goes."""
    while words:
        end = next((at for at, word in enumerate(words) if word in ENDS), len(words))
        first = next((at for at in range(end) if not re.match(r"[A-Z_]+=", words[at])), end)
        if words[first:end]:
            yield words[first:end]
        words = words[end + 1 :]


def of_kotae(words: list[str]) -> list[str] | None:
    """Return what kotae is called with; None for another program."""
    for at, word in enumerate(words[: 4 if words[0] == "uvx" else 1]):
        if word == "kotae" or word.endswith("/bin/kotae"):
            return words[at + 1 :]
    return words[3:] if words[1:3] == ["-m", "kotae"] else None


def wrong(words: list[str], *, whole: bool) -> str:
    """Return what is wrong with a call of kotae, or the empty string.

    Args:
        words: What stands behind ``kotae``.
        whole: Whether all that the command must be given has to be there: not where a sentence only names it.
    """
    part: Any = command("en")
    name = "kotae"
    while hasattr(part, "commands") and words and not words[0].startswith("-"):
        if words[0] not in part.commands:
            return f"{name} has no command {words[0]}"
        name, part, words = f"{name} {words[0]}", part.commands[words[0]], words[1:]
    try:
        given, left, _ = part.make_parser(part.context_class(part, info_name=name)).parse_args(list(words))
    except Exception as error:  # noqa: BLE001 - whichever class the parser has: the message is what counts
        return f"{name}: {error}"
    if left and not hasattr(part, "commands"):
        return f"{name}: {left} is too much"
    for one in part.params:
        # Choices are shown in lower case; what is to be filled in, in upper case.
        value, choices = given.get(one.name), (one.metavar or "").split("|")
        if len(choices) > 1 and all(map(str.islower, choices)) and value is not None and value not in choices:
            return f"{name}: {value} is none of {choices}"
    missing = [one.name for one in part.params if whole and one.required and not given.get(one.name)]
    return f"{name}: {missing} is missing" if missing else ""


def test_a_wrong_call_is_found() -> None:
    assert wrong(["ask", "x", "--top-k", "3"], whole=True) == ""
    assert "no command aks" in wrong(["aks", "x"], whole=True)
    assert "--top-q" in wrong(["ask", "x", "--top-q", "3"], whole=False)
    assert "question" in wrong(["ask"], whole=True)
    assert wrong(["ask"], whole=False) == ""
    assert "too much" in wrong(["doctor", "a", "b"], whole=True)
    assert "git is none of" in wrong(["models", "git"], whole=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_command_of_a_page_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = [(words, True) for words in blocks(text)]
    for line in spans(text):
        found += [(words, False) for words in split(line.replace("…", "").split())]
    faults = []
    for words, whole in found:
        called = of_kotae(words)
        if called is not None and (fault := wrong(called, whole=whole)):
            faults.append(fault)
        if words[0] == "make":
            faults += [f"make {word}" for word in words[1:2] if "=" not in word and word not in TARGETS]
        if words[1:2] == ["-m"] and words[2:3] and words[2].startswith(("benchmarks.", "training.")):
            module = REPOSITORY / words[2].replace(".", "/")
            faults += [words[2]] * (
                not module.with_suffix(".py").exists() and not (module / "__main__.py").exists()
            )
        if (
            words[0] == "python"
            and words[1:2]
            and words[1].endswith(".py")
            and not (REPOSITORY / words[1]).exists()
        ):
            faults.append(words[1])
    assert faults == []


@pytest.mark.parametrize("name", ["README.md", "README.ja.md", "docs/evaluation.md"])
def test_pages_with_commands_were_read(name: str) -> None:
    called = [of_kotae(words) for words in blocks((REPOSITORY / name).read_text(encoding="utf-8"))]
    assert len([words for words in called if words]) >= 5


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "benchmarks" not in page.parts], ids=lambda path: path.name
)
def test_pages_name_only_options_that_exist(page: Path) -> None:
    known = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")
    found = (OPTION.match(span) for span in spans(page.read_text(encoding="utf-8")))
    named = {option[0] for option in found if option} - OF_OTHERS
    assert {option for option in named if option not in known} == set()
