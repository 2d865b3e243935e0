"""The probability that the documents answer: its features, and how it moves with them."""

import pytest

from kotae.answering.evidence import EvidenceFinder
from kotae.answering.refusal import FEATURES, confidence, features, unmet
from kotae.embedding.hashing import HashingEmbedder
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.answering.conftest import MakeHits

LAW = "AI活用推進法は2025年5月に成立しました。罰則は設けられていません。"
ACT = "The AI promotion act was enacted in May 2025. It sets no penalties."


@pytest.fixture(scope="module")
def finder(analyzer: Analyzer) -> EvidenceFinder:
    return EvidenceFinder(embedder=HashingEmbedder(), analyzer=analyzer)


def measured(finder: EvidenceFinder, make_hits: MakeHits, question: str, *texts: str) -> dict[str, float]:
    asked = finder.read_question(question)
    return dict(zip(FEATURES, features(asked, finder.find(asked, make_hits(*texts))), strict=True))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "AI活用推進法はいつ成立しましたか？",
            LAW,
            {"crossed": 0, "english": 0, "quantity": 1, "no_type": 0, "near": 1},
        ),
        (
            "When was the AI promotion act enacted?",
            ACT,
            {"crossed": 0, "english": 1, "quantity": 1, "stated": 1},
        ),
        ("When was the AI promotion act enacted?", LAW, {"crossed": 1, "english": 0, "name_missing": 0}),
        ("AI promotion actはいつ成立しましたか？", ACT, {"crossed": 1, "english": 0}),
        ("罰則はいくらですか？", "罰則は設けられていません。", {"quantity": 1, "no_type": 1, "near": 0}),
        ("インドの法律は何ですか？", LAW, {"name_missing": 1, "name_nowhere": 1, "country_missing": 1}),
        ("日本の法律はいつ成立しましたか？", LAW, {"country_missing": 0}),
        ("What share did the US have?", "米国は85%でした。", {"country_missing": 0, "name_missing": 0}),
        ("What did Congress enact in May 2025?", ACT, {"name_missing": 1, "name_nowhere": 1}),
        ("2024年に成立した法律は何ですか？", LAW, {"stated": 0, "quantity": 0}),
        ("2025年5月に成立した法律は何ですか？", LAW, {"stated": 1}),
    ],
)
def test_features_say_what_the_evidence_holds(
    finder: EvidenceFinder, make_hits: MakeHits, question: str, text: str, expected: dict[str, float]
) -> None:
    found = measured(finder, make_hits, question, text)
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_confidence_is_higher_where_the_documents_hold_the_answer(
    finder: EvidenceFinder, make_hits: MakeHits
) -> None:
    for question, good, other in [
        ("AI活用推進法はいつ成立しましたか？", LAW, "北海道の冬は寒い。雪がよく降ります。"),
        ("When was the AI promotion act enacted?", ACT, "Winters in Hokkaido are cold."),
    ]:
        asked = finder.read_question(question)
        held = confidence(asked, finder.find(asked, make_hits(good)))
        absent = confidence(asked, finder.find(asked, make_hits(other)))
        assert 0.0 <= absent < held <= 1.0


def test_confidence_without_evidence_is_zero(finder: EvidenceFinder) -> None:
    assert confidence(finder.read_question("誰ですか？"), ()) == 0.0


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("政府はナポレオンに予算を投じたか", ("ナポレオン",)),
        ("Did the government give Napoleon a budget?", ("Napoleon",)),
        ("政府の予算は？", ()),
    ],
)
def test_unmet_names_the_words_no_passage_holds(
    analyzer: Analyzer, make_hits: MakeHits, question: str, missing: tuple[str, ...]
) -> None:
    finder = EvidenceFinder(embedder=HashingEmbedder(), analyzer=analyzer, table=TranslationTable.load())
    asked = finder.read_question(question)
    evidence = finder.find(asked, make_hits("政府は2025年に2,000億円の予算を投じる。"))
    assert tuple(word.surface for word in unmet(asked, evidence)) == missing


def test_without_evidence_every_word_is_unmet(finder: EvidenceFinder) -> None:
    asked = finder.read_question("Napoleon's cook")
    assert [word.surface for word in unmet(asked, ())] == ["Napoleon's", "cook"]
