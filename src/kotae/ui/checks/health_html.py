"""How well a library answers, as escaped HTML, for people who are no engineers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.selftest import DocumentHealth, Expected, Group, Health, Proposal, SelftestProgress, Share, Worse
from kotae.selftest.comparing import GONE
from kotae.selftest.said import GROUP_NAMES
from kotae.ui.cards import reader_address
from kotae.ui.checks.certificate_html import render_certificate
from kotae.ui.checks.html import begin_buttons, progress, sentence
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.words import text

__all__ = ["Setting", "render_health", "render_testing"]

MAX_DOCUMENTS: Final = 50

_Interval = tuple[float, float]
_STAGES: Final = {"reading": "health_reading", "asking": "health_asking"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Below what confidence the library refuses.

    Attributes:
        now: In [0, 1].
        usual: The one without any choice for this library.
        shared: Whether the library is asked together with others, where this doesn't count.
    """

    now: float
    usual: float
    shared: bool


def render_testing(step: SelftestProgress | None, language: str) -> str:
    """Return how far a library's test of itself is."""
    if step is None:
        return progress(text("health_reading", language), 0, 0, language)
    return progress(text(_STAGES[step.stage], language), step.done, step.total, language)


def render_health(
    health: Health | None, setting: Setting, documents: Mapping[str, str], language: str
) -> str:
    """Return what the library's last test of itself found, with the ways to go on; None before.

    Args:
        health: As found.
        setting: As it is now.
        documents: The ids of documents by path, for links.
        language: The page's language.
    """
    parts = [sentence(text("health_intro", language))]
    if health is None:
        parts.append(begin_buttons([("health_quick", "quick"), ("health_thorough", "thorough")], language))
        parts.append(_used(setting, language))
        return "".join(parts)
    parts += [
        begin_buttons([("health_quick_again", "quick"), ("health_thorough_again", "thorough")], language),
        _worse(health, language),
        _expected(health, language),
        _proposal(health.proposal, health.expected, setting, language),
        _used(setting, language),
        _documents(health.documents, documents, language),
        _table(health, language),
        _tested(health, language),
    ]
    return "".join(parts)


def _worse(health: Health, language: str) -> str:
    day = health.since[:10]
    if not health.compared:
        return ""
    if not health.worse:
        return sentence(
            text("health_no_worse", language, day=day, count=f"{health.compared:,}"), "k-certificate"
        )
    items = "".join(element("li", escape(_got_worse(one, language))) for one in health.worse)
    head = element("b", escape(text("health_worse", language, day=day)))
    return element("div", head + element("ul", items), class_="k-error", role="note")


def _got_worse(one: Worse, language: str) -> str:
    lost = ", ".join(shorten(path, 60) for path in one.lost[:MAX_DOCUMENTS])
    if one.name == GONE:
        return text("health_gone", language, lost=lost)
    return text(
        "health_less",
        language,
        name=_name(one.name, language),
        now=one.now,
        before=one.before,
        of=one.of,
        lost=lost,
    )


def _name(group: str, language: str) -> str:
    known = GROUP_NAMES.get(group)
    return known.text(language) if known else group


def _expected(health: Health, language: str) -> str:
    """Return what to expect of people's own questions, in hundreds."""
    expected = health.expected
    if expected is None:
        key = "health_unknown" if health.tested else "health_nothing"
        return sentence(text(key, language), "k-note")
    held = (
        ("health_right", expected.right, expected.right_interval, "good"),
        ("health_refused", expected.refused, expected.refused_interval, "weak"),
    )
    unheld = (("health_invented", expected.invented, expected.invented_interval, "bad"),)
    return (
        element("h3", escape(text("health_expect", language)))
        + _figures("health_of_held", held, language)
        + _figures("health_of_unheld", unheld, language)
        + sentence(text("health_experimental", language), "k-note")
    )


def _figures(key: str, figures: Sequence[tuple[str, float, _Interval, str]], language: str) -> str:
    """Return shares as sentences, each with a bar as long as it is great."""
    items = "".join(
        element(
            "li",
            element("span", escape(text(name, language, count=round(100 * share))), class_="k-figure-words")
            + element(
                "span",
                "",
                class_=f"k-bar k-bar-{look}",
                style=f"--share:{share:.2f}",
                aria_hidden="true",
            )
            + element(
                "span",
                escape(text("health_between", language, low=round(100 * low), high=round(100 * high))),
                class_="k-where",
            ),
        )
        for name, share, (low, high), look in figures
    )
    head = element("p", escape(text(key, language)), class_="k-figures-of")
    return head + element("ul", items, class_="k-figures")


def _proposal(proposal: Proposal | None, expected: Expected | None, setting: Setting, language: str) -> str:
    """Return what another threshold would bring, to be used with a press; empty where it is in use."""
    if proposal is None or expected is None or proposal.threshold == setting.now:
        return ""
    head, info = (
        ("health_careful", "health_careful_info")
        if proposal.threshold > setting.now
        else ("health_ready", "health_ready_info")
    )
    rows = "".join(
        element(
            "tr",
            element("th", escape(text(name, language)), scope="row")
            + element("td", f"{100 * now:.0f}")
            + element("td", f"{100 * then:.0f}"),
        )
        for name, now, then in (
            ("health_row_right", expected.right, proposal.expected.right),
            ("health_row_refused", expected.refused, proposal.expected.refused),
            ("health_row_invented", expected.invented, proposal.expected.invented),
        )
    )
    heads = ("health_row_of", "health_row_now", "health_row_then")
    columns = "".join(element("th", escape(text(name, language)), scope="col") for name in heads)
    table = element("table", element("thead", element("tr", columns)) + element("tbody", rows))
    use = button(text("health_use", language), "decide", data_decide="apply", class_="k-begin")
    shared = sentence(text("health_shared", language), "k-note") if setting.shared else ""
    inner = (
        element("h3", escape(text(head, language)))
        + sentence(text(info, language))
        + element("div", table, class_="k-table")
        + shared
        + element("p", use, class_="k-beginning")
    )
    return element("section", inner, class_="k-card k-proposal")


def _used(setting: Setting, language: str) -> str:
    """Return that a threshold was chosen for this library, with the way back; empty where none was."""
    if setting.now == setting.usual:
        return ""
    back = button(text("health_usual", language), "decide", data_decide="usual", class_="k-again")
    said = text("health_in_use", language, threshold=f"{setting.now:.2f}", usual=f"{setting.usual:.2f}")
    return element("p", f"{escape(said)} {back}", class_="k-note", role="status")


def _documents(found: Sequence[DocumentHealth], ids: Mapping[str, str], language: str) -> str:
    bad = [one for one in found if one.cause != "no questions"]
    silent = [one.path for one in found if one.cause == "no questions"]
    parts = []
    if bad:
        items = "".join(element("li", _document(one, ids, language)) for one in bad[:MAX_DOCUMENTS])
        parts.append(element("h3", escape(text("health_documents", language))))
        parts.append(element("ul", items, class_="k-ill"))
        if (more := len(bad) - MAX_DOCUMENTS) > 0:
            parts.append(sentence(text("health_documents_more", language, count=f"{more:,}")))
    if silent:
        paths = ", ".join(shorten(path, 60) for path in silent[:MAX_DOCUMENTS])
        parts.append(sentence(text("health_silent", language, count=f"{len(silent):,}", paths=paths)))
    return "".join(parts)


def _document(one: DocumentHealth, ids: Mapping[str, str], language: str) -> str:
    name = own_words("span", shorten(one.path))
    if identity := ids.get(one.path):
        name = own_words(
            "a",
            shorten(one.path),
            href=reader_address(identity, None),
            data_action="read",
            data_document=identity,
        )
    count = text("health_count", language, count=one.right.count, of=one.right.of) if one.right.of else ""
    return f"{element('b', name)} {escape(count)} " + element("span", escape(one.reason(language)))


def _table(health: Health, language: str) -> str:
    """Return, folded away, what was asked and what came of it, by language and folder."""
    if not health.tested:
        return ""
    whole = health.groups[0]
    said = text(
        "health_asked",
        language,
        answerable=f"{whole.right.of:,}",
        unanswerable=f"{whole.invented.of:,}",
    )
    heads = ("health_group", "health_row_right", "health_row_refused", "health_row_invented")
    head = "".join(element("th", escape(text(name, language)), scope="col") for name in heads)
    rows = "".join(element("tr", "".join(_cells(group, language))) for group in health.groups)
    table = element("table", element("thead", element("tr", head)) + element("tbody", rows))
    label = text("health_details", language)
    shown = element("div", table, class_="k-table", tabindex="0", role="region", aria_label=label)
    summary = element("summary", escape(label))
    return element("details", summary + sentence(said) + shown, class_="k-skipped")


def _cells(group: Group, language: str) -> Iterator[str]:
    yield element("th", escape(shorten(_name(group.name, language), 60)), scope="row", dir="auto")
    for share in (group.right, group.refused, group.invented):
        yield element("td", escape(_share(share, language)))


def _share(share: Share, language: str) -> str:
    if not share.of:
        return "–"
    low, high = (round(100 * end) for end in share.interval)
    return text("health_share", language, percent=round(100 * share.share), low=low, high=high)


def _tested(health: Health, language: str) -> str:
    extra = text(
        "health_tested", language, asked=f"{len(health.tested):,}", not_asked=f"{health.not_asked:,}"
    )
    sure = health.certificate
    return render_certificate(sure, complete=sure.complete, language=language, extra=extra)
