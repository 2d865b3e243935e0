"""Records made by hand for the page's tests, in both languages."""

from kotae.records import (
    Answer,
    AnswerSentence,
    Block,
    Citation,
    Document,
    DocumentInfo,
    Hit,
    Language,
    MatchedTerm,
    Passage,
    Sentence,
    Vote,
)

JAPANESE = "# 予算\n\n政府は2025年に**2,000億円**を投じる。期間は5年である。\n"
ENGLISH = "# Budget\n\nThe government will spend 200 billion yen in 2025. It lasts five years.\n"


def info(language: Language = "ja", *, title: str | None = None, path: str | None = None) -> DocumentInfo:
    name = {"ja": "予算の概要", "en": "Budget outline"}[language]
    return DocumentInfo(
        id=f"doc-{language}", title=title or name, path=path or f"{language}/budget.md", language=language
    )


def document(language: Language = "ja", *, title: str | None = None) -> Document:
    text = {"ja": JAPANESE, "en": ENGLISH}[language]
    heading_end = text.index("\n")
    start = heading_end + 2
    return Document(
        info=info(language, title=title),
        text=text,
        blocks=(
            Block(start=2, end=heading_end, kind="heading", language=language),
            Block(
                start=start,
                end=len(text) - 1,
                kind="paragraph",
                headings=(text[2:heading_end],),
                language=language,
            ),
        ),
    )


def passage(language: Language = "ja", *, text: str | None = None, title: str | None = None) -> Passage:
    source = {"ja": JAPANESE, "en": ENGLISH}[language]
    start = source.index("\n") + 2
    words = text if text is not None else source[start:-1]
    return Passage(
        start=start,
        end=start + len(words),
        document=info(language, title=title),
        text=words,
        sentences=(Sentence(start=start, end=start + len(words), language=language),),
        language=language,
        heading={"ja": "予算", "en": "Budget"}[language],
    )


def hit(language: Language = "ja", *, text: str | None = None, title: str | None = None) -> Hit:
    return Hit(
        passage=passage(language, text=text, title=title),
        score=0.9,
        legs={"dense": 0.9},
        matched=(MatchedTerm(question="budget", passage="予算", weight=1.0),),
    )


def citation(quote: str, language: Language = "ja") -> Citation:
    source = {"ja": JAPANESE, "en": ENGLISH}[language]
    start = source.index(quote)
    return Citation(
        start=start, end=start + len(quote), document=info(language), quote=quote, heading="予算", page=None
    )


FIRST = {
    "ja": "政府は2025年に**2,000億円**を投じる。",
    "en": "The government will spend 200 billion yen in 2025.",
}
SECOND = {"ja": "期間は5年である。", "en": "It lasts five years."}


def answer(language: Language = "ja", *, question: str = "予算はいくらですか？") -> Answer:
    first, second = FIRST[language], SECOND[language]
    return Answer(
        question=question,
        status="answered",
        text=first + second,
        language=language,
        sentences=(
            AnswerSentence(text=first, citations=(citation(first, language),), support="quoted"),
            AnswerSentence(
                text=second,
                citations=(citation(second, language), citation(first, language)),
                support="verified",
                votes=(Vote(checker="facts", passed=True, score=1.0, reason="5 = 5"),),
            ),
        ),
        hits=(hit(language),),
        confidence=0.9,
        timings={"retrieve": 0.25, "answer": 0.5},
    )


def refusal(language: Language = "ja") -> Answer:
    words = {"ja": "見つかりません。", "en": "Not in the documents."}[language]
    return Answer(
        question="?", status="not_found", text=words, language=language, sentences=(), hits=(hit(language),)
    )
