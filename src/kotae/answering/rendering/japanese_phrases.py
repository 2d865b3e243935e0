"""A short English noun phrase in Japanese, part by part: in the box beside the gate → 門のそばの箱の中.

Every word is one of the usual ones or a Japanese name in Latin letters; where one is neither, or a verb or pronoun stands in
the phrase, nothing is said. The dictionary isn't asked: of 18 unseen values that it would have said, eight misled (*chest* 胸,
*March* 行進, *time zone* 時間のゾーン). The original always stands beside.
"""

import re
from collections.abc import Callable
from typing import Final

from kotae.answering.rendering.numbered import said_numbered
from kotae.answering.rendering.phrase_words import NAMED
from kotae.answering.rendering.transcribing import said_name
from kotae.answering.rendering.usual_words import usual_japanese, word_pairs
from kotae.folding import fold
from kotae.scripts import KANJI
from kotae.segmentation.quantities import find_quantities

__all__ = ["JapanesePhrases"]

# A longer span is mostly a clause, which no rule here can say.
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
_SET: Final = {english: japanese for japanese, english in word_pairs("fixed")}
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
_LEADS: Final = {
    "next to": "の隣", "in front of": "の前", "close to": "の近く", "beside": "のそば", "near": "の近く", "behind": "の後ろ",
    "under": "の下", "above": "の上", "inside": "の中", "outside": "の外", "opposite": "の向かい", "on": "の上", "in": "の中",
    "at": "", "from": "から", "with": "と一緒に", "to": "へ", "for": "のため",
}  # fmt: skip
_JOINTS: Final = {
    **{lead: f"{said}の" for lead, said in _LEADS.items()}, **dict.fromkeys(("of", "in", "at", "on"), "の"),
    "with": "付きの", "without": "なしの", "about": "についての", "against": "に対する", "by": "による",
}  # fmt: skip
"""What stands between two nouns, and what Japanese puts behind the second one before it says the first."""
_JOINT: Final = re.compile(rf" ({'|'.join(sorted(_JOINTS, key=len, reverse=True))}) ")
_LEAD: Final = re.compile(rf"({'|'.join(sorted(_LEADS, key=len, reverse=True))}) ", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b(?:the|a|an|some|any|all)\b ", re.IGNORECASE)
_LIST: Final = re.compile(r",? (and|or) |, ")


class JapanesePhrases:
    """Says short English noun phrases in Japanese; safe to use from many threads.

    Args:
        is_word: Whether an English word in lower case is an ordinary one.
    """

    def __init__(self, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word

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
        return self._framed(plain)

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
            return said + _LEADS[lead[1].lower()] if said else None
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
        if named := self._named(words):
            return named
        said: list[str] = []
        position = 0
        while position < len(words):
            for count in range(min(_MOST_JOINED, len(words) - position), 0, -1):
                group = words[position : position + count]
                if found := _usual(" ".join(group).lower()):
                    said.append(found)
                    position += count
                    break
            else:
                return None
        return _together(said)

    def _named(self, words: list[str]) -> str:
        """Return a Japanese name with what kind of thing it is: Hoshikuzu Foundation is ホシクズ財団; empty for others."""
        kind = NAMED.get(words[-1].lower()) if len(words) > 1 else None
        if kind is None or not all(
            word[:1].isupper() and not self._is_word(word.lower()) for word in words[:-1]
        ):
            return ""
        said = said_name(" ".join(words[:-1]), "ja", lambda text: ())
        return said + kind if said else ""


def _usual(phrase: str) -> str:
    """Return the usual Japanese word for English ones in lower case, in the plural as well; empty for none."""
    usual = usual_japanese()
    forms = (phrase, phrase.removesuffix("s"), phrase.removesuffix("es"))
    return next((usual[form] for form in forms if form in usual), "")


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
