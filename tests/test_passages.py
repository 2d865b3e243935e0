"""Passages: slices that hold whole sentences, under one heading, losing nothing."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.passages import PassageSplitter, breadcrumb, embedding_text, heading_in, innermost
from kotae.records import Block, BlockKind, Document, DocumentInfo, Sentence
from kotae.segmentation import Segmenter


def _document(*pieces: tuple[str, BlockKind, tuple[str, ...], int | None], title: str = "題") -> Document:
    text = ""
    blocks = []
    for piece, kind, headings, page in pieces:
        start = len(text)
        text += piece
        blocks.append(
            Block(start=start, end=len(text), kind=kind, headings=headings, page=page, language="ja")
        )
        text += "\n\n"
    info = DocumentInfo(id="d", title=title, path="d.md", language="ja")
    return Document(info=info, text=text, blocks=tuple(blocks))


def _split(document: Document, splitter: PassageSplitter) -> list[str]:
    passages = splitter.split(document, Segmenter().document_sentences(document))
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    return [passage.text for passage in passages]


def test_sentences_are_packed_up_to_the_size() -> None:
    document = _document(("一つ目の文です。二つ目の文です。三つ目の文です。", "paragraph", (), None))
    assert _split(document, PassageSplitter(max_chars=16, overlap_sentences=0)) == [
        "一つ目の文です。二つ目の文です。",
        "三つ目の文です。",
    ]


def test_whole_sentences_overlap() -> None:
    document = _document(("一の文。二の文。三の文。四の文。五の文。", "paragraph", (), None))
    assert _split(document, PassageSplitter(max_chars=12, overlap_sentences=1)) == [
        "一の文。二の文。三の文。",
        "三の文。四の文。五の文。",
    ]


def test_a_latin_letter_counts_a_third() -> None:
    document = _document(("One is here. Two is here. Three.", "paragraph", (), None))
    assert _split(document, PassageSplitter(max_chars=10, overlap_sentences=0)) == [
        "One is here. Two is here.",
        "Three.",
    ]


def test_passages_do_not_cross_headings_pages_or_what_is_left_out() -> None:
    document = _document(
        ("見出し", "heading", (), 1),
        ("甲の文。", "paragraph", ("見出し",), 1),
        ("乙の文。", "list", ("見出し",), 1),
        ("丙の文。", "paragraph", ("見出し",), 2),
        ("[1] 文献。", "references", ("見出し",), 2),
        ("丁の文。", "paragraph", ("見出し",), 2),
        ("戊の文。", "paragraph", ("別の見出し",), 2),
    )
    splitter = PassageSplitter(max_chars=100)
    passages = splitter.split(document, Segmenter().document_sentences(document))
    assert [(p.text, p.heading, p.page) for p in passages] == [
        ("甲の文。\n\n乙の文。", "見出し", 1),
        ("丙の文。", "見出し", 2),
        ("丁の文。", "見出し", 2),
        ("戊の文。", "別の見出し", 2),
    ]


def test_a_heading_without_text_is_found_with_the_text_beside_it() -> None:
    document = _document(
        ("甲の章", "heading", (), None),
        ("文。", "paragraph", ("甲の章",), None),
        ("空の章", "heading", (), None),
    )
    assert _split(document, PassageSplitter()) == ["文。\n\n空の章"]


def test_a_few_words_under_a_title_join_the_text_below() -> None:
    document = _document(
        ("題", "heading", (), None),
        ("（令和5年6月1日施行）", "paragraph", (), None),
        ("第3条", "heading", (), None),
        ("荷物は二個まで無料です。", "paragraph", ("第3条",), None),
    )
    (passage,) = PassageSplitter().split(document, Segmenter().document_sentences(document))
    assert (passage.text, passage.heading) == (
        "（令和5年6月1日施行）\n\n第3条\n\n荷物は二個まで無料です。",
        "第3条",
    )


@pytest.mark.parametrize(
    "pieces",
    [
        [("開催日", "heading", (), None), ("三月十日", "paragraph", ("開催日",), None),
         ("会場", "heading", (), None), ("第二会議室です。", "paragraph", ("会場",), None)],
        [("店名: みなと", "table", (), None), ("甲", "heading", (), None), ("文。", "paragraph", ("甲",), None)],
        [("表紙", "paragraph", (), 1), ("文。", "paragraph", (), 2)],
        [("はい", "paragraph", (), None), ("[1] 文献。", "references", (), None), ("文。", "paragraph", ("甲",), None)],
    ],
    ids=["its own heading", "label and value", "another page", "behind what is left out"],
)  # fmt: skip
def test_what_says_something_by_itself_stays_a_passage(
    pieces: list[tuple[str, BlockKind, tuple[str, ...], int | None]],
) -> None:
    passages = _split(_document(*pieces), PassageSplitter())
    assert len(passages) == 2


def test_a_long_sentence_is_cut_at_punctuation_and_loses_nothing() -> None:
    document = _document(
        ("一つ目の長い長い部分、二つ目の長い長い部分、三つ目の部分です。", "paragraph", (), None)
    )
    assert _split(document, PassageSplitter(max_chars=14, overlap_sentences=0)) == [
        "一つ目の長い長い部分、",
        "二つ目の長い長い部分、",
        "三つ目の部分です。",
    ]


@pytest.mark.parametrize("unit", ["あ", "a", "word ", "文。", "a. ", "😀"])
def test_an_endless_line_takes_linear_time(unit: str) -> None:
    document = _document((unit * (300_000 // len(unit)), "paragraph", (), None))
    sentences = Segmenter().document_sentences(document)
    begin = time.perf_counter()
    passages = PassageSplitter().split(document, sentences)
    assert time.perf_counter() - begin < 20
    assert sum(len(p.text) for p in passages) >= 270_000
    assert all(len(p.text.encode()) <= 3 * PassageSplitter().max_chars for p in passages)


def test_embedding_text_has_title_and_heading_in_front() -> None:
    document = _document(("**本文**です。¹", "paragraph", ("章", "節"), None))
    (passage,) = PassageSplitter().split(document, Segmenter().document_sentences(document))
    assert embedding_text(passage) == "題\n章 › 節\n本文です。"


def test_embedding_text_says_a_repeated_title_once() -> None:
    document = _document(("本文です。", "paragraph", ("題", "節"), None))
    (passage,) = PassageSplitter().split(document, Segmenter().document_sentences(document))
    assert embedding_text(passage) == "題 › 節\n本文です。"


def test_the_language_is_the_one_with_more_text() -> None:
    document = _document(
        ("短い文。This sentence is much longer than the other one is.", "paragraph", (), None)
    )
    (passage,) = PassageSplitter().split(document, Segmenter().document_sentences(document))
    assert passage.language == "en"


def test_no_sentence_gives_no_passage() -> None:
    assert PassageSplitter().split(_document((" ", "paragraph", (), None)), ()) == ()


@pytest.mark.parametrize("spans", [[(0, 2), (1, 3)], [(2, 3), (0, 1)], [(0, 99)]])
def test_bad_sentences_are_refused(spans: list[tuple[int, int]]) -> None:
    document = _document(("文。文。", "paragraph", (), None))
    with pytest.raises(ValueError, match="overlaps"):
        PassageSplitter().split(document, [Sentence(start=a, end=b, language="ja") for a, b in spans])


def test_bad_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="max_chars"):
        PassageSplitter(max_chars=9)
    with pytest.raises(ValueError, match="overlap_sentences"):
        PassageSplitter(overlap_sentences=-1)


BLOCKS = st.lists(
    st.tuples(
        st.text(alphabet=st.sampled_from("あ漢aZ 。.、\n「」😀"), min_size=1, max_size=80),
        st.sampled_from(["paragraph", "list", "code", "heading"]),
        st.sampled_from([(), ("見出し",), ("別",)]),
        st.sampled_from([None, 1]),
    ),
    max_size=5,
)


@given(BLOCKS, st.integers(10, 40), st.integers(0, 3))
def test_every_sentence_lands_in_a_passage(
    pieces: list[tuple[str, BlockKind, tuple[str, ...], int | None]], max_chars: int, overlap: int
) -> None:
    document = _document(*pieces, title="表題")
    sentences = Segmenter().document_sentences(document)
    passages = PassageSplitter(max_chars=max_chars, overlap_sentences=overlap).split(document, sentences)
    covered = {at for p in passages for s in p.sentences for at in range(s.start, s.end)}
    for sentence in sentences:
        inside = range(sentence.start, sentence.end)
        assert all(at in covered for at in inside if not document.text[at].isspace())
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    assert all(len(p.text.encode()) <= 3 * max_chars for p in passages)
    assert all(p.start == p.sentences[0].start and p.end == p.sentences[-1].end for p in passages)


@pytest.mark.parametrize(
    ("path", "embedded"), [("corpus.jsonl#12.ja", "本文です。"), ("12.ja", "12.ja\n本文です。")]
)
def test_embedding_text_leaves_out_the_id_of_a_collections_row(path: str, embedded: str) -> None:
    document = _document(("本文です。", "paragraph", (), None))
    (passage,) = PassageSplitter().split(document, Segmenter().document_sentences(document))
    info = replace(passage.document, path=path, title="12.ja")

    assert embedding_text(replace(passage, document=info)) == embedded


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        (("規程", "第2章", "第4条"), "規程 › 第2章 › 第4条"),
        (("Guide", "", "Fees"), "Guide › Fees"),
        (("", ""), ""),
        ((), ""),
    ],
)
def test_headings_are_one_line_of_which_the_last_is_found_again(headings: tuple[str, ...], line: str) -> None:
    assert breadcrumb(headings) == line
    assert innermost(line) == next((one for one in reversed(headings) if one), "")


@pytest.mark.parametrize(
    ("headings", "language", "shown"),
    [
        ("引用されたメール: 佐藤", "en", "Quoted message: 佐藤"),
        ("Quoted message: Ann", "ja", "引用されたメール: Ann"),
        ("引用されたメール", "ja", "引用されたメール"),
        ("Rules › Fees", "ja", "Rules › Fees"),
    ],
)
def test_that_a_message_is_quoted_is_said_in_the_readers_language(
    headings: str, language: str, shown: str
) -> None:
    assert heading_in(headings, language) == shown
