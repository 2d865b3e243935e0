"""What the store is given comes back equal, whatever the text."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.errors import IndexDamagedError
from kotae.index.rows import SourceFile, StoredTerms
from kotae.index.store import StoreReader
from kotae.index.store_writer import StoreWriter
from kotae.records import Block, Document, DocumentInfo, Passage, Sentence

TEXTS = st.text(
    st.one_of(
        st.sampled_from("予算は二千億円。Budget ﾊﾝｶｸ が🏯👩‍👩‍👧\u0301\r\n\t'\"%\u202e"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def documents(draw: st.DrawFn, number: int = 0) -> Document:
    text = draw(TEXTS)
    middle = draw(st.integers(0, len(text)))
    blocks = (
        Block(start=0, end=middle, kind="heading", headings=("序", draw(TEXTS)), page=None, language="ja"),
        Block(start=middle, end=len(text), kind="table", page=draw(st.integers(1, 9)), language="en"),
    )
    info = DocumentInfo(id=f"id-{number}", title=draw(TEXTS), path=f"章/{number}.md", language="ja")
    return Document(
        info=info,
        text=text,
        blocks=blocks,
        metadata=draw(st.dictionaries(TEXTS, TEXTS, max_size=2)),
        warnings=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@st.composite
def passages(draw: st.DrawFn, document: Document) -> Passage:
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    return Passage(
        document=document.info,
        start=start,
        end=end,
        text=document.text[start:end],
        sentences=(Sentence(start=start, end=end, language="en"),),
        language=draw(st.sampled_from(("ja", "en"))),
        page=draw(st.none() | st.integers(1, 99)),
        heading=draw(TEXTS),
    )


TERMS = st.builds(
    StoredTerms,
    st.lists(TEXTS, max_size=4).map(tuple),
    st.lists(TEXTS, max_size=4).map(tuple),
    st.lists(TEXTS, max_size=4).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_everything_comes_back_equal_and_survives_being_taken_over(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    document = data.draw(documents())
    given_passages = data.draw(st.lists(passages(document), min_size=1, max_size=3))
    terms = [data.draw(TERMS) for _ in given_passages]
    file = SourceFile(
        path=document.info.path, stamp="1 2 3", sha256=b"\x00\xff", skipped_en="", skipped_ja=""
    )
    writer = StoreWriter(folder / "a.sqlite")
    number = writer.add_document(document, file=writer.add_file(file))
    for row, passage in enumerate(given_passages):
        key = bytes([row]) * 16
        assert writer.add_passage(passage, document=number, embedded=key, terms=terms[row]) == row
    writer.close(finish=True)
    first = StoreReader(folder / "a.sqlite")
    copy = StoreWriter(folder / "b.sqlite")
    copied = copy.copy_document(first, number, file=copy.add_file(file))
    copy.close(finish=True)
    second = StoreReader(folder / "b.sqlite")
    assert copied == [(row, bytes([row]) * 16) for row in range(len(given_passages))]
    for store in (first, second):
        assert store.document(0) == document
        assert store.infos == (document.info,)
        assert list(store.passages(range(len(given_passages)))) == given_passages
        assert store.document_passages(0) == list(enumerate(given_passages))
        assert [store.terms(row) for row in range(len(store))] == terms
        assert list(store.embedded()) == [(row, bytes([row]) * 16) for row in range(len(given_passages))]
        assert store.files() == {file.path: (0, file)}
        assert store.document_numbers(0) == [0]
        assert store.warnings() == ({document.info.path: document.warnings} if document.warnings else {})
        store.close()


def test_passages_come_in_the_order_asked_for(tmp_path: Path) -> None:
    info = DocumentInfo(id="x", title="t", path="p", language="en")
    document = Document(info=info, text="abc", blocks=())
    writer = StoreWriter(tmp_path / "s.sqlite")
    writer.add_document(document, file=0)
    for start in range(3):
        passage = Passage(
            document=info, start=start, end=start + 1, text="abc"[start], sentences=(), language="en"
        )
        writer.add_passage(passage, document=0, embedded=b"k", terms=StoredTerms((), (), ()))
    writer.close(finish=True)
    store = StoreReader(tmp_path / "s.sqlite")
    (tmp_path / "s.sqlite").unlink()
    assert [passage.text for passage in store.passages([2, 0, 2])] == ["c", "a", "c"]
    assert store.passages([]) == ()
    store.close()


def test_torn_store_is_named_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "documents.sqlite"
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 500)
    with pytest.raises(IndexDamagedError) as caught:
        StoreReader(path)
    assert caught.value.en.startswith(f"{path}: the document store is damaged")
    assert caught.value.ja.startswith(f"{path}: 文書の保存ファイルが壊れています")


def test_unfinished_store_holds_nothing(tmp_path: Path) -> None:
    writer = StoreWriter(tmp_path / "s.sqlite")
    info = DocumentInfo(id="x", title="t", path="p", language="en")
    writer.add_document(Document(info=info, text="abc", blocks=()), file=0)
    writer.add_document(Document(info=replace(info, id="y"), text="abc", blocks=()), file=0)
    writer.close(finish=False)
    store = StoreReader(tmp_path / "s.sqlite")
    assert store.infos == ()
    store.close()
