"""What Japanese says with endings and particles, in English: not, only, must, may, it is said.

A gloss of content words alone turns a sentence round: 届いていない would read *to reach*.
"""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.scripts import JAPANESE

__all__ = ["grammar_words"]

_NEGATED: Final = r"(?:ない|ません|なかった|ず(?=[、に。]))"
# The longest first: what a double denial says is no denial.
_MEANT: Final = (
    (r"(?:なければ|なくては|ないと)(?:なら|なり|いけ)(?:ない|ません|なかった)|ねばならない", "must"),
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
    (r"べき", "should"),
    (r"(?<=[るいた])はず(?:だ|です|で)", "should be"),
    (r"(?<![そたれ])だけ(?![まるれなたて])|(?<=[るたい])だけ(?=[でがをにの、。])|のみ(?![まむ])", "only"),
    (r"ため(?:である|です|だ(?!け))(?=[。、]|\Z)|(?<=[るいた])ので(?=[、])", "because"),
    (r"(?<=[るいただ])から(?:である|です|だ)(?=[。、]|\Z)", "because"),
    (r"(?<=[るいた])ため(?=[、に])", "because / in order to"),
    (r"ただし", "however"),
    (r"(?<=[るたい])(?:とき|時)(?=[はに、])", "when"),
    (r"(?:てください|て下さい|でください)", "please"),
    (rf"(?<=[{JAPANESE}]){_NEGATED}|(?<=[らかがさざたなばまわ])なく(?=[、。]|\Z)", "not"),
)  # fmt: skip
_ANY: Final = re.compile("|".join(f"(?P<m{place}>{way})" for place, (way, _) in enumerate(_MEANT)))


def grammar_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of what endings and particles of a Japanese text say, in order.

    Args:
        text: A sentence; offsets count its code points.
    """
    for match in _ANY.finditer(text):
        place = int((match.lastgroup or "m0")[1:])
        yield match.start(), match.end(), _MEANT[place][1]
