"""How a question wants things put together (counted, added up, compared), and whether it asks for all there is.

A single place answers "how much is the fee?"; "how much are the fees altogether?" it answers only where it says a total itself.
"""

import re
from typing import Final, Literal, TypeAlias

__all__ = ["COUNTERS", "Operation", "asks_for_all", "asks_for_list", "operations_in", "says_itself"]

Operation: TypeAlias = Literal["list", "count", "sum", "average", "max", "min", "difference"]
"""What a question wants of all there is."""

_LEAST: Final = (
    r"(?:安|低|少な|小さ|短|早|古|軽|狭|浅)(?:い|かった)|最小|最低|最少|最短|最安|最古|最早|"
    r"\b(?:cheapest|lowest|smallest|least|fewest|shortest|earliest|oldest|minimum|soonest|lightest|narrowest|shallowest|thinnest|coldest|slowest|youngest)\b"
)
_MOST: Final = (
    r"最大|最高|最多|最長|最新|最も|もっとも|一番|いちばん|"
    r"\b(?:highest|largest|biggest|longest|latest|newest|greatest|maximum|most|tallest|deepest|heaviest|widest|thickest|fastest"
    r"|hottest|warmest|busiest)\b"
)
# How many there are; not the telephone number of somebody.
_NUMBER_OF: Final = r"(?:\A|\b(?:the|a|what|total|exact|whole|overall) )number of\b"
COUNTERS: Final = "件社個名台人本冊枚通回校種点隻艘棟戸軒頭羽匹組基席室"
"""What things and people are counted by in Japanese; not hours, metres or grams."""
_OPERATIONS: Final[tuple[tuple[Operation, re.Pattern[str]], ...]] = tuple(
    (operation, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]  # the names are those of the type
    for operation, pattern in (
        ("average", r"平均|\b(?:average|mean)\b"),
        (
            "difference",
            r"比べ|比較|差額|の差|どちらが|\b(?:compare|compared|comparison|difference|versus|vs)\b",
        ),
        ("sum", r"合計|総額|総計|累計|トータル|全部でいくら|合わせて|\b(?:total|sum|altogether|in all)\b"),
        ("min", _LEAST),
        ("max", _MOST),
        ("count", rf"何[{COUNTERS}]|いくつ|件数|\bhow many\b|\bcount\b|" + _NUMBER_OF),
    )
)
_EXTREMES: Final = (
    r"最大|最高|最低|最小|最多|最少|最長|最短|最安|最も|もっとも|一番(?!目)|いちばん"
    r"|\b(?:highest|lowest|largest|biggest|smallest|cheapest|most expensive|longest|shortest|fewest|the most|the least"
    r"|tallest|deepest|heaviest|lightest|widest|narrowest|thickest|thinnest|fastest|slowest|hottest|coldest|warmest|busiest)\b"
)
# What is put together from all there is. Days and people are counted in one sentence more often than over papers.
_ALL: Final = re.compile(
    r"すべて|全て|全部|一覧|列挙|挙げて|リストアップ|合計|総額|総計|累計|平均|何[件社個台冊枚通校種隻艘棟戸軒基]|件数|いくつあ|はどれ|どんなもの"
    r"|どの[^のはがを、。]{1,8}に(?:書|載|定め|あ)|比べ|比較|差額|"
    r"\b(?:list|all|every|each|total|sum|average|altogether|compare[ds]?|difference between)\b|"
    r"\b(?:which|what) (?:[a-z]+ )?[a-z]{2,}[^s\W]s (?:are|were|have|had|do|did|end|start|begin|expire|cover"
    r"|mention|contain|say|set|allow|require|took|take)\b|"
    r"\bhow many (?!(?:days?|hours?|minutes?|seconds?|weeks?|months?|years?|times|people|percent)\b)|"
    + f"{_NUMBER_OF}|{_EXTREMES}",
    re.IGNORECASE,
)
# Each of a kind by itself: any one of them would be a wrong answer.
_EACH: Final = re.compile(
    r"(?:すべて|全て|全部|ひととおり|一通り|残らず).{0,8}(?:挙げ|あげて|列挙|教え|示し|書き出|並べ|見せ)|の一覧|一覧(?:を|に)|列挙|リストアップ|リストを"
    r"|^\W*(?:please |can you |could you )?(?:list|name|enumerate|show me|give me)(?: me)? (?:all|every|each)\b"
    r"|^\W*(?:please )?list\b"
    r"|\ba list of\b",
    re.IGNORECASE,
)
# Words by which a place says itself that it puts things together.
_SAID: Final[dict[Operation, re.Pattern[str]]] = {
    "sum": re.compile(
        r"計|総|全体|全部|合わせ|累積|\b(?:total\w*|sum|altogether|in all|overall|combined|both|together)\b",
        re.IGNORECASE,
    ),
    "average": re.compile(r"平均|当たり|あたり|\b(?:average\w*|mean|median|per)\b", re.IGNORECASE),
    "max": re.compile(
        r"最|一番|いちばん|首位|トップ|1位|一位|上限|\b(?:\w{2,}est|most|top|first|maximum|record|up to)\b",
        re.IGNORECASE,
    ),
    "min": re.compile(r"最|一番|いちばん|下限|\b(?:\w{2,}est|least|minimum|at least|from)\b", re.IGNORECASE),
    "difference": re.compile(
        r"差|比|より|\b(?:difference|compared|than|versus|more|less|higher|lower)\b", re.IGNORECASE
    ),
}


def operations_in(text: str) -> list[Operation]:
    """Return how a question wants things put together, the one that goes first at the front; empty for none."""
    return [name for name, pattern in _OPERATIONS if pattern.search(text)]


def asks_for_all(question: str) -> bool:
    """Return whether a question asks for all there is, or what is put together of it, rather than for one place."""
    return _ALL.search(question) is not None


def asks_for_list(question: str) -> bool:
    """Return whether a question asks for each of a kind by itself, not for a number or a sum of them."""
    return _EACH.search(question) is not None and not operations_in(question)


def says_itself(question: str, quote: str) -> bool:
    """Return whether a quote says the total, the average or the extreme that a question asks for; True where none is asked for.

    Args:
        question: As asked.
        quote: What is shown as its answer.
    """
    asked = next((name for name in operations_in(question) if name in _SAID), None)
    if asked is None or (asked in ("max", "min") and not re.search(_EXTREMES, question, re.IGNORECASE)):
        return True
    return _SAID[asked].search(quote) is not None
