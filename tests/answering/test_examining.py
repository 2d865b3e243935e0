"""The best evidence, where it is about the year or the month asked for; else the next best that is."""

from dataclasses import replace

import pytest

from kotae.answering import AnsweringSettings
from kotae.answering.examining import examining
from kotae.answering.turns import run_through
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
    found = run_through(
        examining(
            read_question(question, analyzer),
            make_hits(*texts),
            reader=PointingReader(ODDS),
            analyzer=analyzer,
            table=None,
            settings=AnsweringSettings(),
        )
    )

    assert found is not None
    assert found.evidence[0].text == first
    assert found.held.years == years
    assert (found.confidence > 0) == sure


def test_nothing_to_read_is_none(analyzer: Analyzer) -> None:
    asked = read_question("靴はいくらですか。", analyzer)
    assert (
        run_through(
            examining(
                asked,
                [],
                reader=PointingReader(ODDS),
                analyzer=analyzer,
                table=None,
                settings=AnsweringSettings(),
            )
        )
        is None
    )


@pytest.mark.parametrize(
    ("filler", "text", "question"),
    [
        ("見学は{}時からです。", "貸し靴は1足450円です。", "貸し靴は1足いくらですか。"),
        ("Tours begin at {}.", "Rental shoes are 450 yen a pair.", "What do rental shoes cost a pair?"),
    ],
)
@pytest.mark.parametrize(
    ("odds", "place", "answered"), [(6.0, 15, True), (-4.0, 15, False), (6.0, 30, False)]
)
def test_more_is_read_before_a_refusal_and_must_be_sure(
    analyzer: Analyzer,
    make_hits: MakeHits,
    filler: str,
    text: str,
    question: str,
    odds: float,
    place: int,
    answered: bool,
) -> None:
    """Sixty unrelated files pushed the passage that answers from among the first ten: it was refused."""
    texts = [filler.format(number) for number in range(1, 40)]
    texts[place] = text
    settings = AnsweringSettings()
    hits = [replace(hit, score=1 - rank / 500) for rank, hit in enumerate(make_hits(*texts))]
    found = run_through(
        examining(
            read_question(question, analyzer),
            hits,
            reader=PointingReader({"450": odds}),
            analyzer=analyzer,
            table=None,
            settings=settings,
        )
    )
    assert found is not None
    assert (found.evidence[0].text == text) is answered
    assert (found.confidence >= settings.min_confidence) is answered


@pytest.mark.parametrize(
    ("question", "titles", "texts", "first"),
    [
        (
            "霧沢農場の入場料はいくらですか",
            ("小幡農場 案内", "霧沢農場 案内"),
            ("大人は450円です。", "大人は400円です。"),
            "大人は400円です。",
        ),
        (
            "How much is it at North Pool?",
            ("South Pool: prices", "North Pool: prices"),
            ("Adults pay 450 yen.", "Adults pay 400 yen."),
            "Adults pay 400 yen.",
        ),
        ("入場料はいくらですか", ("案内", "料金"), ("税込450。", "大人は400円です。"), "税込450。"),
        (
            "入場料はいくらですか",
            ("案内", "料金"),
            ("見学は午後です。", "大人は400円です。"),
            "大人は400円です。",
        ),
        (
            "How much is it?",
            ("Visits", "Prices"),
            ("Tours start at noon.", "Adults pay 400 yen."),
            "Adults pay 400 yen.",
        ),
    ],
    ids=["ja another branch", "en another branch", "ja a figure", "ja no figure", "en no figure"],
)
def test_evidence_of_another_branch_or_without_a_figure_gives_way(
    analyzer: Analyzer,
    make_hits: MakeHits,
    question: str,
    titles: tuple[str, str],
    texts: tuple[str, str],
    first: str,
) -> None:
    hits = tuple(
        replace(hit, passage=replace(hit.passage, document=replace(hit.passage.document, title=title)))
        for hit, title in zip(make_hits(*texts), titles, strict=True)
    )

    found = run_through(
        examining(
            read_question(question, analyzer),
            hits,
            reader=PointingReader({"450": 6.0, "午後": 6.0, "noon": 6.0, "400": 5.0}),
            analyzer=analyzer,
            table=None,
            settings=AnsweringSettings(),
        )
    )

    assert found is not None
    assert found.evidence[0].text == first
    assert found.confidence > 0
