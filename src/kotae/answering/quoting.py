"""Answers made of quotes: the chosen sentences as they stand, each with its citation."""

import re
from collections.abc import Sequence

from kotae.answering.evidence import Asked, Evidence
from kotae.answering.leads import announces
from kotae.answering.settings import AnsweringSettings
from kotae.language import detect_language
from kotae.records import AnswerSentence, Citation, Language

__all__ = ["answer_text", "choose", "quote", "refusal_text"]

_HAS_TYPE = 0.9
_GAP = 3  # code points between neighbours: white space, a footnote mark
# Words that take up what the sentence before spoke of, near the beginning.
_POINTS_BACK = re.compile(
    r"^.{0,12}(?:この|その|これ|それ|同[一-龠]|彼|当[一-龠])"
    r"|^(?:It|Its|He|His|She|Her|They|Their|This|That|These|Those|The)\b"
)

_LEAD_IN = {
    ("ja", "en"): "英語の資料に次の記述があります（原文のまま引用）。",
    ("en", "ja"): "The documents say, in Japanese (quoted as it stands):",
}
_REFUSAL = {
    "ja": "この質問の答えは資料の中に見つかりませんでした。参考として近い箇所を示しますが、答えではありません。",
    "en": "The documents don't hold an answer to this question. The nearest passages are shown, but they are not an answer.",
}


def choose(evidence: Sequence[Evidence], settings: AnsweringSettings) -> tuple[Evidence, ...]:
    """Return the first of the evidence and what is nearly as good, at most ``max_sentences``.

    Where the first announces a list or a table, the best of what it announces follows it. Two more things
    make up for reading sentences one by one. Where the first sentence lacks the
    wanted kind of answer ("compared by country, the shares are as follows"), the best one that
    has it is given as well. Where the sentence behind the first points back to it ("the group
    …, since about 2019") and has the wanted kind of answer too, it is given as well.
    """
    if not evidence:
        return ()
    first = evidence[0]
    floor = first.score - settings.further_margin
    if announces(first.candidate.text) and (items := _announced(first, evidence)):
        best = items[: settings.max_sentences - 1]
        return (first, *sorted(best, key=lambda piece: piece.candidate.sentence.start))
    chosen = [piece for piece in evidence[: settings.max_sentences] if piece.score >= floor]
    for extra in (_with_the_answer(first, evidence), _pointing_back(first, evidence)):
        if extra is not None and extra not in chosen:
            chosen = [*chosen[: settings.max_sentences - 1], extra]
    return tuple(chosen)


def _announced(first: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the list items and table rows that the first sentence announces, best first."""
    lead, hit = first.candidate.text, first.candidate.hit
    return [
        piece for piece in evidence if piece.candidate.lead.startswith(lead) and piece.candidate.hit is hit
    ]


def _with_the_answer(first: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the best sentence that has the kind of answer the first one lacks."""
    if first.candidate.type_match > 0:
        return None
    return next((piece for piece in evidence if piece.candidate.type_match >= _HAS_TYPE), None)


def _pointing_back(first: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence right behind the first one, if it speaks of the same and holds the type."""
    behind = first.candidate.sentence.end
    for piece in evidence:
        candidate = piece.candidate
        near = 0 <= candidate.sentence.start - behind <= _GAP and candidate.hit is first.candidate.hit
        if near and candidate.type_match >= _HAS_TYPE and _POINTS_BACK.search(candidate.text):
            return piece
    return None


def quote(asked: Asked, piece: Evidence) -> AnswerSentence:
    """Return a sentence as an answer, with its citation and, across languages, its gloss."""
    candidate = piece.candidate
    passage = candidate.hit.passage
    start, end = candidate.sentence.start, candidate.sentence.end
    citation = Citation(
        start=start,
        end=end,
        document=passage.document,
        quote=candidate.text,
        page=passage.page,
        heading=passage.heading,
    )
    crossed = candidate.sentence.language != asked.language
    return AnswerSentence(
        text=candidate.text,
        citations=(citation,),
        support="quoted",
        gloss=_gloss(piece) if crossed else (),
    )


def _gloss(piece: Evidence) -> tuple[tuple[str, str], ...]:
    """Return words of the quote with the question's words for them, heaviest first."""
    pairs = {pair.passage: pair.question for pair in piece.candidate.coverage.matched}
    return tuple((word, gloss) for word, gloss in pairs.items() if word.lower() != gloss.lower())[:8]


def answer_text(sentences: Sequence[AnswerSentence], *, language: Language) -> str:
    """Return the answer as plain text, with a lead-in where quotes are in the other language."""
    marked = " ".join(
        f"{sentence.text.strip()} [{number}]" for number, sentence in enumerate(sentences, start=1)
    )
    quoted = [detect_language(sentence.text) for sentence in sentences if sentence.support == "quoted"]
    lead_in = _LEAD_IN.get((language, quoted[0])) if quoted else None
    return f"{lead_in}\n{marked}" if lead_in else marked


def refusal_text(language: Language) -> str:
    """Return what is said when the documents don't hold the answer."""
    return _REFUSAL["ja" if language == "ja" else "en"]
