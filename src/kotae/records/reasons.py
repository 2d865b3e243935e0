"""Why something was left out, in both languages: the one shape of it, in reports, searches and certificates."""

from dataclasses import dataclass
from typing import TypedDict

from kotae.messages import Words

__all__ = ["Reasoned", "Reasons", "reasons"]


class Reasons(TypedDict):
    """The fields of :class:`Reasoned`, to be handed on."""

    reason_en: str
    reason_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """Something that has a reason.

    Attributes:
        reason_en: Why, in English.
        reason_ja: Why, in Japanese.
    """

    reason_en: str
    reason_ja: str

    def reason(self, language: str) -> str:
        """Return the reason in ``"ja"`` or ``"en"``."""
        return self.reason_ja if language == "ja" else self.reason_en


def reasons(words: Words) -> Reasons:
    """Return the fields of a reason, said in both languages."""
    return {"reason_en": words.text("en"), "reason_ja": words.text("ja")}
