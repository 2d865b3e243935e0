"""The sentences of the hits that answer a question, best first.

Sentences are looked at twice: all of them by their words, numbers and answer type, which is
cheap; then the most promising by meaning, which costs a model. Offsets are those of the
document, so a chosen sentence can be cited as it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotae.answering.answer_types import Expectation, expect, type_match
from kotae.answering.countries import find_countries
from kotae.answering.coverage import Coverage, Rarity, Translations, WordReader, cover, local_rarity
from kotae.answering.instructions import gives_orders
from kotae.answering.leads import leads
from kotae.answering.names import names_held
from kotae.answering.question_types import asking_spans
from kotae.answering.settings import AnsweringSettings
from kotae.embedding.protocol import Embedder
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Hit, Language, Sentence
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import Quantity, find_quantities
from kotae.translation.transliteration import is_katakana

__all__ = ["MET", "Asked", "Candidate", "Evidence", "EvidenceFinder"]

_LEAST_GLOSS = 0.05  # a less likely translation isn't put beside the question
MET = 0.3  # a word counts as held from this degree on


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, read once.

    Attributes:
        text: As asked.
        language: Its language.
        words: Its content words, without those that only say which kind of answer is wanted.
        expectation: What kind of answer it wants.
        quantities: The quantities it states.
    """

    text: str
    language: Language
    words: tuple[Word, ...]
    expectation: Expectation
    quantities: tuple[Quantity, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        """The terms of the foreign countries it names; texts about Japan seldom say so."""
        return tuple(
            word.term
            for word in self.words
            if any(country != "jp" for _, _, country in find_countries(word.surface))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a hit, with what its words say.

    Attributes:
        hit: The first hit that holds it.
        rank: That hit's place, from 0.
        sentence: Its span in the document.
        text: ``document.text[start:end]``.
        coverage: The question's words in the sentence itself.
        lead: What a list item or a table row stands under, as :func:`kotae.answering.leads.leads` finds it.
        near: The question's words in the sentence, the one before it, its lead and its headings.
        context: The question's words in the sentence, its whole passage and its headings.
        type_match: How well it holds the wanted answer type, in [0, 1].
        stated: Share of the question's own quantities that sentence or context holds; 1 for none.
        crossed: Whether it is in the other language.
        elsewhere: Whether the question names a foreign country that isn't held near the sentence: figures of
            countries stand side by side, and the neighbour's is a wrong answer.
    """

    hit: Hit
    rank: int
    sentence: Sentence
    text: str
    lead: str
    coverage: Coverage
    near: Coverage
    context: Coverage
    type_match: float
    stated: float
    crossed: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A sentence of a hit with its content words."""

    sentence: Sentence
    text: str
    words: tuple[Word, ...]


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
            words=_telling_words(question, language, self._analyzer.content_words(question)),
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
        similarities = self._similarities(asked, promising)
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

    def covers(self, asked: Asked, text: str) -> Coverage:
        """Return the question's words that a text holds, all counting alike."""
        held = _held(self._analyzer.content_words(text))
        return cover(asked.words, held, rarity=lambda _: 1.0, table=self._table)

    def new_names(self, asked: Asked, text: str) -> frozenset[str]:
        """Return the names and katakana words of a text that the question doesn't hold, as terms."""
        known = {word.term for word in self._analyzer.content_words(asked.text)}
        words = self._analyzer.content_words(text)
        return frozenset(word.term for word in words if word.is_name or is_katakana(word.surface)) - known

    def _similarities(self, asked: Asked, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
        """Return the cosine of question and sentence, ``(n,)``.

        To sentences of the other language it is asked together with its translated words, as in
        :mod:`kotae.retrieval.gloss`.
        """
        question = fold(asked.text)
        crossed = np.array([candidate.crossed for candidate in candidates])
        ways = [question, *([f"{question} {self._gloss(asked)}"] if crossed.any() else [])]
        plain, *glossed = self._embedder.embed_questions(ways)
        sentences = self._embedder.embed_passages([fold(candidate.text) for candidate in candidates])
        across = sentences @ glossed[0] if glossed else 0.0
        return np.where(crossed, across, sentences @ plain).astype(np.float64)

    def _gloss(self, asked: Asked) -> str:
        """Return the likeliest translation of each of the question's words, once each."""
        if self._table is None:
            return ""
        found: dict[str, None] = {}
        for word in asked.words:
            translations = self._table.translations(word.term, asked.language)
            if translations and translations[0][1] >= _LEAST_GLOSS:
                found[self._table.written(translations[0][0])] = None
        return " ".join(found)

    def _candidates(self, asked: Asked, hits: Sequence[Hit]) -> list[Candidate]:
        passages = self._passages(hits)
        rarity = self._rarity or local_rarity(
            [piece.words for _, pieces in passages for piece in pieces], table=self._table
        )
        return [
            candidate
            for rank, (hit, pieces) in enumerate(passages)
            for candidate in self._of_passage(asked, hit, pieces, rank=rank, rarity=rarity)
        ]

    def _passages(self, hits: Sequence[Hit]) -> list[tuple[Hit, list[_Piece]]]:
        """Return the sentences of each hit that no hit before it holds, without those that give orders."""
        seen: set[tuple[str, int, int]] = set()
        passages: list[tuple[Hit, list[_Piece]]] = []
        for hit in hits:
            pieces: list[_Piece] = []
            for sentence in hit.passage.sentences:
                key = (hit.passage.document.id, sentence.start, sentence.end)
                offset = hit.passage.start
                text = hit.passage.text[sentence.start - offset : sentence.end - offset]
                if key not in seen and text.strip() and not gives_orders(text):
                    seen.add(key)
                    words = tuple(self._analyzer.content_words(text))
                    pieces.append(_Piece(sentence=sentence, text=text, words=words))
            passages.append((hit, pieces))
        return passages

    def _of_passage(
        self, asked: Asked, hit: Hit, pieces: Sequence[_Piece], *, rank: int, rarity: Rarity
    ) -> Iterator[Candidate]:
        """Yield the sentences of one hit, each with what it and the text around it hold."""
        title = f"{hit.passage.document.title} {hit.passage.heading}"
        above = _held(self._analyzer.content_words(title))
        held = [_held(piece.words) for piece in pieces]
        whole = {**above, **{key: surface for one in held for key, surface in one.items()}}
        keys = {quantity.key for quantity in find_quantities(f"{title} {hit.passage.text}")}
        stated = [quantity.key in keys for quantity in asked.quantities]
        countries = asked.countries
        context = cover(asked.words, whole, rarity=rarity, table=self._table)
        above_each = leads([piece.text for piece in pieces])
        for place, (piece, lead, own) in enumerate(zip(pieces, above_each, held, strict=True)):
            under = _held(self._analyzer.content_words(lead)) if lead else {}
            # The sentence before often names what this one speaks of.
            before = held[place - 1] if place else {}
            near = cover(asked.words, above | before | under | own, rarity=rarity, table=self._table)
            yield Candidate(
                hit=hit,
                rank=rank,
                sentence=piece.sentence,
                text=piece.text,
                lead=lead,
                coverage=cover(asked.words, own, rarity=rarity, table=self._table),
                near=near,
                context=context,
                type_match=type_match(asked.expectation, piece.text, find_quantities(piece.text)),
                stated=sum(stated) / len(stated) if stated else 1.0,
                crossed=piece.sentence.language != asked.language,
                elsewhere=any(near.degrees.get(name, 0.0) < MET for name in countries),
            )


def _held(words: Sequence[Word]) -> dict[str, str]:
    """Return what a text can be met by, terms and sounds, each as written."""
    return names_held(words) | {word.term: word.surface for word in words}


def _telling_words(question: str, language: Language, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words an answer has to do with; all of them where none is left."""
    spans = asking_spans(question, language)
    kept = tuple(word for word in words if not any(start <= word.start < end for start, end in spans))
    return kept or tuple(words)


def _word_score(candidate: Candidate) -> float:
    # Words met through the table count for less than the same words met directly: hence the last term.
    return (
        0.6 * candidate.coverage.share
        + 0.4 * candidate.near.share
        + 0.3 * candidate.context.share
        + 0.5 * candidate.type_match
        - 0.05 * candidate.rank
        + 0.2 * candidate.crossed
        - 0.15 * candidate.elsewhere
    )


def _score(candidate: Candidate, similarity_z: float) -> float:
    return similarity_z + 5.0 * _word_score(candidate) + candidate.hit.score
