"""Pack sentences into passages, the units that are embedded, found and cited.

A passage is a slice and never edits its text: ``document.text[start:end]`` is
``passage.text``, always. It ends where a sentence ends, holds whole sentences under one
heading on one page, and every sentence that isn't left out lands in at least one passage.
Title and headings go in front of what is *embedded* (:func:`embedding_text`), never into what
is quoted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kotae.folding import fold
from kotae.ranges import at_least
from kotae.records import QUOTED_EN, QUOTED_JA, Block, BlockKind, Document, Language, Passage, Sentence

__all__ = ["HEADING_SEPARATOR", "PassageSplitter", "breadcrumb", "embedding_text", "heading_in", "innermost"]

HEADING_SEPARATOR = " › "

_CUT_BEHIND = re.compile(r".*(?:[、，；：）」』】〉》。．！？]|\s)", re.DOTALL)
_SENTENCE_END = re.compile(r"[。．.!?！？][」』”\"'）)]*\s*\Z")
_PAIR = re.compile(r"[:：|｜\t]")
# So few characters say little alone and would be found by anything: they join the text below. A title may be longer.
_MAX_CRUMB_CHARS = 20
_MAX_TITLE_CHARS = 60


@dataclass(slots=True, kw_only=True)
class _Section:
    """Sentences that may share a passage.

    Attributes:
        block: The block that says where they stand.
        sentences: In order.
        broken: Whether text that gives no passage stands between the section before and this one.
    """

    block: Block
    sentences: list[Sentence]
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSplitter:
    """Packs whole sentences, greedily and in order, up to a size.

    The fields are the settings: they compare by value and are stored with an index.

    Attributes:
        max_chars: Longest passage wanted, in Japanese characters; a Latin letter counts a
            third, since a Japanese character says about as much as three of them. (Counted
            as UTF-8 bytes divided by three.) A longer sentence is cut, at punctuation or
            white space where there is any. See ``benchmarks/passages/`` for the default.
        overlap_sentences: How many sentences at the end of a passage are repeated at the
            beginning of the next one, as far as they fill no more than half of it.
        left_out: Kinds of blocks that don't become passages.

    Raises:
        SettingValueError: ``max_chars`` is below 10 or ``overlap_sentences`` below 0.
    """

    max_chars: int = 400
    overlap_sentences: int = 1
    left_out: tuple[BlockKind, ...] = ("references",)

    def __post_init__(self) -> None:
        at_least(10, self, "max_chars", stage="passages")
        at_least(0, self, "overlap_sentences", stage="passages")

    def split(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Passage, ...]:
        """Return the passages of one document, in reading order.

        A heading with text under it is no passage of its own: it is in ``passage.heading``.
        A sentence longer than ``max_chars`` is cut, so that nothing is lost.

        Args:
            document: The source of the text.
            sentences: Where its sentences are, in order, apart from each other, each within
                one block; what lies outside all blocks is passed over.

        Returns:
            One passage or more for any sentence that isn't left out; none for no sentence.

        Raises:
            ValueError: The sentences overlap, are out of order, or leave the text.
        """
        _check(document, sentences)
        passages: list[Passage] = []
        for block, section in self._sections(document, sentences):
            pieces = [piece for sentence in section for piece in self._cut(document.text, sentence)]
            passages += (_passage(document, block, packed) for packed in self._pack(document.text, pieces))
        return tuple(passages)

    def _sections(
        self, document: Document, sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Block, Sequence[Sentence]]]:
        """Yield the sentences that may share a passage, with the block that says where they stand."""
        shown = _shown_headings(document)
        sections: list[_Section] = []
        broken, at = True, 0
        for block in document.blocks:
            while at < len(sentences) and sentences[at].start < block.start:
                at += 1
            begin = at
            while at < len(sentences) and sentences[at].end <= block.end:
                at += 1
            if block.kind in self.left_out or block.start in shown:
                broken = broken or block.kind in self.left_out
                sections += (
                    [_Section(block=block, sentences=[])] if sections and sections[-1].sentences else []
                )
            elif begin < at:
                self._continue(sections, block, sentences[begin:at], broken=broken)
                broken = False
        for section in _without_crumbs(document.text, [one for one in sections if one.sentences]):
            yield section.block, section.sentences

    def _continue(
        self, sections: list[_Section], block: Block, sentences: Sequence[Sentence], *, broken: bool
    ) -> None:
        """Add the sentences of a block to the last section, or begin a new one."""
        if not broken and sections and sections[-1].sentences and _same_place(sections[-1].block, block):
            sections[-1].sentences += sentences
            return
        sections.append(_Section(block=block, sentences=list(sentences), broken=broken))

    def _cut(self, text: str, sentence: Sentence) -> Iterator[Sentence]:
        """Yield the sentence, or pieces of it that are short enough, in order, tiling it."""
        start = sentence.start
        while not _fits(text, start, sentence.end, self.max_chars):
            end = _reach(text, start, sentence.end, self.max_chars * 3)
            # Only the second half is searched, so that no piece is a crumb.
            middle = start + (end - start) // 2
            if found := _CUT_BEHIND.match(text, middle, end):
                end = found.end()
            yield from _without_space(text, start, end, sentence.language)
            start = end
        yield from _without_space(text, start, sentence.end, sentence.language)

    def _pack(self, text: str, pieces: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
        """Yield runs of sentences that fill a passage, each beginning inside the one before."""
        first = 0
        fresh = 0
        while fresh < len(pieces):
            last = fresh + 1
            while last < len(pieces) and _fits(text, pieces[first].start, pieces[last].end, self.max_chars):
                last += 1
            yield pieces[first:last]
            fresh = first = last
            while (
                last < len(pieces)
                and last - first < self.overlap_sentences
                and _fits(text, pieces[first - 1].start, pieces[last - 1].end, self.max_chars // 2)
                and _fits(text, pieces[first - 1].start, pieces[last].end, self.max_chars)
            ):
                first -= 1


def breadcrumb(headings: Iterable[str]) -> str:
    """Return headings as one line, outermost first; those that say nothing are left out, empty for none."""
    return HEADING_SEPARATOR.join(filter(None, headings))


def heading_in(headings: str, language: str) -> str:
    """Return a passage's headings as they are shown: that a message is quoted is said in the reader's language."""
    mark, other = (QUOTED_JA, QUOTED_EN) if language == "ja" else (QUOTED_EN, QUOTED_JA)
    return mark + headings.removeprefix(other) if headings.startswith(other) else headings


def innermost(headings: str) -> str:
    """Return the last of a passage's headings, the one it stands right under; empty for none."""
    return headings.rpartition(HEADING_SEPARATOR)[2]


def embedding_text(passage: Passage) -> str:
    """Return what is embedded and indexed for a passage: title, headings and folded text, a line each.

    A heading that only repeats the title is said once, and a title that is only the id of a row
    in a collection says nothing. Never quoted: see the module.
    """
    title = fold(passage.document.title)
    if passage.document.path.endswith(f"#{passage.document.title}"):
        title = ""
    heading = fold(passage.heading)
    if heading == title or heading.startswith(title + HEADING_SEPARATOR):
        title = ""
    return "\n".join(part for part in (title, heading, fold(passage.text)) if part)


def _check(document: Document, sentences: Sequence[Sentence]) -> None:
    previous = 0
    for sentence in sentences:
        if sentence.start < previous or sentence.end > len(document.text):
            raise ValueError(
                f"sentence {sentence.start}-{sentence.end} overlaps, is out of order or leaves the text"
            )
        previous = sentence.end


def _shown_headings(document: Document) -> set[int]:
    """Return where the heading blocks begin that are shown with what they head: no passages of their own.

    That is every heading on the path of the next text, and the title, as long as there is any text.
    """
    shown: set[int] = set()
    path: tuple[str, ...] = ()
    for block in reversed(document.blocks):
        if block.kind != "heading":
            path = (*block.headings, document.info.title)
        elif document.text[block.start : block.end].lstrip("# \t").startswith(tuple(filter(None, path))):
            shown.add(block.start)
    return shown


def _without_crumbs(text: str, sections: Sequence[_Section]) -> list[_Section]:
    """Join what is too little to be found by itself with the text it belongs to: the next, else the one before.

    A crumb is a heading with nothing under it, a few words that are neither a sentence nor a pair of label
    and value, or what stands under the title of the whole: by whom, of when. It joins text
    on the same page under the same headings or under more of them.
    """
    kept: list[_Section] = []
    for number, section in enumerate(sections):
        after = sections[number + 1] if number + 1 < len(sections) else None
        if not _is_crumb(text, section, first=number == 0):
            kept.append(section)
        elif after is not None and not after.broken and _belongs_to(section.block, after.block):
            after.sentences[:0] = section.sentences
            after.broken = section.broken
        elif kept and not section.broken and _belongs_to(section.block, kept[-1].block):
            kept[-1].sentences += section.sentences
        else:
            kept.append(section)
    return kept


def _is_crumb(text: str, section: _Section, *, first: bool) -> bool:
    start, end = section.sentences[0].start, section.sentences[-1].end
    if section.block.kind == "heading":
        return True
    content = text[start:end]
    small = _fits(text, start, end, _MAX_TITLE_CHARS if first else _MAX_CRUMB_CHARS)
    return small and not _SENTENCE_END.search(content) and not _PAIR.search(content)


def _belongs_to(crumb: Block, other: Block) -> bool:
    return crumb.page == other.page and other.headings[: len(crumb.headings)] == crumb.headings


def _same_place(first: Block, second: Block) -> bool:
    return first.headings == second.headings and first.page == second.page


def _size(text: str, start: int, end: int) -> int:
    """Return the size in UTF-8 bytes: three for a Japanese character, one for a Latin letter."""
    return len(text[start:end].encode("utf-8", "surrogatepass"))


def _fits(text: str, start: int, end: int, max_chars: int) -> bool:
    """Return whether a stretch is no longer than ``max_chars``; encodes only where counting isn't enough."""
    length = end - start
    # No character takes more than four bytes, none less than one.
    return length * 4 <= max_chars * 3 or (
        length <= max_chars * 3 and _size(text, start, end) <= max_chars * 3
    )


def _reach(text: str, start: int, end: int, max_bytes: int) -> int:
    """Return how far from ``start`` ``max_bytes`` reach, at least one character."""
    piece = text[start : min(end, start + max_bytes)].encode("utf-8", "surrogatepass")[:max_bytes]
    return start + max(1, len(piece.decode("utf-8", "ignore")))


def _without_space(text: str, start: int, end: int, language: Language) -> Iterator[Sentence]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = first + len(piece.strip())
    if first < last:
        yield Sentence(start=first, end=last, language=language)


def _passage(document: Document, block: Block, sentences: Sequence[Sentence]) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    sizes: Counter[Language] = Counter()
    for sentence in sentences:
        sizes[sentence.language] += _size(document.text, sentence.start, sentence.end)
    return Passage(
        start=start,
        end=end,
        document=document.info,
        text=document.text[start:end],
        sentences=tuple(sentences),
        # Where Japanese and another language share a passage equally, it is the other's.
        language=max(sizes, key=lambda code: (sizes[code], code != "ja")),
        page=block.page,
        heading=breadcrumb(block.headings),
    )
