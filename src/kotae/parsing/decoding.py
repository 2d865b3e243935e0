"""Bytes → text: which encoding, and is it text at all.

Certain signs first: a byte order mark, ISO-2022-JP escapes, valid UTF-8, NULs at every second
byte (UTF-16), a charset the document itself declares. Only then is it guessed, among Shift_JIS
(CP932), EUC-JP and Western European, by how ordinary the decoded characters are; where two
guesses are close, charset-normalizer has the last word. A file whose lines differ is decoded line
by line. Decoding never fails: what can't be
decoded is shown as U+FFFD, with a warning.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Message
from kotae.parsing.files import Source, printable
from kotae.parsing.iso2022 import decode_iso2022, is_iso2022
from kotae.parsing.kana_or_kanji import reads_as_half_width, reads_as_kanji
from kotae.parsing.known_formats import known_format
from kotae.parsing.struck import PRIVATE, harmless

__all__ = ["Decoded", "decode", "read_text"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES: Final = ("utf-8", "cp932", "euc_jp", "euc_jis_2004", "cp1252")
# The names charset-normalizer knows them by.
_SAME_NAME: Final = {"shift_jis": "cp932", "euc_jis_2004": "euc_jp", "latin_1": "cp1252"}
# What declared names mean in practice: browsers read them so.
_DECLARED: Final = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
}
_SAMPLE_BYTES: Final = 50_000
_SHORT_BYTES: Final = 400
_CLOSE: Final = 0.15
_MIN_CERTAIN_CHARS: Final = 8
_CERTAIN: Final = 0.7
_TYPOGRAPHY: Final = frozenset("“”‘’–—…€•™«»°§©®£·×½¿¡ºª")
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    r"""A text and how it was decoded.

    Attributes:
        text: Line breaks are ``\n``; a byte order mark is gone; NUL and characters of private use above U+100000 are U+FFFD.
        encoding: Python's name of the encoding; two of them with a ``+`` where lines differ.
        warnings: In both languages.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def read_text(source: Source, *, declared: str = "") -> Decoded:
    """Return the text of a file.

    Args:
        source: The file.
        declared: The charset the document names itself, if any.

    Raises:
        ReadingError: The bytes are no text.
    """
    if kind := _binary_kind(source.data):
        shown = printable(source.path)
        raise ReadingError(
            "this is a binary file{kind}, not text, whatever its name says. "
            "Save it as UTF-8 text, Markdown or HTML, or take it out of the folder.",
            path=shown,
            kind=Message(" ({kind})", kind=kind) if kind != "binary" else "",
        )
    return decode(source.data, declared=declared)


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Return the text of any bytes; the empty text for none. Never fails."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _finish(data[len(bom) :], encoding)
    if is_iso2022(data) and not re.search(rb"[\x80-\xff]", data):
        return _finish_text(_strict(data, "iso2022_jp_ext") or decode_iso2022(data), "iso2022_jp_ext")
    if not declared and _is_kanji_by_chance_utf8(data):
        return _finish(data, "euc_jp")
    for encoding in (_utf16(data), "utf-8", _declared(declared)):
        if encoding and (text := _strict(data, encoding)) is not None:
            return Decoded(text=_normalise(text), encoding=encoding, warnings=_of_a_font(text))
    named = _declared(declared)
    if named in _GUESSES and _ordinariness(data.decode(named, "replace").replace("\ufffd", "", 1)) > _CERTAIN:
        return _finish(data, named)
    return _line_by_line(data) or _finish(data, _guess(data))


def _is_kanji_by_chance_utf8(data: bytes) -> bool:
    """Whether a few bytes are everyday kanji in EUC-JP, and in UTF-8 letters that nobody writes together."""
    if len(data) > _SHORT_BYTES or data.isascii():
        return False
    chance, kanji = _strict(data, "utf-8"), _strict(data, "euc_jp")
    if chance is None or kanji is None or any("\x7f" < character <= "\xff" for character in chance):
        return False
    return _ordinariness(chance) < 0 and reads_as_kanji(kanji)


def _line_by_line(data: bytes) -> Decoded | None:
    """The text of a file put together from others: lines of Japanese in UTF-8, lines in another encoding."""
    lines = data.split(b"\n")
    texts = [_strict(line, "utf-8") for line in lines]
    certain = "".join(text for text in texts if text and not text.isascii())
    others = b"\n".join(line for line, text in zip(lines, texts, strict=True) if text is None)
    if len(certain) < _MIN_CERTAIN_CHARS or _ordinariness(certain) < _CERTAIN or not others.strip():
        return None
    encoding = _guess(others)
    if encoding == "utf-8":  # merely damaged
        return None
    decoded = "\n".join(
        line.decode(encoding, "replace") if text is None else text
        for line, text in zip(lines, texts, strict=True)
    )
    warning = Message(
        "some lines are in UTF-8 and some in {encoding}; save the file as UTF-8", encoding=encoding
    ).both()
    return Decoded(text=_normalise(decoded), encoding=f"utf-8+{encoding}", warnings=(warning,))


def _finish(data: bytes, encoding: str) -> Decoded:
    return _finish_text(data.decode(encoding, "replace"), encoding)


def _finish_text(decoded: str, encoding: str) -> Decoded:
    lost = decoded.count("\ufffd")
    warnings: tuple[str, ...] = ()
    if lost > 0:
        warnings = (
            Message(
                "not everything could be decoded as {encoding}: {lost} characters show as \ufffd; save the file "
                "as UTF-8",
                encoding=encoding,
                lost=lost,
            ).both(),
        )
    return Decoded(text=_normalise(decoded), encoding=encoding, warnings=warnings)


def _normalise(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return harmless(text.replace("\x00", "\ufffd"))


def _of_a_font(text: str) -> tuple[str, ...]:
    """Say how many characters only one font knows; among them are those that mark text crossed out here."""
    count = len(PRIVATE.findall(text))
    said = Message("{count} characters that only one font knows (private use) show as \ufffd", count=count)
    return (said.both(),) if count else ()


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _declared(name: str) -> str:
    """Python's name for a declared charset; empty for one that is unknown or no text encoding."""
    name = name.strip().lower()
    if not name or not name.isascii():
        return ""
    try:
        found = codecs.lookup(_DECLARED.get(name, name))
    except (LookupError, ValueError):
        return ""
    # A declaration inside the bytes can't be true of UTF-16; codecs like "hex" aren't encodings.
    if found.name.startswith(("utf-16", "utf-32", "utf-7")) or not found._is_text_encoding:
        return ""
    return _DECLARED.get(found.name, found.name)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: it decodes, reads as text, and is mostly kana and ASCII."""
    sample = data[: _SAMPLE_BYTES & ~1]
    if len(data) % 2 or len(sample) < 2:
        return ""
    # Other text without NULs, cut inside a character at worst.
    if b"\x00" not in sample and (sample.isascii() or _strict(sample[:-4], "utf-8") is not None):
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(sample, encoding)
        share = _plain_share(text) if text else 0.0
        if text and share > 0.25 and _ordinariness(text) > (0.2 if share > 0.6 else 0.7):
            return encoding
    return ""


def _plain_share(text: str) -> float:
    return sum("\t" <= character <= "~" or "\u3041" <= character <= "\u30ff" for character in text) / len(
        text
    )


def _guess(data: bytes) -> str:
    sample = _telling_part(data)
    if len(sample) <= _SHORT_BYTES and reads_as_half_width(sample.decode("cp932", "replace")):
        return "euc_jp" if reads_as_kanji(sample.decode("euc_jp", "replace")) else "cp932"
    scores = {encoding: _score(sample, encoding) for encoding in _GUESSES}
    best = max(scores, key=lambda encoding: scores[encoding])
    close = [encoding for encoding, score in scores.items() if scores[best] - score < _CLOSE]
    if len(close) > 1 and (named := _second_opinion(sample)):
        return next((encoding for encoding in close if _SAME_NAME.get(encoding, encoding) == named), best)
    return best


def _second_opinion(sample: bytes) -> str:
    """The encoding that charset-normalizer takes it for, empty where it has none; few files need to import it."""
    from charset_normalizer import from_bytes

    match = from_bytes(sample, cp_isolation=["cp932", "euc_jp", "cp1252"]).best()
    return _SAME_NAME.get(match.encoding, match.encoding) if match else ""


def _telling_part(data: bytes) -> bytes:
    """A part beginning with the line of the first byte beyond ASCII: what lies before says nothing."""
    first = re.search(rb"[\x80-\xff]", data)
    begin = first.start() if first else 0
    begin = max(data.rfind(b"\n", 0, begin) + 1, begin - 1_000)
    return data[begin : begin + _SAMPLE_BYTES]


def _score(data: bytes, encoding: str) -> float:
    """How ordinary the text is under this encoding, 1 at best; broken bytes weigh heavily."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return _ordinariness(text) - min(3.0, 20 * broken / max(1, len(text)))


@cache
def _common_kanji() -> frozenset[str]:
    """The 2,965 kanji of JIS level 1."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD0) for cell in range(0xA1, 0xFF))
    return frozenset(row.decode("euc_jp", "ignore") for row in rows)


def _ordinariness(text: str) -> float:
    """The mean over the characters beyond ASCII, from -2 (never seen in prose) to 1."""
    common, total, count = _common_kanji(), 0.0, 0
    for position, character in enumerate(text):
        if character >= "\x80":
            count += 1
            total += _weight(character, text[max(0, position - 1) : position + 2], common)
        elif character < " " and character not in "\t\n\r\f":
            count += 1
            total -= 2
    return total / count if count else 1.0


def _weight(character: str, around: str, common: frozenset[str]) -> float:
    if "\u3001" <= character <= "\u30ff" or character in common or "\uff01" <= character <= "\uff5e":
        return 1.0
    # Arrows, box drawing, circled numbers, ■●★: JIS has them, prose and lists use them.
    if "\u2190" <= character <= "\u2669":
        return 0.8
    if "\uff61" <= character <= "\uff9f":
        return 0.2
    if character in _TYPOGRAPHY:
        return 0.5
    if "\u00c0" <= character <= "\u00ff":
        return 0.8 if any(beside.isascii() and beside.isalpha() for beside in around) else -0.5
    if "\u3400" <= character <= "\u9fff":
        return 0.3
    return (
        -2.0 if character < "\u00a0" or "\ue000" <= character <= "\uf8ff" or character == "\ufffd" else -0.5
    )


def _binary_kind(data: bytes) -> str:
    """The format's name where it is known, ``"binary"`` for other binary data, else the empty string."""
    if name := known_format(data):
        return name
    if data.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16(data):
        return ""
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    # A stray NUL happens in text files; one character in twenty does not.
    return "binary" if controls * 20 > len(sample) else ""
