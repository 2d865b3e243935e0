"""Answers are the right sentences, quoted by offset, or a refusal that says so."""

from dataclasses import replace

import pytest

from kotae.answering import Answerer, AnsweringSettings
from kotae.citations import check_citations
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import SettingsError
from kotae.records import AnswerEvent, SentenceEvent, Span, StageEvent
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits

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


@pytest.fixture(scope="module")
def answerer(analyzer: Analyzer) -> Answerer:
    return Answerer(
        embedder=HashingEmbedder(), analyzer=analyzer, settings=AnsweringSettings(min_confidence=0.0)
    )


@pytest.mark.parametrize(
    ("texts", "question", "expected"),
    [
        (JAPANESE, "AI活用推進法はいつ成立しましたか？", "AI活用推進法は2025年5月に成立しました。"),
        (JAPANESE, "デジタルマーケットプレイスには何社が参入していますか？", "178社が参入しています。"),
        (ENGLISH, "When was the AI promotion act enacted?", "The AI promotion act was enacted in May 2025."),
        (ENGLISH, "How many companies joined the Digital Marketplace?", "178 companies had joined"),
    ],
)
def test_answer_quotes_the_right_sentence_first(
    answerer: Answerer, make_hits: MakeHits, texts: tuple[str, ...], question: str, expected: str
) -> None:
    answer = answerer.answer(question, make_hits(*texts))
    assert answer.status == "answered"
    assert expected in answer.sentences[0].text
    assert answer.sentences[0].support == "quoted"
    assert answer.text.startswith(answer.sentences[0].text)


@pytest.mark.parametrize("texts", [JAPANESE, ENGLISH])
def test_answer_cites_every_sentence_by_exact_offsets(
    answerer: Answerer, make_hits: MakeHits, texts: tuple[str, ...]
) -> None:
    hits = make_hits(*texts, heading="第1章 › 概要")
    answer = answerer.answer("178社とは何ですか？ What are the 178 companies?", hits)
    check_citations(answer, {hit.passage.document.id: hit.passage.text for hit in hits}.__getitem__)
    assert 1 <= len(answer.sentences) <= 3
    assert answer.sentences[0].citations[0].heading == "第1章 › 概要"


def test_answer_quotes_by_document_offsets_not_passage_offsets(
    answerer: Answerer, make_hits: MakeHits
) -> None:
    hit = make_hits(ENGLISH[0])[0]
    moved = replace(
        hit.passage,
        start=100,
        end=100 + len(ENGLISH[0]),
        sentences=tuple(replace(s, start=s.start + 100, end=s.end + 100) for s in hit.passage.sentences),
    )
    answer = answerer.answer("When was the AI promotion act enacted?", [replace(hit, passage=moved)])
    citation = answer.sentences[0].citations[0]
    assert (citation.start, citation.end) == (100, 145)
    assert citation.quote == "The AI promotion act was enacted in May 2025."


@pytest.mark.parametrize(
    ("question", "refusal"),
    [("答えはどこですか？", "見つかりませんでした"), ("Where is the answer?", "don't hold an answer")],
)
def test_answer_without_hits_is_refused_in_the_questions_language(
    answerer: Answerer, question: str, refusal: str
) -> None:
    answer = answerer.answer(question, [])
    assert (answer.status, answer.sentences, answer.confidence) == ("not_found", (), 0.0)
    assert refusal in answer.text


def test_answer_below_the_threshold_is_refused_and_keeps_the_nearest_passages(
    analyzer: Analyzer, make_hits: MakeHits
) -> None:
    strict = Answerer(
        embedder=HashingEmbedder(), analyzer=analyzer, settings=AnsweringSettings(min_confidence=1.0)
    )
    hits = make_hits(*JAPANESE)
    answer = strict.answer("富士山の高さは何メートルですか？", hits)
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert answer.hits == hits


@pytest.mark.parametrize(
    ("texts", "question", "lead_in"),
    [
        (ENGLISH, "AI promotion act はいつ成立しましたか？", "英語の資料に次の記述があります"),
        (JAPANESE, "When was the AI活用推進法 enacted?", "The documents say, in Japanese"),
    ],
)
def test_answer_in_the_other_language_says_so_first(
    answerer: Answerer, make_hits: MakeHits, texts: tuple[str, ...], question: str, lead_in: str
) -> None:
    assert answerer.answer(question, make_hits(*texts)).text.startswith(lead_in)


def test_stream_ends_with_the_answer_and_shows_its_sentences_before(
    answerer: Answerer, make_hits: MakeHits
) -> None:
    events = list(answerer.stream("AI活用推進法はいつ成立しましたか？", make_hits(*JAPANESE)))
    assert isinstance(events[0], StageEvent)
    assert isinstance(events[-1], AnswerEvent)
    shown = tuple(event.sentence for event in events if isinstance(event, SentenceEvent))
    assert shown == events[-1].answer.sentences
    assert shown


def test_answer_takes_a_sentence_of_two_overlapping_passages_once(
    answerer: Answerer, make_hits: MakeHits
) -> None:
    hit = make_hits(ENGLISH[0])[0]
    answer = answerer.answer("When was the AI promotion act enacted?", [hit, replace(hit, score=0.1)])
    spans = [Span(start=s.citations[0].start, end=s.citations[0].end) for s in answer.sentences]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize("wrong", [{"max_sentences": 0}, {"passages_read": 0}, {"min_confidence": 1.5}])
def test_settings_out_of_range_are_refused_in_both_languages(wrong: dict[str, int]) -> None:
    with pytest.raises(SettingsError) as caught:
        AnsweringSettings(**wrong)
    assert "answering" in caught.value.en
    assert "してください" in caught.value.ja
