"""A question as a statement of its answer, by rule where the value can stand without moving more than a verb.

「託児はいくらですか」, 1,200円: 「託児は1,200円です。」, for Japanese asks in place. English does of who does something, of what
something is, and in requests without a verb: *Who buys the paint?*, *What's the age limit for violas?*, *fee for a card*.
"""

import re
from collections.abc import Iterator
from typing import Final

from kotae.answering.writing.english_statements import english_statement
from kotae.folding import fold
from kotae.records import Language
from kotae.scripts import HIRAGANA, KANJI, KATAKANA

__all__ = ["in_place"]

# What is counted, or the kind of thing that is asked for: 何曜日, 何パーセント分, どの財団, どのくらいの広さ.
_COUNTED: Final = (
    rf"(?:[年月週日時分秒]間|曜日|[かヶカ]月間?|%|[{KATAKANA}ー]+"
    r"|[年月日時分秒人名個本枚台回度点歳円割件泊階着軒冊匹頭番週代倍通組袋箱缶部社校曲戸頭羽両巻問行字])[分目]?"
)
_ASKS: Final = re.compile(
    rf"(?:(?:何|なん)(?:{_COUNTED})+)+|(?:何|なん)(?:の[{KANJI}{KATAKANA}ー]{{1,6}}|[{KANJI}]{{1,4}}(?![うくぐすつぬぶむるれらりっきぎしちびみけげせてねべめわいえ])|(?=[でがをにはか]|\Z))"
    rf"|(?:いつ|何[時日月年歳分])から(?:いつ|何[時日月年歳分])まで|いつ|どこ|だれ|誰|どなた|お?いくら|いくつ|どれ(?:くらい|ぐらい|ほど|だけ)|どの(?:くらい|ぐらい|程度)(?:の[{KANJI}{KATAKANA}ー]{{1,4}})?"
    rf"|(?:どの|どちらの)[{KANJI}{KATAKANA}ー]{{1,6}}"
)
_FROM_TO: Final = re.compile(r".+から.+まで")
_COUNTS: Final = re.compile(
    r"(?:何|なん)(?:[かヶカ]?月間?|[日時分秒人名個本枚台回度点歳円割件泊軒冊匹頭部]|パーセント|%|キロ|メートル|リットル)"
)
_FIGURE: Final = re.compile(r"(?<![A-Za-z-])[0-9]|[一二三四五六七八九十数半]|毎")
_SENTENCE: Final = re.compile(r"[^。?]+")
# Why something is so, asked last: 「網を替えるのはなぜですか」。
_WHY: Final = re.compile(
    r"(?P<what>.+[うくぐすつぬぶむるいたん])のは(?:なぜ|どうして|何のため)(?:なの)?(?:です|でしょう|だ)?か?"
)
_REASON: Final = re.compile(r"(?:ため|から)\Z")
# What is said before it is asked: 「…とのことですが、」.
_PREFACE: Final = re.compile(r"^.*(?:です|ます|した|ません|だ|る|い)(?:が|けど|けれど|けれども|ので|のに)、")
_REQUEST: Final = re.compile(r"(?:を|について|か|、)、?(?:教え|知りた|お聞き|聞かせ|お願い).*\Z")
_POLITE: Final = (
    (re.compile(r"(?<=[るたいうくすつぬむぐぶ])(?:の|ん)(?:(?:でしょう|です)か?)?\Z"), ""),
    (re.compile(r"なの?(?:でしょう|です)か?\Z|でしょうか?\Z|ですか\Z"), "です"),
    (re.compile(r"(?<=でした|ました|でして)か\Z|(?<=ます|せん)か\Z|(?<=です)か\Z|か(?:な|ね)?\Z"), ""),
)
_ADJECTIVE: Final = re.compile(r"(?:よい|良い|いい|ない|たい|しい|多い|高い|安い|長い|早い|遅い)\Z")
_BARE: Final = re.compile(rf"[{KANJI}{HIRAGANA}]")
_PARTICLE: Final = re.compile(r"[はがをにでとへの、]|から|まで|より|です|でし|だ|か\Z|ごろ|頃|以|前|後|ごと")
_DATE: Final = re.compile("[日月年時分曜前後]\\Z")
# 「請求書の支払期限」: what is asked for is named, and nothing else is said.
_THING: Final = re.compile(rf"[^、]+[{KANJI}{KATAKANA}ー]|[^、]+締め?切り")
_STILL_ASKS: Final = re.compile(r"(?:の|か|かな|かね)\Z")
_ASKS_MORE: Final = re.compile("なぜ|どうして|どのよう|どうやって|どう[いなすし]|どんな")
_BOUND: Final = re.compile(r"(?:超|以[上下内]|未満)\Z")
_ASKED_BOUND: Final = re.compile("以[上下内前後]|未満")
_BOUNDS_AGAIN: Final = re.compile(r"を(?:超|越|下回|上回|過ぎ)")
_VERBAL: Final = re.compile(rf"([{KANJI}])[{HIRAGANA}]\Z")
# Who does it: the value does. What somebody did, is asked with "did".
_WHO: Final = re.compile(
    r"Who (?P<does>(?!did\b|do\b|does\b|am\b|are\b|were\b|(?:is|was|will|can|may|must|should) (?:I|you|we|they|he|she|it)\b).+)"
)
_WHAT_IS: Final = re.compile(
    r"(?:What|How (?:much|long|big|high|wide|old|far|heavy|large|tall|deep))(?P<verb>'s| is| are| was| were) "
    r"(?P<thing>(?:the|a|an|my|your|our|their|its|one) .+)"
)
# What a siphon tube is made of.
_DANGLING: Final = re.compile(
    r"\b(?:of|to|in|for|at|on|up|with|from|by|about|into|called|like)(?: (?:of|to|in|for|at|on|with|from|by)\b|\Z)"
)
# Who isn't named but told by what they do: nurse, sales office head; "manager only" is more than that.
_ROLE: Final = re.compile(r"(?!.*\b(?:only|and|or|all|any|no|of|in|at)\b)[a-z][a-z -]*[a-rt-z]")
_NAME: Final = re.compile(r"(?:(?:the|our) )?[A-Z]")
_UNIT: Final = re.compile(r"\A[0-9.,]+ ([a-z]+?)s?\Z")
_NO_VERB: Final = re.compile(r"(?P<thing>[a-z][\w-]*(?: [\w'’-]+)*)")
_VERB: Final = re.compile(
    r"\b(?:am|is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|must|shall|should|what|which|who|whom|whose|when"
    r"|where|why|how|if|whether|I|you|we|they|he|she|it|tell|show|list|explain)\b"
)


def in_place(question: str, value: str, language: Language) -> Iterator[str]:
    """Yield a question as a statement of its answer, the fullest first; nothing where no rule turns it so.

    Args:
        question: As asked; in Japanese, sentences before the one that asks are left out, and in a second statement clauses, too.
        value: What is asked for, said in the question's language.
        language: Of both.
    """
    value = value.strip(" 。.")
    if not value:
        return
    said = _in_japanese(fold(question), value) if language == "ja" else _in_english(fold(question), value)
    if said:
        yield said
    place = said.find(value)
    clauses, comma, _ = said[: max(place, 0)].rpartition("、")
    if language == "ja" and clauses:
        yield said[len(clauses) + len(comma) :]


def _in_japanese(question: str, value: str) -> str:
    for sentence in _SENTENCE.findall(question):
        request = _REQUEST.search(sentence)
        asked = _PREFACE.sub("", sentence[: request.start()] if request else sentence).strip()
        if (why := _WHY.fullmatch(asked)) and _REASON.search(value):
            return f"{why['what']}のは、{value}です。"
        asks = list(_ASKS.finditer(asked))
        if len(asks) == 1:
            before, word, behind = asked[: asks[0].start()], asks[0][0], asked[asks[0].end() :]
            if _FROM_TO.fullmatch(word):
                value = f"{value.replace('〜', 'から')}まで" if "〜" in value else ""
            if not value or (_COUNTS.match(word) and not _FIGURE.search(value)):
                return ""  # HL-2, asked how many
            # Behind a day stands a particle where "when" had none: いつ届く, 3日に届く.
            if word == "いつ" and _BARE.match(behind) and not _PARTICLE.match(behind) and _DATE.search(value):
                behind = f"に{behind}"
            return _stated(before, value, behind)
        # 「手数料は?」、「手数料を教えて」; 「なぜ替えるか教えて」 names none.
        names = asked.endswith("は") or (request and request[0].startswith(("を", "について")))
        names = names or (not request and _THING.fullmatch(asked) is not None)
        topic = asked.removesuffix("は")
        if not asks and names and topic and not topic.endswith("、"):
            return f"{topic}は{value}です。"
    return ""


def _stated(before: str, value: str, behind: str) -> str:
    """Return a statement of what stands before the value, the value, and what stands behind it, without what asks."""
    for pattern, said in _POLITE:
        behind, found = pattern.subn(said, behind, count=1)
        if found:
            break
    bound = _ASKED_BOUND.match(behind)
    if bound and bound[0] not in value:  # asked within how many minutes, and told how many it took
        return ""
    if (
        _ASKS_MORE.search(before + behind)
        or _STILL_ASKS.search(behind)
        or (behind.startswith("の") and "の" in value)
    ):
        return ""
    value, behind = _fitted(value, behind)
    if _ADJECTIVE.search(behind):
        behind += "です"
    joins = behind.startswith(("です", "でし"))  # まで and です have nothing in common
    ends = (
        0
        if joins
        else next((n for n in range(min(len(value), len(behind)), 0, -1) if value.endswith(behind[:n])), 0)
    )
    begins = next((n for n in range(min(len(value), len(before)), 0, -1) if before.endswith(value[:n])), 0)
    before, behind = before[: len(before) - begins], behind[ends:]
    if not behind:
        behind = "です"
    return f"{before}{value}{behind}。"


def _fitted(value: str, behind: str) -> tuple[str, str]:
    """Return a value and what stands behind it without what both say: 8トン超 を超える, 7%引き 引いて, 45日以内 までに."""
    if bound := _BOUND.search(value):
        value = value[: bound.start()] if _BOUNDS_AGAIN.match(behind) else value
        behind = behind.removeprefix("まで")
    if verb := _VERBAL.search(value):
        value = value[: verb.start()] if behind.startswith(verb[1]) else value
    if value.endswith(("ごと", "おき")) and behind.startswith("で"):
        behind = f"に{behind[1:]}"
    return value, behind


def _in_english(question: str, value: str) -> str:
    asked = re.split(r"(?<=[.!?]) ", question.strip(" ?."))[-1]  # after what is told before it
    counted = _UNIT.search(value)
    if re.search(r":(?![0-9])", value) or (
        counted and re.search(rf"\bper {counted[1]}\b", asked)
    ):  # a cap per night is no night
        return ""
    if said := english_statement(asked, value):
        return said
    value = re.sub(r", by sound\b", " (by sound)", value)
    if (who := _WHO.fullmatch(asked)) and (_NAME.match(value) or _ROLE.fullmatch(value)):
        role = "" if _NAME.match(value) else "The "
        return f"{role}{value}{',' * (', ' in value)} {who['does']}."
    if (what := _WHAT_IS.fullmatch(asked)) and not _DANGLING.search(what["thing"]):
        verb = "is" if what["verb"] == "'s" else what["verb"].strip()
        return f"{_capital(what['thing'])} {verb} {value}."
    if (wanted := _NO_VERB.fullmatch(asked)) and not _VERB.search(asked):
        return f"The {wanted['thing']} is {value}."
    return ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
