"""Everything kotae says to a person, in their language: one catalogue, kept with gettext.

English stands in the code, where it is read; its Japanese stands in ``ja/LC_MESSAGES/kotae.po``, with the
English as the key, and is compiled to the ``kotae.mo`` beside it. ``python docs/make_messages.py`` collects
new messages from the code and compiles; ``tests/messages`` fails on one that is missing, unused, or has
other fields. The compiled catalogue is opened when the first Japanese message is needed, so that English
costs nothing and Japanese a few milliseconds, once.

A message is data until it is shown: a template and its fields, among which may be further messages.
"""

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # gettext takes milliseconds to import, and English does without it
    from gettext import NullTranslations

__all__ = ["CATALOGUES", "Listed", "Message", "Told", "Words", "marked", "translate", "user_language"]

CATALOGUES: Final = Path(__file__).parent
"""The folder of the catalogues, as gettext's tools expect it: ``LANGUAGE/LC_MESSAGES/kotae.po``."""

# What is told in a message may come from a file or a person; it must not bury the sentence around it.
_MOST_CHARS: Final = 1_000
# What follows a number: gettext's own plurals choose by one number a message, and several of ours hold two or three.
_FORMS: Final = re.compile(r"\{(?P<field>\w+):(?P<one>[^{}|]*)\|(?P<other>[^{}|]*)\}")
_BREAK: Final = re.compile(r"\s*[\n\r]\s*")
_ACTING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def user_language() -> str:
    """Return ``"ja"`` or ``"en"``: the language messages are shown in.

    ``KOTAE_LANGUAGE`` decides; without it the first set one of ``LC_ALL``, ``LC_MESSAGES``
    and ``LANG``; anything that isn't Japanese is English.
    """
    for variable in ("KOTAE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def marked(english: str) -> str:
    """Return a message as it is: it stands here, belongs into the catalogue, and is translated where it is shown."""
    return english


def translate(english: str, language: str, /, *, context: str = "") -> str:
    """Return a message of the catalogue in a language, its fields still open.

    Args:
        english: The message; what isn't in the catalogue is returned as it is.
        language: ``"ja"`` or ``"en"``; any other gives English.
        context: Tells it from messages with the same English and other Japanese; empty for most.
    """
    if language == "en" or not english:
        return english
    catalogue = _catalogue(language)
    return catalogue.pgettext(context, english) if context else catalogue.gettext(english)


@cache
def _catalogue(language: str) -> "NullTranslations":
    import gettext

    return gettext.translation("kotae", CATALOGUES, languages=[language], fallback=True)


class Words(ABC):
    """Something to be said, in whichever language it will be read."""

    __slots__ = ()

    @abstractmethod
    def text(self, language: str) -> str:
        """Return it in ``"ja"`` or ``"en"``."""

    def both(self) -> str:
        """Return it in English and Japanese, parted by `` / ``: for whoever may read either."""
        return f"{self.text('en')} / {self.text('ja')}"


@dataclass(frozen=True, slots=True, init=False)
class Message(Words):
    """A message of the catalogue with what goes into its fields.

    Attributes:
        template: The English, with fields in braces as for :meth:`str.format`. ``{rows:row was|rows were}`` is the
            first where the field is one and the second for any other number; it shows no number itself.
        fields: What goes into them. Further words are put into the same language; anything else is
            formatted as the template says.
        context: Tells it from messages with the same English and other Japanese; empty for most.
    """

    template: str
    fields: Mapping[str, object]
    context: str

    def __init__(self, template: str, /, *, context: str = "", **fields: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "fields", fields)
        object.__setattr__(self, "context", context)

    def filled(self, **fields: object) -> "Message":
        """Return the message with these fields in the place of those it has."""
        return Message(self.template, context=self.context, **fields)

    def text(self, language: str) -> str:
        """Return the message in ``"ja"`` or ``"en"``."""
        said = {name: _said(value, language) for name, value in self.fields.items()}
        template = translate(self.template, language, context=self.context)
        return _FORMS.sub(lambda forms: _form(forms, self.fields), template).format_map(said)


@dataclass(frozen=True, slots=True)
class Listed(Words):
    """Several things in one field, parted as the language parts them.

    Attributes:
        parts: Words or anything else, in order; none gives an empty text.
        en: What parts them in English.
        ja: What parts them in Japanese.
    """

    parts: Sequence[object]
    en: str = ", "
    ja: str = "、"

    def text(self, language: str) -> str:
        """Return the parts in one text."""
        between = self.ja if language == "ja" else self.en
        return between.join(str(_said(part, language)) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Words):
    """What another process or machine said already, in both languages: text, no template.

    Attributes:
        en: In English.
        ja: In Japanese.
    """

    en: str
    ja: str

    def text(self, language: str) -> str:
        """Return it in ``"ja"`` or ``"en"``."""
        return self.ja if language == "ja" else self.en


def _form(forms: re.Match[str], fields: Mapping[str, object]) -> str:
    """Return the singular where a field is one, as a number or as it is shown, and the plural for anything else."""
    return forms["one"] if fields[forms["field"]] in (1, "1") else forms["other"]


class _Short:
    """Something in a field, on one line and cut where nobody would read on: an error says back what somebody sent."""

    def __init__(self, value: object) -> None:
        self._value = value[: _MOST_CHARS + 1] if isinstance(value, str) else value

    def __repr__(self) -> str:
        return _cut(repr(self._value))

    def __str__(self) -> str:
        return _cut(str(self._value))

    def __format__(self, spec: str) -> str:
        return _cut(format(self._value, spec))


def _cut(text: str) -> str:
    text = text if len(text) <= _MOST_CHARS else f"{text[:_MOST_CHARS]}…"
    return text if text.isprintable() else _ACTING.sub("\ufffd", _BREAK.sub(" ", text))


def _said(value: object, language: str) -> object:
    if isinstance(value, Words):
        return value.text(language)
    return value if value is None or isinstance(value, int | float) else _Short(value)
