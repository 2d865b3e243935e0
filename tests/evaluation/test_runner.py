"""Asking a whole set: figures on a small index of real files, and what is refused."""

import json
from pathlib import Path

import pytest

from kotae.embedding import HashingEmbedder
from kotae.errors import DatasetError
from kotae.evaluation.dataset import load_dataset
from kotae.evaluation.report import comparison_table, save, summary, table
from kotae.evaluation.runner import Evaluation, compare, evaluate, load_scores

QUERIES = [
    {"_id": "ja-budget", "text": "2023年度のAI関連予算はいくらですか？", "language": "ja"},
    {"_id": "en-oracle", "text": "How much will Oracle invest in cloud infrastructure?", "language": "en"},
    {"_id": "en-none", "text": "Who won the marathon?", "language": "en", "answerable": False},
]


@pytest.fixture(scope="module")
def dataset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    (folder / "qrels").mkdir()
    (folder / "files").mkdir()
    files = {
        "予算.md": "# 予算\n\n日本政府の2023年度のAI関連予算は2,000億円弱でした。\n",
        "oracle.md": "# Oracle\n\nOracle will invest 8 billion dollars in cloud infrastructure in Japan.\n",
        "weather.md": "# Weather\n\nIt rained in Kyoto during the whole conference.\n",
    }
    for name, text in files.items():
        (folder / "files" / name).write_text(text, encoding="utf-8")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in QUERIES)
    (folder / "queries.jsonl").write_text(lines, encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nja-budget\t予算.md\t1\nen-oracle\toracle.md\t1\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def evaluation(dataset_folder: Path) -> Evaluation:
    return evaluate(load_dataset(dataset_folder), corpus=dataset_folder / "files", embedder=HashingEmbedder())


def test_evaluate_finds_the_judged_documents_first(evaluation: Evaluation) -> None:
    assert (evaluation.documents, evaluation.passages) == (3, 3)
    assert [(group.name, group.queries) for group in evaluation.groups] == [
        ("all", 2),
        ("en", 1),
        ("ja", 1),
        ("en→en", 1),
        ("ja→ja", 1),
    ]
    assert [group.metrics["nDCG@10"] for group in evaluation.groups] == [1.0] * 5
    assert set(evaluation.scores) == {"ja-budget", "en-oracle"}
    assert all(0 < group.p50_ms <= group.p95_ms for group in evaluation.groups)


def test_table_and_summary_show_every_group(evaluation: Evaluation) -> None:
    lines = table(evaluation).splitlines()

    assert lines[0].endswith("3 documents, 3 passages")
    assert [line.split()[0] for line in lines[2:]] == ["all", "en", "ja", "en→en", "ja→ja"]
    assert lines[2].split()[1:4] == ["2", "1.000", "1.000"]
    assert json.loads(json.dumps(summary(evaluation)))["documents"] == 3


def test_save_can_be_compared_with_itself(evaluation: Evaluation, tmp_path: Path) -> None:
    save(evaluation, tmp_path / "結果")

    assert (tmp_path / "結果" / "recall.png").read_bytes()[:4] == b"\x89PNG"
    old = load_scores(tmp_path / "結果")
    assert old == evaluation.scores
    rows = compare(evaluation.scores, old)
    assert rows["nDCG@10"] == {"difference": 0.0, "low": 0.0, "high": 0.0}
    assert comparison_table(rows).splitlines()[0].startswith("nDCG@10")


def test_evaluate_refuses_a_set_without_documents(dataset_folder: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        evaluate(load_dataset(dataset_folder), embedder=HashingEmbedder())

    assert "--corpus" in caught.value.message("en")
    assert "--corpus か --index" in caught.value.message("ja")


def test_evaluate_refuses_judgements_of_other_documents(dataset_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("Nothing judged here.\n", encoding="utf-8")

    with pytest.raises(DatasetError, match="no judged document"):
        evaluate(load_dataset(dataset_folder), corpus=tmp_path, embedder=HashingEmbedder())


def test_load_scores_and_compare_refuse_what_is_not_a_run(tmp_path: Path) -> None:
    (tmp_path / "scores.json").write_text("[1]", encoding="utf-8")

    with pytest.raises(DatasetError, match="not a saved run"):
        load_scores(tmp_path)
    with pytest.raises(DatasetError, match="no question in common"):
        compare({"a": {"nDCG@10": 1.0}}, {"b": {"nDCG@10": 1.0}})
