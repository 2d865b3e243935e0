import re
from collections import Counter
from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.parsing.markup.markdown import read_markdown
from kotae.records import Document


def pieces(text: str) -> list[tuple[str, str]]:
    draft = read_markdown(text)
    assert draft.text == text
    return [(unit.kind, text[unit.start : unit.end]) for unit in draft.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# 題", [("heading", "題")], id="heading without a line break"),
        pytest.param("#  Title  ##  \n", [("heading", "Title")], id="closing hashes"),
        pytest.param("## C# と F#\n", [("heading", "C# と F#")], id="hash that is text"),
        pytest.param("題\n===\n本文", [("heading", "題"), ("paragraph", "本文")], id="underlined"),
        pytest.param("two\nlines\n---\n", [("heading", "two\nlines")], id="underlined on two lines"),
        pytest.param("#\n\n本文", [("paragraph", "本文")], id="empty heading"),
        pytest.param(
            "- [ ] やる\n- [x] やった\n", [("list", "[ ] やる"), ("list", "[x] やった")], id="tasks"
        ),
        pytest.param("1. 一\n2) 二\n", [("list", "1. 一"), ("list", "2) 二")], id="ordered"),
        pytest.param("- - 深い\n", [("list", "深い")], id="list in list"),
        pytest.param("> - 引用の中\n", [("list", "引用の中")], id="list in quote"),
        pytest.param("> # 題\n> 文\n", [("heading", "題"), ("quote", "文")], id="heading in quote"),
        pytest.param("- a\nlazy\n\nb", [("list", "a\nlazy"), ("paragraph", "b")], id="lazy continuation"),
        pytest.param("```\ncode", [("code", "code")], id="fence never closed"),
        pytest.param("```\n```\n", [], id="empty fence"),
        pytest.param("- a\n\n  ```sh\n  ls\n  ```\n", [("list", "a"), ("code", "ls")], id="code in list"),
        pytest.param("    indented\n\n    more\n", [("code", "indented\n\n    more")], id="indented code"),
        pytest.param(
            "| a \\| b | c |\n|--|--|\n| d | |\n", [("heading", "a \\| b | c"), ("table", "d")], id="table"
        ),
        pytest.param("[a]: https://example.jp\n\n本文[a]", [("paragraph", "本文[a]")], id="link definition"),
        pytest.param(
            "本文[^1]\n\n[^1]: 脚注\n", [("paragraph", "本文[^1]"), ("paragraph", "脚注")], id="footnote"
        ),
        pytest.param("<div>\n中<b>身</b>\n</div>\n", [("paragraph", "中<b>身")], id="raw HTML"),
        pytest.param("<script>\nx\n</script>\n\n<!-- y -->\n", [], id="raw HTML without text"),
        pytest.param("![alt](a.png)\n\n[![b](c)](d)\n", [], id="pictures alone"),
        pytest.param("![alt](a.png) と文", [("paragraph", "![alt](a.png) と文")], id="picture in text"),
        pytest.param("/// tip | 豆知識\n\n文\n\n///\n", [("paragraph", "文")], id="boxes of slashes"),
        pytest.param(":::note\n\n文\n\n:::\n", [("paragraph", "文")], id="boxes of colons"),
        pytest.param("***\n---\n___\n", [], id="rules"),
        pytest.param("一\u2028二", [("paragraph", "一\u2028二")], id="other line separators"),
        pytest.param("一  \n二\\\n三", [("paragraph", "一  \n二\\\n三")], id="hard breaks"),
        pytest.param("\ttabbed code\n", [("code", "tabbed code")], id="tab"),
        pytest.param(
            "**返品はできますか？**\n\nはい。\n\n**重要です。**",
            [("heading", "返品はできますか？"), ("paragraph", "はい。"), ("paragraph", "**重要です。**")],
            id="a line in bold",
        ),
        pytest.param("", [], id="nothing"),
    ],
)
def test_read_markdown_finds_blocks_at_exact_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "kept", "struck"),
    [
        ("貸出は一人~~5冊まで~~8冊までです。", "貸出は一人8冊までです。", "5冊まで"),
        ("It closes at ~~23:00~~ 21:30.", "It closes at 21:30.", "23:00"),
        ("It costs <del>900</del> <ins>700</ins> yen.", "It costs <ins>700</ins> yen.", "900"),
        ("<s class='a'>old</s> new", "new", "old"),
        ("- ~~**old**~~ new\n", "- new\n", "**old**"),
        ("~~two\nlines~~ kept", "kept", "two lines"),
        ("料金は<span style='text-decoration:line-through'>500円</span>600円。", "料金は600円。", "500円"),
        ('Fee <b class="line-through">$8</b> $7.', "Fee $7.", "$8"),
    ],
)
def test_read_markdown_leaves_out_what_is_crossed_out(text: str, kept: str, struck: str) -> None:
    draft = read_markdown(text)
    assert draft.text == kept
    assert draft.warnings == (
        f"crossed-out text was left out: “{struck}” / 取り消し線の付いた文字を除きました：「{struck}」",
    )


@pytest.mark.parametrize(
    "text",
    [
        "`~~a~~`",
        "```\n~~a~~\n```\n",
        "~~~\n<del>x</del>\n~~~\n",
        "10~~20",
        "a ~~ b ~~ c",
        "~5~の図",
        "a line-through <b>stays</b>",
        "取り消しは<b>line-through</b>と書く",
    ],
)
def test_read_markdown_keeps_what_only_looks_crossed_out(text: str) -> None:
    assert (read_markdown(text).text, read_markdown(text).warnings) == (text, ())


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. 受付\n1. 案内\n1. 終了", ["1. 受付", "2. 案内", "3. 終了"]),
        ("3) a\n3) b", ["3) a", "4) b"]),
        ("1. one\n2. two\n7. three", ["1. one", "2. two", "3. three"]),
        ("- x\n  1. 細目\n  1. 細目二", ["x", "1. 細目", "2. 細目二"]),
        ("> 9. ~~古い~~い\n> 9. ろ", ["9. い", "10. ろ"]),
        ("5. only", ["5. only"]),
    ],
)
def test_read_markdown_counts_the_items_of_lists(text: str, items: list[str]) -> None:
    """Written with 1 in front of each, a list is shown counted; so it is read."""
    draft = read_markdown(f"本文です。\n\n{text}\n")
    assert [draft.text[unit.start : unit.end] for unit in draft.units][1:] == items
    assert all(draft.text[piece.at :].startswith("い") for piece in draft.struck)


def test_read_markdown_never_glues_a_mark_to_a_number() -> None:
    text = "120<sup>1</sup> m、10<sup>6</sup>、H<sub>2</sub>O、<sup><a href='#n'>[2]</a></sup>"
    assert read_markdown(text).text == "120¹ m、10⁶、H₂O、²"


def test_read_markdown_labels_the_rows_of_a_table_with_its_header() -> None:
    draft = read_markdown("| コード | 意味 |\n|---|---|\n| **E-1** | 圧力 |\n\n| a |\n|---|\n| 1 |\n")
    assert [(unit.kind, unit.label) for unit in draft.units] == [
        ("heading", "コード | 意味"),
        ("table", "コード | 意味"),
        ("heading", "a"),
        ("table", "a"),
    ]


@pytest.mark.parametrize(
    ("head", "row", "named"),
    [
        ("Area | Extinguisher | Checked", "Pump room | Powder, 6 kg | June 2026", ("Pump room", "June 2026")),
        ("場所 | 消火器 | 点検", "ポンプ室 | 粉末6kg | 2026年6月", ("ポンプ室", "2026年6月")),
    ],
)
def test_a_header_over_a_rule_heads_three_columns_of_words(
    head: str, row: str, named: tuple[str, str]
) -> None:
    """The header became a row of its own, called *Area*, and a question for the powder was answered without its label."""
    other = row.replace("ポンプ室", "曲げ室").replace("Pump room", "Bending room")
    draft = read_markdown(f"| {head} |\n|---|---|---|\n| {other} |\n| {row} |\n")
    assert [(unit.kind, unit.label) for unit in draft.units] == [
        ("heading", head),
        ("table", head),
        ("table", head),
    ]
    cells = [draft.text[cell.start : cell.end] for cell in draft.units[-1].cells]
    assert (cells[0], cells[-1]) == named


def test_read_markdown_nests_headings_by_level() -> None:
    draft = read_markdown("# A\n\n### B\n\n## C\n\n# D\n")
    assert [(unit.level, unit.label) for unit in draft.units] == [(1, "A"), (3, "B"), (2, "C"), (1, "D")]


@pytest.fixture(scope="module")
def manual(shared_dir: Path) -> list[Document]:
    """A real manual, 124 pages in English and the same in Japanese."""
    root = shared_dir / "data" / "documents" / "fastapi_docs"
    paths = sorted([*(root / "docs_en").rglob("*.md"), *(root / "docs_ja").rglob("*.md")])
    return [read_file(path, relative_path=path.relative_to(root).as_posix())[0] for path in paths]


@pytest.mark.shared
def test_a_real_manual_is_read_whole_in_both_languages(manual: list[Document]) -> None:
    languages = Counter((document.info.path[:7], document.info.language) for document in manual)
    assert languages == {("docs_en", "en"): 124, ("docs_ja", "ja"): 124}
    assert not [warning for document in manual for warning in document.warnings]
    assert not [block for document in manual for block in document.blocks if block.kind == "references"]


@pytest.mark.shared
def test_a_real_manual_has_all_its_headings_and_code(manual: list[Document]) -> None:
    looked_at = Counter[str]()
    for document in manual:
        # Every heading of this manual names its anchor; every fence opens and closes on its own line.
        anchors = re.findall(r"^#+ (.*?) \{ #[\w.-]+ \}$", document.text, re.MULTILINE)
        headings = [
            document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"
        ]
        assert [heading for heading in anchors if heading not in headings] == [], document.info.path
        fences = [
            fence
            for fence in re.findall(r"^ *```.*?\n(.*?)^ *```$", document.text, re.M | re.S)
            if fence.strip()
        ]
        codes = [document.text[block.start : block.end] for block in document.blocks if block.kind == "code"]
        assert [fence for fence in fences if fence.strip() not in codes] == [], document.info.path
        looked_at.update(anchors=len(anchors), fences=len(fences))
    assert looked_at["anchors"] > 500
    assert looked_at["fences"] > 500


MARKUP = [
    r"\A---\n(?:.*\n)*?---\n",
    r"^ *(?:/{3,}|:{3,}).*$",
    r"^ *```.*$",
    r"\{ #[\w.-]+ \}",
    r"\{[*!%].*?[*!%]\}(?: *\{.*\})?",
    r"\[?!\[.*?\]\([^)]*\)(?:\]\([^)]*\))?(?:\{[^}]*\})?",
    r"<!--(?:.|\n)*?-->|<(style|script)\b(?:.|\n)*?</\1>|</?[a-zA-Z][^<>]*>",
]


@pytest.mark.shared
def test_a_real_manual_loses_no_words(manual: list[Document]) -> None:
    for document in manual:
        outside, position = [], 0
        for block in document.blocks:
            outside.append(document.text[position : block.start])
            position = block.end
        left = "\n".join([*outside, document.text[position:]])
        for markup in MARKUP:
            left = re.sub(markup, "", left, flags=re.MULTILINE)
        assert re.findall(r"[^\W\d_]{2,}", left) == [], document.info.path
