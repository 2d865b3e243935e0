"""The question → what it wants of all there is: how it is put together, between which bounds, in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.gathering.bounds import AmountBound, DateBound, amount_bounds, date_bounds
from kotae.gathering.looseness import says_nothing
from kotae.gathering.measures import dimension_of, is_size, is_unit_price, units_asked
from kotae.gathering.records import Operation
from kotae.question import Question, operations_in
from kotae.question.together import COUNTERS
from kotae.segmentation.analyzer import Word
from kotae.segmentation.units import CURRENCY_NAMES, currency

__all__ = ["Wish", "measured_by", "read_wish"]

# Words that only ask, order or put together: they are met in no document because they ask for it.
_ASKING: Final = re.compile(
    r"すべて|全て|全部で?|一覧|列挙|挙げて?|教えて|示して|リスト|ください|下さい|ほしい|どれ|どの|どこ|どちら|どんな|"
    rf"何[{COUNTERS}]?|いくつ|いくら|いつ|ありますか|ある|あります|書いて|載って|定めて|平均額?|合計額?|総額|総計|"
    r"比べて?|比較し?て?|最も|もっとも|一番|いちばん|最大|最高|最多|最長|最新|最小|最低|最少|最短|よりも?[前後]|"
    r"(?:高|安|低|多|少な|大き|小さ|長|短|早|遅|新し|古|重|軽|広|狭|深|浅|厚|薄)(?:い|かった)|大きな|差額|以上|以下|未満|以内|以降|以後|以前|超える|超え|超|上回る|下回る|より|"
    r"\b(?:list|all|every|each|show|give|me|find|which|what|how|many|much|total|sum|average|mean|compare|compared|difference|highest|"
    r"largest|biggest|lowest|smallest|most|least|fewest|cheapest|expensive|longest|shortest|latest|earliest|newest|oldest|number|count|"
    r"greatest|maximum|minimum|altogether|combined|come|comes|versus|vs|there|are|is|was|were|that|those|with|entire|overview|please|tell|have|has|been|do|does|did|provide|provides|offer|"
    r"offers|contain|contains|mention|mentions|mentioned|written|exceed(?:s|ing)?|higher|lower|longer|"
    r"shorter|greater|taller|deeper|heavier|lighter|wider|thicker|tallest|deepest|heaviest|lightest|widest|narrowest|thickest|thinnest|"
    r"fastest|slowest|hottest|coldest|warmest|on|or|and|than|more|less|after|before|beyond|past|between|until|since|over|under|at|"
    r"(?:tak(?:e|es|ing|en)|took) part|near|beside|behind|beneath|along|across|around|within|towards?|something|anything)\b",
    re.IGNORECASE,
)
# How much water was lost asks for no money, how much rent was paid does; 配水量はいくら for no money either.
_OF_A_THING: Final = (
    r"(?! (?!(?:is|are|was|were|do|does|did|has|have|had|will|would|should|can|could|must|may|money|rent|tax|interest|pay|aid"
    r"|funding|debt|profit|cash|income|compensation|support|duty|stock|insurance|premium|deposit|loan|grant|pension|bonus"
    r"|of|in|more|less|for|to|per|an?|the|each|every|we|they|it|you|i|he|she)\b)[a-z]+)"
)
_MEASURED: Final = re.compile(
    r"(?:量|[人回台本件個枚]数|面積|距離|重さ|長さ|高さ|深さ|温度)(?:の(?:合計|総計|平均|最大|最小|差))?[はが](?:合計|全部|平均)?で?いくら"
)
_MONEY: Final = re.compile(
    r"いくら|何(?:円|ドル|ユーロ|ポンド)|値段|"
    # 最も高いプリンター asks for money, アルコール分が最も高い for what is named before it.
    r"安(?:い|かった)|(?:(?<!が)(?<!が最も)(?<!がもっとも)(?<!が一番)(?<!がいちばん)|[費料代額賃価金]が(?:最も|もっとも|一番|いちばん)?)高(?:い|かった)|金額|料金|価格|単価|費用|予算|手当|給与|報酬|収入|売上|売り上げ|返金|年額|月額|総額|"
    rf"\b(?:how much{_OF_A_THING}|expensive|cheapest|price[sd]?|costs?|fees?|(?<!in )charges?|budgets?|amounts?|"
    r"allowances?|salar(?:y|ies)|pay|paid|spen[dt]|revenues?|incomes?|takings|proceeds|turnover|refunds?|box office"
    r"|what (?:was|were|has been) (?:ordered|bought|purchased)|what\b[^?]* c[oa]mes? to)\b",
    re.IGNORECASE,
)
# Of several of them the highest is the one of the highest amount, and their sum one of money.
_MONEY_PAPERS: Final = re.compile(
    r"請求書|領収書|見積書?|納品書|伝票|注文書|発注書|\b(?:invoice|bill|receipt|quotation|quote|estimate|purchase order)s?\b",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"いつ|期日|早い|遅い|新しい|古い|最新|\b(?:when|earliest|latest|newest|oldest|soonest)\b", re.IGNORECASE
)
# The month with the most visitors is asked for by a number, though it asks when.
_BY_AMOUNT: Final = re.compile(
    r"(?:多|高|低|安|長|短|重|軽)[いかく]|少な|大き|小さ|最[大小高低多少長短]"
    r"|\b(?:most|fewest|least|highest|lowest|largest|biggest|greatest|smallest|cheapest|longest|shortest|maximum|minimum)\b",
    re.IGNORECASE,
)
# What is listed is itself an amount: 収集量をすべて, all weights.
_LISTED: Final = (
    (
        ("count", "percent", "number"),
        re.compile(
            r"(?:量|数|率|面積|距離|重さ|長さ|高さ|温度)(?:を|は|の?(?:一覧|リスト|すべて|全部|合計|平均))"
            r"|\b(?:all|list|the) (?:the )?(?:weights|amounts|quantities|numbers|volumes|distances|areas|rates)\b",
            re.IGNORECASE,
        ),
    ),
    (
        ("money", "number"),
        re.compile(
            r"(?:金額|費用?|代金?|(?<![飼資材燃肥飲塗史食原衣染顔香])料金?|価格|単価|手当|年金|予算)(?:を|は|の?(?:一覧|リスト|すべて|全部|合計|平均))"
            r"|\b(?:all|list|the) (?:the )?(?:costs|prices|fees|charges|premiums|budgets|allowances|salaries)\b",
            re.IGNORECASE,
        ),
    ),
)
_COUNTED: Final = re.compile(
    r"人数|者数|何[人名日]|日数|期間|納期|多い|多かった|少な|長い|短い|最短|最長|どれ(?:だけ|ほど)|どの(?:くらい|ぐらい|程度)"
    r"|\b(?:days|time|people|longest|shortest|fewest|how much)\b",
    re.IGNORECASE,
)
# What an extreme or a bound measures is said by its adjective alone: the tallest tree.
_MEASURED_BY: Final = (
    (re.compile(r"\btall(?:er|est)\b", re.IGNORECASE), "height"),
    (re.compile(r"\bdeep(?:er|est)\b", re.IGNORECASE), "depth"),
    (re.compile(r"\b(?:heav|light)i?(?:er|est)\b", re.IGNORECASE), "weight"),
    (re.compile(r"\b(?:wid|narrow)(?:er|est)\b", re.IGNORECASE), "width"),
    (re.compile(r"\bthi(?:ck|nn)(?:er|est)\b", re.IGNORECASE), "thickness"),
    (re.compile(r"\b(?:fast|slow)(?:er|est)\b", re.IGNORECASE), "speed"),
    (re.compile(r"\b(?:hott|cold|warm)(?:er|est)\b", re.IGNORECASE), "temperature"),
)
# Of how many there are in all no amount of money is made.
_HOW_MANY: Final = re.compile(rf"何[{COUNTERS}]|いくつ|\b(?:how many|number of)\b", re.IGNORECASE)
# What a paper says in a clause needn't be an amount: which rules say that the fee can be waived.
_SAID: Final = re.compile(
    r"と(?:書|定め|記|述べ|ある|あり)|\b(?:which|what|where)\b.*\b(?:say|state|mention|tell|writ(?:e|ten)|provide)s? that\b",
    re.IGNORECASE,
)
# Two days or years that are compared are no bounds: 2024年と2025年で比べて.
_TWO_DATES: Final = re.compile(
    r"(?P<one>(?:[0-9]{4}|令和[0-9元]+|平成[0-9元]+)年度?(?:[0-9]{1,2}月)?)と(?P<other>(?:[0-9]{4}|令和[0-9元]+|平成[0-9元]+)年度?(?:[0-9]{1,2}月)?)"
    r"(?:の|を|では|で)|\b(?:in|for|of|between)\s+(?P<one_en>[0-9]{4})\s+(?:with|and|to|versus|vs\.?)\s+(?P<other_en>[0-9]{4})\b",
    re.IGNORECASE,
)
_COMPARED: Final = (
    re.compile(r"(?P<one>[^とを、。]+?)(?:と|、)(?P<other>[^のを、。]+?)(?:の|を|では)"),
    re.compile(
        r"\b(?:of|between|compare)\s+(?P<one>(?:(?!\b(?:of|between)\b)[^,?.])+?)\s+(?:with|and|to|versus|vs\.?)\s+(?:(?:that|those)\s+of\s+)?(?P<other>[^,?.]+)",
        re.IGNORECASE,
    ),
)
_NAMES: Final = "|".join(re.escape(name) for name in sorted(CURRENCY_NAMES, key=len, reverse=True))
_CURRENCY: Final = re.compile(
    rf"\bin (?P<en>{_NAMES})\b|(?<![0-9万千百億])(?P<ja>{_NAMES})(?:建て|で(?!す|あ))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a question wants of all there is.

    Attributes:
        question: As read.
        operation: How rows are put together.
        words: What must be met, without what only asks.
        kinds: Kinds of quantities that can be the value, likeliest first; empty for any.
        dates: Bounds on dates.
        amounts: Bounds on amounts.
        compared: The two things that are compared, as written; empty for none.
        currency: The only one asked for; empty for any.
        counters: Units of the counts asked for (person for 何人), beside bare numbers; empty for any.
        totals: Whether the totals that papers give themselves are asked for.
        each: How the rows of each of two compared things are put together; ``"list"`` where they aren't.
        sizes: Amounts that say which things are meant, each with its unit: a 25 mm pipe, 720mlの瓶.
    """

    question: Question
    operation: Operation
    words: tuple[Word, ...]
    kinds: tuple[str, ...]
    dates: tuple[DateBound, ...]
    amounts: tuple[AmountBound, ...]
    compared: tuple[str, ...] = ()
    currency: str = ""
    counters: tuple[str, ...] = ()
    totals: bool = False
    each: Operation = "list"
    sizes: tuple[tuple[str, str], ...] = ()

    @property
    def names_things(self) -> bool:
        """Whether it names what it asks about by a code, or two things to be compared."""
        return bool(self.compared or self.question.identifiers)

    @property
    def adds_money(self) -> bool:
        """Whether amounts of money are added up, none of them what one thing costs."""
        return (
            self.operation == "sum"
            and "money" in self.kinds
            and not is_unit_price(self.question.text, "", "")
        )

    @property
    def needs_amount(self) -> bool:
        """Whether only a row with an amount or a date can be told."""
        return self.operation in ("sum", "average", "max", "min", "difference")


def read_wish(question: Question, *, grouped: Sequence[tuple[int, int]] = ()) -> Wish:
    """Return what a question wants; a plain list where nothing else is said.

    Args:
        question: As read.
        grouped: Where it says what rows are put under; those words needn't be met.
    """
    text = question.text
    asked = operations_in(text)
    # The highest total is an extreme among totals that papers give themselves; nothing is added up for it.
    extreme = next((name for name in asked if name in ("min", "max")), None)
    operation: Operation = extreme if extreme and asked[0] == "sum" else next(iter(asked), "list")
    each: Operation = next((name for name in asked if name in ("sum", "average")), "list")
    dates, date_spans = date_bounds(question)
    amounts, amount_spans = amount_bounds(question)
    years = _TWO_DATES.search(text) if operation == "difference" else None
    if years is not None:
        dates, date_spans = (), [*date_spans, years.span()]
        told = (years["one"] or years["one_en"], years["other"] or years["other_en"])
        # A path and a title in the other language say the year alone.
        compared: tuple[str, ...] = tuple(re.sub(r"\A([0-9]{4})年\Z", r"\1", year) for year in told)
    else:
        compared = _compared(_without(text, grouped)) if operation == "difference" else ()
    sizes = [one for one in question.quantities if is_size(one, question.folded, amount_spans)]
    taken = [*grouped, *(match.span() for match in _ASKING.finditer(text))]
    if asked_in := _CURRENCY.search(text):
        taken.append(asked_in.span())
    if len(question.folded) == len(text):
        taken += [*date_spans, *amount_spans, *((one.start, one.end) for one in sizes)]
    names = [identifier.written for identifier in question.identifiers] + list(compared)
    words = tuple(
        word
        for word in question.words
        if not _inside(word, taken)
        and not says_nothing(word, text)
        and not any(word.surface in written for written in names)
        and word.part_of_speech != "number"
        and not re.fullmatch(r"[0-9,.]+", word.surface)
    )
    return Wish(
        question=question,
        operation=operation,
        words=words,
        kinds=_kinds(text, operation, dates=bool(dates), amounts=amounts),
        dates=dates,
        amounts=amounts,
        compared=compared,
        counters=(
            *(unit for _, _, noun in measured_by(text) for unit in dimension_of(noun)),
            *units_asked(text),
        ),
        currency=currency(asked_in["en"] or asked_in["ja"]) if asked_in else "",
        totals="sum" in asked and operation != "sum",
        each=each if operation == "difference" else "list",
        sizes=tuple((one.key, one.unit) for one in sizes),
    )


def measured_by(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where adjectives of a question say what is measured, each with the noun for it: the tallest, *height*."""
    return tuple((*match.span(), noun) for pattern, noun in _MEASURED_BY for match in pattern.finditer(text))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start].rstrip() + text[end:]
    return text


def _compared(text: str) -> tuple[str, ...]:
    for pattern in _COMPARED:
        if match := pattern.search(text):
            return match["one"].strip(), match["other"].strip()
    return ()


def _kinds(
    text: str, operation: Operation, *, dates: bool, amounts: Sequence[AmountBound]
) -> tuple[str, ...]:
    if amounts:
        return (
            (amounts[0].kind, "number")
            if amounts[0].kind != "number"
            else ("count", "number", "money", "percent")
        )
    if measured_by(text) or units_asked(text) or (operation in ("sum", "average") and _HOW_MANY.search(text)):
        return ("count", "number")
    if operation in ("list", "count") and dates:
        return next((kinds for kinds, pattern in _LISTED if pattern.search(text)), ("date",))
    if operation == "list" and _SAID.search(text):
        return ()
    by_amount = operation in ("min", "max") and _BY_AMOUNT.search(text)
    # In this order: 金額の多い順 names money and an order, and it is the money that is wanted.
    papers = operation not in ("list", "count") and _MONEY_PAPERS.search(text)
    wanted: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
        (("count", "number"), _MEASURED),
        (("money", "number"), _MONEY_PAPERS if papers else _MONEY),
        (("date",), _DATE),
        (("count", "number"), _COUNTED),
    )
    for kinds, pattern in wanted:
        if pattern.search(text) and not (by_amount and pattern is _DATE):
            return kinds
    return ("money", "count", "percent", "number") if operation not in ("list", "count") else ()


def _inside(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)
