"""What can go wrong, in both languages.

Every error a user can meet says what happened, where, and what to do, in Japanese and in
English. ``str(error)`` gives the user's language (see :func:`user_language`), ``message()``
either. The tree::

    KotaeError
    ├── SettingsError            a setting is unknown, or its file can't be read
    │   └── SettingValueError      a setting has a value that isn't accepted
    ├── ReadingError             one file can't be read (a build skips it and goes on)
    ├── CorpusError              the folder of documents is missing or holds nothing readable
    ├── ModelError               an embedding model or a dictionary can't be had
    ├── StoreError               anything about the stored index
    │   ├── IndexNotFoundError     nothing was built there yet
    │   ├── IndexFormatError       made by another version or with other settings
    │   ├── IndexDamagedError      a file is missing, torn or altered
    │   ├── IndexBusyError         another build holds the lock
    │   └── IndexWriteError        disk full, read-only folder
    ├── InputError               an argument has the wrong type or is out of range
    ├── QuestionError            the question is empty or too long
    ├── FilterError              a language or document asked for isn't in the index
    ├── FederationError          a library that lies elsewhere can't be asked
    ├── DatasetError             an evaluation set is incomplete or malformed
    ├── GeneratorError           a language model is missing, failing or slow
    ├── ProofError               a proof can't be made or read, or a key can't be used
    └── ServerError              the page can't be served (port in use)

Misuse by a programmer is ``ValueError``. "No answer" is a value, not an error.
"""

import os

__all__ = [
    "CorpusError",
    "DatasetError",
    "FederationError",
    "FilterError",
    "GeneratorError",
    "IndexBusyError",
    "IndexDamagedError",
    "IndexFormatError",
    "IndexNotFoundError",
    "IndexWriteError",
    "InputError",
    "KotaeError",
    "ModelError",
    "ProofError",
    "QuestionError",
    "ReadingError",
    "ServerError",
    "SettingValueError",
    "SettingsError",
    "StoreError",
    "user_language",
]


def user_language() -> str:
    """Return ``"ja"`` or ``"en"``: the language messages are shown in.

    ``KOTAE_LANGUAGE`` decides; without it the first set one of ``LC_ALL``, ``LC_MESSAGES``
    and ``LANG``; anything that isn't Japanese is English.
    """
    for variable in ("KOTAE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


class KotaeError(Exception):
    """Anything kotae itself reports; the command line catches this one only.

    Args:
        en: What, where and what to do, in English.
        ja: The same in Japanese.
    """

    def __init__(self, *, en: str, ja: str) -> None:
        super().__init__(en)
        self.en = en
        self.ja = ja

    def __str__(self) -> str:
        return self.message(user_language())

    def message(self, language: str) -> str:
        """Return the message in ``"ja"`` or ``"en"``."""
        return self.ja if language == "ja" else self.en


class SettingsError(KotaeError):
    """A setting is unknown, malformed or out of range."""


class SettingValueError(SettingsError, ValueError):
    """A setting has a value of the wrong kind or out of range.

    Attributes:
        key: The setting, as ``stage.name``.
        value: What was given.
    """

    def __init__(self, key: str, value: object, *, en: str, ja: str) -> None:
        """Say what is allowed.

        Args:
            key: The setting, as ``stage.name``.
            value: What was given.
            en: What is allowed, in English: ``at least 1``.
            ja: The same in Japanese.
        """
        super().__init__(
            en=f"{key}: {value!r} is not accepted; allowed: {en}.",
            ja=f"{key}: {value!r} は使えません。使える値: {ja}。",
        )
        self.key = key
        self.value = value


class ReadingError(KotaeError):
    """One file can't be read; a build lists it as skipped with this reason."""


class CorpusError(KotaeError):
    """The folder of documents is missing, or nothing in it can be read."""


class ModelError(KotaeError):
    """An embedding model or a dictionary is missing, altered or can't be had offline."""


class StoreError(KotaeError):
    """Anything about the stored index."""


class IndexNotFoundError(StoreError):
    """No index was built in that folder yet."""


class IndexFormatError(StoreError):
    """The index was made by another version of kotae or with other settings."""


class IndexDamagedError(StoreError):
    """A file of the index is missing, torn or altered."""


class IndexBusyError(StoreError):
    """Another build holds the lock on the index."""


class IndexWriteError(StoreError):
    """The index can't be written: disk full, read-only folder."""


class InputError(KotaeError, ValueError):
    """An argument has the wrong type, is out of range, or isn't known at all."""


class QuestionError(KotaeError):
    """The question is empty or too long."""


class FilterError(KotaeError, ValueError):
    """A language or document asked for isn't in the index."""


class FederationError(KotaeError):
    """A library that lies elsewhere is named wrongly, can't be reached, refuses, or answers what can't be right."""


class DatasetError(KotaeError):
    """An evaluation set is incomplete or malformed."""


class GeneratorError(KotaeError):
    """A language model is missing, failing or too slow."""


class ProofError(KotaeError):
    """A proof can't be made or read, or a key can't be used."""


class ServerError(KotaeError):
    """The page can't be served: port in use, sign-in missing."""
