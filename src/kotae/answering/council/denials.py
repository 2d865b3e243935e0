"""Whether a sentence denies what its sources deny, and nothing else, clause by clause.

Each clause of the sentence is laid beside the clauses of the source it shares most with: words,
their translations, and numbers, which are the surest sign across languages. Where one of the best
matches agrees about the denial, all is well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kotae import lazy_re as re
from kotae.answering.coverage import Translations, WordReader, cover
from kotae.language import detect_language
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.quantities import find_quantities

__all__ = ["denials", "denies", "denies_alike"]

_DENIAL = {
    "ja": re.compile(
        rf"ない|なかった|なく|ません|ず(?=[、に]|\Z)|なし(?!遂)|不可(?![欠分避])|未(?![然来満踏明成曾熟])(?=[{KANJI}])|ぬ(?=[。、])"
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|neither|nor|without|cannot|nothing|unable|nobody|no one)\b|n't\b",
        re.IGNORECASE,
    ),
}
_NOT_DENIAL = re.compile(
    r"(?<=[をが])なく(?:さ|し[たて]|す|な[っりるら])|だけでなく|のみならず|かもしれない|かも知れない|に違いない|に過ぎない|にすぎない|ざるを得ない|なければ(?:なら|いけ)(?:ない|ません|なかった)"
    r"|なくては(?:なら|いけ)(?:ない|ません)|ないと(?:いけ|なら)(?:ない|ません)|て(?:も)?(?:かま(?:わない|いません)|構(?:わない|いません)|(?:差し支え|差支え|さしつかえ|問題|支障)(?:は|が)?(?:ない|ありません))|ないわけに(?:は)?いかない|せっかくの|少な[くいか](?:とも|ない|った)?"
    r"|間もなく|まもなく|ないし|では?ないか|そうで(?:は)?ない場合"
    r"|not only|no longer only|no doubt|no (?:later|earlier|more|less|fewer|other) than|not just|not least"
    r"|\bNo\. ?(?=[0-9])|whether or not",
    re.IGNORECASE,
)
# What the other language, or another wording, may put as a denial: 未定義 and undefined, 休館 and not open.
_HALF_DENIAL = re.compile(
    r"未(?![来満明成])|不(?!動|思議)|無(?![料償])|非(?!常)|以外|除[いくき]|失敗|避け|欠[けい]|なし|ずに|禁[止じ]|拒|廃止|中止|停止|休[館業止]|閉"
    r"|とどま|留ま|対象外|困難|少な"
    r"|\bun(?!der|it|til|ion|ique|icode)[a-z]{4,}|\b(?:in(?:valid|complete|sufficient|capable|correct|active)|im(?:possible|proper|mutable))"
    r"|\b(?:fail|lack|refus|avoid|prevent|miss|prohibit|forbid|ban|clos|stop|exclud|reject|den[iy]|exempt|abolish)(?:s|ed|es|ing|en|ned|y|ies|ied)?\b"
    r"|\b(?:unless|except|hardly|only|few|little|rather than|instead of|other than|free of(?! charge))\b",
    re.IGNORECASE,
)
# An amount that isn't reached: the other language, or another wording, says that it is less.
_UNREACHED = re.compile(
    r"(?<=[0-9%円人件台名社個倍割分度点ルロン])に(?:は|も|まで)?(?:届か|達し|達さ|満た|及ば)(?:ない|なかった|なく|ず|ません)"
    r"|(?:\b(?:did|does|do|has|have|had|will|would) not|n't)(?: quite| even)? (?:reach(?:ed)?|come to|amount(?:ed)? to)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?<=[0-9%円人件台名社個倍割分度点ルロン])(?:未満|弱(?![いく点視者])|を(?:わずかに|やや)?(?:下回|割り?込|切))"
    r"|\b(?:less than|fewer than|under|below|short of)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    rf"[、。；;]|,\s(?![0-9]{{4}}\b)|\.\s|\b(?:and|but|while|although|which)\b|(?<=[^{KATAKANA}])ものの|一方で"
)
# A clause speaks of a clause of the source when it shares this much with it.
_ALIGNED = 0.5
_ALIGNED_CROSSED = 0.3
# Clauses that share nearly as much are all possible.
_MARGIN = 0.1
# Numbers of a clause found in a clause of the other language weigh as much as half its words.
_NUMBER_WEIGHT = 0.5
# Said again word for word: then it denies as often, too.
_COPIED = 0.9


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    terms: frozenset[str]
    keys: frozenset[str]
    denials: int
    half: bool
    unreached: bool
    less: bool

    @property
    def denied(self) -> bool:
        """Whether it denies anything, be it that an amount is reached."""
        return bool(self.denials) or self.unreached


def denies_alike(said: str, source: str, *, analyzer: WordReader, table: Translations | None = None) -> bool:
    """Return whether no clause denies what the source affirms, or affirms what it denies.

    Args:
        said: The sentence, folded.
        source: The cited text, folded.
        analyzer: Finds content words.
        table: Translations, for sources in the other language.
    """
    held, clauses = list(_clauses(source, analyzer)), list(_clauses(said, analyzer))
    crossed = detect_language(said) != detect_language(source)
    # What is one clause in one language may be two in the other: the denial may be in either.
    denied = crossed and any(clause.denied or clause.half for clause in clauses)
    return all(
        (denied and not clause.denied)
        or _agrees(clause, held, crossed=crossed, analyzer=analyzer, table=table)
        for clause in clauses
    )


def denies(text: str) -> bool:
    """Return whether a text, folded, denies anything; a double or idiomatic denial is none."""
    return denials(text) > 0


def denials(text: str) -> int:
    """Return how often a text, folded, denies: twice in *not without an appointment*, never in an idiom."""
    return len(_DENIAL["ja" if detect_language(text) == "ja" else "en"].findall(_NOT_DENIAL.sub("", text)))


def _clauses(text: str, analyzer: WordReader) -> Iterator[_Clause]:
    language = detect_language(text)
    for clause in _CLAUSE_END.split(text):
        terms = frozenset(word.term for word in analyzer.content_words(clause))
        plain = _NOT_DENIAL.sub("", clause)
        others = _UNREACHED.sub("", plain)
        denials = len(_DENIAL["ja" if language == "ja" else "en"].findall(others))
        if terms or denials:
            yield _Clause(
                text=clause,
                terms=terms,
                keys=frozenset(quantity.key for quantity in find_quantities(clause)),
                denials=denials,
                half=bool(_HALF_DENIAL.search(plain)),
                unreached=others != plain,
                less=_LESS.search(clause) is not None,
            )


def _agrees(
    said: _Clause,
    held: list[_Clause],
    *,
    crossed: bool,
    analyzer: WordReader,
    table: Translations | None,
) -> bool:
    shares = [_share(said, clause, crossed=crossed, analyzer=analyzer, table=table) for clause in held]
    best = max(shares, default=0.0)
    if best < (_ALIGNED_CROSSED if crossed else _ALIGNED):
        # It may deny only where the source denies anywhere.
        return not said.denied or any(clause.denied or clause.half or clause.less for clause in held)
    near = [clause for clause, share in zip(held, shares, strict=True) if share >= best - _MARGIN]
    return any(_same(said, clause, copied=best >= _COPIED and not crossed) for clause in near)


def _same(said: _Clause, held: _Clause, *, copied: bool) -> bool:
    unreached = said.unreached or held.unreached
    if unreached and not ((said.unreached or said.less) and (held.unreached or held.less)):
        return False
    if copied:
        alike = said.terms == held.terms
        return said.denials == held.denials if alike else bool(said.denials) == bool(held.denials)
    if said.denials:
        return bool(held.denials) or (held.half and not said.half)
    return not held.denials or said.half


def _share(
    said: _Clause, held: _Clause, *, crossed: bool, analyzer: WordReader, table: Translations | None
) -> float:
    """Return how much of a clause another one holds, in [0, 1.5]: words, and numbers across languages."""
    if not crossed:
        return len(said.terms & held.terms) / max(1, len(said.terms))
    words = tuple(analyzer.content_words(said.text))
    share = cover(words, held.terms, table=table).share if words else 0.0
    numbers = len(said.keys & held.keys) / len(said.keys) if said.keys else 0.0
    return share + _NUMBER_WEIGHT * numbers
