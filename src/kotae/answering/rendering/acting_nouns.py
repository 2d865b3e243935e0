"""Japanese nouns that する makes verbs of: 指定する is to specify, and 左右する to control, not left and right."""

from typing import Final, Protocol

from kotae import lazy_re as re
from kotae.answering.coverage import Translations
from kotae.answering.rendering.senses import SURE, without_remarks

__all__ = ["Verbs", "acting_verb", "acts_first"]

# Conversion and convert, specification and specify, begin alike.
_ROOT: Final = 5
# What the table finds less likely only stood beside the word in some sentence.
_LEAST: Final = 0.04
# What English nouns of acts end in or begin with.
_ACT: Final = re.compile(r"(?:ion|ment|ance|ence|al|age|ure|ing)s?\Z|\A[a-z]+ing\b|\bto ")


class Verbs(Protocol):
    """Knows English verbs."""

    def verb(self, written: str) -> str:
        """Return the base form of an English verb in lower case, in whatever form; empty for other words."""
        ...


def acts_first(printed: str, verbs: Verbs) -> str:
    """Return the senses of a noun with する, first one that is an act.

    Args:
        printed: As the dictionary prints them, apart by ``;``.
        verbs: Tells what is one.
    """
    senses = printed.split("; ")
    act = next((place for place, sense in enumerate(senses) if _is_act(sense, verbs)), 0)
    return "; ".join((senses[act], *senses[:act], *senses[act + 1 :]))


def acting_verb(term: str, sense: str, table: Translations | None, verbs: Verbs) -> str:
    """Return the verb for a noun with する, where table and dictionary agree; empty where they don't.

    Args:
        term: The noun's search term.
        sense: What the dictionary says it means, the first sense first.
        table: Translations with their probabilities; None knows none.
        verbs: Tells the base form of what the table has.
    """
    if table is None:
        return ""
    every, first = (re.findall(r"[a-z]+", senses.lower()) for senses in (sense, sense.split(";")[0]))
    for stem, chance in table.translations(term, "ja"):
        verb = verbs.verb(table.written(stem).lower()) if chance >= _LEAST else ""
        nouns = every if chance >= SURE else first
        agreed = any(one[:_ROOT] == verb[:_ROOT] for one in nouns)
        if verb and agreed and not _ACT.search(verb) and verb not in first[:1]:
            return verb
    return ""


def _is_act(sense: str, verbs: Verbs) -> bool:
    glosses = (gloss.strip() for gloss in without_remarks(sense).split(","))
    return any(
        _ACT.search(one) or (" " not in one and verbs.verb(one.lower()) == one.lower()) for one in glosses
    )
