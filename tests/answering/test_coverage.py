"""Coverage counts words by rarity, and meets words of the other language through the table."""

from collections.abc import Mapping

import pytest

from kotae.answering.coverage import cover
from kotae.answering.names import names_held
from kotae.records import Language
from kotae.segmentation import Analyzer


class Pairs:
    """A hand-made table of translations, or of paraphrases."""

    def __init__(self, pairs: Mapping[str, tuple[tuple[str, float], ...]], *, akin: bool = False) -> None:
        self._pairs = pairs
        self._akin = akin

    def translations(self, term: str, source: Language) -> tuple[tuple[str, float], ...]:
        return () if self._akin else self._pairs.get(term, ())

    def written(self, term: str) -> str:
        return term

    def paraphrases(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        return self._pairs.get(term, ()) if self._akin else ()


def test_cover_weighs_words_by_rarity(analyzer: Analyzer) -> None:
    words = analyzer.content_words("AIの予算")
    terms = [word.term for word in words]
    rarity = {terms[0]: 1.0, terms[1]: 3.0}.__getitem__
    found = cover(words, {terms[1]}, rarity=rarity, table=None)
    assert (found.share, found.missing) == (0.75, 0.25)
    assert found.degrees == {terms[0]: 0.0, terms[1]: 1.0}


@pytest.mark.parametrize(
    ("translations", "share"),
    [((("予算", 0.7), ("財政", 0.2)), 1.0), ((("予算", 0.3),), 0.6), ((("財政", 0.9),), 0.0), ((), 0.0)],
)
def test_cover_meets_the_other_language_by_translation_mass(
    analyzer: Analyzer, translations: tuple[tuple[str, float], ...], share: float
) -> None:
    words = analyzer.content_words("budget")
    found = cover(words, {"予算"}, table=Pairs({"budget": translations}))
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize(
    ("question", "held", "akin", "share"),
    [
        ("アメリカ", "米国", 0.1, 0.4),
        ("アメリカ", "米国", 0.5, 0.7),
        ("invest", "funding", 0.1, 0.4),
        ("invest", "plan", 0.0, 0.0),
    ],
)
def test_cover_meets_another_word_of_the_language_by_halves(
    analyzer: Analyzer, question: str, held: str, akin: float, share: float
) -> None:
    (word,), (other,) = analyzer.content_words(question), analyzer.content_words(held)
    table = Pairs({word.term: ((other.term, akin),)} if akin else {}, akin=True)
    found = cover((word,), {other.term}, table=table)
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("When was Matsuo born?", "松尾豊教授の発言です。", True),
        ("松尾教授は？", "Professor Matsuo spoke.", True),
        ("Who leads the Moonshot programme?", "ムーンショット型研究開発制度です。", True),
        ("ムーンショットとは？", "The Moonshot programme is large.", False),
        ("What did Oracle announce?", "オラクルが発表した。", True),
        ("What did Oracle announce?", "アップルが発表した。", False),
        ("What did Oracle's owner announce?", "オラクルが発表した。", True),
        ("インドの割合は？", "In China the share is 56%.", False),
        ("make it so", "負けた試合です。", False),
    ],
    ids=[
        "a reading",
        "a reading, reversed",
        "two words",
        "parts",
        "by ear",
        "another name",
        "with an ending",
        "another country",
        "no name",
    ],
)
def test_cover_meets_names_of_the_other_script_by_sound(
    analyzer: Analyzer, question: str, text: str, met: bool
) -> None:
    names = [
        word
        for word in analyzer.content_words(question)
        if word.surface not in {"教授", "programme", "share", "割合", "owner"}
    ]
    held = names_held(analyzer.content_words(text))
    found = cover(names, held, table=None)
    assert [degree for degree in found.degrees.values() if degree] == ([1.0] if met else [])


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("watt-bit", "「ワット」は電力、「ビット」は計算資源を指す。", 1.0),
        ("watt-bit", "「ワット」は電力を指す。", 0.5),
        ("PX-bit", "「ワット」は電力を指す。", 0.0),
        ("bit-2019", "「ビット」は計算資源を指す。", 0.0),
    ],
)
def test_cover_takes_a_word_joined_by_a_hyphen_for_its_parts(
    analyzer: Analyzer, question: str, text: str, share: float
) -> None:
    table = Pairs({"watt": (("ワット", 0.9),), "bit": (("ビット", 0.9),)})
    found = cover(analyzer.content_words(question), names_held(analyzer.content_words(text)), table=table)
    assert found.share == pytest.approx(share)


def test_cover_of_a_question_without_content_words_is_nothing() -> None:
    found = cover((), {"予算"}, table=None)
    assert (found.share, found.missing, found.degrees) == (0.0, 1.0, {})
