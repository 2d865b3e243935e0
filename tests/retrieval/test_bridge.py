"""Across the language line: translations, names by sound, matched terms, balance."""

import numpy as np
import pytest

from kotae.embedding import HashingEmbedder
from kotae.index.words import WordIndex
from kotae.records import Language
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.retrieval.bridge import Bridge
from kotae.retrieval.scoring import Group
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from kotae.translation.training import Links
from tests.retrieval.memory import MemoryIndex
from tests.retrieval.test_retriever import PASSAGES


@pytest.mark.parametrize(
    ("question", "row", "pair"),
    [
        ("What does the budget say?", 0, ("budget", "予算")),
        ("予算はいくらですか", 2, ("予算", "budget")),
        ("Which law covers cyber defence?", 4, ("cyber", "サイバー")),
        ("猫はどこで眠る？", 3, ("猫", "cat")),
    ],
)
def test_retrieve_crosses_the_language_line(
    analyzer: Analyzer, question: str, row: int, pair: tuple[str, str]
) -> None:
    language = PASSAGES[row][0]
    retriever = Retriever(
        reader=MemoryIndex.of(PASSAGES, analyzer),
        embedder=HashingEmbedder(),
        analyzer=analyzer,
        settings=RetrievalSettings(),
    )
    best = retriever.retrieve(question, top_k=1, languages=[language])[0]
    assert best.passage.text == PASSAGES[row][1]
    assert pair in [(term.question, term.passage) for term in best.matched]
    assert best.legs["bridge"] > 0


def test_names_are_found_by_sound(analyzer: Analyzer) -> None:
    words = WordIndex.build(
        [analyzer.terms("アンソロピック社と高市首相。"), analyzer.terms("Oracle and Takaichi.")]
    )
    bridge = Bridge(TranslationTable.empty(), words)
    (group,) = bridge.groups(["anthrop"], readings={}, target="ja")
    assert [key for key, _ in group.readings] == ["=アンソロピック"]
    (group,) = bridge.groups(["オラクル"], readings={}, target="en")
    assert [term for term, _ in group.terms] == ["オラクル", "oracl"]
    (group,) = bridge.groups(["高市"], readings={"高市": "タカイチ"}, target="en")
    assert dict(group.terms) == {"高市": 0.3, "takaichi": 1.0}
    (group,) = bridge.groups(["takaichi"], readings={}, target="ja")
    assert group.readings == (("タカイチ", 1.0),)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["請求はビルで。"], {"ビル": 0.75, "請求": 0.25}),
        (["請求は月末に。"], {"請求": 1.0}),
        (["月末に。"], {"bill": 1.0}),
    ],
    ids=["both", "one of them", "neither"],
)
def test_a_translation_is_as_likely_as_it_is_among_those_that_the_index_holds(
    analyzer: Analyzer, texts: list[str], expected: dict[str, float]
) -> None:
    """*Bill* is ビル in three of five texts; where no text says so, it had next to no other meaning."""
    table = TranslationTable.from_links(
        Links(
            english_words=["bill"],
            japanese_words=["ビル", "請求"],
            english=np.array([0, 0]),
            japanese=np.array([0, 1]),
            to_japanese=np.array([0.6, 0.2]),
            to_english=np.array([1.0, 1.0]),
        )
    )
    bridge = Bridge(table, WordIndex.build([analyzer.terms(text) for text in texts]))

    (group,) = bridge.groups(["bill"], readings={}, target="ja")

    own = {} if "bill" in expected else {"bill": 0.3}
    assert dict(group.terms) == pytest.approx(own | expected, abs=0.01)


NAMES = [
    ("ミラーフェイス", "MirrorFace"),
    ("オラクル", "Oracle"),
    ("アンソロピック", "Anthropic"),
    ("マイクロソフト", "Microsoft"),
    ("クラウドストライク", "CrowdStrike"),
    ("エヌビディア", "NVIDIA"),
    ("経団連", "Keidanren"),
]


@pytest.mark.parametrize(("japanese", "latin"), NAMES)
def test_a_name_finds_the_document_that_only_has_it_in_the_other_script(
    analyzer: Analyzer, japanese: str, latin: str
) -> None:
    # The third passage of each language holds what the parts of the names mean: 原理 (anthropic), 鏡, 顔.
    passages: list[tuple[Language, str]] = [
        ("ja", f"昨年、{japanese}が発表を行った。"),
        ("ja", "昨年、某社が発表を行った。"),
        ("ja", "大学の原理を鏡の前で顔に説明した。"),
        ("en", f"Last year {latin} made an announcement."),
        ("en", "Last year somebody made an announcement."),
        ("en", "They unlock the door and pick a solo."),
    ]
    retriever = Retriever(
        reader=MemoryIndex.of(passages, analyzer),
        embedder=HashingEmbedder(),
        analyzer=analyzer,
        settings=RetrievalSettings(dense_weight=0.0, cross_dense_weight=0.0),
    )
    questions: list[tuple[str, Language, str]] = [
        (f"{japanese}とは何か", "en", latin),
        (f"What is {latin}?", "ja", japanese),
    ]
    for question, language, name in questions:
        best = retriever.retrieve(question, top_k=1, languages=[language])[0]
        assert name in best.passage.text
        assert best.legs["bridge"] > 0
        assert name in [term.passage for term in best.matched]


def test_parts_of_a_name_found_whole_count_less(analyzer: Analyzer) -> None:
    words = WordIndex.build([analyzer.terms("アンソロピック"), analyzer.terms("Anthropic MirrorFace")])
    bridge = Bridge(TranslationTable.load(), words)
    names = {"アンソロピック": ("アン", "ソロ")}
    found = bridge.groups(["アン", "ソロ", "予算"], readings={}, names=names, target="en")
    assert [(group.word, group.worth) for group in found] == [
        ("アン", 0.3),
        ("ソロ", 0.3),
        ("予算", 1.0),
        ("アンソロピック", 1.0),
    ]
    assert [term for term, _ in found[-1].terms] == ["anthrop"]
    assert bridge.groups(["アン"], readings={}, names=names, target="ja")[0].worth == 1.0


@pytest.mark.parametrize("word", ["budget", "straß", "ærø"])
def test_a_word_in_latin_letters_isnt_japanese_for_an_accent(analyzer: Analyzer, word: str) -> None:
    bridge = Bridge(TranslationTable.empty(), WordIndex.build([analyzer.terms("予算")]))
    assert bridge.groups([word], readings={word: "バジェット"}, target="en") == (
        Group(word=word, terms=((word, 1.0),)),
    )


def test_a_word_of_the_passages_language_stays_itself(analyzer: Analyzer) -> None:
    bridge = Bridge(TranslationTable.load(), WordIndex.build([analyzer.terms("予算")]))
    assert bridge.groups(["予算"], readings={}, target="ja")[0].terms == (("予算", 1.0),)


@pytest.mark.parametrize("question", ["予算を増やす", "The budget of the government"])
def test_balance_brings_the_best_of_each_language_nearer_and_keeps_the_first_hit(
    analyzer: Analyzer, question: str
) -> None:
    def best(balance: float) -> tuple[str, dict[str, float]]:
        retriever = Retriever(
            reader=MemoryIndex.of(PASSAGES, analyzer),
            embedder=HashingEmbedder(),
            analyzer=analyzer,
            settings=RetrievalSettings(balance=balance),
        )
        hits = retriever.retrieve(question, top_k=len(PASSAGES))
        return hits[0].passage.text, {hit.passage.language: hit.score for hit in reversed(hits)}

    first, alone = best(0.0)
    same, lifted = best(0.75)
    assert first == same
    assert max(alone.values()) == pytest.approx(max(lifted.values()))
    gap = abs(alone["ja"] - alone["en"])
    assert gap > 0.01
    assert abs(lifted["ja"] - lifted["en"]) == pytest.approx(gap / 4)


@pytest.mark.parametrize("field", ["dense_weight", "balance", "candidates", "context"])
def test_settings_out_of_range_are_refused(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        RetrievalSettings(**{field: -1})  # type: ignore[arg-type] # all are numbers
