"""Names that a paper itself says in the other language, in brackets behind them: 情報処理推進機構(IPA)."""

from collections.abc import Callable
from typing import Final

from kotae import lazy_re as re
from kotae.question.wanted import asks_who
from kotae.records import Language
from kotae.scripts import KANJI, KATAKANA

__all__ = ["written_beside"]

# A name and what stands in brackets right behind it; nothing else in the brackets.
_PAIR: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(
        rf"(?P<name>[{KANJI}{KATAKANA}・]{{4,40}})\s?[(（](?P<beside>[A-Z](?:[A-Za-z]|[ .&'’-](?=[A-Za-z])){{1,59}})[)）]"
    ),
    "ja": re.compile(
        rf"(?P<name>[A-Z][\w'’&.-]*(?: (?:[A-Z][\w'’&.-]*|of|for|and|the|on|in|de)){{0,8}})"
        rf"\s?[(（](?P<beside>[{KANJI}{KATAKANA}・の]{{2,30}})[)）]"
    ),
}
# Behind a person stands where they belong to, and behind a post who holds it.
_PERSON: Final = re.compile(r"(?:[者員長係任名氏様]|担当|教授|社長|さん)\Z")
_BODY: Final = re.compile(r"(?:[社省庁局部課院所会店校署]|大学|機構|協会|銀行|グループ)\Z")


def written_beside(
    text: str, start: int, end: int, target: Language, question: str, known: Callable[[str], str] | None
) -> tuple[str, str] | None:
    """Return the name at ``text[start:end]`` and what its passage calls it in the other language; None where it doesn't say.

    Args:
        text: The passage.
        start: Where the name begins.
        end: Where it ends, with its brackets or before them.
        target: The language wanted; the name is in the other one.
        question: Whoever is asked for isn't called by what stands in brackets behind them.
        known: Gives names that a dictionary has whole, which are preferred; empty for others.
    """
    pair = _PAIR[target].match(text, start)
    if pair is None or end not in (pair.end("name"), pair.end()) or (known and known(pair["name"])):
        return None
    if _PERSON.search(pair["name"]):
        return None
    if asks_who(question) and (
        _BODY.search(pair["name"]) is None if target == "en" else _BODY.search(pair["beside"])
    ):
        return None
    return pair["name"], pair["beside"]
