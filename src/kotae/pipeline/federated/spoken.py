"""Plans and measures as they travel between kotaes, and back; what comes from elsewhere is checked on the way."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from kotae.errors import QuestionError
from kotae.federation.checking import impossible
from kotae.federation.wire import (
    PROTOCOL,
    CountsReply,
    GroupSaid,
    LanguageSaid,
    LanguageSearch,
    Search,
    floats,
    spelled,
)
from kotae.languages import LANGUAGES
from kotae.messages import Message
from kotae.pipeline.federated.measures import Measures
from kotae.pipeline.federated.pooling import Basis
from kotae.records import Language
from kotae.retrieval.dense import Background
from kotae.retrieval.measured import Counted, LanguageMeasures, Measured, TermCounts
from kotae.retrieval.planning import LanguagePlan, Plan, Words
from kotae.retrieval.scoring import Group

__all__ = ["counts_read", "counts_said", "measured_read", "plan_read", "plan_said"]

# Vectors have length 1 at most, so their mean and their variances add up to no more; as 32-bit numbers add up.
_CLOSE: Final = 1e-2
# A covariance has none below zero; 32-bit numbers miss it by so little.
_LEAST_EIGENVALUE: Final = -1e-4


def plan_said(plan: Plan) -> Search:
    """Return a plan as it travels."""
    return Search(
        languages={
            language: LanguageSearch(
                crosses=own.crosses,
                words=_words_said(own.words),
                exact=_words_said(own.exact),
                mean_length=own.mean_length,
                vector=spelled(own.vector),
                filtered=spelled(own.filtered),
                chance=own.chance,
                spread=own.spread,
            )
            for language, own in plan.languages.items()
        },
        surfaces=plan.surfaces,
    )


def _words_said(words: Words) -> tuple[GroupSaid, ...]:
    if words.rarities is None:
        raise ValueError("only a plan for several libraries travels")
    return tuple(
        GroupSaid(word=one.word, terms=one.terms, readings=one.readings, bigrams=one.bigrams, most=most)
        for one, most in zip(words.groups, words.rarities, strict=True)
    )


def plan_read(search: Search, *, dimension: int) -> Plan:
    """Return a plan that travelled.

    Args:
        search: As it came.
        dimension: Of the vectors here.

    Raises:
        QuestionError: It was planned with another model.
    """
    plans = {language: _language_read(own, dimension) for language, own in search.languages.items()}
    return Plan(languages=plans, surfaces=search.surfaces)


def _language_read(own: LanguageSearch, dimension: int) -> LanguagePlan:
    vector, filtered = floats(own.vector), floats(own.filtered)
    if not len(vector) == len(filtered) == dimension:
        raise QuestionError(
            "The search was planned with another embedding model ({given} {given:number|numbers}, {dimension} here).",
            given=len(vector),
            dimension=dimension,
        )
    return LanguagePlan(
        crosses=own.crosses,
        words=_words_read(own.words),
        exact=_words_read(own.exact),
        mean_length=own.mean_length,
        vector=vector,
        filtered=filtered,
        chance=own.chance,
        spread=own.spread,
    )


def _words_read(said: tuple[GroupSaid, ...]) -> Words:
    groups = tuple(
        Group(word=one.word, terms=one.terms, readings=one.readings, bigrams=one.bigrams) for one in said
    )
    return Words(groups=groups, rarities=tuple(one.most for one in said))


def counts_said(basis: Basis, measures: Measures, *, known: str) -> CountsReply:
    """Return what a library is judged by as it travels.

    Args:
        basis: Of the library.
        measures: What makes its scores comparable.
        known: The fingerprint that the asker has.
    """
    passages = basis.passages
    return CountsReply(
        protocol=PROTOCOL,
        model=measures.model,
        settings=measures.settings,
        fingerprint=passages.fingerprint,
        languages=None
        if known == passages.fingerprint
        else {language: _measures_said(own) for language, own in passages.languages.items()},
        words=dict(basis.counts.words),
        readings=dict(basis.counts.readings),
        bigrams=dict(basis.counts.bigrams),
    )


def _measures_said(own: LanguageMeasures) -> LanguageSaid:
    background = own.background
    upper = np.triu_indices(len(background.mean))
    return LanguageSaid(
        passages=own.passages,
        terms=own.terms,
        vectors=background.count,
        mean=spelled(background.mean),
        covariance=spelled(background.covariance[upper]),
    )


def measured_read(languages: Mapping[Language, LanguageSaid], *, dimension: int) -> Measured:
    """Return the measures of another kotae's passages, checked.

    Args:
        languages: As they came.
        dimension: Of the vectors of the model here.

    Raises:
        FederationError: They can't be those of any passages.
    """
    return Measured(
        languages={
            language: _measures_read(languages[language], dimension)
            for language in LANGUAGES
            if language in languages
        }
    )


def _measures_read(said: LanguageSaid, dimension: int) -> LanguageMeasures:
    mean, upper = floats(said.mean), floats(said.covariance)
    size = len(mean)
    if size != dimension or len(upper) != size * (size + 1) // 2:
        raise impossible(Message("measures of another size"))
    covariance = np.zeros((size, size), dtype=np.float32)
    covariance[np.triu_indices(size)] = upper
    covariance += np.triu(covariance, 1).T
    # All such vectors lie within these bounds; a matrix that doesn't could turn any score around.
    total = float(mean @ mean) + float(np.trace(covariance))
    if total > 1 + _CLOSE or said.vectors > said.passages or np.abs(upper).max() > 1:
        raise impossible(Message("measures that no passages have"))
    if np.linalg.eigvalsh(covariance)[0] < _LEAST_EIGENVALUE:
        raise impossible(Message("measures that no passages have"))
    background = Background(mean=mean, covariance=covariance, count=said.vectors)
    return LanguageMeasures(passages=said.passages, terms=said.terms, background=background)


def counts_read(reply: CountsReply, passages: Measured) -> Counted:
    """Return another kotae's counts, checked.

    Raises:
        FederationError: More passages hold a term than there are.
    """
    most = tuple(
        passages.languages[language].passages if language in passages.languages else 0
        for language in LANGUAGES
    )
    lists = (reply.words, reply.readings, reply.bigrams)
    every = [counts for held in lists for counts in held.values()]
    if any(len(counts) != len(most) for counts in every):
        raise impossible(Message("counts of other languages"))
    if any(count > there for counts in every for count, there in zip(counts, most, strict=True)):
        raise impossible(Message("more passages with a word than there are"))
    words, readings, bigrams = map(TermCounts, lists)
    return Counted(words=words, readings=readings, bigrams=bigrams)
