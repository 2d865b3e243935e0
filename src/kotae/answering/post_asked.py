"""What post somebody holds isn't said by a sentence that names none: *Minister Taira means to set an example*.

The post by which the question itself calls somebody answers nothing either.
"""

from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.scripts import JAPANESE

__all__ = ["leaves_post_out"]

_ASKS: Final = re.compile(
    r"(?P<whose>.{1,30}?)の(?:役職|肩書き?|職名|官職)(?:は|を|って|$)"
    r"|\bwhat(?:'s| is| was| are) (?P<whose_en>.{1,40}?)'s? (?:position|post|job title|job|office)\W*\Z"
    r"|\bwhat (?:position|post|job|office) (?:does|did|do) (?P<holder>.{1,40}?) (?:hold|have)\b",
    re.IGNORECASE,
)
_POST_JA: Final = (
    r"(?:大臣|長(?![いくさ])|総裁|理事|取締役|監[事査督]|委員|教[授諭員]|"
    r"助教|講師|主[任査事筆将幹]|顧問|役|代表|書記|会計|幹事|[員官師士者係]|担当|責任)"
)
_SAYS_EN: Final = re.compile(
    r"\b(?:minister|chair\w*|head|chief|president|prime|dean|mayor|governor|secretary|clerk|chef|coach|captain|nurse|guide|aide"
    r"|assistant|apprentice|trainee|intern|lead|member|\w{2,}(?:er|or|ist|ant|ian|man|woman|ess|ee))s?\b",
    re.IGNORECASE,
)
_JAPANESE: Final = re.compile(f"[{JAPANESE}]")
# 平大臣, 真鍋さん: what stands before is the name.
_NAME_JA: Final = re.compile(rf"\A(?P<name>.+?)(?:{_POST_JA}|氏|さん|様|君)*\Z")


def leaves_post_out(question: str, quote: str) -> bool:
    """Return whether a question asks what post somebody holds, and a quote names no post beside the question's own words.

    Args:
        question: As asked.
        quote: What would be shown as its answer.
    """
    asked = _ASKS.search(fold(question))
    if asked is None:
        return False
    whose = (asked["whose"] or asked["whose_en"] or asked["holder"]).strip()
    said = fold(quote)
    if _JAPANESE.search(whose + said):
        return not _says_in_japanese(whose, said)
    longer = re.search(rf"\b[A-Z]\w+ {re.escape(whose)}", said)  # Digital Minister Taira
    return longer is None and _SAYS_EN.search(said.replace(whose, "")) is None


def _says_in_japanese(whose: str, said: str) -> bool:
    """Return whether a post stands right beside the name: デジタル大臣の平氏; 平大臣と松尾教授 names another's."""
    found = _NAME_JA.match(whose)
    name = found["name"] if found else whose
    if name not in said:  # across the languages names are written otherwise
        return re.search(_POST_JA, said) is not None or _SAYS_EN.search(said) is not None
    rest = said.replace(whose, "") if re.search(_POST_JA, whose) else said
    name = re.escape(name)
    return (
        re.search(rf"{_POST_JA}(?:の|である|・)?{name}|{name}[^、。とが]{{0,12}}?{_POST_JA}", rest)
        is not None
    )
