"""Scoring answers: by hand on made-up answers, and through the whole pipeline on a small set."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding import HashingEmbedder
from kotae.errors import DatasetError
from kotae.evaluation.answer_report import answer_summary, answer_table, save_answers
from kotae.evaluation.answer_scores import holds, score_answer
from kotae.evaluation.answers import AnswerEvaluation, evaluate_answers
from kotae.evaluation.dataset import Query, load_dataset
from kotae.records import Answer, AnswerSentence, Citation, DocumentInfo, Language

TEXT = "予算は2,000億円です。期間は5年です。The budget is 200 billion yen."
DOCUMENT = DocumentInfo(id="d", title="予算", path="予算.md", language="ja")
QUERY = Query(id="1", text="予算は？", language="ja", answers=("2,000億円",))


def cite(quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(start=start, end=start + len(quote), document=DOCUMENT, quote=quote)


def answered(*sentences: AnswerSentence, language: Language = "ja") -> Answer:
    return Answer(
        question="予算は？",
        status="answered" if sentences else "not_found",
        text="",
        language=language,
        sentences=sentences,
        confidence=0.7,
    )


def supports(sentence: str, quotes: Sequence[str]) -> bool:
    """Stand in for the council: a sentence is supported by quotes that hold all its characters."""
    return set(sentence) <= set("".join(quotes))


@pytest.mark.parametrize(
    ("text", "answers", "right"),
    [
        ("予算は２，０００億円です。", ["2,000億円"], True),
        ("予算は2000億円です。", ["2,000億円"], True),
        ("予算は12,000億円です。", ["2,000億円"], False),
        ("会は京都 で開かれた。", ["「京都」"], True),
        ("It cost 2.3 trillion yen.", ["2.3 TRILLION yen"], True),
        ("It cost 23 trillion yen.", ["2.3 trillion yen"], False),
        ("It took 15 days.", ["5 days"], False),
        ("Yutaka\nMatsuo chairs it.", ["Tanaka", "yutaka matsuo"], True),
        ("なにもない。", [], False),
    ],
)
def test_holds_compares_apart_from_width_case_and_marks(text: str, answers: list[str], right: bool) -> None:
    assert holds(text, answers) is right


def test_score_of_a_quoted_answer() -> None:
    quote = "予算は2,000億円です。"
    answer = answered(AnswerSentence(text=quote, citations=(cite(quote),), support="quoted"))
    score = score_answer(QUERY, answer, judge=supports, text_of=lambda _: TEXT, seconds=0.5)
    assert (score.right, score.answered, score.confidence) == (True, True, 0.7)
    assert (score.citation_recall, score.citation_precision, score.fidelity) == (1.0, 1.0, 1.0)
    assert (score.sentences, score.verified, score.same_language) == (1, 0, None)


def test_score_of_a_written_answer_counts_needless_citations_and_altered_quotes() -> None:
    first, second = cite("予算は2,000億円です。"), cite("期間は5年です。")
    altered = replace(second, quote="期間は9年です。")
    answer = answered(
        AnswerSentence(text="予算は2,000億円です。", citations=(first, second), support="verified"),
        AnswerSentence(text="期間は7年です。", citations=(altered,), support="verified"),
    )
    score = score_answer(QUERY, answer, judge=supports, text_of=lambda _: TEXT, seconds=0.5)
    # The first sentence is supported, its second citation isn't needed; the second isn't supported.
    assert score.citation_recall == 0.5
    assert score.citation_precision == pytest.approx(1 / 3)
    assert score.fidelity == 0.5
    assert (score.verified, score.same_language) == (2, True)


@pytest.mark.parametrize(("language", "same"), [("ja", False), ("en", True)])
def test_score_sees_a_written_answer_in_the_wrong_language(language: Language, same: bool) -> None:
    source = cite("予算は2,000億円です。")
    sentence = AnswerSentence(text="The budget is 200 billion yen.", citations=(source,), support="verified")
    query = replace(QUERY, language=language, answers=("200 billion yen",))
    score = score_answer(query, answered(sentence), judge=supports, text_of=lambda _: TEXT, seconds=0.1)
    assert (score.right, score.same_language) == (True, same)


def test_score_of_a_refusal_is_wrong_only_where_there_is_an_answer() -> None:
    refusal = answered()
    there = score_answer(QUERY, refusal, judge=supports, text_of=lambda _: TEXT, seconds=0.1)
    absent = replace(QUERY, answers=(), answerable=False)
    nowhere = score_answer(absent, refusal, judge=supports, text_of=lambda _: TEXT, seconds=0.1)
    assert (there.right, there.answered, there.citation_recall) == (False, False, None)
    assert (nowhere.right, nowhere.answerable) == (None, False)


QUERIES = [
    {"_id": "ja-1", "text": "2023年度のAI関連予算はいくらですか？", "answers": ["2,000億円"]},
    {"_id": "ja-2", "text": "火星の首都はどこですか？", "answerable": False},
    {
        "_id": "en-1",
        "text": "How much will Oracle invest in cloud infrastructure in Japan?",
        "answers": ["8 billion"],
    },
    {"_id": "en-2", "text": "Who won the marathon in Berlin?", "answerable": False},
]


@pytest.fixture(scope="module")
def dataset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "files").mkdir()
    files = {
        "予算.md": "# 予算\n\n日本政府の2023年度のAI関連予算は2,000億円弱でした。\n",
        "oracle.md": "# Oracle\n\nOracle will invest 8 billion dollars in cloud infrastructure in Japan.\n",
    }
    for name, text in files.items():
        (folder / "files" / name).write_text(text, encoding="utf-8")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in QUERIES)
    (folder / "queries.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def evaluation(dataset_folder: Path) -> AnswerEvaluation:
    return evaluate_answers(
        load_dataset(dataset_folder, need_qrels=False),
        settings=Settings.model_validate({"answering": {"min_confidence": 0.0}}),
        corpus=dataset_folder / "files",
        embedder=HashingEmbedder(),
    )


def test_evaluate_answers_gives_figures_per_language_and_pair(evaluation: AnswerEvaluation) -> None:
    figures = {group.name: group.figures for group in evaluation.groups}
    assert list(figures)[:3] == ["all", "en", "ja"]
    assert {"en→en", "ja→ja"} <= set(figures)
    # Nothing is refused at a threshold of 0, so every unanswerable question is answered.
    for name in ("all", "ja", "en"):
        assert (figures[name]["right"], figures[name]["false_refusals"]) == (1.0, 0.0)
        assert figures[name]["false_answers"] == 1.0
        assert (figures[name]["citation_recall"], figures[name]["fidelity"]) == (1.0, 1.0)
        assert (figures[name]["verified"], figures[name]["same_language"]) == (0.0, None)
    assert evaluation.roc["all"][0] == (0.0, 0.0)
    assert evaluation.roc["all"][-1] == (1.0, 1.0)
    assert all(0 < group.p50_ms <= group.p95_ms for group in evaluation.groups)


def test_auc_is_that_of_the_confidences(evaluation: AnswerEvaluation) -> None:
    scores = list(evaluation.scores.values())
    pairs = [(s.confidence, t.confidence) for s in scores if s.answerable for t in scores if not t.answerable]
    by_hand = sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs)
    assert evaluation.groups[0].figures["auc"] == pytest.approx(by_hand)


def test_answer_table_and_summary_show_every_group(evaluation: AnswerEvaluation) -> None:
    lines = answer_table(evaluation).splitlines()
    assert lines[0].endswith("2 documents")
    assert lines[1].split()[:4] == ["n", "right", "if", "given"]
    assert lines[2].split()[:4] == ["all", "4", "1.000", "1.000"]
    assert json.loads(json.dumps(answer_summary(evaluation)))["groups"][0]["queries"] == 4


def test_save_writes_every_answer_and_the_curve(evaluation: AnswerEvaluation, tmp_path: Path) -> None:
    save_answers(evaluation, tmp_path / "結果")
    rows = [
        json.loads(line) for line in (tmp_path / "結果" / "answers.jsonl").read_text("utf-8").splitlines()
    ]
    assert [row["_id"] for row in rows] == ["ja-1", "ja-2", "en-1", "en-2"]
    assert rows[0]["answer"]["sentences"][0]["citations"][0]["quote"].startswith("日本政府の2023年度")
    assert (tmp_path / "結果" / "roc.png").read_bytes()[:4] == b"\x89PNG"
    assert json.loads((tmp_path / "結果" / "roc.json").read_text("utf-8"))["all"][-1] == [1.0, 1.0]


def test_a_set_without_answers_is_refused_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "予算は？"}\n', encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        evaluate_answers(load_dataset(tmp_path, need_qrels=False), embedder=HashingEmbedder())
    assert 'Add "answers"' in caught.value.message("en")
    assert "正解のある質問がありません" in caught.value.message("ja")
