"""A quote in the other language is shown translated only when its facts are whole and the council agrees."""

import re
from collections.abc import Iterator, Sequence

import pytest

from kotae.answering import Answerer, AnsweringSettings
from kotae.answering.generators import Draft, StatementTask, TranslationTask, WritingTask
from kotae.question import read_question
from kotae.reader import Entailment, Reading
from kotae.records import Answer, Language, Passage, SentenceEvent
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits

JA = "カードの再発行料は700円です。"
EN = "A replacement card costs 700 yen."


class Agreeing:
    """A reader that finds its answer in the first sentence and supports every claim, or none."""

    def __init__(self, support: float) -> None:
        self._support = support

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        return tuple(
            Reading(answers=6.0, somewhere=6.0, sentences=(1.0,), start=passage.start, end=passage.start)
            for passage in passages
        )

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        found = Entailment(supported=self._support, neither=1 - self._support, contradicted=0.0)
        return (found,) * len(texts)


class Writer:
    """A language model that gives one translation after the other."""

    def __init__(self, *texts: str, certainty: float | None = -0.1) -> None:
        self._texts = texts
        self._certainty = certainty
        self.tasks: list[TranslationTask] = []

    def translate(self, task: TranslationTask) -> Draft:
        self.tasks.append(task)
        return Draft(text=self._texts[min(len(self.tasks), len(self._texts)) - 1], certainty=self._certainty)

    def state(self, task: StatementTask) -> Draft:
        raise AssertionError("nothing is stated without a short answer in the asker's language")

    def write(self, task: WritingTask) -> Iterator[str]:
        raise AssertionError("a quote in the other language is translated, not written about")

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        return None


def ask(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, model: Writer, support: float
) -> Answer:
    answerer = Answerer(
        reader=lambda: Agreeing(support),
        analyzer=analyzer,
        table=TranslationTable.load(),
        generator=lambda: model,
        settings=AnsweringSettings(min_confidence=0.0),
    )
    return answerer.answer(read_question(question, analyzer), make_hits(text), generate=True)


@pytest.mark.parametrize(
    ("question", "text", "written", "shown"),
    [
        (
            "How much is a replacement card?",
            JA,
            "A replacement card costs 700 yen.",
            "A replacement card costs 700 yen.",
        ),
        (
            "カードの再発行料はいくらですか？",
            EN,
            "カードの再発行には700円かかります。",
            "カードの再発行には700円かかります。",
        ),
    ],
    ids=["en", "ja"],
)
def test_a_translation_that_passes_is_shown_beside_its_original(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, written: str, shown: str
) -> None:
    model = Writer(written)
    answer = ask(analyzer, make_hits, question, text, model, 0.9)
    (sentence,) = answer.sentences
    assert (sentence.text, sentence.support, sentence.original) == (shown, "translated", text)
    assert sentence.citations[0].quote == text
    assert {vote.checker for vote in sentence.votes} == {"facts", "entailment"}
    assert sentence.gloss
    assert answer.note == ""
    words = dict(model.tasks[0].words)
    assert words, "a small model is told what the dictionary says"
    assert not re.search("[0-9]", "".join(words)), "figures stand in the sentence as they are to be said"


@pytest.mark.parametrize(
    ("written", "support"),
    [
        ("A replacement card costs 900 yen.", 0.9),
        ("A replacement card is cheap.", 0.9),
        ("再発行料は700 yenです。", 0.9),
        ("A replacement card costs 700 yen.", 0.1),
        ("", 0.9),
        ("재발행 수수료는 700 yen입니다.", 0.9),
        ("补发卡的费用为700 yen。", 0.9),
        ("Замена карты стоит 700 yen.", 0.9),
        ("A replacement card costs 700 yen. " * 400, 0.9),
    ],
    ids=[
        "other-figure",
        "figure-lost",
        "other-language",
        "council",
        "nothing",
        "Korean",
        "Chinese",
        "Russian",
        "endless",
    ],
)
def test_what_does_not_pass_leaves_the_quote_with_its_gloss(
    analyzer: Analyzer, make_hits: MakeHits, written: str, support: float
) -> None:
    model = Writer(written)
    answer = ask(analyzer, make_hits, "How much is a replacement card?", JA, model, support)
    (sentence,) = answer.sentences
    assert (sentence.text, sentence.support, sentence.original) == (JA, "quoted", "")
    assert dict(sentence.gloss)["700円"] == "700 yen"
    assert "could not be verified" in answer.note
    assert len(model.tasks) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [(EN, "补发卡的费用为700円。"), (EN, "카드 재발행은 700円입니다."), (EN, "A card costs 700円.")],
    ids=["Chinese", "Korean", "English"],
)
def test_what_is_no_japanese_leaves_the_quote(
    analyzer: Analyzer, make_hits: MakeHits, text: str, written: str
) -> None:
    answer = ask(analyzer, make_hits, "カードの再発行料はいくらですか？", text, Writer(written), 0.9)
    (sentence,) = answer.sentences
    assert (sentence.text, sentence.support) == (text, "quoted")
    assert "確かめられなかった" in answer.note


def test_a_translation_the_model_is_unsure_of_leaves_the_quote(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    model = Writer("A replacement card costs 700 yen.", certainty=-0.9)
    answer = ask(analyzer, make_hits, "How much is a replacement card?", JA, model, 0.9)
    assert [(s.text, s.support) for s in answer.sentences] == [(JA, "quoted")]


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("What is the fee?", "A棟 | 700円 | 2025年5月", "A棟"),
        ("料金はいくらですか？", "WD-105 | 700 yen | May 2025", "WD-105 | 700円 | 2025年5月"),
    ],
    ids=["words-left", "facts-only"],
)
def test_cells_that_hold_nothing_but_facts_are_said_by_rule(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, shown: str
) -> None:
    model = Writer("")
    answer = ask(analyzer, make_hits, question, text, model, 0.9)
    assert answer.sentences[0].text.startswith(shown)
    assert {task.text for task in model.tasks} <= {"A棟"}


def test_the_quote_comes_first_and_its_translation_takes_its_place(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    answerer = Answerer(
        reader=lambda: Agreeing(0.9),
        analyzer=analyzer,
        table=TranslationTable.load(),
        generator=lambda: Writer("A replacement card costs 700 yen."),
        settings=AnsweringSettings(min_confidence=0.0),
    )
    question = read_question("How much is a replacement card?", analyzer)
    events = list(answerer.stream(question, make_hits(JA), generate=True))
    sentences = [event.sentence for event in events if isinstance(event, SentenceEvent)]
    assert [(s.text, s.original) for s in sentences] == [(JA, ""), ("A replacement card costs 700 yen.", JA)]


def test_a_refusal_stays_one_with_a_writer(analyzer: Analyzer, make_hits: MakeHits) -> None:
    answerer = Answerer(
        reader=lambda: Agreeing(0.9),
        analyzer=analyzer,
        table=TranslationTable.load(),
        generator=lambda: Writer("A replacement card costs 700 yen."),
        settings=AnsweringSettings(min_confidence=1.0),
    )
    answer = answerer.answer(read_question("How much is a ZX-900?", analyzer), make_hits(JA), generate=True)
    assert (answer.status, answer.sentences) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "text", "into", "note"),
    [
        ("カードの再発行料はいくらですか？", EN, ("en",), "日本語に訳すのに十分ではない"),
        ("How much is a replacement card?", JA, ("ja",), "translate into English"),
    ],
    ids=["ja", "en"],
)
def test_a_model_is_not_asked_for_a_language_it_writes_badly(
    analyzer: Analyzer,
    make_hits: MakeHits,
    question: str,
    text: str,
    into: tuple[Language, ...],
    note: str,
) -> None:
    model = Writer("A card costs 700 yen.")
    answerer = Answerer(
        reader=lambda: Agreeing(0.9),
        analyzer=analyzer,
        table=TranslationTable.load(),
        generator=lambda: model,
        translates_into=into,
        settings=AnsweringSettings(min_confidence=0.0),
    )
    answer = answerer.answer(read_question(question, analyzer), make_hits(text), generate=True)
    assert [(s.text, s.support) for s in answer.sentences] == [(text, "quoted")]
    assert answer.sentences[0].gloss
    assert note in answer.note
    assert model.tasks == []


@pytest.mark.parametrize(
    ("question", "text", "around", "wrong", "right"),
    [
        (
            "How much is a replacement card?",
            JA,
            "窓口で払います。",
            "A replacement card costs 900 yen.",
            "A replacement card costs 700 yen.",
        ),
        (
            "カードの再発行料はいくらですか？",
            EN,
            "Pay at the counter.",
            "カードの再発行には900円かかります。",
            "カードの再発行には700円かかります。",
        ),
    ],
    ids=["en", "ja"],
)
@pytest.mark.parametrize("drafts", [1, 2])
def test_a_second_draft_is_asked_for_with_what_stands_around_the_sentence(
    analyzer: Analyzer,
    make_hits: MakeHits,
    question: str,
    text: str,
    around: str,
    wrong: str,
    right: str,
    drafts: int,
) -> None:
    model = Writer(wrong, right)
    answerer = Answerer(
        reader=lambda: Agreeing(0.9),
        analyzer=analyzer,
        table=TranslationTable.load(),
        generator=lambda: model,
        drafts=drafts,
        settings=AnsweringSettings(min_confidence=0.0),
    )
    hits = make_hits(f"{text} {around}")
    answer = answerer.answer(read_question(question, analyzer), hits, generate=True)
    assert [task.context for task in model.tasks] == ["", around][:drafts]
    assert (answer.sentences[0].text, answer.sentences[0].support) == (
        (right, "translated") if drafts == 2 else (text, "quoted")
    )
