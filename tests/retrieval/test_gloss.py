"""A question with its words in the other language: what is embedded across the language line."""

import pytest

from kotae.records import Language
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.retrieval.gloss import glossed
from kotae.retrieval.scoring import Group
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from tests.embedding.listening import ListeningEmbedder
from tests.retrieval.memory import MemoryIndex
from tests.retrieval.test_retriever import PASSAGES


@pytest.mark.parametrize(
    ("question", "groups", "expected"),
    [
        (
            "What is immutable?",
            [Group(word="immut", terms=(("immut", 0.3), ("イミュータブル", 0.6), ("不変", 0.4)))],
            "What is immutable? イミュータブル",
        ),
        (
            "文字列は変更できない",
            [
                Group(word="文字", terms=(("文字", 0.3), ("charact", 0.9))),
                Group(word="変更", terms=(("変更", 0.3), ("chang", 0.8))),
            ],
            "文字列は変更できない characters change",
        ),
        ("Oracle と MIT", [Group(word="mit", terms=(("mit", 1.0),))], "Oracle と MIT"),
        ("？", [], "？"),
    ],
    ids=["likeliest first", "stems as they are written", "nothing translated", "no words"],
)
def test_glossed_adds_the_likeliest_translation_of_each_word(
    question: str, groups: list[Group], expected: str
) -> None:
    written = {"charact": "characters", "chang": "change"}
    assert glossed(question, groups, written=lambda term: written.get(term, term)) == expected


def test_glossed_says_a_translation_once() -> None:
    groups = [Group(word=word, terms=((word, 0.3), ("予算", 0.7))) for word in ("budget", "fund")]
    assert glossed("budget fund", groups, written=str) == "budget fund 予算"


@pytest.mark.parametrize(
    ("question", "other", "word"),
    [("Where does the cat sleep?", "ja", "猫"), ("猫はどこで眠る?", "en", "cat")],
)
@pytest.mark.parametrize("gloss", [True, False])
def test_only_passages_of_the_other_language_are_compared_with_the_gloss(
    analyzer: Analyzer, question: str, other: Language, word: str, gloss: bool
) -> None:
    embedder = ListeningEmbedder()
    retriever = Retriever(
        reader=MemoryIndex.of(PASSAGES, analyzer),
        embedder=embedder,
        analyzer=analyzer,
        settings=RetrievalSettings(gloss=gloss),
    )
    retriever.retrieve(question, top_k=1)
    same, across = sorted(embedder.heard, key=len)
    assert same == question
    assert across.startswith(question)
    assert (word in across) == (gloss or word in question)
    embedder.heard.clear()
    retriever.retrieve(question, top_k=1, languages=["ja" if other == "en" else "en"])
    assert embedder.heard == [question]


def test_the_table_that_comes_with_kotae_writes_stems_as_words() -> None:
    table = TranslationTable.load()
    assert [table.written(term) for term in ("charact", "immut", "文字", "no-such-term")] == [
        "character",
        "immutable",
        "文字",
        "no-such-term",
    ]
