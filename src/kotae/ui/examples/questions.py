"""Questions that a document may answer, made of what it says: its values, its tables, its statements, its headings.

People ask for an amount, a day, a person, or what a paper says of something, and they name it: a question that only
makes sense beside its paper (*What is the next hospital?*) is none (:mod:`kotae.ui.examples.references`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Final

from kotae.answering.instructions import gives_orders
from kotae.languages import ByLanguage
from kotae.records import Document, Language
from kotae.scripts import HIRAGANA, JAPANESE, KANJI, KATAKANA
from kotae.ui.examples.amounts import MAX_NAME_CHARS, lowered_name, of_lines, of_values
from kotae.ui.examples.cells import of_cells
from kotae.ui.examples.labels import asked_in_text, of_labels
from kotae.ui.examples.references import (
    bare_name,
    is_about_something,
    needs_context,
    quoted_in_japanese,
)
from kotae.ui.examples.statements import asked_of
from kotae.ui.examples.statements_english import asked_in_english

__all__ = ["candidates", "summary_asked"]

MAX_CELLS: Final = 8
# A longer one is tiring to read on a button.
_MAX_ASKED_CHARS: Final = ByLanguage[int]({"ja": 40, "en": 80})
_MAX_TITLE_CHARS: Final = ByLanguage[int]({"ja": 30, "en": 80})

_EMPTY: Final = re.compile(
    r"(?i)\A(?:[\W\d_]*|.*(?:目次|はじめに|おわりに|まとめ|概要|参考|付録|contents|introduction|summary|overview"
    r"|references|appendix|conclusion|notes?|see also).*)\Z"
)
# A question of a reader's: one that an essay asks and answers itself (なぜ日本なのか) means what stands above it.
_QUESTION: Final = re.compile(r"[?？]\Z|(?:です|ます|でしょう|ません|ました)か。?\Z")
_CUT_SHORT: Final = re.compile(r"(?:[はもがをら]|れば)\s*[?？]\Z|\A\W")
_ASKING_EN: Final = re.compile(
    r"(?i)(?:(?:in|at|on|by|for|until|from|with|to) )?(?:who|whose|whom|what|when|where|which|why|how|can|could|may|must"
    r"|do|does|did|is|are|was|were|will|would|should|have|has)(?:['’]s)?\b(?:\W+\w+){3}"
)
# A file's name, where a document has no other: nobody says *minutes* or *p1-30-16* of one.
_FILE_NAME: Final = re.compile(r"[\w.\-]*[\d_\-][\w.\-]*|[a-z.\-]+", re.ASCII)
# What something is, not what is done with it, nor how much it is.
_IS_JA: Final = (
    r"は、?(?![^。]*(?:\d|[一二三四五六七八九十百千万]円))[^。]*"
    rf"(?:である|です|をいう|をいいます|を指す|を指します|のこと|と呼ぶ|[{KANJI}{KATAKANA}])(?:。|\Z)"
)
_IS_EN: Final = r"(?: \([^)]*\))? (?:is|was|are|were) (?:an?|the|one|any|another word|what|when)\b"
# Words that are no single things, so that no article stands before them.
_MASS: Final = re.compile(
    r"(?:ance|ence|ment|tion|sion|ing|[iu]ty|ness|ship|age|ware|ery|work|safety|money|leave|water|power)\Z"
)
# Headings that no question can be made of: no bare name of a thing.
_NO_NAME: Final = re.compile(
    r"(?i:(?:by|an?|the|this|that|these|how|why|when|where|what|who|from|to|in|on|at|for|with|if|before|after|until|not|no"
    r"|\w+ing|\w+wards?)\b)|.*[a-z]s (?i:an?|the|his|her|more|less)\b"
    r"|.*\b(?i:its?|they|we|you|is|are|was|were|has|have|can|will|should|must|not)\b"
    rf"|.*[をがはへやも、，,：:|/／→・%％…【】〔〕「」『』※\d]|.*[{JAPANESE}]と[{HIRAGANA}{KATAKANA}{KANJI}]"
    r"|.*(?:か|たら|なぜ.*|どう.*|こと|もの|する|した|いる|なる|れる|[うくすつるぐぶむ])\Z"
    rf"|.*(?:株式会社|発行|改訂|改定|御中|様|殿|各位)\Z|.*[{JAPANESE}].*\s.*\s"
)


def candidates(document: Document) -> Iterator[str]:
    """Yield questions a document may answer, in its language, the likeliest to be asked first; none may be twice.

    Questions that are headings or lines, values in sentences and lines, cells of tables, what its statements tell,
    things that are defined, what stands beside a label, and last what it says of something.
    """
    spoken: Language = document.info.language
    headings = [
        words
        for block in document.blocks
        if block.kind == "heading" and " | " not in (words := document.text[block.start : block.end])
    ]
    names = [bare_name(words) for words in headings]
    if spoken not in ("ja", "en"):  # only its own questions can be asked in it
        yield from dict.fromkeys(name for name in names if _QUESTION.search(name))
        return
    sources = (
        (name for name in chain(names, asked_in_text(document)) if _is_question(name, spoken)),
        of_values(document, spoken),
        of_lines(document, spoken),
        islice(of_cells(document, spoken), MAX_CELLS),
        _of_statements(document, spoken),
        _of_definitions(document, spoken),
        of_labels(document, _title(document, spoken), spoken),
        _of_the_paper(document, spoken),
        _of_sections(document, names, spoken),
    )
    asked = (question for source in sources for question in source)
    yield from dict.fromkeys(question for question in asked if not gives_orders(question))


def _is_question(heading: str, language: Language) -> bool:
    """Return whether a heading is a question that is understood by itself."""
    if (
        not _QUESTION.search(heading)
        or _CUT_SHORT.search(heading)
        or len(heading) > _MAX_ASKED_CHARS[language]
    ):
        return False
    if needs_context(heading, language, of_anybody=True) or not is_about_something(heading, language):
        return False
    return language == "ja" or _ASKING_EN.match(heading) is not None


def _is_name(name: str, language: Language) -> bool:
    """Return whether a heading is the bare name of something that is understood by itself."""
    fits = 2 <= len(name) <= MAX_NAME_CHARS and len(name.split()) <= 4
    return fits and not (
        _EMPTY.match(name) or _QUESTION.search(name) or _NO_NAME.match(name) or needs_context(name, language)
    )


def _of_statements(document: Document, language: Language) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in ("paragraph", "list"):
            yield from asked_of(document.text[block.start : block.end], language)


def _of_definitions(document: Document, language: Language) -> Iterator[str]:
    """Yield what asks what something is, where the text below its heading begins by saying so."""
    for block, following in pairwise(document.blocks):
        name = bare_name(document.text[block.start : block.end]) if block.kind == "heading" else ""
        if (
            following.kind != "paragraph"
            or not _is_name(name, language)
            or not is_about_something(name, language)
        ):
            continue
        below = document.text[following.start : following.end].lstrip()
        if language == "ja" and re.match(rf"{re.escape(name)}(?:（[^）]*）)?(?:とは|{_IS_JA})", below):
            yield f"{name}とは何ですか？"
        elif language == "en" and re.match(rf"(?i)(?:the |an? )?{re.escape(name)}{_IS_EN}", below):
            yield f"What is {name}?"


def _of_sections(document: Document, names: Sequence[str], language: Language) -> Iterator[str]:
    """Yield what asks what the document, by its name, says of something it has a heading for."""
    title = _title(document, language)
    quoted = quoted_in_japanese(title)
    for name in names:
        if not title or name in title or not _is_name(name, language):
            continue
        if language == "ja":
            yield f"{quoted}の{name.removesuffix('について')}について教えてください"
        elif called := _with_article(lowered_name(name, document.text), document.text):
            yield f"What does “{title}” say about {called}?"


def _of_the_paper(document: Document, language: Language) -> Iterator[str]:
    """Yield what is understood only where it is said of which paper: *In “Lighting plan”, how many lamps does the show use?*."""
    title = _title(document, language) if language == "en" else ""
    if not title:
        return
    told = [document.text[b.start : b.end] for b in document.blocks if b.kind in ("paragraph", "list")]
    known = {*of_values(document, language), *chain.from_iterable(map(asked_in_english, told))}
    statements = (question for words in told for question in asked_in_english(words, within=True))
    for question in chain(of_values(document, language, within=True), statements):
        if question not in known:
            yield f"In “{title}”, {question[0].lower()}{question[1:]}"


def _with_article(name: str, text: str) -> str:
    """Return a lowered heading as English says it after *about*: *the van*, *prices*; empty where that can't be told."""
    head = re.split(r" (?:of|for|in|on|to|with|at|by|from) ", name)[0].split()[-1]
    said = re.escape(name)
    if " and " in name or re.search(r"(?<![sui])s\Z", head) or name != name.lower():
        return name
    if re.search(rf"(?i)\b(?:the|an?|each|every|per|no|its) (?:[\w'’-]+ )?{said}\b", text):
        return f"the {name}"
    alone = _MASS.search(head) or re.search(rf"(?im)(?:^|[.] ){said} (?:is|was|can|must|may|has)\b", text)
    return name if alone else ""


def summary_asked(document: Document, language: Language) -> str:
    """Return what asks for a summary of a document by its name, in a language; empty where it has none to be called by."""
    title = _title(document, document.info.language)
    told = any(
        block.kind in ("paragraph", "list") for block in document.blocks
    )  # a table has nothing to sum up
    if not title or not told or language not in ("ja", "en"):
        return ""
    if language == "ja":
        return f"{quoted_in_japanese(title)}をまとめてください"
    return f"What is “{title}” about?"


def _title(document: Document, language: Language) -> str:
    """Return a document's name where people would call it so; empty for a long one, or that of a part of it."""
    title = document.info.title
    inside = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    first = document.blocks[0] if document.blocks else None
    of_section = title in inside and first is not None and document.text[first.start : first.end] != title
    # What numbers it numbers a part; what is said in brackets is no number.
    numbered = not title.startswith(bare_name(title)[:2] or "\n")
    unnamed = _FILE_NAME.fullmatch(title) is not None
    return "" if of_section or numbered or unnamed or len(title) > _MAX_TITLE_CHARS[language] else title
