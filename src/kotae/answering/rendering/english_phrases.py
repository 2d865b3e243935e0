"""A short Japanese noun phrase in English, part by part: 県立図書館の前 → in front of the prefectural library.

Every part is a word of the usual ones, of the dictionary, a name or a figure; where one part is none of these, or a verb
stands in the phrase, nothing is said. The senses are a dictionary's, so the original always stands beside.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from kotae import lazy_re as re
from kotae.answering.coverage import Translations
from kotae.answering.rendering.numbered import ordinal
from kotae.answering.rendering.phrase_tokens import definite, is_person, is_torn, joined, parts_of
from kotae.answering.rendering.phrase_words import BEGINNINGS, BESIDE, ENDINGS, PARTS, PLACES
from kotae.answering.rendering.phrases import listed
from kotae.answering.rendering.render import render
from kotae.answering.rendering.senses import chosen_senses, short_gloss
from kotae.answering.rendering.tokens import Token, tokens_of
from kotae.answering.rendering.transcribing import romanised
from kotae.answering.rendering.usual_words import usual_english
from kotae.folding import fold
from kotae.scripts import HIRAGANA, KANJI, KATAKANA
from kotae.segmentation import Segmenter
from kotae.segmentation.number_words import ORDINALS
from kotae.translation.glossary import Glossary

__all__ = ["EnglishPhrases"]

# A longer span is mostly a clause, which no rule here can say.
_LONGEST: Final = 40
_LEAST_FOREIGN: Final = 3  # ナギ is no Nagy
_MOST_JOINED: Final = 6
_NOUNS: Final = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞", "代名詞", "形容詞"})
_FRAMES: Final = (
    (r"(?:のみ|だけ|に限る|に限ります)", "{} only"),
    (r"の?ため(?:に|です)?", "because of {}"),
    (r"(?:による(?:もの)?|によって|により)", "due to {}"),
    (r"(?:を除く|を除き|以外)", "except {}"),
    (r"(?:など|ほか)", "{} and others"),
)
"""What a phrase may end with, and how English frames it."""
# A gloss that explains can't stand within a compound: head of a garden assistant.
_EXPLAINED: Final = re.compile(r" of | a | the |\bone's\b")
_LISTS: Final = frozenset(["、", "・", "や", "と", ","])
_JOINTS: Final = re.compile(r"、?(?:または|又は|もしくは|および|及び|ならびに)")
_OR: Final = re.compile(r"または|又は|もしくは")
# A day whose month stands with another one: 11月2日と23日.
_FURTHER_DAY: Final = re.compile(r"月[0-9]{1,2}日[^0-9]+[0-9]{1,2}日(?!間)")
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


class EnglishPhrases:
    """Says short Japanese noun phrases in English; safe to use from many threads.

    Args:
        glossary: The pocket dictionary; None says names and usual words only.
        table: Tells which sense of a word is the likely one.
        segmenter: Finds words as they are written.
        name: Gives a proper name that the dictionary has in English; empty for others.
        titles: Says what somebody is; None says it itself.
    """

    def __init__(
        self,
        glossary: Glossary | None,
        table: Translations,
        segmenter: Segmenter,
        name: Callable[[str], str],
        titles: "EnglishPhrases | None" = None,
    ) -> None:
        self._glossary = glossary
        self._table = table
        self._segmenter = segmenter
        self._name = name
        self._titles = titles or self

    def said(self, text: str, *, person: bool = False) -> str | None:
        """Return a phrase in English; None where a part is unknown, a verb stands in it, or it is long.

        Args:
            text: The phrase in Japanese, without what surrounds it.
            person: Whether somebody is asked for: then names and usual words only, for 五戸 is no five doors.
        """
        return (self._plainly if person else self)._whole(text)

    @cached_property
    def _plainly(self) -> "EnglishPhrases":
        """The same without the senses of the dictionary."""
        return EnglishPhrases(None, self._table, self._segmenter, self._name, titles=self)

    def _whole(self, text: str) -> str | None:
        plain = fold(text).strip(" 。、，「」『』")
        plain = re.sub(r"\s*(?:様|さん|氏)\Z", "", plain)
        if not plain or len(plain) > _LONGEST or "(" in plain or _FURTHER_DAY.search(plain):
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
        parts = re.split("[ ・]", text)
        if " " in text and all(re.fullmatch(f"[{KANJI}{HIRAGANA}{KATAKANA}]+", part) for part in parts):
            return self._titled(parts)
        if len(parts) == 2 and is_person(list(tokens_of(self._segmenter, parts[1]))):
            first = next(tokens_of(self._segmenter, parts[0]), None)
            if first is not None and not first.name:
                return self._titled(parts)
        if match := _TOPIC.fullmatch(text):
            topic, value = self._list(match["topic"]), self._list(match["value"])
            return f"{topic}: {value}" if topic and value else None
        members = _JOINTS.split(text)
        said = [self._list(member) if len(members) > 1 else self._members(member) for member in members]
        if not all(said):
            return None
        return (" or " if _OR.search(text) else " and ").join(filter(None, said))

    def _titled(self, parts: Sequence[str]) -> str | None:
        """Return what somebody is and who: 建設課 須貝 is Sugai, construction section; None for other texts with spaces."""
        if len(parts) > 2:
            return None
        what, who = self._titles._list(parts[0]), list(tokens_of(self._segmenter, parts[1]))
        return f"{romanised(who[0].kana)}, {what}" if what and is_person(who) else None

    def _members(self, text: str) -> str | None:
        """Return the members of a list that marks and single particles join."""
        groups: list[list[Token]] = [[]]
        for token in tokens_of(self._segmenter, text):
            if token.written in _LISTS and token.kind not in _NOUNS:
                groups.append([])
            else:
                groups[-1].append(token)
        said = [self._chain(text, group) for group in groups if group]
        known = [phrase for phrase in said if phrase]
        if not known or len(known) < len(said):
            return None
        return listed(known)

    def _chain(self, text: str, tokens: Sequence[Token]) -> str | None:
        """Return nouns joined by の in the order of English: the lid of the box, in front of the station."""
        parts = parts_of(tokens)
        if not all(parts):
            return None
        if len(parts) > 1 and (whole := self._sense((), text[tokens[0].start : tokens[-1].end])):
            return whole  # 道の駅
        first = text[parts[0][0].start : parts[0][-1].end]
        if len(parts) > 1 and first in PLACES:  # 隣の寺
            said = self._nouns(text, parts[1:]) if first in BESIDE else None
            return f"{BESIDE[first]} {said}" if said else None
        if len(parts) == 2 and is_person(parts[1]):  # 料理長の久留島
            what = self._titles._compound(text, parts[0])
            return f"{romanised(parts[1][0].kana)}, {what}" if what else None
        return self._nouns(text, parts)

    def _nouns(self, text: str, parts: Sequence[Sequence[Token]]) -> str | None:
        """Return nouns in the reverse of their order, with the places among them before the noun they belong to."""
        phrase, place = "", ""
        for part in reversed(parts):
            written = text[part[0].start : part[-1].end]
            if written in PLACES and part is not parts[0]:
                if place:
                    return None
                before = parts[parts.index(part) - 1][-1].action and written == "前"
                place = "before" if before else PLACES[written]  # 開店の前
                continue
            last = part[-1].written if len(part) > 1 else ""
            said = self._compound(text, part[:-1] if last == "用" or last in PLACES else part)
            if said is None or said.replace(",", "").isdecimal():  # 3の旧郵便局: of what 3 is, nobody knows
                return None
            if last in PLACES:  # 図書館前
                said = f"{PLACES[last]} {definite(said)}"
            phrase = joined(phrase, said, place=place, purpose=last == "用")
            place = ""
        return phrase

    def _compound(self, text: str, tokens: Sequence[Token]) -> str | None:
        """Return nouns that stand together, each by the longest word of the lists; None where one is unknown."""
        written = text[tokens[0].start : tokens[-1].end]
        if found := usual_english().get(written) or self._figured(written):
            return found
        if is_torn(tokens):
            return None
        said: list[str] = []
        position = 0
        while position < len(tokens):
            if position and tokens[position].written == "な":  # 高価な機械
                position += 1
                continue
            count, words = self._longest(tokens, position)
            if not words or (count < len(tokens) and _EXPLAINED.search(words)):
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

    def _longest(self, tokens: Sequence[Token], position: int) -> tuple[int, str]:
        """Return how many words the longest known noun from here on has, and what it is; empty for an unknown one."""
        first = tokens[position]
        if first.language == "en":
            return 1, first.written if re.fullmatch(r"[A-Za-z&.-]+", first.written) else ""
        for count in range(min(_MOST_JOINED, len(tokens) - position), 0, -1):
            group = tokens[position : position + count]
            if any(token.kind not in _NOUNS for token in group):
                continue
            written = "".join(token.written for token in group)
            if position and written in ENDINGS and position + count == len(tokens):
                ending = _ending(written, tokens[position - 1])
                if ending or len(written) == 1:
                    return count, ending
            if found := self._noun(group, written):
                return count, found
        if first.name and first.kana and not re.fullmatch(f"[{HIRAGANA}]+", first.written):
            return 1, romanised(first.kana)
        return 1, ""

    def _noun(self, group: Sequence[Token], written: str) -> str:
        """Return what the lists, the names and the dictionary have for words together; empty for nothing."""
        alone, name = len(group) == 1, group[0].name
        if found := usual_english().get(written):
            return found
        if alone and group[0].kind == "接頭辞":
            return BEGINNINGS.get(written, "")
        named = self._name(written) if name or not alone else ""
        if alone and name and not named and re.fullmatch(f"[{KATAKANA}]+", written):
            foreign = len(written) >= _LEAST_FOREIGN and re.fullmatch(r"[A-Z][A-Za-z'-]+", group[0].origin)
            return group[0].origin if foreign else ""
        return named or ("" if alone and name else self._sense(group, written))

    def _sense(self, group: Sequence[Token], written: str) -> str:
        """Return the short noun or adjective a dictionary has for a word; empty where it has none."""
        if re.fullmatch(f"[{HIRAGANA}]+|[^{KANJI}]", written):
            return ""  # in the midst of kanji it is mostly somebody's name: 喫茶すずめ
        if self._glossary is None:
            return ""
        term = group[0].lemma if len(group) == 1 else ""
        kana = "".join(token.kana for token in group)
        entries = self._glossary.japanese(written)
        for entry in sorted(entries, key=lambda one: kana not in one.readings):
            if entry.word != written and re.search(f"[{KANJI}]", entry.word):
                return ""  # another spelling, mostly of another sense: 傷み isn't 痛み
            senses = chosen_senses(entry.gloss, term, self._table)
            if len(written) == 1 and len(senses) > 1:
                return ""  # 式, 間: anything
            if gloss := short_gloss(senses):
                return gloss
        if len(group) == 1 and re.fullmatch(f"[{KATAKANA}]+", written):
            return group[0].origin
        return ""


def _ending(written: str, before: Token) -> str:
    """Return what kind of thing a word ends in; Line, Station only behind a name, for 東西線 is no east and west line."""
    named = before.name or before.written in PARTS
    return ENDINGS[written] if named or ENDINGS[written].islower() else ""


def _value(written: str) -> str | None:
    return render(written, source="ja", target="en", words=lambda text: ())
