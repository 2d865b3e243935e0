"""A conversation as one HTML file that needs nothing else: no script, no style sheet, no picture."""

from collections.abc import Sequence
from typing import Final

from kotae.gathering import Gathered
from kotae.labels import source_name
from kotae.language import detect_language
from kotae.records import Answer, AnswerSentence, Citation
from kotae.serialise import numbered_citations, numbered_places
from kotae.ui.cards import language_tag, place_name
from kotae.ui.conversations.conversation import Turn, unanswered
from kotae.ui.escaping import element, escape, own_words
from kotae.ui.reader.excerpts import path_of, render_excerpt, render_quote
from kotae.ui.words import text

__all__ = ["conversation_html"]

_STYLE: Final = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.8 system-ui,sans-serif}"
    "h2{border-top:1px solid #ccc;padding-top:1.2rem;font-size:1.2rem}"
    "blockquote{margin:.2rem 0 .8rem;padding-inline-start:1rem;border-inline-start:3px solid #ccc}"
    ".short{font-size:1.4rem;font-weight:600}.stopped{font-style:italic}"
    "sup{margin-inline-start:.2em}th{text-align:start}td,th{border:1px solid #ccc;padding:.2rem .5rem}"
    "table{border-collapse:collapse}"
)


def conversation_html(turns: Sequence[Turn], language: str) -> str:
    """Return the turns as an HTML document, everything in it escaped, those without an answer marked; empty for none."""
    if not turns:
        return ""
    head = element("title", "kotae") + element("style", _STYLE)
    body = element("h1", "kotae") + "".join(_turn(turn, language) for turn in turns)
    page = element(
        "html",
        f'<head><meta charset="utf-8">{head}</head>' + element("body", body),
        lang=language_tag(language),
    )
    return f"<!doctype html>\n{page}\n"


def _turn(turn: Turn, language: str) -> str:
    if turn.gathered:
        inner = _rows(turn.gathered)
    elif turn.answer:
        inner = _answer(turn.answer, language)
    else:
        said = "".join(element("p", escape(line), class_="stopped") for line in unanswered(turn, language))
        inner = said + (_sentences(turn.checked, language) if turn.checked else "")
    return own_words("h2", turn.question) + inner


def _rows(gathered: Gathered) -> str:
    """Return all there is to a question: its numbers, and a table of the rows with their places."""
    results = "".join(element("p", element("b", escape(str(result)))) for result in gathered.results)
    rows = "".join(
        element(
            "tr",
            "".join(
                own_words("td", words)
                for words in (row.entity, row.text, row.citation.document.title, row.citation.document.path)
            ),
        )
        for row in gathered.rows
    )
    notes = "".join(own_words("p", note) for note in gathered.notes)
    return results + element("table", rows) + notes


def _answer(answer: Answer, language: str) -> str:
    if not numbered_citations(answer):
        return own_words("p", answer.text)
    if answer.form != "answer":
        called = [source_name(answer, sentence, language) for sentence in answer.sentences]
        return own_words("p", answer.note, class_="stopped") + _sentences(answer.sentences, language, called)
    short = answer.legible_short
    return (own_words("p", short, class_="short") if short else "") + _sentences(answer.sentences, language)


def _sentences(sentences: Sequence[AnswerSentence], language: str, called: Sequence[str] = ()) -> str:
    """Return sentences with their sources below; ``called`` tells what each is from."""
    citations = numbered_places(sentences)
    numbers = {(c.document.id, c.start, c.end): n for n, c in enumerate(citations, start=1)}
    lines = []
    for place, sentence in enumerate(sentences):
        marks = dict.fromkeys(numbers[c.document.id, c.start, c.end] for c in sentence.citations)
        if called and called[place]:
            lines.append(element("p", own_words("b", called[place])))
        lines.append(
            element(
                "p",
                render_excerpt(sentence.text, path=path_of(sentence), in_line=True)
                + element("sup", ", ".join(map(str, marks))),
                dir="auto",
                lang=detect_language(sentence.text),
            )
        )
    sources = "".join(_source(citation, language) for citation in citations)
    return "".join(lines) + element("h3", escape(text("sources", language))) + element("ol", sources)


def _source(citation: Citation, language: str) -> str:
    where = place_name(citation, language)
    names = [citation.document.title, where, citation.document.path]
    line = escape(" · ".join(name for name in names if name))
    quote = element("blockquote", render_quote(citation), dir="auto")
    return element("li", line + quote, lang=language_tag(citation.document.language))
