"""The translation table: pruning, files, the one that ships."""

from pathlib import Path

import numpy as np
import pytest

from kotae.errors import ModelError
from kotae.records import Language
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable
from kotae.translation.training import Links, TermPair, train


def table() -> TranslationTable:
    return TranslationTable.from_links(
        Links(
            english_words=["bank", "unused"],
            japanese_words=["土手", "銀行", "岸", "稀"],
            english=np.array([0, 0, 0, 0]),
            japanese=np.array([0, 1, 2, 3]),
            to_japanese=np.array([0.2, 0.7, 0.096, 0.004]),
            to_english=np.array([1.0, 1.0, 1.0, 0.0]),
        ),
        written={"bank": "banks", "unused": "unused", "elsewhere": "elsewhere"},
    )


def test_translations_come_likeliest_first_without_the_unlikely() -> None:
    found = table().translations("bank", "en")
    assert [word for word, _ in found] == ["銀行", "土手", "岸"]
    assert [chance for _, chance in found] == pytest.approx([0.7, 0.2, 0.096], abs=0.003)
    assert table().translations("銀行", "ja") == (("bank", 1.0),)
    assert table().translations("unused", "en") == ()
    assert table().translations("銀行", "en") == ()
    assert table().words("ja") == ["土手", "銀行", "岸"]
    assert len(table()) == 6


def test_save_and_load_keep_every_translation(tmp_path: Path) -> None:
    (tmp_path / "t.npz").write_bytes(table().content())
    loaded = TranslationTable.load(tmp_path / "t.npz")
    languages: tuple[Language, Language] = ("ja", "en")
    for language in languages:
        assert loaded.words(language) == table().words(language)
        for word in table().words(language):
            assert loaded.translations(word, language) == table().translations(word, language)
    assert [loaded.written(term) for term in ("bank", "銀行", "unused")] == ["banks", "銀行", "unused"]


def test_an_empty_table_is_saved_and_loaded(tmp_path: Path) -> None:
    for number, nothing in enumerate((TranslationTable.empty(), TranslationTable.from_links(train([])))):
        (tmp_path / f"{number}.npz").write_bytes(nothing.content())
        assert len(TranslationTable.load(tmp_path / f"{number}.npz")) == 0


@pytest.mark.parametrize("content", [b"", b"no zip", None], ids=["empty", "other", "missing"])
def test_load_says_which_file_is_damaged(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "t.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"t\.npz") as caught:
        TranslationTable.load(path)
    assert "対訳表" in caught.value.message("ja")


def test_load_never_unpickles(tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", format=np.array([{"code": 1}], dtype=object))
    with pytest.raises(ModelError):
        TranslationTable.load(tmp_path / "t.npz")


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("budget", "予算"),
        ("government", "政府"),
        ("semiconductor", "導体"),
        ("investment", "投資"),
        ("kernel", "カーネル"),
    ],
)
def test_the_shipped_table_translates_both_ways_in_the_terms_of_the_index(
    analyzer: Analyzer, english: str, japanese: str
) -> None:
    """The table holds terms of the analyser: when that changes its terms, it must be trained again."""
    shipped = TranslationTable.load()
    (stem,) = analyzer.terms(english).words
    assert analyzer.terms(japanese).words == (japanese,)
    assert japanese in [word for word, _ in shipped.translations(stem, "en")]
    assert stem in [word for word, _ in shipped.translations(japanese, "ja")]


def test_the_shipped_table_is_small_and_big_enough() -> None:
    import kotae.translation

    path = Path(kotae.translation.__file__).parent / "data" / "bridge.npz"
    assert path.stat().st_size < 6_000_000
    assert len(TranslationTable.load()) > 300_000


def test_learned_translations_can_be_looked_up() -> None:
    learned = TranslationTable.from_links(train([TermPair(english=("cat",), japanese=("猫",))]))
    assert learned.translations("cat", "en") == (("猫", 1.0),)
