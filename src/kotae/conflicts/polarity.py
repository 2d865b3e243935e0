"""Whether of two statements the one denies what the other says: by a denial, or by a word for the contrary."""

import re
from typing import Final

from kotae.answering.council.denials import denials, denies_alike
from kotae.answering.coverage import Translations
from kotae.conflicts.statements import Statement
from kotae.language import detect_language
from kotae.languages import ByLanguage

__all__ = ["is_permission", "one_denies"]

# What says a denial without one: closed and not open, 禁止する and できない; unless somebody books and without booking.
_CONTRARY: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(
            r"禁止|禁じ|お断り|断って|断る|認めて?いない|閉(?:ま|め|じて|館|店|園|鎖)|(?:お|定)?休(?:み(?:です|である|とする|に)|業|館|診|園)|欠航|運休"
            r"|除外|対象外"
        ),
        "en": re.compile(
            r"\b(?:prohibited|forbidden|banned|closed|excluded|refused|unless|off[- ]limits|suspended|cancell?ed)\b",
            re.IGNORECASE,
        ),
    }
)
# No more than so much is a limit and denies nothing; nothing but (しか…ない) says only.
_LIMIT: Final = re.compile(
    r"\b(?:never|not|no)\b(?: \w+){0,3}? (?:more|less|fewer|longer|over) than(?= [0-9])|(?<=[0-9][円人日回分歳])を超えない"
    r"|しか[^、。]{1,15}?(?:ない|ません|なかった)",
    re.IGNORECASE,
)
# What an option is set to denies nothing: --tool=none.
_OPTION: Final = re.compile(r"(?<![\w-])--?[a-z][\w-]*=\S+", re.IGNORECASE)
# Where both say when they hold, a denial there belongs to the condition: If X is found and Y isn't given, ….
_CONDITION: Final = re.compile(
    r"\b(?:if|when|in case|provided|as long as)\b[^,;.]*|[^、。]*(?:場合|とき|時|際)(?:には|は|に(?=、)|(?=、))"
    r"|[^、。]*(?:れば|たら|なら|ないと)(?=、)",
    re.IGNORECASE,
)
# A comma behind what a sentence is about parts no clauses.
_TOPIC_COMMA: Final = re.compile(r"(?<=[はも])、")
# Whether something may be done is what a denial turns round; which of its words is used tells nothing.
_PERMISSIONS: Final = frozenset(
    "認め 認める 許可 許さ 許す 可能 でき できる 出来る 禁止 禁じる よい 良い 構う かまう 差し支える 問題 "
    "allow permit possibl possible prohibit forbid forbidden ban may can must".split()
)


def one_denies(one: Statement, other: Statement, *, table: Translations | None) -> bool:
    """Return whether the one denies as often as not what the other says."""
    texts = [each.text for each in (one, other)]
    if all(map(_CONDITION.search, texts)):
        texts = [_CONDITION.sub("", text) for text in texts]
    texts = [_OPTION.sub("", _LIMIT.sub("", _TOPIC_COMMA.sub("", text))) for text in texts]
    contraries = [len(_CONTRARY[detect_language(text)].findall(text)) for text in texts]
    denied = [denials(text) for text in texts]
    if (denied[0] + contraries[0]) % 2 == (denied[1] + contraries[1]) % 2:
        return False
    # Where both deny, or one by a word for the contrary, clauses side by side show nothing: *not without an appointment*.
    return any(contraries) or all(denied) or not denies_alike(*texts, analyzer=one.analyzer, table=table)


def is_permission(term: str) -> bool:
    """Return whether a word only says that something may be done or may not."""
    return term in _PERMISSIONS
