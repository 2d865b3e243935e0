"""Answers are the right sentences, quoted by offset, or a refusal that says so."""

from dataclasses import replace

import pytest

from kotae.answering import Answerer, AnsweringSettings
from kotae.citations import faults, stands
from kotae.errors import SettingsError
from kotae.question import Question, read_question
from kotae.records import AnswerEvent, Hit, LeadEvent, SentenceEvent, StageEvent
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits
from tests.answering.pointing import PointingReader

JAPANESE = (
    "AI活用推進法は2025年5月に成立しました。罰則は設けられていません。",
    "デジタルマーケットプレイスには2025年2月時点で178社が参入しています。136種のソフトウェアが登録済みです。",
    "北海道の冬は寒い。雪がよく降ります。",
)
ENGLISH = (
    "The AI promotion act was enacted in May 2025. It sets no penalties.",
    "By February 2025, 178 companies had joined the Digital Marketplace. 136 products were registered.",
    "Winters in Hokkaido are cold. It snows a lot.",
)


def answering(analyzer: Analyzer, *pointed: str, least: float = 0.0, odds: float = 6.0) -> Answerer:
    """Return an answerer whose reader points at some words."""
    reader = PointingReader(dict.fromkeys(pointed, odds))
    settings = AnsweringSettings(min_confidence=least)
    return Answerer(reader=lambda: reader, analyzer=analyzer, settings=settings)


@pytest.mark.parametrize(
    ("texts", "question", "pointed", "short", "quote"),
    [
        (JAPANESE, "AI活用推進法はいつ成立しましたか？", "2025年5月", "2025年5月", "AI活用推進法は2025年5月に成立しました。"),
        (JAPANESE, "何社が参入していますか？", "178社", "178社", "178社が参入しています。"),
        (ENGLISH, "When was the act enacted?", "May 2025", "May 2025", "The AI promotion act was enacted in May 2025."),
        (ENGLISH, "How many companies joined?", "178 companies", "178 companies", "178 companies had joined"),
    ],
)  # fmt: skip
def test_the_answer_is_the_value_and_the_sentence_that_holds_it(
    analyzer: Analyzer,
    make_hits: MakeHits,
    texts: tuple[str, ...],
    question: str,
    pointed: str,
    short: str,
    quote: str,
) -> None:
    asked = read_question(question, analyzer)
    answer = answering(analyzer, pointed).answer(asked, make_hits(*texts))
    assert (answer.status, answer.note, answer.missing) == ("answered", "", ())
    assert answer.short is not None
    assert answer.short.text == short
    assert quote in answer.sentences[0].text
    assert answer.sentences[0].support == "quoted"
    assert answer.text.splitlines()[0] == short
    assert answer.text.splitlines()[1].startswith(answer.sentences[0].text.strip())


@pytest.mark.parametrize("texts", [JAPANESE, ENGLISH])
def test_every_sentence_is_cited_by_exact_offsets(
    analyzer: Analyzer, make_hits: MakeHits, texts: tuple[str, ...]
) -> None:
    hits = make_hits(*texts, heading="第1章 › 概要")
    asked = read_question("178社とは何ですか？ What are the 178 companies?", analyzer)
    answer = answering(analyzer, "178").answer(asked, hits)
    read = {hit.passage.document.id: hit.passage.text for hit in hits}

    def text_at(document: str, start: int, end: int) -> str:
        return read[document][start:end]

    assert [fault for sentence in answer.sentences for fault in faults(sentence, text_at)] == []
    assert answer.short is None or stands(answer.short.citation, text_at)
    assert 1 <= len(answer.sentences) <= 3
    assert answer.sentences[0].citations[0].heading == "第1章 › 概要"


def test_offsets_are_the_documents_not_the_passages(analyzer: Analyzer, make_hits: MakeHits) -> None:
    hit = make_hits(ENGLISH[0])[0]
    moved = replace(
        hit.passage,
        start=100,
        end=100 + len(ENGLISH[0]),
        sentences=tuple(replace(s, start=s.start + 100, end=s.end + 100) for s in hit.passage.sentences),
    )
    asked = read_question("When was the AI promotion act enacted?", analyzer)
    answer = answering(analyzer, "May 2025").answer(asked, [replace(hit, passage=moved)])
    citation = answer.sentences[0].citations[0]
    assert (citation.start, citation.end) == (100, 145)
    assert citation.quote == "The AI promotion act was enacted in May 2025."


@pytest.mark.parametrize(
    ("question", "refusal"),
    [("答えはどこですか？", "見つかりませんでした"), ("Where is the answer?", "don't hold an answer")],
)
def test_without_hits_it_is_refused_in_the_questions_language(
    analyzer: Analyzer, question: str, refusal: str
) -> None:
    answer = answering(analyzer).answer(read_question(question, analyzer), [])
    assert (answer.status, answer.sentences, answer.confidence) == ("not_found", (), 0.0)
    assert refusal in answer.text


@pytest.mark.parametrize(
    ("question", "text", "pointed", "named", "refusal"),
    [
        ("WD-105の保証は何年ですか？", "WD-102の保証は2年です。", "2年", "WD-105", "「WD-105」は文書にありません。"),
        ("Is the WD-105 covered?", "The WD-102 is covered.", "covered", "WD-105", "“WD-105” isn't in the documents."),
        ("第9条は何ですか？", "第19条 手数料は返さない。", "手数料", "第9条", "「第9条」は文書にありません。"),
        ("What does Article 9 say?", "第19条 手数料は返さない。", "手数料", "Article 9", "“Article 9” isn't in the documents."),
    ],
)  # fmt: skip
def test_an_identifier_that_stands_nowhere_is_refused_and_named(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, pointed: str, named: str, refusal: str
) -> None:
    asked = read_question(question, analyzer)
    answer = answering(analyzer, pointed, least=0.01, odds=9.0).answer(asked, make_hits(text))
    assert (answer.status, answer.sentences, answer.short) == ("not_found", (), None)
    assert named in answer.missing
    assert answer.text.startswith(refusal)


@pytest.mark.parametrize("elsewhere", [True, False])
@pytest.mark.parametrize(
    ("question", "text", "pointed", "named", "other"),
    [
        ("WD-105の保証は何年ですか？", "WD-102の保証は2年です。", "2年", "WD-105", "The WD 105 costs 900 yen."),
        ("2025年の保証は何年ですか？", "2021年の保証は2年です。", "2年", "2025年", "Opened in July 2025."),
        ("What does Article 9 say?", "第19条 手数料は返さない。", "手数料", "Article 9", "第9条は削除する。"),
        ("What is the warranty in 2025?", "The warranty in 2021 is 2 years.", "2 years", "2025", "令和7年に開店した。"),
        ("Does Nvidia pay?", "Intel pays the fee.", "pays", "Nvidia", "Nvidia opened a shop."),
    ],
)  # fmt: skip
def test_what_stands_in_another_paper_is_not_said_to_stand_in_none(
    analyzer: Analyzer,
    make_hits: MakeHits,
    question: str,
    text: str,
    pointed: str,
    named: str,
    other: str,
    elsewhere: bool,
) -> None:
    """A refusal said 「2025年」は文書にありません, though the year stood in two papers that weren't read."""
    asked = read_question(question, analyzer)
    found: list[str] = []

    def find(name: Question) -> tuple[Hit, ...]:
        found.append(name.text)
        return make_hits(other) if elsewhere else make_hits("The pier is open.")

    answerer = answering(analyzer, pointed, least=1.0, odds=-9.0)
    *_, last = answerer.stream(asked, make_hits(text), find=find)
    assert isinstance(last, AnswerEvent)
    assert last.answer.status == "not_found"
    assert named in found
    assert named in last.answer.missing
    assert (named in last.answer.text) is not elsewhere


@pytest.mark.parametrize(("question", "joint"), [("What do {} cost?", ", "), ("{}の値段は？", "、")])
def test_a_refusal_looks_for_a_handful_of_a_thousand_codes(
    analyzer: Analyzer, make_hits: MakeHits, question: str, joint: str
) -> None:
    """Each was looked for: a question of 7,900 characters took half a minute."""
    codes = [f"QX-{number}" for number in range(1000, 1900)]
    looked_for: list[str] = []

    def find(name: Question) -> tuple[Hit, ...]:
        looked_for.append(name.text)
        return ()

    asked = read_question(question.format(joint.join(codes)), analyzer)
    answerer = answering(analyzer, "2", least=1.0, odds=-9.0)
    *_, last = answerer.stream(asked, make_hits("QY-1: 2 yen."), find=find)
    assert isinstance(last, AnswerEvent)
    assert looked_for == codes[:8]
    assert last.answer.missing == tuple(codes[:8])
    assert codes[7] in last.answer.text
    assert codes[8] not in last.answer.text


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("WD-105の保証は？", ("WD-102の保証は2年です。", "WD-105の保証は3年です。")),
        ("How long is the WD-105 covered?", ("The WD-102: 2年。", "The WD-105: 3年。")),
    ],
)
def test_the_passage_with_the_identifier_wins(
    analyzer: Analyzer, make_hits: MakeHits, question: str, texts: tuple[str, str]
) -> None:
    asked = read_question(question, analyzer)
    reader = PointingReader({"2年": 6.0, "3年": 5.0})
    answerer = Answerer(
        reader=lambda: reader, analyzer=analyzer, settings=AnsweringSettings(min_confidence=0.0)
    )
    answer = answerer.answer(asked, make_hits(*texts))
    assert "3年" in answer.sentences[0].text


@pytest.mark.parametrize(
    ("question", "texts"), [("富士山の高さは？", JAPANESE), ("How high is Mount Fuji?", ENGLISH)]
)
def test_a_refusal_keeps_the_nearest_passages_and_says_what_is_missing(
    analyzer: Analyzer, make_hits: MakeHits, question: str, texts: tuple[str, ...]
) -> None:
    hits = make_hits(*texts)
    answer = answering(analyzer, least=1.0).answer(read_question(question, analyzer), hits)
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert {hit.passage.document.id for hit in answer.hits} == {"d1", "d2", "d3"}
    assert answer.missing


def test_what_only_asks_is_not_called_missing(analyzer: Analyzer, make_hits: MakeHits) -> None:
    asked = read_question("List the volcanoes of Iceland", analyzer)
    missing = answering(analyzer, least=1.0).answer(asked, make_hits(*ENGLISH)).missing
    assert "List" not in missing
    assert {"volcanoes", "Iceland"} & set(missing)
    asked = read_question("How much do volcanoes cost?", analyzer)
    assert "much" not in answering(analyzer, least=1.0).answer(asked, make_hits(*ENGLISH)).missing


def test_unrelated_files_do_not_turn_an_answer_into_a_refusal(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    asked = read_question("AI活用推進法はいつ成立しましたか？", analyzer)
    answerer = answering(analyzer, "2025年5月", least=0.5)
    alone = answerer.answer(asked, make_hits(JAPANESE[0]))
    among = answerer.answer(asked, make_hits(JAPANESE[0], *(f"別の話{n}。" for n in range(19))))
    assert alone.status == among.status == "answered"
    assert among.confidence == pytest.approx(alone.confidence, abs=0.2)


@pytest.mark.parametrize(
    ("texts", "question", "pointed", "lines"),
    [
        (ENGLISH, "いつ、どのように成立しましたか？", "May 2025", ("2025年5月（May 2025）", "英語の文書に次の記述があります")),
        (JAPANESE, "When and how was it enacted?", "2025年5月", ("May 2025 (2025年5月)", "The documents say, in Japanese")),
    ],
)  # fmt: skip
def test_an_answer_in_the_other_language_says_so_and_is_glossed(
    analyzer: Analyzer,
    make_hits: MakeHits,
    texts: tuple[str, ...],
    question: str,
    pointed: str,
    lines: tuple[str, str],
) -> None:
    answer = answering(analyzer, pointed).answer(read_question(question, analyzer), make_hits(*texts))
    first, second, *_ = answer.text.splitlines()
    assert first == lines[0]
    assert second.startswith(lines[1])
    assert pointed in dict(answer.sentences[0].gloss)


def test_the_stream_ends_with_the_answer_and_shows_its_sentences_before(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    asked = read_question("AI活用推進法はいつ成立しましたか？", analyzer)
    events = list(answering(analyzer, "2025年5月").stream(asked, make_hits(*JAPANESE)))
    assert isinstance(events[0], StageEvent)
    assert isinstance(events[-1], AnswerEvent)
    shown = tuple(event.sentence for event in events if isinstance(event, SentenceEvent))
    assert shown == events[-1].answer.sentences
    assert shown


@pytest.mark.parametrize(
    ("question", "filler", "text"),
    [
        ("貸し靴は1足いくらですか？", "見学は{}時からです。", "貸し靴は1足450円です。"),
        ("What do rental shoes cost a pair?", "Tours begin at {}.", "Rental shoes cost 450 yen a pair."),
    ],
)
@pytest.mark.parametrize(("odds", "lead"), [(3.9, True), (-4.0, False)], ids=["sure", "refused"])
def test_a_quote_that_is_sure_is_told_before_all_is_read(
    analyzer: Analyzer, make_hits: MakeHits, question: str, filler: str, text: str, odds: float, lead: bool
) -> None:
    """The page waited for ten passages to be read, of which the first mostly answers."""
    hits = [replace(hit, score=1.0) for hit in make_hits(text, *(filler.format(n) for n in range(1, 40)))]
    reader = PointingReader({"450": odds})
    answerer = Answerer(reader=lambda: reader, analyzer=analyzer)
    read, told = [], []
    for event in answerer.stream(read_question(question, analyzer), hits):
        if isinstance(event, LeadEvent):
            told.append(event.sentence.text)
            read.append(len(reader.read_so_far))
    assert told == [text] * lead
    assert [count < len(reader.read_so_far) for count in read] == [True] * lead
    assert len(set(reader.read_so_far)) == len(reader.read_so_far), "nothing is read twice for it"


def test_hits_are_kept_in_the_readers_order_and_no_more_than_shown(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    asked = read_question("何社が参入していますか？", analyzer)
    answer = answering(analyzer, "178社").answer(asked, make_hits(*JAPANESE), shown=2)
    assert [hit.passage.document.id for hit in answer.hits] == ["d2", "d1"]


@pytest.mark.parametrize("letter", ["字", "x"])
def test_an_endless_passage_is_answered_or_refused(
    analyzer: Analyzer, make_hits: MakeHits, letter: str
) -> None:
    asked = read_question(letter * 8_000, analyzer)
    answer = answering(analyzer, letter * 3).answer(asked, make_hits(letter * 10_000))
    assert answer.status == "answered"
    assert [citation.quote for sentence in answer.sentences for citation in sentence.citations] == [
        letter * 10_000
    ]


def test_examination_tells_what_was_found_before_anything_is_decided(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    answerer = answering(analyzer, "178社", least=1.0)
    asked = read_question("何社が参入していますか？", analyzer)
    examined = answerer.examine(asked, make_hits(*JAPANESE))
    assert examined is not None
    assert "178社" in examined.evidence[0].text
    assert examined.confidence == answerer.confidence(asked, make_hits(*JAPANESE))
    assert answerer.examine(asked, []) is None
    assert answerer.confidence(asked, []) == 0.0


@pytest.mark.parametrize(
    ("name", "value", "en", "ja"),
    [
        ("max_sentences", 0, "at least 1", "1 以上"),
        ("passages_read", 0, "at least 1", "1 以上"),
        ("read_at_once", 0, "at least 1", "1 以上"),
        ("min_confidence", 1.5, "between 0 and 1", "0から1の間"),
        ("min_confidence", -0.1, "between 0 and 1", "0から1の間"),
        ("min_confidence", float("nan"), "between 0 and 1", "0から1の間"),
    ],
)
def test_settings_out_of_range_are_refused_in_both_languages(
    name: str, value: float, en: str, ja: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        AnsweringSettings(**{name: value})  # type: ignore[arg-type]  # all are numbers
    assert caught.value.en == f"answering.{name}: {value!r} is not accepted; allowed: {en}."
    assert caught.value.ja == f"answering.{name}: {value!r} は使えません。使える値: {ja}。"
