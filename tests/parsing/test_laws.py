"""Laws every reader keeps, whatever it is given."""

import os
import re
import string
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.parsing.html import read_html
from kotae.parsing.markup.markdown import read_markdown
from kotae.parsing.markup.markdown_hidden import has_hidden_marks
from kotae.parsing.plain.text import read_plain
from kotae.parsing.units import Draft, to_document
from kotae.records import Document

Reader = Callable[[str], Draft]
READERS = [
    pytest.param(read_plain, id="plain"),
    pytest.param(read_markdown, id="markdown"),
    pytest.param(read_html, id="html"),
]

# Pieces that mean something to a reader, in an order that means nothing.
PIECES = st.sampled_from(
    [
        *(
            "# 見出し",
            "## Heading { #a }",
            "1. 項目",
            "- item",
            "* 項目",
            "・一つ",
            "> 引用",
            "```",
            "~~~python",
            "---",
            "===",
        ),
        *(
            "| a | b |",
            "|---|---|",
            "[^1]: 脚注",
            "[x]: https://a.jp",
            "https://a.jp/%E4%B8%96",
            "<https://a.jp>",
            "参考文献",
        ),
        *(
            "第1章 総則",
            "Chapter 2: Law",
            "1.2 Scope",
            "本文です。",
            "続きは次の",
            "A sentence.",
            "and so on it goes",
            "注意：",
            "課題: ",
        ),
        *(
            "<div>",
            "</div>",
            "<table><tr><td>",
            "</table>",
            "<ruby>権利<rt>けんり",
            "<pre>",
            "<script>",
            "<!--",
            "-->",
            "&amp;",
        ),
        *(
            "title: x",
            "3 10 11 題名",
            "53 55",
            "　全角",
            "\t",
            " ",
            "𠮷野家🙂",
            "e\u0301",
            "ﾊﾝｶｸ",
            "\ufeff",
            "\u2028",
            "\x0c",
            "\x1e",
        ),
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n", " ", "", "\n    "])), max_size=25).map(
    lambda pairs: "".join(piece + after for piece, after in pairs)
)


def check(document: Document) -> None:
    """Blocks hold text, stand apart, and neither begin nor end with white space."""
    for block in document.blocks:
        content = document.text[block.start : block.end]
        assert content
        assert content == content.strip()
        assert block.language in ("ja", "en")
        assert all(heading and heading == heading.strip() for heading in block.headings)
    for before, after in pairwise(document.blocks):
        assert before.end <= after.start
    assert document.info.title
    assert "\n" not in document.info.title


@pytest.mark.parametrize("reader", READERS)
@given(text=TEXTS)
def test_units_become_apart_and_readable_blocks(reader: Reader, text: str) -> None:
    check(to_document(reader(text), relative_path="a/b.txt"))


@pytest.mark.parametrize("reader", [read_plain, read_markdown])
@given(text=TEXTS)
@example(text="1. 項目\n1. 項目\n")
def test_the_text_as_read_is_never_edited(reader: Reader, text: str) -> None:
    """But for what a page wouldn't show and the numbers that it counts, which tests of their own are about."""
    if reader is read_plain:
        assert reader(text).text == text
    elif not has_hidden_marks(text):
        assert _uncounted(reader(text).text) == _uncounted(text)


def _uncounted(text: str) -> str:
    return re.sub(r"\d+(?=[.)])", "#", text)


@given(text=TEXTS.map(lambda text: text.replace("\x0c", "").replace("\x1e", "")))
@example(text="|---|---|\n|---|---|\n")
def test_plain_text_loses_nothing_but_marks(text: str) -> None:
    """What stands outside of all blocks is white space, bullets, rules and quote signs."""
    draft = read_plain(text)
    outside, position = "", 0
    for unit in draft.units:
        outside += text[position : unit.start]
        position = unit.end
    outside += text[position:]
    assert not [
        character for character in outside if character.isalpha() and character not in string.ascii_lowercase
    ]


@given(text=TEXTS)
def test_extracted_html_reads_the_same_again_as_plain_pieces(text: str) -> None:
    """Every unit's text is the page's text, in order, with nothing but white space between."""
    draft = read_html(text)
    outside, position = "", 0
    for unit in draft.units:
        outside += draft.text[position : unit.start]
        position = unit.end
    assert (outside + draft.text[position:]).strip() == ""


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@given(data=st.binary(max_size=400) | TEXTS.map(lambda text: text.encode("cp932", "ignore")))
@example(data=b"---\n&a [*a]\n---\n")
@example(data=b"---\n? {a: b}\n: c\n---\n")
@example(data=b"---\n\x85\n---\n")
@example(data=b"<html><body>" + b"<b>" * 500)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_become_documents_or_a_reading_error(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    documents, messages = outcome(path)
    assert bool(documents) != bool(messages)
    assert all(message.startswith(path.name) for message in messages)
    for document in documents:
        check(document)
        assert document.blocks


def outcome(path: Path) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    try:
        return read_file(path, relative_path=path.name), ()
    except ReadingError as error:
        return (), (error.en, error.ja)


HOSTILE = {
    "endless line": "日本の予算は" * 50_000,
    "white space": " " * 200_000 + "x",
    "stars": "*" * 100_000,
    "brackets": "[" * 100_000,
    "quotes in quotes": ">" * 100_000,
    "nested list": "".join(f"{' ' * depth}- a\n" for depth in range(300)),
    "pipes": "|" * 100_000,
    "tags left open": "<a " * 30_000,
    "declarations left open": "<?xml " * 20_000,
    "comments left open": "<!--" * 30_000,
    "elements in elements": "<div>" * 20_000 + "深い" + "</div>" * 20_000,
    "marks in marks": "<sup>1" * 20_000,
    "tables in tables": "<table><tr><td>x" * 3_000,
    "front matter in front matter": "---\n" + "[{" * 5_000 + "\n---\n本文です。",
    "unfinished paragraphs": "文です。続き\n\n" * 5_000,
    "colons": "あ：" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("reader", READERS)
def test_hostile_text_is_read_in_linear_time(reader: Reader, text: str) -> None:
    before = os.times().user
    document = to_document(reader(text), relative_path="a.txt")
    # Generous: the quadratic versions of these took minutes.
    assert os.times().user - before < 20
    check(document)
