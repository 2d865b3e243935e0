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
            "<p>a<noscript>Turn JavaScript on</noscript><svg><path/></svg><button>d</button>e",
            "a e",
            id="no text",
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
        "<footer><a href='/'>ホーム</a> <a href='/b'>About</a></footer>",
        "<aside><a href='/'>広告</a></aside>",
        "<div role='navigation'>メニュー</div>",
        "<div class='x Sidebar'><a href='/'>横</a></div>",
        "<ul id='breadcrumbs'><li>ホーム</ul>",
        "<div class='toc'><p>目次</p></div>",
        "<dialog>閉じた窓</dialog>",
    ],
)
def test_read_html_leaves_out_what_surrounds_the_text_and_says_so(frame: str) -> None:
    draft = read_html(f"<body>{frame}<h1>題</h1><p>本文です。</p>{frame}</body>")
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == ["題", "本文です。"]
    (warning,) = draft.warnings
    assert warning.startswith("menus and the like around the text were left out: “")
    assert "本文の周りのメニューなどを除きました：「" in warning


@pytest.mark.parametrize(
    ("beside", "read"),
    [
        ("<footer><address>〒425-0021 焼津市中港4-1</address></footer>", "〒425-0021 焼津市中港4-1"),
        ("<aside>The hall opens at nine.</aside>", "The hall opens at nine."),
        ("<div class=sidebar>受付は三階です。</div>", "受付は三階です。"),
        ("<form><label>氏名 <input value='山田'></label></form>", "氏名 山田"),
        ("<form><input type=checkbox checked> 同意する</form>", "☑ 同意する"),
        ("<form><select><option>甲<option selected>乙</select></form>", "乙"),
        (
            "<form><textarea>Leave it at the door.</textarea><button>Send</button></form>",
            "Leave it at the door.",
        ),
        ("<form><input type=password value=x><input type=hidden value=y>名</form>", "名"),
        ("<iframe srcdoc='&lt;p&gt;枠の中&lt;/p&gt;'></iframe>", "枠の中"),
        ("<figure><img src=a alt='Plan of hall B'></figure>", "Plan of hall B"),
        ("<figure><figcaption>図2 出口</figcaption></figure>", "図2 出口"),
        ("<svg><text>Q1</text><text>12%</text></svg>", "Q1 12%"),
    ],
)
def test_read_html_reads_what_stands_beside_the_text(beside: str, read: str) -> None:
    draft = read_html(f"<body><h1>題</h1>{beside}</body>")
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == ["題", read]
    assert draft.warnings == ()


def test_read_html_says_what_lies_in_other_files() -> None:
    assert read_html("<p>a<iframe src='plan.html'></iframe>").warnings == (
        "parts that lie in other files were not read; save them into the folder: “plan.html”"
        " / 別のファイルにある部分は読み込んでいません。文書フォルダーに保存してください：「plan.html」",
    )


def test_read_html_reads_a_footer_behind_a_list_of_sources() -> None:
    links = "".join(f"<li><a href=x>https://example.org/{n}</a>" for n in range(4))
    assert pieces(f"<h2>参考文献</h2><ul>{links}</ul><footer>電話 03-1</footer>")[-1] == (
        "paragraph",
        "電話 03-1",
    )


@pytest.mark.parametrize(
    "struck",
    [
        "<del>23:00</del>",
        "<s>23:00</s>",
        "<strike>23:00</strike>",
        "<span style='text-decoration: line-through'>23:00</span>",
        "<span style='TEXT-DECORATION-LINE: underline line-through'><b>23:00</b></span>",
        "<span class='a old'>23:00</span>",
        "<i id=gone>23:00</i>",
        "<b><u>23:00</u></b>",
        "<span class='line-through'>23:00</span>",
    ],
)
def test_read_html_leaves_out_what_is_crossed_out(struck: str) -> None:
    style = ".old { color: red; text-decoration: line-through } #gone, b > u { text-decoration-line: line-through }"
    draft = read_html(f"<style>{style}</style><p>閉門は{struck}<ins>21:30</ins>です。")
    assert draft.text == "閉門は21:30です。"
    assert draft.warnings == (
        "crossed-out text was left out: “23:00” / 取り消し線の付いた文字を除きました：「23:00」",
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<b hidden>見えない</b>",
        "<b style='display:none'>見えない</b>",
        "<b style='visibility: hidden'>見えない</b>",
        "<b style='font-size:0'>見えない</b>",
        "<b style='font-size:0px'>見えない</b>",
        "<b style='opacity:0'>見えない</b>",
        "<font color=white>見えない</font>",
        "<b style='color:#fff'>見えない</b>",
        "<b style='color:rgb(255,255,255);background:#ffffff'>見えない</b>",
        "<b style='background:navy'><i style='color:#000080'>見えない</i></b>",
        "<b class=off>見えない</b>",
        "<b class=away>見えない</b>",
    ],
)
def test_read_html_leaves_out_what_is_hidden(hidden: str) -> None:
    sheet = ".off{display:none} @media screen{.away{visibility:hidden}}"
    draft = read_html(f"<style>{sheet}</style><p>見える{hidden}文")
    assert draft.text == "見える文"
    assert draft.warnings == (
        "text that the page hides was left out: “見えない” / 画面に表示されない文字を除きました：「見えない」",
    )


@pytest.mark.parametrize(
    "shown",
    [
        "<b style='color:white;background:black'>見える</b>",
        "<b class=print>見える</b>",
        "<b class='off on'>見える</b>",
        "<b class=hover>見える</b>",
        "<b style='background-clip:text;color:transparent'>見える</b>",
    ],
)
def test_read_html_keeps_what_is_shown(shown: str) -> None:
    sheet = (
        "@media print{.print{display:none}} .off{display:none} .on{display:inline} .hover:hover{display:none}"
    )
    draft = read_html(f"<style>{sheet}</style><p>{shown}")
    assert (draft.text, draft.warnings) == ("見える", ())


def test_read_html_keeps_white_text_on_a_picture_and_says_so() -> None:
    draft = read_html("<p><b style='background:url(a.png)'><i style='color:white'>見える</i></b>")
    assert draft.text == "見える"
    assert draft.warnings == (
        "white text was read whose ground is in another file or a picture: it may not be seen: “見える” / "
        "背景が別のファイルや画像にある白い文字を読みました（見えない文字かもしれません）：「見える」",
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("120<a class=fnref href='#f1'>1</a> metres", "120¹ metres"),
        ("4,500<a href='#f2'>[2]</a> euros", "4,500² euros"),
        ("120<sup>1</sup> m", "120¹ m"),
        ("120<a epub:type=noteref href=n.xhtml>1</a>", "120¹"),
        ("120<a role=doc-noteref href=n.xhtml>*</a>", "120[*]"),
        ("value<sup>b</sup>", "value[b]"),
        ("120<sup>a</sup>", "120[a]"),
        ("e<sup>x</sup>", "e^x"),
        ("1<sup>2,3</sup>", "1²,³"),
        ("10<sup>6</sup>、10<sup>-3</sup>、m<sup>2</sup>", "10⁶、10⁻³、m²"),
        ("x<sup>n+1</sup>とx<sup>n</sup>", "x^(n+1)とxⁿ"),
        ("H<sub>2</sub>O", "H₂O"),
        ("see page <a href='#p'>12</a>", "see page 12"),
        (
            "達成率 <meter value=0.7>七割</meter>、残り<progress value=3 max=10>x</progress>",
            "達成率 70% 、残り 30%",
        ),
        (
            "Done: <progress value=45 max=60></progress> of it, <meter value=inf max=x>?</meter>more",
            "Done: 75% of it, more",
        ),
        ("120<small><a href='#n'>1</a></small>台", "120¹台"),
        ("inter&shy;national 国際&shy;法", "international 国際法"),
        ("the 5<sup>th</sup>", "the 5th"),
        ("売上99<span style='vertical-align: super; font-size: 70%'>4</span>億円", "売上99⁴億円"),
        ("<style>.up{vertical-align:super}</style>77<span class=up>5</span> metres", "77⁵ metres"),
        ("77<span class=superscript>5</span> metres", "77⁵ metres"),
        ("45<span class=footnote>3</span>台", "45³台"),
        ("CO<span style='vertical-align:sub'>2</span>", "CO₂"),
        ("面積は120<span style='font-size: 0.58em; position: relative; top: -0.33em'>2</span>", "面積は120²"),
        (
            "<style>.u{font-size:58%;vertical-align:0.4em}</style>120<span class=u>1</span> metres",
            "120¹ metres",
        ),
        ("CO<span style='font-size: smaller; position: relative; bottom: -2px'>2</span>", "CO₂"),
        ("120<span style='position: relative; top: -0.33em'>2</span>", "1202"),
        ("120<span style='font-size: 0.58em; position: relative; top: 0em'>2</span>", "1202"),
        (
            "本文<a class=sdfootnoteanc href='#s1'><sup>1</sup></a><p><a class=sdfootnotesym href='#a1'>1</a>1989年開館。",
            "本文¹\n\n¹1989年開館。",
        ),
        ("<p><a class=footnote-backref href='#a1'>2</a>2,000 copies.", "²2,000 copies."),
        ("<p><a class=ref href='#a1'>2</a> Fees", "2 Fees"),
        ("page <span class=note>3</span>", "page 3"),
    ],
)
def test_read_html_never_glues_a_mark_to_a_number(markup: str, text: str) -> None:
    assert read_html(f"<p>{markup}").text == text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mfrac><mi>d</mi><mi>t</mi></mfrac>", "d/t"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<msqrt><mi>x</mi></msqrt>", "√x"),
        ("<msqrt><mrow><mn>2</mn><mi>x</mi></mrow></msqrt><mi>y</mi>", "√(2x)y"),
        ("<mfrac><mn>1</mn><mrow><mn>2</mn><mi>x</mi></mrow></mfrac><mi>y</mi>", "1/(2x)y"),
        ("<mfrac><mn>1.5</mn><mtext>面積</mtext></mfrac>", "1.5/面積"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√x"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mn>9</mn>", "x² = 9"),
        ("<msub><mi>v</mi><mn>0</mn></msub>", "v₀"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
            "∑_(i = 1)^n",
        ),
        (
            "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><msub><mi>a</mi><mi>i</mi></msub>",
            "∑_i^n a_i",
        ),
        ("<munder><mi>lim</mi><mi>n</mi></munder><mi>f</mi>", "lim_n f"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u0305"),
        (
            "<mmultiscripts><mi>C</mi><mn>6</mn><none/><mprescripts/><none/><mn>14</mn></mmultiscripts>",
            "¹⁴C₆",
        ),
        (
            "<mmultiscripts><mi>T</mi><mi>a</mi><mi>b</mi><mi>c</mi><none/></mmultiscripts><mo>=</mo><mn>0</mn>",
            "T_a^b_c = 0",
        ),
        ("<semantics><mi>x</mi><annotation>\\x</annotation></semantics>", "x"),
        (
            "<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd><mtd>4</mtd></mtr></mtable>",
            "[1, 2; 3, 4]",
        ),
    ],
)
def test_read_html_writes_formulas_on_one_line(formula: str, text: str) -> None:
    assert read_html(f"<p>式 <math>{formula}</math>").text == f"式 {text}"


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        ("<ol><li>一つ<li>二つ</ol>", ["1. 一つ", "2. 二つ"]),
        ("<ol start=4><li>a<li value=9>b<li>c</ol>", ["4. a", "9. b", "10. c"]),
        ("<ol type=a start=26><li>x<li>y</ol>", ["z. x", "aa. y"]),
        (
            "<ol type=A><li>x</ol><ol type=i><li>x<li>y<li>z<li>w</ol>",
            ["A. x", "i. x", "ii. y", "iii. z", "iv. w"],
        ),
        ("<ol type=I start=9><li>x</ol>", ["IX. x"]),
        ("<ol reversed><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ol style='list-style-type: cjk-decimal'><li>x<li>y</ol>", ["一、x", "二、y"]),
        ("<ol style='list-style: none'><li>x</ol><ul><li>y</ul>", ["x", "y"]),
        ("<ol><li>x<ol type=a><li>in</ol><li>y</ol>", ["1. x", "a. in", "2. y"]),
        ("<ol><li><p>x</p><p>more</p></ol>", ["1. x", "more"]),
    ],
)
def test_read_html_writes_the_numbers_a_browser_counts(markup: str, items: list[str]) -> None:
    assert pieces(markup) == [("list", item) for item in items]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("<tr><th>店名<td>みなと食堂<tr><th>備考<td><tr><th>席数<td>28席", ["店名: みなと食堂", "備考", "席数: 28席"]),
        ("<tr><th>Name<td>Tanabe<th>Room<td>12", ["Name: Tanabe | Room: 12"]),
        ("<tr><td><th>午前<th>午後<tr><th>月<td colspan=2>休み<tr><th>火<td>9時<td>13時",
         ["月 | 午前 / 午後: 休み", "火 | 午前: 9時 | 午後: 13時"]),
        ("<tr><th rowspan=2>支店<th colspan=2>売上<tr><th>上期<th>下期<tr><td rowspan=2>東京<td>10<td>20<tr><td>30<td>40",
         ["支店: 東京 | 売上 上期: 10 | 売上 下期: 20", "支店: 東京 | 売上 上期: 30 | 売上 下期: 40"]),
        ("<tr><th>Item<th>Unit<th>Price<tr><td>Tea<td>1<td>300<tr><td colspan=2>Total<td>300",
         ["Item: Tea | Unit: 1 | Price: 300", "Total | Price: 300"]),
        ("<thead><tr><td>都市<td>人口</thead><tr><td>東京<td>1400", ["都市: 東京 | 人口: 1400"]),
        ("<tr><th colspan=2>東館<tr><th>室<th>席<tr><td>A<td>8<tr><th colspan=2>西館<tr><td>B<td>9",
         ["東館 | 室: A | 席: 8", "西館 | 室: B | 席: 9"]),
        ("<tr><th>室<th>席", ["室 | 席"]),
        ("<tr><th>曜日<th>時<tr><td rowspan=0>火<td>午前<tr><td>午後", ["曜日: 火 | 時: 午前", "曜日: 火 | 時: 午後"]),
        ("<tr><th>部門<th>連絡<tr><td>営業<td>窓口<table><tr><td>電話<td>03-1<tr><td>内線<td>20</table>夜間も<tr><td>総務<td>なし",
         ["部門: 営業 | 連絡: 窓口 電話: 03-1 / 内線: 20 夜間も", "部門: 総務 | 連絡: なし"]),
        ("<tr><th>Room<th>Fees<tr><td>Hall<td><table><tr><th>Day<th>Fee<tr><td>Sunday<td>£80</table><tr><td>Studio<td>none",
         ["Room: Hall | Fees: Day: Sunday | Fee: £80", "Room: Studio | Fees: none"]),
        ("<tr><th>部屋<th>空き<th>Note<tr><td>松<td><img alt=○><td>quiet<tr><td>竹<td><img alt=×><td><img alt='* '>",
         ["部屋: 松 | 空き: ○ | Note: quiet", "部屋: 竹 | 空き: ×"]),
        ("<thead><tr><th rowspan=0>Kind<th>Fee<tr><th>yen</thead><tr><td>Adult<td>500", ["Kind: Adult | Fee yen: 500"]),
        ("<tr><th>区分<th>大人<tr><td>午前<td>500<tfoot><tr><td colspan=2>注: 税込", ["区分: 午前 | 大人: 500", "注: 税込"]),
        ("<thead><tr><th>Room<th>Seats</thead><tr><td colspan=2>East wing<tr><td>A<td>8", ["East wing", "Room: A | Seats: 8"]),
    ],
)  # fmt: skip
def test_read_html_labels_the_cells_of_a_table(rows: str, lines: list[str]) -> None:
    assert pieces(f"<table>{rows}</table>") == [("table", line) for line in lines]


def test_read_html_keeps_terms_with_their_definitions() -> None:
    assert pieces(
        "<dl><dt>納期</dt><dd>注文から納品までの日数。</dd><dt>Q. Why?</dt><dd>Because.</dd></dl>"
    ) == [
        ("list", "納期: 注文から納品までの日数。"),
        ("list", "Q. Why? Because."),
    ]


def test_read_html_takes_a_line_in_bold_for_a_heading() -> None:
    assert pieces("<p><b>返品はできますか？</b></p><p>はい。</p><p><strong>It is closed.</strong></p>") == [
        ("heading", "返品はできますか？"),
        ("paragraph", "はい。"),
        ("paragraph", "It is closed."),
    ]


def test_read_html_puts_details_under_their_summary() -> None:
    document = to_document(
        read_html("<h2>B</h2><details><summary>再起動</summary><p>十秒押す。</p></details><p>後"),
        relative_path="a",
    )
    assert [(document.text[block.start : block.end], block.headings) for block in document.blocks][1:] == [
        ("再起動", ("再起動",)),
        ("十秒押す。", ("再起動",)),
        ("後", ()),
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
        ("paragraph", "広告"),
    ]


def test_read_html_reads_a_page_in_full_where_names_mislead() -> None:
    assert pieces("<div class=menu><p>カレー 900円</div><nav>x</nav>") == [("paragraph", "カレー 900円")]


def test_read_html_reads_tables_by_row_and_layout_by_cell() -> None:
    data = (
        "<table><caption>投資</caption><tr><th>社名<th>額</tr><tr><td>AWS<td><ul><li>2.3<li>兆円</ul></table>"
    )
    assert pieces(data) == [("paragraph", "投資"), ("table", "社名: AWS | 額: 2.3 兆円")]
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
        ("用語: 意味", ("B",)),
        ("C", ("B",)),
        ("c", ("B", "C")),
        ("D", ()),
        ("d", ("D",)),
    ]


def test_text_for_programs_without_scripts_is_read_and_said() -> None:
    draft = read_html("<body><h1>題</h1><noscript><p>電話でも受け付けます。</p></noscript></body>")
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == ["題", "電話でも受け付けます。"]
    (warning,) = draft.warnings
    assert warning.startswith("text for programs that run no scripts was read: it may not be seen")
    assert "見えない文字かもしれません" in warning


COUNTED_JA = """<style>body{counter-reset:jo} h2{counter-reset:ko}
h2::before{counter-increment:jo; content:"第" counter(jo) "条　"}
p.k:before{counter-increment:ko; content:counter(ko, cjk-decimal) "　"}</style>
<h2>目的</h2><p class=k>利用の条件を定める。<p class=k>会員に適用する。<h2>会費</h2><p class=k>月額800円とする。"""


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        pytest.param(
            COUNTED_JA,
            [
                "第1条 目的",
                "一 利用の条件を定める。",
                "二 会員に適用する。",
                "第2条 会費",
                "一 月額800円とする。",
            ],
            id="Japanese articles and their parts",
        ),
        pytest.param(
            "<style>ol{list-style:none;counter-reset:i}li{counter-increment:i}"
            "li::before{content:counters(i,'.') ' '}</style><ol><li>One<ol><li>Inner a<li>Inner b</ol><li>Two</ol>",
            ["1 One", "1.1 Inner a", "1.2 Inner b", "2 Two"],
            id="nested",
        ),
        pytest.param(
            "<style>.b{counter-increment:s}.b::before{content:'Section ' counter(s,upper-roman)}</style>"
            "<div class=b><h3>Fees</h3><p>Twelve euros.</div><div class=b><h3>Hours</h3><p>Until five.</div>",
            ["Section I Fees", "Twelve euros.", "Section II Hours", "Until five."],
            id="in front of a block inside",
        ),
        pytest.param(
            "<style>li::marker{content:'第' counter(list-item) '項 '}</style><ol start=3><li>三つ目<li>四つ目</ol>",
            ["第3項 三つ目", "第4項 四つ目"],
            id="marks of a list",
        ),
        pytest.param(
            "<style>p{counter-increment:n}p::before{content:counter(n) '. '}.d{display:none}</style>"
            "<p>a<p class=d>b<p>c",
            ["1. a", "2. c"],
            id="what isn't shown isn't counted",
        ),
        pytest.param(
            "<style>sup{counter-increment:f}sup::before{content:counter(f)}</style><p>料金は120<sup></sup>円",
            ["料金は120¹円"],
            id="a mark of a note stays apart",
        ),
        pytest.param(
            "<style>p{counter-increment:n 5;counter-set:n 40}p::after{content:' (' counter(n) ')' / 'x'}</style><p>a",
            ["a (40)"],
            id="behind, set to a number",
        ),
    ],
)
def test_numbers_that_a_style_sheet_counts_are_in_the_text(markup: str, written: list[str]) -> None:
    assert [piece for _, piece in pieces(markup)] == written


def test_other_words_of_a_style_sheet_are_reported_and_left_out() -> None:
    draft = read_html(
        "<style>.a::after{content:'必須'}.b::before{content:'▶'}</style><p class=a>氏名<p class=b>次"
    )
    assert draft.text == "氏名\n\n次"
    assert draft.warnings == (
        "words that only a style sheet writes were left out: “必須”"
        " / スタイルシートだけが書き加える語を除きました：「必須」",
    )


@pytest.mark.parametrize("text", ["利用料は月額800円です。", "The fee is twelve euros."])
def test_a_page_without_a_body_is_read_whatever_element_it_begins_with(text: str) -> None:
    """The parser takes a ``<section>`` behind a style sheet for a part of the head, which was left out in silence."""
    assert (
        read_html(f"<title>T</title><style>p{{color:red}}</style><section><p>{text}</section>").text == text
    )
