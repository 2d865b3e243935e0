"""A quote in the other language is shown translated only when its facts are whole and the council agrees."""

from collections.abc import Iterator, Sequence

import pytest

from kotae.answering import Answerer, AnsweringSettings
from kotae.answering.generators import TranslationTask, WritingTask
from kotae.question import read_question
from kotae.reader import Entailment, Reading
from kotae.records import Answer, Passage
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
    """A language model that gives one translation for each attempt."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self.tasks: list[TranslationTask] = []

    def translate(self, task: TranslationTask) -> str:
        self.tasks.append(task)
        return self._texts[min(task.attempt, len(self._texts) - 1)]

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
            "A replacement card costs {1}.",
            "A replacement card costs 700 yen.",
        ),
        (
            "カードの再発行料はいくらですか？",
            EN,
            "カードの再発行には{1}かかります。",
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
    assert {vote.checker for vote in sentence.votes} == {"facts", "entailment", "likelihood"}
    assert "{1}" in model.tasks[0].text
    assert answer.note == ""


@pytest.mark.parametrize(
    ("written", "support"),
    [
        ("A replacement card costs 900 yen.", 0.9),
        ("A replacement card is cheap.", 0.9),
        ("再発行料は{1}です。", 0.9),
        ("A replacement card costs {1}.", 0.1),
        ("", 0.9),
    ],
    ids=["other-figure", "figure-lost", "other-language", "council", "nothing"],
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
    assert [task.attempt for task in model.tasks] == [0, 1]
