"""English questions that ask with an auxiliary, as statements: of *How much do I pay for a locker?*, you pay 300 yen for one.

What stands between the auxiliary and the verb must be told from the words alone: a pronoun, or whatever stands before *be*, a
participle or one of the verbs listed here. The value then stands behind the verb, where what was asked for stood, or last.
Anything else isn't turned: half a noun taken for a verb says something that nobody wrote.
"""

from collections.abc import Callable, Iterator
from re import Match
from typing import Final, TypeAlias

from kotae import lazy_re as re
from kotae.answering.rendering.english_forms import DOUBLES
from kotae.answering.rendering.irregular import IRREGULAR, PAST
from kotae.answering.writing import english_values as values

__all__ = ["english_statement"]

_Frame: TypeAlias = Callable[["Match[str]", str], str]
"""Says a question with its value; empty where the value doesn't fit."""

_PRONOUN: Final = "(?P<who>I|you|we|they|he|she|it|one)"
_MODAL: Final = "(?P<modal>can|could|must|should|will|may|might|would)"
_NOUNS: Final = (
    "(?P<thing>(?:the|a|an|my|your|our|their|its|his|her|each|every|all|this|these|those|new|one) [\\w'’ -]+?"
    "|[a-z]+ [0-9]+|[A-Z][\\w'’-]*(?: [A-Z][\\w'’-]*)*)"
)
_BE: Final = "(?P<be>is|are|was|were|am)"
_DO: Final = "(?P<do>do|does|did)"
_STATES: Final = "valid open closed due free available ready responsible liable guaranteed allowed good empty shut cut set put"
_DONE: Final = rf"(?P<done>(?:not )?(?:[a-z]+ed|{'|'.join((*_STATES.split(), *sorted(PAST - {'found'})))}))"
# What may stand behind a participle or a verb without changing what belongs to what.
_BEHIND: Final = (
    "for in at on by from to with without after before during per if when as until since into under over about between because "
    "now altogether each every through among within there here a an"
)
_REST: Final = rf"(?P<rest>(?: (?:{'|'.join(_BEHIND.split())}) ?.*)?)"
_INTRANSITIVE: Final = (
    "(?P<verb>start|begin|end|open|close|leave|arrive|depart|expire|finish|happen|take place|take effect|stop|run out|apply"
    "|come out|come back|return|reopen|go off|go on|come on)"
)
_HAVING: Final = (
    "(?P<verb>have|need|hold|contain|include|employ|require|receive|seat|accommodate|own|cost|pay|weigh|earn|last|take|use|give"
    "|show|offer|support|get|keep)(?! to\\b)"
)
_CHAIN: Final = (
    "(?P<verb>(?:(?:have|need|get|want|expect|like|agree|promise|plan) to |be able to |be allowed to )?"
    "(?!have to|need to|do\\b|be\\b)[a-z]+)"
)
_WHEN: Final = (
    "(?:when|(?:at )?what time|(?:on )?(?:what|which) (?:day|date)|(?:in )?(?:what|which) (?:month|year))"
)
_NO_VERB: Final = r"(?!(?:can|could|must|should|will|may|do|does|did|is|are|was|were|have|has|had)\b)[\w'’-]+"
_SUM: Final = (
    r"(?:(?P<sum>how much(?: money| time)?(?P<extra> more| extra)?)"
    rf"|(?P<many>how many (?P<what>[a-z][\w'’-]*(?: {_NO_VERB})*)))"
)
_ASKED: Final = rf"(?:{_SUM}|what)"
_SHARE: Final = r"(?P<share>(?:what|which) (?:share|percentage|proportion|part|fraction|per ?cent) of (?P<whole>[\w'’ -]+?))"
_SHARED: Final = rf"(?:{_SUM}|{_SHARE})"
_WHICH: Final = rf"(?:what|which) (?P<what>(?=[a-z]){_NO_VERB}(?: [\w'’-]+){{0,3}}?)"
_HOW: Final = "how (?:old|tall|high|long|wide|heavy|far|big|large|deep|thick)"

_AUXILIARY: Final = re.compile(
    r"\b(?:do|does|did|can|could|must|should|will|is|are|was|were|has|have|had|(?:need|want|get) to)\b"
)
_FIRST_VERB: Final = re.compile(
    rf"\b(?:is|are|was|were|can|could|must|will|has|have|had|may|[a-z]+[a-z]ed|{'|'.join(sorted(PAST))})\b"
)
# An auxiliary before who does it: what asks was the object.
_INVERTED: Final = re.compile(
    r"\b(?:do|does|did)\b|\b(?:is|are|was|were|can|could|must|will|would|should|may|has|have|had) "
    r"(?:I|you|we|they|he|she|it|the|a|an|my|your|our|their|its|his|her|each|every|people|children|staff|men|women|[A-Z]\w*"
    r"|[a-z]+[^s ]s)\b"
)
_LASTS: Final = "keep wait stay hold store leave let be stand rest work serve avoid wear soak cool run"
# How long one has to do something is a span or a deadline; of these verbs it is a span.
_DEADLINE: Final = re.compile(rf"(?:take|last|(?:have|need) to (?!{'|'.join(_LASTS.split())}))")
_MEASURED: Final = re.compile(r"[0-9.,]+ (?:tonnes?|litres?|kg|g|mg|mL|m[²³]?|km|kWh|hectares?|[KMGT]B)\Z")
_SEVERAL: Final = re.compile(r"[^s]s\Z")
_LEAD: Final = re.compile(
    r"(?P<lead>(?:After|If|When|Before|In|On|At|For|With|During|As|From|Under|Since|Once) [^,?]+, )(?P<asked>[a-z].+)"
)
_ADDRESSED: Final = {
    "i am": "you are", "i'm": "you are", "am i": "you are", "i was": "you were", "i": "you", "my": "your", "me": "you",
    "we": "you", "our": "your", "us": "you", "mine": "yours", "myself": "yourself",
}  # fmt: skip
_FIRST_PERSON: Final = re.compile(r"\b(I am|I['’]m|am I|I was|I|my|me|we|our|us|mine|myself|My|We|Our)\b")
_SINGULAR: Final = frozenset(["he", "she", "it", "one"])
_UNCHANGED: Final = frozenset(
    "bet bid broadcast burst cast cost cut hit hurt let put quit read rid set shed shut split spread thrust upset".split()
)
# Of longer words those double it whose last syllable is stressed, and some in British spelling.
_DOUBLE_TOO: Final = frozenset(
    "admit commit permit submit occur refer prefer transfer cancel control travel".split()
)
_PAST_OF: Final = {base: form for form, base in reversed(IRREGULAR.items()) if form in PAST}


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
            said = _FIRST_PERSON.sub(lambda one: _ADDRESSED[one[0].lower().replace("’", "'")], said)
            return f"{said[:1].upper()}{said[1:]}."
    return ""


def _amount(match: "Match[str]", value: str) -> str:
    """Return the value as what stands in the place of "how much", "how many beds" or "what"; empty where it doesn't fit."""
    found = match.groupdict()
    if found.get("share"):
        fits = values.is_share(value) and not _AUXILIARY.search(found["whole"])
        return f"{value} of {found['whole']}" if fits else ""
    if found.get("many"):
        return values.number_of(value, found["what"])
    if found.get("sum") and not re.search("[0-9]", value):
        return ""
    return f"{value}{found.get('extra') or ''}"


def _verb_of(match: "Match[str]") -> str:
    """Return a verb as it stands behind its subject without do: pays, paid."""
    first, _, rest = match["verb"].partition(" ")
    if match["do"] == "did":
        first = _past(first)
    elif match["do"] == "does" or (match.groupdict().get("who") or "") in _SINGULAR:
        first = _third(first)
    return f"{first} {rest}".strip()


def _past(verb: str) -> str:
    """Return the past of a verb: paid, cost, applied, stopped, opened."""
    if verb in _UNCHANGED:
        return verb
    if (irregular := _PAST_OF.get(verb)) is not None:
        return irregular
    if re.search(r"[^aeiou]y\Z", verb):
        return f"{verb[:-1]}ied"
    doubled = verb[-1] if verb in _DOUBLE_TOO or DOUBLES.fullmatch(verb) else ""
    return f"{verb}d" if verb.endswith("e") else f"{verb}{doubled}ed"


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if re.search(r"(?:s|sh|ch|x|z|o)\Z", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y\Z", verb) else f"{verb}s"


def _last(tail: Callable[[str], str], *, subject: str = "who", verb: str = "modal") -> _Frame:
    """Return what says a value at the end: you can cancel by 3 May."""

    def frame(match: "Match[str]", value: str) -> str:
        end, found = tail(value), match.groupdict()
        rest = found.get("rest") or ""
        acts = f"{found.get('verb') or ''}{rest}".strip()
        if not end or (end.startswith("for ") and _DEADLINE.match(acts)):
            return ""  # three months to contest a decision
        middle = _verb_of(match) if verb == "do" else match[verb]
        return " ".join(f"{match[subject]} {middle} {found.get('done') or ''}{rest} {end}".split())

    return frame


def _object(match: "Match[str]", value: str) -> str:
    """Return a statement with the value behind its verb: you pay 300 yen for a locker."""
    found, amount = match.groupdict(), _amount(match, value)
    verb = f"{found['modal']} {match['verb']}" if found.get("modal") else _verb_of(match)
    return f"{found.get('who') or found.get('thing')} {verb} {amount}{match['rest']}" if amount else ""


def _subject(match: "Match[str]", value: str) -> str:
    """Return a statement that the value begins: 7 beds are kept free."""
    amount = _amount(match, value)
    return f"{amount} {match['acts']}" if amount else ""


def _there(match: "Match[str]", value: str) -> str:
    amount = _amount(match, value)
    return f"there {match['be']} {amount} {match['rest'].strip()}" if amount else ""


def _sized(match: "Match[str]", value: str) -> str:
    """Return how old or far somebody must be: you must be 18 or older to enter."""
    return f"{match['who']} {match['modal']} be {value}{match['rest']}" if re.search("[0-9]", value) else ""


def _taking(match: "Match[str]", value: str) -> str:
    subject = match["thing"] or match["who"]
    return f"{subject} {_verb_of(match)} {value}{match['rest']}" if values.is_lasting(value) else ""


def _counted_first(match: "Match[str]", value: str) -> str:
    """Return a question that only begins with what asks as a statement: 372 complaints were about noise."""
    rest = match["acts"]
    verb = _FIRST_VERB.search(rest)
    if verb is None or _INVERTED.search(rest):
        return ""
    number = values.number_of(value, rest[: verb.start()].strip())
    return f"{number} {rest[verb.start() :]}" if number else ""


def _part_of(match: "Match[str]", value: str) -> str:
    """Return how much of something: 40% of the price is due at handover."""
    acts = match["acts"]
    turned = _INVERTED.search(acts) or not _FIRST_VERB.search(acts)
    return "" if turned or not re.search("[0-9]", value) else f"{value} of {acts}"


def _stuff(match: "Match[str]", value: str) -> str:
    """Return how much of a substance: 1,960 tonnes of game meat was used."""
    return f"{value} of {match['stuff']} {match['acts']}" if _MEASURED.search(value) else ""


def _named(match: "Match[str]", value: str) -> str:
    """Return what is asked for by its kind: the battery that the TM-21 takes is CR2450."""
    what, found = match["what"], match.groupdict()
    if _AUXILIARY.search(what) or values.begins_as_adverb(value):
        return ""
    be = ("was", "were") if match["do"] == "did" else ("is", "are")
    acts = f"{found.get('thing') or found.get('who')} {_verb_of(match)}{match['rest']}"
    return f"the {what} that {acts} {be[_SEVERAL.search(what) is not None]} {value}"


def _which(match: "Match[str]", value: str) -> str:
    """Return which one does something: NC-51 is the model that is for outdoors."""
    acts, what = match["acts"], match["what"]
    if _INVERTED.search(f"{what} {acts}") or _AUXILIARY.search(what) or values.begins_as_adverb(value):
        return ""
    be = "are" if re.match("are|were|have", acts) else "is"
    return f"{value} {be} the {what} that {acts}" if be == "is" or _SEVERAL.search(what) else ""


def _frames() -> Iterator[tuple[str, _Frame]]:
    """Yield what is looked for, in order: how much and how many, which, then when, where and why."""
    yield rf"{_HOW} {_MODAL} {_PRONOUN} be(?P<rest>(?: to .*)?)", _sized
    yield rf"{_SUM} {_BE} (?P<rest>(?:in|at|on|under) .+)", _there
    yield rf"{_SUM} {_BE} there{_REST}", _there
    yield rf"{_SHARED} (?P<acts>{_BE} {_DONE}{_REST})", _subject
    yield rf"{_SHARED} (?P<acts>{_MODAL} be .+)", _subject
    yield rf"{_ASKED} {_DO} {_PRONOUN} {_CHAIN}{_REST}", _object
    yield rf"{_ASKED} {_MODAL} {_PRONOUN} {_CHAIN}{_REST}", _object
    yield rf"{_ASKED} {_DO} {_NOUNS} {_HAVING}{_REST}", _object
    yield rf"{_SUM} (?P<modal>will|would|can|must) {_NOUNS} {_HAVING}{_REST}", _object
    yield "how many (?P<acts>.+)", _counted_first
    yield "how much of (?P<acts>.+)", _part_of
    yield rf"how much (?P<stuff>[a-z][a-z ]*?) (?P<acts>{_BE} {_DONE}{_REST})", _stuff
    yield rf"{_WHICH} {_DO} {_NOUNS} {_HAVING}{_REST}", _named
    yield rf"{_WHICH} {_DO} {_PRONOUN} {_CHAIN}{_REST}", _named
    yield rf"{_WHICH} (?P<acts>(?:is|are|was|were|can|must|will|has|had|may|should) .+)", _which
    yield rf"how long {_DO} (?:{_NOUNS}|{_PRONOUN}) (?P<verb>take|last){_REST}", _taking
    yield rf"{_SHARE} (?P<acts>{_NO_VERB} (?!does\b|do\b)[\w'’ -]+)", _subject
    for asks, tail in (
        (_WHEN, values.when),
        ("by (?:when|what (?:date|time|day)|which (?:date|day))", values.by_when),
        ("(?:from|since) when", values.from_when),
        ("(?:for )?how long", values.for_how_long),
        ("how often(?: at most)?", values.how_often),
        ("how (?:late|early|soon)", values.how_soon),
        ("where", values.where),
        ("why", values.why),
    ):
        yield rf"{asks} {_MODAL} {_PRONOUN} (?P<rest>.+)", _last(tail)
        yield rf"{asks} {_DO} {_PRONOUN} (?P<verb>[a-z]+)(?P<rest>(?: .+)?)", _last(tail, verb="do")
        yield rf"{asks} {_MODAL} {_NOUNS} (?P<rest>be .+)", _last(tail, subject="thing")
        yield rf"{asks} {_BE} {_NOUNS} {_DONE}{_REST}", _last(tail, subject="thing", verb="be")
        yield rf"{asks} {_BE} {_PRONOUN} (?P<rest>.+)", _last(tail, verb="be")
        yield rf"{asks} {_DO} {_NOUNS} {_INTRANSITIVE}{_REST}", _last(tail, subject="thing", verb="do")
        yield rf"{asks} {_MODAL} {_NOUNS} (?P<rest>{_INTRANSITIVE})", _intransitive(tail)
        if asks in (_WHEN, "where"):
            yield rf"{asks} {_BE} {_NOUNS}", _last(tail, subject="thing", verb="be")


def _intransitive(tail: Callable[[str], str]) -> _Frame:
    """Return what says when or where something will happen: the shop will reopen on 3 May."""

    def frame(match: "Match[str]", value: str) -> str:
        end = tail(value)
        return f"{match['thing']} {match['modal']} {match['verb']} {end}" if end else ""

    return frame


_FRAMES: Final = tuple((re.compile(pattern), frame) for pattern, frame in _frames())
