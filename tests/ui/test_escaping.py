"""Nothing a document says becomes markup, whatever it says."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.records import Span
from kotae.ui.escaping import element, escape, joined_spans, shorten
from kotae.ui.reader.excerpts import render_excerpt

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<iframe src='https://example.com'></iframe>",
    "' onmouseover='alert(1)",
    "${alert(1)} {{constructor.constructor('alert(1)')()}} `x`",
    "[link](javascript:alert(1)) ![image](https://example.com/x.png)",
    "日本\u202eedoc.exe\u202c 語\x00\x1b[31m",
    "</textarea></dialog><script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
)
HARMLESS = frozenset(
    [
        "a",
        "article",
        "aside",
        "b",
        "blockquote",
        "button",
        "code",
        "dd",
        "details",
        "div",
        "em",
        "footer",
        "form",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "img",
        "input",
        "li",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "th",
        "thead",
        "td",
        "textarea",
        "tr",
        "ul",
    ]
)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element a browser would make of the HTML, with its attributes."""
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


def tags(html: str) -> list[str]:
    return [name for name, _ in elements(html)]


def assert_harmless(html: str) -> None:
    """Nothing in the HTML runs or loads anything, or leads anywhere but to the web or the reader."""
    for name, attributes in elements(html):
        assert name in HARMLESS
        assert not [key for key in attributes if key.startswith("on") or key == "srcdoc"]
        assert (name == "img") == ("src" in attributes)
        # Pictures of pages, and places on them in points.
        assert re.fullmatch(r"pages/[0-9a-f]+/\d+/\w+", attributes.get("src") or "pages/0/0/x")
        assert re.fullmatch(r"(?:--\w+:-?[\d.]+;?)+", attributes.get("style") or "--x:0")
        if (address := attributes.get("href")) is not None:
            assert address.startswith(("reader?document=", "https://", "http://"))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("「引用」 \"x\" 'y'", "「引用」 &quot;x&quot; &#x27;y&#x27;"),
        ("${x} {{y}} `z`", "&#36;&#123;x&#125; &#123;&#123;y&#125;&#125; &#96;z&#96;"),
        ("日\u202e本\x1b[2J\n", "日[U+202E]本[U+001B][2J\n"),
    ],
    ids=["markup", "quotes", "templates", "controls"],
)
def test_escape_writes_references(raw: str, shown: str) -> None:
    assert escape(raw) == shown


@given(st.text())
def test_escape_leaves_no_active_character(raw: str) -> None:
    assert not set(escape(raw)) & set("<>\"'`{}$\x00\x1b\u202e\u2066")


def test_element_escapes_attributes_and_leaves_none_out() -> None:
    html = element("a", "x", href='"><script>', class_="k", data_turn=3, hidden=True, title=None)
    assert html == '<a href="&quot;&gt;&lt;script&gt;" class="k" data-turn="3" hidden>x</a>'


@pytest.mark.parametrize(("raw", "short"), [("あ" * 200, "あ" * 159 + "…"), ("a\n b\tc ", "a b c"), ("", "")])
def test_shorten_gives_one_line(raw: str, short: str) -> None:
    assert shorten(raw) == short


def test_joined_spans_cuts_sorts_and_joins() -> None:
    spans = [Span(start=8, end=30), Span(start=0, end=3), Span(start=2, end=5), Span(start=6, end=6)]
    assert joined_spans(spans, first=1, last=10) == ((1, 5), (8, 10))
    assert joined_spans([], first=0, last=5) == ()


@pytest.mark.parametrize(
    ("passage", "spans", "offset", "html"),
    [
        (
            "予算は5兆円。期間は3年。",
            [(107, 113)],
            100,
            '予算は5兆円。<mark data-evidence="1">期間は3年。</mark>',
        ),
        ("a <b> c", [(2, 5)], 0, 'a <mark data-evidence="1">&lt;b&gt;</mark> c'),
        ("see **Google** now", [(0, 18)], 0, None),
        ("outside", [(500, 600)], 0, "outside"),
    ],
    ids=["japanese", "markup", "across-markup", "outside"],
)
def test_excerpt_marks_by_offset(
    passage: str, spans: list[tuple[int, int]], offset: int, html: str | None
) -> None:
    rendered = render_excerpt(passage, [Span(start=s, end=e) for s, e in spans], path="a.md", offset=offset)
    if html is None:
        html = (
            '<mark data-evidence="1">see </mark><strong><mark data-evidence="1">Google</mark></strong>'
            '<mark data-evidence="1"> now</mark>'
        )
    assert rendered == html


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("前\n企業 | 額 |\n|---|---|\n| AWS | 2兆円 |\n\n後", "前<企業/額><AWS/2兆円>後"),
        ("| AWS | 2 trillion yen |\nafter", "<AWS/2 trillion yen>after"),
        ("a | b without a rule\nis text", "a | b without a rule\nis text"),
        ("企業 | 額 |\n|---|---|", "企業 | 額 |\n"),
        ("2兆円 | 2027年 |\n| Oracle | 1兆円 |\n後", "<2兆円/2027年><Oracle/1兆円>後"),
        ("two trillion | 2027 |", "<two trillion/2027>"),
        ("before\na | b |\nafter", "before\na | b |\nafter"),
    ],
)
def test_tables_of_an_excerpt_become_tables(passage: str, shown: str) -> None:
    html = render_excerpt(passage)
    rows = re.sub(r"<tr>(.*?)</tr>", lambda row: "<" + re.sub("</td><td[^>]*>", "/", row[1]) + ">", html)
    assert (
        re.sub(r"</?(table|tbody|td)[^>]*>", "", rows)
        .replace(" /", "/")
        .replace("/ ", "/")
        .replace("< ", "<")
        .replace(" >", ">")
        == shown
    )


def test_evidence_in_a_table_is_marked_cell_by_cell() -> None:
    passage = "|企業|額|\n|---|---|\n|AWS|2兆円|\n"
    start = passage.index("AWS")
    html = render_excerpt(passage, [Span(start=start, end=start + 6)])
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["AWS", "2兆"]


@pytest.mark.parametrize("raw", HOSTILE)
def test_excerpt_of_hostile_text_holds_only_our_elements(raw: str) -> None:
    rendered = render_excerpt(raw, [Span(start=0, end=len(raw))], path="a.md")
    assert set(tags(rendered)) <= {"mark", "strong", "em", "code", "span", "a"}
    assert_harmless(rendered)


@given(st.text(alphabet="*`[]()!<>&\"'ab日本\n|-", max_size=60))
def test_excerpt_keeps_every_letter_in_order(raw: str) -> None:
    rendered = render_excerpt(raw, path="a.md")
    letters = [c for c in re.sub(r"<[^>]*>", "", rendered) if c in "日本"]
    hidden = [c for c in raw if c in "日本"]
    # An address is hidden behind its link's words; everything else is shown.
    assert "".join(letters) in "".join(hidden) or "](" in raw


@pytest.mark.parametrize(
    ("raw", "html"),
    [
        (
            "[資料](https://example.com/?a=1&b=2)",
            '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">資料</a>',
        ),
        ("[x](javascript:alert)", '<span class="k-dead-link" title="javascript:alert">x</span>'),
        ("[x](//example.com)", '<span class="k-dead-link" title="//example.com">x</span>'),
        ("![alt](https://example.com/i.png)", None),
    ],
    ids=["web", "script", "no-scheme", "image"],
)
def test_links_are_inert_unless_web_addresses(raw: str, html: str | None) -> None:
    rendered = render_excerpt(raw, path="a.md")
    if html is None:
        assert tags(rendered) == ["a"]
        assert "<img" not in rendered
    else:
        assert rendered == html


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        ("memo.md", True),
        ("ja/覚え書き.MD", True),
        ("paper.ipynb", True),
        ("memo.txt", False),
        ("mail.eml", False),
        ("表.xlsx", False),
        ("規程.docx", False),
        ("scan.pdf", False),
        ("", False),
    ],
)
def test_what_looks_like_markup_is_hidden_only_where_it_is_markup(path: str, hidden: bool) -> None:
    """A power of a sheet, a note behind brackets: a reader must see them as their author wrote them."""
    raw = "2**10と3**5、[第3回](予定)、`ls`、*p* < .05"
    shown = unescape(re.sub(r"<[^>]*>", "", render_excerpt(raw, path=path)))
    assert shown == ("210と35、第3回、ls、p < .05" if hidden else raw)
