"""Shares, groups, causes, comparisons: values worked out by hand."""

import pytest

from kotae.gathering import Unread
from kotae.records import Block, Document, DocumentInfo, Span
from kotae.selftest.causes import bad_documents, seen_cause
from kotae.selftest.comparing import came_out_well, got_worse
from kotae.selftest.groups import figures, groups_of
from kotae.selftest.records import Asked, Exchange, SelfQuestion, Share


def one(
    path: str,
    *,
    asked: str = "ja",
    written: str = "ja",
    confidence: float = 0.9,
    right: bool = True,
    exchanged: Exchange | None = None,
    name: str = "",
    quoted: str = "",
) -> Asked:
    question = SelfQuestion(
        id=name or f"{path}{asked}{exchanged}",
        text="?",
        language=asked,
        document=DocumentInfo(id=path, title=path, path=path, language=written),
        kind="sentence",
        place=Span(start=0, end=1),
        exchanged=exchanged,
    )
    return Asked(question=question, confidence=confidence, right=right and exchanged is None, quoted=quoted)


def document(path: str, text: str = "本文", *, rows: int = 0, warnings: tuple[str, ...] = ()) -> Document:
    info = DocumentInfo(id=path, title=path, path=path, language="ja")
    if not rows:
        return Document(info=info, text=text, blocks=(), warnings=warnings)
    from kotae.records import CellSpan

    blocks = tuple(
        Block(
            start=place, end=place + 1, kind="table", language="ja",
            cells=(CellSpan(start=place, end=place + 1, address="A1"),),
        )
        for place in range(rows)
    )  # fmt: skip
    return Document(info=info, text="1" * rows, blocks=blocks)


def test_a_share_has_the_interval_of_wilson() -> None:
    """Wilson 1927 for 8 of 10: centre (p + z²/2n) / (1 + z²/n) = .7166, half width .2266."""
    share = Share(count=8, of=10)

    assert share.share == 0.8
    assert share.interval == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert (Share(count=0, of=0).share, Share(count=0, of=0).interval) == (0.0, (0.0, 1.0))


@pytest.mark.parametrize(
    ("tested", "outcome", "well"),
    [
        (one("a"), "right", True),
        (one("a", right=False), "wrong", False),
        (one("a", confidence=0.2), "refused", False),
        (one("a", exchanged="year"), "invented", False),
        (one("a", exchanged="year", confidence=0.2), "refused", True),
    ],
)
def test_what_a_threshold_makes_of_a_question(tested: Asked, outcome: str, well: bool) -> None:
    assert tested.outcome(0.27) == outcome
    assert came_out_well(tested, 0.27) is well


def test_groups_by_direction_and_folder() -> None:
    tested = [
        one("rules/a.md"),
        one("rules/a.md", asked="en", confidence=0.1),
        one("notes/b.md", asked="en", written="en", right=False),
        one("c.md", exchanged="name"),
    ]
    groups = {name: figures(name, own, 0.27) for name, own in groups_of(tested).items()}

    assert list(groups) == ["all", "en→en", "en→ja", "ja→ja", "/", "notes/", "rules/"]
    whole = groups["all"]
    assert (whole.right.count, whole.right.of) == (1, 3)
    assert (whole.refused.count, whole.refused.of) == (1, 3)
    assert (whole.invented.count, whole.invented.of) == (1, 1)
    assert (groups["rules/"].right.count, groups["rules/"].right.of) == (1, 2)
    assert groups["rules/"].invented.of == 0


def test_one_folder_alone_is_no_group() -> None:
    assert list(groups_of([one("a.md")])) == ["all", "ja→ja"]


@pytest.mark.parametrize(
    ("document", "cause"),
    [
        (document("a", "料金は縺ゅ＞縺�です" * 3), "garbled"),
        (document("a", "The fee is \ufffd\ufffd yen"), "garbled"),
        (
            document("a", warnings=("the text of page 1 was recognised from pictures (OCR) / 1ページ…",)),
            "scanned",
        ),
        (document("a", rows=150), "long table"),
        (document("a"), "unclear"),
    ],
)
def test_why_a_document_answers_badly(document: Document, cause: str) -> None:
    tested = [one("a", confidence=0.1), one("a", asked="en", confidence=0.1)]
    (found,) = bad_documents(tested, 0.27, seen={"a": seen_cause(document)}, silent=(), unread=())

    assert (found.cause, found.right.count, found.right.of) == (cause, 0, 2)
    assert found.reason_en
    assert found.reason_ja


def test_another_document_that_is_taken_for_it_is_named() -> None:
    tested = [one("a", right=False, quoted="b", asked=asked) for asked in ("ja", "en")]
    (found,) = bad_documents(tested, 0.27, seen={"a": seen_cause(document("a"))}, silent=(), unread=())

    assert (found.cause, found.beside) == ("mixed up", "b")
    assert found.reason_en.endswith("b")


def test_files_that_cannot_be_read_and_documents_without_questions_are_told() -> None:
    unread = Unread(path="x.pdf", reason_en="damaged", reason_ja="壊れています")
    found = bad_documents([], 0.27, seen={"s": seen_cause(document("s"))}, silent=["s"], unread=[unread])

    assert [(health.path, health.cause) for health in found] == [("x.pdf", "left out"), ("s", "no questions")]
    assert found[0].reason_ja == "読めませんでした: 壊れています"


def test_a_document_with_more_right_than_wrong_is_fine() -> None:
    tested = [one("a", name=str(n), right=n > 1) for n in range(4)]

    assert bad_documents(tested, 0.27, seen={"a": seen_cause(document("a"))}, silent=(), unread=()) == ()


def test_six_questions_lost_and_none_won_is_worse_five_of_five_too_four_is_chance() -> None:
    """The sign test: 1/16 = .0625 for four, 1/32 = .031 for five."""
    now = [one("r/a", name=str(n), confidence=0.1) for n in range(5)]
    before = {str(n): ("r/a", True) for n in range(5)}

    (whole, direction) = got_worse(now, 0.27, before=before)
    assert (whole.name, whole.before, whole.now, whole.of, whole.lost) == ("all", 5, 0, 5, ("r/a",))
    assert whole.p == pytest.approx(1 / 32)
    assert direction.name == "ja→ja"
    assert got_worse(now[:4], 0.27, before=before) == ()


def test_what_was_won_weighs_against_what_was_lost() -> None:
    now = [one("a", name=str(n), confidence=0.1 if n < 5 else 0.9) for n in range(8)]
    before = {str(n): ("a", n < 5) for n in range(8)}

    assert got_worse(now, 0.27, before=before) == ()


def test_a_document_that_gives_no_question_any_more_is_told() -> None:
    (gone,) = got_worse([], 0.27, before={"1": ("a", True), "2": ("b", True)}, dumb=["a", "c"])

    assert (gone.name, gone.lost, gone.of) == ("unreadable", ("a",), 1)


def test_a_first_run_and_unknown_questions_are_never_worse() -> None:
    assert got_worse([one("a", confidence=0.1)], 0.27, before={}) == ()
