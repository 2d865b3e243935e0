"""What another paper says to the question that was answered, whichever library it lies in."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kotae.config import Settings
from kotae.pipeline.federated.gathered import gathered
from kotae.pipeline.opened.here import document_of, is_here
from kotae.pipeline.opened.lender import translations
from kotae.pipeline.opened.libraries import Shelf
from kotae.question import Question
from kotae.records import Answer, Hit, Passage
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.conflicts.paper import Paper

__all__ = ["with_other_values"]


def with_other_values(
    question: Question,
    answer: Answer,
    hits: Sequence[Hit],
    *,
    shelf: Shelf,
    analyzer: Analyzer,
    settings: Settings,
) -> Answer:
    """Return an answer with what another paper says instead, the newer first; as it is where nothing differs.

    Args:
        question: As read.
        answer: To it.
        hits: The passages it was looked for in.
        shelf: The libraries asked. With one elsewhere that doesn't tell any more what is needed nothing is compared.
        analyzer: The one the indexes were made with.
        settings: All settings.
    """
    if not answer.sentences or answer.sentences[0].support != "quoted":
        return answer
    from kotae.conflicts.answers import MOST_HITS, OtherValues
    from kotae.conflicts.paper import Paper
    from kotae.pipeline.opened.reading import reader_for

    cited = answer.sentences[0].citations[0]

    @cache
    def elsewhere() -> Mapping[str, Paper]:
        compared = [hit.passage for hit in hits[:MOST_HITS]]
        compared += [hit.passage for hit in hits[MOST_HITS:] if hit.passage.document.id == cited.document.id]
        return _elsewhere(shelf, compared)

    @cache  # several hits are of one document
    def paper(identity: str) -> Paper | None:
        holder = shelf.holder(identity)
        if holder is None:
            return None
        return Paper.of(document_of(holder, identity)) if is_here(holder) else elsewhere().get(identity)

    return OtherValues(
        analyzer=analyzer,
        table=translations(settings),
        reader=reader_for(shelf.lender.words_only),
        paper=paper,
    ).shown(question, answer, hits)


def _elsewhere(shelf: Shelf, compared: Sequence[Passage]) -> "Mapping[str, Paper]":
    """The documents of libraries elsewhere as far as their passages came, by id; all libraries are asked at once."""
    from kotae.pipeline.federated.remote import RemoteMember

    passages: dict[str, list[Passage]] = {}
    for passage in compared:
        passages.setdefault(passage.document.id, []).append(passage)
    started = {}
    for member in shelf.members:
        own = {identity: found for identity, found in passages.items() if member.holds(identity)}
        if own and isinstance(member, RemoteMember):
            started[member.name] = member.papers(own)
    told, _ = gathered(started, grace_s=shelf.grace_s)  # the answer is good without what one doesn't tell
    return {identity: paper for papers in told.values() for identity, paper in papers.items()}
