"""What another paper of this machine says to the question that was answered."""

from collections.abc import Sequence
from functools import cache

from kotae.config import Settings
from kotae.pipeline.generation import translations
from kotae.pipeline.libraries import Shelf
from kotae.pipeline.member import LocalMember
from kotae.question import Question
from kotae.records import Answer, Document, Hit
from kotae.segmentation import Analyzer

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
        shelf: The libraries asked; documents elsewhere aren't compared.
        analyzer: The one the indexes were made with.
        settings: All settings.
    """
    if not answer.sentences or answer.sentences[0].support != "quoted":
        return answer
    from kotae.conflicts.answers import OtherValues
    from kotae.pipeline.reading import overlap_reader, shared_reader

    local = [member for member in shelf.here if isinstance(member, LocalMember)]

    @cache  # several hits are of one document
    def document(identity: str) -> Document | None:
        return next((member.document(identity) for member in local if member.holds(identity)), None)

    words_only = all(member.generation.words_only for member in local)
    return OtherValues(
        analyzer=analyzer,
        table=translations(settings),
        reader=overlap_reader if words_only else shared_reader,
        document=document,
    ).shown(question, answer, hits)
