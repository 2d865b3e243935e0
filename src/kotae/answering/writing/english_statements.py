"""English questions that ask with an auxiliary, as statements: *How much do I pay for a locker?*, "You pay 300 yen for a locker."

What stands between the auxiliary and the verb must be told from the words alone: a pronoun, or whatever stands before *be*, a
participle or one of the verbs listed here. The value then stands behind the verb, where what was asked for stood, or last.
Anything else isn't turned: half a noun taken for a verb says something that nobody wrote.
"""

from collections.abc import Callable
from re import Match
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.irregular import IRREGULAR, PAST

__all__ = ["english_statement"]

_PRONOUN: Final = r"(?P<who>I|you|we|they|he|she|it|one)"
_MODAL: Final = r"(?P<modal>can|could|must|should|will|may|might|would)"
_NOUNS: Final = (
    r"(?P<thing>(?:the|a|an|my|your|our|their|its|his|her|each|every|all|this|these|those|new|one) [\w'’ -]+?|[a-z]+ [0-9]+|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
)
_BE: Final = r"(?P<be>is|are|was|were|am)"
_STATES: Final = "valid|open|closed|due|free|available|ready|responsible|liable|guaranteed|allowed|good|empty|shut"
_DONE: Final = (
    rf"(?P<done>(?:not )?(?:[a-z]+ed|{_STATES}|{'|'.join(sorted(form for form in PAST if form != 'found'))}|cut|set|shut|put))"
)
# What may stand behind a participle or a verb without changing what belongs to what.
_REST: Final = (
    r"(?P<rest>(?: (?:for|in|at|on|by|from|to|with|without|after|before|during|per|if|when|as|until|since|into|under|over|about|between|because"
    r"|now|altogether|each|every|through|among|within|there|here|a|an) ?.*)?)"
)
_INTRANSITIVE: Final = r"(?P<verb>start|begin|end|open|close|leave|arrive|depart|expire|finish|happen|take place|take effect|stop|run out|apply|come out|come back|return|reopen|go off|go on|come on)"
_HAVING: Final = r"(?P<verb>have|need|hold|contain|include|employ|require|receive|seat|accommodate|own|cost|pay|weigh|earn|last|take|use|give|show|offer|support|get|keep)(?! to\b)"
_CHAIN: Final = (
    r"(?P<verb>(?:(?:have|need|get|want|expect|like|agree|promise|plan) to |be able to |be allowed to )?(?!have to|need to|do\b|be\b)[a-z]+)"
)
_WHEN: Final = r"(?:when|(?:at )?what time|(?:on )?(?:what|which) (?:day|date)|in (?:what|which) (?:month|year)|what (?:month|year))"
_BY: Final = r"by (?:when|what (?:date|time|day)|which (?:date|day))"
_LONG: Final = r"(?:for )?how long"
_MUCH: Final = r"how much(?: money| time)?(?P<extra> more| extra)?"
_MANY: Final = r"how many (?P<what>[a-z][\w'’-]*(?: (?!can\b|could\b|must\b|should\b|will\b|may\b|do\b|does\b|did\b|is\b|are\b|was\b|were\b|have\b|has\b|had\b)[\w'’-]+)*)"
_SHARE: Final = r"(?:what|which) (?:share|percentage|proportion|part|fraction|per ?cent) of (?P<whole>[\w'’ -]+?)"
_HOW: Final = r"how (?P<how>old|tall|high|long|wide|heavy|far|big|large|deep|thick)"

_ADVERB: Final = re.compile(
    r"\A(?:(?:no )?(?:later|earlier|sooner|longer) than|by|before|after|within|from|until|till|since|during|on|in|at|every|once|twice|about|around"
    r"|for|up to|over|under|throughout|between|as|next to|behind|beside|near|opposite|above|below|daily|weekly|monthly|the (?:next|previous|same) )\b",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY: Final = re.compile(
    rf"(?:[0-9]{{1,2}} {_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|the [0-9]+(?:st|nd|rd|th) |the (?:first|second|third|fourth|last) |{_MONTH} [0-9]{{1,2}}\b(?!,? ?[0-9]{{3}}))"
)
_IN: Final = re.compile(
    rf"(?:(?:early|mid|late)[ -]|the (?:beginning|middle|end) of )?(?:{_MONTH}|(?:spring|summer|autumn|winter)|fiscal|[12][0-9]{{3}})\b(?: (?:fiscal )?[12][0-9]{{3}}| of .*)?\Z"
)
_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}\Z")
_RANGE: Final = re.compile(r"\S(?: to | ?[–-] ?)\S")
_LASTING: Final = re.compile(
    r"(?:about |at least |up to |at most |more than |less than |only )*[0-9][0-9.,]*(?: to [0-9.,]+)?(?: and a half)? (?:second|minute|hour|day|night|week|month|year)s?(?: or (?:more|less))?\Z"
)
_OFTEN: Final = re.compile(r"\b(?:an? (?:day|week|month|year)|every|once|twice|times|daily|weekly|monthly|yearly)\b")
_NUMBER: Final = r"(?P<number>(?:(?:about|at least|up to|at most|more than|fewer than|over|only|exactly) )?[0-9][0-9.,]*(?: (?:million|billion))?)"
_BARE: Final = re.compile(rf"{_NUMBER}\Z")
_OF_UNIT: Final = re.compile(rf"{_NUMBER} (?P<unit>[a-z]+)\Z")
_SHARES: Final = re.compile(r"(?:about |around |at least |up to |more than |less than |over )?[0-9][0-9.,/]*(?:%| in [0-9]+| per ?cent|(?<=/[0-9]))\Z")
_PLACE: Final = re.compile(r"(?:City|Town|Village|Prefecture|Ward|Island)\Z|\A[A-Z][a-z]+\Z")
_FLOOR: Final = re.compile(r"the [0-9]+(?:st|nd|rd|th) floor\Z|the ground floor\Z")
_SPOT: Final = re.compile(
    r"\A(?:the )?[\w' -]*?(?:reception|counter|office|desk|room|hall|gate|entrance|station|school|library|park|cent(?:re|er)|shop|window|clinic|hospital)"
    r"(?: on the [0-9]+(?:st|nd|rd|th) floor)?(?: [0-9]+)?\Z",
    re.IGNORECASE,
)
_AUXILIARY: Final = re.compile(r"\b(?:do|does|did|can|could|must|should|will|is|are|was|were|has|have|had|(?:need|want|get) to)\b")
_FIRST_VERB: Final = re.compile(rf"\b(?:is|are|was|were|can|could|must|will|has|have|had|may|[a-z]+[a-z]ed|{'|'.join(sorted(PAST))})\b")
# An auxiliary before who does it: what asks was the object.
_INVERTED: Final = re.compile(
    r"\b(?:do|does|did)\b|\b(?:is|are|was|were|can|could|must|will|would|should|may|has|have|had) "
    r"(?:I|you|we|they|he|she|it|the|a|an|my|your|our|their|its|his|her|each|every|people|children|staff|men|women|[A-Z]\w*|[a-z]+[^s ]s)\b"
)
_LEAD: Final = re.compile(
    r"(?P<lead>(?:After|If|When|Before|In|On|At|For|With|During|As|From|Under|Since|Once) [^,?]+, )(?P<asked>[a-z].+)"
)
_FIRST: Final = {"i": "you", "my": "your", "me": "you", "we": "you", "our": "your", "us": "you", "mine": "yours", "myself": "yourself"}
_FIRST_PERSON: Final = re.compile(r"\b(I am|I['’]m|am I|I was|I|my|me|we|our|us|mine|myself|My|We|Our)\b")
_SINGULAR: Final = frozenset(["he", "she", "it", "one"])

_Value = Callable[[str], str]


def english_statement(asked: str, value: str) -> str:
    """Return a question as a statement of its value, addressed to who asked; empty where no rule turns it.

    Args:
        asked: Without what ends it.
        value: What is asked for, in English.
    """
    lead = _LEAD.fullmatch(asked)
    asked = lead["asked"] if lead else asked[:1].lower() + asked[1:]
    for pattern, frame in _FRAMES:
        match = pattern.fullmatch(asked)
        if match is None or _AUXILIARY.search(match.groupdict().get("thing") or ""):
            continue
        if said := frame(match, value):
            said = f"{lead['lead']}{said}" if lead else said
            said = _FIRST_PERSON.sub(_addressed, said)
            return f"{said[:1].upper()}{said[1:]}."
    return ""


def _addressed(match: "Match[str]") -> str:
    written = match[0].lower().replace("’", "'")
    if written in ("i am", "i'm", "am i"):
        return "you are"
    return "you were" if written == "i was" else _FIRST[written]


def _when(value: str) -> str:
    """Return a time as it stands behind a verb: on 3 May, in May, at 9:00, from 1 to 5 May; empty for what is no time."""
    if _ADVERB.search(value):
        return value
    times = _DAY.match(value) or _IN.match(value) or re.match(r"[0-9]{1,2}:[0-9]{2}", value)
    if times and _RANGE.search(value):
        return f"from {value}"
    if _DAY.match(value):
        return f"on {value}"
    if _IN.match(value):
        return f"in {value}"
    return f"at {value}" if _CLOCK.match(value) else ""


def _by(value: str) -> str:
    if re.match(r"(?:by|before|within|until|at least|no later than)\b", value):
        return value
    said = _when(value)
    return f"by {value}" if said.startswith(("on ", "in ", "at ")) else ""


def _from(value: str) -> str:
    said = _when(value)
    return said if said.startswith("from ") else re.sub(r"\A(?:on|in|at) ", "from ", said)


def _long(value: str) -> str:
    if re.match(r"(?:until|till|up to and including|from|within|by)\b", value):
        return value
    return f"for {value}" if _LASTING.match(value) else ""


def _often(value: str) -> str:
    return value if _OFTEN.search(value) else ""


def _where(value: str) -> str:
    """Return a place behind a verb: in Sapporo, on the 2nd floor, at the reception."""
    if re.match(r"(?:in|at|on|next to|behind|beside|near|opposite|above|below|under|outside|inside|in front of|to|from)\b", value):
        return value
    if _PLACE.search(value):
        return f"in {value}"
    return f"on {value}" if _FLOOR.match(value) else f"at {value}" if _SPOT.search(value) else ""


def _soon(value: str) -> str:
    return value if re.match(r"(?:by|before|after|from|within|until)\b", value) else ""


def _reason(value: str) -> str:
    return value if re.match(r"(?:because|due to|owing to|so that)\b", value) else ""


def _number_of(value: str, what: str) -> str:
    """Return a number with what it counts: 7 beds, 3 days of training, 900 runners; empty where it counts something else."""
    if bare := _BARE.match(value):
        return "" if bare["number"].endswith((" 1",)) or bare["number"] == "1" else f"{value} {what}"
    counted = _OF_UNIT.match(value)
    if counted is None:
        return ""
    first, last = what.split(" ")[0], what.split(" ")[-1]
    if counted["unit"].rstrip("s") in (first.rstrip("s"), last.rstrip("s")):
        rest = what[len(first) :] if counted["unit"].rstrip("s") == first.rstrip("s") else ""
        return f"{value}{rest}" if rest or first == last else f"{counted['number']} {what}"
    return f"{counted['number']} {what}" if counted["unit"] == "people" else ""


def _amount(match: "Match[str]", value: str) -> str:
    """Return the value as what stands in the place of "how much", "how many beds" or "what"; empty where it doesn't fit."""
    found = match.groupdict()
    if found.get("share"):
        mixed = _AUXILIARY.search(found["whole"])
        return f"{value} of {found['whole']}" if _SHARES.match(value) and not mixed else ""
    if found.get("many"):
        return _number_of(value, found["what"])
    if found.get("sum") and not re.search("[0-9]", value):
        return ""
    return f"{value}{found.get('extra') or ''}"


def _verb_of(match: "Match[str]") -> str:
    """Return a verb as it stands behind its subject without do: pays, paid."""
    verb, do, who = match["verb"], match["do"], match.groupdict().get("who") or ""
    first, _, rest = verb.partition(" ")
    if do == "did":
        past = _PAST_OF.get(first) or (f"{first}d" if first.endswith("e") else f"{first}ed")
        return f"{past} {rest}".strip()
    if do == "does" or who in _SINGULAR:
        return f"{_third(first)} {rest}".strip()
    return verb


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if re.search(r"(?:s|sh|ch|x|z|o)\Z", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y\Z", verb) else f"{verb}s"


_PAST_OF: Final = {base: form for form, base in reversed(IRREGULAR.items()) if form in PAST}


def _counted_first(match: "Match[str]", value: str) -> str:
    """Return a question that only begins with what asks as a statement: 372 complaints were about noise."""
    rest = match["acts"]
    verb = _FIRST_VERB.search(rest)
    if verb is None or _INVERTED.search(rest):
        return ""
    number = _number_of(value, rest[: verb.start()].strip())
    return f"{number} {rest[verb.start() :]}" if number else ""


def _part_of(match: "Match[str]", value: str) -> str:
    """Return how much of something: 40% of the price is due at handover."""
    acts = match["acts"]
    turned = _INVERTED.search(acts) or not _FIRST_VERB.search(acts)
    return "" if turned or not re.search("[0-9]", value) else f"{value} of {acts}"


def _stuff(match: "Match[str]", value: str) -> str:
    """Return how much of a substance: 1,960 tonnes of game meat was used."""
    measured = re.search(r"[0-9.,]+ (?:tonnes?|litres?|kg|g|mg|mL|m[²³]?|km|kWh|hectares?|[KMGT]B)\Z", value)
    return f"{value} of {match['stuff']} {match['acts']}" if measured else ""


def _named(match: "Match[str]", value: str) -> str:
    """Return what is asked for by its kind: the battery that the TM-21 takes is CR2450."""
    what = match["what"]
    if _AUXILIARY.search(what) or _ADVERB.search(value):
        return ""
    several = re.search(r"[^s]s\Z", what) is not None
    be = ("were" if several else "was") if match["do"] == "did" else "are" if several else "is"
    subject = match.groupdict().get("thing") or match.groupdict().get("who")
    return f"the {what} that {subject} {_verb_of(match)}{match['rest']} {be} {value}"


def _which(match: "Match[str]", value: str) -> str:
    """Return which one does something: NC-51 is the model that is for outdoors."""
    acts, what = match["acts"], match["what"]
    if _INVERTED.search(f"{what} {acts}") or _AUXILIARY.search(what) or _ADVERB.search(value):
        return ""
    be = "are" if re.match("are|were|have", acts) else "is"
    return f"{value} {be} the {what} that {acts}" if be == "is" or re.search(r"[^s]s\Z", what) else ""


_DEADLINE: Final = re.compile(r"(?:take|last|have to (?!keep|wait|stay|hold|store|leave|let|be|stand|rest|work|serve|avoid|wear|soak|cool|run)|need to (?!keep|wait|stay|be))")


def _last(tail: _Value, *, subject: str = "who", verb: str = "modal") -> Callable[["Match[str]", str], str]:
    """Return what says a value at the end: you can cancel by 3 May."""

    def frame(match: "Match[str]", value: str) -> str:
        end = tail(value)
        middle = _verb_of(match) if verb == "do" else match[verb]
        rest = match.groupdict().get("rest") or ""
        acts = f"{match.groupdict().get('verb') or ''}{rest}".strip()
        if end.startswith("for ") and _DEADLINE.match(acts):
            return ""  # three months to contest a decision
        parts = (match[subject], middle, (match.groupdict().get("done") or "") + rest, end)
        return " ".join(" ".join(parts).split()) if end else ""

    return frame


def _object(match: "Match[str]", value: str) -> str:
    """Return a statement with the value behind its verb: you pay 300 yen for a locker."""
    found, amount = match.groupdict(), _amount(match, value)
    if not amount:
        return ""
    subject = found.get("who") or found.get("thing") or ""
    verb = f"{found['modal']} {match['verb']}" if found.get("modal") else _verb_of(match)
    return f"{subject} {verb} {amount}{found.get('rest') or ''}"


def _subject(match: "Match[str]", value: str) -> str:
    """Return a statement that the value begins: 7 beds are kept free."""
    amount = _amount(match, value)
    return f"{amount} {match['acts']}" if amount else ""


def _there(match: "Match[str]", value: str) -> str:
    amount = _amount(match, value)
    return f"there {match['be']} {amount}{match['rest']}" if amount else ""


def _sized(match: "Match[str]", value: str) -> str:
    """Return how old or far somebody must be: you must be 18 or older to enter."""
    return f"{match['who']} {match['modal']} be {value}{match['rest']}" if re.search("[0-9]", value) else ""


_SUM: Final = rf"(?:(?P<sum>{_MUCH})|(?P<many>{_MANY}))"
_ASKED: Final = rf"(?:{_SUM}|what)"
_SHARED: Final = rf"(?:{_SUM}|(?P<share>{_SHARE}))"
_DO: Final = r"(?P<do>do|does|did)"


_WHICH: Final = r"(?:what|which) (?P<what>(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b)[a-z][\w'’-]*(?: [\w'’-]+){0,3}?)"
_SUBJECT: Final = rf"(?:{_NOUNS}|{_PRONOUN})"


def _frames() -> tuple[tuple[str, Callable[["Match[str]", str], str]], ...]:
    found: list[tuple[str, Callable[["Match[str]", str], str]]] = [
        (rf"{_HOW} {_MODAL} {_PRONOUN} be(?P<rest>(?: to .*)?)", _sized),
        (rf"{_MANY} {_BE}(?: there)? (?P<rest>(?:in|at|on|under) .+)", lambda m, v: (
            f"there {m['be']} {number} {m['rest']}" if (number := _number_of(v, m["what"])) else ""
        )),
        (rf"(?P<many>{_MANY}) {_BE} there{_REST}", _there),
        (rf"{_SHARED} (?P<acts>{_BE} {_DONE}{_REST})", _subject),
        (rf"{_SHARED} (?P<acts>{_MODAL} be .+)", _subject),
        (rf"{_ASKED} {_DO} {_PRONOUN} {_CHAIN}{_REST}", _object),
        (rf"{_ASKED} {_MODAL} {_PRONOUN} {_CHAIN}{_REST}", _object),
        (rf"{_ASKED} {_DO} {_NOUNS} {_HAVING}{_REST}", _object),
        (rf"{_MUCH} (?P<modal>will|would|can|must) {_NOUNS} {_HAVING}{_REST}", _object),
        (r"how many (?P<acts>.+)", _counted_first),
        (r"how much of (?P<acts>.+)", _part_of),
        (rf"how much (?P<stuff>[a-z][a-z ]*?) (?P<acts>{_BE} {_DONE}{_REST})", _stuff),
        (rf"{_WHICH} {_DO} {_NOUNS} {_HAVING}{_REST}", _named),
        (rf"{_WHICH} {_DO} {_PRONOUN} {_CHAIN}{_REST}", _named),
        (rf"{_WHICH} (?P<acts>(?:is|are|was|were|can|must|will|has|had|may|should) .+)", _which),
        (rf"how long {_DO} (?:{_NOUNS}|{_PRONOUN}) (?P<verb>take|last)(?P<rest>(?: (?:to|for|from|by|on|in|at) .*)?)", _taking),
        (rf"(?P<share>{_SHARE}) (?P<acts>(?!do\b|does\b|did\b|can\b|must\b|is\b|are\b|was\b|were\b)[a-z]+ (?!does\b|do\b)[\w'’ -]+)", _subject),
    ]
    for asks, tail in ((_WHEN, _when), (_BY, _by), (_LONG, _long), ("how often(?: at most)?", _often), ("how (?:late|early|soon)", _soon), ("where", _where), ("(?:from|since) when", _from), ("why", _reason)):
        found += [
            (rf"{asks} {_MODAL} {_PRONOUN} (?P<rest>.+)", _last(tail)),
            (rf"{asks} (?P<do>do|does|did) {_PRONOUN} (?P<verb>[a-z]+)(?P<rest>(?: .+)?)", _last(tail, verb="do")),
            (rf"{asks} {_MODAL} {_NOUNS} (?P<rest>be .+)", _last(tail, subject="thing")),
            (rf"{asks} {_BE} {_NOUNS} {_DONE}{_REST}", _last(tail, subject="thing", verb="be")),
            (rf"{asks} {_BE} {_PRONOUN} (?P<rest>.+)", _last(tail, verb="be")),
            (rf"{asks} {_DO} {_NOUNS} {_INTRANSITIVE}{_REST}", _last(tail, subject="thing", verb="do")),
            (rf"{asks} {_MODAL} {_NOUNS} (?P<rest>{_INTRANSITIVE})", _last(tail, subject="thing")),
        ]
        if tail in (_when, _where):
            found.append((rf"{asks} {_BE} {_NOUNS}", _last(tail, subject="thing", verb="be")))
    return tuple(found)


def _taking(match: "Match[str]", value: str) -> str:
    subject = match["thing"] or match["who"]
    return f"{subject} {_verb_of(match)} {value}{match['rest']}" if _LASTING.match(value) else ""


_FRAMES: Final = tuple((re.compile(pattern), frame) for pattern, frame in _frames())
