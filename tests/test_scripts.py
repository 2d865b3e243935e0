"""The scripts of Japanese are told in one place, and a letter beyond ASCII makes no word Japanese."""

import re
from pathlib import Path

import pytest

from kotae import scripts
from kotae.language import word_language

SOURCE = Path(scripts.__file__).parent
# The first letter of a script and a hyphen, written out or as an escape: that's how a class of its own would begin.
OWN_RANGE = re.compile(
    r"(?:[ぁあァア一㐀]|\\u(?:304[01]|30a[01]|3400|4e00|ff66)|\\U00020000|[ｦ])-(?![^\n]*#)(?=[ぁ-ヿ一-鿿ﾝﾟ\\])",
    re.I,
)
# Which numbers or letters a list is counted with, and how bytes read as half-width kana: parts of a script, not a script.
PART = re.compile(r"[アｦ]-[ンﾝﾟ]")


def test_no_other_module_spells_a_script() -> None:
    spelt = {
        f"{path.relative_to(SOURCE)}: {found}"
        for path in SOURCE.rglob("*.py")
        if path.name != "scripts.py"
        for found in OWN_RANGE.findall(PART.sub("", path.read_text(encoding="utf-8")))
    }
    assert spelt == set()


@pytest.mark.parametrize(
    "spelt", ["[一-龠]", "[ぁ-んァ-ヶ]", r"[\u3041-\u309f]", r"[\u30A1-\u30fc]", r"\u4e00-\u9fff"]
)
def test_a_script_that_a_module_spells_would_be_found(spelt: str) -> None:
    assert OWN_RANGE.search(spelt)


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("HIRAGANA", "ぁあゖ", "ゝァー亜A"),
        ("KATAKANA", "ァアヴヶヺー", "・あゝ亜ｱ"),
        ("KANA", "ぁんァンー・ゞヾ", "、亜Aｱ"),
        ("KANJI", "一龠々神㐂𠮷", "〇〆、あアA"),
        ("JAPANESE", "あアー々一𠮷", "、「Aｱ"),
        ("HALF_WIDTH_KANA", "ｱｦﾝﾞﾟ", "ア。｡A"),
        ("WIDE", "、。「あア一々Ａｱ！", "A1 é"),
    ],
)
def test_a_script_holds_its_letters_and_no_other(name: str, inside: str, outside: str) -> None:
    letter = re.compile(f"[{getattr(scripts, name)}]")
    assert "".join(letter.findall(inside + outside)) == inside


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("予算", "ja"),
        ("ー", "ja"),
        ("々", "ja"),
        ("〇", "ja"),
        ("ｱｲ", "ja"),
        ("AI戦略", "ja"),
        ("budget", "en"),
        ("2025", "en"),
        ("naïve", "en"),
        ("Straße", "en"),
        ("Zürich", "en"),
        ("ΑΒΓ", "en"),
        ("", "en"),
    ],
)
def test_a_word_is_japanese_by_its_letters_only(word: str, language: str) -> None:
    assert word_language(word) == language
