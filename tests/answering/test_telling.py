"""An answer that no rule can say, in a sentence of the asker's language: what the words pointed at say, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from kotae.answering.council import Council, EntailmentChecker, FactsChecker
from kotae.answering.generators import Draft, StatementTask, TranslationTask, WritingTask
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.statement_prompts import statement_messages
from kotae.answering.writing.telling import Teller
from kotae.language import detect_language
from kotae.question import read_question
from kotae.reader import Entailment
from kotae.records import AnswerSentence, Citation, DocumentInfo, Short, Span
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable

REASON = ("鍵は、子どもが開ける恐れがあるため、30日ごとに替えます。", "子どもが開ける恐れがあるため")
STEPS = (
    "If a pipe bursts, close the red valve and call the plumber within 10 minutes.",
    "close the red valve and call the plumber within 10 minutes",
)
WHY = "Why are the keys changed?"
WHAT = "管が破裂したらどうしますか"


class Judge:
    """Supports every claim as surely as it is told to."""

    def __init__(self, support: float) -> None:
        self._support = support

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        found = Entailment(supported=self._support, neither=1 - self._support, contradicted=0.0)
        return (found,) * len(texts)


class Model:
    """Says one sentence."""

    def __init__(self, text: str, certainty: float | None) -> None:
        self._draft = Draft(text=text, certainty=certainty)
        self.tasks: list[StatementTask] = []

    def state(self, task: StatementTask) -> Draft:
        self.tasks.append(task)
        return self._draft

    def translate(self, task: TranslationTask) -> Draft:
        raise AssertionError("an answer is told, not translated")

    def write(self, task: WritingTask) -> Iterator[str]:
        raise AssertionError("an answer is told, not written about")

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        return None


def told(
    analyzer: Analyzer,
    question: str,
    quote: tuple[str, str],
    model: Model,
    *,
    support: float = 0.9,
) -> AnswerSentence | None:
    text, span = quote
    language = detect_language(text)
    table, aid, read = TranslationTable.load(), load_aid(), read_question(question, analyzer)
    info = DocumentInfo(id="d", title="t", path="d.txt", language=language)
    cited = Citation(document=info, start=40, end=40 + len(text), quote=text)
    found = gloss(text, source=language, target=read.language, analyzer=analyzer, table=table, aid=aid)
    start = 40 + text.index(span)
    teller = Teller(
        generator=model,
        council=Council(
            checkers=(FactsChecker(analyzer=analyzer, table=table), EntailmentChecker(reader=Judge(support)))
        ),
        analyzer=analyzer,
        names=aid,
        adequacy=Adequacy(analyzer=analyzer, table=table, dictionary=aid),
    )
    return teller.told(
        read,
        Short(text=span, language=language, citation=cited, span=Span(start=start, end=start + len(span))),
        AnswerSentence(text=text, citations=(cited,), support="quoted", gloss=found),
    )


@pytest.mark.parametrize(
    ("question", "quote", "said"),
    [
        (WHY, REASON, "The keys are changed because children may open them."),
        (WHAT, STEPS, "管が破裂したら、赤い弁を閉め、10分以内に配管工を呼びます。"),
    ],
)
def test_a_reason_and_an_instruction_are_told_beside_their_quote(
    analyzer: Analyzer, question: str, quote: tuple[str, str], said: str
) -> None:
    model = Model(said, -0.2)
    sentence = told(analyzer, question, quote, model)
    assert sentence is not None
    assert (sentence.text, sentence.support, sentence.original) == (said, "translated", quote[0])
    assert sentence.citations[0].quote == quote[0]
    (task,) = model.tasks
    assert task.question == question
    assert task.words


@pytest.mark.parametrize(
    ("question", "quote", "said", "certainty", "support"),
    [
        (WHY, REASON, "The keys are changed because 3 children may open them.", -0.2, 0.9),
        (WHY, REASON, "The keys are changed because children open them.", -0.2, 0.9),
        (WHY, REASON, "The keys are changed because children may not open them.", -0.2, 0.9),
        (WHY, REASON, "The keys are changed because thieves may steal the children's bicycles.", -0.2, 0.9),
        (WHY, REASON, "The keys are changed.", -0.2, 0.9),
        (WHY, REASON, "Children may open the keys.", -0.2, 0.9),
        (WHY, REASON, "Why are the keys changed because children may open them?", -0.2, 0.9),
        (WHY, REASON, "子どもが開ける恐れがあるためです。", -0.2, 0.9),
        (WHY, REASON, "", -0.2, 0.9),
        (WHY, REASON, "The keys are changed because children may open them.", -0.9, 0.9),
        (WHY, REASON, "The keys are changed because children may open them.", -0.2, 0.1),
        (WHAT, STEPS, "管が破裂したら、赤い弁を閉め、20分以内に配管工を呼びます。", -0.2, 0.9),
        (WHAT, STEPS, "管が破裂したら、赤い弁を閉め、配管工を呼びます。", -0.2, 0.9),
        (WHAT, STEPS, "管が破裂したら、赤い弁を閉めず、10分以内に配管工を呼びます。", -0.2, 0.9),
        (WHAT, STEPS, "管が破裂したら、警察と消防署に通報し、10分以内に避難します。", -0.2, 0.9),
        (WHAT, STEPS, "Close the red valve and call the plumber 10分以内.", -0.2, 0.9),
        (WHAT, STEPS, "管が破裂したら、赤い弁を閉め、10分以内に配管工を呼びます。", -0.9, 0.9),
    ],
)
def test_what_adds_turns_or_leaves_out_is_not_told(
    analyzer: Analyzer, question: str, quote: tuple[str, str], said: str, certainty: float, support: float
) -> None:
    assert told(analyzer, question, quote, Model(said, certainty), support=support) is None


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("鍵を替えるのはなぜですか", REASON),  # in the asker's language
        ("Why are the keys changed, and how often?", REASON),  # two questions
    ],
)
def test_nothing_is_asked_of_the_model_where_a_sentence_cannot_be_the_answer(
    analyzer: Analyzer, question: str, quote: tuple[str, str]
) -> None:
    model = Model("x", None)
    assert told(analyzer, question, quote, model) is None
    assert model.tasks == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_prompt_holds_the_words_with_their_meanings_on_one_line(language: str) -> None:
    task = StatementTask(question="Q\n?", answer="a]\nb", language="en" if language == "en" else "ja")
    asked = statement_messages(replace(task, words=(("a", "x<"),)))
    assert asked[-1]["content"].splitlines()[1:] == [
        {"en": "Answer: a b", "ja": "答え：a b"}[language],
        "(a = x)",
    ]
    assert asked[0] != statement_messages(task)[0]
