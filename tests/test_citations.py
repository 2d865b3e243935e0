"""The law of quotes: a quote is its document's text at that place."""

from dataclasses import replace

import pytest

from kotae.citations import citation_of, faults
from kotae.records import AnswerSentence, Block, CellSpan, Citation, Document, DocumentInfo, Span

TEXTS = {
    "d1": "日本のAI予算は2,000億円です。米国はもっと多い。",
    "d2": "The act passed in May 2025. It has no fines.",
}
JA = DocumentInfo(id="d1", title="予算", path="a.md", language="ja")
EN = DocumentInfo(id="d2", title="Act", path="b.md", language="en")


def text_at(document: str, start: int, end: int) -> str:
    return TEXTS[document][start:end]


def cite(document: DocumentInfo, start: int, end: int) -> AnswerSentence:
    quote = TEXTS[document.id][start:end]
    return AnswerSentence(
        text=quote,
        citations=(Citation(start=start, end=end, document=document, quote=quote),),
        support="quoted",
    )


@pytest.mark.parametrize(
    ("sentence", "text"),
    [(cite(JA, 0, 18), "日本のAI予算は2,000億円です。"), (cite(EN, 0, 27), "The act passed in May 2025.")],
)
def test_an_exact_quote_keeps_the_law(sentence: AnswerSentence, text: str) -> None:
    assert list(faults(sentence, text_at)) == []
    assert sentence.text == text


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        (replace(cite(JA, 0, 18), citations=()), "has no citation"),
        (replace(cite(EN, 0, 27), text="The act passed."), "is not the quote"),
        (replace(cite(EN, 0, 27), support="unverified"), "is unverified"),
        (
            AnswerSentence(
                text="The act",
                citations=(Citation(start=4, end=11, document=EN, quote="The act"),),
                support="verified",
            ),
            "cites b.md:4-11",
        ),
    ],
)
def test_whatever_breaks_the_law_is_told(sentence: AnswerSentence, fault: str) -> None:
    assert next(faults(sentence, text_at)).startswith(fault)


TABLE = Document(
    info=JA,
    text="料金表\n\n部屋: 会議室 | 料金: 500円\n\nClosed on Mondays.",
    blocks=(
        Block(start=0, end=3, kind="heading", language="ja"),
        Block(
            start=5,
            end=23,
            kind="table",
            headings=("案内", "料金表"),
            page=2,
            language="ja",
            cells=(CellSpan(start=9, end=12, address="A2"), CellSpan(start=19, end=23, address="B2")),
        ),
        Block(start=25, end=43, kind="paragraph", page=3, language="en"),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "quote", "page", "heading", "cells"),
    [
        pytest.param(19, 23, "500円", 2, "案内 › 料金表", ["B2"], id="a cell"),
        pytest.param(5, 23, "部屋: 会議室 | 料金: 500円", 2, "案内 › 料金表", ["A2", "B2"], id="a row"),
        pytest.param(25, 43, "Closed on Mondays.", 3, "", [], id="a sentence"),
        pytest.param(3, 5, "\n\n", None, "", [], id="between blocks"),
    ],
)
def test_a_place_is_cited_with_its_page_its_headings_and_its_cells(
    start: int, end: int, quote: str, page: int | None, heading: str, cells: list[str]
) -> None:
    cited = citation_of(TABLE, Span(start=start, end=end))
    assert (cited.start, cited.end, cited.quote, cited.page) == (start, end, quote, page)
    assert (cited.document, cited.heading, [cell.address for cell in cited.cells]) == (JA, heading, cells)


@pytest.mark.parametrize(
    ("at", "found"),
    [(0, 0), (2, 0), (3, None), (4, None), (5, 1), (22, 1), (23, None), (25, 2), (42, 2), (43, None)],
)
def test_the_block_at_a_place_holds_its_beginning_and_not_its_end(at: int, found: int | None) -> None:
    assert TABLE.block_at(at) is (None if found is None else TABLE.blocks[found])


def test_no_block_is_found_in_a_document_without_blocks() -> None:
    assert Document(info=EN, text="Nothing.", blocks=()).block_at(0) is None
