"""Whether an English word is a verb or a noun where it stands, as far as its neighbours tell: to book, the book."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

__all__ = ["Role", "role_of", "stands", "takes_object"]

Role: TypeAlias = Literal["", "verb", "noun", "modifier"]

_BEFORE_VERBS: Final = frozenset(
    """to can could must will would shall should may might cannot can't don't doesn't didn't won't never please i we you
    they let's""".split()
)
_BEFORE_PARTICIPLES: Final = frozenset("be is are was were been being has have had not".split())
# What clauses that hang on a verb begin with: wonder whether.
_CLAUSES: Final = frozenset("whether why how".split())
_VERBS_IN_LY: Final = frozenset("apply supply rely reply comply imply multiply fly".split())
_HELPERS: Final = frozenset("do does did can could must will would shall should may might".split())
_BEFORE_NOUNS: Final = frozenset(
    """the a an this that these those my your his her its our their each every any some no another
    one two three four five six seven eight nine ten""".split()
)
# Behind these, what ends in s is a verb: something that shows it, water which lies there; "that" stands before no plural.
_BEFORE_S_VERBS: Final = frozenset("that which who it he she everybody everyone nobody".split())
# What stands behind a verb in s and behind no plural: the spine cracks if, the river rises fast.
_BEHIND_S_VERBS: Final = frozenset("if when because until half fast the its their your it them us".split())
_PREPOSITIONS: Final = frozenset(
    "about above after at before behind below between by during for from in into near of off on over since through to towards "
    "under until up with within without if when unless and or but".split()
)
_BE: Final = frozenset("be is are was were been being".split())
# What begins an object: sign the form, count them, by calling 555.
_OBJECTS: Final = frozenset(
    """the a an this that these those my your his her its our their each every any all it them him us me both no""".split()
)
_BEHIND_NOUNS: Final = frozenset(
    """of in on at by for from with without to and or but is are was were be been has have had will can must may should
    when where which who that if unless as than before after until within costs lasts""".split()
)
# To what isn't done: due to rain, next to school.
_NO_INFINITIVE: Final = frozenset(
    "due according next close near thanks prior from up down access loan loans letter letters open".split()
)


def role_of(word: str, before: tuple[str, str], after: str, *, begins: bool) -> Role:
    """Return what a word is; empty where its neighbours don't tell.

    Args:
        word: In lower case.
        before: The two words before it in the same sentence, the nearer one last, in lower case; empty for none.
        after: The one behind it, in lower case; empty for none or a mark.
        begins: Whether a sentence begins with it.
    """
    nearer = before[1]
    if word.endswith("ly") and word not in _VERBS_IN_LY:
        return ""
    if word.endswith(("ing", "ed")) or (word.endswith("s") and not word.endswith("ss")):
        return _of_ending(word, before, after)
    if nearer in _BEFORE_NOUNS:
        return "noun" if not after or after in _BEHIND_NOUNS else "modifier"
    modal = nearer in _BEFORE_VERBS and not (nearer == "to" and before[0] in _NO_INFINITIVE)
    if begins and after in ("that", "which", "who"):
        return "noun"
    if nearer in ("and", "then") and after in _OBJECTS:  # park and leave the engine running
        return "verb"
    if modal or after in _CLAUSES or (nearer == "not" and before[0] in _HELPERS):
        return "verb"
    return "verb" if begins and (after in _OBJECTS or after == "by") else ""


def _ends_subject(noun: str, after: str) -> bool:
    """Return whether a verb may stand between a noun and what follows: the spine cracks if."""
    return not noun.endswith("s") and noun not in _PREPOSITIONS and after in _BEHIND_S_VERBS


def _of_ending(word: str, before: tuple[str, str], after: str) -> Role:
    """Return what a word with an ending is: calling 555, was approved, the goods."""
    nearer = before[1]
    is_object, of_noun = after in _OBJECTS, nearer in _BEFORE_NOUNS
    if word.endswith("s"):
        if nearer in _BEFORE_S_VERBS or (before[0] in _BEFORE_NOUNS and _ends_subject(nearer, after)):
            return "verb"
        return "noun" if of_noun else ""
    if of_noun:
        return "modifier" if word.endswith("ed") else ""
    if word.endswith("ed"):
        return "verb" if is_object or nearer in _BEFORE_PARTICIPLES else ""
    return "verb" if is_object or after[:1].isdigit() else ""


def stands(words: Sequence[str], position: int) -> tuple[Role, bool]:
    """Return what an English word is where it stands, and whether its capital may make it a name.

    Args:
        words: Those of a text with its marks, as written.
        position: Which.
    """

    def near(place: int) -> str:
        found = words[place].lower() if 0 <= place < len(words) else ""
        return found if found[:1].isalnum() else ""

    before = (near(position - 2), near(position - 1))
    begins = not before[1]
    role = role_of(words[position].lower(), before, near(position + 1), begins=begins)
    return role, words[position][:1].isupper() and not (begins and role == "verb")


def takes_object(words: Sequence[str], position: int) -> bool | None:
    """Return whether a verb where it stands has an object, as far as its neighbours tell; None where they don't.

    Args:
        words: Those of a text with its marks, as written.
        position: The verb's.
    """
    before = words[position - 1].lower() if position else ""
    after = words[position + 1].lower() if position + 1 < len(words) else ""
    written = words[position].lower()
    if before in _BE and not written.endswith("ing"):
        return True  # was moved: somebody moved it
    if after in _OBJECTS or after[:1].isdigit():
        return True
    return False if not after[:1].isalnum() or after in _PREPOSITIONS else None
