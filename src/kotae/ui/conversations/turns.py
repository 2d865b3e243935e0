"""Finished turns of the conversation as HTML: answered, refused, failed or stopped, and what can be done with them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kotae.gathering import asks_for_all, asks_for_list
from kotae.records import Answer
from kotae.serialise import numbered_places
from kotae.ui.cards import source_count
from kotae.ui.checks.gathered_html import render_gathered, render_offer
from kotae.ui.conversations.conversation import Turn, answer_markdown
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.render import render_answer, render_sentence, render_turn
from kotae.ui.words import text

__all__ = ["last_turn", "render_history", "render_turn_of", "same_question"]

_PLACE: Final = "\ue000"
"""Stands for a question until it is put there in its own language; of no meaning, and shown nowhere."""


def same_question(one: str, other: str) -> bool:
    """Return whether two questions differ in spacing, width, case or end mark at most."""
    return _folded(one) == _folded(other)


_COUNTED: Final = re.compile(r"\bhow many (?P<en>[a-z][\w'’-]*)|何(?P<ja>[件社個台冊枚通校種隻艘棟戸軒基])")


def _folded(question: str) -> str:
    return re.sub(r"[\s?。.!]+", "", unicodedata.normalize("NFKC", question)).casefold()


def render_turn_of(turn: Turn, language: str) -> str:
    """Return a finished turn: its answer, its error, or that it was stopped."""
    if turn.error:
        message = turn.error[1] if language == "ja" else turn.error[0]
        body = element("p", escape(message), class_="k-error", role="alert") + _ways_on(turn, language)
    elif turn.gathered is not None:
        body = render_gathered(turn.gathered, language=language, turn=turn.number) + _widen_rows(
            turn, language
        )
    elif turn.answer is None:
        body = _stopped(turn, language) + _ways_on(turn, language)
    else:
        offer, answer = _offer(turn.question, turn.answer, language), turn.answer
        # One of a list isn't the answer to who wants them all: the way to them goes first, and no value stands out.
        first = answer.form == "answer" and answer.status == "answered" and asks_for_list(turn.question)
        below = (
            _widen(turn, language)
            + ("" if first else offer)
            + _completed(turn, answer, language)
            + _actions(answer, turn.number, language)
        )
        shown = replace(answer, short=None) if first else answer
        body = (offer if first else "") + render_answer(
            shown, language=language, turn=turn.number, below=below
        )
    return render_turn(turn.question, body, language=language, turn=turn.number)


def _stopped(turn: Turn, language: str) -> str:
    """Return what is said of a stopped turn, with the sentences that had been checked by then."""
    said = element("p", escape(text("state_stopped", language)), class_="k-note")
    if not turn.checked:
        return said
    said += element("p", escape(text("checked_until_then", language)), class_="k-note")
    places = numbered_places(turn.checked)
    sentences = "".join(
        render_sentence(sentence, places, language=language, turn=turn.number) for sentence in turn.checked
    )
    return said + element("div", sentences, class_="k-main")


def _ways_on(turn: Turn, language: str) -> str:
    """Return what can be done with a question that got no answer."""
    buttons = "".join(
        button(text(words, language), action, class_="k-again", data_question=turn.question)
        for action, words in (("ask", "ask_again"), ("edit", "to_box"))
    )
    return element("p", buttons)


def _widen(turn: Turn, language: str) -> str:
    """Return the way on from a refusal of a narrowed question: to ask everything."""
    if turn.answer is None or turn.answer.status == "answered" or turn.scope is None:
        return ""
    said = text("was_narrowed", language, scope=turn.scope[1] if language == "ja" else turn.scope[0])
    everything = button(
        text("search_everything", language), "widen", class_="k-again", data_question=turn.question
    )
    return element("p", escape(said) + " " + everything, class_="k-note")


def _widen_rows(turn: Turn, language: str) -> str:
    """Return what the rows were narrowed to; empty where they weren't."""
    if turn.scope is None:
        return ""
    said = text("was_narrowed", language, scope=turn.scope[1] if language == "ja" else turn.scope[0])
    return element("p", escape(said), class_="k-note")


def _offer(question: str, answer: Answer, language: str) -> str:
    """Return the way to all there is, where that is asked for and wasn't given."""
    if answer.form == "documents" and asks_for_all(question):
        return render_offer(question, language, said="gather_offer_documents")
    wanted = answer.form == "answer" and asks_for_all(question) and not _is_counted(question, answer)
    return render_offer(question, language) if wanted else ""


def _is_counted(question: str, answer: Answer) -> bool:
    """Return whether what is counted is said as such where it is quoted: *34 lanterns* to *how many lanterns*, 12件 to 何件."""
    said = answer.short.text.casefold() if answer.short is not None else ""
    asked = _COUNTED.search(question.casefold())
    return (
        asked is not None and re.search(rf"\w ?{re.escape(asked['en'] or asked['ja'])}\b", said) is not None
    )


def _completed(turn: Turn, answer: Answer, language: str) -> str:
    """Return what a follow-up was taken to ask, where that isn't what was typed."""
    if same_question(answer.question, turn.question):
        return ""
    before, after = escape(text("understood_as", language, question=_PLACE)).split(_PLACE)
    question = own_words("span", shorten(answer.question, 300))
    return element("p", before + question + after, class_="k-note")


def _actions(answer: Answer, turn: int, language: str) -> str:
    copied = element("textarea", escape(answer_markdown(answer, language)), hidden=True, readonly=True)
    done = {"copy": "copied", "proof": "proof_saving", "good": "thanks_good", "bad": "thanks_bad"}
    copy, proof, *judgements = (_action(action, turn, done[action], language) for action in done)
    buttons = copy + proof + element("span", "".join(judgements), class_="k-judge")
    said = element("span", class_="k-said", role="status")
    inner = _sources_button(answer, turn, language) + copied + buttons
    inner += _timings(answer.timings, language) + said + _comment_form(turn, language)
    return element("footer", inner, class_="k-actions")


def _action(action: str, turn: int, done: str, language: str) -> str:
    """Return a button below an answer; a judgement is a sign with its words read aloud."""
    words, judges = escape(text(action, language)), action in ("good", "bad")
    return element(
        "button",
        element("span", words, class_="k-sr") if judges else words,
        type="button",
        class_="k-icon" if judges else None,
        title=text(action, language) if judges else None,
        data_action=action,
        data_turn=turn,
        data_done=text(done, language),
        aria_pressed="false" if judges else None,
    )


def _sources_button(answer: Answer, turn: int, language: str) -> str:
    count = source_count(answer)
    if not count:
        return ""
    words = text("sources_count" if answer.status == "answered" else "nearest_count", language, count=count)
    return button(words, "sources", data_turn=turn)


def _comment_form(turn: int, language: str) -> str:
    label = text("comment_label", language)
    field = element("input", name="comment", maxlength=2000, placeholder=label, aria_label=label)
    send = element("button", escape(text("comment_send", language)), type="submit")
    return element("form", field + send, class_="k-comment", data_turn=turn, hidden=True)


def _timings(timings: Mapping[str, float], language: str) -> str:
    if not timings:
        return ""
    total = text("timing", language, seconds=f"{sum(timings.values()):.2f}")
    parts = " · ".join(f"{_stage_name(name, language)} {seconds:.2f}" for name, seconds in timings.items())
    return element("details", element("summary", escape(total)) + escape(parts), class_="k-timing")


def _stage_name(name: str, language: str) -> str:
    return text(f"stage_{name}", language) if name in ("retrieve", "answer", "write") else name


def render_history(turns: Sequence[Turn], language: str) -> str:
    """Return finished turns, oldest first."""
    return "".join(render_turn_of(turn, language) for turn in turns)


def last_turn(turns: Sequence[Turn], language: str) -> str:
    """Return the last turn as it stands: answered, failed or stopped; empty without turns."""
    return render_turn_of(turns[-1], language) if turns else ""
