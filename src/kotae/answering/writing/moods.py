"""Whether a translation keeps what a sentence says of its own certainty: only, may, it is said, must, mustn't, planned.

A small model drops or turns these first (しか…ない became *cannot*, とされる was left out, かねない became *cannot be*), and
every word around them may be right.
"""

import re
from typing import Final

from kotae.records import Language

__all__ = ["keeps_mood"]

_MAY_EN: Final = r"\b(?:may|might|could|can|possibl\w*|possibilit\w*|risk\w*|likely|perhaps|probabl\w*|fear\w*|danger\w*|would)\b"
_SAID_EN: Final = (
    r"\b(?:said|say\w*|report\w*|believ\w*|estimat\w*|consider\w*|thought|think\w*|seen|expect\w*|regard\w*|according|claim\w*"
    r"|likely|suppos\w*|known|appear\w*|seem\w*|apparent\w*|view\w*|project\w*|assum\w*|predict\w*)\b"
)
_MUST_EN: Final = r"\b(?:must|need\w*|ha(?:s|ve|d) to|requir\w*|necessary|should|oblig\w*|mandatory|unless|ought|shall|please)\b"
_NOT_EN: Final = (
    r"\b(?:not|never|no|prohibit\w*|forbid\w*|ban(?:s|ned)?|without|avoid\w*|refrain\w*|cannot)\b|n't\b"
)
_PLAN_EN: Final = (
    r"\b(?:plan\w*|schedul\w*|will|going to|aim\w*|inten\w*|expect\w*|goal\w*|target\w*|polic\w*|consider\w*|due|propos\w*|to be"
    r"|shall|review\w*|discuss\w*|stud\w*|seek\w*|set to|hop\w*|design\w*|calculat\w*|program\w*|project\w*)\b"
)
_ONLY_EN: Final = r"\b(?:only|just|solely|exclusive\w*|nothing but|no more than|limited|restricted|except|alone|sole|mere\w*)\b"
_ONLY_JA: Final = r"しか|だけ|のみ|に限|ばかり|唯一|初めて|すぎな|過ぎな|すぎず|とどま|専用|専ら|単なる|まで"
# What calls for it in Japanese, and what keeps it in English.
_TO_ENGLISH: Final = (
    (r"しか[^、。]{0,20}(?:ない|ません|なかった|なく|ず)|(?:だけ|のみ)(?!でな)|に限[るりっ]", _ONLY_EN),
    (r"かねな|かねませ|かもしれ|恐れが|おそれが|可能性|(?<=[りえし])うる(?=[。、])", _MAY_EN),
    (
        r"とされ|と(?:言|い)われ|とみられ|と見られ|と推計|と推定|と考えられ|とみてい|と見てい|(?<=[だるた])そうだ|(?<=[だるた])そうです|らしい(?=[。、])|模様(?=[だで。])|という(?=。|\Z)",
        _SAID_EN,
    ),
    (
        r"なければな|なければいけ|なくてはな|なくてはいけ|必要が(?!な)|必要で(?!な|は)|べき|ねばな|義務",
        _MUST_EN,
    ),
    (r"てはな[らり]|ではな[らり](?=ない|ません)|てはいけ|禁止|禁じ|厳禁|ないでください", _NOT_EN),
    (
        r"なくて(?:も)?(?:よ[いく]|良[いく]|構わ|かまわ|いい)|必要(?:は|が)?(?:な[いく]|ありません)|不要",
        r"\b(?:need not|needn't|(?:do|does|did) not (?:have|need)|don't (?:have|need)|doesn't (?:have|need)|no need|not necessary"
        r"|unnecessary|not (?:be )?(?:required|needed)|optional|may keep|without)\b",
    ),
    (r"予定|計画|目指|めざ|つもり|方針|検討", _PLAN_EN),
)
# The same the other way round.
_TO_JAPANESE: Final = (
    (r"\b(?:only|solely|nothing but)\b(?! if)", _ONLY_JA),
    (
        r"\b(?:may|might)\b",
        r"かもしれ|かも知れ|可能|おそれ|恐れ|ことがあ|場合があ|でき|ても[よ良構か]|得る|うる|でしょう|だろう|られ|許",
    ),
    (
        r"\b(?:is|are|was|were) (?:said|believed|thought|expected|estimated|reported|considered|seen) to\b"
        r"|\b(?:reportedly|allegedly|apparently)\b",
        r"とされ|れてい|われ|みられ|見られ|考え|推|予想|見込|報|そうだ|そうです|らしい|よう",
    ),
    (r"\b(?:must|have to|has to|had to)\b(?! not)", r"なければ|なくては|必要|べき|ねば|義務|必ず|ください|こと|禁|な[いら]"),
    (r"\b(?:must not|may not|mustn't|prohibited|forbidden|never)\b", r"な[いらく]|ません|禁|不可|ず|拒"),
)  # fmt: skip
_RULES: Final[dict[Language, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]] = {
    "en": tuple((re.compile(called), re.compile(kept, re.IGNORECASE)) for called, kept in _TO_ENGLISH),
    "ja": tuple((re.compile(called), re.compile(kept)) for called, kept in _TO_JAPANESE),
}
_ADDED_ONLY: Final = re.compile(r"\b(?:only|solely)\b", re.IGNORECASE)
# A duty of the past where the sentence tells nothing of it: 1号車で回す isn't "had to".
_ADDED_PAST: Final = re.compile(r"\bhad to\b", re.IGNORECASE)
_PAST_SOURCE: Final = re.compile(r"た(?:[。、，,)）」]|が|の|ため|と|\Z)|だった|ました")
_ONLY_SOURCE: Final = re.compile(_ONLY_JA + r"|ほか.{0,8}な|以外|限")

# How often a thing is counted isn't how often all of it happens: of 1回の充電で使える nothing is used once.
_ONE_OF: Final = re.compile(r"[1１一]回の")
_ONCE: Final = re.compile(r"\bonce\b(?=\s*(?:[,.;!]|\Z))", re.IGNORECASE)


def keeps_mood(original: str, said: str, target: Language) -> bool:
    """Return whether what qualifies a sentence is in its translation, and no "only" or "had to" was added.

    Args:
        original: The sentence, in the other language than ``target``.
        said: Its translation.
        target: The translation's language.
    """
    if any(called.search(original) and not kept.search(said) for called, kept in _RULES[target]):
        return False
    if target == "ja":
        return True
    if _ONE_OF.search(original) and _ONCE.search(said):
        return False
    added = ((_ADDED_ONLY, _ONLY_SOURCE), (_ADDED_PAST, _PAST_SOURCE))
    return not any(word.search(said) and not source.search(original) for word, source in added)
