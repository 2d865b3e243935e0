"""What the commands write to standard output for people.

Text from documents is data. On a terminal an escape sequence in a passage could move the
cursor or recolour the screen, so control characters are shown, never sent.
"""

import functools
import sys
from collections.abc import Iterable, Sequence

from kotae.cells import cell_place
from kotae.cli.terminal import printable
from kotae.errors import user_language
from kotae.labels import labels_above, source_name, told_headings
from kotae.messages import Message, marked, translate
from kotae.passages import breadcrumb
from kotae.records import (
    Answer,
    AnswerEvent,
    BuildReport,
    Citation,
    DocumentInfo,
    Event,
    Hit,
    Span,
    StageEvent,
)
from kotae.serialise import numbered_citations

__all__ = ["answer_text", "awaited", "hits_text", "report_text"]


def awaited(events: Iterable[Event]) -> Answer:
    """Return the answer that ends events; where it waits for a dictionary, standard error says so."""
    answer = None
    for event in events:
        if isinstance(event, StageEvent) and event.stage == "preparing":
            waits = translate("Preparing the dictionary, once on this computer", user_language())
            sys.stderr.write(f"kotae: {waits} …\n")
        elif isinstance(event, AnswerEvent):
            answer = event.answer
    if answer is None:
        raise RuntimeError("the stream of events ended without an answer")
    return answer


def _one_line(text: str) -> str:
    """Return a name or path as one line: a file's name may hold line breaks."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def hits_text(hits: Sequence[Hit], language: str) -> str:
    """Return the hits for people, best first; one line saying so where there are none."""
    if not hits:
        return translate("Nothing found.", language)
    return "\n\n".join(_hit_text(rank, hit, language) for rank, hit in enumerate(hits, start=1))


def _hit_text(rank: int, hit: Hit, language: str) -> str:
    passage = hit.passage
    place = _place(passage.document, passage.page, passage)
    name = breadcrumb((passage.document.title, told_headings(passage.heading, language)))
    lines = [
        f"{rank}. {_one_line(name)}",
        f"   {place}  ({hit.score:.3f})",
        _quoted(passage.heading, passage.text),
    ]
    if hit.matched:
        pairs = ", ".join(_pair(term.question, term.passage) for term in hit.matched)
        lines.append(f"   {translate('Matched words', language)}: {pairs}")
    return "\n".join(lines)


def _pair(question: str, passage: str) -> str:
    return printable(question if question == passage else f"{question} → {passage}")


def _place(document: DocumentInfo, page: int | None, span: Span) -> str:
    library = f"[{_one_line(document.library)}] " if document.library else ""
    return f"{library}{_one_line(document.path)}{f' p.{page}' if page else ''}:{span.start}-{span.end}"


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in printable(text).strip().splitlines())


def answer_text(answer: Answer, language: str) -> str:
    """Return an answer for people: sentences with ``[1]`` marks, then the numbered sources.

    A refusal is followed by the nearest passages, said not to be an answer.
    """
    parts = [_body(answer, language)]
    if answer.note:
        parts.append(f"({printable(answer.note)})")
    if answer.status == "not_found":
        if answer.missing:
            words = ("、" if language == "ja" else ", ").join(map(printable, answer.missing))
            parts.append(f"{translate('In none of the nearest passages:', language)} {words}")
        if answer.narrowed:
            scope = ", ".join(
                f"{name}={value}" for name, values in answer.narrowed.items() for value in values
            )
            parts.append(
                Message("Only a part of the library was asked: {scope}.", scope=printable(scope)).text(
                    language
                )
            )
        if answer.hits:
            parts.append(translate("Nearest passages (not an answer):", language))
            parts.append(hits_text(answer.hits, language))
        return "\n\n".join(parts)
    parts.append(translate("Sources:", language))
    citations = map(functools.partial(_pointed, answer), numbered_citations(answer))
    parts.extend(
        _citation_text(number, citation, language) for number, citation in enumerate(citations, start=1)
    )
    return "\n\n".join(parts)


def _body(answer: Answer, language: str) -> str:
    if not answer.sentences:
        return printable(answer.text)
    numbers = {
        (citation.document.id, citation.start, citation.end): number
        for number, citation in enumerate(numbered_citations(answer), start=1)
    }
    first = answer.sentences[0].text.strip()
    short = answer.legible_short
    lines = [printable(short)] if short and short != first else []
    for sentence in answer.sentences:
        marks = dict.fromkeys(numbers[c.document.id, c.start, c.end] for c in sentence.citations)
        numbered = "".join(f"[{number}]" for number in marks)
        label = (
            translate(" (machine translation)", answer.language) if sentence.support == "translated" else ""
        )
        told = f"{printable(sentence.text)} {numbered}".rstrip() + label
        if answer.form != "answer":
            called = source_name(answer, sentence, language)
            told = f"- {_one_line(called)}: {told}" if called else f"- {told}"
        lines.append(told)
        if sentence.gloss and sentence.support == "quoted":
            lines.append("    " + ", ".join(_pair(word, gloss) for word, gloss in sentence.gloss))
    return "\n".join(lines)


def _pointed(answer: Answer, citation: Citation) -> Citation:
    """The citation, of a table's row only the cell that the short answer was taken from."""
    short = answer.short and answer.short.citation
    if short and (short.document.id, short.start, short.end) == (
        citation.document.id,
        citation.start,
        citation.end,
    ):
        return short
    return citation


def _citation_text(number: int, citation: Citation, language: str) -> str:
    name = breadcrumb((citation.document.title, told_headings(citation.heading, language)))
    place = _place(citation.document, citation.page, citation)
    if cells := cell_place(citation.cells, language):
        place += f"  {_one_line(cells)}"
    return f"[{number}] {_one_line(name)}\n   {place}\n{_quoted(citation.heading, citation.quote)}"


def _quoted(heading: str, words: str) -> str:
    """Words of a document; rows of a table that don't say what their columns are called, below their labels."""
    labels = labels_above(heading, words)
    return _indented("\n".join([" | ".join(labels), words] if labels else [words]))


def report_text(report: BuildReport, language: str) -> str:
    """Return what a build did, for people: counts, then each file left out with its reason."""
    counts = (
        (marked("Documents"), report.documents),
        (marked("Passages"), report.passages),
        (marked("Added"), report.added),
        (marked("Changed"), report.changed),
        (marked("Removed"), report.removed),
        (marked("Unchanged"), report.unchanged),
        (marked("Embedded anew"), report.embedded),
    )
    lines = [f"{translate(name, language)}: {number:,}" for name, number in counts]
    lines.append(f"{translate('Seconds', language)}: {report.seconds:.1f}")
    if report.read_anew:
        said = Message(
            "{files:,} unchanged {files:file was|files were} read anew, because kotae reads such files better now; passages that "
            "stayed the same were not embedded again",
            files=report.read_anew,
        )
        lines.append(f"{translate('Note', language)}: {said.text(language)}")
    for skipped in report.skipped:
        reason = printable(skipped.reason(language))
        lines.append(f"{translate('Left out', language)}: {_one_line(skipped.path)}: {reason}")
    lines.extend(f"{translate('Note', language)}: {printable(warning)}" for warning in report.warnings)
    return "\n".join(lines)
