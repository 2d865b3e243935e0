"""What the reader sees of questions, answers, refusals and the way there."""

import re
from dataclasses import replace

import pytest

from kotae.records import AnswerSentence, Citation, Language, MatchedTerm
from kotae.ui.conversation import Turn, answer_markdown
from kotae.ui.handlers import render_history, render_turn_of
from kotae.ui.render import render_answer, render_progress
from tests.ui.builders import FIRST, SECOND, answer, hit, info, refusal
from tests.ui.test_escaping import HOSTILE, assert_harmless


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("language", "sources", "read", "quoted", "verified"),
    [
        ("ja", "出典", "文書で読む", "引用", "確認済み"),
        ("en", "Sources", "Read in the document", "quoted", "verified"),
    ],
)
def test_answer_numbers_its_sentences_and_shows_their_sources(
    language: Language, sources: str, read: str, quoted: str, verified: str
) -> None:
    html = render_answer(answer(language), language=language, turn=7)
    first, second = re.findall(r'<p class="k-sentence">.*?</p>', html)
    assert re.findall(r'class="k-mark"[^>]*>(\d)<', first) == ["1"]
    assert re.findall(r'class="k-mark"[^>]*>(\d)<', second) == ["1", "2"]
    assert (quoted in first, verified in second) == (True, True)
    assert f"<h3>{sources}</h3>" in html
    assert html.count(read) == 1, "both places lie in one passage: one card"
    card = html[html.index("k-card") :]
    assert re.findall(r'class="k-number">(\d)<', card) == ["1", "2"]
    marked = words("".join(re.findall(r"<mark.*?</mark>", card)))
    assert marked == FIRST[language].replace("**", "") + SECOND[language]


def test_marks_lead_to_the_place_without_script_too() -> None:
    html = render_answer(answer("ja"), language="ja", turn=2)
    cited = answer("ja").sentences[1].citations[0]
    address = f"reader?document=doc-ja&amp;start={cited.start}&amp;end={cited.end}"
    assert html.count(f'href="{address}"') == 1
    assert f'data-action="read" data-document="doc-ja" data-start="{cited.start}"' in html


def test_card_says_why_it_was_found() -> None:
    assert "<li>budget → 予算</li>" in render_answer(answer("ja"), language="en", turn=1)


@pytest.mark.parametrize(
    ("question", "found", "shown"),
    [
        ("date:2025-01", "date:2025-01", "2025-01"),
        ("JPY:200000000000", "JPY:200000000000", "JPY 200000000000"),
        ("World", "world", "World"),
        ("note:x", "注:x", "note:x → 注:x"),
    ],
)
def test_matched_terms_are_readable(question: str, found: str, shown: str) -> None:
    matched = (MatchedTerm(question=question, passage=found, weight=1.0),)
    whole = replace(answer("ja"), hits=(replace(hit("ja"), matched=matched),))
    assert f"<li>{shown}</li>" in render_answer(whole, language="ja", turn=1)


def test_votes_are_told_in_plain_words() -> None:
    html = render_answer(answer("ja"), language="ja", turn=1)
    assert "事実賛成 — 5 = 5" in words(html).replace(" 賛成", "賛成")


@pytest.mark.parametrize(
    ("language", "head", "nearest"),
    [
        ("ja", "文書の中に答えはありません", "最も近い箇所（答えではありません）"),
        ("en", "The documents don&#x27;t answer this", "Nearest passages, not an answer"),
    ],
)
def test_refusal_looks_like_none_of_that(language: Language, head: str, nearest: str) -> None:
    html = render_answer(refusal(language), language=language, turn=1)
    assert (head in html, nearest in html) == (True, True)
    assert "k-sentence" not in html
    assert "<mark" not in html
    assert "k-number" not in html


@pytest.mark.parametrize(
    ("stage", "draft", "now", "steps"),
    [
        ("searching", "", "検索中", ["検索中", "読解中", "確認中"]),
        ("reading", "", "読解中", ["検索中", "読解中", "確認中"]),
        ("writing", "予算は", "作成中", ["検索中", "読解中", "作成中", "確認中"]),
        ("checking", "予算は", "確認中", ["検索中", "読解中", "作成中", "確認中"]),
    ],
)
def test_progress_shows_the_stage(stage: str, draft: str, now: str, steps: list[str]) -> None:
    html = render_progress(stage, draft, language="ja")
    assert [words(item) for item in re.findall(r"<li.*?</li>", html)] == steps
    assert re.findall(r'aria-current="step">(.*?)<', html) == [now]
    assert ("未確認" in html) == bool(draft)


@pytest.mark.parametrize("raw", [*HOSTILE, "長" * 5_000])
def test_hostile_text_stays_text_everywhere(raw: str) -> None:
    place = replace(info("ja"), title=raw, path=raw, id=raw)
    cited = Citation(start=0, end=5, document=place, quote=raw, heading=raw)
    passage = replace(hit("ja", text=raw).passage, document=place, heading=raw)
    whole = replace(
        answer("ja"),
        text=raw,
        note=raw,
        sentences=(AnswerSentence(text=raw, citations=(cited,), support="quoted", gloss=((raw, raw),)),),
        hits=(replace(hit("ja"), passage=passage),),
    )
    for shown in (whole, replace(whole, status="not_found", sentences=())):
        turn = Turn(number=1, question=raw, answer=shown)
        html = render_turn_of(turn, "ja") + render_progress("writing", raw, language="ja")
        assert_harmless(html)


def test_stopped_and_failed_turns_say_so() -> None:
    assert "停止しました" in render_turn_of(Turn(number=1, question="?"), "ja")
    failed = Turn(number=1, question="?", error=("It <broke>.", "壊れました。"))
    assert "It &lt;broke&gt;." in render_turn_of(failed, "en")
    assert "壊れました。" in render_turn_of(failed, "ja")


def test_history_keeps_the_order() -> None:
    turns = [Turn(number=n, question=f"質問{n}", answer=answer("ja")) for n in (1, 2)]
    html = render_history(turns, "ja")
    assert re.findall(r'<article class="k-turn" data-turn="(\d)"', html) == ["1", "2"]
    assert render_history([], "ja") == ""


def test_copy_holds_the_markdown() -> None:
    html = render_turn_of(Turn(number=1, question="?", answer=answer("en")), "en")
    area = re.search(r"<textarea hidden readonly>(.*?)</textarea>", html, re.DOTALL)
    assert area is not None
    assert area.group(1) == answer_markdown(answer("en"), "en").replace(">", "&gt;")
