"""A short English noun phrase in Japanese, part by part: in the box beside the gate → 門のそばの箱の中.

Every word is one of the usual ones, of the dictionary, or a Japanese name in Latin letters. Where one word is none of
these, or a verb or pronoun stands in the phrase, nothing is said. The original always stands beside.
"""

import re
from typing import Final

from kotae.answering.rendering.english_words import EnglishWords
from kotae.answering.rendering.numbered import said_numbered
from kotae.answering.rendering.transcribing import said_name
from kotae.answering.rendering.usual_words import usual_japanese
from kotae.folding import fold
from kotae.scripts import KANJI
from kotae.segmentation.quantities import find_quantities

__all__ = ["JapanesePhrases"]

_LONGEST: Final = 60
_MOST_JOINED: Final = 4
_MOST_COMPOUND: Final = 6
# What makes a clause of words: nothing that holds one is a noun phrase.
_CLAUSE: Final = frozenset(
    """is are was were be been being am has have had will would can could must may might should shall do does did not no never
    that which who whom whose when where while if unless because since as than we you they he she it i us them him me there
    after before during through throughout over into onto across between among around per until till since along within
    towards toward upon off out up down so but what how why whether then our your their his her its my don't doesn't isn't
    aren't can't won't n't""".split()
)
_SET: Final = {
    "in writing": "書面で", "in cash": "現金で", "in person": "本人が直接", "by post": "郵送で", "by mail": "郵送で",
    "by email": "電子メールで", "by e-mail": "電子メールで", "by phone": "電話で", "by telephone": "電話で", "by fax": "FAXで",
    "by courier": "宅配便で", "online": "オンラインで", "free of charge": "無料", "for free": "無料", "free": "無料",
    "by bank transfer": "銀行振込で", "by credit card": "クレジットカードで", "by hand": "手で", "by car": "車で",
    "by train": "電車で", "by bus": "バスで", "by bicycle": "自転車で", "on foot": "徒歩で", "by registered mail": "書留で",
    "every day": "毎日", "every week": "毎週", "every month": "毎月", "every year": "毎年", "every morning": "毎朝",
    "on weekdays": "平日", "on public holidays": "祝日", "at weekends": "週末", "on weekends": "週末", "at night": "夜間",
    "in the morning": "午前中", "in the afternoon": "午後", "in the evening": "夕方", "at noon": "正午", "noon": "正午",
    "at midnight": "真夜中",
    "upside down": "逆さま", "pointing up": "上向き", "pointing down": "下向き", "facing up": "上向き", "facing down": "下向き",
    "clockwise": "時計回り", "anticlockwise": "反時計回り", "counterclockwise": "反時計回り", "once": "1回", "twice": "2回",
    "on the same day": "当日", "the same day": "当日", "the next day": "翌日", "the day before": "前日", "half price": "半額",
    "everyone": "全員",
}  # fmt: skip
_FRAMES: Final = (
    (r"(?:because of|due to|owing to) (.+)", "{}のため"),
    (r"only (.+)|(.+) only", "{}のみ"),
    (r"(?:everyone|anyone) (?:except|but) (.+)", "{}以外の全員"),
    (r"(?:everything|anything) (?:except|but) (.+)", "{}以外のすべて"),
    (r"(?:everywhere|anywhere) except(?: in| at| on)? (.+)", "{}以外のすべての場所"),
    (r"(?:all|everything) except(?: for)? (.+)", "{}以外のすべて"),
    (r"(?:except|other than)(?: for| in| at| on)? (.+)", "{}以外"),
    (r"(?:probably|presumably)(?: by| because of)? (.+)", "おそらく{}"),
    (r"according to (.+)", "{}によれば"),
    (r"instead of (.+)", "{}の代わり"),
    (r"(?:by|by means of|using) (.+)", "{}で"),
    (r"without (.+)", "{}なし"),
)
_JOINTS: Final = {
    "next to": "の隣の", "in front of": "の前の", "close to": "の近くの", "of": "の", "in": "の", "at": "の",
    "on": "の", "for": "のための",
    "from": "からの", "with": "付きの", "without": "なしの", "beside": "のそばの", "near": "の近くの", "behind": "の後ろの",
    "under": "の下の", "above": "の上の", "inside": "の中の", "outside": "の外の", "opposite": "の向かいの",
    "about": "についての",
    "against": "に対する", "by": "による", "to": "への",
}  # fmt: skip
"""What stands between two nouns, and what Japanese puts behind the second one before it says the first."""
_LEADS: Final = {
    "next to": "の隣", "in front of": "の前", "close to": "の近く", "beside": "のそば", "near": "の近く", "behind": "の後ろ",
    "under": "の下", "above": "の上", "inside": "の中", "outside": "の外", "opposite": "の向かい", "on": "の上",
    "in": "の中", "at": "",
    "from": "から", "with": "と一緒に", "to": "へ", "for": "のため",
}  # fmt: skip
_JOINT: Final = re.compile(rf" ({'|'.join(sorted(_JOINTS, key=len, reverse=True))}) ")
_LEAD: Final = re.compile(rf"({'|'.join(sorted(_LEADS, key=len, reverse=True))}) ")
_ARTICLE: Final = re.compile(r"\b(?:the|a|an|some|any|all)\b ")
_LIST: Final = re.compile(r",? (and|or) |, ")
_NAMED: Final = {
    "foundation": "財団", "university": "大学", "hospital": "病院", "station": "駅", "city": "市", "prefecture": "県",
    "bank": "銀行",
    "park": "公園", "river": "川", "town": "町", "village": "村", "ward": "区", "island": "島", "bridge": "橋",
    "school": "学校",
    "library": "図書館", "museum": "博物館", "factory": "工場", "branch": "支店", "line": "線", "shrine": "神社",
    "temple": "寺",
    "port": "港", "airport": "空港", "office": "事務所", "plant": "工場", "hotel": "ホテル", "clinic": "診療所",
}  # fmt: skip
"""What stands behind a name and tells what kind of thing it is."""


class JapanesePhrases:
    """Says short English noun phrases in Japanese; safe to use from many threads.

    Args:
        words: The usual Japanese words for an English one.
    """

    def __init__(self, words: EnglishWords) -> None:
        self._words = words

    def said(self, text: str) -> str | None:
        """Return a phrase in Japanese; None where a word is unknown, a clause begins in it, or it is long.

        Args:
            text: The phrase in English, without what surrounds it.
        """
        plain = re.sub(r"\s+", " ", fold(text)).strip(" .,;:'\"“”")
        if not plain or len(plain) > _LONGEST:
            return None
        known = _SET.get(plain.lower()) or said_numbered(plain, "en")
        if known:
            return known
        if whole := usual_japanese().get(_ARTICLE.sub("", plain).lower()):  # with commas: ministries
            return whole
        if _CLAUSE & set(re.findall(r"[a-z']+", plain.lower().removeprefix("because of"))) or re.search(
            r"[^A-Za-z ,'’&-]", plain
        ):
            return None
        if find_quantities(plain):
            return None
        first, *others = plain.split(" ")
        begins = not (others and others[0][:1].isupper()) and self._words.is_word(first.lower())
        return self._framed(plain[0].lower() + plain[1:] if begins else plain)

    def _framed(self, plain: str) -> str | None:
        """Return a phrase with what stands before it: only, except, because of, a preposition."""
        for pattern, frame in _FRAMES:
            if match := re.fullmatch(pattern, plain, re.IGNORECASE):
                said = self._list(next(filter(None, match.groups())))
                return frame.format(said) if said else None
        if lead := _LEAD.match(plain):
            said = self._list(plain[lead.end() :])
            if said and said.endswith("上"):
                return said  # on the roof: 屋上
            return said + _LEADS[lead[1]] if said else None
        return self._list(plain)

    def _list(self, text: str) -> str | None:
        """Return the members of a list; None where it isn't clear what a preposition in it belongs to."""
        members = _LIST.split(text)[::2]
        if len(members) > 1 and any(_JOINT.search(member) for member in members):
            return None
        said = [self._chain(member) for member in members]
        known = [phrase for phrase in said if phrase]
        if len(known) < len(said):
            return None
        joint = "または" if re.search(r" or ", text) else "と"
        return "、".join((*known[:-2], joint.join(known[-2:])))

    def _chain(self, text: str) -> str | None:
        """Return what prepositions join, the last noun first."""
        if joint := _JOINT.search(f"{text} "):
            head, rest = self._noun(text[: joint.start()]), self._chain(text[joint.end() :])
            return f"{rest}{_JOINTS[joint[1]]}{head}" if head and rest else None
        return self._noun(text)

    def _noun(self, text: str) -> str | None:
        """Return words that stand together, each by the longest one of the lists."""
        written = _ARTICLE.sub("", f"{text} ").strip()
        if not written:
            return None
        words = re.split(r"[ -]", written)
        if named := _named(written, words):
            return named
        said: list[tuple[str, bool]] = []
        position = 0
        while position < len(words):
            for count in range(min(_MOST_JOINED, len(words) - position), 0, -1):
                group = words[position : position + count]
                last = position + count == len(words)
                if found := self._known(group, last=last):
                    said.append((found, last))
                    position += count
                    break
            else:
                return None
        return _together([word for word, _ in said])

    def _known(self, group: list[str], *, last: bool) -> str:
        """Return the Japanese noun for some words, or what stands before a noun for an adjective; empty for none."""
        phrase = " ".join(group).lower()
        usual = usual_japanese()
        for form in (phrase, phrase.removesuffix("s"), phrase.removesuffix("es")):
            if form in usual:
                return usual[form]
        if any(word[:1].isupper() for word in group):
            return ""  # somebody's name: Bell Lane is no lane of bells
        if word := self._words.surest(phrase, one_word=len(group) == 1):
            ending = self._words.before_noun(word)
            if ending is not None and (not last or ending == "の"):
                return word if last else word + ending
        return ""


def _named(written: str, words: list[str]) -> str:
    """Return a Japanese name with what kind of thing it is: Hoshikuzu Foundation is ホシクズ財団; empty for others."""
    kind = _NAMED.get(words[-1].lower()) if len(words) > 1 else None
    name = " ".join(words[:-1])
    if kind is None or not all(word[:1].isupper() for word in words):
        return ""
    said = said_name(name, "ja", lambda text: ())
    return said + kind if said else ""


def _together(words: list[str]) -> str:
    """Return nouns joined: two of kanji alone stand together, others with の; an adjective has its own ending."""
    phrase = words[-1]
    for word in reversed(words[:-1]):
        bare = word.removesuffix("の")
        together = re.fullmatch(f"[{KANJI}]+", bare + phrase) and len(bare + phrase) <= _MOST_COMPOUND
        if bare != word:
            phrase = bare + phrase if together else f"{bare}の{phrase}"
        elif together or word[-1] in "いなたる":
            phrase = word + phrase
        else:
            phrase = f"{word}の{phrase}"
    return phrase
