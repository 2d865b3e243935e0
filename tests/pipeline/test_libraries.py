"""Several libraries asked as one: found in each, put into one order, read once; each source says where it is from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import FilterError, IndexFormatError, IndexNotFoundError, ProofError
from kotae.pipeline.opened.libraries import named_roots
from kotae.records import AnswerEvent
from tests.libraries import built_libraries

LIBRARIES = {
    "contracts": {
        "lease.md": "# 賃貸借契約\n\n事務所の賃料は月額48万円とする。\n\n契約期間は5年とする。\n",
        "parking.md": "# Parking\n\nThe parking lease ends on 31 March 2027.\n",
        "same.md": "# Holidays\n\nThe office closes on 29 December.\n",
    },
    "minutes": {
        "lease.md": "# 議事録\n\n賃料の値上げは承認しなかった。\n\n次回の会議は6月12日に開く。\n",
        "fire.txt": "The fire drill takes place on 3 September 2026.\n",
        "same.md": "# Holidays\n\nThe office closes on 29 December.\n",
    },
}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built_libraries(tmp_path_factory.mktemp("libraries"), LIBRARIES, embedder=HashingEmbedder())


@pytest.fixture(scope="module")
def both(indexes: dict[str, Path]) -> Iterator[kotae.KnowledgeBase]:
    with kotae.open(list(indexes.values()), embedder=HashingEmbedder()) as knowledge:
        yield knowledge


@pytest.mark.parametrize(
    ("question", "said", "library", "path"),
    [
        ("事務所の賃料は月額いくらですか", "48万円", "contracts", "lease.md"),
        ("次回の会議はいつ開きますか", "6月12日", "minutes", "lease.md"),
        ("When does the parking lease end?", "31 March 2027", "contracts", "parking.md"),
        ("When does the fire drill take place?", "3 September 2026", "minutes", "fire.txt"),
    ],
)
def test_an_answer_comes_from_whichever_library_holds_it(
    both: kotae.KnowledgeBase, question: str, said: str, library: str, path: str
) -> None:
    answer = both.ask(question)
    cited = answer.sentences[0].citations[0]
    assert said in cited.quote
    assert (cited.document.library, cited.document.path) == (library, path)
    document = both.document(cited.document.id)
    assert document.text[cited.start : cited.end] == cited.quote
    assert document.info == cited.document


def test_passages_of_both_stand_in_one_order_each_once(both: kotae.KnowledgeBase) -> None:
    hits = both.retrieve("office closes lease 賃料", top_k=20)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert {hit.passage.document.library for hit in hits} == {"contracts", "minutes"}
    places = [(hit.passage.document.id, hit.passage.start) for hit in hits]
    assert len(places) == len(set(places))
    assert len(both.retrieve("賃料", top_k=1)) == 1


def test_passages_of_a_library_are_ranked_as_it_ranks_them_alone(
    both: kotae.KnowledgeBase, indexes: dict[str, Path]
) -> None:
    with kotae.open(indexes["minutes"], embedder=HashingEmbedder()) as alone:
        own = alone.retrieve("賃料の値上げ fire drill", top_k=20)
    together = both.retrieve("賃料の値上げ fire drill", top_k=20, where={"library": "minutes"})
    assert [(hit.passage.text, hit.score) for hit in together] == [
        (hit.passage.text, hit.score) for hit in own
    ]
    assert {hit.passage.document.library for hit in own} == {""}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"library": "minutes"}, {"minutes"}),
        ({"library": ["contracts", "minutes"]}, {"contracts", "minutes"}),
        ({"library": "contracts", "language": "en"}, {"contracts"}),
        ({"kind": "txt"}, {"minutes"}),
    ],
)
def test_where_chooses_libraries(
    both: kotae.KnowledgeBase, where: dict[str, object], expected: set[str]
) -> None:
    hits = both.retrieve("賃料 lease drill parking", top_k=20, where=where)
    assert {hit.passage.document.library for hit in hits} == expected


def test_unknown_library_is_refused_in_both_languages(both: kotae.KnowledgeBase) -> None:
    with pytest.raises(FilterError) as caught:
        both.ask("賃料", where={"library": "letters"})
    assert "'letters'; there are: contracts, minutes" in caught.value.en
    assert "'letters' という文書庫はありません" in caught.value.ja


def test_documents_are_named_by_id_or_path_whichever_library_they_are_in(both: kotae.KnowledgeBase) -> None:
    listed = [(info.path, info.library) for info in both.documents()]
    assert listed == [
        ("fire.txt", "minutes"),
        ("lease.md", "contracts"),
        ("lease.md", "minutes"),
        ("parking.md", "contracts"),
        ("same.md", "contracts"),
    ]
    hits = both.retrieve("fire drill 賃料", top_k=20, documents=["fire.txt"])
    assert {hit.passage.document.path for hit in hits} == {"fire.txt"}
    with pytest.raises(FilterError, match=r"letters\.md"):
        both.retrieve("fire", documents=["fire.txt", "letters.md"])
    with pytest.raises(FilterError, match=r"letters\.md"):
        both.document("letters.md")


def test_stream_ends_with_the_answer_that_ask_gives(both: kotae.KnowledgeBase) -> None:
    events = list(both.stream("事務所の賃料は月額いくらですか"))
    assert isinstance(events[-1], AnswerEvent)
    assert events[-1].answer.text == both.ask("事務所の賃料は月額いくらですか").text


def test_info_counts_all_and_each(both: kotae.KnowledgeBase, indexes: dict[str, Path]) -> None:
    assert {name: info.documents for name, info in both.libraries.items()} == {"contracts": 3, "minutes": 3}
    assert both.info.documents == 6
    assert both.info.passages == sum(info.passages for info in both.libraries.values())
    assert both.libraries["minutes"].corpus == str(indexes["minutes"].parent / "corpus")


def test_a_library_that_is_built_again_answers_anew(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "corpus").mkdir(parents=True)
        (tmp_path / name / "corpus" / "note.txt").write_text(f"The {name} code is 1{name}.", encoding="utf-8")
        kotae.build(tmp_path / name / "corpus", tmp_path / name / "index", embedder=HashingEmbedder())
    names = {"one": tmp_path / "a/index", "two": tmp_path / "b/index"}
    with kotae.open(names, embedder=HashingEmbedder()) as knowledge:
        (tmp_path / "b/corpus/pump.txt").write_text("The pump was replaced on 7 May 2026.", encoding="utf-8")
        kotae.build(tmp_path / "b/corpus", tmp_path / "b/index", embedder=HashingEmbedder())
        cited = knowledge.ask("When was the pump replaced?").sentences[0].citations[0]
        assert (cited.document.library, cited.document.path) == ("two", "pump.txt")


def test_proof_is_of_one_library(both: kotae.KnowledgeBase) -> None:
    with pytest.raises(ProofError) as caught:
        both.prove(both.ask("事務所の賃料は月額いくらですか"))
    assert "several" in caught.value.en
    assert "文書庫を一つに絞って" in caught.value.ja
    alone = both.ask("事務所の賃料は月額いくらですか", where={"library": "contracts"})
    assert "48万円" in both.prove(alone).decode()


def test_libraries_built_differently_are_refused_in_both_languages(
    indexes: dict[str, Path], tmp_path: Path
) -> None:
    other = Settings.model_validate({"passages": {"max_chars": 150}})
    kotae.build(
        indexes["minutes"].parent / "corpus", tmp_path / "index", embedder=HashingEmbedder(), settings=other
    )
    lenient = Settings.model_validate({"index": {"accept_other_settings": True}})
    with pytest.raises(IndexFormatError) as caught:
        kotae.open([indexes["contracts"], tmp_path / "index"], embedder=HashingEmbedder(), settings=lenient)
    assert "can't be asked together" in caught.value.en
    assert "passages.max_chars" in caught.value.en
    assert "一緒に検索できません" in caught.value.ja


def test_a_missing_one_is_told_and_the_others_are_closed(indexes: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(IndexNotFoundError, match="nowhere"):
        kotae.open([indexes["contracts"], tmp_path / "nowhere"], embedder=HashingEmbedder())


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["a/index", "b/index"], ["a", "b"]),
        (["a/index", "b/a/index", "c/a"], ["a", "a 2", "a 3"]),
        (["a/index", "a/../a/index"], ["a"]),
        (["資料/index", "x"], ["資料", "x"]),
        ({"規則": "a", "x": "b"}, ["規則", "x"]),
    ],
)
def test_libraries_are_called_like_their_folders(given: object, names: list[str]) -> None:
    assert list(named_roots(given)) == names  # type: ignore[arg-type]  # lists and a mapping in one table


def test_no_library_at_all_is_misuse() -> None:
    with pytest.raises(ValueError, match="at least one"):
        kotae.open([])


@pytest.mark.parametrize(
    ("library", "paths"),
    [("contracts", {"lease.md", "parking.md", "same.md"}), ("minutes", {"lease.md", "fire.txt", "same.md"})],
)
def test_all_there_is_is_gathered_in_the_library_that_is_named(
    both: kotae.KnowledgeBase, library: str, paths: set[str]
) -> None:
    """A certificate is of one library: the documents in its scope are those of the named one alone."""
    gathered = both.gather("List all office holidays.", where={"library": library})

    assert (gathered.certificate.in_scope, gathered.certificate.read) == (3, 3)
    assert {row.citation.document.path for row in gathered.rows} <= paths


def test_all_there_is_is_gathered_in_several_libraries_with_a_certificate_for_each(
    both: kotae.KnowledgeBase,
) -> None:
    gathered = both.gather("オフィスの休業日をすべて挙げてください。")

    assert (gathered.certificate.in_scope, gathered.certificate.read) == (6, 6)
    assert gathered.complete
    assert [
        (one.library, one.certificate.in_scope, one.certificate.read, one.certificate.complete)
        for one in gathered.libraries
    ] == [("contracts", 3, 3, True), ("minutes", 3, 3, True)]
    assert sum(one.certificate.passages for one in gathered.libraries) == gathered.certificate.passages
    with pytest.raises(FilterError, match="There is no library 'archive'"):
        both.gather("List all office holidays.", where={"library": "archive"})


COSTS = {
    "east": {
        "a.csv": '品名,取得価格\nプリンター,"30,000円"\n',
        "same.csv": '品名,取得価格\nプリンター,"5,000円"\n',
    },
    "west": {
        "b.csv": '品名,取得価格\nプリンター,"12,500円"\n',
        "same.csv": '品名,取得価格\nプリンター,"5,000円"\n',
    },
}


def test_numbers_are_made_of_all_libraries_and_a_copy_in_another_counts_once(tmp_path: Path) -> None:
    indexes = built_libraries(tmp_path, COSTS, embedder=HashingEmbedder())
    with kotae.open(indexes, embedder=HashingEmbedder()) as together:
        found = together.gather("プリンターの取得価格の合計はいくらですか。")
        assert [(row.citation.document.library, row.key, len(row.also)) for row in found.rows] == [
            ("east", "JPY:30000", 0),
            ("east", "JPY:5000", 1),
            ("west", "JPY:12500", 0),
        ]
        assert [result.value for result in found.results] == [47_500]
        assert found.rows[1].also[0].document.library == "west"

        (tmp_path / "west" / "corpus" / "b.csv").unlink()
        found = together.gather("プリンターの取得価格の合計はいくらですか。")
        assert [one.certificate.complete for one in found.libraries] == [True, False]
        assert [(one.library, one.path) for one in found.certificate.unread] == [("west", "b.csv")]
        assert not found.complete
        stopped = together.gather("プリンターの取得価格の合計は？", budget={"documents": 1})
        assert [one.certificate.left_out for one in stopped.libraries] == [1, 2]
