"""A library's health in words for people who are no engineers: what the command line prints and a page shows."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kotae.messages import Listed, Message
from kotae.records import Language
from kotae.selftest.comparing import GONE
from kotae.selftest.records import Expected, Group, Health, Share

__all__ = ["GROUP_NAMES", "said"]

_MOST_DOCUMENTS: Final = 10
GROUP_NAMES: Final[Mapping[str, Message]] = {
    "all": Message("all questions"),
    "/": Message("files in no folder"),
    "ja→ja": Message("Japanese questions, Japanese documents"),
    "ja→en": Message("Japanese questions, English documents"),
    "en→ja": Message("English questions, Japanese documents"),
    "en→en": Message("English questions, English documents"),
}
"""What groups of questions are called; a folder by its own name."""


def said(health: Health, language: Language) -> list[str]:
    """Return a library's health in plain sentences and one small table, a line each.

    Args:
        health: As found.
        language: Of the words, ``"ja"`` or ``"en"``.
    """
    parts = (*_warnings(health), *_figures(health), *_documents(health, language), *_scope(health))
    return [part.text(language) for part in parts]


def _warnings(health: Health) -> Iterator[Message]:
    for one in health.worse:
        lost = Listed(one.lost[:_MOST_DOCUMENTS])
        if one.name == GONE:
            yield Message(
                "WORSE than on {since}: no question can be made any more of {lost}",
                since=_day(health),
                lost=lost,
            )
        else:
            yield Message(
                "WORSE than on {since}, {name}: of {of} {of:question|questions} asked both times, {now} "
                "{now:comes|come} out well, {before} did then. "
                "Look at: {lost}",
                since=_day(health),
                name=GROUP_NAMES.get(one.name, one.name),
                now=one.now,
                before=one.before,
                of=one.of,
                lost=lost,
            )
    if health.compared and not health.worse:
        yield Message(
            "Nothing got worse since {since}, by {count} {count:question|questions} asked both times.",
            since=_day(health),
            count=health.compared,
        )


def _figures(health: Health) -> Iterator[Message]:
    if not health.tested:
        yield Message("No question could be asked, so nothing is known about this library.")
        return
    if health.expected is None:
        yield Message(
            "Nothing can be said of people's own questions: too few were asked, or by another reader."
        )
    else:
        yield Message(
            "What to expect (experimental): of 100 questions that these documents answer, about {right} "
            "{right:gets|get} the right "
            'answer and {refused} a "not found" though the answer is there, the rest another passage; of 100 questions that they '
            "don't answer, about {invented} {invented:is|are} answered all the same. Within {right_in}, "
            "{refused_in} and {invented_in}, "
            "nineteen times out of twenty.",
            **_fields(health.expected),
        )
    yield from _table(health)
    if health.proposal is not None:
        yield Message(
            "Refusing below {threshold:.2f} instead of {now:.2f} would make this library about as careful as others are: "
            'right {right}, "not found" though it is there {refused}, answered though nothing answers {invented} of 100. '
            "To use it: kotae selftest --apply",
            threshold=health.proposal.threshold,
            now=health.threshold,
            **_fields(health.proposal.expected),
        )
    elif health.expected is not None:
        yield Message(
            "The threshold in use, {now:.2f}, fits this library as far as can be told.", now=health.threshold
        )


def _table(health: Health) -> Iterator[Message]:
    whole = health.groups[0]
    yield Message(
        "What was asked: {answerable} {answerable:question|questions} made of the documents and "
        "{unanswerable} that nothing in them answers. They are "
        "simpler or odder than people's own; use these figures to compare, not to promise.",
        answerable=whole.right.of,
        unanswerable=whole.invented.of,
    )
    yield Message("questions | right | wrongly not found | answered though nothing answers")
    yield from map(_row, health.groups)


def _documents(health: Health, language: Language) -> Iterator[Message]:
    bad = [one for one in health.documents if one.cause != "no questions"]
    silent = [one.path for one in health.documents if one.cause == "no questions"]
    if bad:
        yield Message("Documents with poor answers:")
    for one in bad[:_MOST_DOCUMENTS]:
        why = one.reason(language)
        if one.right.of:
            yield Message(
                "  {path} ({count} of {of} right): {why}",
                path=one.path,
                count=one.right.count,
                of=one.right.of,
                why=why,
            )
        else:
            yield Message("  {path}: {why}", path=one.path, why=why)
    if (more := len(bad) - _MOST_DOCUMENTS) > 0:
        yield Message("  … and {count} more (--json lists all)", count=more)
    if silent:
        yield Message(
            "No question could be made of {count} {count:document|documents}, so nothing is known of {count:it|them}: {paths}",
            count=len(silent),
            paths=Listed((*silent[:_MOST_DOCUMENTS], *["…"] * (len(silent) > _MOST_DOCUMENTS))),
        )


def _scope(health: Health) -> Iterator[Message]:
    sure = health.certificate
    yield Message(
        "Tested: questions were made of {read} of {scope} {scope:document|documents} ({unread} not "
        "readable, {left} left out); {asked} asked, "
        "{not_asked} left unasked. Not tested: questions that need several documents, opinions, pictures.",
        read=sure.read,
        scope=sure.in_scope,
        unread=len(sure.unread),
        left=sure.left_out,
        asked=len(health.tested),
        not_asked=health.not_asked,
    )
    if sure.stopped:
        yield Message("It was stopped before its end.")


def _fields(expected: Expected) -> dict[str, Any]:
    return {
        "right": _percent(expected.right),
        "refused": _percent(expected.refused),
        "invented": _percent(expected.invented),
        "right_in": _range(expected.right_interval),
        "refused_in": _range(expected.refused_interval),
        "invented_in": _range(expected.invented_interval),
    }


def _row(group: Group) -> Message:
    right, refused, invented = (_cell(share) for share in (group.right, group.refused, group.invented))
    name = GROUP_NAMES.get(group.name, group.name)
    return Message(
        "{name} | {right} | {refused} | {invented}",
        name=name,
        right=right,
        refused=refused,
        invented=invented,
    )


def _cell(share: Share) -> str:
    return f"{_percent(share.share)}% ({_range(share.interval)})" if share.of else "–"


def _range(interval: tuple[float, float]) -> str:
    return f"{_percent(interval[0])}–{_percent(interval[1])}"


def _percent(share: float) -> int:
    return round(100 * share)


def _day(health: Health) -> str:
    return health.since[:10]
