"""What Japanese says with endings and particles, in English: not, only, must, may, it is said.

A gloss of content words alone turns a sentence round: 届いていない would read *to reach*.
"""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.meanings import alternatives, meanings_in
from kotae.scripts import JAPANESE, KANJI, KATAKANA

__all__ = ["grammar_words", "set_phrases"]

# What a verb ends in before another word that belongs to it: 割れやすい.
_STEM: Final = r"(?<=[いきしちにひみりぎじびえけせてねへめれげぜべ])"
_NEGATED: Final = r"(?:ない|ません|なかった|ず(?=[、に。]))"
# The longest first: what a double denial says is no denial.
_MEANT: Final = (
    (r"(?:なければ|なくては|ないと)(?:なら|なり|いけ)(?:ない|ません|なかった)|ねばならない", "must"),
    (r"(?:で(?:は)?)?なければ", "unless"),
    (r"[てで]は(?:なら|なり|いけ)(?:ない|ません|なかった)", "must not"),
    (r"ないで(?:ください|下さい)", "please don't"),
    (r"かも(?:しれ|知れ)(?:ない|ません)", "may"),
    (r"かね(?:ない|ません|なく)", "may well"),
    (r"ざるを(?:得|え)(?:ない|ません|なかった)", "have no choice but to"),
    (r"(?:だけ|のみ|ばかり)で(?:は)?なく|のみならず", "not only … but also"),
    (r"に(?:すぎ|過ぎ)(?:ない|ません|なかった|ず)", "no more than"),
    (rf"こと[がは]?でき{_NEGATED}", "cannot"),
    (r"ことが?でき(?:る|ます)", "can"),
    (rf"しか(?=[^。、]{{0,24}}{_NEGATED})", "only (with “not”)"),
    (r"(?<=[たま])ことが?な(?:い|かった)", "never"),
    (r"とされ(?:る|て|た|ます)|と(?:言|い)われ(?:る|て|た|ます)", "it is said"),
    (r"(?<=[るいた])よう(?:だ|です)(?=[。、])|らしい(?=[。、])", "it seems"),
    (rf"(?<=[{KANJI}])なく(?=[^、。なてもとす])", "without"),
    (r"(?<=[うくぐすつぬぶむる])な(?=[。！!]|\Z)", "don't"),
    (r"べき", "should"),
    (r"(?<=[るいた])はず(?:だ|です|で)", "should be"),
    (r"(?<![そたれ])だけ(?![まるれなたて])|(?<=[るたい])だけ(?=[でがをにの、。])|のみ(?![まむ])", "only"),
    (r"ため(?:である|です|だ(?!け))(?=[。、]|\Z)|(?<=[るいた])ので(?=[、])", "because"),
    (r"(?<=[るいただ])から(?:である|です|だ)(?=[。、]|\Z)", "because"),
    (r"(?<=[るいた])ため(?=[、に])", "because / in order to"),
    (r"ただし", "however"),
    (r"(?<=[るたい])(?:とき|時)(?=[はに、])", "when"),
    (r"(?:てください|て下さい|でください)", "please"),
    (rf"{_STEM}やす(?:い|く|かっ|けれ)", "easily, tend to"),
    (rf"{_STEM}(?:にく|づら)(?:い|く|かっ|けれ)", "hard to"),
    (rf"{_STEM}(?:すぎ|過ぎ)(?:る|た|て|な|ま)", "too (much)"),
    (r"(?<=[るたい])方(?=[はもにをのへとで、]|が(?!い[いく]|よ|良)|から|まで)", "person (polite)"),
    # Who does and who undergoes, what is and what was.
    (rf"(?<=[さらかがたなばまわ])れ(?:(?:てい)?た|(?:てい)?ました)(?=[。、」）)]|\Z|[{KANJI}])", "was done (passive, past)"),
    (r"(?<=[さらかがたなばまわ])れ(?=(?:てい)?(?:る|ます|て|ない|なか|ず)|、|。)", "is done (passive)"),
    (r"(?<=[いきしちりっえけせてねめれべげみび])(?:た|ました)(?=[。」）)]|\Z)", "(past)"),
    (rf"(?<=[{JAPANESE}]){_NEGATED}|(?<=[らかがさざたなばまわ])なく(?=[、。]|\Z)", "not"),
)  # fmt: skip
# Words that together mean something else than each by itself: 二度と is no temperature, 必ずしも no "always".
_TOGETHER: Final = (
    (r"何(?:枚|本|台|件|名|冊|匹|頭|部|着|組|室|席|種類|か所|箇所|カ所|ヶ所)", "how many"),
    (r"何分(?![のにか])", "how many minutes"),
    (r"二度と(?=[^。]{0,20}(?:ない|ません|な。|なかった))", "never again"),
    (r"なくて(?:も)?(?:い[いく]|よ[いくろ]|良[いく]|構[いわ]|かま[いわ]|結構|大丈夫|差し支え)(?:ません|ない)?", "need not"),
    (r"(?<=[年月週日]に)(?:二|2)度", "twice"),
    (r"(?<=[年月週間日時分秒泊回個本枚])おき(?:に|の)?", "at intervals of, every"),
    (r"(?<=[年月週間日時分秒泊回度])(?:ごと|毎)に?", "every"),
    (rf"(?<=[{KANJI}{KATAKANA}])ごと(?=[、{KANJI}])", "whole, together with"),
    (r"(?<=[年月週日]に)(?:三|3)度", "three times"),
    (r"必ずしも", "not necessarily (with “not”)"),
    (r"(?:やむ|止む)を得な(?:い|く|かった)|(?:やむ|止む)を得ません", "unavoidable"),
    (r"(?:ない|ません)限り(?!な)", "unless"),
    (r"を除(?:いて|き(?=[、，])|く(?!こと))", "except"),
    (r"に(?:かか|関)わらず|を問わず", "regardless of"),
)  # fmt: skip

_ANY: Final = re.compile(alternatives(_MEANT))
_ANY_TOGETHER: Final = re.compile(alternatives(_TOGETHER))


def grammar_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of what endings and particles of a Japanese text say, in order.

    Args:
        text: A sentence; offsets count its code points.
    """
    return meanings_in(text, _ANY, _MEANT)


def set_phrases(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield likewise the phrases whose words mean something else by themselves; these come before the dictionary."""
    return meanings_in(text, _ANY_TOGETHER, _TOGETHER)
