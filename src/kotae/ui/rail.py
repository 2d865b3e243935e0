"""The sources of one turn, in the rail beside the conversation."""

from collections.abc import Sequence

from kotae.language import detect_language
from kotae.records import Answer, Hit
from kotae.serialise import numbered_citations
from kotae.ui.cards import MAX_NEAREST, render_hits, render_sources
from kotae.ui.conversations.conversation import Turn
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.words import text

__all__ = ["render_found", "render_rail"]


def render_found(hits: Sequence[Hit], question: str, *, language: str, turn: int) -> str:
    """Return the passages found while the answer is on its way; empty without any."""
    if not hits:
        return ""
    cards = render_hits(hits, question, language=language, turn=turn)
    return _rail(cards, "passages_found", question, language, turn, plain=True)


def render_rail(turns: Sequence[Turn], selected: int, language: str) -> str:
    """Return the sources of a turn, or the nearest passages of a refusal; empty where there are none.

    Args:
        turns: The conversation.
        selected: The turn's number; where there is no such turn, the last one is meant.
        language: The page's language.
    """
    turn = next((turn for turn in turns if turn.number == selected), turns[-1] if turns else None)
    if turn is None or (answer := turn.answer or _stopped(turn)) is None:
        return ""
    number = turn.number
    if answer.status == "answered":
        cards = render_sources(answer, numbered_citations(answer), language=language, turn=number)
        return _rail(cards, "sources", turn.question, language, number, plain=False)
    nearest = answer.hits[:MAX_NEAREST]
    cards = render_hits(nearest, answer.question, language=language, turn=number)
    return _rail(cards, "nearest", turn.question, language, number, plain=True) if cards else ""


def _stopped(turn: Turn) -> Answer | None:
    """Return what had been checked of an answer when it was stopped, as one; None where that is nothing."""
    if not turn.checked:
        return None
    words = "\n".join(sentence.text for sentence in turn.checked)
    spoken = detect_language(words)
    return Answer(
        question=turn.question,
        status="answered",
        text=words,
        language="ja" if spoken == "ja" else "en",
        sentences=turn.checked,
        hits=(),
    )


def _rail(cards: str, title: str, question: str, language: str, turn: int, *, plain: bool) -> str:
    label = text("reader_close", language)
    close = button("×", "close-rail", label=label, class_="k-close")
    asked = own_words("p", shorten(question, 90), class_="k-quiet")
    head = element("header", element("h2", escape(text(title, language))) + close) + asked
    inner = head + cards
    name = "k-sources k-nearest" if plain else "k-sources"
    return element("section", inner, class_=name, data_turn=turn, aria_label=text(title, language))
