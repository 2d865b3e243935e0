"""Which sentences are quoted beside the best one: those that hold what it lacks."""

import pytest

from kotae.answering.coverage import Coverage
from kotae.answering.evidence import Candidate, Evidence
from kotae.answering.leads import leads
from kotae.answering.quoting import choose
from kotae.answering.settings import AnsweringSettings
from kotae.records import DocumentInfo, Hit, Passage, Sentence

NOTHING = Coverage(share=0.0, missing=0.0)


def evidence(*rows: tuple[str, float, float]) -> tuple[Evidence, ...]:
    """Return sentences of one passage as evidence, given (text, type match, score) in reading order."""
    document = DocumentInfo(id="d", title="t", path="t.md", language="ja")
    text = "".join(row[0] for row in rows)
    hit = Hit(
        passage=Passage(start=0, end=len(text), document=document, text=text, sentences=(), language="ja"),
        score=1.0,
    )
    found = []
    start = 0
    for (said, match, score), lead in zip(rows, leads([row[0] for row in rows]), strict=True):
        sentence = Sentence(start=start, end=start + len(said), language="ja")
        start += len(said)
        candidate = Candidate(
            hit=hit,
            rank=0,
            sentence=sentence,
            text=said,
            lead=lead,
            coverage=NOTHING,
            near=NOTHING,
            context=NOTHING,
            type_match=match,
            stated=1.0,
            crossed=False,
            elsewhere=False,
        )
        found.append(Evidence(candidate=candidate, similarity=0.8, score=score))
    return tuple(sorted(found, key=lambda piece: piece.score, reverse=True))


@pytest.mark.parametrize(
    ("first", "answer"),
    [
        ("企業の割合を国ごとに比べると、次のようになる。", "日本 | 47%"),
        ("The shares compare as follows.", "Japan | 47%"),
    ],
    ids=["ja", "en"],
)
def test_choose_adds_the_kind_of_answer_the_first_sentence_lacks(first: str, answer: str) -> None:
    found = evidence((first, 0.0, 7.0), ("そのほか。", 0.0, 6.0), (answer, 1.0, 3.0))

    assert [piece.candidate.text for piece in choose(found, AnsweringSettings())] == [
        first,
        "そのほか。",
        answer,
    ]


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        (
            [("Two tasks:", 0.9, 7.0), ("writing documents;", 0.9, 2.0), ("answering mail", 0.9, 3.0)],
            ["Two tasks:", "writing documents;", "answering mail"],
        ),
        (
            [
                ("順位は次のとおりです。", 0.0, 7.0),
                ("国 | 額", 0.0, 1.0),
                ("米国 | 672億ドル", 1.0, 2.0),
                ("日本 | 7億ドル", 1.0, 5.0),
                ("日本は12位です。", 1.0, 6.5),
            ],
            ["順位は次のとおりです。", "米国 | 672億ドル", "日本 | 7億ドル"],
        ),
    ],
    ids=["a list", "a table"],
)
def test_choose_gives_the_best_of_what_the_first_announces(
    rows: list[tuple[str, float, float]], chosen: list[str]
) -> None:
    found = choose(evidence(*rows), AnsweringSettings())
    assert [piece.candidate.text for piece in found] == chosen


@pytest.mark.parametrize(
    ("first", "behind"),
    [
        ("警察庁は2025年1月に注意を呼びかけた。", "中国系とされるこの集団は、2019年ごろから攻撃していた。"),
        ("The police warned in January 2025.", "The group had been attacking since 2019."),
    ],
    ids=["ja", "en"],
)
def test_choose_adds_the_sentence_that_points_back(first: str, behind: str) -> None:
    found = evidence((first, 1.0, 7.0), (behind, 1.0, 2.0), ("別の話は2020年。", 1.0, 1.0))

    assert [piece.candidate.text for piece in choose(found, AnsweringSettings())] == [first, behind]


def test_choose_keeps_to_the_limit_and_to_the_first() -> None:
    found = evidence(("一。", 0.0, 7.0), ("二。", 0.0, 6.9), ("三。", 0.0, 6.8), ("四、47%。", 1.0, 1.0))

    chosen = [piece.candidate.text for piece in choose(found, AnsweringSettings(max_sentences=3))]
    assert chosen == ["一。", "二。", "四、47%。"]
    assert [p.candidate.text for p in choose(found, AnsweringSettings(max_sentences=1))] == ["四、47%。"]
    assert choose((), AnsweringSettings()) == ()
