"""Words for a kind of thing (会議, a vehicle) and what papers call one of that kind: 理事会, minutes of the board, a lorry.

A dictionary translates a word; that a committee meets it doesn't say. The way back isn't open: asked for the board's papers, one
about a meeting is none.
"""

from typing import Final

from kotae import lazy_re as re

__all__ = ["is_one_of"]

_KINDS: Final = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(said, re.IGNORECASE))
    for asked, said in (
        (
            r"会議|会合|meetings?",
            r"会議(?!室)|会合|(?:理事|取締役|監査役|役員|評議員|委員|協議|審議|総|部|例)会(?!議室)|議事録|打ち?合わ?せ"
            r"|\b(?:meetings?(?! room)|minutes of|general assembly|(?:committee|board|council)\b[^.\n]{0,40}\bmet)\b",
        ),
        (
            r"車両?|自動車|vehicles?|cars?",
            r"自動車|乗用車|トラック|バス(?![ケ停ル])|ワゴン|バン\b|\b(?:vehicle|car|truck|lorry|van|bus|minibus)(?:e?s)?\b|\blorries\b",
        ),
        (
            r"規程|規則|rules?|regulations?",
            r"規程|規則|規定|細則|要領|要綱|手引き?|心得"
            r"|\b(?:rules?|regulations?|handbook|guidelines?|policy|policies|conditions of)\b",
        ),
    )
)


def is_one_of(asked: str, said: str) -> bool:
    """Return whether a text names a thing of the kind that a word of a question is.

    Args:
        asked: The word, as written.
        said: The text, folded and in lower case.
    """
    return any(kind.fullmatch(asked) and one.search(said) for kind, one in _KINDS)
