"""JSONL collections: one document per row, bad rows named, never a crash."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.parsing.jsonl import read_jsonl
from kotae.records import Document

JA = {"_id": "12.ja", "title": "予算", "text": "予算は2,000億円です。\n\n次の段落です。", "language": "ja"}
EN = {"_id": "12.en", "title": "", "text": "1. The budget is\n200 billion yen."}


def read(folder: Path, *rows: object, name: str = "corpus.jsonl") -> tuple[Document, ...]:
    path = folder / name
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_file(path, relative_path=f"beir/{name}")


def test_rows_become_documents_named_by_their_id(tmp_path: Path) -> None:
    ja, en = read(tmp_path, JA, EN)
    assert [(d.info.path, d.info.title, d.info.language) for d in (ja, en)] == [
        ("beir/corpus.jsonl#12.ja", "予算", "ja"),
        ("beir/corpus.jsonl#12.en", "12.en", "en"),
    ]
    assert ja.text == JA["text"]
    assert [(b.kind, ja.text[b.start : b.end]) for b in ja.blocks] == [
        ("paragraph", "予算は2,000億円です。"),
        ("paragraph", "次の段落です。"),
    ]
    assert [(b.kind, b.headings, en.text[b.start : b.end]) for b in en.blocks] == [
        ("paragraph", (), "1. The budget is\n200 billion yen.")
    ]
    assert ja.info.id != en.info.id


def test_rows_with_equal_text_stay_two_documents(tmp_path: Path) -> None:
    first, second = read(tmp_path, JA, {**JA, "_id": "13"})
    assert first.text == second.text
    assert first.info.id != second.info.id


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"text": "The cat sat on the mat.", "language": "ja-JP"}, ("line-1", "line-1", "ja")),
        ({"id": 7, "text": "猫が座った。"}, ("7", "7", "ja")),
        ({"_id": "a", "title": " A\n title ", "text": "x", "language": "fr"}, ("a", "A title", "en")),
    ],
    ids=["no id, language given", "a number as id, language detected", "title on one line, language unknown"],
)
def test_row_fields_may_be_missing(
    tmp_path: Path, row: dict[str, object], expected: tuple[str, str, str]
) -> None:
    (document,) = read(tmp_path, row)
    name, title, language = expected
    assert document.info.path == f"beir/corpus.jsonl#{name}"
    assert (document.info.title, document.info.language) == (title, language)


@pytest.mark.parametrize(
    ("line", "en", "ja"),
    [
        ('{"_id": "x", "text": ', "no valid JSON", "JSONとして正しくありません"),
        ("[" * 100_000, "no valid JSON", "JSONとして正しくありません"),
        (
            '{"_id": "x", "text": "y", "n": ' + "9" * 5_000 + "}",
            "no valid JSON",
            "JSONとして正しくありません",
        ),
        ('["text"]', "no JSON object", "JSONのオブジェクトではありません"),
        ({"_id": "x", "title": "only"}, "no text", "textがありません"),
        ({"_id": "x", "text": "　 \n"}, "no text", "textがありません"),
        ({"_id": "x", "text": ["a"]}, "no text", "textがありません"),
        (JA, "the _id 12.ja occurred before", "_id 12.jaが重複しています"),
    ],
    ids=["torn", "deep", "long number", "array", "no text", "blank text", "text no string", "duplicate"],
)
def test_unusable_row_is_named_and_the_rest_read(tmp_path: Path, line: object, en: str, ja: str) -> None:
    documents = read(tmp_path, JA, line, EN)
    assert [document.info.path[-5:] for document in documents] == ["12.ja", "12.en"]
    assert documents[0].warnings == (f"line 2 was left out: {en} / 2行目を除きました: {ja}",)
    assert documents[1].warnings == ()


def test_many_unusable_rows_are_counted(tmp_path: Path) -> None:
    (document,) = read(tmp_path, JA, *["x"] * 25)
    assert len(document.warnings) == 11
    assert document.warnings[-1] == "15 more lines were left out / ほかに15行を除きました"


def test_file_without_usable_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, "x", {"_id": "1"})
    assert "nothing to read" in caught.value.en
    assert "読める文章がありません" in caught.value.ja


def test_questions_are_no_documents(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, {"_id": "q1", "text": "What?"}, name="queries.jsonl")
    assert "questions of an evaluation set" in caught.value.en
    assert "質問集" in caught.value.ja


def test_text_is_storable(tmp_path: Path) -> None:
    line = r'{"_id": "a\ud800b", "title": "\udc00", "text": "行\r\n末\u0000と\ud83d\ude00と\ud800", "k\ud800": "v"}'
    (document,) = read(tmp_path, line)
    assert document.text == "行\n末\ufffdと😀と\ufffd"
    assert document.info.path == "beir/corpus.jsonl#a\ufffdb"
    assert document.metadata == {"k\ufffd": "v"}


def test_other_fields_are_kept(tmp_path: Path) -> None:
    row = {
        "_id": "1",
        "text": "x",
        "url": "https://example.org",
        "year": 2025,
        "metadata": {"author": "佐藤"},
    }
    (document,) = read(tmp_path, {**row, "draft": True, "tags": ["a"]})
    assert document.metadata == {"author": "佐藤", "url": "https://example.org", "year": "2025"}


def test_collection_has_its_own_limit(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(JA) + "\n", encoding="utf-8")
    settings = ReadingSettings(max_file_bytes=10)
    assert len(read_file(path, relative_path="corpus.jsonl", settings=settings)) == 1
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="corpus.jsonl", settings=ReadingSettings(max_collection_bytes=10))
    assert "max_collection_bytes" in caught.value.en
    assert "max_collection_bytes" in caught.value.ja


@given(
    st.lists(
        st.fixed_dictionaries({"text": st.text(alphabet=st.sampled_from("あ漢a 。.\n\r\x00\u2028\u3000"))})
    )
)
def test_paragraphs_hold_everything_but_white_space(rows: list[dict[str, str]]) -> None:
    drafts = list(read_jsonl("\n".join(json.dumps(row) for row in rows)))
    assert len(drafts) == sum(bool(row["text"].strip()) for row in rows)
    for draft in drafts:
        kept = "".join(draft.text[unit.start : unit.end] for unit in draft.units)
        assert "".join(kept.split()) == "".join(draft.text.split())
        assert all("\n\n" not in draft.text[unit.start : unit.end] for unit in draft.units)


@pytest.mark.shared
def test_real_collection_is_read_whole(shared_dir: Path) -> None:
    path = shared_dir / "data" / "beir" / "debian_faq.mixed" / "corpus.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = read_file(path, relative_path="corpus.jsonl")
    assert [document.info.path for document in documents] == [f"corpus.jsonl#{row['_id']}" for row in rows]
    assert [document.text for document in documents] == [row["text"] for row in rows]
    assert [document.info.language for document in documents] == [row["language"] for row in rows]
