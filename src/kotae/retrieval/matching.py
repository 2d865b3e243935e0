"""Which words met, so that a hit can say why it was found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kotae.index.postings import Postings
from kotae.index.words import WordIndex
from kotae.language import word_language
from kotae.records import Hit, MatchedTerm
from kotae.retrieval.scoring import Group
from kotae.segmentation.analyzer import Analyzer
from kotae.segmentation.whole_names import NAME_MARK

__all__ = ["matched_terms", "readable", "written_in"]

# As many as anybody reads below a hit.
_MOST = 8
# A single kanji (化, 中) is translated by almost anything now and then: only what it mostly means says something.
_LEAST_OF_ONE_SIGN = 0.1


def matched_terms(
    row: int,
    groups: Sequence[Group],
    weights: Sequence[float],
    *,
    words: WordIndex,
    surfaces: Mapping[str, str],
) -> tuple[MatchedTerm, ...]:
    """Return the words of a question that a passage holds, strongest first, at most 8.

    Args:
        row: The passage.
        groups: The words of the question.
        weights: What each of them counts for, adding up to 1.
        words: Which terms the passage holds.
        surfaces: How the question writes a term.
    """
    found: list[MatchedTerm] = []
    for group, weight in zip(groups, weights, strict=True):
        candidates = [(chance, term) for term, chance in group.terms if _holds(words.words, term, row)]
        candidates += [(chance, term) for term, chance in group.readings if _holds(words.readings, term, row)]
        written = surfaces.get(group.word, group.word)
        if candidates and weight > 0:
            chance, term = max(candidates)
            if len(written) == 1 and chance < _LEAST_OF_ONE_SIGN:
                continue
            share = min(1.0, weight * min(1.0, chance))
            found.append(
                MatchedTerm(
                    question=written,
                    passage=term.removeprefix(NAME_MARK),
                    weight=share,
                )
            )
    found.sort(key=lambda match: -match.weight)
    return tuple(found[:_MOST])


def readable(hit: Hit, analyzer: Analyzer) -> Hit:
    """Return the hit with the passage's words as they are written in it, not as terms."""
    text = hit.passage.text
    written = {term.passage: written_in(text, term.passage) for term in hit.matched}
    if None in written.values():
        words = reversed(analyzer.content_words(text))
        written = {
            **{word.term: word.surface for word in words},
            **{k: v for k, v in written.items() if v},
        }
    matched = tuple(replace(term, passage=written.get(term.passage) or term.passage) for term in hit.matched)
    return replace(hit, matched=matched)


def written_in(text: str, term: str) -> str | None:
    """Return how a passage writes a term, where a look at the letters tells; else None.

    Analysing the passage would tell always, but takes a hundred times as long.

    Args:
        text: The passage.
        term: A term of it; an English one is the stem of the word that is looked for.
    """
    if word_language(term) == "en":
        found = re.search(rf"(?<![a-z0-9]){re.escape(term)}[a-z]*", text, re.IGNORECASE)
        return found[0] if found else None
    # An unknown katakana word is indexed without its last long vowel.
    found = re.search(f"{re.escape(term)}ー?", text)
    return found[0] if found else None


def _holds(postings: Postings, term: str, row: int) -> bool:
    rows, _ = postings.of(term)
    place = int(rows.searchsorted(row))
    return place < len(rows) and int(rows[place]) == row
