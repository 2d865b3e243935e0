"""The law of quotes: a quote is its document's text at that place."""

from dataclasses import replace

import pytest

from kotae.citations import CitationError, broken_citations, check_citations
from kotae.records import Answer, AnswerSentence, Citation, DocumentInfo

TEXTS = {
    "d1": "日本のAI予算は2,000億円です。米国はもっと多い。",
    "d2": "The act passed in May 2025. It has no fines.",
}
JA = DocumentInfo(id="d1", title="予算", path="a.md", language="ja")
EN = DocumentInfo(id="d2", title="Act", path="b.md", language="en")


def cite(document: DocumentInfo, start: int, end: int) -> AnswerSentence:
    quote = TEXTS[document.id][start:end]
    return AnswerSentence(
        text=quote,
        citations=(Citation(start=start, end=end, document=document, quote=quote),),
        support="quoted",
    )


def answer(*sentences: AnswerSentence) -> Answer:
    return Answer(question="?", status="answered", text="", language="ja", sentences=sentences)


def test_check_citations_accepts_exact_quotes_in_both_languages() -> None:
    good = answer(cite(JA, 0, 18), cite(EN, 0, 27))
    check_citations(good, TEXTS.__getitem__)
    assert good.sentences[1].text == "The act passed in May 2025."


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        (replace(cite(JA, 0, 18), citations=()), "sentence 1 has no citation"),
        (replace(cite(EN, 0, 27), text="The act passed."), "sentence 1 is not the quote"),
        (replace(cite(EN, 0, 27), support="unverified"), "sentence 1 is unverified"),
        (
            AnswerSentence(
                text="The act",
                citations=(Citation(start=4, end=11, document=EN, quote="The act"),),
                support="verified",
            ),
            "sentence 1 cites b.md:4-11",
        ),
    ],
)
def test_check_citations_refuses_whatever_breaks_the_law(sentence: AnswerSentence, problem: str) -> None:
    assert next(iter(broken_citations(answer(sentence), TEXTS.__getitem__))).startswith(problem)
    with pytest.raises(CitationError, match=problem):
        check_citations(answer(sentence), TEXTS.__getitem__)
