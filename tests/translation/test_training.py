"""Links learned from translated sentences."""

import pytest

from kotae.translation.training import Links, TermPair, train

PAIRS = [
    TermPair(english=("budget", "grow"), japanese=("予算", "増える")),
    TermPair(english=("budget", "cut"), japanese=("予算", "削減")),
    TermPair(english=("tax", "grow"), japanese=("税", "増える")),
    TermPair(english=("tax", "cut"), japanese=("税", "削減")),
]


def probability(links: Links, english: str, japanese: str) -> float:
    """Return p(japanese | english)."""
    return sum(
        float(chance)
        for e, j, chance in zip(links.english, links.japanese, links.to_japanese, strict=True)
        if (links.english_words[e], links.japanese_words[j]) == (english, japanese)
    )


def test_train_links_the_words_that_always_meet() -> None:
    links = train(PAIRS)
    assert probability(links, "budget", "予算") > 0.95
    assert probability(links, "cut", "削減") > 0.95
    assert probability(links, "budget", "増える") < 0.05
    assert probability(links, "budget", "税") == 0.0


def test_probabilities_of_a_word_add_up_to_one() -> None:
    links = train(PAIRS)
    for number in range(len(links.english_words)):
        assert links.to_japanese[links.english == number].sum() == pytest.approx(1.0)
    for number in range(len(links.japanese_words)):
        assert links.to_english[links.japanese == number].sum() == pytest.approx(1.0)


def test_a_weight_counts_like_repeated_sentences() -> None:
    once = TermPair(english=("bank",), japanese=("銀行",), weight=3.0)
    links = train([once, TermPair(english=("bank",), japanese=("土手",))])
    assert probability(links, "bank", "銀行") == pytest.approx(0.75, abs=0.01)
    repeated = train(
        [TermPair(english=("bank",), japanese=("銀行",))] * 3
        + [TermPair(english=("bank",), japanese=("土手",))]
    )
    assert probability(repeated, "bank", "銀行") == pytest.approx(probability(links, "bank", "銀行"))


def test_pairs_with_an_empty_side_say_nothing() -> None:
    empty = TermPair(english=(), japanese=("予算",))
    assert train([empty, *PAIRS]).japanese_words == train(PAIRS).japanese_words
    assert train([]).english_words == []
    assert train([empty]).english.tolist() == []


def test_train_refuses_no_rounds() -> None:
    with pytest.raises(ValueError, match="rounds"):
        train(PAIRS, rounds=0)
