"""The reading view: our elements, the document's words, evidence where it stands."""

import re
from typing import Literal

import pytest

from kotae.records import Block, Document, Language, Span
from kotae.ui.reader.evidence import number_evidence
from kotae.ui.reader.view import View, render_document, render_missing, render_reader
from tests.ui.builders import FIRST, SECOND, document, info
from tests.ui.test_escaping import HOSTILE, assert_harmless

SOURCE = """# 題名

## 節

本文は**ここ**にある。

- 一つ目
- 二つ目

| 企業 | 額 |
|---|---|
| AWS | 2兆円 |

> 引用文

    code <b>
"""


def blocks() -> tuple[Block, ...]:
    kinds: tuple[
        tuple[str, Literal["heading", "paragraph", "list", "table", "quote", "code"], tuple[str, ...]], ...
    ] = (
        ("題名", "heading", ()),
        ("節", "heading", ("題名",)),
        ("本文は**ここ**にある。", "paragraph", ("題名", "節")),
        ("一つ目", "list", ("題名", "節")),
        ("二つ目", "list", ("題名", "節")),
        ("| 企業 | 額 |", "table", ("題名", "節")),
        ("|---|---|", "table", ("題名", "節")),
        ("| AWS | 2兆円 |", "table", ("題名", "節")),
        ("引用文", "quote", ("題名", "節")),
        ("code <b>", "code", ("題名", "節")),
    )
    found = []
    position = 0
    for words, kind, headings in kinds:
        start = SOURCE.index(words, position)
        position = start + len(words)
        found.append(Block(start=start, end=position, kind=kind, headings=headings, language="ja"))
    return tuple(found)


def test_blocks_become_elements_in_order() -> None:
    source = Document(info=info("ja"), text=SOURCE, blocks=blocks())
    html = re.sub(r' (lang|dir|id|data-place)="[^"]*"', "", render_document(source))
    assert html == (
        "<h3>題名</h3><h4>節</h4><p>本文は<strong>ここ</strong>にある。</p>"
        "<ul><li>一つ目</li><li>二つ目</li></ul>"
        '<div class="k-table"><table><tbody><tr><td> 企業 </td><td> 額 </td></tr>'
        "<tr><td> AWS </td><td> 2兆円 </td></tr></tbody></table></div>"
        '<blockquote>引用文</blockquote><pre class="k-code">code &lt;b&gt;</pre>'
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_evidence_is_marked_where_it_stands(language: Language) -> None:
    source = document(language)
    places = [
        Span(start=source.text.index(words), end=source.text.index(words) + len(words))
        for words in (SECOND[language], FIRST[language])
    ]
    numbered = number_evidence(source, places)
    html = render_reader(source, numbered, numbered[-1].number, View(language=language))
    marked: dict[str, str] = {}
    for number, words in re.findall(r'<mark data-evidence="(\d)">(.*?)</mark>', html):
        marked[number] = marked.get(number, "") + words
    assert marked == (
        {"1": FIRST["ja"].replace("**", "") + SECOND["ja"]}
        if language == "ja"
        else {"1": FIRST["en"], "2": SECOND["en"]}
    )
    assert f'data-current="{1 if language == "ja" else 2}"' in html


def test_evidence_is_numbered_in_reading_order_and_joined() -> None:
    source = document("ja")
    places = [Span(start=30, end=35), Span(start=6, end=10), Span(start=8, end=12), Span(start=400, end=500)]
    numbered = number_evidence(source, places)
    assert [(e.start, e.end, e.number) for e in numbered] == [(6, 12, 1), (30, 35, 2)]


def test_outline_needs_two_headings() -> None:
    whole = Document(info=info("ja"), text=SOURCE, blocks=blocks())
    html = render_reader(whole, (), 1, View(language="ja"))
    assert re.findall(r'data-target="k-at-(\d+)" lang="ja">([^<]*)<', html) == [("2", "題名"), ("9", "節")]
    assert "k-outline" not in render_reader(document("ja"), (), 1, View(language="ja")).replace(
        "k-no-outline", ""
    )


def test_text_without_blocks_is_shown_as_it_is() -> None:
    plain = Document(info=info("en"), text="a <b>\n  c", blocks=())
    assert render_document(plain) == '<pre class="k-plain-text">a &lt;b&gt;\n  c</pre>'


def test_pages_are_sheets_and_stand_in_the_outline() -> None:
    pages = Document(
        info=info("en"),
        text="one two three",
        blocks=(
            Block(start=0, end=3, kind="paragraph", page=1, language="en"),
            Block(start=4, end=7, kind="paragraph", page=1, language="en"),
            Block(start=8, end=13, kind="paragraph", page=2, language="en"),
        ),
    )
    html = re.sub(r' (lang|dir|data-place)="[^"]*"', "", render_document(pages))
    assert html == (
        '<section class="k-sheet" id="k-page-1"><p>one</p><p>two</p><p class="k-page">1</p></section>'
        '<section class="k-sheet" id="k-page-2"><p>three</p><p class="k-page">2</p></section>'
    )
    for language, names in (("ja", ["1ページ", "2ページ"]), ("en", ["Page 1", "Page 2"])):
        reader = render_reader(pages, (), 1, View(language=language))
        assert re.findall(rf'data-target="k-page-\d" lang="{language}">([^<]*)<', reader) == names


@pytest.mark.parametrize("kind", ["heading", "paragraph", "list", "table", "quote", "code", "references"])
@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_document_stays_text(
    raw: str, kind: Literal["heading", "paragraph", "list", "table", "quote", "code", "references"]
) -> None:
    block = Block(start=0, end=len(raw), kind=kind, headings=(raw,), language="ja")
    hostile = Document(info=info("ja", title=raw, path=raw), text=raw, blocks=(block,))
    marked = number_evidence(hostile, [Span(start=0, end=len(raw))])
    html = render_reader(hostile, marked, 1, View(language="ja", own_page="reader?document=x", note=raw))
    assert_harmless(html)


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "もう文書庫にありません"), ("en", "no longer in the library")]
)
def test_missing_document_is_said(language: str, words: str) -> None:
    assert words in render_missing(language)
