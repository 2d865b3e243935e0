"""What manuals say in one wording of many things: no contradiction between two of their pages."""

import pytest

from kotae.conflicts.polarity import one_denies
from kotae.conflicts.reasons import reason_between
from kotae.conflicts.statements import Statement, statements_of
from kotae.records import Block, Document, DocumentInfo, Language, Span
from kotae.records.documents import BlockKind
from kotae.segmentation import Analyzer, Segmenter

ANALYZER = Analyzer(Segmenter())


def page(text: str, language: Language, path: str = "a.txt") -> list[Statement]:
    """The statements of a page of prose."""
    document = Document(
        info=DocumentInfo(id=path, title="Page", path=path, language=language),
        text=text,
        blocks=(Block(start=0, end=len(text), kind="paragraph", language=language),),
    )
    sentences = Segmenter().document_sentences(document)
    return list(statements_of(document, sentences, ANALYZER, day="", day_from=""))


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        (
            "en",
            "If it isn't set, 0 is assumed. The fee is 500 yen. If it isn't set, -1 is assumed.",
            ["The fee is 500 yen."],
        ),
        (
            "ja",
            "省略すると3日とみなす。会費は500円です。省略すると10日とみなす。",
            ["会費は500円です。"],
        ),
        (
            "en",
            "If it isn't set, 0 is assumed. The fee is 500 yen.",
            ["If it isn't set, 0 is assumed.", "The fee is 500 yen."],
        ),
    ],
)
def test_words_that_a_page_says_of_several_values_tell_of_something_elsewhere(
    language: Language, text: str, kept: list[str]
) -> None:
    assert [one.text for one in page(text, language)] == kept


def test_a_code_on_its_own_line_is_no_value_of_what_it_stands_for() -> None:
    (one,) = page("2\n       invalid command syntax", "en")

    assert one.text == "invalid command syntax"
    assert not one.values


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Entries in /etc/group are sorted by GID.",
            "Entries in /etc/passwd are sorted by UID.",
            "other subject",
        ),
        ("/etc/groupは3行です。", "/etc/passwdは5行です。", "other subject"),
        ("Entries in /etc/group are sorted by GID.", "Entries in /etc/group are sorted by UID.", None),
        ("Specify --tool=none to use it.", "Specify --tool=all to use it.", "other subject"),
        ("50/60 Hz are fine.", "50/60 Hz and/or 400 Hz are fine.", None),
    ],
)
def test_paths_of_files_tell_pages_apart(one: str, other: str, expected: str | None) -> None:
    sides = [page(text, "ja" if "は" in text else "en", path)[0] for text, path in ((one, "a"), (other, "b"))]

    assert reason_between(sides[0], sides[1], None, None) == expected


@pytest.mark.parametrize(("kind", "kept"), [("code", 0), ("paragraph", 1)])
def test_what_an_example_prints_is_no_statement(kind: BlockKind, kept: int) -> None:
    document = Document(
        info=DocumentInfo(id="a", title="Page", path="a.html", language="en"),
        text="8 bytes are lost in record 1.",
        blocks=(Block(start=0, end=29, kind=kind, language="en"),),
    )
    sentences = Segmenter().document_sentences(document) or (Span(start=0, end=29),)

    assert len(list(statements_of(document, sentences, ANALYZER, day="", day_from=""))) == kept


def test_what_an_option_is_set_to_denies_nothing() -> None:
    sides = [page(f"To use it, specify --tool={name} first.", "en", name)[0] for name in ("none", "all")]

    assert not one_denies(*sides, table=None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("会員は自分の予約しか変更できない。", "会員は自分の予約のみを変更できる。", False),
        ("会員は自分の予約しか変更できません。", "会員は自分の予約を変更できない。", True),
        ("会員は予約を変更できる。", "会員は予約を変更できない。", True),
    ],
)
def test_nothing_but_denies_nothing(one: str, other: str, expected: bool) -> None:
    sides = [page(text, "ja", path)[0] for text, path in ((one, "a"), (other, "b"))]

    assert one_denies(*sides, table=None) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "If the branch is found and no remote is given, it is tracked.",
            "If the branch is found, it is tracked.",
            False,
        ),
        ("If the branch is found, it is tracked.", "If the branch is found, it is not tracked.", True),
        ("会員でない場合は、受付で申し込む。", "会員の場合は、受付で申し込む。", False),
        ("会員の場合は、駐車できる。", "会員の場合は、駐車できない。", True),
        ("The hall is open if it rains.", "The hall isn't open.", True),
    ],
)
def test_a_denial_in_a_condition_denies_nothing_said_on_another(one: str, other: str, expected: bool) -> None:
    """Two pages on branches of which one has a condition more: *and --no-guess is not specified*."""
    language: Language = "ja" if "場合" in one else "en"
    sides = [page(text, language, path)[0] for text, path in ((one, "a"), (other, "b"))]

    assert one_denies(*sides, table=None) is expected
