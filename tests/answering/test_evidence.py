"""Sentences are compared by words and meaning; those of the other language with the glossed question."""

import pytest

from kotae.answering.evidence import EvidenceFinder
from kotae.embedding.hashing import HashingEmbedder
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits
from tests.embedding.listening import ListeningEmbedder

JA = "猫は窓辺で眠っている。"
EN = "The cat sleeps on the window sill."


@pytest.mark.parametrize(
    ("question", "text", "gloss"),
    [
        ("Where does the cat sleep?", JA, "猫"),
        ("猫はどこで眠る?", EN, "cat"),
        ("Where does the cat sleep?", EN, ""),
        ("猫はどこで眠る?", JA, ""),
    ],
    ids=["en on ja", "ja on en", "en on en", "ja on ja"],
)
def test_sentences_of_the_other_language_are_compared_with_the_gloss(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, gloss: str
) -> None:
    embedder = ListeningEmbedder()
    finder = EvidenceFinder(embedder=embedder, analyzer=analyzer, table=TranslationTable.load())
    (piece, *_) = finder.find(finder.read_question(question), make_hits(text))
    assert embedder.heard[0] == question
    assert [gloss in heard for heard in embedder.heard[1:]] == ([True] if gloss else [])
    wording = embedder.heard[-1]
    expected = HashingEmbedder().embed_questions([wording])[0] @ HashingEmbedder().embed_passages([text])[0]
    assert piece.similarity == pytest.approx(float(expected), abs=1e-6)
    assert piece.candidate.crossed == bool(gloss)


@pytest.mark.parametrize(
    ("question", "text", "best"),
    [
        ("アメリカの割合は何%ですか", "日本の企業の割合は47%です。米国では85%です。", "米国では85%です。"),
        (
            "What was the share in China?",
            "The share was 47% in the US. Chinese firms reached 84%.",
            "Chinese firms reached 84%.",
        ),
    ],
    ids=["ja", "en"],
)
def test_the_figure_of_the_country_asked_for_comes_first(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, best: str
) -> None:
    finder = EvidenceFinder(embedder=HashingEmbedder(), analyzer=analyzer, table=TranslationTable.load())
    found = finder.find(finder.read_question(question), make_hits(text))
    elsewhere = {piece.candidate.text.strip(): piece.candidate.elsewhere for piece in found}
    assert found[0].candidate.text.strip() == best
    assert not elsewhere[best]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people attended the conference?", {"people", "attended", "conference"}),
        ("What percentage of firms use AI?", {"firms", "use", "AI"}),
        ("会議には何人が来場しましたか", {"会議", "来場"}),
        ("AIを使う企業の割合は何%ですか", {"AI", "使う", "企業"}),
        ("いくらですか", set()),
    ],
)
def test_words_that_only_ask_are_no_words_of_the_question(
    analyzer: Analyzer, question: str, words: set[str]
) -> None:
    finder = EvidenceFinder(embedder=HashingEmbedder(), analyzer=analyzer)
    assert {word.surface for word in finder.read_question(question).words} == words


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "イギリスの民間投資額はいくらですか",
            ("民間投資額は次のとおりです。", "国 | 額", "イギリス | 38億ドル"),
        ),
        (
            "How large is private investment in France?",
            ("Private investment:", "Country | Sum", "France | $2 billion"),
        ),
    ],
    ids=["ja", "en"],
)
def test_a_table_row_is_read_under_its_header(
    analyzer: Analyzer, make_hits: MakeHits, question: str, texts: tuple[str, ...]
) -> None:
    finder = EvidenceFinder(embedder=HashingEmbedder(), analyzer=analyzer)
    found = {
        piece.candidate.text: piece.candidate
        for piece in finder.find(finder.read_question(question), make_hits("\n\n".join(texts)))
    }
    row = found[texts[-1]]
    assert row.lead == f"{texts[0]} {texts[1]}"
    assert row.near.share > row.coverage.share
