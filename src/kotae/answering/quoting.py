"""Answers made of quotes: whole sentences as they stand, each with its citation.

What a person would accept: never the question itself, a heading or a header alone; the A of a Q&A pair; what an announcing
sentence announces; the proviso that follows; one source where a text lies in several copies.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Final

from kotae.answering.evidence import Evidence
from kotae.answering.instructions import gives_orders
from kotae.answering.leads import announces
from kotae.answering.lists import is_item, stands_as_item
from kotae.answering.open_questions import asks, ends_paragraph, is_apart, line_of, requests
from kotae.answering.settings import AnsweringSettings
from kotae.answering.table_rows import CELLS, header_of
from kotae.language import detect_language
from kotae.languages import LANGUAGES, ByLanguage
from kotae.messages import Listed, Message, Told
from kotae.passages import innermost
from kotae.records import AnswerSentence, Citation, Hit, Language, Passage, Short

__all__ = ["answer_text", "citation_in", "quote_of", "quotes", "refusal_text", "with_labels"]

# A sentence of the same passage in which this much of the answer lies is part of it.
_PART: Final = 0.25
# The answer may as well begin in a neighbour on the same line that has such a part of the best one's share: it is quoted too.
# Of 924 questions over 22 libraries that the reader wasn't trained on, 23 in 1,000 more are answered right by the first quote,
# which one in ten times is a sentence longer.
_MAY_BE: Final = 0.2
# So many items come with the sentence that announces them; the others stand below it in the document.
_LONGEST_LIST: Final = 12
# The words of the answer may end in a later sentence, but hardly in the fourth: such an end is another answer's.
_MOST_AFTER: Final = 2
# Sentences of a line that tells what is the matter and asks; a longer one is a letter's paragraph that asks in passing.
_LONGEST_QUESTION: Final = 3
# Sentences of an answer that is quoted whole, with the question it stands under.
_LONGEST_ANSWER: Final = 4
# Sentences of an answer or item before the one that answers: 禁止です。食中毒を防ぐためで、…
_MOST_BEFORE: Final = 2
_TITLE_CHARS: Final = ByLanguage[int]({"ja": 30, "en": 60})
_PROVISO: Final = re.compile(
    r"^\s*[（(]?(?:ただし|但し|なお、.{0,30}(?:除く|限る|場合)|この限りで|例外)"
    r"|^\s*\(?(?:However|Except|Unless|Exceptions?|But|Provided that|This does not apply|Not (?:applicable|valid|included))\b",
)
# A line of the head of a quoted message, which says when and by whom that was sent.
_MAIL_HEAD: Final = re.compile(
    r"\s*(?:From|Sent|To|Cc|Bcc|Date|Subject|Reply-To|差出人|送信者|送信日時|宛先|日時|日付|件名|返信先)\s*[:：]",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[。．.!?！？][」』）)\"'”]*\s*$")

_REFUSAL: Final = Message(
    "The documents don't hold an answer to this question. The nearest passages are shown, but they are not an answer."
)
_TRANSLATION: Final = Message(" (machine translation)")


def quotes(
    evidence: Sequence[Evidence],
    settings: AnsweringSettings,
    listed: tuple[int, int] | None = None,
) -> tuple[tuple[Evidence, AnswerSentence], ...]:
    """Return the quotes of an answer, the one that answers first; none for no evidence.

    Args:
        evidence: Best first.
        settings: How many sentences at most.
        listed: The first and last sentence of a list that the best stands in and that is the answer as a whole
            (:func:`~kotae.answering.lists.list_asked_for`).
    """
    if not evidence:
        return ()
    best = evidence[0]
    passage = best.hit.passage
    places = list(range(listed[0], listed[1] + 1)) if listed else _places(passage, best)
    copies = [other.hit for other in evidence[1:] if other.text == best.text and other.hit is not best.hit]
    first = quote_of(passage, (places[0], places[-1]), copies)
    found = [first]
    further = [
        place
        for place, share in sorted(enumerate(best.reading.sentences), key=lambda pair: -pair[1])
        if share >= _PART and place not in places and not _is_bare(passage, place)
    ]
    found += [
        quote_of(passage, (place, place), ()) for place in sorted(further[: settings.max_sentences - 1])
    ]
    return tuple((best, sentence) for sentence in found[: settings.max_sentences])


def _places(passage: Passage, best: Evidence) -> list[int]:
    """Return which neighbouring sentences are quoted together."""
    texts = passage.texts
    last = len(texts) - 1
    place = _answer_to(passage, texts, best.place)
    places = [*_stretch(passage, texts, place)]
    if announces(texts[place]) or (
        place < last and stands_as_item(passage, place + 1) and not stands_as_item(passage, place)
    ):
        while places[-1] < last and len(places) <= _LONGEST_LIST and not announces(texts[places[-1] + 1]):
            following = texts[places[-1] + 1]
            if _END.search(following) and not stands_as_item(passage, places[-1] + 1) and len(places) > 1:
                break
            places.append(places[-1] + 1)
    elif place < last and _is_title(passage, place) and not stands_as_item(passage, place):
        places.append(place + 1)
    ends = [at for at in range(places[-1] + 1, last + 1) if passage.sentences[at].start < best.reading.end]
    if best.reading.end > best.sentence.end and len(ends) <= _MOST_AFTER:
        places += ends
    if places[-1] < last and _PROVISO.search(texts[places[-1] + 1]):
        places.append(places[-1] + 1)
    places = _with_neighbours(passage, best, places)
    return list(itertools.takewhile(lambda place: not gives_orders(texts[place]), places)) or [best.place]


def _with_neighbours(passage: Passage, best: Evidence, places: list[int]) -> list[int]:
    """Return the places with those before and after them on the line where the answer may begin, but isn't surely a part."""
    line, shares = line_of(passage, best.place), best.reading.sentences
    before, after = places[0] - 1, places[-1] + 1
    near = {
        at
        for at in (before, after)
        if at in line and _MAY_BE * best.share < shares[at] < _PART and not _is_bare(passage, at)
    }
    return sorted(near.union(places))


def _answer_to(passage: Passage, texts: Sequence[str], place: int) -> int:
    """Return where the answer begins if a sentence is of the line that asks: ``It is dead. What now?``; else the place.

    A paragraph that says something and then asks, as in a mail, isn't answered by what it says next, nor by what stands
    below a blank line.
    """
    line = line_of(passage, place)
    asking = [at for at in line if at >= place and asks(texts[at]) and not requests(passage, at)]
    asked = max(asking, default=None)
    if asked is None or asked + 1 == len(texts):
        return place
    asked_below = (
        asked == line[-1] and asked - line[0] < _LONGEST_QUESTION and not ends_paragraph(passage, asked)
    )
    return asked + 1 if asked == place or asked_below else place


def _stretch(passage: Passage, texts: Sequence[str], place: int) -> range:
    """Return the whole answer that a sentence is of, where it is short and stands under its question; else the sentence.

    A sentence that goes on an item, or a longer answer, comes with what it goes on.
    """
    line = line_of(passage, place)
    first = line[0]
    above = texts[first - 1] if first else innermost(passage.heading)
    if asks(above) and len(line) <= _LONGEST_ANSWER:
        return line
    goes_on = place - first <= _MOST_BEFORE and (asks(above) or is_item(texts[first]))
    return range(first if goes_on else place, place + 1)


def _is_title(passage: Passage, place: int) -> bool:
    """Return whether a sentence is a short line of its own, right over a longer one: what that is about, no answer."""
    sentence, following = passage.sentences[place], passage.sentences[place + 1]
    alone = (place == 0 or is_apart(passage, place - 1)) and is_apart(passage, place)
    text = passage.text_of(sentence).strip()
    longest = _TITLE_CHARS[sentence.language]
    end = passage.text.find("\n", following.start - passage.start)
    below = passage.text[following.start - passage.start : end if end >= 0 else len(passage.text)]
    return (
        alone
        and not ends_paragraph(passage, place)
        and CELLS not in text
        and len(text) <= longest
        and len(below) > 1.5 * len(text)
    )


def _is_bare(passage: Passage, place: int) -> bool:
    """Return whether a sentence says nothing by itself, or orders a machine about: a question, a header."""
    text = passage.text_of(passage.sentences[place]).strip()
    if (asks(text) and not requests(passage, place)) or gives_orders(text):
        return True
    if passage.is_history and _MAIL_HEAD.match(text):
        return True
    return len(text) < 6 and CELLS not in text


def quote_of(passage: Passage, stretch: tuple[int, int], copies: Sequence[Hit] = ()) -> AnswerSentence:
    """Return a stretch of sentences as an answer; behind it are cited the header of a row, and copies elsewhere."""
    first, last = passage.sentences[stretch[0]], passage.sentences[stretch[1]]
    text = passage.text[first.start - passage.start : last.end - passage.start]
    citations = [citation_in(passage, first.start, last.end)]
    header = header_of(passage, stretch[0])
    if header is not None and not gives_orders(passage.texts[header]):
        above = passage.sentences[header]
        citations.append(citation_in(passage, above.start, above.end))
    for hit in copies:
        at = hit.passage.text.find(text)
        if at >= 0:
            start = hit.passage.start + at
            citations.append(citation_in(hit.passage, start, start + len(text)))
    return AnswerSentence(text=text, citations=tuple(citations), support="quoted", language=first.language)


def citation_in(passage: Passage, start: int, end: int) -> Citation:
    """Return a stretch of a passage as a citation; where its cells and boxes are is added when the answer is known."""
    return Citation(
        start=start,
        end=end,
        document=passage.document,
        quote=passage.text[start - passage.start : end - passage.start],
        page=passage.page,
        heading=passage.heading,
    )


def with_labels(sentence: AnswerSentence) -> str:
    """Return the text of a quote; of a table's row with the cited labels on a line before it, for they tell what 84% is of."""
    first, *others = sentence.citations
    if CELLS not in sentence.text:
        return sentence.text
    heading = innermost(first.heading)
    if CELLS in heading:  # the row's passage begins below its labels
        return f"{heading}\n{sentence.text}"
    above = [one for one in others if one.document == first.document and one.end <= first.start]
    labels = [one.quote for one in above if CELLS in one.quote and one.quote != sentence.text]
    return "\n".join((*labels, sentence.text))


def answer_text(sentences: Sequence[AnswerSentence], *, short: Short | None, language: Language) -> str:
    """Return the answer as plain text: the short answer, then the quotes with their numbers; translations are named so."""
    label = _TRANSLATION.text(language)
    marked = " ".join(
        f"{sentence.text.strip()} [{number}]{label if sentence.support == 'translated' else ''}"
        for number, sentence in enumerate(sentences, start=1)
    )
    quoted = [detect_language(sentence.text) for sentence in sentences if sentence.support == "quoted"]
    lead_in = _lead_in(quoted[0], language) if quoted and quoted[0] != language else ""
    told = short.text if short is not None and short.language == language else ""
    if sentences and told == sentences[0].text.strip():
        told = ""
    lines = [told, lead_in, marked]
    return "\n".join(filter(None, lines))


def _lead_in(quoted: str, language: str) -> str:
    name = LANGUAGES[quoted].name
    told = Told(en=name["en"], ja=name["ja"])
    return Message("The documents say, in {language} (quoted as it stands):", language=told).text(language)


def refusal_text(language: Language, named: Sequence[str] = ()) -> str:
    """Return what is said when the documents don't hold the answer.

    Args:
        language: The question's.
        named: What the question names and no document holds.
    """
    if not named:
        return _REFUSAL.text(language)
    around = "「{}」" if language == "ja" else "“{}”"
    told = Message(
        "{names} {count:isn't|aren't} in the documents.",
        names=Listed([around.format(name) for name in named], ja=""),
        count=len(named),
    )
    return Listed([told, _REFUSAL], en=" ", ja="").text(language)
