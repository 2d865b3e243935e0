import pytest

from kotae.parsing.plain.headings import (
    ends_sentence,
    is_references_heading,
    numbered_level,
    plain_label,
    reads_as_label,
    short_heading,
    wrapped_level,
)
from kotae.parsing.plain.text import read_plain
from kotae.parsing.units import heading_label


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第1部 総論", 1),
        ("第３章　運用体制", 2),
        ("第二章", 2),
        ("第1節 責任者", 3),
        ("第5条（定義）", 3),
        ("1. 日本のAI戦略：現状と強み", 2),
        ("１．目的", 2),
        ("1.2 適用範囲", 3),
        ("1.2.3. 例外", 4),
        ("Ⅱ 背景", 2),
        ("■ 料金", 3),
        ("【お知らせ】", 3),
        ("はじめに", 2),
        ("参考文献", 2),
        ("## 小見出し", 2),
        ("Part I", 1),
        ("Chapter 2: Organisation", 2),
        ("CHAPTER IV", 2),
        ("Appendix A. Tables", 2),
        ("Section 2.1 People", 3),
        ("1. Scope", 2),
        ("1) Scope", 2),
        ("1.2 What is allowed?", 3),
        ("II. Methods", 2),
        ("Conclusion", 2),
        ("References:", 2),
        ("", 0),
        ("本文です。", 0),
        ("第1章で述べたように、制度は変わりました。", 0),
        ("第3回の会議を開きました", 0),
        ("1. 申請書を書いてください。", 0),
        ("2023年の予算", 0),
        ("3 つの理由", 0),
        ("8 items", 0),
        ("1. Fill in the form and hand it in.", 0),
        ("Chapter two was dull", 0),
        ("Part of the story", 0),
        ("Section 5 describes the method in detail.", 0),
        ("I think so", 0),
        ("- item", 0),
        ("1. " + "長い" * 60, 0),
    ],
)
def test_numbered_level_knows_headings_that_announce_themselves(line: str, level: int) -> None:
    assert numbered_level(line) == level


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("終わりです。", True),
        ("終わりです。¹²", True),
        ("**終わりです。**", True),
        ("終わりです。[1]", True),
        ("「終わりだ」", True),
        ("（後述）", True),
        ("本当？", True),
        ("The end.", True),
        ("It cost 5.", True),
        ('"The end."', True),
        ("The end.[12]", True),
        ("特徴は、欧州のような", False),
        ("次の通り：", False),
        ("しかし、", False),
        ("**守りを固めつつ攻**", False),
        ("Unlike the European rules, it", False),
        ("as follows:", False),
        ("", False),
    ],
)
def test_ends_sentence_sees_through_footnotes_and_emphasis(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    "label",
    [
        "参考文献",
        "【参考文献】",
        "5. 参考文献",
        "引用文献一覧",
        "出典",
        "References",
        "BIBLIOGRAPHY:",
        "Works cited",
    ],
)
def test_is_references_heading_knows_lists_of_sources(label: str) -> None:
    assert is_references_heading(label)


@pytest.mark.parametrize(
    "label", ["参考文献の書き方", "出典を示すこと", "Reference", "API Reference", "Data sources", "", "5."]
)
def test_is_references_heading_leaves_other_headings(label: str) -> None:
    assert not is_references_heading(label)


JAPANESE_BODY = (
    "銀行や保険会社が顧客データを他社のサービスとつなぐための制度を検討しています。法案は来年度に出ます。"
)
ENGLISH_BODY = (
    "Banks and insurers are to share customer data with other services. A bill is expected next year."
)


@pytest.mark.parametrize(
    ("line", "following", "heading"),
    [
        ("金融分野の取り組み", JAPANESE_BODY, True),
        ("AIとは", JAPANESE_BODY, True),
        ("Finance", ENGLISH_BODY, True),
        ("2024 in numbers", ENGLISH_BODY, True),
        ("金融分野の取り組み", "短い。", False),
        ("ご確認をお願いします", JAPANESE_BODY, False),
        ("「それは本当か」", JAPANESE_BODY, False),
        ("次の通り：", JAPANESE_BODY, False),
        ("表1 投資額", JAPANESE_BODY, False),
        ("注意", JAPANESE_BODY, False),
        ("please confirm", ENGLISH_BODY, False),
        ("Dear Ms Smith,", ENGLISH_BODY, False),
        ("Table 2: Investment", ENGLISH_BODY, False),
        ("Warning", ENGLISH_BODY, False),
        ("LANG=C man", ENGLISH_BODY, False),
        ("Finance", "Short.", False),
        ("12 34", ENGLISH_BODY, False),
    ],
)
def test_short_heading_needs_a_label_and_a_paragraph(line: str, following: str, heading: bool) -> None:
    assert short_heading(line, following) is heading


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("サイバーセキュリティの脅威", True),
        ("政府の積極施策と“良い法律”", True),
        ("総括", True),
        ("例えば", False),
        ("注意", False),
        ("大臣は次のように述べました", False),
        ("会議は午前10", False),
        ("（第2版", False),
    ],
)
def test_reads_as_label_wants_the_name_of_a_topic(words: str, label: bool) -> None:
    assert reads_as_label(words) is label


def test_wrapped_level_reads_a_numbered_heading_on_two_lines() -> None:
    assert wrapped_level("4.1. On what hardware architectures does the\nsystem run?") == 3
    assert wrapped_level("4.1. どのような計算機の上で\n動きますか？") == 3
    assert wrapped_level("1. Fill in the form and\nhand it in") == 0
    assert wrapped_level("4.1 percent of all firms\nanswered.") == 0


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("## **強み** と `code`", "強み と code"),
        ("■ 料金", "料金"),
        ("A  heading\n  on lines", "A heading on lines"),
        ("See [the guide](https://a.jp/b) {#x}", "See the guide"),
        ("要点[^1]¹²", "要点"),
        ("snake_case_name and __bold__", "snake_case_name and bold"),
    ],
)
def test_labels_lose_their_markup(line: str, label: str) -> None:
    assert plain_label(line) == label


def test_heading_label_is_bounded() -> None:
    assert len(heading_label("長い見出し" * 1_000)) == 200


def test_a_form_feed_ends_a_paragraph_and_a_title_needs_something_under_it() -> None:
    draft = read_plain("一枚目です。\f二枚目です。")
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == ["一枚目です。", "二枚目です。"]
    assert [unit.kind for unit in read_plain("報告").units] == ["paragraph"]
    assert read_plain("").units == read_plain(" \n\n　\n").units == ()


@pytest.mark.parametrize("names", [("新規", "更新", "取消"), ("new", "renewed", "ended")], ids=["ja", "en"])
def test_boxes_of_which_one_is_ticked_are_no_headings(names: tuple[str, str, str]) -> None:
    """The first stood as a heading over the others, without its box."""
    text = "\n".join(f"{box} {name}" for box, name in zip("□■□", names, strict=True))
    assert [(unit.kind, text[unit.start : unit.end]) for unit in read_plain(text).units] == [
        ("paragraph", text)
    ]
