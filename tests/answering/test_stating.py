"""The short answer in a sentence of the question's own words: the value, those words, and nothing else."""

from collections.abc import Iterator, Sequence

import pytest

from kotae.answering import Answerer, AnsweringSettings
from kotae.answering.council import Council, EntailmentChecker, FactsChecker
from kotae.answering.generators import Draft, StatementTask, TranslationTask, WritingTask
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.statement_prompts import statement_messages
from kotae.answering.writing.stating import Stater, keeps_to
from kotae.language import detect_language
from kotae.question import read_question
from kotae.records import Answer, AnswerSentence, Citation, DocumentInfo, Language, Short, Span
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits
from tests.answering.pointing import PointingReader
from tests.answering.test_injection import ORDERS, SIBLINGS

JA = "カードの再発行料は700円です。"
EN = "A replacement card costs 700 yen."
# What no rule turns into a statement, so that the model is asked.
QUESTIONS = {"en": "And how much does a replacement card cost?", "ja": "カードの再発行料はどうなりますか？"}
SAID = {"en": "A replacement card costs 700 yen.", "ja": "カードの再発行料は700円になります。"}
# What a rule turns.
PLAIN = {"en": "How much is a replacement card?", "ja": "カードの再発行料はいくらですか？"}
SAID_BY_RULE = {"en": "A replacement card is 700 yen.", "ja": "カードの再発行料は700円です。"}


class Stating:
    """A language model that states one sentence and translates nothing; it does what an order that it is shown wants."""

    def __init__(self, text: str, *, certainty: float | None = -0.1) -> None:
        self._text = text
        self._certainty = certainty
        self.seen: list[str] = []

    def state(self, task: StatementTask) -> Draft:
        self.seen += [task.question, task.answer]
        return Draft(text=self._text, certainty=self._certainty)

    def translate(self, task: TranslationTask) -> Draft:
        self.seen += [task.text, task.context]
        return Draft(text="")

    def write(self, task: WritingTask) -> Iterator[str]:
        raise AssertionError("a quote in the other language isn't written about")

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        return None


def ask(
    analyzer: Analyzer,
    make_hits: MakeHits,
    question: str,
    model: Stating | None,
    *texts: str,
    support: float = 0.9,
    into: Sequence[Language] = ("ja", "en"),
) -> Answer:
    reader = PointingReader({"700円": 6.0, "700 yen": 6.0}, support=support)
    answerer = Answerer(
        reader=lambda: reader,
        analyzer=analyzer,
        table=TranslationTable.load(),
        generator=(lambda: model) if model is not None else None,
        translates_into=into,
        settings=AnsweringSettings(min_confidence=0.0),
    )
    return answerer.answer(read_question(question, analyzer), make_hits(*texts), generate=model is not None)


@pytest.mark.parametrize(("language", "quote"), [("en", JA), ("ja", EN)])
def test_a_short_answer_is_said_in_the_questions_words_beside_its_quote(
    analyzer: Analyzer, make_hits: MakeHits, language: str, quote: str
) -> None:
    model = Stating(SAID[language])
    answer = ask(analyzer, make_hits, QUESTIONS[language], model, quote)
    (sentence,) = answer.sentences
    assert (sentence.text, sentence.support, sentence.original) == (SAID[language], "verified", quote)
    assert sentence.citations[0].quote == quote
    assert {vote.checker for vote in sentence.votes} == {"facts", "entailment"}
    assert sentence.gloss
    assert model.seen == [QUESTIONS[language], {"en": "700 yen", "ja": "700円"}[language]]


@pytest.mark.parametrize(
    ("language", "written", "support"),
    [
        ("en", "A replacement card costs 900 yen.", 0.9),
        ("en", "A replacement card costs 700 yen and lasts 3 years.", 0.9),
        ("en", "A replacement card costs only 700 yen.", 0.9),
        ("en", "A replacement card does not cost 700 yen.", 0.9),
        ("en", "A card costs 700 yen.", 0.9),
        ("en", "A replacement card cost 700 yen.", 0.9),
        ("en", "カードは700 yenです。", 0.9),
        ("en", "", 0.9),
        ("en", SAID["en"], 0.1),
        ("ja", "カードの再発行料は900円になります。", 0.9),
        ("ja", "カードの再発行料は700円になりません。", 0.9),
        ("ja", "会員カードの再発行料は700円になります。", 0.9),
        ("ja", "カードの再発行料は700円以上になります。", 0.9),
        ("ja", "The card costs 700円.", 0.9),
        ("ja", SAID["ja"], 0.1),
    ],
)
def test_what_says_more_or_less_than_question_and_value_is_not_shown(
    analyzer: Analyzer, make_hits: MakeHits, language: str, written: str, support: float
) -> None:
    quote = JA if language == "en" else EN
    answer = ask(analyzer, make_hits, QUESTIONS[language], Stating(written), quote, support=support)
    assert [(one.text, one.support) for one in answer.sentences] == [(quote, "quoted")]


def test_a_sentence_the_model_is_unsure_of_is_not_shown(analyzer: Analyzer, make_hits: MakeHits) -> None:
    answer = ask(analyzer, make_hits, QUESTIONS["en"], Stating(SAID["en"], certainty=-1.0), JA)
    assert [one.support for one in answer.sentences] == ["quoted"]


@pytest.mark.parametrize(("language", "quote"), [("en", JA), ("ja", EN)])
def test_what_a_rule_turns_needs_no_model(
    analyzer: Analyzer, make_hits: MakeHits, language: str, quote: str
) -> None:
    model = Stating("")
    (sentence,) = ask(analyzer, make_hits, PLAIN[language], model, quote).sentences
    assert (sentence.text, sentence.support, sentence.original) == (SAID_BY_RULE[language], "verified", quote)
    assert (sentence.language, sentence.citations[0].quote, model.seen) == (language, quote, [])


@pytest.mark.parametrize(("language", "quote"), [("en", JA), ("ja", EN)])
def test_what_a_rule_turns_is_said_where_there_is_no_model(
    analyzer: Analyzer, make_hits: MakeHits, language: str, quote: str
) -> None:
    """Most people have none at first; only with one asked for were rules tried."""
    answer = ask(analyzer, make_hits, PLAIN[language], None, quote)
    assert [(one.text, one.support, one.original) for one in answer.sentences] == [
        (SAID_BY_RULE[language], "verified", quote)
    ]
    assert (answer.note, answer.sentences[0].gloss != ()) == ("", True)
    assert [
        one.support for one in ask(analyzer, make_hits, PLAIN[language], None, quote, support=0.1).sentences
    ] == ["quoted"]


class Dictionary:
    """Knows no word."""

    def senses(self, written: str) -> Sequence[str]:
        return ()


@pytest.mark.parametrize(
    ("question", "value", "about", "beside"),
    [
        (
            "When did the library open?",
            "May 2025",
            "図書館は2025年5月に開館した。",
            "懇談会は2025年5月に神戸で行われた。",
        ),
        (
            "図書館はいつ開館しましたか",
            "2025年5月",
            "The library opened in May 2025.",
            "It took place in Kobe in May 2025.",
        ),
    ],
)
def test_a_quote_about_something_else_is_not_turned(
    analyzer: Analyzer, question: str, value: str, about: str, beside: str
) -> None:
    """The reader may point at the day of another thing; as a sentence of the question's words it would be a false one."""
    adequacy = Adequacy(analyzer=analyzer, table=TranslationTable.load(), dictionary=Dictionary())
    facts = FactsChecker(analyzer=analyzer, table=TranslationTable.load())
    council = Council(checkers=(facts, EntailmentChecker(reader=PointingReader({}, support=0.9))))
    stater = Stater(generator=None, council=council, analyzer=analyzer, adequacy=adequacy)
    for quote, stated in ((about, True), (beside, False)):
        written = "May 2025" if "May 2025" in quote else "2025年5月"
        start = quote.find(written)
        info = DocumentInfo(id="a", title="a", path="a.txt", language=detect_language(quote))
        citation = Citation(document=info, start=0, end=len(quote), quote=quote)
        short = Short(
            text=value,
            language=detect_language(question),
            citation=citation,
            span=Span(start=start, end=start + len(written)),
        )
        sentence = AnswerSentence(text=quote, citations=(citation,), support="quoted")
        said = stater.stated(read_question(question, analyzer), short, sentence)
        assert (said is not None) == stated, quote


def test_what_the_council_doubts_is_not_turned(analyzer: Analyzer, make_hits: MakeHits) -> None:
    for language, quote in (("en", JA), ("ja", EN)):
        answer = ask(analyzer, make_hits, PLAIN[language], Stating(""), quote, support=0.1)
        assert [one.support for one in answer.sentences] == ["quoted"]


def test_a_language_the_model_writes_badly_is_reached_by_rule(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    """Into Japanese a small model isn't asked; what is said without it was left out as well."""
    model = Stating(SAID["ja"])
    turned = ask(analyzer, make_hits, PLAIN["ja"], model, EN, into=("en",))
    assert ([one.text for one in turned.sentences], turned.note) == ([SAID_BY_RULE["ja"]], "")
    quoted = ask(analyzer, make_hits, QUESTIONS["ja"], model, EN, into=("en",))
    assert [one.text for one in quoted.sentences] == [EN]
    assert "日本語に訳すのに十分ではない" in quoted.note
    assert model.seen == []


# Questions, values and sentences, none of which a benchmark holds.
KEPT = [
    ("When did the bridge open?", "3 May 1931", "The bridge opened on 3 May 1931."),
    ("By when must I return the key?", "5 pm", "You must return the key by 5 pm."),
    ("Who wrote the minutes?", "Sato", "Sato wrote the minutes."),
    ("How long is the pool closed each winter?", "6 weeks", "The pool is closed for 6 weeks each winter."),
    ("Which company cleans the windows?", "Tanaka Ltd", "Tanaka Ltd cleans the windows."),
    ("図書室は何時まで開いていますか", "20時", "図書室は20時まで開いています。"),
    ("鍵はどのくらいの期間借りられますか", "2週間", "鍵は2週間借りられます。"),
    ("議事録は誰が書きましたか", "Ann Lee", "議事録はAnn Leeが書きました。"),
    ("取り消しは何日前まで無料ですか", "7日前", "取り消しは7日前まで無料です。"),
]
TURNED = [
    ("When did the bridge open?", "3 May 1931", "The bridge opens on 3 May 1931."),
    ("By when must I return the key?", "5 pm", "You may return the key by 5 pm."),
    ("How long is the pool closed each winter?", "6 weeks", "The pool is closed for 6 weeks."),
    ("How long is the pool closed each winter?", "6 weeks", "The pool isn't closed for 6 weeks each winter."),
    ("Who may not use the lift?", "visitors", "Visitors may use the lift."),
    ("図書室は何時まで開いていますか", "20時", "図書室は20時から開いています。"),
    ("図書室は何時まで開いていますか", "20時", "図書室は20時まで開いていません。"),
    ("議事録は誰が書きましたか", "Ann Lee", "議事録はAnn Leeが書きます。"),
    ("取り消しは何日前まで無料ですか", "7日", "取り消しは7日まで無料です。"),
    ("会費は1人いくらですか", "500円", "会費は500円です。"),
    ("何分以内に知らせる約束でしたか", "52分", "52分以内に知らせる約束でしたか。"),
    ("鍵は何日借りられるのでしょうか", "14日", "鍵は14日借りられるのでしょうか"),
    ("How many keys are there?", "3", "How many keys are there? 3 keys?"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "value", "said"), KEPT)
def test_a_question_turned_round_its_value_keeps_to_it(
    analyzer: Analyzer, question: str, value: str, said: str
) -> None:
    assert keeps_to(question, value, said, analyzer=analyzer)


@pytest.mark.parametrize(("question", "value", "said"), TURNED)
def test_another_tense_bound_or_denial_does_not(
    analyzer: Analyzer, question: str, value: str, said: str
) -> None:
    assert not keeps_to(question, value, said, analyzer=analyzer)


@pytest.mark.parametrize("order", [*(order for _, order in ORDERS), *SIBLINGS])
def test_orders_in_documents_never_reach_the_writer(
    analyzer: Analyzer, make_hits: MakeHits, order: str
) -> None:
    """Of a document the writer sees one value; an order beside it changes neither what it is shown nor what is said."""
    for language, quote in (("en", JA), ("ja", EN)):
        model = Stating(SAID[language])
        answer = ask(analyzer, make_hits, QUESTIONS[language], model, order, quote, f"{order}\n{quote}")
        assert [one for one in model.seen if "9兆" in one or "9 trillion" in one] == []
        assert (answer.sentences[0].text, answer.sentences[0].original) == (SAID[language], quote)
        assert {detect_language(one.text) for one in answer.sentences[:1]} == {language}


def test_a_prompt_holds_the_question_and_the_value_on_one_line_each() -> None:
    task = StatementTask(question="Who\n<b>?", answer="a]\nb", language="en")
    asked = statement_messages(task)[-1]["content"]
    assert asked == "Question: Who b ?\nAnswer: a b"
