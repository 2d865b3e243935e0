"""Asking, reading and judging, as the page does it, over a real small index."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.errors import ProofError
from kotae.records import AnswerEvent, LeadEvent, SentenceEvent
from kotae.ui import handlers
from kotae.ui.choices import Choices
from kotae.ui.conversations.conversation import Turn
from kotae.ui.desk import Desk
from kotae.ui.reader.opening import open_document
from tests.ui.builders import answer

QUESTION = {
    "ja": "政府はAI戦略の予算を2,000億円に増やしたか",
    "en": "raised the budget of the AI strategy to 200 billion yen",
}


@pytest.mark.parametrize(
    ("language", "evidence", "searching"),
    [("ja", "2,000億円", "検索中"), ("en", "200 billion yen", "Searching")],
)
def test_asking_goes_from_searching_to_the_answer(
    desk: Desk, language: str, evidence: str, searching: str
) -> None:
    views = list(handlers.ask(desk, QUESTION[language], (), Choices(), language=language))
    assert searching in views[0].html
    assert "k-steps" in views[0].html
    assert "k-steps" not in views[-1].html
    assert [view.done for view in views] == [False] * (len(views) - 1) + [True]
    turn = views[-1].turns[-1]
    assert turn.answer is not None
    assert (turn.number, turn.answer.status) == (1, "answered")
    assert evidence in re.sub("<.*?>", "", views[-1].html)
    assert all(view.turns[-1].question == QUESTION[language] for view in views)


@pytest.mark.parametrize("generate", [True, False])
def test_cards_come_before_an_answer_that_is_written_and_behind_one_that_is_quoted(
    desk: Desk, generate: bool
) -> None:
    views = list(handlers.ask(desk, QUESTION["ja"], (), Choices(generate=generate), language="ja"))
    first_card = next(number for number, view in enumerate(views) if "k-card" in view.rail)
    first_mark = next(number for number, view in enumerate(views) if "k-mark" in view.html)
    assert (first_card < first_mark) is generate
    assert first_mark < len(views) - 1


@pytest.mark.parametrize(
    ("language", "other", "said"),
    [("ja", "予算は五円である。", "ほかの箇所も読んでいます"), ("en", "It is five yen.", "still being read")],
)
def test_what_is_as_good_as_sure_is_shown_until_the_answer_begins(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, other: str, said: str
) -> None:
    whole = answer(language)
    lead = replace(whole.sentences[0], text=other)
    events = [
        LeadEvent(sentence=lead),
        SentenceEvent(sentence=whole.sentences[0]),
        AnswerEvent(answer=whole),
    ]
    monkeypatch.setattr(Desk, "stream", lambda *_: iter(events))
    _, first, *rest = handlers.ask(desk, QUESTION[language], (), Choices(), language=language)
    assert other in first.html
    assert "k-mark" in first.html
    assert said in first.html
    assert "k-steps" in first.html
    assert first.turns[-1].checked == (lead,), "its mark opens its document, and who stops now keeps it"
    assert [words in view.html for view in rest for words in (other, said)] == [False] * 4


def test_turns_are_numbered_on(desk: Desk) -> None:
    past = (Turn(number=4, question="前の質問", answer=answer("ja")),)
    *_, last = handlers.ask(desk, QUESTION["ja"], past, Choices(), language="ja")
    assert [turn.number for turn in last.turns] == [4, 5]
    assert last.turns[0] is past[0]


@pytest.mark.parametrize(("language", "words"), [("ja", "質問が空です"), ("en", "The question is empty")])
def test_a_reported_error_becomes_a_sentence_on_the_page(desk: Desk, language: str, words: str) -> None:
    *_, last = handlers.ask(desk, "\u3000", (), Choices(), language=language)
    assert last.turns[-1].answer is None
    assert words in last.html
    assert 'role="alert"' in last.html


def test_choices_narrow_the_search(desk: Desk) -> None:
    only = next(info.id for info in desk.documents() if info.path == "en/defence.md")
    events = desk.stream("AI", Choices(documents=(only,), top_k=9), [])
    found = next(event.answer for event in events if isinstance(event, AnswerEvent))
    assert {hit.passage.document.id for hit in found.hits} == {only}


def test_a_link_opens_the_document_with_the_evidence_of_its_turn(desk: Desk) -> None:
    *_, last = handlers.ask(desk, QUESTION["en"], (), Choices(), language="en")
    assert last.turns[-1].answer is not None
    cited = last.turns[-1].answer.sentences[0].citations[0]
    request = {"document": cited.document.id, "start": str(cited.start), "end": str(cited.end), "turn": "1"}
    html = open_document(desk, request, last.turns, language="en")
    marked = "".join(re.findall(r"<mark.*?>(.*?)</mark>", html))
    assert cited.quote in marked
    assert f"reader?document={cited.document.id}&amp;start={cited.start}" in html
    alone = open_document(desk, request, (), language="en", own_page=True)
    assert "close-reader" not in alone


@pytest.mark.parametrize(
    ("request_", "marks"),
    [
        ({"start": "5", "end": "5"}, 0),
        ({"start": "9", "end": "3"}, 0),
        ({"start": "0", "end": "99999999"}, 0),
        ({"start": "-1", "end": "4"}, 0),
        ({"start": "²", "end": "<b>"}, 0),
        ({"start": "2", "end": "11"}, 1),
    ],
)
def test_places_out_of_range_are_ignored(desk: Desk, request_: dict[str, str], marks: int) -> None:
    name = next(info.id for info in desk.documents() if info.path == "en/budget.md")
    html = open_document(desk, {"document": name, **request_}, (), language="en")
    assert html.count("<mark") == marks


@pytest.mark.parametrize("name", ["", "nowhere", "../../etc/passwd", "en/budget.md", "<script>"])
def test_other_documents_are_not_there(desk: Desk, name: str) -> None:
    html = open_document(desk, {"document": name}, (), language="ja")
    assert "もう文書庫にありません" in html


def test_judging_needs_an_answered_turn(desk: Desk) -> None:
    turns = (Turn(number=1, question="?", answer=answer("ja")), Turn(number=2, question="stopped"))
    assert handlers.judge(desk, {"action": "good", "turn": "1"}, turns) is True
    assert handlers.judge(desk, {"action": "comment", "turn": "1", "comment": "よい"}, turns) is True
    for request in ({"action": "good", "turn": "2"}, {"action": "drop", "turn": "1"}, {"action": "bad"}):
        assert handlers.judge(desk, request, turns) is False
    assert desk.feedback.counts() == {"good": 1, "bad": 0}


def test_feedback_survives_an_update(desk: Desk, corpus: Path) -> None:
    desk.feedback.add(answer("ja"), good=True)
    (corpus / "new.txt").write_text("A new document about sushi.", encoding="utf-8")
    *_, report = desk.update()
    assert not isinstance(report, tuple)
    assert report.added == 1
    assert desk.feedback.counts() == {"good": 1, "bad": 0}
    assert "new.txt" in {info.path for info in desk.documents()}


@pytest.mark.parametrize(
    ("language", "label"), [("ja", "<h1>答えの証明書</h1>"), ("en", "<h1>Proof of an answer</h1>")]
)
def test_a_proof_is_saved_as_a_page_that_holds(
    desk: Desk, corpus: Path, tmp_path: Path, settings: Settings, language: str, label: str
) -> None:
    *_, view = handlers.ask(desk, QUESTION[language], (), Choices(), language=language)
    asked = {"action": "proof", "turn": "1"}
    saved = json.loads(handlers.proof(desk, asked, view.turns, language=language))
    assert saved["name"] == "kotae-proof-1.html"
    assert label in saved["words"]
    (tmp_path / "proof.html").write_text(saved["words"], encoding="utf-8")
    assert kotae.verify(tmp_path / "proof.html", corpus, settings=settings).verdict == "holds"
    for other in ({"action": "good", "turn": "1"}, {"action": "proof", "turn": "7"}, {}):
        assert handlers.proof(desk, other, view.turns, language=language) == ""
    (corpus / "ja/予算.md").unlink()
    (corpus / "en/budget.md").unlink()
    with pytest.raises(ProofError, match="has changed since it was indexed"):
        handlers.proof(desk, asked, view.turns, language=language)
