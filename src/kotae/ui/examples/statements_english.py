"""Questions that an English statement answers: the few forms whose subject, verb and value are simply told apart."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from kotae.answering.instructions import gives_orders
from kotae.segmentation.numerals import CARDINALS
from kotae.ui.examples.references import is_about_something, needs_context

__all__ = ["asked_in_english"]

MAX_CHARS: Final = 110

_SENTENCE: Final = re.compile(
    r"(?:(?<=\A)|(?<=[.!?:;]\s)|(?<=\n))“?[A-Z\d](?:[^\n|#>*`!?;:]|(?<=\d):(?=\d)){10,150}?(?=\.(?:\s|\Z))"
)
# A noun with what tells it apart, or a name of several words: the first word of a sentence has a capital anyhow.
_NAME: Final = (
    r"(?:[Tt]he (?:[a-z][\w'’-]*|[A-Z][\w'’&.-]*) (?:(?:[a-z][\w'’-]*|[A-Z][\w'’&.-]*) ){0,4}?"
    r"|[Aa]n? (?:[a-z][\w'’-]* ){1,4}?|(?:[A-Z][\w'’&.-]* ){2,5}?|[A-Z]{2,} |“[A-Z][^“”\n.]{2,40}” "
    r"|[A-Z][a-z]+ (?:[a-z]+ ){0,2}?[a-z]{3,}s (?=are |were |must |will )|[A-Z][a-z]{2,}s (?=are |were |must |will ))"
)
_MONTH: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY: Final = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?"
_DAY: Final = (
    rf"(?:(?:{_WEEKDAY},? ?)?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH}(?: \d{{1,2}},)? ?\d{{4}}|{_MONTH} \d{{1,2}}|\d{{4}})"
    rf"|(?:(?:the )?(?:first|second|third|fourth|last) )?{_WEEKDAY}(?: of (?:the|each|every) month)?)"
)
_ABOUT: Final = "(?:about |around |roughly |at least |at most |up to |over |more than |some )?"
_COUNT: Final = rf"(?:\d[\d,.]*|{'|'.join(CARDINALS[2:13])})"
_MONEY: Final = (
    r"(?=[$€£¥\d])(?:[$€£¥]|USD |EUR |GBP |JPY )?\d[\d,.]*(?: (?:thousand|million|billion|trillion))?"
    r"(?: (?:yen|dollars|euros|pounds)\b|(?<=[$€£¥]\d))?"
)
_ENDS: Final = r"(?=[,.]|\Z| (?:and|as|after|by|with|in|for|on|at|of|from|to|per|a)\b)"

_WHEN: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>is|are|was|were|will|must) (?P<rest>(?:(?!(?:and|but|or)\b)[a-z][\w'’-]* ?){{1,8}}?) ?"
    rf"\b(?P<by>on|in|by|until|from) {_DAY}{_ENDS}"
)
_COSTS: Final = re.compile(rf"(?P<what>{_NAME})cost(?P<s>s?) {_ABOUT}{_MONEY}")
_TIMES: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>open|close|start|begin|end|leave|depart|arrive|expire)(?P<s>s?) (?:on|at|in) "
    rf"(?:\d|noon|midnight|{_DAY})"
)
_LASTS: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>last|take)(?P<s>s?) {_ABOUT}{_COUNT} (?:second|minute|hour|day|week|month|year)s?\b"
)
_RUNS: Final = re.compile(rf"(?P<what>{_NAME})(?P<verb>run)(?P<s>s?) from {_DAY} (?:to|until) {_DAY}")
_WEIGHS: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>weigh)(?P<s>s?) {_ABOUT}{_COUNT} ?(?:kg|kilograms?|tonnes?|t|g|grams?)\b"
)
_HAS: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>ha(?:s|ve)|hold|employ|cover|contain|offer|need|use|seat|receive|serve)(?P<s>s?) "
    rf"{_ABOUT}{_COUNT} (?P<of>(?:[a-z][\w'’-]* ){{0,2}}?[a-z][\w'’-]*s){_ENDS}"
)
_SPENDS: Final = re.compile(
    rf"(?P<what>{_NAME}(?:known as [A-Z]\w+ )?)(?P<verb>spend|invest|earn|pay|charge|receive|donate)(?P<s>s?) "
    rf"{_ABOUT}{_MONEY}(?P<rest>[^\d.;]*)\Z"
)
_RAISED: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>raised|increased|lowered|reduced|expanded|extended) "
    rf"(?P<of>(?:the|its|their) (?:[\w'’-]+ ){{1,7}}?)(?P<by>to|by) {_ABOUT}(?:{_MONEY}|{_COUNT})"
)
_LED: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>is|are|was|were) (?P<done>led|run|chaired|directed|edited|designed|headed|managed|operated"
    r"|funded|financed|organi[sz]ed|founded|written|supplied|owned|maintained|supervised) (?:[a-z]+ly )?by (?:the |an? )?[A-Z]"
)
# Five men work in the yard: asked of the subject, no word changes its place.
_COUNTED: Final = re.compile(
    rf"(?:About |Around |Over |More than |Some )?(?:\d[\d,]*|{'|'.join(CARDINALS[2:21])}) (?!hundred|thousand|million|dozen)"
    r"(?P<what>(?:[a-z][\w'’-]* ){0,2}?(?:[a-z][\w'’-]*s|people|men|women|children) "
    r"(?:are|were|have|had|work|live|took|take|came|come|attended|joined|visited|belong|play|sing|speak) "
    r"[a-z][^\d,;:]{6,60}?)(?=,|\Z)",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Professor) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|[A-Z][a-z'’-]+ [A-Z][a-z'’-]+) "
    r"(?P<what>(?:runs|leads|heads|chairs|teaches"
    r"|manages|directs|founded|wrote|designed|invented|built|won|drew|joined|organised|organized|trains|edits|presented|proposed|paints"
    r"|painted) (?:the|a|an|its|their|our) [^\d;:]{4,60}?)(?=,|\Z)"
)
_BECAUSE: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>is|are|was|were|must) (?P<rest>[a-z][^,;:\d]{{3,50}}?),? because\b"
)
_KEPT: Final = re.compile(
    rf"(?P<what>{_NAME})(?P<verb>is|are|was|were) (?P<rest>[a-z]+(?:ed|pt|ld|nt|en)) "
    rf"for {_ABOUT}(?:\d[\d,.]*|(?!many|some|several)[a-z-]+) "
    r"(?:minute|hour|day|week|month|year)s\b"
)
# The Digital Marketplace is a catalogue: a name of several capitals, or of letters alone.
_IS: Final = re.compile(
    r"(?P<what>(?:The )?(?:(?:[A-Z][\w'’&-]* ){2,4}|[A-Z]{3,} ))(?P<verb>is|was) (?:an?|the) (?P<as>[a-z][\w-]*(?: [a-z][\w-]*)?)"
)
# Things of a kind, whose capital is that of the sentence.
_BARE: Final = re.compile(r"[A-Z][a-z]+(?: [a-z]+)*s")
_SOMEBODY_IS: Final = re.compile(
    r"(?:er|or|ist|chair|head|chief|man|woman|president|dean|fellow|mayor|minister)\Z"
)
_SHARE: Final = re.compile(
    rf"(?:\A|, )(?:[Oo]nly )?{_ABOUT.replace('about', '[Aa]bout')}\d[\d.]* ?(?:%|per ?cent) "
    rf"(?P<rest>of [A-Za-z][^\d.,;:]{{8,70}})\Z"
)
_BY: Final = {"by": "By when", "until": "Until when", "from": "From when"}
_PRESENT: Final = {
    "raised": "raise",
    "increased": "increase",
    "lowered": "lower",
    "reduced": "reduce",
    "expanded": "expand",
    "extended": "extend",
}
# The town lets the company: a verb stands between.
_TWO_SUBJECTS: Final = re.compile(r"(?i)\b(?!of|for|in|at|on|to|from|and)\w+ the\b")
# Of which there is one.
_UNIQUE: Final = frozenset(("government", "parliament", "cabinet", "state", "public"))
# It is the subject's, where the subject is named.
_POSSESSIVE: Final = re.compile(r"\b(?:its|their)\b")


def _does(found: re.Match[str]) -> str:
    return "does" if found["s"] else "do"


def _has(found: re.Match[str]) -> str:
    verb, several = (
        ("have", found["verb"] != "has")
        if found["verb"].startswith("ha")
        else (found["verb"], not found["s"])
    )
    return f"How many {found['of']} {'do' if several else 'does'} {_middle(found)} {verb}?"


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_WHEN, lambda f: f"{_BY.get(f['by'], 'When')} {f['verb']} {_middle(f)} {f['rest'].strip()}?"),
    (_COSTS, lambda f: f"How much {_does(f)} {_middle(f)} cost?"),
    (_TIMES, lambda f: f"When {_does(f)} {_middle(f)} {f['verb']}?"),
    (_LASTS, lambda f: f"How long {_does(f)} {_middle(f)} {f['verb']}?"),
    (_RUNS, lambda f: f"How long {_does(f)} {_middle(f)} run?"),
    (_WEIGHS, lambda f: f"How much {_does(f)} {_middle(f)} weigh?"),
    (_HAS, _has),
    (_SPENDS, lambda f: f"How much {_does(f)} {_middle(f)} {f['verb']}{f['rest'].rstrip()}?"),
    (
        _RAISED,
        lambda f: f"{f['by'].title()} how much did {_middle(f)} {_PRESENT[f['verb']]} {f['of'].strip()}?",
    ),
    (_LED, lambda f: f"Who {f['verb']} {_middle(f)} {f['done']} by?"),
    (_KEPT, lambda f: f"How long {f['verb']} {_middle(f)} {f['rest']}?"),
    (_BECAUSE, lambda f: f"Why {f['verb']} {_middle(f)} {f['rest'].strip()}?"),
    (_IS, lambda f: f"{'Who' if _names_somebody(f) else 'What'} {f['verb']} {_middle(f)}?"),
)
# What stands behind the number or the name is asked for as it is.
_SUBJECTS: Final = ((_COUNTED, "How many"), (_SOMEBODY, "Who"))


def asked_in_english(words: str, *, within: bool = False) -> Iterator[str]:
    """Yield questions that the statements in a text answer, in their order.

    Args:
        words: The text, as read.
        within: Whether it will be said of which paper they are asked: *the show* is then told apart, which by itself
            it isn't.
    """
    for sentence in _SENTENCE.finditer(words):
        said = sentence[0].strip()
        subject = next(((f["what"], asks) for form, asks in _SUBJECTS if (f := form.match(said))), None)
        if found := _SHARE.search(said):
            what, question = found["rest"].removeprefix("of "), f"What share {found['rest']}?"
            told_apart = is_about_something(what, "en")
        elif subject is not None:
            what, question = subject[0], f"{subject[1]} {subject[0]}?"
            told_apart = is_about_something(what, "en") and (within or len(what.split()) > 3)
        else:
            forms = ((form.match(said), asks) for form, asks in _FORMS)
            what, question = next(((f["what"], asks(f)) for f, asks in forms if f), ("", ""))
            told_apart = bool(what) and _is_told_apart(what, within=within)
        fits = told_apart and len(question) <= MAX_CHARS
        if fits and not needs_context(_POSSESSIVE.sub("", question), "en") and not gives_orders(said):
            yield question


def _names_somebody(found: re.Match[str]) -> bool:
    return not found["what"].startswith("The ") and _SOMEBODY_IS.search(found["as"].split()[-1]) is not None


def _middle(found: re.Match[str]) -> str:
    """Return a subject as it stands in the middle of a sentence."""
    name = found["what"].strip()
    if _BARE.fullmatch(name):
        return name.lower()
    return name[0].lower() + name[1:] if name.split()[0] in ("The", "A", "An") else name


def _is_told_apart(what: str, *, within: bool) -> bool:
    """Return whether a subject says which one it is: *the annual fee*, *Haneda Express*, not *the fee*."""
    words = what.split()
    if _TWO_SUBJECTS.search(what):
        return False
    one_of_many = not within and words[0].lower() == "the" and len(words) == 2 and words[1] not in _UNIQUE
    named = within or is_about_something(what, "en")
    return not one_of_many and named and not needs_context(what, "en")
