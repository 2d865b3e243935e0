"""A library's test of itself, over one generation of an index."""

from collections.abc import Callable
from dataclasses import dataclass

from kotae.answering.rendering.reading_aid import Aid, load_aid
from kotae.config import Settings
from kotae.errors import ModelError
from kotae.gathering import Budget
from kotae.index.reader import IndexReader
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.gathering import IndexPapers, unreadable_files
from kotae.pipeline.checking.selftest_memory import SelftestMemory, chosen_threshold
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.lender import translations
from kotae.pipeline.opened.reading import reader_fingerprint
from kotae.segmentation import Analyzer
from kotae.selftest import Health, Last, SelfTester, SelftestProgress, health_of
from kotae.selftest.asking import Asker
from kotae.selftest.correction import Correction
from kotae.selftest.exchanging import Exchanger
from kotae.selftest.making import QuestionMaker
from kotae.selftest.twins import Twins

__all__ = ["Bounds", "selftest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a test is bound by.

    Attributes:
        questions: At most.
        where: Conditions on documents; None for all.
        budget: Documents and seconds at most; None for no bound.
        keep: Whether the run is remembered, to be compared with the next.
    """

    questions: int
    where: Where | None = None
    budget: Budget | None = None
    keep: bool = True


def selftest(
    generation: Generation,
    *,
    analyzer: Analyzer,
    settings: Settings,
    bounds: Bounds,
    progress: Callable[[SelftestProgress], None] | None,
    stopped: Callable[[], bool] | None,
) -> Health:
    """Return how well a library answers; see :meth:`kotae.pipeline.KnowledgeBase.selftest`."""
    where = bounds.where
    papers = IndexPapers.of(generation.reader, settings)
    documents = papers.within(where)
    fingerprint = reader_fingerprint(generation.lender.words_only)
    scope = f"{fingerprint} {'' if where is None else where.model_dump_json()}"
    memory = SelftestMemory(generation.root)
    correction, last = Correction.load(), memory.last(scope)
    run = _tester(generation, analyzer, settings, {info.id for info in documents}).test(
        papers,
        documents,
        unreadable=unreadable_files(generation.reader, where),
        questions=bounds.questions,
        budget=bounds.budget,
        progress=progress,
        stopped=stopped,
    )
    health, now = health_of(
        run,
        threshold=chosen_threshold(generation),
        last=Last(at=last[0], outcomes=last[1]) if last is not None else None,
        # Another reader's confidences lie elsewhere: what was learned of this one's doesn't hold for them.
        correction=correction if correction.card["reader_sha256"] == fingerprint else None,
    )
    if bounds.keep and now.outcomes:
        memory.remember(scope, now.at, now.outcomes)
    return health


def _tester(generation: Generation, analyzer: Analyzer, settings: Settings, kept: set[str]) -> SelfTester:
    reader, table = generation.reader, translations(settings)
    retriever = generation.retriever(analyzer)
    scope = None if len(kept) == len(reader.documents) else sorted(kept)
    return SelfTester(
        maker=QuestionMaker(
            twins=Twins(analyzer=analyzer, table=table, aid=_aid()),
            exchanger=Exchanger(
                analyzer=analyzer, table=table, stands=lambda written: _stands(written, reader, analyzer)
            ),
        ),
        asker=Asker(
            find=lambda question, most: retriever.retrieve(question, top_k=most, documents=scope),
            answerer=generation.lender.answerer(analyzer),
            analyzer=analyzer,
            settings=settings.answering,
        ),
    )


def _aid() -> Aid | None:
    """Return the dictionary; None where there is none, and the table has to do."""
    try:
        return load_aid()
    except ModelError:
        return None


def _stands(written: str, reader: IndexReader, analyzer: Analyzer) -> bool:
    """Return whether any term of a word stands in a passage."""
    return any(term in reader.words.words for term in analyzer.terms(written).words)
