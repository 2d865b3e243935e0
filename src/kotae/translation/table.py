"""The translation table: p(word of the other language | word), both ways, in one small file.

The file is a compressed ``.npz`` without pickled objects: two word lists as UTF-8 joined by
line breaks, how each English stem is written, and per direction where each word's translations
begin, which they are, and their probabilities in steps of 1/255.
"""

import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kotae.errors import ModelError, failing_as
from kotae.language import opposite
from kotae.records import Language
from kotae.translation.training import Links

__all__ = ["TranslationTable"]

_FORMAT: Final = 2
_STEPS: Final = 255
_REMEMBERED: Final = 4096
_LEAST_PARAPHRASE: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class _Direction:
    """The translations out of one language, by the number of the word."""

    starts: NDArray[np.int64]
    targets: NDArray[np.int32]
    probabilities: NDArray[np.uint8]


class TranslationTable:
    """Looks translations up; immutable; safe to use from many threads."""

    def __init__(
        self,
        *,
        words: Mapping[Language, list[str]],
        directions: Mapping[Language, _Direction],
        written: Mapping[str, str],
    ) -> None:
        self._words = words
        self._directions = directions
        self._written = written
        self._numbers = {
            language: {word: number for number, word in enumerate(known)} for language, known in words.items()
        }
        # The words of one question are looked up for every sentence that may answer it.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._paraphrased = lru_cache(maxsize=_REMEMBERED)(self._pivot)

    @classmethod
    def empty(cls) -> "TranslationTable":
        """Return a table that knows no word."""
        nothing = _Direction(
            starts=np.zeros(1, dtype=np.int64),
            targets=np.zeros(0, dtype=np.int32),
            probabilities=np.zeros(0, dtype=np.uint8),
        )
        return cls(words={"ja": [], "en": []}, directions={"ja": nothing, "en": nothing}, written={})

    @classmethod
    def from_links(
        cls,
        links: Links,
        *,
        written: Mapping[str, str] | None = None,
        mass: float = 0.98,
        most: int = 20,
        least: float = 0.005,
    ) -> "TranslationTable":
        """Return a table of the likeliest links.

        Args:
            links: Both directions, as trained.
            written: The usual spelling of English stems; None, or for others, the stem itself.
            mass: Per word, the likeliest translations are kept until they make up this much.
            most: How many at most.
            least: A translation less likely than this is dropped.
        """
        english, japanese = (
            _pruned(source, target, probability, mass=mass, most=most, least=least)
            for source, target, probability in (
                (links.english, links.japanese, links.to_japanese),
                (links.japanese, links.english, links.to_english),
            )
        )
        return _compact(links, english=english, japanese=japanese, written=written or {})

    @classmethod
    def load(cls, path: Path | None = None) -> "TranslationTable":
        """Return the table in a file; without one, the table that comes with kotae.

        Raises:
            ModelError: The file is missing, damaged, or of another format.
        """
        return _packaged() if path is None else _read(path.read_bytes, name=str(path))

    def content(self) -> bytes:
        """Return the file that :meth:`load` reads."""
        arrays: dict[str, NDArray[Any]] = {"format": np.array(_FORMAT)}
        for language, words in self._words.items():
            text = "\n".join(words).encode("utf-8", "replace")
            arrays[f"{language}.words"] = np.frombuffer(text, dtype=np.uint8)
            direction = self._directions[language]
            arrays[f"{language}.counts"] = np.diff(direction.starts).astype(np.uint8)
            arrays[f"{language}.targets"] = direction.targets
            arrays[f"{language}.probabilities"] = direction.probabilities
        spellings = "\n".join(map(self.written, self._words["en"]))
        arrays["en.written"] = np.frombuffer(spellings.encode("utf-8", "replace"), dtype=np.uint8)
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, **arrays)
        return file.getvalue()

    def __len__(self) -> int:
        """How many links the table has, both directions together."""
        return sum(len(direction.targets) for direction in self._directions.values())

    @property
    def languages(self) -> frozenset[Language]:
        """The languages it translates between."""
        return frozenset(self._words)

    def words(self, language: Language) -> list[str]:
        """Return every word of a language that the table knows."""
        return self._words[language]

    def written(self, term: str) -> str:
        """Return how a word is usually written: an English stem as a word, any other term as it is."""
        return self._written.get(term, term)

    def translations(self, term: str, source: Language) -> tuple[tuple[str, float], ...]:
        """Return the translations of a term, likeliest first; none for a term it doesn't know.

        Args:
            term: An index term: a Japanese lemma or an English stem.
            source: The term's language.

        Returns:
            Terms of the other language with their probabilities, in (0, 1].
        """
        return self._remembered(term, source)

    def paraphrases(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        """Return words of the same language that translate back from a term's translations, likeliest first.

        p(other | term) is the sum over translations of p(translation | term) · p(other | translation):
        アメリカ and 米国 meet in *America*. Method: Bannard and Callison-Burch 2005, there for phrases.

        Args:
            term: An index term.
            language: Its language, and that of what is returned.

        Returns:
            Other terms with probabilities of at least 0.02; none for a term the table doesn't know.
        """
        return self._paraphrased(term, language)

    def _pivot(self, term: str, language: Language) -> tuple[tuple[str, float], ...]:
        other = opposite(language)
        found: defaultdict[str, float] = defaultdict(float)
        for translation, chance in self.translations(term, language):
            for back, chance_back in self.translations(translation, other):
                found[back] += chance * chance_back
        found.pop(term, None)
        kept = [(word, chance) for word, chance in found.items() if chance >= _LEAST_PARAPHRASE]
        return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0])))

    def _look_up(self, term: str, source: Language) -> tuple[tuple[str, float], ...]:
        number = self._numbers[source].get(term) if source in self.languages else None
        if number is None:
            return ()
        direction = self._directions[source]
        part = slice(direction.starts[number], direction.starts[number + 1])
        target = self._words[opposite(source)]
        return tuple(
            (target[other], chance / _STEPS)
            for other, chance in zip(
                direction.targets[part].tolist(), direction.probabilities[part].tolist(), strict=True
            )
        )


@cache
def _packaged() -> TranslationTable:
    packaged = files("kotae.translation").joinpath("data", "bridge.npz")
    return _read(packaged.read_bytes, name="kotae/translation/data/bridge.npz")


def _read(read_bytes: Any, *, name: str) -> TranslationTable:  # noqa: ANN401 - a bound read_bytes of two kinds of path
    with (
        failing_as(
            ModelError,
            "{path}: not a readable translation table ({reason}); install kotae again, or train it again.",
            on=(OSError, ValueError, KeyError, EOFError),
            path=name,
        ),
        np.load(io.BytesIO(read_bytes()), allow_pickle=False) as arrays,
    ):
        if int(arrays["format"]) != _FORMAT:
            raise ValueError(f"format {int(arrays['format'])}")
        words = {language: _word_list(arrays[f"{language}.words"]) for language in ("ja", "en")}
        directions = {language: _direction(arrays, language) for language in ("ja", "en")}
        spellings = zip(words["en"], _word_list(arrays["en.written"]), strict=True)
        written = {word: spelling for word, spelling in spellings if spelling != word}
    return TranslationTable(words=words, directions=directions, written=written)


def _word_list(data: NDArray[np.uint8]) -> list[str]:
    text = data.tobytes().decode("utf-8")
    return text.split("\n") if text else []


def _direction(arrays: Mapping[str, NDArray[Any]], language: str) -> _Direction:
    counts = arrays[f"{language}.counts"].astype(np.int64)
    return _Direction(
        starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]),
        targets=arrays[f"{language}.targets"],
        probabilities=arrays[f"{language}.probabilities"],
    )


def _pruned(
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    probability: NDArray[np.float64],
    *,
    mass: float,
    most: int,
    least: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the links kept, by source, likeliest first."""
    order = np.lexsort((target, -probability, source))
    source, target, probability = source[order], target[order], probability[order]
    first = np.searchsorted(source, source)
    before = np.cumsum(probability) - probability
    kept = (probability >= least) & (np.arange(len(source)) - first < most) & (before - before[first] < mass)
    return source[kept], target[kept], probability[kept]


def _compact(
    links: Links,
    *,
    english: Any,  # noqa: ANN401 - what _pruned returns
    japanese: Any,  # noqa: ANN401 - the same
    written: Mapping[str, str],
) -> TranslationTable:
    """Return the table of pruned links, with the words that are left numbered anew."""
    used_english = np.unique(np.concatenate([english[0], japanese[1]]))
    used_japanese = np.unique(np.concatenate([japanese[0], english[1]]))
    directions: dict[Language, _Direction] = {}
    for language, (source, target, probability), own, other in (
        ("en", english, used_english, used_japanese),
        ("ja", japanese, used_japanese, used_english),
    ):
        directions["ja" if language == "ja" else "en"] = _Direction(
            starts=np.searchsorted(source, np.append(own, np.iinfo(np.int64).max)).astype(np.int64),
            targets=np.searchsorted(other, target).astype(np.int32),
            probabilities=np.clip(np.rint(probability * _STEPS), 1, _STEPS).astype(np.uint8),
        )
    english_words = [links.english_words[number] for number in used_english.tolist()]
    return TranslationTable(
        words={
            "en": english_words,
            "ja": [links.japanese_words[number] for number in used_japanese.tolist()],
        },
        directions=directions,
        written={word: written[word] for word in english_words if written.get(word, word) != word},
    )
