"""Filters by folder, date, tag, kind, language and document, in Python; the command line takes the same."""

import datetime

import pytest

import kotae
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import FilterError
from kotae.pipeline.asking.filters import document_date
from kotae.records import DocumentInfo

FILES = {
    "2024/minutes-2024-05-10.md": "# 議事録\n\n駐車場の料金は300円と決めた。",
    "2025/minutes-2025-05-10.md": "# 議事録\n\n駐車場の料金は400円と決めた。",
    "rules/parking.md": "---\ntags: [parking, 規則]\ndate: 令和7年4月1日\n---\n# Parking\n\nThe parking fee is 400 yen.",
    "rules/pets.txt": "Pets are not allowed in the parking area.",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> kotae.KnowledgeBase:
    folder = tmp_path_factory.mktemp("filters")
    for name, text in FILES.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    kotae.build(folder / "corpus", folder / "index", embedder=HashingEmbedder())
    return kotae.open(folder / "index", embedder=HashingEmbedder())


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"folder": "2025"}, {"2025/minutes-2025-05-10.md"}),
        ({"folder": "2025/"}, {"2025/minutes-2025-05-10.md"}),
        ({"folder": ["2024", "2025"]}, {"2024/minutes-2024-05-10.md", "2025/minutes-2025-05-10.md"}),
        ({"after": "2025-04-01"}, {"2025/minutes-2025-05-10.md", "rules/parking.md"}),
        ({"after": "2025", "before": "2025-05"}, {"rules/parking.md"}),
        ({"before": datetime.date(2025, 1, 1)}, {"2024/minutes-2024-05-10.md"}),
        ({"tag": "規則"}, {"rules/parking.md"}),
        ({"tag": "Parking"}, {"rules/parking.md"}),
        ({"kind": "txt"}, {"rules/pets.txt"}),
        ({"language": "en"}, {"rules/parking.md", "rules/pets.txt"}),
        ({"document": "rules/pets.txt"}, {"rules/pets.txt"}),
        ({"folder": "rules", "kind": ".md"}, {"rules/parking.md"}),
        ({"folder": "nowhere"}, set()),
    ],
)
def test_where_keeps_the_documents_that_fulfil_every_condition(
    knowledge: kotae.KnowledgeBase, where: dict[str, object], expected: set[str]
) -> None:
    hits = knowledge.retrieve("駐車場の料金 parking fee", top_k=20, where=where)
    assert {hit.passage.document.path for hit in hits} == expected


def test_tags_are_listed_with_how_many_documents_have_them(knowledge: kotae.KnowledgeBase) -> None:
    assert knowledge.tags() == {"parking": 1, "規則": 1}


def test_ask_answers_from_the_period_asked_for(knowledge: kotae.KnowledgeBase) -> None:
    old = knowledge.ask("駐車場の料金はいくらと決めましたか", where={"before": "2025"})
    new = knowledge.ask("駐車場の料金はいくらと決めましたか", where={"folder": "2025"})
    assert "300円" in old.sentences[0].text
    assert "400円" in new.sentences[0].text
    nothing = knowledge.ask("駐車場の料金はいくらと決めましたか", where={"folder": "nowhere"})
    assert (nothing.status, nothing.hits) == ("not_found", ())


@pytest.mark.parametrize(
    "where", [{"colour": "red"}, {"after": "2025-02-30"}, {"language": "fr"}, {"folder": 3}]
)
def test_where_that_makes_no_sense_is_refused_in_both_languages(
    knowledge: kotae.KnowledgeBase, where: dict[str, object]
) -> None:
    with pytest.raises(FilterError) as caught:
        knowledge.retrieve("駐車場", where=where)
    assert next(iter(where)) in caught.value.en
    assert "絞り込み条件" in caught.value.ja


@pytest.mark.parametrize(
    ("path", "metadata", "expected"),
    [
        ("a.md", {"date": "2025-04-01"}, datetime.date(2025, 4, 1)),
        ("a.md", {"更新日": "令和7年4月"}, datetime.date(2025, 4, 1)),
        ("reports/20250401.pdf", {}, datetime.date(2025, 4, 1)),
        ("2024-01/2025-06.md", {}, datetime.date(2025, 6, 1)),
        ("no-date.md", {"author": "x"}, None),
    ],
)
def test_document_date_comes_from_what_it_says_of_itself_then_its_path(
    path: str, metadata: dict[str, str], expected: datetime.date | None
) -> None:
    info = DocumentInfo(id="d", title="t", path=path, language="ja")
    assert document_date(info, metadata) == expected
