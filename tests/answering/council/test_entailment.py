"""The checker of meaning votes as the reader judges, and says why in the asker's language."""

from collections.abc import Sequence

import pytest

from kotae.answering.council import EntailmentChecker
from kotae.reader import Entailment
from kotae.records import Language


class Judging:
    """A judge with a fixed opinion on each text."""

    def __init__(self, **opinions: tuple[float, float, float]) -> None:
        self._opinions = opinions
        self.claims: list[str] = []

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        """Return the opinions, in the order of the texts."""
        self.claims.append(claim)
        return tuple(
            Entailment(supported=supported, neither=neither, contradicted=contradicted)
            for supported, neither, contradicted in (self._opinions[text] for text in texts)
        )


JUDGE = Judging(
    says=(0.9, 0.08, 0.02),
    doubts=(0.5, 0.4, 0.1),
    silent=(0.1, 0.8, 0.1),
    denies=(0.05, 0.15, 0.8),
    enough=(0.6, 0.4, 0.0),
    least=(0.35, 0.65, 0.0),
)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("sources", "passed", "percent", "contrary"),
    [
        (["says"], True, "90%", False),
        (["doubts"], None, "50%", False),
        (["silent"], False, "10%", False),
        (["denies"], False, "5%", True),
        (["silent", "says"], True, "90%", False),
        (["denies", "silent"], False, "10%", False),
        (["enough"], True, "60%", False),
        (["least"], None, "35%", False),
    ],
)
def test_it_votes_as_the_best_source_supports(
    sources: list[str], passed: bool | None, percent: str, contrary: bool, language: Language
) -> None:
    vote = EntailmentChecker(reader=JUDGE).judge("700円です。", sources, language=language)
    assert (vote.checker, vote.passed) == ("entailment", passed)
    assert percent in vote.reason
    assert (("矛盾" if language == "ja" else "contradicts") in vote.reason) is contrary
    assert ("確率" in vote.reason) == (language == "ja")


def test_without_sources_it_abstains_and_asks_nobody() -> None:
    judge = Judging()
    vote = EntailmentChecker(reader=judge).judge("It costs 700 yen.", [], language="en")
    assert (vote.passed, vote.score, judge.claims) == (None, 0.0, [])
