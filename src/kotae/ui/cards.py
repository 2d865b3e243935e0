"""The cards beside an answer: where each piece of evidence stands, marked by exact offsets."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlencode

from kotae.cells import cell_place
from kotae.labels import labels_above, told_headings
from kotae.language import word_language
from kotae.records import Answer, Citation, DocumentInfo, Hit, MatchedTerm, Passage, Span
from kotae.ui.escaping import element, escape, own_words, shorten
from kotae.ui.reader.excerpts import render_excerpt, render_quote
from kotae.ui.words import text

__all__ = [
    "file_name",
    "language_tag",
    "place_name",
    "reader_address",
    "reader_link",
    "render_hits",
    "render_sources",
    "source_count",
    "surroundings",
]

# Beside a refusal more would look like an answer.
MAX_NEAREST = 2
MAX_TERMS = 6
MAX_TERM_CHARS = 40
_QUANTITY = re.compile(r"(?:(?P<currency>[A-Z]{3})|[a-z]+):(?P<value>\d.*)")


def language_tag(language: str) -> str:
    """Return ``"ja"`` or ``"en"`` for an HTML ``lang`` attribute; anything else is English."""
    return "ja" if language == "ja" else "en"


def reader_address(document: str, place: Span | None, *, as_text: bool = False) -> str:
    """Return the address, relative to the page's, that opens a document at a place.

    Args:
        document: Its id.
        place: What to show at once; None for the beginning.
        as_text: Whether a document with pages is shown as text.
    """
    where: dict[str, object] = {"start": place.start, "end": place.end} if place else {}
    if as_text:
        where["view"] = "text"
    return "reader?" + urlencode({"document": document, **where})


def reader_link(document: str, place: Span, turn: int) -> Mapping[str, object]:
    """Return the attributes of a link that opens a document at a place.

    The address works by itself, in a new tab; the page's script opens the same place in the
    reader beside the conversation.
    """
    return {
        "href": reader_address(document, place),
        "data_action": "read",
        "data_document": document,
        "data_start": place.start,
        "data_end": place.end,
        "data_turn": turn,
    }


def render_sources(answer: Answer, citations: Sequence[Citation], *, language: str, turn: int) -> str:
    """Return the cards of the cited places, then, folded away, the passages not cited.

    Citations inside one passage share its card.

    Args:
        answer: The answer, for its passages.
        citations: The places it cites; row *i* has the number *i* + 1.
        language: The page's language.
        turn: Number of the turn on the page.
    """
    groups: dict[tuple[str, int, int], tuple[Hit | None, list[int]]] = {}
    for number, citation in enumerate(citations, start=1):
        hit = next((hit for hit in answer.hits if _covers(hit.passage, citation)), None)
        place: Span = hit.passage if hit else citation
        key = (citation.document.id, place.start, place.end)
        groups.setdefault(key, (hit, []))[1].append(number)
    cards = "".join(
        _cited_card(hit, numbers, citations, answer.question, language, turn)
        for hit, numbers in groups.values()
    )
    rest = [hit for hit in answer.hits if not any(_covers(hit.passage, cited) for cited in citations)]
    return cards + _others(rest, answer.question, language, turn)


def _others(hits: Sequence[Hit], question: str, language: str, turn: int) -> str:
    if not hits:
        return ""
    summary = element("summary", escape(text("other_passages", language, count=len(hits))))
    cards = render_hits(hits, question, language=language, turn=turn)
    return element("details", summary + cards, class_="k-others")


def _covers(passage: Passage, citation: Citation) -> bool:
    same = passage.document.id == citation.document.id
    return same and passage.start <= citation.start and citation.end <= passage.end


# Of 何年間: what is asked for isn't missing.
_ASKING = re.compile("何.?")


def source_count(answer: Answer) -> int:
    """Return how many cards an answer has: of places it cites, or of the passages nearest to a refusal."""
    if answer.status != "answered":
        return len(answer.hits[:MAX_NEAREST])
    return len({(c.document.id, c.start, c.end) for s in answer.sentences for c in s.citations})


def surroundings(hits: Sequence[Hit], citation: Citation) -> tuple[str, str]:
    """Return the sentences before and after a place in the passage it was found in, with the space there; empty at its edges."""
    passage = next((hit.passage for hit in hits if _covers(hit.passage, citation)), None)
    if passage is None:
        return "", ""
    before = [s for s in passage.sentences if s.end <= citation.start][-1:]
    after = [s for s in passage.sentences if s.start >= citation.end][:1]
    first = passage.text[before[0].start - passage.start : citation.start - passage.start] if before else ""
    second = passage.text[citation.end - passage.start : after[0].end - passage.start] if after else ""
    return first, second


def unmet_words(answer: Answer) -> tuple[str, ...]:
    """Return the words of a refused question that none of the passages shown beside it meets, in either language."""
    met = [term.question.casefold() for hit in answer.hits[:MAX_NEAREST] for term in hit.matched]
    return tuple(
        word
        for word in answer.missing
        if not any(
            _ASKING.fullmatch(word)
            or word.casefold() == term
            or (word_language(term) != "ja" and word.casefold().startswith(term))
            for term in met
        )
    )


def place_name(place: Passage | Citation, language: str) -> str:
    """Return the library, the headings and the page a place stands under, and its cells, for people; may be empty."""
    page = text("page", language, page=place.page) if place.page else ""
    library = text("in_library", language, library=place.document.library) if place.document.library else ""
    cells = cell_place(place.cells, language) if isinstance(place, Citation) else ""
    return " · ".join(part for part in (library, told_headings(place.heading, language), page, cells) if part)


def file_name(document: DocumentInfo) -> str:
    """Return the name of a document's file; empty where its title says as much. Two editions of a paper may have one title."""
    name = PurePosixPath(document.path).name
    stem, title = (
        re.sub(r"[\W_]+", "", words).casefold() for words in (PurePosixPath(name).stem, document.title)
    )
    return "" if stem in title else name


def render_hits(hits: Sequence[Hit], question: str, *, language: str, turn: int) -> str:
    """Return cards for passages that are not evidence: nothing marked, no number."""
    return "".join(_hit_card(hit, (), (), question, language, turn) for hit in hits)


def _cited_card(
    hit: Hit | None,
    numbers: Sequence[int],
    citations: Sequence[Citation],
    question: str,
    language: str,
    turn: int,
) -> str:
    marked = [citations[number - 1] for number in numbers]
    if hit:
        return _hit_card(hit, marked, numbers, question, language, turn)
    cited = marked[0]
    quote = element(
        "blockquote",
        element(
            "mark",
            render_quote(cited),
        ),
        lang=language_tag(cited.document.language),
        dir="auto",
    )
    return _card(cited, quote, numbers, cited, language, turn)


def _hit_card(
    hit: Hit, marked: Sequence[Citation], numbers: Sequence[int], question: str, language: str, turn: int
) -> str:
    passage = hit.passage
    words = render_excerpt(
        passage.text,
        marked,
        path=passage.document.path,
        offset=passage.start,
        labels=labels_above(passage.heading, passage.text),
    )
    # What is quoted is in sight from the start; only a box can be scrolled to, which a mark over lines is not.
    words = words.replace("<mark", element("span", "", class_="k-at") + "<mark", 1)
    quote = element("blockquote", words, lang=language_tag(passage.language), dir="auto")
    body = quote + _why(hit, question, language)
    return _card(passage, body, numbers, marked[0] if marked else passage, language, turn)


def _card(
    place: Passage | Citation, body: str, numbers: Sequence[int], target: Span, language: str, turn: int
) -> str:
    link = reader_link(place.document.id, target, turn)
    opener = element("a", escape(text("open_reader", language)), class_="k-open", **link)
    inner = _head(place, target, numbers, language) + body + element("footer", opener)
    return element("section", inner, class_="k-card" if numbers else "k-card k-plain")


def _head(place: Passage | Citation, target: Span, numbers: Sequence[int], language: str) -> str:
    document = place.document
    badges = "".join(element("span", str(number), class_="k-number") for number in numbers)
    cells = cell_place(target.cells, language) if isinstance(target, Citation) and target is not place else ""
    where = " · ".join(filter(None, (file_name(document), place_name(place, language), cells)))
    title = own_words("span", shorten(document.title), class_="k-title", title=shorten(document.path, 400))
    if where:
        title += own_words("span", shorten(where), class_="k-where")
    tag = language_tag(document.language)
    label = element("span", escape(text(f"tag_{tag}", language)), class_=f"k-lang k-lang-{tag}", lang=tag)
    return element("header", badges + element("span", title, class_="k-names") + label)


def _why(hit: Hit, question: str, language: str) -> str:
    if not hit.matched:
        return ""
    passage = hit.passage
    # A word may have met the title or a heading alone.
    source = f"{passage.text}\n{passage.heading}\n{passage.document.title}"
    pairs = _told_once([_pair(term, question, source) for term in hit.matched])
    terms = "".join(element("li", _in_both(pair)) for pair in pairs[:MAX_TERMS])
    label = element("span", escape(text("why_found", language)))
    return element("div", label + element("ul", terms), class_="k-why")


def _in_both(pair: str) -> str:
    """Return what met what, each word in its own language."""
    return " → ".join(element("span", escape(w), lang=word_language(w)) for w in pair.split(" → "))


def _pair(term: MatchedTerm, question: str, passage: str) -> str:
    asked = _written(_readable(term.question), question)
    found = _written(_readable(term.passage), passage)
    if word_language(asked) == "ja" and found in question:  # 龍 met 龍, though both are looked up as 竜
        asked = found
    if found == term.passage == term.question:  # the same word, written nowhere as it is: a stem
        found = asked
    return asked if asked.casefold() == found.casefold() else f"{asked} → {found}"


def _told_once(pairs: Sequence[str]) -> list[str]:
    """Return the pairs, each once, without parts and other spellings of an identifier among them: MG-2507, mg2507, 2507."""
    pairs = list(dict.fromkeys(pairs))
    bare = [re.sub(r"\W", "", pair).casefold() for pair in pairs]
    return [
        pair
        for place, (pair, own) in enumerate(zip(pairs, bare, strict=True))
        if not own.isascii()
        or "→" in pair
        or not any(
            own in other and (own != other or at < place) and any(map(str.isdigit, other))
            for at, other in enumerate(bare)
            if at != place
        )
    ]


def _written(term: str, source: str) -> str:
    """Return an English term as the source writes it: terms are stems (strategi), which nobody reads."""
    if word_language(term) == "ja" or not term.isalpha():
        return term
    stem = re.escape(term[:-1] + "y" if term.endswith("i") else term)
    loose = re.escape(term)
    words = re.findall(rf"(?i)(?<![a-z])(?:{stem}|{loose})[a-z]*", source, re.ASCII)
    return min(words, key=len, default=term)


def _readable(word: str) -> str:
    """Return a term as a reader would write it: quantities go by keys such as ``date:2025-05``."""
    found = _QUANTITY.fullmatch(word)
    shown = (
        word
        if found is None
        else f"{found['currency']} {found['value']}"
        if found["currency"]
        else found["value"]
    )
    return shorten(shown, MAX_TERM_CHARS)
