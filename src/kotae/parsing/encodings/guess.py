"""Which encoding bytes are in that carry no certain sign of it: guessed, and told whether the guess can be relied on.

Japanese and Western European come first, told by how ordinary the decoded characters are; where two of
these are close, charset-normalizer has the last word. What reads as neither for certain is compared with
the sets of other countries (:mod:`kotae.parsing.encodings.charsets`).
"""

import re
from dataclasses import dataclass
from typing import Final

from kotae.parsing.encodings.alphabets import may_be_another_latin, may_be_other_latin
from kotae.parsing.encodings.charsets import Standing, find_charset, has_rival, may_be_a_word
from kotae.parsing.encodings.kana_or_kanji import everyday_share, reads_as_half_width, reads_as_kanji
from kotae.parsing.encodings.ordinary import ordinariness
from kotae.scripts import HALF_WIDTH_KANA, KANA, KANJI

__all__ = ["SAMPLE_BYTES", "SHORT_BYTES", "Guess", "guess_encoding"]

SAMPLE_BYTES: Final = 50_000
"""So much of a file says what it is in."""
SHORT_BYTES: Final = 400
"""In so few bytes chance plays a part."""

_GUESSES: Final = ("utf-8", "cp932", "euc_jp", "euc_jis_2004", "cp1252")
# The names charset-normalizer knows them by.
_SAME_NAME: Final = {"shift_jis": "cp932", "euc_jis_2004": "euc_jp", "latin_1": "cp1252"}
_CLOSE: Final = 0.15
_ORDINARY: Final = 0.3
_RATHER_ORDINARY: Final = 0.5
_EVERYDAY: Final = 0.6
_KANA_SHARE: Final = 0.1
_BROKEN_SHARE: Final = 0.02
_MIN_WHOLE: Final = 4
_WHOLE_PER_BROKEN: Final = 10
_KANA: Final = re.compile(f"[{KANA}]")
_HALF_WIDTH: Final = re.compile(f"[{HALF_WIDTH_KANA}｡-･]")
_KANJI: Final = re.compile(f"[{KANJI}]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_FEW_BYTES: Final = 20
_USUAL: Final = 0.9
_WORD: Final = re.compile(r"[^\W\d_]+")
_BEFORE_LETTERS: Final = re.compile(f"[A-Za-z]*[{KANJI}][a-z]{{2,}}")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """An encoding that was guessed.

    Attributes:
        encoding: Its name in Python.
        sure: Whether the text reads as one in it; else it may say anything.
    """

    encoding: str
    sure: bool


def guess_encoding(data: bytes) -> Guess:
    """Return the encoding of bytes beyond ASCII that carry no certain sign of one."""
    sample = _telling_part(data)
    if _is_damaged_utf8(sample):
        return Guess(encoding="utf-8", sure=True)
    home = _at_home(sample)
    text = sample.decode(home, "replace")
    if home != "cp1252" and _has_kana(text):
        return Guess(encoding=home, sure=True)
    firm = _reads_well(text, home)
    likely = home != "cp1252" and ordinariness(text) >= _RATHER_ORDINARY
    standing: Standing = "firm" if firm else "likely" if likely else "unlikely"
    elsewhere = find_charset(sample, standing=standing, latin=home == "cp1252" or not firm)
    encoding = elsewhere or home
    return Guess(encoding=encoding, sure=(firm or elsewhere != "") and not _is_in_doubt(sample, encoding))


def _is_in_doubt(sample: bytes, encoding: str) -> bool:
    """Whether so few bytes read in another encoding as well."""
    if encoding == "cp1252":
        return may_be_other_latin(sample) or _may_be_cp932(sample)
    if len(_HIGH.findall(sample)) > _FEW_BYTES:
        return False
    if may_be_another_latin(sample, encoding):
        return True
    if encoding == "cp932" and (_may_be_thai(sample) or _may_be_a_name(sample) or _is_rare(sample)):
        return True
    if encoding == "cp932" and not re.search(r"[^\x00-\x7f｡-ﾟ]", sample.decode("cp932", "replace")):
        return (
            may_be_a_word(sample) or _may_be_kanji(sample, encoding) or has_rival(sample, encoding=encoding)
        )
    return _may_be_kanji(sample, encoding) or has_rival(sample, encoding=encoding)


def _may_be_cp932(sample: bytes) -> bool:
    """Whether bytes are nothing but kanji in CP932, and letters in CP1252 whose small and large ones are mixed: ``åKåN``."""
    kanji = [one for one in sample.decode("cp932", "replace") if one > "\x7f"]
    words = _WORD.findall(sample.decode("cp1252", "replace"))
    return all(map(_KANJI.match, kanji)) and any(
        not word.isascii() and word not in (word.lower(), word.upper(), word.capitalize()) for word in words
    )


def _may_be_thai(sample: bytes) -> bool:
    """Whether half-width kana with a comma among them, or half a pair of brackets, are letters of Thai throughout: ``ﾃﾒ､ﾒ``."""
    kana, thai = sample.decode("cp932", "replace"), sample.decode("cp874", "replace")
    odd = "､" in kana or kana.count("｢") != kana.count("｣")
    return odd and all("\u0e01" <= sign <= "\u0e5b" for sign in thai if sign > "\x7f")


def _is_rare(sample: bytes) -> bool:
    """Whether there are kanji and none of them is a common one, as in words of Hebrew and Arabic: ``栁聿``, ``耜ﾍﾈﾇ``."""
    kanji = _KANJI.findall(sample.decode("cp932", "replace"))
    return bool(kanji) and all(ordinariness(one) < 1 for one in kanji)


def _may_be_a_name(sample: bytes) -> bool:
    """Whether every kanji stands alone before small Latin letters and is a letter with them: ``殻oda`` for Škoda."""
    words = [word for word in _WORD.findall(sample.decode("cp932", "replace")) if not word.isascii()]
    latin = _BEYOND.findall(sample.decode("cp1250", "replace"))
    return bool(words) and all(map(_BEFORE_LETTERS.fullmatch, words)) and all(map(str.isalpha, latin))


def _may_be_kanji(sample: bytes, encoding: str) -> bool:
    """Whether bytes read in another encoding are usual kanji in EUC-JP; where they are rare kanji, rare ones too."""
    other, text = sample.decode("euc_jp", "replace"), sample.decode(encoding, "replace")
    if encoding.startswith("euc_j") or "\ufffd" in other or not _KANJI.search(other):
        return False
    share = ordinariness(other)
    if _KANJI.search(text) and not _HALF_WIDTH.search(text) and share >= ordinariness(text):
        return True
    return share >= _USUAL and everyday_share(other) >= _RATHER_ORDINARY


def _is_damaged_utf8(sample: bytes) -> bool:
    """Whether nearly everything beyond ASCII is valid UTF-8, which no other encoding is by chance."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(_BEYOND.findall(text)) - broken
    return whole >= max(_MIN_WHOLE, _WHOLE_PER_BROKEN * broken)


def _at_home(sample: bytes) -> str:
    """The encoding among those of Japan and Western Europe under which bytes are the most ordinary text."""
    if len(sample) <= SHORT_BYTES and reads_as_half_width(sample.decode("cp932", "replace")):
        return "euc_jp" if reads_as_kanji(sample.decode("euc_jp", "replace")) else "cp932"
    scores = {encoding: _score(sample, encoding) for encoding in _GUESSES}
    best = max(scores, key=lambda encoding: scores[encoding])
    close = [encoding for encoding, score in scores.items() if scores[best] - score < _CLOSE]
    if len(close) > 1 and (named := _second_opinion(sample)):
        return next((encoding for encoding in close if _SAME_NAME.get(encoding, encoding) == named), best)
    return best


def _has_kana(text: str) -> bool:
    """Whether kana stand among the characters as in Japanese, which no other encoding gives by chance."""
    beyond = len(_BEYOND.findall(text))
    return (
        len(_KANA.findall(text)) >= max(1, _KANA_SHARE * beyond)
        and text.count("\ufffd") <= max(1, _BROKEN_SHARE * beyond)
        and ordinariness(text) >= _RATHER_ORDINARY
    )


def _reads_well(text: str, encoding: str) -> bool:
    """Whether a text without kana of full width reads as Japanese, or as Western European, in this encoding."""
    share = ordinariness(text)
    if text.count("\ufffd") > _BROKEN_SHARE * len(text):
        return False
    if encoding == "cp932":
        if _HALF_WIDTH.search(text):
            return share >= _RATHER_ORDINARY or reads_as_half_width(text, tolerant=True)
        return share >= _ORDINARY
    if encoding in ("cp1252", "utf-8"):
        return share >= _ORDINARY
    # Syllables of Korean and the usual characters of Chinese are kanji here, though seldom everyday ones.
    return share >= _RATHER_ORDINARY and everyday_share(text) >= _EVERYDAY


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
    return data[begin : begin + SAMPLE_BYTES]


def _score(data: bytes, encoding: str) -> float:
    """How ordinary the text is under this encoding, 1 at best; broken bytes weigh heavily."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return ordinariness(text) - min(3.0, 20 * broken / max(1, len(text)))
