"""The shipped corpus: complete, well formed, true to its source, and in its own words."""

import re
from pathlib import Path

import pytest

from tests.corpus.documents import (
    CorpusDocument,
    character_runs,
    corpus_documents,
    prose_words,
    source_body,
    source_text,
    word_runs,
)
from tests.corpus.figures import figures, months

DOCUMENTS = corpus_documents()
each_document = pytest.mark.parametrize("document", [pytest.param(d, id=d.path) for d in DOCUMENTS])

BOTH = {
    "session-overview",
    "investment",
    "ai-promotion-act",
    "rd-gap",
    "cyber-defence-law",
    "corporate-adoption",
    "digital-marketplace",
    "magi-distributed-ai",
    "global-talent",
    "risk-culture",
    "eu-ai",
    "public-anxiety",
}
JAPANESE_ONLY = {
    "mirrorface",
    "sector-data-laws",
    "watt-bit",
    "policy-continuity",
    "leaders-learning",
    "china-ai",
    "private-investment-loop",
    "effectiveness",
}
ENGLISH_ONLY = {
    "light-touch-regulation",
    "data-sharing-gap",
    "government-ai",
    "ai-ordering-course",
    "united-states",
    "japan-hybrid",
    "big-tech-dependence",
    "population-decline",
}


def _topics(language: str) -> list[str]:
    return sorted(document.topic for document in DOCUMENTS if document.language == language)


def test_topics_stand_in_the_languages_planned() -> None:
    assert _topics("ja") == sorted(BOTH | JAPANESE_ONLY)
    assert _topics("en") == sorted(BOTH | ENGLISH_ONLY)


def test_only_documents_lie_in_the_corpus() -> None:
    folder = Path(__file__).resolve().parents[2] / "corpus"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == sorted(document.path for document in DOCUMENTS)


@each_document
def test_front_matter_is_complete(document: CorpusDocument) -> None:
    assert sorted(document.fields) == ["language", "sources", "title", "topic"]
    assert document.path.startswith(f"{document.language}/")
    assert document.sources
    assert all(url.startswith("https://") for url in document.sources)
    assert document.body.startswith(f"# {document.title}\n")
    assert len(re.findall(r"^## ", document.body, re.MULTILINE)) >= 3


@each_document
def test_length_and_script_fit_the_language(document: CorpusDocument) -> None:
    japanese = re.findall(r"[ぁ-んァ-ヶ一-龯]", document.body)
    if document.language == "ja":
        assert 600 <= len(document.body) <= 1500
        assert len(japanese) > len(document.body) / 2
    else:
        assert 400 <= len(prose_words(document.body)) <= 1000
        assert japanese == []


@each_document
def test_misreadings_of_the_source_are_corrected(document: CorpusDocument) -> None:
    for misread in ("マジシステム", "GAFAY", "GAFに", "对", "风"):
        assert misread not in document.body


@pytest.mark.shared
@each_document
def test_every_figure_and_month_stands_in_the_source(document: CorpusDocument, shared_dir: Path) -> None:
    source = source_body(shared_dir)
    text = f"{document.title}\n{document.body}"
    assert figures(text) - figures(source) == set()
    assert months(text) - months(source) == set()


@pytest.mark.shared
@each_document
def test_sources_are_references_of_the_source(document: CorpusDocument, shared_dir: Path) -> None:
    known = set(re.findall(r"https://[^\s<>]+", source_text(shared_dir)))
    assert set(document.sources) - known == set()


@pytest.mark.shared
@each_document
def test_no_sentence_is_copied(document: CorpusDocument, shared_dir: Path) -> None:
    source = source_text(shared_dir)
    assert character_runs(document.body, 30) & character_runs(source, 30) == set()
    assert word_runs(document.body, 8) & word_runs(source, 8) == set()


@pytest.mark.parametrize(
    ("topic", "japanese_fact", "absent_in_english", "english_fact", "absent_in_japanese"),
    [
        ("session-overview", "デジタルマーケットプレイス", "Marketplace", "nearly full marks", "満点"),
        ("investment", "80億ドル", "$8 billion", "$2.9 billion", "29億ドル"),
        ("ai-promotion-act", "本部長には内閣総理大臣", "prime minister", "2023 and 2024", "2023"),
        ("rd-gap", "8兆〜10兆円", "10 trillion", "12th place", "12位"),
        ("cyber-defence-law", "2023年末", "2023", "Masaaki Taira holds it", "兼"),
        ("corporate-adoption", "約40%", "40%", "16.5%", "16.5%"),
        ("digital-marketplace", "2023年11月", "2023", "178", "178"),
        ("magi-distributed-ai", "BrainTech社", "BrainTech", "Federated learning", "フェデレーション"),
        ("global-talent", "ルワンダ", "Rwanda", "Malaysia", "マレーシア"),
        ("risk-culture", "2050年", "2050", "More than 600", "600"),
        ("eu-ai", "限定的リスク", "limited risk", "ELLIS", "ELLIS"),
        ("public-anxiety", "67%", "67%", "13%", "13%"),
    ],
)
def test_each_language_of_a_topic_holds_a_fact_the_other_lacks(
    topic: str, japanese_fact: str, absent_in_english: str, english_fact: str, absent_in_japanese: str
) -> None:
    (japanese,) = [d for d in DOCUMENTS if d.topic == topic and d.language == "ja"]
    (english,) = [d for d in DOCUMENTS if d.topic == topic and d.language == "en"]
    assert japanese_fact in japanese.body
    assert absent_in_english.lower() not in english.body.lower()
    assert english_fact in english.body
    assert absent_in_japanese not in japanese.body
