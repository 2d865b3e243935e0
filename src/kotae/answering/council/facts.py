"""The checker of facts: every number, date, amount and name of a sentence stands in its sources.

It has a veto. It reads surfaces only, so it can be sure: a quantity is compared by its
bilingual key, a name as written or by its form in the other language, and a denial must be
one on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.answering.council.amounts import unheld_amounts
from kotae.answering.council.denials import denies_alike
from kotae.answering.council.proper_names import unheld_names
from kotae.answering.coverage import Translations
from kotae.answering.rendering.figures import spelled_years
from kotae.folding import fold
from kotae.messages import Listed, Message
from kotae.records import Language, Vote
from kotae.segmentation import Analyzer

__all__ = ["FactsChecker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsChecker:
    """Checks a sentence's facts against the text it cites.

    Attributes:
        analyzer: Gives the words of names in the other language.
        table: Translations; without it names of the other language are looked for as they are.
    """

    analyzer: Analyzer
    table: Translations | None = None

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; a vote against is a veto.

        Args:
            sentence: What was written.
            sources: The cited texts, each with its title and headings.
            language: The language of the reason.
        """
        source, said = spelled_years(fold("\n".join(sources))), spelled_years(fold(sentence))
        wrong = unheld_amounts(said, source)
        wrong += unheld_names(said, source, analyzer=self.analyzer, table=self.table)
        if wrong:
            return _vote(False, language, Message("Not in the source: {wrong}", wrong=Listed(wrong)))
        if not denies_alike(said, source, analyzer=self.analyzer, table=self.table):
            return _vote(False, language, Message("It denies what the source affirms, or the reverse."))
        return _vote(True, language, Message("All numbers, dates and names are in the source."))


def _vote(passed: bool, language: Language, reason: Message) -> Vote:
    return Vote(checker="facts", passed=passed, score=float(passed), reason=reason.text(language))
