"""Where sentences end, in Japanese, English and both mixed.

The rules look at one candidate at a time (a run of end marks with the closing brackets and
footnote marks behind it) and ask what follows. Three things keep a sentence together that
looks finished: it stands inside brackets or quotes that are still open, it is quoted and the
sentence goes on behind the quote (「…。」と述べた), or its full stop belongs to an abbreviation
or a number. A line break is no end; a blank line and the mark of a list item are, and the breaks
between lines that each give a label and its value (製造番号：7KD-00925, Serial no.: 7KD).

Law: the sentences tile the text: together they hold every character that isn't white space,
in order, apart from each other, none beginning or ending with white space.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator

from kotae import lazy_re as re
from kotae.languages import LANGUAGES, LanguageTables
from kotae.scripts import HALF_WIDTH_KANA, JAPANESE, KATAKANA

__all__ = ["sentence_bounds"]

# A bracket that isn't closed for so long was forgotten: sentences end again.
_MAX_QUOTE = 300
_MAX_NUMBER = 20

_CLOSERS = "」』）】〉》〕］｝”’\"')\\]}"
_FOOTNOTES = (
    r"(?:[¹²³⁰⁴-⁹]+(?:[,⁻–-][¹²³⁰⁴-⁹]+)*"
    r"|[ \t]?\[\d{1,3}(?:\s?[,、–-]\s?\d{1,3})*\](?!\()"
    r"|\[\^[^\]\s]{1,32}\]"
    r"|[（(]?※\d{1,3}[)）]?)*"
)
# What ends a sentence whatever follows, in Japanese and where a language has a mark of its own.
_ENDS = "。｡" + "".join(tables.sentence_ends for tables in LANGUAGES.values())
_MARKS = f"{_ENDS}．！？!?.…"
_CANDIDATE = re.compile(rf"[{re.escape(_MARKS)}]+[*_`]*[{_CLOSERS}]*[*_`]*(?P<notes>{_FOOTNOTES})")
_ITEM = (
    r"\n(?=[ \t\u3000]*(?:[-*+•●◦‣・]\s|[・●◦‣•]|(?:\d{1,3}|[A-Za-z])[.)）]\s"
    r"|[①-⑳㈠-㈩]|>\s|\||--?[A-Za-z][\w-]*[^\n]{0,40}?  +\S))"
)
_ITEM_BREAK = re.compile(_ITEM)
_BREAK = re.compile(rf"\n[ \t\r\u3000]*\n\s*|{_ITEM}")
# A label and its value on a line of their own: no time (10:30), no address (https://), no sentence before the colon.
_FIELD = re.compile(
    rf"[ \t\u3000]*(?:(?=[^\n:：]{{0,23}}[{JAPANESE}])[^\s:：。．！？、|][^\n:：。．！？、|]{{0,23}}[:：](?!//)"
    r"|[A-Za-z][A-Za-z0-9 .()/&'’-]{0,31}:(?=[ \t]))[ \t\u3000]*\S"
)
_BRACKET = re.compile(r"[「『（(【〈《〔［\[{」』）)】〉》〕］\]}]")
_CLOSE_OF = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〈": "〉", "《": "》", "〔": "〕"} | {
    "［": "］",
    "[": "]",
    "{": "}",
}
_JAPANESE = re.compile(f"[{JAPANESE}{HALF_WIDTH_KANA}〆」』）】]")
_KATAKANA = re.compile(f"[{KATAKANA}{HALF_WIDTH_KANA}]")

# What shows, right behind a closing quote, that the sentence goes on.
_GOES_ON = re.compile(
    r"\s*(?:と(?!ころ|ても|はいえ|にかく|りわけ|もあれ|りあえ)|って|の(?!ち)|を|が[^、]|は(?!い|じ|っ|る|ず)"
    r"|も(?!し|う|ち|っ|の|と)|に(?!も|わ|ゅ|っ|ほ)|で(?:す(?!が|か|の)|(?!も|は|す|き))|や(?!は|っ|が)|か(?!つ|な|ら|の)|へ|な[どらの]|だ(?!が|か)|[、，,・：:。．？！]|風|式|側|派|系)"
)
_GOES_ON_UNQUOTED = re.compile(
    r"\s*(?:と(?:い|の|述|話|言|語|思|考|聞|問|答|し|は(?!いえ)|、)|という|って(?!い)|[、，を])"
)


def _all(words: Callable[[LanguageTables], frozenset[str]]) -> frozenset[str]:
    """Return what is said in the tables of every language: a sentence's own isn't known before it is found."""
    return frozenset(word for tables in LANGUAGES.values() for word in words(tables))


_NEVER_LAST = _all(lambda tables: tables.never_last)
_BEFORE_ANYTHING = _all(lambda tables: tables.before_anything)
_BEFORE_NUMBER = _all(lambda tables: tables.before_number)
_MAYBE_LAST = _all(lambda tables: tables.maybe_last)
_STARTERS = _all(lambda tables: tables.starters)
_WORD_BEFORE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:[A-Za-z0-9]|\.(?=[A-Za-z0-9]))*$")
# What numbers an item: 3, 2.1, b, aa, iv. Other words of two letters may be a sentence ("No.").
_ITEM_MARK = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}|([A-Za-z])\1?|[ivx]{2,6}|[IVX]{2,6}")
_NEXT = re.compile(r"\s*[\"'“‘「『（(\[*_]*(?P<first>\w?)(?P<rest>[\w.:/()-]{0,80})")


def sentence_bounds(
    text: str, *, start: int = 0, end: int | None = None, one_block: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence in ``text[start:end]``, in order; none for white space.

    Offsets count from the beginning of ``text``. Time is linear in the length. In the text of
    ``one_block`` a blank line is no end: reading leaves one inside only where a page break split
    a sentence.
    """
    stop = len(text) if end is None else end
    pieces = _pieces(text, start, stop, _ITEM_BREAK if one_block else _BREAK)
    for piece_start, piece_end in (field for piece in pieces for field in _fields(text, *piece)):
        begin = piece_start
        for boundary in _boundaries(text, piece_start, piece_end):
            yield from _trimmed(text, begin, boundary)
            begin = boundary
        yield from _trimmed(text, begin, piece_end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without the white space at its ends; nothing if there is no more."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _pieces(text: str, start: int, end: int, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between blank lines and list items."""
    for match in breaks.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _fields(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a piece cut before every line that gives a label and its value, where the line before or after does so too."""
    lines = [start, *(match.end() for match in re.compile("\n").finditer(text, start, end))]
    labelled = [_FIELD.match(text, line, end) is not None for line in lines]
    for line, before, own, after in zip(
        lines[1:], labelled, labelled[1:], [*labelled[2:], False], strict=False
    ):
        if own and (before or after):
            yield start, line
            start = line
    yield start, end


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end within one piece."""
    quotes = _closed_brackets(text, start, end)
    inside_until = start
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        while quotes and quotes[-1][0] < match.start():
            inside_until = max(inside_until, quotes.pop()[1])
        if match.end() < inside_until:
            continue
        if _ends_sentence(text, begin, match, end):
            begin = match.end()
            yield begin


def _closed_brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where brackets open and, one past, close; last first; only pairs of some 300 characters."""
    pairs: list[tuple[int, int]] = []
    opened: deque[tuple[str, int]] = deque()
    waiting: Counter[str] = Counter()  # so that a closing mark nobody waits for costs nothing
    for match in _BRACKET.finditer(text, start, end):
        mark = match.group()
        while opened and match.start() - opened[0][1] > _MAX_QUOTE:
            waiting[opened.popleft()[0]] -= 1
        if mark in _CLOSE_OF:
            opened.append((_CLOSE_OF[mark], match.start()))
            waiting[_CLOSE_OF[mark]] += 1
        elif waiting[mark] > 0:
            awaited, begin = opened.pop()
            while awaited != mark:
                waiting[awaited] -= 1
                awaited, begin = opened.pop()
            waiting[mark] -= 1
            pairs.append((begin, match.end()))
    return sorted(pairs, reverse=True)


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Return whether the candidate is the end of the sentence that begins at ``begin``."""
    marks = match.group()
    core = marks.rstrip("*_`" + _CLOSERS.replace("\\", ""))
    after = text[match.end() : match.end() + 1] if match.end() < end else ""
    before = text[match.start() - 1 : match.start()] if match.start() > begin else ""
    if not after:
        return True
    closed = match.start("notes") > match.start() + _mark_length(marks)
    if marks[0] in f"{_ENDS}．！？" or _JAPANESE.match(before):
        return _ends_japanese(text, match, before=before, after=after, closed=closed)
    if not after.isspace() and not match.group("notes"):
        return False
    return _ends_english(text, begin, match, core=core)


def _mark_length(marks: str) -> int:
    """Return how many of the characters are end marks."""
    return len(marks) - len(marks.lstrip(_MARKS))


def _ends_japanese(text: str, match: re.Match[str], *, before: str, after: str, closed: bool) -> bool:
    """Return whether a Japanese end mark ends the sentence."""
    marks = match.group()
    if closed and _GOES_ON.match(text, match.end()):
        return False
    if marks[0] in _ENDS:
        return True
    if marks[0] in "….":
        return after.isspace() and marks[0] == "." and not closed
    if marks[0] == "．":
        return _JAPANESE.match(before) is not None and not after.isdigit()
    # ハロー！プロジェクト is a name.
    if len(marks) == 1 and _KATAKANA.match(before) and _KATAKANA.match(after):
        return False
    return not _GOES_ON_UNQUOTED.match(text, match.end())


def _ends_english(text: str, begin: int, match: re.Match[str], *, core: str) -> bool:
    """Return whether a full stop, ``!`` or ``?`` behind Latin text ends the sentence."""
    following = _NEXT.match(text, match.end())
    first = following.group("first") if following else ""
    if first and core == "." and _ITEM_MARK.fullmatch(text[begin : match.start()].strip()):
        return False
    if first and _JAPANESE.match(first):
        return text[match.end()].isspace() and not _GOES_ON.match(text, match.end())
    if not first:
        return "." not in core[:1] or text[match.end() : match.end() + 1].isspace()
    rest = following.group("rest") if following else ""
    if first.islower():
        return (
            core == "."
            and bool(re.search(r"[_.:/(]\w", rest))
            and not _is_abbreviation(text, begin, match, first + rest)
        )
    if core[0] in "!?":
        return True
    return not (core == "." and _is_abbreviation(text, begin, match, first + rest))


def _is_abbreviation(text: str, begin: int, match: re.Match[str], following: str) -> bool:
    """Return whether the full stop belongs to an abbreviation and the sentence goes on."""
    found = _WORD_BEFORE.search(text, max(begin, match.start() - 20), match.start())
    if found is None:
        # A number or letter alone at the beginning is the mark of a list item.
        return text[begin : min(match.start(), begin + _MAX_NUMBER + 1)].strip().isdigit()
    word = found.group().lower()
    if word in _NEVER_LAST or word in _BEFORE_ANYTHING:
        return True
    if word in _BEFORE_NUMBER:
        return following[:1].isdigit() or (len(word) == 1 and following[:1].isupper())
    is_initial = len(word) == 1 and found.group().isupper()
    if is_initial and found.start() == begin:
        return True
    if word in _MAYBE_LAST or is_initial or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return following.lower() not in _STARTERS or following[:1].isdigit()
    return False
