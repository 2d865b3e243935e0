"""What is shown where the reader can't be had: the best passage's sentences that share most with the question, not read."""

from collections.abc import Sequence

from kotae.answering.instructions import gives_orders
from kotae.answering.quoting import citation_in
from kotae.answering.settings import AnsweringSettings
from kotae.records import AnswerSentence, Hit

__all__ = ["unread_quotes"]


def unread_quotes(hits: Sequence[Hit], *, settings: AnsweringSettings) -> tuple[AnswerSentence, ...]:
    """Return sentences of the best passage, those with most of the words that met first; none for no hits.

    Args:
        hits: Best first, with the words that met.
        settings: How many sentences at most.
    """
    if not hits:
        return ()
    passage = hits[0].passage
    met = {term.passage: term.weight for term in hits[0].matched}
    texts = zip(passage.texts, passage.sentences, strict=True)
    ranked = sorted(
        ((text, sentence) for text, sentence in texts if text.strip() and not gives_orders(text)),
        key=lambda pair: -sum(weight for word, weight in met.items() if word in pair[0]),
    )
    return tuple(
        AnswerSentence(
            text=text,
            citations=(citation_in(passage, sentence.start, sentence.end),),
            support="quoted",
            language=sentence.language,
        )
        for text, sentence in ranked[: settings.max_sentences]
    )
