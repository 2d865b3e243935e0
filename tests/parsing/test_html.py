from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.parsing.html import declared_charset, read_html
from kotae.parsing.units import to_document


def pieces(markup: str) -> list[tuple[str, str]]:
    draft = read_html(markup)
    return [(unit.kind, draft.text[unit.start : unit.end]) for unit in draft.units]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>権利<ruby>権利<rt>けんり</rt></ruby>", "権利権利", id="ruby"),
        pytest.param(
            "<ruby>権<rp>(</rp><rt>けん<rp>)</rp>利<rt>り</ruby>を守る",
            "権利を守る",
            id="ruby, tags left open",
        ),
        pytest.param("<ruby><rb>東京<rtc><rt>とうきょう</rtc></ruby>", "東京", id="ruby with rb and rtc"),
        pytest.param(
            "<p>改行は\n  日本語では\n空白にならない。",
            "改行は日本語では空白にならない。",
            id="Japanese wrapped",
        ),
        pytest.param("<p>A line\n  break is\na space.", "A line break is a space.", id="English wrapped"),
        pytest.param("<p>AI\n戦略と\nGPU", "AI 戦略と GPU", id="mixed wrapped"),
        pytest.param("<p>一<br>二<br/>三", "一\n二\n三", id="br"),
        pytest.param(
            "A &amp; B &lt;c&gt; &quot;d&quot; &#26085;&#x672c; &copy;", 'A & B <c> "d" 日本 ©', id="entities"
        ),
        pytest.param("<p>全角　空白&nbsp;と", "全角 空白 と", id="wide spaces"),
        pytest.param("<p>34兆円<sup>14</sup>、10<sup>3</sup>", "34兆円¹⁴、10³", id="raised numbers"),
        pytest.param("<p>増加<sup><a href='#n1'>[1]</a></sup>した", "増加¹した", id="linked footnote"),
        pytest.param("<p>x<sup>th</sup>", "xth", id="raised letters"),
        pytest.param(
            "<p>見える<span hidden>x</span><i style='DISPLAY : none'>y</i>文", "見える文", id="hidden"
        ),
        pytest.param(
            "<p>a<!-- no --><script>b</script><style>c</style><template>d</template>e", "ae", id="no content"
        ),
        pytest.param(
            "<p>a<noscript>b</noscript><svg><text>c</text></svg><button>d</button>e", "ae", id="no text"
        ),
        pytest.param("<?xml version='1.0'?><root><a>値</a></root>", "値", id="XML"),
        pytest.param("http://example.jp", "http://example.jp", id="an address"),
        pytest.param("a.html", "a.html", id="a file name"),
        pytest.param("\x00 a \x1e b", "\ufffd a b", id="control characters"),
    ],
)
def test_read_html_keeps_what_a_reader_sees(markup: str, text: str) -> None:
    assert read_html(markup).text == text


@pytest.mark.parametrize(
    "frame",
    [
        "<nav>メニュー</nav>",
        "<footer>著作権</footer>",
        "<aside>広告</aside>",
        "<div role='navigation'>メニュー</div>",
        "<div class='x Sidebar'>横</div>",
        "<ul id='breadcrumbs'><li>ホーム</ul>",
        "<div class='toc'><p>目次</p></div>",
        "<form><input value='x'><select><option>y</select></form>",
    ],
)
def test_read_html_leaves_out_what_surrounds_the_text(frame: str) -> None:
    assert pieces(f"<body>{frame}<h1>題</h1><p>本文です。</p>{frame}</body>") == [
        ("heading", "題"),
        ("paragraph", "本文です。"),
    ]


def test_read_html_prefers_main_then_a_single_article() -> None:
    long = "<p>" + "本文です。" * 60
    assert pieces("<p>外<main><p>中</main><p>外") == [("paragraph", "中")]
    assert pieces("<p>外<div role=main><p>中</div>") == [("paragraph", "中")]
    assert pieces("<p>外<main></main>") == [("paragraph", "外")]
    assert pieces(f"<p>外<article>{long}</article>") == [("paragraph", "本文です。" * 60)]
    assert pieces("<article><p>一</article><article><p>二</article>") == [
        ("paragraph", "一"),
        ("paragraph", "二"),
    ]


def test_read_html_keeps_remarks_inside_the_main_part() -> None:
    assert pieces("<main><p>本文<aside>注記</aside></main><aside>広告</aside>") == [
        ("paragraph", "本文"),
        ("paragraph", "注記"),
    ]


def test_read_html_reads_a_page_in_full_where_names_mislead() -> None:
    assert pieces("<div class=menu><p>カレー 900円</div><nav>x</nav>") == [("paragraph", "カレー 900円")]


def test_read_html_reads_tables_by_row_and_layout_by_cell() -> None:
    data = (
        "<table><caption>投資</caption><tr><th>社名<th>額</tr><tr><td>AWS<td><ul><li>2.3<li>兆円</ul></table>"
    )
    assert pieces(data) == [("paragraph", "投資"), ("table", "社名 | 額"), ("table", "AWS | 2.3 兆円")]
    layout = f"<table><tr><td>左</td><td><h2>右</h2>{data}</td></tr></table>"
    assert pieces(layout) == [("paragraph", "左"), ("heading", "右"), *pieces(data)]
    assert pieces("<table><tr><td></td><td>値</td><td></td></tr></table>") == [("table", "値")]


def test_read_html_keeps_code_as_it_is() -> None:
    assert pieces("<pre>\n  if x:\n      y &amp;&amp; z\n\n</pre><p>後") == [
        ("code", "if x:\n      y && z"),
        ("paragraph", "後"),
    ]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>設定 — 例の会社</title><h1>設定</h1><p>x", "設定"),
        ("<title>Setup | Example</title><h1>Setup</h1><p>x", "Setup"),
        ("<title>Setup</title><h1>Welcome</h1><p>x", "Setup"),
        ("<title> 二行の\n 題 </title><p>x", "二行の 題"),
        ("<h1>見出し</h1><p>x", "見出し"),
        ("<header><h1>見出し</h1></header><main><p>x</main>", "見出し"),
        ("<h2>下の見出し</h2><p>x", "下の見出し"),
        ("<p>x", "a"),
    ],
)
def test_read_html_finds_the_title(markup: str, title: str) -> None:
    assert to_document(read_html(markup), relative_path="a.html").info.title == title


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ("lang=ja", "ja"),
        ("lang='ja-JP'", "ja"),
        ("lang=EN-us", "en"),
        ("xml:lang=en", "en"),
        ("lang=fr", None),
        ("", None),
    ],
)
def test_read_html_reads_the_language_attribute(attributes: str, language: str | None) -> None:
    assert read_html(f"<html {attributes}><p>text</html>").language == language


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="Shift_JIS">', "Shift_JIS"),
        (b"<META http-equiv=Content-Type content='text/html; charset=euc-jp'>", "euc-jp"),
        (b'<?xml version="1.0" encoding="iso-2022-jp"?>', "iso-2022-jp"),
        (b"<meta name=x>", ""),
        (b"", ""),
    ],
)
def test_declared_charset_reads_the_head(head: bytes, charset: str) -> None:
    assert declared_charset(head) == charset


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "iso-2022-jp", "utf-8", "windows-31j"])
def test_read_file_honours_the_declared_charset(tmp_path: Path, encoding: str) -> None:
    # 誘導 in EUC-JP is valid UTF-8 and valid Shift_JIS: only the declaration tells.
    markup = f"<html><head><meta charset={encoding}></head><body><p>誘導です</p></body></html>"
    python_name = {"windows-31j": "cp932"}.get(encoding, encoding)
    (tmp_path / "a.html").write_bytes(markup.encode(python_name))
    (document,) = read_file(tmp_path / "a.html", relative_path="a.html")
    assert document.text == "誘導です"


def test_read_html_keeps_deep_pages_whole() -> None:
    markup = "<div>" * 30_000 + "<p>底</p>" + "</div>" * 30_000 + "<p>後</p>"
    assert pieces(markup) == [("paragraph", "底"), ("paragraph", "後")]


def test_read_html_heading_paths_and_definitions() -> None:
    document = to_document(
        read_html("<h1>A</h1><h2>B</h2><dl><dt>用語<dd>意味</dl><h3>C</h3><p>c</p><h2>D</h2><p>d"),
        relative_path="a.html",
    )
    assert [(document.text[block.start : block.end], block.headings) for block in document.blocks] == [
        ("A", ()),
        ("B", ()),
        ("用語", ("B",)),
        ("意味", ("B",)),
        ("C", ("B",)),
        ("c", ("B", "C")),
        ("D", ()),
        ("d", ("D",)),
    ]
