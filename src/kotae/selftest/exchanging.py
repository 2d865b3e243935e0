"""A question that is answered → one that isn't: something in it exchanged for what stands nowhere in the library.

An identifier, a year, a name or a unit takes the place of another of its kind.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.answering.coverage import Translations
from kotae.conflicts.values import Value
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.question import Identifier, find_identifiers
from kotae.records import Language
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.analyzer import Analyzer, Word
from kotae.selftest.records import Exchange

__all__ = ["Exchanger"]

_YEAR: Final = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9,.])")
_ERA: Final = re.compile(r"(?<=令和|平成|昭和)[0-9]{1,2}(?=年)")
# Where so many in a row stand in the library, it lists all there are.
_MOST_STEPS: Final = 40
_NAMES: Final = (
    (
        re.compile(f"[{KANJI}]+"),
        ("小笠原", "長曽我部", "御手洗", "五十嵐", "東海林", "蓮見", "鴨志田", "日下部"),
    ),
    (
        re.compile(f"[{KATAKANA}・]+"),
        ("ヴェルディーノ", "オルムステッド", "カスティージョ", "ブランケンシップ", "ザリンスキー"),
    ),
    (
        re.compile(r"[A-Z][A-Za-z'-]+"),
        ("Blankenship", "Olmsted", "Zalinsky", "Castillo", "Ogasawara", "Verdino", "Hasumi"),
    ),
)
"""Names of each script, to be put where another stood."""
_UNITS: Final = ByLanguage(
    {
        "ja": ("ルピー", "ヘクタール", "馬力", "海里", "カラット", "バレル", "オクターブ"),
        "en": ("rupees", "hectares", "horsepower", "nautical miles", "carats", "barrels", "octaves"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanger:
    """Makes questions unanswerable.

    Attributes:
        analyzer: The one the index was made with.
        table: Tells words from names: a name has no translation; None takes every capital for a name's.
        stands: Whether a word stands anywhere in the library, in any of its spellings.
    """

    analyzer: Analyzer
    table: Translations | None
    stands: Callable[[str], bool]

    def exchanged(self, question: str) -> tuple[str, Exchange] | None:
        """Return the question with one thing exchanged, and what; None where nothing in it can be.

        Args:
            question: One that is answered.
        """
        text = fold(question)
        # The surest first: a code with other digits is nobody's, a name may be spelt in another way.
        for found, kind in (
            (self._identifier(text), "identifier"),
            (self._year(text), "year"),
            (self._name(text), "name"),
        ):
            if found:
                return found, kind  # type: ignore[return-value]  # the three literals above
        return None

    def unit(self, value: Value, language: Language, turn: int) -> str:
        """Return what asks for a value in a unit that stands nowhere in the library; empty where all of them do, or it has none.

        Args:
            value: An amount.
            language: To ask in.
            turn: Which of the units is tried first.
        """
        if value.kind != "number":
            return ""
        units = _UNITS[language]
        for unit in _turned(units, turn):
            if not self.stands(unit):
                return f"何{unit}" if language == "ja" else f"how many {unit}"
        return ""

    def _identifier(self, text: str) -> str:
        found = [one for one in find_identifiers(text) if any(map(str.isdigit, one.written))]
        return self._replaced(text, found[0], self._numbers(found[0])) if found else ""

    def _numbers(self, identifier: Identifier) -> Iterator[str]:
        """Yield identifiers like one, with other digits at its last number."""
        *_, last = re.finditer(r"[0-9]+", identifier.written)
        for step in range(1, _MOST_STEPS):
            number = (int(last[0]) + 7 * step) % 10 ** len(last[0])
            yield f"{identifier.written[: last.start()]}{number:0{len(last[0])}}{identifier.written[last.end() :]}"

    def _year(self, text: str) -> str:
        match = _ERA.search(text) or _YEAR.search(text)
        if match is None:
            return ""
        for step in range(1, _MOST_STEPS):
            for year in (int(match[0]) - step, int(match[0]) + step):
                other = text[: match.start()] + str(year) + text[match.end() :]
                era = text[max(match.start() - 2, 0) : match.start()]
                said = f"{era}{year}年" if era in ("令和", "平成", "昭和") else str(year)
                if year > 0 and not self.stands(said):
                    return other
        return ""

    def _name(self, text: str) -> str:
        for word in self.analyzer.content_words(text):
            if word.is_name and not any(map(str.isdigit, word.surface)) and not self._is_a_word(word):
                for script, names in _NAMES:
                    if script.fullmatch(word.surface):
                        return self._replaced(text, word, _turned(names, len(text)))
        return ""

    def _is_a_word(self, word: Word) -> bool:
        return self.table is not None and bool(self.table.translations(word.term, word.language))

    def _replaced(self, text: str, place: Identifier | Word, others: Iterator[str]) -> str:
        for other in others:
            if other != text[place.start : place.end] and not self.stands(other):
                return text[: place.start] + other + text[place.end :]
        return ""


def _turned(of: Sequence[str], turn: int) -> Iterator[str]:
    """Yield all of them, another first at each turn."""
    yield from (of[(turn + place) % len(of)] for place in range(len(of)))
