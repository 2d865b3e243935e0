"""Bytes → text: which encoding, and is it text at all.

Certain signs first: a byte order mark, escapes of ISO-2022, runs of UTF-7, valid UTF-8, NULs at every second
byte (UTF-16), a charset the document itself declares. Only then is it guessed
(:mod:`kotae.parsing.encodings.guess`). A file whose lines differ is decoded line by line. Decoding never
fails: what can't be decoded is shown as U+FFFD, and what can't be told is said, each with a warning.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Message
from kotae.parsing.encodings.charsets import reads_as_prose
from kotae.parsing.encodings.guess import SAMPLE_BYTES, SHORT_BYTES, guess_encoding
from kotae.parsing.encodings.iso2022 import decode_iso2022, is_iso2022
from kotae.parsing.encodings.kana_or_kanji import reads_as_kanji
from kotae.parsing.encodings.known_formats import known_format
from kotae.parsing.encodings.ordinary import ordinariness
from kotae.parsing.encodings.seven_bits import seven_bit_encoding
from kotae.parsing.files import Source, printable
from kotae.parsing.struck import PRIVATE, harmless

__all__ = ["Decoded", "decode", "read_text"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AT_HOME: Final = ("utf-8", "cp932", "euc_jp", "euc_jis_2004", "cp1252")
# What declared names mean in practice: browsers read them so.
_DECLARED: Final = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
_USED_TOGETHER: Final = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_MIN_CERTAIN_CHARS: Final = 8
_CERTAIN: Final = 0.7
_UTF16_CHARS: Final = 2_000
_ORDINARY: Final = 0.3
# What a program writes for a terminal: colours, and letters printed twice or underlined by going back one place.
_COLOURED: Final = re.compile(r"\x1b(?:\[[0-9;:?]{0,40}[@-~]|\][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\))")
_PRINTED_OVER: Final = re.compile(r"[^\n\b]\x08(?=[^\n\b])")
_PRINTED_OVER_BYTES: Final = re.compile(rb"[^\n\b]\x08")
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_CONTROLS_BUT_SHIFTS: Final = bytes(set(_CONTROLS) - set(b"\x0e\x0f"))


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
        return _finish_text(*decode_iso2022(data))
    if encoding := _less_than_it_seems(data, declared):
        return _finish(data, encoding)
    named = _declared(declared)
    for encoding in (_utf16(data), "utf-8", named):
        if (
            encoding
            and (text := _strict(data, encoding)) is not None
            and not _is_belied(data, text, encoding)
        ):
            return Decoded(text=_normalise(text), encoding=encoding, warnings=_of_a_font(text))
    if named in _AT_HOME and ordinariness(data.decode(named, "replace").replace("\ufffd", "", 1)) > _CERTAIN:
        return _finish(data, named)
    return _line_by_line(data) or _guessed(data)


def _less_than_it_seems(data: bytes, declared: str) -> str:
    """The encoding of bytes that are ASCII or UTF-8 by their form only."""
    if data.isascii():
        return seven_bit_encoding(data, declared=declared)
    return "euc_jp" if not declared and _is_kanji_by_chance_utf8(data) else ""


def _guessed(data: bytes) -> Decoded:
    guess = guess_encoding(data)
    decoded = _finish(data, guess.encoding)
    return decoded if guess.sure else replace(decoded, warnings=(_untold(guess.encoding), *decoded.warnings))


def _untold(encoding: str) -> str:
    return Message(
        "its encoding can't be told: it was read as {encoding}, and what it says may be wrong; save the file "
        "as UTF-8",
        encoding=encoding,
    ).both()


def _is_belied(data: bytes, text: str, encoding: str) -> bool:
    """Whether bytes are called Western European, as programs do for want of a name, and plainly are in another set."""
    if encoding != "cp1252" or ordinariness(text) >= _ORDINARY:
        return False
    guess = guess_encoding(data)
    return guess.sure and guess.encoding != encoding


def _is_kanji_by_chance_utf8(data: bytes) -> bool:
    """Whether a few bytes are everyday kanji in EUC-JP, and in UTF-8 letters that nobody writes together.

    Any kanji will do where no two of these letters are of one script: 憂鬱 is a mark of no letter, then one of Syriac.
    """
    if len(data) > SHORT_BYTES or data.isascii():
        return False
    chance, kanji = _strict(data, "utf-8"), _strict(data, "euc_jp")
    if chance is None or kanji is None or any("\x7f" < character <= "\xff" for character in chance):
        return False
    beyond = [character for character in chance if character > "\x7f"]
    scripts = {unicodedata.name(one, "").partition(" ")[0] for one in beyond}
    mixed = len(scripts) == len(beyond) > 1 and not scripts <= _USED_TOGETHER
    return ordinariness(chance) < 0 and (reads_as_kanji(kanji) or mixed)


def _line_by_line(data: bytes) -> Decoded | None:
    """The text of a file put together from others: lines of Japanese in UTF-8, lines in another encoding."""
    lines = data.split(b"\n")
    texts = [_strict(line, "utf-8") for line in lines]
    certain = "".join(text for text in texts if text and not text.isascii())
    others = b"\n".join(line for line, text in zip(lines, texts, strict=True) if text is None)
    if len(certain) < _MIN_CERTAIN_CHARS or ordinariness(certain) < _CERTAIN or not others.strip():
        return None
    guess = guess_encoding(others)
    encoding = guess.encoding
    if encoding == "utf-8":  # merely damaged
        return None
    decoded = "\n".join(
        line.decode(encoding, "replace") if text is None else text
        for line, text in zip(lines, texts, strict=True)
    )
    mixed = Message(
        "some lines are in UTF-8 and some in {encoding}; save the file as UTF-8", encoding=encoding
    )
    warnings = (mixed.both(),) if guess.sure else (_untold(encoding), mixed.both())
    return Decoded(text=_normalise(decoded), encoding=f"utf-8+{encoding}", warnings=warnings)


def _finish(data: bytes, encoding: str) -> Decoded:
    return _finish_text(data.decode(encoding, "replace"), encoding)


def _finish_text(decoded: str, encoding: str) -> Decoded:
    lost = decoded.count("\ufffd")
    warnings: tuple[str, ...] = ()
    if lost > 0:
        warnings = (
            Message(
                "not everything could be decoded as {encoding}: {lost} {lost:character shows|characters "
                "show} as \ufffd; save the file "
                "as UTF-8",
                encoding=encoding,
                lost=lost,
            ).both(),
        )
    return Decoded(text=_normalise(decoded), encoding=encoding, warnings=warnings)


def _normalise(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x08" in text or "\x1b" in text:
        text = _COLOURED.sub("", _PRINTED_OVER.sub("", text).replace("\x08", ""))
    text = text.rstrip("\x1a")  # the end of a file, as DOS marked it
    return harmless(text.replace("\x00", "\ufffd"))


def _of_a_font(text: str) -> tuple[str, ...]:
    """Say how many characters only one font knows; among them are those that mark text crossed out here."""
    count = len(PRIVATE.findall(text))
    said = Message(
        "{count} {count:character|characters} that only one font knows (private use) {count:shows|show} as \ufffd",
        count=count,
    )
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
    usual = name.removeprefix("x-").replace("windows-", "cp")
    found = _codec(_DECLARED.get(name, name)) or _codec(usual)
    if found is None:
        return ""
    # A declaration inside the bytes can't be true of UTF-16; codecs like "hex" aren't encodings.
    if found.name.startswith(("utf-16", "utf-32", "utf-7")) or not found._is_text_encoding:
        return ""
    return _DECLARED.get(found.name, found.name)


def _codec(name: str) -> codecs.CodecInfo | None:
    try:
        return codecs.lookup(name)
    except (LookupError, ValueError):
        return None


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: it decodes and reads as text, mostly kana and ASCII, or words of another script."""
    sample = data[: SAMPLE_BYTES & ~1]
    if len(data) % 2 or len(sample) < 2:
        return ""
    # Other text without NULs, cut inside a character at worst.
    if b"\x00" not in sample and (sample.isascii() or _strict(sample[:-4], "utf-8") is not None):
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(sample, encoding)
        share = _plain_share(text) if text else 0.0
        if text and share > 0.25 and ordinariness(text) > (0.2 if share > 0.6 else 0.7):
            return encoding
        if text and reads_as_prose(text[:_UTF16_CHARS], standing="firm"):
            return encoding
    return ""


def _plain_share(text: str) -> float:
    return sum("\t" <= character <= "~" or "\u3041" <= character <= "\u30ff" for character in text) / len(
        text
    )


def _binary_kind(data: bytes) -> str:
    """The format's name where it is known, ``"binary"`` for other binary data, else the empty string."""
    if name := known_format(data):
        return name
    if data.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16(data):
        return ""
    sample = _PRINTED_OVER_BYTES.sub(b"", data[:SAMPLE_BYTES])
    # Where sets are shifted in and out, each word has two of them.
    controls = len(sample) - len(
        sample.translate(None, _CONTROLS_BUT_SHIFTS if is_iso2022(sample) else _CONTROLS)
    )
    # A stray NUL happens in text files; one character in twenty does not.
    return "binary" if controls * 20 > len(sample) else ""
