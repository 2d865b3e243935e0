"""Escaped HTML for questions, answers and refusals; cards are in :mod:`kotae.ui.cards`.

Every text goes through :func:`kotae.ui.escaping.escape` or ``element``'s attributes.
"""

import re
from collections.abc import Sequence

from kotae.labels import source_name
from kotae.language import detect_language
from kotae.records import Answer, AnswerSentence, Citation, Hit, Short, Vote
from kotae.records.lists import list_items
from kotae.serialise import numbered_citations
from kotae.ui.cards import (
    file_name,
    language_tag,
    place_name,
    reader_link,
    surroundings,
    unmet_words,
)
from kotae.ui.escaping import element, escape, own_words, shorten
from kotae.ui.reader.excerpts import path_of, render_excerpt
from kotae.ui.words import WORDS, text

__all__ = ["render_answer", "render_progress", "render_question", "render_sentence", "render_turn"]

# The order in which a reader meets the stages; "writing" only with a language model.
MAX_TIP_GLOSSES = 6
_STAGES = ("searching", "preparing", "reading", "writing", "checking")
# Shown only when their turn comes.
_RARE = ("preparing", "writing")


def render_question(question: str, language: str) -> str:
    """Return the question as asked, as the heading of its turn."""
    label = element("span", escape(text("you_asked", language)), class_="k-sr")
    return element("h2", label + own_words("span", question), class_="k-question")


def render_turn(question: str, body: str, *, language: str, turn: int) -> str:
    """Return one question with what stands below it (escaped HTML already)."""
    return element("article", render_question(question, language) + body, class_="k-turn", data_turn=turn)


def render_progress(stage: str, draft: str, *, language: str) -> str:
    """Return what is shown while an answer is on its way.

    Args:
        stage: One of the stages of :class:`~kotae.records.StageEvent`.
        draft: Text of the language model so far, not checked yet; may be empty.
        language: The page's language.
    """
    reached = _STAGES.index(stage)
    shown = [name for name in _STAGES if name not in _RARE or name == stage or (name == "writing" and draft)]
    steps = "".join(
        element(
            "li",
            escape(text(f"state_{name}", language)),
            class_="k-now" if name == stage else "k-done" if _STAGES.index(name) < reached else None,
            aria_current="step" if name == stage else None,
        )
        for name in shown
    )
    progress = element("ol", steps, class_="k-steps", role="status")
    if not draft:
        return progress
    label = element("span", escape(text("unchecked", language)), class_="k-badge k-unverified")
    return progress + element("p", escape(draft) + " " + label, class_="k-draft", dir="auto")


def render_answer(answer: Answer, *, language: str, turn: int, below: str = "") -> str:
    """Return a whole answer or refusal; its sources stand beside the conversation (:mod:`kotae.ui.rail`).

    Args:
        answer: What was answered.
        language: The page's language.
        turn: Number of the turn on the page; makes element ids unique.
        below: Escaped HTML to stand below the answer.
    """
    note = own_words("p", answer.note, class_="k-note") if answer.note else ""
    if answer.form != "answer":
        listed = _several(answer, language, turn)
        return element("div", note + element("div", listed, class_="k-answer") + below, class_="k-main")
    if answer.status == "not_found":
        return _refusal(answer, note + below, language)
    citations = numbered_citations(answer)
    sentences = "".join(
        render_sentence(sentence, citations, answer.hits, language=language, turn=turn)
        for sentence in answer.sentences
    )
    inner = _short(answer, citations, language, turn) + sentences
    main = element("div", inner, class_="k-answer")
    return element("div", main + note + below, class_="k-main")


def _several(answer: Answer, language: str, turn: int) -> str:
    """Return sentences that each say something of their own, each below what it is from: its document, or its heading."""
    citations = numbered_citations(answer)
    items, before = [], ""
    for sentence in answer.sentences:
        words = render_sentence(sentence, citations, answer.hits, language=language, turn=turn)
        called = source_name(answer, sentence, language)
        label = own_words("p", shorten(called, 90), class_="k-from") if called and called != before else ""
        items.append(element("li", label + words))
        before = called
    return element("ul", "".join(items), class_="k-several", role="list")


def _short(answer: Answer, citations: Sequence[Citation], language: str, turn: int) -> str:
    """Return the asked value by itself with its mark; empty where the answer has none that its asker can read."""
    short = answer.short
    if short is None or not answer.legible_short:
        return ""
    place = (short.citation.document.id, short.citation.start, short.citation.end)
    number = next(
        (n for n, c in enumerate(citations, start=1) if (c.document.id, c.start, c.end) == place), 0
    )
    mark = _mark(number, short.citation, (), answer.hits, language, turn) if number else ""
    words = element("span", escape(short.text), lang=language_tag(short.language), dir="auto")
    called = _cell_of(short)
    label = own_words("span", called, class_="k-short-label") if called else ""
    return element("p", words + mark + label, class_="k-short")


def _cell_of(short: Short) -> str:
    """Return what row and column a bare value stands in: 46 of *Gravel · Price (USD/kg)*; empty elsewhere."""
    cited = short.citation
    cells = [(cell, cited.quote[cell.start - cited.start : cell.end - cited.start]) for cell in cited.cells]
    names = {
        " · ".join(filter(None, (cell.row, cell.column)))
        for cell, value in cells
        if value.strip() == short.text
    }
    return shorten(names.pop(), 80) if len(names) == 1 else ""


def render_sentence(
    sentence: AnswerSentence,
    citations: Sequence[Citation],
    hits: Sequence[Hit] = (),
    *,
    language: str,
    turn: int,
) -> str:
    """Return one sentence with its numbered marks, its support and, folded away, the votes.

    Args:
        sentence: The sentence.
        citations: The places the whole answer cites; row *i* has the number *i* + 1.
        hits: The passages read, for the sentences around each place.
        language: The page's language.
        turn: Number of the turn on the page.
    """
    places = {(cited.document.id, cited.start, cited.end) for cited in sentence.citations}
    marks = "".join(
        _mark(number, cited, sentence.gloss, hits, language, turn)
        for number, cited in enumerate(citations, start=1)
        if (cited.document.id, cited.start, cited.end) in places
    )
    kind = sentence.support
    badge = element(
        "span", escape(text(kind, language)), class_=f"k-badge k-{kind}", title=text(f"{kind}_info", language)
    )
    quoted = kind == "quoted" and bool(sentence.citations)
    lang = language_tag(sentence.citations[0].document.language) if quoted else detect_language(sentence.text)
    items, path = list_items(sentence.text), path_of(sentence)
    shown = (
        _listed(sentence.text, items, path)
        if items
        else render_excerpt(sentence.text, path=path, cells=_quotes_cells(sentence), in_line=True)
    )
    words = element("div" if items else "span", shown, class_="k-words", lang=lang, dir="auto")
    told = words + element("span", f"{marks} {badge}", class_="k-marks")
    line = element("div" if items else "p", told, class_="k-sentence")
    # What helps to read it stands beside it where there is room.
    beside = _original(sentence, language) + _gloss(sentence, language)
    pair = (
        element("div", line + element("div", beside, class_="k-beside"), class_="k-pair") if beside else line
    )
    return pair + _votes(sentence.votes, language)


def _listed(text: str, items: Sequence[tuple[int, int]], path: str) -> str:
    """Return a quoted list: what announces it, and its items; a number stays as it is written, a dash is a bullet."""
    lead = (
        element("p", render_excerpt(text[: items[0][0]].strip(), path=path, in_line=True))
        if items[0][0]
        else ""
    )
    said = [text[slice(*item)].strip() for item in items]
    plain = said[-1][0] in "-*+"
    shown = (re.sub(r"\A(?:[-*+]\s+)?", "• ", words) if plain else words for words in said)
    return lead + element(
        "ul", "".join(element("li", render_excerpt(words, path=path, in_line=True)) for words in shown)
    )


def _quotes_cells(sentence: AnswerSentence) -> bool:
    return sentence.support == "quoted" and any(cited.cells for cited in sentence.citations)


def _mark(
    number: int,
    citation: Citation,
    gloss: Sequence[tuple[str, str]],
    hits: Sequence[Hit],
    language: str,
    turn: int,
) -> str:
    label = f"{text('evidence', language, number=number)}: {shorten(citation.document.title, 60)}"
    link = reader_link(citation.document.id, citation, turn)
    anchor = element("a", str(number), class_="k-mark", aria_label=label, **link)
    return element("span", anchor + _tip(citation, gloss, hits, language), class_="k-cite")


def _tip(citation: Citation, gloss: Sequence[tuple[str, str]], hits: Sequence[Hit], language: str) -> str:
    """Return what the sentence doesn't say itself: where it stands, and between what."""
    title = own_words("b", shorten(citation.document.title, 90))
    where = " · ".join(filter(None, (file_name(citation.document), place_name(citation, language))))
    place = own_words("span", shorten(where), class_="k-tip-where") if where else ""
    before, after = surroundings(hits, citation)
    path = citation.document.path
    quote = render_excerpt(shorten(citation.quote, 300), path=path, cells=bool(citation.cells), in_line=True)
    words = (
        render_excerpt(shorten(before, 200), path=path, in_line=True)
        + before[len(before.rstrip()) :][:1]
        + element("mark", quote)
        + after[: len(after) - len(after.lstrip())][:1]
        + render_excerpt(shorten(after, 200), path=path, in_line=True)
    )
    spoken = language_tag(citation.document.language)
    context = element("span", words, class_="k-tip-context", lang=spoken, dir="auto")
    pairs = " · ".join(f"{word} {meaning}" for word, meaning in gloss[:MAX_TIP_GLOSSES])
    said = element("span", escape(shorten(pairs, 300)), class_="k-tip-gloss", dir="auto") if pairs else ""
    return element("span", title + place + context + said, class_="k-tip", role="tooltip")


def _original(sentence: AnswerSentence, language: str) -> str:
    """Return the quotation that a sentence which isn't one rests on; empty for a quotation."""
    original = sentence.original
    if not original:
        return ""
    spoken = language_tag(sentence.citations[0].document.language) if sentence.citations else None
    label = element("span", escape(text("original", language)), class_="k-badge")
    words = element(
        "span", render_excerpt(original, path=path_of(sentence), in_line=True), lang=spoken, dir="auto"
    )
    return element("p", f"{label} {words}", class_="k-original")


def _gloss(sentence: AnswerSentence, language: str) -> str:
    if not sentence.gloss:
        return ""
    pairs = "".join(
        element("li", f"{own_words('b', word)} {own_words('span', gloss)}") for word, gloss in sentence.gloss
    )
    # Named by the language the glosses are in, whatever the page speaks.
    into = detect_language("".join(gloss for _, gloss in sentence.gloss))
    summary = element("summary", escape(text(f"gloss_{into}", language)))
    return element(
        "details",
        summary + element("ul", pairs, class_="k-gloss"),
        class_="k-more",
        open=True if sentence.support == "quoted" else None,
    )


def _votes(votes: Sequence[Vote], language: str) -> str:
    if not votes:
        return ""
    summary = element("summary", escape(text("votes", language)))
    rows = "".join(_vote(vote, language) for vote in votes)
    return element("details", summary + element("ul", rows, class_="k-votes"), class_="k-more")


def _vote(vote: Vote, language: str) -> str:
    outcome = {True: "passed", False: "failed", None: "abstained"}[vote.passed]
    key = f"vote_{vote.checker}"
    name = text(key, language) if key in WORDS else vote.checker
    said = f"{text(f'vote_{outcome}', language)}{f' — {vote.reason}' if vote.reason else ''}"
    return element("li", f"{element('b', escape(name))} {escape(said)}", class_=f"k-vote-{outcome}")


def _refusal(answer: Answer, below: str, language: str) -> str:
    head = element("p", escape(text("not_found", language)), class_="k-refusal-head")
    body = own_words("p", answer.text) if answer.text else ""
    refusal = element(
        "div", head + body + _missing(unmet_words(answer), language), class_="k-refusal", role="note"
    )
    return element("div", refusal + below, class_="k-main")


def _missing(words: Sequence[str], language: str) -> str:
    if not words:
        return ""
    items = "".join(own_words("li", shorten(word, 40)) for word in words)
    label = element("span", escape(text("missing_words", language)))
    return element("div", label + element("ul", items), class_="k-why k-missing")
