"""The council passes what its sources say and stops changed numbers, dates, names and denials."""

import pytest

from kotae.answering.council import Council, EntailmentChecker, FactsChecker
from kotae.reader.overlap import OverlapReader
from kotae.records import Language
from kotae.segmentation import Analyzer

JA = "Microsoftは2024年に今後2年間で約4,400億円（29億ドル）の国内クラウド・AI基盤投資を表明しています。"
EN = "The AI promotion act was enacted in May 2025 and sets no penalties."


class Pairs:
    """A hand-made table of translations."""

    def __init__(self, **pairs: str) -> None:
        self._pairs = pairs

    def translations(self, term: str, source: Language) -> tuple[tuple[str, float], ...]:
        return ((self._pairs[term], 1.0),) if term in self._pairs else ()

    def written(self, term: str) -> str:
        return term

    def paraphrases(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        return ()


@pytest.fixture
def facts(analyzer: Analyzer) -> FactsChecker:
    return FactsChecker(analyzer=analyzer)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Microsoftは4,400億円を投資します。", JA),
        ("Microsoftは29億ドルを2年間で投資します。", JA),
        ("Microsoft will invest 440 billion yen over two years.", JA),
        ("Microsoft announced $2.9 billion in 2024.", JA),
        ("The act was enacted in 2025.", EN),
        ("The AI promotion act sets no penalties.", EN),
        ("その法律は2025年5月に成立し、罰則はありません。", EN),
    ],
)
def test_facts_passes_what_the_source_says_in_either_language(
    facts: FactsChecker, sentence: str, source: str
) -> None:
    vote = facts.judge(sentence, [source], language="en")
    assert (vote.passed, vote.score) == (True, 1.0)


@pytest.mark.parametrize(
    ("sentence", "source", "named"),
    [
        ("Microsoftは4,500億円を投資します。", JA, "4,500億円"),
        ("Microsoft will invest 440 million yen.", JA, "440 million yen"),
        ("Microsoftは2023年に表明しました。", JA, "2023年"),
        ("Microsoft announced it in May 2024.", JA, "May 2024"),
        ("Oracleは4,400億円を投資します。", JA, "Oracle"),
        ("オラクルは4,400億円を投資します。", JA, "オラクル"),
        ("The act was enacted in June 2025.", EN, "June 2025"),
        ("The CHIPS act was enacted in May 2025.", EN, "CHIPS"),
    ],
)
def test_facts_stops_changed_numbers_dates_and_names(
    facts: FactsChecker, sentence: str, source: str, named: str
) -> None:
    vote = facts.judge(sentence, [source], language="ja")
    assert vote.passed is False
    assert vote.reason == f"出典にない事実: {named}"
    assert facts.judge(sentence, [source], language="en").reason == f"Not in the source: {named}"


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Microsoftは国内への投資を表明していません。", JA),
        (
            "The AI promotion act was not enacted in May 2025.",
            "The AI promotion act was enacted in May 2025.",
        ),
        ("The law sets penalties.", "The law sets no penalties."),
        ("その法律には罰則があります。", "その法律に罰則はありません。"),
    ],
)
def test_facts_stops_a_changed_denial(facts: FactsChecker, sentence: str, source: str) -> None:
    vote = facts.judge(sentence, [source], language="en")
    assert (vote.passed, vote.reason) == (False, "It denies what the source affirms, or the reverse.")


def test_facts_knows_a_name_by_its_translation(analyzer: Analyzer) -> None:
    source = "松尾教授はオラクルの計画を説明した。"
    sentence = "The plan of Oracle was explained."
    table = Pairs(oracl="オラクル")
    assert FactsChecker(analyzer=analyzer, table=table).judge(sentence, [source], language="en").passed
    assert (
        not FactsChecker(analyzer=analyzer)
        .judge(sentence.replace("Oracle", "Tesla"), [source], language="en")
        .passed
    )


@pytest.fixture
def council(analyzer: Analyzer) -> Council:
    return Council(
        checkers=(
            FactsChecker(analyzer=analyzer),
            EntailmentChecker(reader=OverlapReader(), enough=0.5, least=0.3),
        )
    )


@pytest.mark.parametrize(
    ("sentence", "source", "verified", "votes"),
    [
        ("The act was enacted in May 2025.", EN, True, [True, True]),
        ("The act was enacted in May 2024.", EN, False, [False, True]),
        ("Winters are cold in the northern mountains.", EN, False, [False, False]),
        ("Microsoftは4,400億円を投資します。", JA, True, [True, True]),
        ("Microsoftは4,500億円を投資します。", JA, False, [False, True]),
        ("雪の多い冬は寒い。", JA, False, [True, False]),
    ],
)
def test_council_verifies_only_what_no_member_votes_against(
    council: Council, sentence: str, source: str, verified: bool, votes: list[bool]
) -> None:
    found, cast = council.judge(sentence, [source], language="en")
    assert found is verified
    assert [(vote.checker, vote.passed) for vote in cast] == list(
        zip(("facts", "entailment"), votes, strict=True)
    )


def test_one_vote_is_not_enough(analyzer: Analyzer) -> None:
    alone = Council(checkers=(FactsChecker(analyzer=analyzer),))
    verified, (vote,) = alone.judge("The act was enacted in May 2025.", [EN], language="en")
    assert (verified, vote.passed) == (False, True)


@pytest.mark.parametrize(("sentence", "sources"), [("The act was enacted.", []), ("", [EN]), ("  ", [EN])])
def test_council_verifies_nothing_without_sentence_or_sources(
    council: Council, sentence: str, sources: list[str]
) -> None:
    assert council.judge(sentence, sources, language="en") == (False, ())
