"""Readings stand over the kanji they belong to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.segmentation import Segmenter
from kotae.segmentation.furigana import furigana


@pytest.mark.parametrize(
    ("surface", "reading", "expected"),
    [
        ("予算", "ヨサン", "予算=よさん"),
        ("話し合い", "ハナシアイ", "話=はな 合=あ"),
        ("取り組み", "トリクミ", "取=と 組=く"),
        ("食べ物", "タベモノ", "食=た 物=もの"),
        ("増やし", "フヤシ", "増=ふ"),
        ("お茶", "オチャ", "茶=ちゃ"),
        ("聞き手", "キキテ", "聞=き 手=て"),
        ("ヶ月", "カゲツ", "ヶ月=かげつ"),
        ("人々", "ヒトビト", "人々=ひとびと"),
        ("百舌鳥", "モズ", "百舌鳥=もず"),
        ("消しゴム", "ケシゴム", "消=け"),
        # The kana don't fit the reading: it stands over the whole word.
        ("言う", "ユー", "言う=ゆー"),
        ("データ", "データ", ""),
        ("こと", "コト", ""),
        ("予算", "", ""),
        ("AI法", "エーアイホウ", ""),
        ("budget", "", ""),
        ("予\n算", "ヨサン", ""),
    ],
)
def test_furigana_is_aligned_with_okurigana(surface: str, reading: str, expected: str) -> None:
    found = " ".join(f"{surface[start:end]}={kana}" for start, end, kana in furigana(surface, reading))
    assert found == expected


@given(st.text("話合取組し合いりみ々ヶAー", max_size=12), st.text("ハナシアイトリクミー", max_size=12))
def test_furigana_stays_in_the_word_and_says_the_reading(surface: str, reading: str) -> None:
    position = 0
    spoken = ""
    for start, end, kana in furigana(surface, reading):
        assert position <= start < end <= len(surface)
        assert re.fullmatch(r"[ぁ-ゖー]+", kana)
        spoken += surface[position:start] + kana
        position = end
    if spoken:
        hiragana = reading.translate({code: code - 0x60 for code in range(0x30A1, 0x30F7)})
        assert spoken + surface[position:] == hiragana


def test_places_tell_forms_as_written() -> None:
    text = "予算を**増やし**た。"
    lines = {
        text[start:end]: line.split("\t")[6:]
        for start, end, line, _ in Segmenter(as_written=True).places(text)
    }
    assert lines["増やし"] == ["フヤシ", "増やす"]
    assert lines["予算"] == ["ヨサン", "予算"]
