"""A question and a passage become token ids, each token with its place in the passage."""

from dataclasses import replace

import pytest

from kotae.reader.inputs import MAX_TOKENS, PairCutter, context_of
from kotae.records import DocumentInfo, Passage
from tests.reader.characters import END, START, UNKNOWN, CharacterCutter

INFO = DocumentInfo(id="d", title="図書館の利用案内", path="guide.md", language="ja")
PASSAGE = Passage(start=0, end=2, document=INFO, text="本。", sentences=(), language="ja", heading="貸出")


@pytest.fixture(scope="module")
def cutter() -> PairCutter:
    return PairCutter(CharacterCutter())


@pytest.mark.parametrize(
    ("question", "context", "text"),
    [
        ("何冊？", "図書館 › 貸出", "本は 10冊まで。\n延長は一回。"),
        ("How many?", "Library › Loans", "Ten books at most.\n  One renewal."),
        ("何冊？", "", "本は10冊まで。"),
    ],
)
def test_a_pair_is_the_question_and_the_passage_under_its_context(
    cutter: PairCutter, question: str, context: str, text: str
) -> None:
    (pair,) = cutter.cut(question, [(context, text)])
    asked = sum(not letter.isspace() for letter in question)
    assert pair.ids[0] == START
    assert pair.ids[asked + 1 : asked + 3] == (END, END)
    assert pair.ids[-1] == END
    assert pair.ids.count(UNKNOWN) == len(pair.ids) - 4
    assert len(pair.spans) == len(pair.ids)
    inside = [span for span in pair.spans if span != (0, 0)]
    assert [text[start:end] for start, end in inside] == [letter for letter in text if not letter.isspace()]
    assert not pair.cut


@pytest.mark.parametrize("letter", ["字", "x"])
def test_what_is_too_long_is_cut_and_says_so(cutter: PairCutter, letter: str) -> None:
    (pair,) = cutter.cut(letter * 10_000, [("", letter * 10_000)])
    assert (len(pair.ids), pair.cut) == (MAX_TOKENS, True)
    asked = pair.ids.index(END) - 1
    assert asked == 96
    assert pair.spans[-2] == (MAX_TOKENS - asked - 5, MAX_TOKENS - asked - 4)


def test_an_empty_passage_and_no_passage_are_fine(cutter: PairCutter) -> None:
    (pair,) = cutter.cut("何？", [("", "")])
    assert (set(pair.spans), pair.cut) == ({(0, 0)}, False)
    assert cutter.cut("何？", []) == []


def test_a_question_is_folded_before_it_is_cut(cutter: PairCutter) -> None:
    wide, narrow = (cutter.cut(text, [("", "本")])[0] for text in ("ＷＤ－１０５？", "WD-105?"))
    assert wide == narrow


@pytest.mark.parametrize(
    ("title", "path", "heading", "context"),
    [
        ("図書館の利用案内", "guide.md", "貸出", "図書館の利用案内 › 貸出"),
        ("Library guide", "guide.md", "", "Library guide"),
        ("", "guide.md", "Loans", "Loans"),
        ("Library guide", "guide.md", "Library guide › Loans", "Library guide › Loans"),
        ("17", "records.jsonl#17", "", ""),
        ("", "guide.md", " ", ""),
    ],
)
def test_context_names_the_title_once(title: str, path: str, heading: str, context: str) -> None:
    passage = replace(PASSAGE, document=replace(INFO, title=title, path=path), heading=heading)
    assert context_of(passage) == context
