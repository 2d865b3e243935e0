"""What is known of each language, as data: one TOML file a language, read once when kotae starts.

Japanese and English come with kotae. A folder named by ``KOTAE_LANGUAGES`` adds others, a file each: their documents
are read, indexed, found and quoted then like any others. Messages are Japanese or English all the same.
"""

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from string import Template
from typing import Any, Final, TypeVar

from kotae import scripts
from kotae.errors import SettingsError, failing_as
from kotae.messages import Listed, Message

__all__ = ["LANGUAGES", "ByLanguage", "LanguageTables", "further_languages", "read_languages"]

_Said = TypeVar("_Said")
_PACKAGED: Final = Path(__file__).parent
_FOLDER: Final = "KOTAE_LANGUAGES"
_SCRIPTS: Final = {name: text for name in scripts.__all__ if isinstance(text := getattr(scripts, name), str)}
_CODE: Final = re.compile(r"[a-z]{2,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageTables:
    """What is known of one language; words are given in lower case.

    Attributes:
        code: ISO 639, ``"ja"``; the file's name, too.
        checksum: SHA-256 of the file.
        name: What it is called, by the code of the language that it is said in.
        letters: Inside of a character class: letters that only it is written with. Empty where it shares the Latin
            alphabet; then its function words tell it from the others.
        signs: Expressions; each find in a text speaks for the language. Empty: each of its words does.
        function_words: Words of grammar, which speak for it twice.
        stop_words: Words that say nothing of their own and aren't searched for.
        stop_suffixes: The same at the end of a word.
        asking: Terms that only ask (tell, explain), as the index holds them.
        clitics: What is taken off the end of a word first (``'s``), one after the other.
        stemmer: The Snowball algorithm that makes terms of its words; empty for none.
        endings: What is taken off instead, the longest first, where three letters stay.
        sentence_ends: Marks that end a sentence, whatever follows.
        never_last: Abbreviations that no sentence ends with (``mr``), without their full stop.
        before_anything: The same, that stand before anything (``e.g``).
        before_number: The same, before a number (``fig``).
        maybe_last: The same, that a sentence may end with (``inc``).
        starters: What a sentence begins with after one of those.
    """

    code: str
    checksum: str
    name: Mapping[str, str]
    letters: str = ""
    signs: tuple[str, ...] = ()
    function_words: frozenset[str] = frozenset()
    stop_words: frozenset[str] = frozenset()
    stop_suffixes: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()
    stemmer: str = ""
    endings: tuple[str, ...] = ()
    sentence_ends: str = ""
    never_last: frozenset[str] = frozenset()
    before_anything: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    maybe_last: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


class ByLanguage(dict[str, _Said]):
    """What is kept in Japanese and in English, by code; whoever asks for another language gets the English."""

    def __missing__(self, language: str) -> _Said:
        return self["en"]


_WORDS: Final = frozenset(
    field.name
    for field in fields(LanguageTables)
    if field.type == frozenset[str]  # a string of words in the file
)
_LISTS: Final = frozenset({"signs", "clitics", "endings"})
_KEYS: Final = frozenset(field.name for field in fields(LanguageTables)) - {"checksum"}


def read_languages(folders: Iterable[Path]) -> Mapping[str, LanguageTables]:
    """Return the languages described in folders, by code, in the order of the folders and of their files' names.

    Raises:
        SettingsError: A folder isn't there, or a file in it is no description of a language, or of one that is
            described already.
    """
    found: dict[str, LanguageTables] = {}
    for folder in folders:
        if not folder.is_dir():
            raise SettingsError(
                "{path}: there is no such folder of languages. Correct {variable}, or leave it unset.",
                path=folder,
                variable=_FOLDER,
            )
        for path in sorted(folder.glob("*.toml")):
            tables = _read(path)
            if tables.code in found:
                raise _refused(path, Message("{code} is described already", code=tables.code))
            found[tables.code] = tables
    return found


def _read(path: Path) -> LanguageTables:
    with failing_as(
        lambda reason: _refused(path, Message("it can't be read ({reason})", reason=reason)),
        on=(OSError, ValueError, RecursionError),
    ):
        content = path.read_bytes()
        given = tomllib.loads(content.decode("utf-8"))
    further = given.pop("abbreviations", {})
    given = {**further, **given} if isinstance(further, dict) else {"abbreviations": further}
    if unknown := sorted(given.keys() - _KEYS):
        raise _refused(path, Message("unknown: {unknown}", unknown=Listed(unknown)))
    if given.get("code") != path.stem or not _CODE.fullmatch(path.stem):
        raise _refused(
            path, Message("its name and its code must be the same two to eight letters")
        )  # fmt: skip
    with failing_as(
        lambda reason: _refused(path, Message("it can't be used ({reason})", reason=reason)),
        on=(TypeError, re.error),
    ):
        values: dict[str, Any] = {key: _value(key, value) for key, value in given.items()}
        return LanguageTables(checksum=hashlib.sha256(content).hexdigest(), **values)


def _value(key: str, value: Any) -> object:  # noqa: ANN401 - whatever the file says
    """Return a field as the record holds it.

    Raises:
        TypeError: It is of another kind.
        re.error: It is no expression.
    """
    match value:
        case str(text) if key in _WORDS:
            return frozenset(text.split())
        case str(text) if key == "letters":
            return _expression(f"[{text}]")[1:-1]
        case str(text) if key not in _LISTS | {"name"}:
            return text
        case [*texts] if key in _LISTS and all(isinstance(text, str) for text in texts):
            return tuple(_expression(text) if key == "signs" else text for text in texts)
        case {"en": str(), "ja": str(), **others} if key == "name" and all(
            isinstance(one, str) for one in others.values()
        ):
            return value
    raise TypeError(key)


def _expression(text: str) -> str:
    """Return an expression with the scripts in it, which are said once, in :mod:`kotae.scripts`.

    Raises:
        re.error: It is none.
    """
    filled = Template(text).safe_substitute(_SCRIPTS)
    re.compile(filled)
    return filled


def _refused(path: Path, wrong: Message) -> SettingsError:
    return SettingsError(
        "{path}: {wrong}. Correct this language's file, or remove it.", path=path, wrong=wrong
    )


def _known() -> Mapping[str, LanguageTables]:
    further = [Path(folder)] if (folder := os.environ.get(_FOLDER)) else []
    found = dict(read_languages([_PACKAGED, *further]))
    # Japanese first: a text that speaks as much for two languages is of the one that comes first.
    return {"ja": found.pop("ja"), "en": found.pop("en"), **found}


def further_languages() -> dict[str, str]:
    """Return the checksum of the tables of each language that didn't come with kotae, by code."""
    return {code: tables.checksum for code, tables in LANGUAGES.items() if code not in ("ja", "en")}


LANGUAGES: Final = _known()
"""Every language kotae knows, by code: Japanese and English first."""
