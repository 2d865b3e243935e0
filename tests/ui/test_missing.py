"""A refusal names the words that were not found, in both languages and across them."""

import re
from dataclasses import replace

import pytest

from kotae.ui import handlers
from kotae.ui.choices import Choices
from kotae.ui.desk import Desk
from kotae.ui.render import render_answer
from tests.ui.builders import refusal
from tests.ui.test_escaping import HOSTILE, assert_harmless


@pytest.mark.parametrize(
    ("language", "question", "word"),
    [("ja", "織田信長の料理人の名前は何ですか", "料理"), ("en", "Who cooked for Napoleon?", "Napoleon")],
)
def test_a_refusal_on_the_page_says_so(desk: Desk, language: str, question: str, word: str) -> None:
    *_, last = handlers.ask(desk, question, (), Choices(), language=language)
    turn = last.turns[-1]
    assert turn.answer is not None
    assert turn.answer.status == "not_found"
    assert word in turn.answer.missing
    label = {"ja": "読んだ箇所にない語：", "en": "Not in the passages read:"}[language]
    assert re.search(f"{label}.*{word}", last.html)


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_stay_text(raw: str) -> None:
    assert_harmless(render_answer(replace(refusal("ja"), missing=(raw,)), language="ja", turn=1))
