"""Escaped HTML for questions, answers and refusals; cards are in :mod:`kotae.ui.cards`.

Every text goes through :func:`kotae.ui.escaping.escape` or ``element``'s attributes.
"""

from collections.abc import Sequence

from kotae.language import detect_language
from kotae.records import Answer, AnswerSentence, Citation, Vote
from kotae.serialise import numbered_citations
from kotae.ui.cards import language_tag, reader_link, render_hits, render_sources
from kotae.ui.escaping import element, escape, shorten
from kotae.ui.inline import render_excerpt
from kotae.ui.strings import STRINGS, text

__all__ = ["render_answer", "render_progress", "render_question", "render_sentence", "render_turn"]

# The order in which a reader meets the stages; "writing" only with a language model.
_STAGES = ("searching", "reading", "writing", "checking")


def render_question(question: str, language: str) -> str:
    """Return the question as asked, as the heading of its turn."""
    label = element("span", escape(text("you_asked", language)), class_="k-sr")
    return element("h2", label + element("span", escape(question), dir="auto"), class_="k-question")


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
    shown = [name for name in _STAGES if name != "writing" or stage == "writing" or draft]
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
    """Return a whole answer or refusal with its source cards beside it.

    Args:
        answer: What was answered.
        language: The page's language.
        turn: Number of the turn on the page; makes element ids unique.
        below: Escaped HTML to stand below the answer.
    """
    note = element("p", escape(answer.note), class_="k-note") if answer.note else ""
    if answer.status == "not_found":
        return _refusal(answer, note + below, language, turn)
    citations = numbered_citations(answer)
    sentences = "".join(
        render_sentence(sentence, citations, language=language, turn=turn) for sentence in answer.sentences
    )
    main = element("div", sentences, class_="k-answer", lang=language_tag(answer.language)) + note + below
    sources = render_sources(answer, citations, language=language, turn=turn)
    return element("div", element("div", main, class_="k-main") + sources, class_="k-columns")


def render_sentence(
    sentence: AnswerSentence, citations: Sequence[Citation], *, language: str, turn: int
) -> str:
    """Return one sentence with its numbered marks, its support and, folded away, the votes.

    Args:
        sentence: The sentence.
        citations: The places the whole answer cites; row *i* has the number *i* + 1.
        language: The page's language.
        turn: Number of the turn on the page.
    """
    places = {(cited.document.id, cited.start, cited.end) for cited in sentence.citations}
    marks = "".join(
        _mark(number, cited, language, turn)
        for number, cited in enumerate(citations, start=1)
        if (cited.document.id, cited.start, cited.end) in places
    )
    kind = sentence.support
    badge = element(
        "span", escape(text(kind, language)), class_=f"k-badge k-{kind}", title=text(f"{kind}_info", language)
    )
    quoted = kind == "quoted" and bool(sentence.citations)
    lang = language_tag(sentence.citations[0].document.language) if quoted else None
    words = element("span", render_excerpt(sentence.text), class_="k-words", lang=lang, dir="auto")
    line = element(
        "p", f"{words}{element('span', f'{marks} {badge}', class_='k-marks')}", class_="k-sentence"
    )
    return line + _gloss(sentence, language) + _votes(sentence.votes, language)


def _mark(number: int, citation: Citation, language: str, turn: int) -> str:
    tip = element(
        "span",
        render_excerpt(shorten(citation.quote, 400)),
        class_="k-tip",
        role="tooltip",
        id=f"k-tip-{turn}-{number}-{citation.start}",
        lang=language_tag(citation.document.language),
    )
    label = f"{text('evidence', language, number=number)}: {shorten(citation.document.title, 60)}"
    link = reader_link(citation.document.id, citation, turn)
    anchor = element("a", str(number), class_="k-mark", aria_label=label, **link)
    return element("span", anchor + tip, class_="k-cite")


def _gloss(sentence: AnswerSentence, language: str) -> str:
    if not sentence.gloss:
        return ""
    pairs = "".join(
        element("li", f"{element('b', escape(word))} {escape(gloss)}") for word, gloss in sentence.gloss
    )
    # Named by the language the glosses are in, whatever the page speaks.
    into = detect_language("".join(gloss for _, gloss in sentence.gloss))
    summary = element("summary", escape(text(f"gloss_{into}", language)))
    return element("details", summary + element("ul", pairs, class_="k-gloss"), class_="k-more", open=True)


def _votes(votes: Sequence[Vote], language: str) -> str:
    if not votes:
        return ""
    summary = element("summary", escape(text("votes", language)))
    rows = "".join(_vote(vote, language) for vote in votes)
    return element("details", summary + element("ul", rows, class_="k-votes"), class_="k-more")


def _vote(vote: Vote, language: str) -> str:
    outcome = {True: "passed", False: "failed", None: "abstained"}[vote.passed]
    key = f"vote_{vote.checker}"
    name = text(key, language) if key in STRINGS else vote.checker
    said = f"{text(f'vote_{outcome}', language)}{f' — {vote.reason}' if vote.reason else ''}"
    return element("li", f"{element('b', escape(name))} {escape(said)}", class_=f"k-vote-{outcome}")


def _refusal(answer: Answer, below: str, language: str, turn: int) -> str:
    head = element("p", escape(text("not_found", language)), class_="k-refusal-head")
    body = element("p", escape(answer.text), dir="auto") if answer.text else ""
    refusal = element(
        "div", head + body + _missing(answer.missing, language), class_="k-refusal", role="note"
    )
    main = element("div", refusal + below, class_="k-main")
    nearest = ""
    if answer.hits:
        title = element("h3", escape(text("nearest", language)))
        cards = render_hits(answer.hits, language=language, turn=turn)
        nearest = element("aside", title + cards, class_="k-sources k-nearest")
    return element("div", main + nearest, class_="k-columns")


def _missing(words: Sequence[str], language: str) -> str:
    if not words:
        return ""
    items = "".join(element("li", escape(shorten(word, 40)), dir="auto") for word in words)
    label = element("span", escape(text("missing_words", language)))
    return element("div", label + element("ul", items), class_="k-why k-missing")
