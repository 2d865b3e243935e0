"""Words of a question that papers needn't say: what only measures (cost, 金額), what is done (led, went).

"The hotel costs" are met by "Hotel | £120": that it costs money, the pounds say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kotae import lazy_re as re
from kotae.answering.coverage import Translations
from kotae.answering.rendering.irregular import IRREGULAR
from kotae.gathering.concepts import DENYING, VISITORS
from kotae.gathering.phrases import Dictionary
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.analyzer import Word

__all__ = [
    "head_of",
    "is_verb",
    "measuring",
    "names_of",
    "names_something",
    "says_nothing",
    "with_unknown_names",
]

# Words and their stems.
_MEASURING: Final = {
    "money": re.compile(
        r"金額|費用?|額|代金?|賃|料金?|値段|価格|経費|(?:cost|amount|sum|money|expens|expenditur|charg|payment|price?|pay|paid|spend|spent|fare|rate|fee)(?:e?s|e|ing)?",
        re.IGNORECASE,
    ),
    "date": re.compile(r"日付?|期日|時期|年月日|(?:date|day|time)s?", re.IGNORECASE),
    "count": re.compile(
        r"数量?|件数|人数|(?:number|count|quantit|quantiti|quantity|people)(?:e?s)?", re.IGNORECASE
    ),
}
# What stands before them is their name, also where a dictionary knows it as a word: 東都大学, 小川さん.
_NAMED_BY: Final = re.compile(
    r"(?:株式会社|大学|高校|学園|研究所|支店|支社|本店|営業所|事業所|工場|銀行|病院|協会|財団|図書館|センター|駅|さん|氏|様|先生|教授|との(?!差)|への)"
)
# Firms; what stands before them is often a plain word (冷凍食品), so it is a name only where no dictionary has it: 丸三金属.
_FIRM: Final = re.compile(
    r"(?:金属|工業|商事|建設|運輸|食品|化学|製作所|電機|産業|物産|商会|商店|資材|製薬|印刷|水産|倉庫|精機|電力|書店)"
)
# Before 図書館 or 支店 they say which kind, or all of them.
_NO_NAME: Final = frozenset("市 県 町 村 区 国 都 府 道 各 全 同 当 本 新 旧 他 両 某".split())
# What only bounds or nominalises: 2025年度中, 期限内のもの.
_NOTHING: Final = frozenset("中 内 末 頃 ごろ もの こと 場合 とき 分 別".split())
# Behind a name they are polite: 日野先生 is 日野 on a form.
_TITLES: Final = frozenset("先生 さん 氏 様 殿".split())
_NAMED: Final = re.compile(rf"[{KANJI}{KATAKANA}]\Z")
# Behind a name they say what it is one of: ジャージー種, SUV型.
_SORTS: Final = frozenset("種 型 製 産 系 式 類 級".split())
_WRITTEN: Final = re.compile(rf"[{KATAKANA}A-Za-z]\Z")
# Of どの規程に書いてありますか any paper is the answer, whatever it calls itself.
_WHERE: Final = re.compile(
    r"に(?:[^、。]{1,12}[がをは])?(?:書|載|定め|記|あり|ある|規定)|[がで](?:定め|規定|触れ|述べ)"
)
# Any paper is one: 取り消しについて定めた文書を, which papers mention. 文書管理 and paper towels are something.
_PAPERS_JA: Final = re.compile(r"(?:文書|書類|資料|ファイル|ドキュメント|ページ)\Z")
_PAPER_JA: Final = (
    re.compile(r"(?:[たるいのどな]|どの|ての)\Z"),
    re.compile(r"[をはがにの]|すべて|全部|一覧|ごと|\W"),
)
_PAPERS_EN: Final = re.compile(r"(?:document|paper|file|page)s?", re.IGNORECASE)
_PAPER_EN: Final = (
    re.compile(
        r"\b(?:all|which|what|list|every|each|any|many|the|of|in)(?: (?:the|of))?\s+\Z", re.IGNORECASE
    ),
    re.compile(
        r"\s+(?:that|which|where|in which|with|about|on|of"
        r"|say|tell|deal|mention|name|contain|speak|refer|discuss|cover|concern)\w*\b",
        re.IGNORECASE,
    ),
)
_HEAD_EN: Final = re.compile(
    r"\b(?:how many|which|what|every|each|(?:list|all|list all|number of)(?: the)?"
    r"|(?:of|for) (?:all |all the |the )?)\s*\Z",
    re.IGNORECASE,
)
_HEAD_JA: Final = re.compile(
    r"(?:[はがを])?(?:何[件社個台枚通校名人本隻艘棟戸軒点]|すべて|全て|全部|いくつ)|[のを](?:一覧|リスト|合計|総額|平均|総計)|を(?:教えて|挙げて|示して|列挙)|は?どれ"
)
_AUXILIARY: Final = re.compile(r"(?:もの|こと|場合|とき|額|件|数|量|率|分|別|中|者|さん|関する|関す|係る)\Z")
_DONE: Final = re.compile(r"(?:を)?(?:し(?!た?い)|する|され|させ|でき)")
_COST_EN: Final = re.compile(r"costs?(?: the)? (?:most|more|least|less)\b", re.IGNORECASE)
_VERB_EN: Final = re.compile(r"(?:ed|ing|due)\Z", re.IGNORECASE)
_BASE_EN: Final = re.compile(
    r"(?:start|begin|end|run|last|take|go|come|belong|appl|cover|mention|say|state|tell|lead|administer|use|need|require|include|concern|deal|exist|cost)"
    r"(?:s|es|y|ies)?",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(r"\b(?:we|they|you|I|he|she)\s+\Z", re.IGNORECASE)
_NO_VERBS: Final = frozenset({"child", "man", "woman", "person", "foot", "tooth", "mouse", "good", "bad"})


def measuring(kind: str = "") -> Callable[[str], bool]:
    """Return what tells whether a word says no more than that a value is of this kind; nothing does for none."""
    pattern = _MEASURING.get("count" if kind == "number" else kind)
    return lambda written: pattern is not None and pattern.fullmatch(written) is not None


def with_unknown_names(
    words: Sequence[Word], text: str, table: Translations | None, dictionary: Dictionary | None
) -> tuple[Word, ...]:
    """Return the words, Japanese nouns that are names by what follows (東都大学), or unknown, as names: they are met by sound.

    Args:
        words: Of the question.
        text: The question.
        table: Translations.
        dictionary: Of words; None where there is none.
    """
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else None
        comes = before is not None and before.end == word.start and VISITORS.search(before.surface)
        if before and comes and word.surface in ("者", "客") and not text.startswith("数", word.end):
            # Who comes is one word, met in the other language by one: 来館者, visitors.
            whole = before.surface + word.surface
            found[-1] = replace(before, surface=whole, term=whole, end=word.end, is_name=False)
            continue
        if word.surface in DENYING:
            word = replace(word, is_name=True)  # 不合格 tells papers apart from 合格
        elif word.language == "ja" and word.part_of_speech == "名詞":
            word = _as_name(_whole(word, found, text), text, table, dictionary)
        found.append(word)
    return tuple(found)


def _whole(word: Word, before: list[Word], text: str) -> Word:
    """Return the word with its neighbours, taken from those before, where a name was cut into letters: 丸三 before 金属."""
    if not (_NAMED_BY.match(text, word.end) or _FIRM.match(text, word.end)):
        return word
    while (
        before
        and before[-1].end == word.start
        and before[-1].part_of_speech == "名詞"
        and 1 in (len(word.surface), len(before[-1].surface))
    ):
        first = before.pop()
        joined = first.surface + word.surface
        word = replace(
            word, start=first.start, surface=joined, term=joined, reading=first.reading + word.reading
        )
    return word


def _as_name(word: Word, text: str, table: Translations | None, dictionary: Dictionary | None) -> Word:
    named = _NAMED_BY.match(text, word.end) and word.surface not in _NO_NAME
    firm = _FIRM.match(text, word.end) and dictionary is not None and not dictionary.japanese(word.surface)
    unknown = len(word.surface) > 1 and _is_unknown(word, table, dictionary)
    return replace(word, is_name=True) if named or firm or unknown else word


def _is_unknown(word: Word, table: Translations | None, dictionary: Dictionary | None) -> bool:
    if table is None or dictionary is None:
        return False
    return not table.translations(word.term, "ja") and not dictionary.japanese(word.surface)


def says_nothing(word: Word, text: str) -> bool:
    """Return whether a word only bounds, nominalises, sorts or asks for papers, so that no paper needs to say it.

    Args:
        word: Of the question.
        text: The question.
    """
    before, behind = text[: word.start], text[word.end :]
    if word.language == "en":
        return _is_any_paper(word, before, behind, _PAPERS_EN, _PAPER_EN)
    if _is_any_paper(word, before, behind, _PAPERS_JA, _PAPER_JA):
        return True
    titled = word.surface in _TITLES and _NAMED.search(before) is not None
    sorts = word.surface in _SORTS and _WRITTEN.search(before) is not None
    return (
        word.surface in _NOTHING or sorts or titled or bool(before.endswith("どの") and _WHERE.match(behind))
    )


def _is_any_paper(
    word: Word,
    before: str,
    behind: str,
    papers: "re.Pattern[str]",
    around: "tuple[re.Pattern[str], re.Pattern[str]]",
) -> bool:
    return bool(papers.fullmatch(word.surface) and around[0].search(before) and around[1].match(behind))


def names_of(words: Sequence[Word], text: str) -> list[tuple[str, ...]]:
    """Return the names of several words that a question holds: capitalised neighbours, also with "of" between, 東都大学.

    Args:
        words: Of the question, in order.
        text: The question.
    """
    found: list[list[Word]] = []
    for word in words:
        before = found[-1][-1] if found else None
        gap = "" if before is None else text[before.end : word.start]
        if (
            before is not None
            and before.is_name
            and (
                (word.is_name and word.language == "en" and re.fullmatch(r" (?:of )?", gap))
                or (word.language == "ja" and not gap)
            )
        ):
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(word.term for word in group) for group in found if len(group) > 1]


def head_of(words: Sequence[Word], text: str, loose: Callable[[str], bool]) -> frozenset[str]:
    """Return the term of what is listed, counted or put together: *grant* in "How many grants began in 2023?"; empty for none.

    Args:
        words: Of the question, in order.
        text: The question.
        loose: Whether a word only measures: it is no thing.
    """
    runs: list[list[Word]] = [[]]
    for word in words:
        near = runs[-1] and text[runs[-1][-1].end : word.start] in ("", " ", "-")
        if is_verb(word, text) or word.is_name:
            runs.append([])
        elif near:
            runs[-1].append(word)
        else:
            runs.append([word])
    for run in filter(None, runs):
        japanese = run[0].language == "ja"
        asked = _HEAD_JA.match(text, run[-1].end) if japanese else _HEAD_EN.search(text[: run[0].start])
        things = [word.term for word in run if not loose(word.surface)]
        if asked and things:
            return frozenset(things[-1:])
    return frozenset()


def is_verb(word: Word, text: str) -> bool:
    """Return whether a word says what is done, which a paper can say otherwise or leave to a label.

    Args:
        word: Of the question.
        text: The question.
    """
    if word.language == "ja":
        return word.part_of_speech in ("動詞", "形容詞") or _DONE.match(text, word.end) is not None
    if word.is_name:
        return False
    written = word.surface.lower()
    if _SOMEBODY.search(text[: word.start]):
        return True
    return (
        IRREGULAR.get(written, "child") not in _NO_VERBS
        or _VERB_EN.search(written) is not None
        or _BASE_EN.fullmatch(written) is not None
    )


def names_something(word: Word, text: str) -> bool:
    """Return whether a word names a thing, so that without it there is nothing to list."""
    if is_verb(word, text):
        return False
    if word.language == "ja":
        auxiliary = _AUXILIARY.search(word.surface) and not VISITORS.search(word.surface)
        return word.part_of_speech == "名詞" and not auxiliary
    return not _COST_EN.match(text, word.start)
