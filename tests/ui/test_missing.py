"""A refusal names the words that were not found, in both languages and across them."""

import re

import pytest

from kotae.ui import handlers
from kotae.ui.desk import Choices, Desk
from kotae.ui.missing import MissingWords
from kotae.ui.render import render_answer
from tests.ui.builders import hit, refusal
from tests.ui.test_escaping import HOSTILE, assert_harmless


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("政府はナポレオンに予算を投じたか", ("ナポレオン",)),
        ("政府は2025年に2,000億円を投じるか", ()),
        # 政府 stands for the government, 予算 for the budget.
        ("Did the government give Napoleon a budget?", ("give", "Napoleon")),
        ("", ()),
    ],
)
def test_words_no_passage_holds_are_named_as_asked(question: str, missing: tuple[str, ...]) -> None:
    assert MissingWords().find(question, [hit("ja")]) == missing


def test_without_passages_every_word_is_missing() -> None:
    assert MissingWords().find("Napoleon's cook", []) == ("Napoleon's", "cook")


@pytest.mark.parametrize(
    ("language", "question", "word"),
    [("ja", "織田信長の料理人の名前は何ですか", "料理"), ("en", "Who cooked for Napoleon?", "Napoleon")],
)
def test_a_refusal_on_the_page_says_so(desk: Desk, language: str, question: str, word: str) -> None:
    *_, last = handlers.ask(desk, question, (), Choices(), language=language)
    turn = last.turns[-1]
    assert turn.answer is not None
    assert turn.answer.status == "not_found"
    assert word in turn.missing
    label = {"ja": "どの箇所にもない語", "en": "In none of these passages"}[language]
    assert re.search(f"{label}.*{word}", last.html)
    assert label in handlers.render_history(last.turns, language)


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_stay_text(raw: str) -> None:
    assert_harmless(render_answer(refusal("ja"), language="ja", turn=1, missing=[raw]))
