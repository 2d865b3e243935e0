"""The council passes what its sources say and stops changed numbers, dates, names and denials."""

import pytest

from kotae.answering.council import Council, FactsChecker, MeaningChecker, WordsChecker
from kotae.embedding.hashing import HashingEmbedder
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


@pytest.mark.parametrize(
    ("sentence", "source", "passed"),
    [
        ("その法律は2025年に成立した。", "2025年5月にその法律は成立しました。", True),
        ("自治体はクラウドを購入できる。", "雪の多い冬は寒い。", False),
        ("The act sets no penalties.", EN, True),
        ("Winters are cold in the northern mountains.", EN, False),
    ],
)
def test_words_wants_most_content_words_in_the_source(
    analyzer: Analyzer, sentence: str, source: str, passed: bool
) -> None:
    assert WordsChecker(analyzer=analyzer).judge(sentence, [source], language="en").passed is passed


def test_words_abstains_on_a_sentence_without_content_words(analyzer: Analyzer) -> None:
    assert WordsChecker(analyzer=analyzer).judge("。。。", [JA], language="ja").passed is None


def test_meaning_passes_the_source_itself_and_stops_something_else() -> None:
    checker = MeaningChecker(embedder=HashingEmbedder())
    same = checker.judge(EN, [EN], language="en")
    assert (same.passed, round(same.score, 3)) == (True, 1.0)
    assert checker.judge("雪の多い冬は寒い。", [JA], language="ja").passed is False


@pytest.fixture
def council(analyzer: Analyzer) -> Council:
    return Council(
        checkers=(
            FactsChecker(analyzer=analyzer),
            WordsChecker(analyzer=analyzer),
            MeaningChecker(embedder=HashingEmbedder(), enough=0.3, least=0.3),
        )
    )


def test_council_verifies_only_what_no_member_votes_against(council: Council) -> None:
    verified, votes = council.judge("The act was enacted in May 2025.", [EN], language="en")
    assert verified
    assert [(vote.checker, vote.passed) for vote in votes] == [
        ("facts", True),
        ("words", True),
        ("meaning", True),
    ]
    verified, votes = council.judge("The act was enacted in May 2024.", [EN], language="en")
    assert not verified
    assert votes[0].passed is False


def test_council_verifies_nothing_without_sources(council: Council) -> None:
    assert council.judge("The act was enacted in May 2025.", [], language="en") == (False, ())
