"""Sets in the BEIR layout: what is read, and what is refused in both languages."""

from pathlib import Path

import pytest

from kotae.errors import DatasetError
from kotae.evaluation.dataset import load_dataset

QUERIES = (
    '{"_id": "1", "text": "予算はいくら？", "answers": ["2,000億円"]}\n'
    '{"_id": "2", "text": "Who leads it?", "language": "en", "answerable": false, "extra": 1}\n'
)


def write_set(folder: Path, *, queries: str = QUERIES, qrels: str | None = "1\td1\t1\n2\td2\t0\n") -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "queries.jsonl").write_text(queries, encoding="utf-8")
    if qrels is not None:
        text = "query-id\tcorpus-id\tscore\n" + qrels
        (folder / "qrels" / "test.tsv").write_text(text, encoding="utf-8")
    return folder


def test_load_dataset_reads_queries_and_positive_judgements(tmp_path: Path) -> None:
    dataset = load_dataset(write_set(tmp_path / "小さな集合"))

    assert dataset.name == "小さな集合"
    assert [(q.id, q.language, q.answers, q.answerable) for q in dataset.queries] == [
        ("1", "ja", ("2,000億円",), True),
        ("2", "en", (), False),
    ]
    assert dataset.qrels == {"1": {"d1": 1}}
    assert dataset.corpus is None


@pytest.mark.parametrize(
    ("queries", "qrels", "en", "ja"),
    [
        ("", "1\td\t1\n", "holds no query", "質問がありません"),
        ('{"_id": "1"}\n', "1\td\t1\n", "line 1: text: this is missing.", "1 行目: text: 指定がありません。"),
        ("not json\n", "1\td\t1\n", "line 1: no JSON.", "1 行目: JSON ではない。"),
        (QUERIES, None, "no such file", "ファイルがありません"),
        (QUERIES, "", "no positive judgement", "正の判定"),
        (QUERIES, "1\td1\n", "line 2", "2 行目"),
        (QUERIES, "9\td1\t1\n", "judges none", "ひとつもありません"),
    ],
    ids=["no-query", "no-text", "not-json", "no-qrels", "empty-qrels", "short-row", "foreign-ids"],
)
def test_load_dataset_fails_loudly(tmp_path: Path, queries: str, qrels: str | None, en: str, ja: str) -> None:
    with pytest.raises(DatasetError) as caught:
        load_dataset(write_set(tmp_path / "set", queries=queries, qrels=qrels))

    assert en in caught.value.message("en")
    assert ja in caught.value.message("ja")


def test_load_dataset_names_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such folder"):
        load_dataset(tmp_path / "nowhere")


def test_load_dataset_does_without_qrels_where_answers_suffice(tmp_path: Path) -> None:
    dataset = load_dataset(write_set(tmp_path / "set", qrels=None), need_qrels=False)

    assert dataset.qrels == {}
    assert len(dataset.queries) == 2
