"""The sentences of the hits that answer a question, best first.

Sentences are looked at twice: all of them by their words, numbers and answer type, which is
cheap; then the most promising by meaning, which costs a model. Offsets are those of the
document, so a chosen sentence can be cited as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kotae.answering.answer_types import Expectation, expect, type_match
from kotae.answering.coverage import Coverage, Rarity, Translations, Word, WordReader, cover, local_rarity
from kotae.answering.instructions import gives_orders
from kotae.answering.settings import AnsweringSettings
from kotae.embedding.protocol import Embedder
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Hit, Language, Sentence
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["Asked", "Candidate", "Evidence", "EvidenceFinder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, read once.

    Attributes:
        text: As asked.
        language: Its language.
        words: Its content words.
        expectation: What kind of answer it wants.
        quantities: The quantities it states.
    """

    text: str
    language: Language
    words: tuple[Word, ...]
    expectation: Expectation
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a hit, with what its words say.

    Attributes:
        hit: The first hit that holds it.
        rank: That hit's place, from 0.
        sentence: Its span in the document.
        text: ``document.text[start:end]``.
        coverage: The question's words in the sentence itself.
        context: The question's words in the sentence, its passage and its headings.
        type_match: How well it holds the wanted answer type, in [0, 1].
        stated: Share of the question's own quantities that sentence or context holds; 1 for none.
    """

    hit: Hit
    rank: int
    sentence: Sentence
    text: str
    coverage: Coverage
    context: Coverage
    type_match: float
    stated: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A candidate with its meaning compared and its score.

    Attributes:
        candidate: The sentence.
        similarity: Cosine of question and sentence.
        score: Higher is better; comparable within one question.
    """

    candidate: Candidate
    similarity: float
    score: float


class EvidenceFinder:
    """Ranks the sentences of hits; thread-safe if the embedder and the analyser are."""

    def __init__(
        self,
        *,
        embedder: Embedder,
        analyzer: WordReader,
        table: Translations | None = None,
        rarity: Rarity | None = None,
        settings: AnsweringSettings | None = None,
    ) -> None:
        self._embedder = embedder
        self._analyzer = analyzer
        self._table = table
        self._rarity = rarity
        self._settings = settings or AnsweringSettings()

    def read_question(self, question: str) -> Asked:
        """Return the question with its words, its quantities and the type of answer it wants."""
        language = detect_language(question)
        return Asked(
            text=question,
            language=language,
            words=tuple(self._analyzer.content_words(question)),
            expectation=expect(question, language),
            quantities=find_quantities(question),
        )

    def find(self, asked: Asked, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Return the most promising sentences, best first; none for hits without sentences.

        Args:
            asked: The question.
            hits: Best first; only the first ``passages_read`` are read.
        """
        candidates = self._candidates(asked, hits[: self._settings.passages_read])
        promising = sorted(candidates, key=_word_score, reverse=True)[: self._settings.sentences_compared]
        if not promising:
            return ()
        question = self._embedder.embed_questions([asked.text])
        sentences = self._embedder.embed_passages([_meaning_text(candidate) for candidate in promising])
        similarities = (sentences @ question[0]).astype(np.float64)
        spread = float(similarities.std()) or 1.0
        middle = float(similarities.mean())
        found = [
            Evidence(
                candidate=candidate,
                similarity=float(similarity),
                score=_score(candidate, (float(similarity) - middle) / spread),
            )
            for candidate, similarity in zip(promising, similarities, strict=True)
        ]
        return tuple(sorted(found, key=lambda evidence: evidence.score, reverse=True))

    def _candidates(self, asked: Asked, hits: Sequence[Hit]) -> list[Candidate]:
        seen: set[tuple[str, int, int]] = set()
        pieces: list[tuple[Hit, int, Sentence, str, tuple[Word, ...]]] = []
        for rank, hit in enumerate(hits):
            for sentence in hit.passage.sentences:
                key = (hit.passage.document.id, sentence.start, sentence.end)
                offset = hit.passage.start
                text = hit.passage.text[sentence.start - offset : sentence.end - offset]
                if key not in seen and text.strip() and not gives_orders(text):
                    seen.add(key)
                    pieces.append((hit, rank, sentence, text, tuple(self._analyzer.content_words(text))))
        rarity = self._rarity or local_rarity([words for *_, words in pieces])
        contexts = {
            rank: self._context(hit, [piece for piece in pieces if piece[1] == rank])
            for rank, hit in enumerate(hits)
        }
        return [self._candidate(asked, piece, rarity=rarity, context=contexts[piece[1]]) for piece in pieces]

    def _context(
        self, hit: Hit, pieces: Sequence[tuple[Hit, int, Sentence, str, tuple[Word, ...]]]
    ) -> tuple[dict[str, str], frozenset[str]]:
        """Return the terms and the quantities of a passage with its title and headings."""
        above = f"{hit.passage.document.title} {hit.passage.heading}"
        words = [word for *_, found in pieces for word in found] + list(self._analyzer.content_words(above))
        quantities = find_quantities(f"{above} {hit.passage.text}")
        return {word.term: word.surface for word in words}, frozenset(quantity.key for quantity in quantities)

    def _candidate(
        self,
        asked: Asked,
        piece: tuple[Hit, int, Sentence, str, tuple[Word, ...]],
        *,
        rarity: Rarity,
        context: tuple[dict[str, str], frozenset[str]],
    ) -> Candidate:
        hit, rank, sentence, text, words = piece
        held = {word.term: word.surface for word in words}
        quantities = find_quantities(text)
        terms, keys = context
        stated = [quantity.key in keys for quantity in asked.quantities]
        return Candidate(
            hit=hit,
            rank=rank,
            sentence=sentence,
            text=text,
            coverage=cover(asked.words, held, rarity=rarity, table=self._table),
            context=cover(asked.words, terms | held, rarity=rarity, table=self._table),
            type_match=type_match(asked.expectation, text, quantities),
            stated=sum(stated) / len(stated) if stated else 1.0,
        )


def _meaning_text(candidate: Candidate) -> str:
    return fold(candidate.text)


def _word_score(candidate: Candidate) -> float:
    return (
        candidate.coverage.share
        + 0.3 * candidate.context.share
        + 0.4 * candidate.type_match
        - 0.05 * candidate.rank
    )


def _score(candidate: Candidate, similarity_z: float) -> float:
    # Words met through the table count for less than the same words met directly; the hit's own
    # score is balanced between the languages and makes up for some of that.
    return similarity_z + 4.8 * _word_score(candidate) + 2.0 * candidate.hit.score
