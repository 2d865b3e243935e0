"""A short Japanese noun phrase in English, part by part: 県立図書館の前 → in front of the prefectural library.

Every part is a word of the usual ones, of the dictionary, a name or a figure; where one part is none of these, or a verb
stands in the phrase, nothing is said. The senses are a dictionary's, so the original always stands beside.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.answering.coverage import Translations
from kotae.answering.numbered import ordinal
from kotae.answering.phrase_words import BEGINNINGS, ENDINGS, PLACES
from kotae.answering.phrases import ORDINALS
from kotae.answering.rendering import render
from kotae.answering.senses import chosen_senses, without_remarks
from kotae.answering.transcribing import romanised
from kotae.answering.usual_words import usual_english
from kotae.folding import fold
from kotae.scripts import HIRAGANA, KANJI, KATAKANA
from kotae.segmentation import Segmenter
from kotae.segmentation.japanese import split_lemma
from kotae.translation.glossary import Glossary

__all__ = ["EnglishPhrases"]

_LONGEST: Final = 40
_MOST_JOINED: Final = 6
_MOST_GLOSS_WORDS: Final = 4
_NOUNS: Final = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞", "代名詞", "形容詞"})
_FRAMES: Final = (
    (r"(?:のみ|だけ|に限る|に限ります)", "{} only"),
    (r"の?ため(?:に|です)?", "because of {}"),
    (r"(?:による(?:もの)?|によって|により)", "due to {}"),
    (r"(?:を除く|を除き|以外)", "except {}"),
    (r"(?:など|ほか)", "{} and others"),
)
"""What a phrase may end with, and how English frames it."""
_LISTS: Final = frozenset(["、", "・", "や", "と", ","])
_JOINTS: Final = re.compile(r"、?(?:または|又は|もしくは|および|及び|ならびに)")
_OR: Final = re.compile(r"または|又は|もしくは")
# One topic and one value: 北海道・沖縄は半額.
_TOPIC: Final = re.compile(r"(?P<topic>[^はが]+)は(?P<value>[^はが]*[0-9半無][^はが]*)")
_SHARE: Final = re.compile(r"(?P<whole>[^0-9]+)の(?P<share>[0-9][0-9.,]*(?:%|割|分の[0-9,]+).*)")
_STEP: Final = re.compile(r"(?P<what>[^0-9]*?)の?(?P<number>[0-9]{1,2})(?P<unit>段|列|番|行)目")
_STEPS: Final = {"段": "level", "列": "row", "番": "one", "行": "line"}
_SINCE: Final = re.compile(
    r"(?P<what>[A-Za-z][A-Za-z .]*[0-9][0-9.]*|[0-9]+(?:\.[0-9]+)+)(?P<side>以前|以降|以上|以下)"
)
_SIDES: Final = {"以前": "or earlier", "以降": "or later", "以上": "or higher", "以下": "or lower"}
_WHICHEVER: Final = re.compile(
    r"の?(?:うち、?)?(?:いずれか)?(?P<which>早い|遅い|多い|少ない|高い|低い|長い|短い)(?:ほう|方)\Z"
)
_FIRST: Final = {
    "早い": "comes first", "遅い": "comes last", "多い": "is more", "少ない": "is less", "高い": "is higher",
    "低い": "is lower",
    "長い": "is longer", "短い": "is shorter",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    surface: str
    kind: str
    name: bool
    lemma: str
    origin: str
    kana: str
    language: str
    start: int
    end: int


class EnglishPhrases:
    """Says short Japanese noun phrases in English; safe to use from many threads.

    Args:
        glossary: The pocket dictionary.
        table: Tells which sense of a word is the likely one.
        segmenter: Finds words as they are written.
        name: Gives a proper name that the dictionary has in English; empty for others.
    """

    def __init__(
        self, glossary: Glossary, table: Translations, segmenter: Segmenter, name: Callable[[str], str]
    ) -> None:
        self._glossary = glossary
        self._table = table
        self._segmenter = segmenter
        self._name = name

    def said(self, text: str) -> str | None:
        """Return a phrase in English; None where a part is unknown, a verb stands in it, or it is long.

        Args:
            text: The phrase in Japanese, without what surrounds it.
        """
        plain = fold(text).strip(" 。、，「」『』")
        plain = re.sub(r"\s*(?:様|さん|氏)\Z", "", plain)
        if not plain or len(plain) > _LONGEST or "(" in plain:
            return None
        if match := _WHICHEVER.search(plain):
            said = _value(plain[: match.start()])
            return f"{said}, whichever {_FIRST[match['which']]}" if said else None
        if match := _SHARE.fullmatch(plain):
            share, whole = _value(match["share"]), self._list(match["whole"])
            return f"{share} of {whole}" if share and whole else None
        for ending, frame in _FRAMES:
            match = re.search(ending + r"\Z", plain)
            if match and match.start():
                said = self._list(plain[: match.start()])
                return frame.format(said) if said else None
        return self._list(plain)

    def _list(self, text: str) -> str | None:
        """Return the members of a list, joined as English does."""
        if match := _TOPIC.fullmatch(text):
            topic, value = self._list(match["topic"]), self._list(match["value"])
            return f"{topic}: {value}" if topic and value else None
        members = _JOINTS.split(text)
        said = [self._list(member) if len(members) > 1 else self._members(member) for member in members]
        if not all(said):
            return None
        return (" or " if _OR.search(text) else " and ").join(filter(None, said))

    def _members(self, text: str) -> str | None:
        """Return the members of a list that marks and single particles join."""
        groups: list[list[_Token]] = [[]]
        for token in self._tokens(text):
            if token.surface in _LISTS and token.kind not in _NOUNS:
                groups.append([])
            else:
                groups[-1].append(token)
        said = [self._chain(text, group) for group in groups if group]
        known = [phrase for phrase in said if phrase]
        if not known or len(known) < len(said):
            return None
        return " and ".join(filter(None, (", ".join(known[:-1]), known[-1])))

    def _chain(self, text: str, tokens: Sequence[_Token]) -> str | None:
        """Return nouns joined by の in the order of English: the lid of the box, in front of the station."""
        parts = _parts(tokens)
        if not all(parts):
            return None
        phrase, place = "", ""
        for part in reversed(parts):
            written = text[part[0].start : part[-1].end]
            if written in PLACES and part is not parts[0]:
                if place:
                    return None
                place = PLACES[written]
                continue
            last = part[-1].surface if len(part) > 1 else ""
            said = self._compound(text, part[:-1] if last == "用" or last in PLACES else part)
            if said is None:
                return None
            if last in PLACES:  # 図書館前
                said = f"{PLACES[last]} {_definite(said)}"
            phrase = _joined(phrase, said, place=place, purpose=last == "用")
            place = ""
        return phrase

    def _compound(self, text: str, tokens: Sequence[_Token]) -> str | None:
        """Return nouns that stand together, each by the longest word of the lists; None where one is unknown."""
        written = text[tokens[0].start : tokens[-1].end]
        if found := usual_english().get(written) or self._figured(written):
            return found
        said: list[str] = []
        position = 0
        while position < len(tokens):
            if position and tokens[position].surface == "な":  # 高価な機械
                position += 1
                continue
            count, words = self._longest(tokens, position)
            if not words:
                return None
            said.append(words)
            position += count
        return " ".join(said)

    def _figured(self, written: str) -> str | None:
        if re.search(r"[0-9A-Z]", written) is None:
            return None
        if match := _STEP.fullmatch(written):
            number = int(match["number"])
            level = f"{ORDINALS[number - 1] if number <= len(ORDINALS) else ordinal(number)} {_STEPS[match['unit']]}"
            what = self._list(match["what"]) if match["what"] else ""
            return level if what == "" else f"{what}, {level}" if what else None
        if match := _SINCE.fullmatch(written):
            return f"{match['what']} {_SIDES[match['side']]}"
        return _value(written)

    def _longest(self, tokens: Sequence[_Token], position: int) -> tuple[int, str]:
        """Return how many words the longest known noun from here on has, and what it is; empty for an unknown one."""
        first = tokens[position]
        if first.language == "en":
            return 1, first.surface if re.fullmatch(r"[A-Za-z&.-]+", first.surface) else ""
        for count in range(min(_MOST_JOINED, len(tokens) - position), 0, -1):
            group = tokens[position : position + count]
            if any(token.kind not in _NOUNS for token in group):
                continue
            written = "".join(token.surface for token in group)
            if position and written in ENDINGS and position + count == len(tokens):
                return count, ENDINGS[written]
            if found := self._noun(group, written):
                return count, found
        if first.name and first.kana and not re.fullmatch(f"[{HIRAGANA}]+", first.surface):
            return 1, romanised(first.kana)
        return 1, ""

    def _noun(self, group: Sequence[_Token], written: str) -> str:
        """Return what the lists, the names and the dictionary have for words together; empty for nothing."""
        alone, name = len(group) == 1, group[0].name
        if found := usual_english().get(written):
            return found
        if alone and group[0].kind == "接頭辞":
            return BEGINNINGS.get(written, "")
        named = self._name(written) if name or not alone else ""
        if alone and name and not named and re.fullmatch(f"[{KATAKANA}]+", written):
            return group[0].origin if re.fullmatch(r"[A-Z][A-Za-z'-]+", group[0].origin) else ""
        return named or ("" if alone and name else self._sense(group, written))

    def _sense(self, group: Sequence[_Token], written: str) -> str:
        """Return the short noun or adjective a dictionary has for a word; empty where it has none."""
        if re.fullmatch(f"[{HIRAGANA}]+|[^{KANJI}]", written):
            return ""  # in the midst of kanji it is mostly somebody's name: 喫茶すずめ
        term = group[0].lemma if len(group) == 1 else ""
        kana = "".join(token.kana for token in group)
        entries = self._glossary.japanese(written)
        for entry in sorted(entries, key=lambda one: kana not in one.readings):
            senses = chosen_senses(entry.gloss, term, self._table)
            for sense in senses[:1]:
                gloss = without_remarks(sense).split(", ")[0].strip()
                if (
                    gloss
                    and not gloss.startswith("to ")
                    and gloss.count(" ") < _MOST_GLOSS_WORDS
                    and "..." not in gloss
                ):
                    return gloss
        if len(group) == 1 and re.fullmatch(f"[{KATAKANA}]+", written):
            return group[0].origin
        return ""

    def _tokens(self, text: str) -> list[_Token]:
        found = []
        for start, end, line, language in self._segmenter.places(text):
            fields = line.split("\t") if language == "ja" else []
            fields += [""] * (8 - len(fields))
            lemma, origin = split_lemma(fields[5]) if fields[5] else ("", "")
            found.append(
                _Token(
                    surface=text[start:end],
                    kind=fields[1],
                    name=fields[2] == "固有名詞",
                    lemma=lemma,
                    origin=origin,
                    kana=fields[6],
                    language=language,
                    start=start,
                    end=end,
                )
            )
        return found


def _value(written: str) -> str | None:
    return render(written, source="ja", target="en", words=lambda text: ())


def _parts(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Return the tokens between one の and the next."""
    parts: list[list[_Token]] = [[]]
    for token in tokens:
        if token.surface == "の" and token.kind == "助詞":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _joined(phrase: str, said: str, *, place: str, purpose: bool) -> str:
    """Return a phrase with the noun that Japanese puts before it: the place, the purpose, what it is of."""
    if place:
        return f"{phrase} {place} {_definite(said)}".strip()
    if not phrase:
        return said
    if said.endswith((" or earlier", " or later", " or higher", " or lower")):
        return f"{phrase} ({said})"
    return f"{phrase} {'for' if purpose else 'of'} {said}"


def _definite(said: str) -> str:
    """Return a common noun with its article: in front of the library."""
    return f"the {said}" if said[:1].islower() and not said.startswith("the ") else said
