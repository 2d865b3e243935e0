"""Which of the pairs that were read contradict one another: the nearest, and what says the same in the other language."""

from dataclasses import replace

import pytest

from kotae.conflicts.deciding import Pair
from kotae.conflicts.likeness import Likeness
from kotae.conflicts.scoring import is_alike, scored
from kotae.conflicts.statements import Statement
from tests.conflicts.test_statements import said

JA = said("定員は12人です。", path="a.md")
JA_OTHER = said("定員は18人です。", path="b.md")
EN = said("The hall takes 12 people.", path="c.md")
EN_OTHER = said("The yard takes 30 people.", path="d.md")


def pair(
    one: Statement, other: Statement, read: float, *, most: float, least: float, agrees: bool = False
) -> Pair:
    like = Likeness(
        most=most, least=least, contrast=False, names=False, crossed=one.language != other.language
    )
    values = (one.values[0], other.values[0])
    return Pair(
        kind="number", sides=(one, other), values=values, like=like, reason=None, read=read, agrees=agrees
    )


def found(*pairs: Pair) -> set[tuple[str, str]]:
    return {(one.sides[0].text, one.sides[1].text) for one, _ in scored(pairs)}


WITHIN = pair(JA, JA_OTHER, 6.0, most=0.8, least=0.8)
SAME = pair(JA, EN, 6.5, most=0.5, least=0.3, agrees=True)
FAR = pair(JA_OTHER, EN, 1.0, most=0.3, least=0.1)


def test_what_says_the_same_in_the_other_language_inherits_the_contradiction() -> None:
    assert found(FAR) == set()
    assert found(WITHIN, FAR) == {(JA.text, JA_OTHER.text)}
    assert found(WITHIN, SAME, FAR) == {(JA.text, JA_OTHER.text), (JA_OTHER.text, EN.text)}
    # Where the two languages hardly speak of one thing, nothing is inherited.
    assert found(WITHIN, pair(JA, EN, 2.0, most=0.2, least=0.1, agrees=True), FAR) == {
        (JA.text, JA_OTHER.text)
    }


@pytest.mark.parametrize(("least", "kept"), [(0.3, True), (0.0, False)])
def test_across_languages_only_the_nearest_contradicts(least: float, kept: bool) -> None:
    """The reader took a lease for a service contract; the statement that shares more words is nearer."""
    nearest = pair(JA, EN, 6.5, most=0.5, least=0.3, agrees=True)

    assert bool(found(nearest, pair(JA, EN_OTHER, 6.5, most=0.5, least=least))) is kept


def test_both_ends_of_a_contradiction_pass_it_on_also_to_what_was_never_compared() -> None:
    """Two English papers that share no word with one another say what two Japanese ones contradict each other in."""
    second = said("Up to 18 people fit in.", path="e.md")
    agreeing = pair(JA_OTHER, second, 6.5, most=0.5, least=0.3, agrees=True)
    new = pair(EN, second, 0.0, most=0.0, least=0.0)

    told = scored([WITHIN, SAME, agreeing], lambda one, other: [new] if (one, other) == (EN, second) else [])

    assert {(one.sides[0].text, one.sides[1].text) for one, _ in told} == {
        (JA.text, JA_OTHER.text),
        (EN.text, second.text),
    }


def test_nothing_gives_nothing() -> None:
    assert scored([]) == []


@pytest.mark.parametrize(
    ("denies", "other", "least", "expected"),
    [
        (False, JA_OTHER, 0.1, True),
        (True, JA_OTHER, 0.1, False),
        (True, JA_OTHER, 0.7, True),
        (True, EN, 0.1, False),
        (True, EN, 0.5, True),
    ],
)
def test_a_denial_beside_a_word_that_comes_again_needs_no_reason(
    denies: bool, other: Statement, least: float, expected: bool
) -> None:
    """Every second line of a handbook that says *not* was shown beside each line with one of its words."""
    differing = pair(JA, other, 0.0, most=0.9, least=least)

    assert is_alike(replace(differing, kind="denial") if denies else differing) is expected
