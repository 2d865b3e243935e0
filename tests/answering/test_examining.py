"""The best evidence, where it is about the year or the month asked for; else the next best that is."""

import pytest

from kotae.answering import AnsweringSettings
from kotae.answering.examining import examined
from kotae.question import read_question
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits
from tests.answering.pointing import PointingReader

JAPANESE = (
    "2025年度の料金表です。貸し靴は1足450円です。",
    "2024年度の料金表です。靴を借りるのは1足400円です。",
    "見学は無料です。",
)
ENGLISH = (
    "Prices for 2025. Shoes are 450 yen a pair.",
    "Prices for 2024. Shoes cost 400 yen a pair.",
    "Tours are free of charge.",
)
ODDS = {"450": 6.0, "400": 4.0, "free": 2.0, "無料": 2.0}


@pytest.mark.parametrize(
    ("texts", "question", "first", "years", "sure"),
    [
        (JAPANESE, "2024年度、靴はいくらでしたか。", "靴を借りるのは1足400円です。", (), True),
        (ENGLISH, "What did shoes cost in 2024?", "Shoes cost 400 yen a pair.", (), True),
        (JAPANESE, "2025年度、靴はいくらですか。", "貸し靴は1足450円です。", (), True),
        (ENGLISH, "What do shoes cost in 2025?", "Shoes are 450 yen a pair.", (), True),
        (JAPANESE, "2019年度、靴はいくらでしたか。", "貸し靴は1足450円です。", ("2019年度",), False),
        (ENGLISH, "What did shoes cost in 2019?", "Shoes are 450 yen a pair.", ("2019",), False),
    ],
    ids=["ja", "en", "ja the best", "en the best", "ja none", "en none"],
)
def test_evidence_of_another_year_gives_way_to_the_next_best(
    analyzer: Analyzer,
    make_hits: MakeHits,
    texts: tuple[str, ...],
    question: str,
    first: str,
    years: tuple[str, ...],
    sure: bool,
) -> None:
    found = examined(
        read_question(question, analyzer),
        make_hits(*texts),
        reader=PointingReader(ODDS),
        analyzer=analyzer,
        table=None,
        settings=AnsweringSettings(),
    )

    assert found is not None
    assert found.evidence[0].text == first
    assert found.held.years == years
    assert (found.confidence > 0) == sure


def test_nothing_to_read_is_none(analyzer: Analyzer) -> None:
    asked = read_question("靴はいくらですか。", analyzer)
    assert (
        examined(
            asked,
            [],
            reader=PointingReader(ODDS),
            analyzer=analyzer,
            table=None,
            settings=AnsweringSettings(),
        )
        is None
    )
