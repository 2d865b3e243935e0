"""What can go wrong, as data, said in both languages.

An error holds a message of the catalogue (:mod:`kotae.messages`) and what goes into its fields, and says
what happened, where, and what to do. ``str(error)`` gives the user's language, ``message()`` either,
``path``, ``address``, ``limit`` and ``reason`` what a
program may want to know of it. :class:`failing_as` is the door by which a library's exceptions become
these; a test fails on a handler beside it that doesn't say why. The tree::

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
    │   ├── IndexWriteError        disk full, read-only folder
    │   └── EngineError            the engine that holds an index can't be reached or refuses
    ├── InputError               an argument has the wrong type or is out of range
    ├── QuestionError            the question is empty or too long
    ├── FilterError              a language, document, library or condition asked for isn't known
    ├── FederationError          a library that lies elsewhere can't be asked
    ├── ClusterError             the processes that build on Ray can't be started or reached, or fail
    ├── DatasetError             an evaluation set is incomplete or malformed
    ├── GeneratorError           a language model is missing, failing or slow
    ├── ProofError               a proof can't be made or read, or a key can't be used
    └── ServerError              the page can't be served (port in use)

Misuse by a programmer is ``ValueError``. "No answer" is a value, not an error.
"""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TypeAlias

from kotae.messages import Message, Words, user_language

__all__ = [
    "ClusterError",
    "CorpusError",
    "DatasetError",
    "EngineError",
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
    "cause",
    "failing_as",
    "user_language",
]


Reason: TypeAlias = Words | BaseException | str
"""Why something failed, in its own words: another message, what was raised, what the system calls it."""

# What a library raises may quote a file.
_LONGEST: Final = 300


def _given(**fields: object) -> dict[str, object]:
    return {name: one for name, one in fields.items() if one is not None}


class KotaeError(Exception):
    """Anything kotae itself reports; the command line catches this one only.

    It is made of a message of the catalogue, in English with fields in braces, or of words made already. What is
    given by name goes into the fields; an error of ours there is told in its own words.

    Attributes:
        said: What, where and what to do; a message keeps its fields.
        path: The file or folder it is about; None where it is about none.
        address: The machine or engine it is about, as it was named.
        limit: What was exceeded, in the unit of the message.
        reason: What the system or a library said, or a further message.
    """

    def __init__(
        self,
        said: str | Words,
        /,
        *,
        path: Path | str | None = None,
        address: object | None = None,
        limit: float | None = None,
        reason: Reason | None = None,
        **fields: object,
    ) -> None:
        self.path = path
        self.address = None if address is None else str(address)
        self.limit = limit
        self.reason = reason.said if isinstance(reason, KotaeError) else reason
        given = _given(path=path, address=self.address, limit=limit, reason=self.reason)
        told = given | {
            name: one.said if isinstance(one, KotaeError) else one for name, one in fields.items()
        }
        self.said: Words = Message(said).filled(**told) if isinstance(said, str) else said
        super().__init__(self.said)

    def __str__(self) -> str:
        return self.message(user_language())

    def message(self, language: str) -> str:
        """Return the message in ``"ja"`` or ``"en"``."""
        return self.said.text(language)

    @property
    def en(self) -> str:
        """The message in English."""
        return self.message("en")

    @property
    def ja(self) -> str:
        """The message in Japanese."""
        return self.message("ja")


class SettingsError(KotaeError):
    """A setting is unknown, malformed or out of range."""


class SettingValueError(SettingsError, ValueError):
    """A setting has a value of the wrong kind or out of range.

    Attributes:
        key: The setting, as ``stage.name``.
        value: What was given.
        allowed: What is allowed: ``at least 1``.
    """

    def __init__(self, key: str, value: object, allowed: Words) -> None:
        said = Message("{key}: {value!r} is not accepted; allowed: {allowed}.")
        super().__init__(said.filled(key=key, value=value, allowed=allowed))
        self.key = key
        self.value = value
        self.allowed = allowed


class ReadingError(KotaeError):
    """One file can't be read; a build lists it as skipped with this reason.

    Attributes:
        path: The file, fit to be shown; a document inside it with its own path behind.
        reason: Why, without the path.
    """

    path: str
    reason: Words

    def __init__(
        self, reason: str | Words, /, *, path: str, limit: float | None = None, **fields: object
    ) -> None:
        told = _given(limit=limit) | fields
        why = Message(reason).filled(**told) if isinstance(reason, str) else reason
        said = Message("{path}: {reason}", path=path, reason=why)
        super().__init__(said, path=path, limit=limit, reason=why)


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


class EngineError(StoreError):
    """The engine that holds an index is named wrongly, can't be reached, or refuses."""


class InputError(KotaeError, ValueError):
    """An argument has the wrong type, is out of range, or isn't known at all."""


class QuestionError(KotaeError):
    """The question is empty or too long."""


class FilterError(KotaeError, ValueError):
    """A language, document, library or condition asked for isn't known."""


class FederationError(KotaeError):
    """A library that lies elsewhere is named wrongly, can't be reached, refuses, or answers what can't be right."""


class ClusterError(KotaeError):
    """The processes that build on Ray can't be started or reached, aren't fit, or fail."""


class DatasetError(KotaeError):
    """An evaluation set is incomplete or malformed."""


class GeneratorError(KotaeError):
    """A language model is missing, failing or too slow."""


class ProofError(KotaeError):
    """A proof can't be made or read, or a key can't be used."""


class ServerError(KotaeError):
    """The page can't be served: port in use, sign-in missing."""


def cause(error: BaseException) -> Words | str:
    """Return what a library's exception says, for the field of a message.

    Returns:
        An error of ours in its own words; of the system's what they call it, without number and path;
        else the text on one line of 300 characters at most, or the name of its kind where it has none.
    """
    if isinstance(error, KotaeError):
        return error.said
    said = getattr(error, "strerror", None) or " ".join(str(error).split())[:_LONGEST].rstrip(".")
    return said or type(error).__name__


class failing_as:  # noqa: N801 - read as a verb: with failing_as(ModelError, ...)
    """The door by which a library's exceptions become ours: a context that lets nothing else out.

    ``with failing_as(ModelError, "{path} can't be read ({reason}).", on=OSError, path=path): ...``
    raises the error from the exception, its fields filled, ``reason`` with :func:`cause`;
    ``with failing_as(damaged(path), on=ValueError): ...`` an error that is made already. An exception of
    another kind passes, and so does an error of ours: it says more than could be said here. Of several in
    one ``with`` the last is asked first.
    """

    def __init__(
        self,
        failure: type[KotaeError] | KotaeError | Callable[[Words | str], KotaeError],
        said: str = "",
        /,
        *,
        on: type[Exception] | tuple[type[Exception], ...],
        **fields: Any,  # noqa: ANN401 - typed where the error is made
    ) -> None:
        self._failure = failure
        self._said = said
        self._on = on
        self._fields = fields

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        if isinstance(error, self._on) and not isinstance(error, KotaeError):
            made = self._failure
            if isinstance(made, type):
                made = made(self._said, **{"reason": cause(error), **self._fields})
            elif not isinstance(made, KotaeError):
                made = made(cause(error))
            made.reason = made.reason or cause(error)
            raise made from error
