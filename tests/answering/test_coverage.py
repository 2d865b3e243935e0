"""Coverage counts words by rarity, and meets words of the other language through the table."""

import pytest

from kotae.answering.coverage import cover, local_rarity
from kotae.records import Language, MatchedTerm
from kotae.segmentation import Analyzer


class Pairs:
    """A hand-made table of translations."""

    def __init__(self, **pairs: tuple[tuple[str, float], ...]) -> None:
        self._pairs = pairs

    def translations(self, term: str, source: Language) -> tuple[tuple[str, float], ...]:
        return self._pairs.get(term, ())


def test_cover_weighs_words_by_rarity(analyzer: Analyzer) -> None:
    words = analyzer.content_words("AIの予算")
    terms = [word.term for word in words]
    rarity = {terms[0]: 1.0, terms[1]: 3.0}.__getitem__
    found = cover(words, {terms[1]: "予算"}, rarity=rarity, table=None)
    assert (found.share, found.missing) == (0.75, 0.25)
    assert found.matched == (MatchedTerm(question="予算", passage="予算", weight=0.75),)


@pytest.mark.parametrize(
    ("translations", "share"),
    [((("予算", 0.7), ("財政", 0.2)), 1.0), ((("予算", 0.3),), 0.6), ((("財政", 0.9),), 0.0), ((), 0.0)],
)
def test_cover_meets_the_other_language_by_translation_mass(
    analyzer: Analyzer, translations: tuple[tuple[str, float], ...], share: float
) -> None:
    words = analyzer.content_words("budget")
    found = cover(words, {"予算": "予算"}, rarity=lambda term: 1.0, table=Pairs(budget=translations))
    assert found.share == pytest.approx(share)


def test_cover_of_a_question_without_content_words_is_nothing() -> None:
    found = cover((), {"予算": "予算"}, rarity=lambda term: 1.0, table=None)
    assert (found.share, found.missing, found.matched) == (0.0, 1.0, ())


def test_local_rarity_falls_with_the_number_of_texts_that_hold_a_word(analyzer: Analyzer) -> None:
    texts = [analyzer.content_words(text) for text in ("budget law", "budget plan", "budget law")]
    rarity = local_rarity(texts)
    assert rarity("unseen") > rarity("plan") > rarity("law") > rarity("budget") > 0
