"""Which candidates are rows: a word met as a name or a value in one paper tells papers apart, and one that lacks it is no row."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from typing import Final, Literal

from kotae.gathering.candidates import Candidate
from kotae.gathering.concepts import DENYING, MET, joined
from kotae.gathering.looseness import head_of, is_verb, measuring, names_of
from kotae.gathering.papers_as_one import series_of
from kotae.gathering.wish import Wish
from kotae.languages import LANGUAGES

__all__ = ["Sorting"]

# Not all: one paper of a kind may have a title of its own.
_KIND_SHARE: Final = 0.9
# Less is akin, or another sense of the word.
_AS_WELL: Final = 0.75
# One paper with a number is no series yet.
_SERIES: Final = 2
_MANY_MORE: Final = 2


class _Excused:
    """Which words a paper may lack because it has no title, and which names it has only a part of."""

    def __init__(self, wish: Wish, candidates: Sequence[Candidate]) -> None:
        self._asked = wish.question.language
        titled = [one for one in candidates if not one.untitled]
        self._kind: dict[str, frozenset[str]] = {}
        for language in LANGUAGES:
            own = [one for one in titled if one.document.info.language == language]
            # What nearly every title says is the kind of paper, not what one is about.
            counts = Counter(term for one in own for term in one.titled)
            self._kind[language] = frozenset(
                term for term, count in counts.items() if count >= _KIND_SHARE * len(own)
            )
        met = [frozenset(one.met) for one in candidates]
        self._names = [
            name
            for name in names_of(wish.words, wish.question.text)
            if any(terms.issuperset(name) for terms in met)
        ]

    def of(self, candidate: Candidate) -> frozenset[str]:
        """Return the words that a paper without a title may lack: its kind's, and the rest of a name its path shortens."""
        if not candidate.untitled:
            return frozenset()
        shortened = (name for name in self._names if name[0] in candidate.titled)
        return self._kind.get(candidate.document.info.language, frozenset()).union(*shortened)

    def other_name(self, candidate: Candidate) -> bool:
        """Whether a paper in the other language has a part of a name translated, and not the rest of it."""
        return candidate.document.info.language != self._asked and any(
            0 < sum(term in candidate.met for term in name) < len(name) for name in self._names
        )


class Sorting:
    """Which candidates are rows whatever the reader says, which never, and which it is asked about."""

    def __init__(
        self, wish: Wish, candidates: Sequence[Candidate], compounds: Set[str] = frozenset()
    ) -> None:
        self._wish = wish
        self._everywhere = {term for candidate in candidates for term in candidate.met}
        self._best: dict[tuple[str, ...], dict[str, float]] = {}
        for one in candidates:
            for measured in (_measured(one), _measured(one)[:1]):
                self._best[measured] = joined(self._best.get(measured, {}), one.met)
        # A name tells papers apart wherever it stands, and is met by its sound in either language.
        self._names = {word.term for word in wish.words if word.is_name}
        self._behind = {term for name in names_of(wish.words, wish.question.text) for term in name[1:]}
        self._telling = {term for candidate in candidates for term in candidate.values} | self._names
        self._naming = {term for candidate in candidates for term in candidate.labels} - self._telling
        self._verbs = {word.term for word in wish.words if is_verb(word, wish.question.text)}
        self._excused = _Excused(wish, candidates)
        # What no paper of a language says at all isn't said there otherwise: it only has no translation that is known. Of the
        # other language one has what prose says, and a form not: The application was filed on; Filing date.
        alike: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        called: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        for candidate in candidates:
            alike[self._shape(candidate)].append(candidate)
            called[candidate.document.info.language] |= candidate.called
        self._said = {shape: {term for one in own for term in self._met(one)} for shape, own in alike.items()}
        # What only measures is wanted of a paper where papers of its language call their values so.
        measure = measuring(*wish.kinds[:1])
        loose = {word.term for word in wish.words if measure(word.surface)}
        # People are counted where 来場者 stands beside them as where 来場者数 does.
        kept = self._verbs | {"数"}
        self._loose = {code: loose - (called[code] - kept) for code in LANGUAGES}
        # Papers of one series are of one kind, whatever each calls itself: award letter G-2009, 助成決定通知 G-2010.
        self._head = head_of(wish.words, wish.question.text, measure)
        cells = {term for one in candidates if one.record.kind == "row" for term in one.values - one.titled}
        self._head -= cells  # what is a line of a table isn't what the paper is
        self._series = Counter(
            series
            for one in candidates
            if self._head <= set(one.met) and (series := series_of(one.document.info))
        )

        # A value is written alike in forms and in prose of a language: Security is no consulting where others say consulting.
        self._valued = {
            code: {term for (own, _), said in self._said.items() if own == code for term in said}
            & self._telling
            for code in LANGUAGES
        }
        # What papers of the other language call the value by is asked of all of them: 単身赴任手当 is no telework allowance.
        self._calling = {
            shape: {term for one in own for term in self._met(one) & one.called} - self._verbs
            for shape, own in alike.items()
            if shape[1]
        }
        self._headless = self._needs_no_head(candidates)
        # Where no other word tells such papers apart, what is done does: accidents that happened while reversing.
        deeds = self._verbs if self._everywhere <= self._verbs | self._head else set()
        self._deeds = {
            shape: {term for term in deeds & said if any(term not in self._met(one) for one in alike[shape])}
            for shape, said in self._said.items()
        }
        self._whole = {one.document.info.id for one in candidates if not self._lacking(one)}
        self._named = Counter[tuple[int, str]]()
        for one in candidates:
            group = self._naming_group(one)
            self._named[group] = max(self._named[group], len(self._met(one)))

    def _needs_no_head(self, candidates: Sequence[Candidate]) -> frozenset[tuple[str, str]]:
        """Folders whose papers say the rest without the word for what they are: asked for cows, they name each one.

        So it is where many more papers of one folder lack that word alone than have it beside the rest; what names a room on
        the way, in one folder or another, is no booking of it.
        """
        rest = self._everywhere - self._head - self._verbs
        if not rest or self._wish.kinds:
            return frozenset()
        told = [one for one in candidates if rest <= set(one.met)]
        named = Counter(one.folder for one in told if self._head <= set(one.met))
        lacking = Counter(one.folder for one in told if not self._head <= set(one.met))
        # Where another folder holds several of what is asked for, that is where they are: 苦情, and not the tables beside them.
        return frozenset(
            folder
            for folder, count in lacking.items()
            if count >= _MANY_MORE * max(1, named.total())
            and not any(number > 1 for other, number in named.items() if other != folder)
        )

    def _naming_group(self, candidate: Candidate) -> tuple[int, str]:
        """Among which candidates the one that says most is what is named: of compared things each has one value."""
        return candidate.group, "" if self._wish.compared else candidate.document.info.language

    def _shape(self, candidate: Candidate) -> tuple[str, str]:
        """Which papers say things alike: those of the question's language, and of the other tables, forms and prose."""
        language = candidate.document.info.language
        if language == self._wish.question.language:
            return language, ""
        form = bool(candidate.form) and candidate.record.kind != "row"
        return language, "form" if form else candidate.record.kind

    def _met(self, candidate: Candidate) -> set[str]:
        """The words that are met about as well as in other papers of its language.

        Where miles are called mileage, litres of fuel are none, though the words are akin; two names for yen are the same. Where
        another paper says what stands behind a name, one that has only the name's sound is about something else.
        """
        alike = _measured(candidate)
        met = self._best[alike] if candidate.amount is not None else candidate.met
        best = self._best[alike[:1]]
        return {
            term
            for term, own in candidate.met.items()
            if met[term] >= _AS_WELL * best[term] and not (term in self._behind and own <= MET < best[term])
        }

    def _lacking(self, candidate: Candidate) -> set[str]:
        return self._everywhere - self._met(candidate) - self._loose[candidate.document.info.language]

    def _denies(self, candidate: Candidate, lacking: set[str]) -> bool:
        """Whether a paper says a word of the question only where it is denied: 不合格 for 合格."""
        said = candidate.document.text[candidate.unit.start : candidate.unit.end]
        return any(
            prefix + word.surface in said
            for word in self._wish.words
            if word.term in lacking and word.language == "ja" and len(word.surface) > 1
            for prefix in DENYING
        )

    def _needless(self, candidate: Candidate) -> frozenset[str]:
        """The words that it may lack: what nearly every title says, and what a paper of a series is."""
        series = self._series[series_of(candidate.document.info)] >= _SERIES
        return self._excused.of(candidate) | (
            self._head if series or candidate.folder in self._headless else frozenset()
        )

    def of(self, candidate: Candidate) -> Literal["sure", "taken", "named", "open", "none"]:
        """Return what a candidate is: sure, a row that lacks a word, to be read (named: by its labels), or no row."""
        lacking = self._lacking(candidate)
        if candidate.few:
            return "none"
        if not lacking:
            return "sure"
        # Half of a translated name is somebody else's, and a paper that says no word of it, where others do, says nothing of it.
        others = bool(self._best[_measured(candidate)[:1]])
        needless = self._needless(candidate)
        silent = not candidate.met and others and not self._wish.names_things
        if silent or self._excused.other_name(candidate) or self._denies(candidate, lacking):
            return "none"
        lacking -= needless
        if not lacking:
            return "taken"
        # What no paper of a language says at all has no translation that is known, and tells none of them apart.
        shape = self._shape(candidate)
        # A value that is its paper's only one may be called by a word of its own: 年額 for a fee.
        own_word = candidate.only and not candidate.called
        calling = set() if own_word else self._calling.get(shape, set())
        if lacking & (self._names | self._valued[shape[0]] | calling):
            return "none"
        if (
            self._wish.names_things
        ):  # whatever its papers call it, of what is named the places that say most of it
            return (
                "taken" if len(self._met(candidate)) >= self._named[self._naming_group(candidate)] else "none"
            )
        if (not self._wish.kinds or candidate.only) and lacking <= self._verbs:
            return "none" if self._deeds[shape] and self._deeds[shape] <= lacking else "taken"
        return self._of_open(candidate, lacking)

    def _of_open(self, candidate: Candidate, lacking: set[str]) -> Literal["taken", "named", "open", "none"]:
        """Return what a candidate is that nothing tells apart from others."""
        # Where a paper says all of it in one place, another place of it is about something else.
        if candidate.document.info.id in self._whole:
            return "none"
        row, crosses = candidate.record.kind == "row", self._shape(candidate)[1]
        # The only amount of its kind in a paper of the other language that most words of the question meet is the one meant.
        if candidate.only and not row and crosses and 2 * len(lacking) < len(self._everywhere):
            return "taken"
        named = lacking <= self._naming
        # The only amount of its kind in a row about the right thing is called otherwise there: 取得価格 for 購入金額.
        return "taken" if candidate.only and row and named else "named" if named else "open"


def _measured(candidate: Candidate) -> tuple[str, ...]:
    """A candidate's language and what its value is measured in."""
    return candidate.document.info.language, candidate.amount.unit if candidate.amount is not None else ""
