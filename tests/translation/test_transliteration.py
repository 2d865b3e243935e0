"""Katakana and Latin names by sound."""

import pytest

from kotae.translation.transliteration import SoundIndex, katakana_sound, latin_sounds, likeness


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("オラクル", "orakuru"),
        ("ミラーフェイス", "mirafeisu"),
        ("ヴァージン", "basin"),
        ("チーム", "timu"),
        ("ッ", ""),
    ],
)
def test_katakana_sound(word: str, sound: str) -> None:
    assert katakana_sound(word) == sound


def test_latin_sounds_leaves_open_what_the_spelling_leaves_open() -> None:
    assert latin_sounds("chrome") == ("trom", "krom")
    assert latin_sounds("oracle") == ("orakr",)
    assert latin_sounds("server") == ("seb",)


@pytest.mark.parametrize(
    ("katakana", "latin"),
    [
        ("オラクル", "oracle"),
        ("アンソロピック", "anthropic"),
        ("マイクロソフト", "microsoft"),
        ("エヌビディア", "nvidia"),
        ("セキュリティー", "security"),
        ("クローム", "chrome"),
    ],
)
def test_names_that_sound_alike_find_each_other(katakana: str, latin: str) -> None:
    index = SoundIndex([katakana, latin, "予算", "budget", "バジェット", "コンピューター", "os.path"])
    assert index.alike(latin)[0][0] == katakana
    assert index.alike(katakana)[0][0] == latin
    assert likeness(katakana, latin) > 0.8


@pytest.mark.parametrize("word", ["予算", "", "ア", "os.path", "2025", "zzz", "アマゾン"])
def test_what_sounds_like_nothing_finds_nothing(word: str) -> None:
    assert SoundIndex(["オラクル", "oracle"]).alike(word) == ()


@pytest.mark.parametrize(
    ("katakana", "stem"),
    [("アンソロピック", "anthrop"), ("ミラーフェイス", "mirrorfac"), ("クラウドストライク", "crowdstrik")],
)
def test_stems_and_long_names_find_each_other(katakana: str, stem: str) -> None:
    index = SoundIndex([katakana, stem])
    assert [name for name, _ in index.alike(katakana)] == [stem]
    assert [name for name, _ in index.alike(stem)] == [katakana]


@pytest.mark.parametrize(("katakana", "stem"), [("トピック", "top"), ("カレー", "color")])
def test_few_consonants_must_sound_more_alike(katakana: str, stem: str) -> None:
    assert SoundIndex([katakana]).alike(stem) == ()


def test_other_consonants_are_strangers() -> None:
    assert likeness("オラクル", "google") == 0.0
    assert likeness("アイ", "ai") == 0.0


def test_a_vocabulary_may_come_word_by_word_and_is_heard_in_either_script() -> None:
    index = SoundIndex(word for word in ("oracle", "オラクル", "予算"))
    assert [name for name, _ in index.alike("オラクル")] == ["oracle"]
    assert [name for name, _ in index.alike("oracle")] == ["オラクル"]
    assert index.alike("予算") == ()
