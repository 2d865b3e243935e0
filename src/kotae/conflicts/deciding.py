"""Two statements → a contradiction, a difference that is none, or nothing.

Exact values decide whether they differ, the reader says whether both speak of the same thing. It is asked the one statement's
echo about the other, both ways: "The fee is how much?" must be answered from the other paper, with the very value that differs.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kotae.answering.coverage import Translations
from kotae.answering.names import meets_as_name, names_held
from kotae.conflicts.editions import is_superseded
from kotae.conflicts.held_names import is_organisation, is_part_of_name
from kotae.conflicts.likeness import Likeness, is_name, likeness
from kotae.conflicts.polarity import is_permission, one_denies
from kotae.conflicts.reasons import reason_between, value_reason
from kotae.conflicts.records import ConflictKind, Reason
from kotae.conflicts.statements import Statement
from kotae.conflicts.values import Value, comparable, echo
from kotae.passages import breadcrumb
from kotae.records import Passage, Sentence

if TYPE_CHECKING:
    from kotae.answering.answerer import AnswerReader

__all__ = ["Decider", "Pair", "passage_of"]

# Below it two statements aren't worth reading; a table knows only some of the words of the other language.
_LEAST_SHARED: Final = 0.3
_LEAST_SHARED_CROSSED: Final = 0.03
_LEAST_SHARED_DENIAL: Final = 0.4
# What is so little one way isn't asked the other way.
_HOPELESS: Final = 0.0
# Keeps the logarithm finite where the reader is quite sure.
_LEAST_CHANCE: Final = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements that differ.

    Attributes:
        kind: In what.
        sides: The statements.
        values: What each says; None where it is a denial.
        like: How far their words are the same.
        reason: Why that is no contradiction, as far as no model is needed to see it; None where nothing shows it.
        read: What the reader says both ways, log-odds, the lower one; None where it wasn't asked.
        agrees: Whether they say the same, across languages: then it only shows what is nearest.
    """

    kind: ConflictKind
    sides: tuple[Statement, Statement]
    values: tuple[Value | None, Value | None]
    like: Likeness
    reason: Reason | None
    read: float | None = None
    agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Decides pairs.

    Attributes:
        rarity: How rare a term is among the statements.
        table: Translations.
        reader: Gives the reader, when it is first needed.
    """

    rarity: Callable[[str], float]
    table: Translations | None
    reader: "Callable[[], AnswerReader]"

    def differing(self, one: Statement, other: Statement, *, however_far: bool = False) -> Iterator[Pair]:
        """Yield in what two statements differ, before they are read; nothing where they don't, or share too little.

        Across languages also in what they agree.

        Args:
            one: A statement.
            other: One of another paper.
            however_far: Whether they needn't share words, because other papers tell that both speak of one thing.
        """
        crossed = one.language != other.language
        found = list(_comparable(one, other, self.table, crossed=crossed))
        for value, against, agrees in found:
            like = likeness(one, other, (value, against), rarity=self.rarity, table=self.table)
            if however_far or like.most >= (_LEAST_SHARED_CROSSED if crossed else _LEAST_SHARED):
                reason = None if agrees else self._reason(one, other, value, against, like)
                yield Pair(
                    kind=value.kind,
                    sides=(one, other),
                    values=(value, against),
                    like=like,
                    reason=reason,
                    agrees=agrees,
                )
        # Values that differ say more than a denial in one of the sentences.
        if not found and one_denies(one, other, table=self.table):
            like = likeness(
                one, other, (None, None), rarity=self.rarity, table=self.table, leave_out=is_permission
            )
            if however_far or like.most >= _LEAST_SHARED_DENIAL:
                yield Pair(
                    kind="denial",
                    sides=(one, other),
                    values=(None, None),
                    like=like,
                    reason=self._reason(one, other, None, None, like),
                )

    @staticmethod
    def _reason(
        one: Statement, other: Statement, value: Value | None, against: Value | None, like: Likeness
    ) -> Reason | None:
        # Another subject goes before values that agree after all; an older version comes last, for it explains anything.
        if found := reason_between(one, other, value, against):
            return found
        if like.names or like.contrast:
            return "other subject"
        if value is not None and against is not None and (found := value_reason(one, other, value, against)):
            return found
        return "superseded" if is_superseded(one, other) else None

    def read(self, pair: Pair) -> Pair:
        """Return a pair with what the reader says of it."""
        (one, other), (value, against) = pair.sides, pair.values
        if value is None or against is None:
            return replace(pair, read=min(self._related(one, other), self._related(other, one)))
        read = self._asked(one, value, other, against)
        if read > _HOPELESS:
            read = min(read, self._asked(other, against, one, value))
        return replace(pair, read=read)

    def _related(self, one: Statement, other: Statement) -> float:
        """Log-odds that the second statement tells anything of the first, be it for or against it."""
        (found,) = self.reader().judge(one.text, [other.text])
        neither = min(max(found.neither, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
        return math.log((1 - neither) / neither)

    def _asked(self, one: Statement, value: Value, other: Statement, against: Value) -> float:
        """What the reader says to the first statement's echo, asked of the second; very little where it points elsewhere."""
        (reading,) = self.reader().read(echo(one.text, value, one.language), [passage_of(other)])
        points = reading.start == reading.end or (reading.start < against.end and reading.end > against.start)
        return reading.answers if points else min(reading.answers, 0.0)


def _comparable(
    one: Statement, other: Statement, table: Translations | None, *, crossed: bool
) -> Iterator[tuple[Value, Value, bool]]:
    """Yield values of two statements that are of one kind, and whether they agree, which only matters across languages.

    Of those that differ neither may stand in the other statement.
    """
    keys, others = ({value.key for value in side.values} for side in (one, other))
    # How a word that no dictionary knows for a name is read as one, nothing tells: it may be the same name, 平野 and Hirano.
    guessed = crossed and not (one.values and other.values)
    for value in one.values or one.named_like(other):
        for against in other.values or other.named_like(one):
            if crossed and (value.key == against.key or _one_name(one, value, other, against, table)):
                yield value, against, True
            elif (
                not crossed
                and value.kind == against.kind == "name"
                and is_part_of_name(value.key, against.key)
            ):
                continue
            elif (
                not guessed
                and value.key not in others
                and against.key not in keys
                and comparable(value, against, crossed=crossed)
            ):
                yield value, against, False


def _one_name(
    one: Statement, value: Value, other: Statement, against: Value, table: Translations | None
) -> bool:
    """Whether two names, each in its own language, sound alike: Tanaka, 田中."""
    if value.kind != "name" or against.kind != "name":
        return False
    # As they stand in their sentences: alone, a capital begins a sentence and tells no name.
    sides = sorted(((one, value), (other, against)), key=lambda each: each[0].language)
    words, others = (
        [word for word in side.words if place.start <= word.start < place.end] for side, place in sides
    )
    held = names_held([replace(word, is_name=True) for word in others])
    # Sakura Service isn't みなとサービス: what is no name by itself tells nothing, unless it comes first.
    # Of a person every word is one: Nose, Tachibana.
    person = not is_organisation(sides[1][1].key)
    own = [
        word for place, word in enumerate(words) if person or not place or is_name(word, one.analyzer, table)
    ]
    return any(meets_as_name(replace(word, is_name=True), held) for word in own)


def passage_of(statement: Statement) -> Passage:
    """Return a statement as the reader reads it: alone, under its headings."""
    text, language = statement.text, statement.language
    sentence = Sentence(start=0, end=len(text), language=language)
    return Passage(
        document=statement.document.info,
        start=0,
        end=len(text),
        text=text,
        sentences=(sentence,),
        language=language,
        heading=breadcrumb(statement.context.split("\n")[1:]),
    )
