"""Looking through a library on the page: what is shown of contradictions and of its health, and what is decided about it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.conflicts import Conflict, ConflictProgress, Conflicts, Difference, Side
from kotae.errors import IndexBusyError
from kotae.gathering import Certificate, Unread
from kotae.records import Language
from kotae.selftest import DocumentHealth, Expected, Group, Health, Proposal, SelftestProgress, Share, Worse
from kotae.ui.checks.checks import choose_threshold, find_conflicts, put_aside, test_itself
from kotae.ui.checks.conflicts_html import render_comparing, render_conflicts
from kotae.ui.checks.health_html import Setting, render_health, render_testing
from kotae.ui.checks.kept import Checks
from kotae.ui.desk import Desk
from tests.conflicts.test_conflicts import FILES
from tests.libraries import built_library
from tests.ui.builders import FIRST, SECOND, citation
from tests.ui.test_escaping import HOSTILE, assert_harmless

test_itself.__test__ = False  # type: ignore[attr-defined]  # its name is that of what it does, and it is no test

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})
USUAL = Setting(now=0.4, usual=0.4, shared=False)
BOTH = pytest.mark.parametrize("language", ["ja", "en"])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Desk]:
    index = built_library(tmp_path, FILES, settings=HASHING)
    with Desk.open(index, settings=HASHING) as opened:
        yield opened


def side(value: str, language: Language, date: str = "") -> Side:
    place = replace(citation((FIRST if date else SECOND)[language], language), quote=f"The fee is {value}.")
    return Side(value=value, date=date, date_from="text" if date else "", citation=place)


def conflict(
    name: str = "0123456789ab", value: str = "30 yen", kind: str = "number", score: float = 1.0
) -> Conflict:
    sides = (side(value, "ja", "2025-04-01"), side("20 yen", "en"))
    return Conflict(id=name, kind=kind, sides=sides, score=score)  # type: ignore[arg-type]  # one of the kinds


FOUND = Conflicts(
    conflicts=(conflict(),),
    differences=(Difference(reason="rounded", sides=(side("3", "en"), side("3.1", "ja"))),),
    dismissed=(conflict("ba9876543210"),),
    certificate=Certificate(
        in_scope=4, read=3, unread=(Unread(path="b.pdf", reason_en="is locked", reason_ja="鍵"),), passages=9
    ),
    pairs=7,
    undecided=2,
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            ["数値が異なります", "2025-04-01 付（本文）", "日付の記載なし", "4 件のうち 3 件", "鍵", "7 組", "2 組は比べて",
            "食い違いではないもの（1 件）", "端数の処理の違いです", "表示しないことにしたもの（1 件）"],
        ),
        (
            "en",
            ["Another number", "dated 2025-04-01 in its text", "says no date", "Read 3 of 4", "is locked", "7 pairs",
            "2 pairs weren", "no conflict (1)", "one of them is rounded", "any more (1)"],
        ),
    ],
)  # fmt: skip
def test_both_sides_stand_with_their_values_marked_and_what_was_read(
    language: Language, words: list[str]
) -> None:
    html = render_conflicts(FOUND, language)
    assert [word for word in words if word not in html] == []
    assert html.count('<p class="k-value"') == 2 * 3, "of the conflict, the difference and the dismissed one"
    assert "The fee is <mark" in html
    assert html.count('data-decide="dismiss"') == 1
    assert html.count('data-decide="restore"') == 1
    assert html.count('data-action="read"') == 6


@BOTH
def test_nothing_looked_for_and_nothing_found_are_told_apart(language: Language) -> None:
    before, nothing = render_conflicts(None, language), render_conflicts(Conflicts(conflicts=()), language)
    assert before.count('data-action="begin"') == nothing.count('data-action="begin"') == 1
    said = {"ja": "食い違いは見つかりませんでした", "en": "No conflict was found"}[language]
    assert said not in before
    assert said in nothing


def test_a_denial_is_the_whole_statement_and_has_no_value_above_it() -> None:
    html = render_conflicts(Conflicts(conflicts=(conflict(kind="denial"),)), "en")
    assert "k-value" not in html
    assert "Denied" in html


@pytest.mark.parametrize("attack", HOSTILE)
def test_what_papers_say_is_shown_and_never_run(attack: str) -> None:
    found = replace(FOUND, conflicts=(conflict(value=attack),))
    ill = DocumentHealth(
        path=attack, right=Share(count=0, of=3), cause="mixed up", reason_en=attack, reason_ja=attack
    )
    health = replace(HEALTH, documents=(ill,), groups=(replace(HEALTH.groups[0], name=attack),))
    for language in ("ja", "en"):
        assert_harmless(render_conflicts(found, language))
        assert_harmless(render_health(health, USUAL, {attack: attack}, language))


@BOTH
def test_progress_is_told_with_the_way_to_stop(language: Language) -> None:
    for html in (
        render_comparing(ConflictProgress(stage="comparing", done=3, total=9), language),
        render_testing(SelftestProgress(stage="asking", done=3, total=9), language),
    ):
        assert 'value="3" max="9"' in html
        assert 'data-action="end"' in html
        assert "3 / 9" in html


def test_contradictions_are_found_put_aside_and_stay_so_after_a_restart(library: Desk) -> None:
    assert {step.stage for step in find_conflicts(library) if step} == {"reading", "comparing"}
    found = library.checks.conflicts
    assert found is not None
    assert len(found.conflicts) == 6
    first = found.conflicts[0]

    put_aside(library, first.id, again=False)

    assert library.checks.conflicts is not None
    assert first not in library.checks.conflicts.conflicts
    assert library.checks.conflicts.dismissed[:1] == (first,)
    with Desk.open(library.index, settings=HASHING) as later:
        list(find_conflicts(later))
        assert later.checks.conflicts is not None
        assert later.checks.conflicts.dismissed[:1] == (first,)
        put_aside(later, first.id, again=True)
        assert not later.checks.conflicts.dismissed
        assert {one.id for one in later.checks.conflicts.conflicts} == {one.id for one in found.conflicts}


def test_what_was_found_by_then_is_given_when_it_is_stopped(library: Desk) -> None:
    steps = find_conflicts(library)
    next(steps)
    library.checks.stop()
    list(steps)
    found = library.checks.conflicts
    assert found is not None
    assert found.certificate.stopped
    assert not found.complete


def test_a_library_is_looked_through_by_one_at_a_time() -> None:
    checks = Checks()
    with checks.turn(), pytest.raises(IndexBusyError) as busy, checks.turn():
        raise AssertionError("let in twice")
    assert "already" in busy.value.en
    assert "すでに" in busy.value.ja
    with checks.turn():
        pass


def test_a_library_that_tests_itself_is_asked_so_many_questions_at_most(library: Desk) -> None:
    assert {step.stage for step in test_itself(library, 8) if step} == {"reading", "asking"}
    assert library.checks.health is not None
    assert 0 < len(library.checks.health.tested) <= 8


EXPECTED = Expected(
    right=0.714,
    refused=0.15,
    invented=0.281,
    right_interval=(0.6, 0.8),
    refused_interval=(0.1, 0.22),
    invented_interval=(0.2, 0.4),
)
HEALTH = Health(
    threshold=0.4,
    groups=(
        Group(
            name="all", right=Share(count=7, of=10), refused=Share(count=1, of=10), invented=Share(count=2, of=8)
        ),
        Group(
            name="en→ja", right=Share(count=3, of=5), refused=Share(count=1, of=5), invented=Share(count=0, of=0)
        ),
    ),
    expected=EXPECTED,
    proposal=Proposal(threshold=0.55, expected=replace(EXPECTED, right=0.66, invented=0.17)),
    documents=(
        DocumentHealth(
            path="a.md", right=Share(count=1, of=5), cause="scanned", reason_en="It was scanned", reason_ja="スキャン"
        ),
        DocumentHealth(
            path="quiet.md", right=Share(count=0, of=0), cause="no questions", reason_en="-", reason_ja="-"
        ),
    ),
    worse=(Worse(name="all", before=9, now=4, of=10, lost=("a.md",), p=0.03),),
    since="2026-11-20T10:00:00+00:00",
    compared=10,
    tested=(object(),),  # type: ignore[arg-type]  # only counted here
    certificate=Certificate(in_scope=2, read=2, passages=5),
    not_asked=4,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            ["約 71 件に正しく答えます", "約 15 件は", "約 28 件に、別の内容で", "おそらく 60～80 件", "もう少し慎重に",
            "（5 件中 1 件正解）", "quiet.md", "2026-11-20", "9 件から 4 件", "英語の質問、日本語の文書", "70％（"],
        ),
        (
            "en",
            ["about 71 get the right answer", "about 15 get “not in the documents”", "about 28 are answered all the same",
            "most likely 60 to 80", "more carefully", "(1 of 5 right)", "quiet.md", "2026-11-20",
             "of 10 questions asked both times, 4 come out well",
            "English questions, Japanese documents", "70 % ("],
        ),
    ],
)  # fmt: skip
def test_health_is_said_in_hundreds_with_what_to_do(language: Language, words: list[str]) -> None:
    html = render_health(HEALTH, USUAL, {"a.md": "d1"}, language)
    assert [word for word in words if word not in html] == []
    assert 'data-document="d1"' in html
    assert html.count('data-decide="apply"') == 1
    assert 'data-decide="usual"' not in html
    assert "<td>71</td><td>66</td>" in html
    assert "<td>28</td><td>17</td>" in html


@BOTH
def test_what_cannot_be_said_is_not_said(language: Language) -> None:
    bare = replace(HEALTH, expected=None, proposal=None, worse=(), compared=0, documents=())
    html = render_health(bare, USUAL, {}, language)
    assert "k-figures" not in html
    assert "apply" not in html
    assert render_health(None, USUAL, {}, language).count('data-action="begin"') == 2


def test_a_threshold_is_used_on_a_press_and_taken_back_on_another(library: Desk) -> None:
    usual = library.knowledge.threshold()
    choose_threshold(library, usual=False)
    assert library.knowledge.threshold() == usual, "nothing is proposed yet"
    library.checks.health = replace(HEALTH, tested=())
    choose_threshold(library, usual=False)
    assert library.knowledge.threshold() == 0.55
    used = render_health(library.checks.health, Setting(now=0.55, usual=usual, shared=False), {}, "en")
    assert 'data-decide="usual"' in used
    assert 'data-decide="apply"' not in used
    choose_threshold(library, usual=True)
    assert library.knowledge.threshold() == usual
