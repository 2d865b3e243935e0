"""The pocket dictionary, distilled from entries made by hand."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.errors import ModelError
from kotae.translation import glossary
from kotae.translation.glossary import Glossary, distil, prepared_glossary
from kotae.translation.jmdict import Entry, Sense

ENTRIES = (
    Entry(
        kanji=("予算",),
        kana=("よさん",),
        priority=4,
        senses=(Sense(glosses=("estimate", "budget", "third")),),
    ),
    Entry(
        kanji=("為る",),
        kana=("する",),
        priority=2,
        senses=(
            Sense(glosses=("to do",), remarks=("word usually written using kana alone",)),
            Sense(glosses=("to perish",), remarks=("archaism",)),
        ),
    ),
    Entry(kanji=("刷る",), kana=("する",), priority=3, senses=(Sense(glosses=("to print",)),)),
    Entry(kanji=("ＡＩ",), kana=("エーアイ",), priority=0, senses=(Sense(glosses=("(the) AI",)),)),
    Entry(
        kanji=("企画",),
        kana=("きかく",),
        priority=1,
        senses=(Sense(glosses=("plan",)), Sense(glosses=("a very long explanation indeed",))),
    ),
    Entry(kanji=("計画",), kana=("けいかく",), priority=4, senses=(Sense(glosses=("plan",)),)),
    Entry(
        kanji=("犬",),
        kana=("いぬ",),
        priority=4,
        senses=(
            Sense(glosses=("dog (Canis (lupus) familiaris)",)),
            Sense(glosses=("spy",), remarks=("word usually written using kana alone",)),
        ),
    ),
    Entry(kanji=(), kana=("ワンワン",), priority=4, senses=(Sense(glosses=("dog",), remarks=("slang",)),)),
    Entry(
        kanji=(),
        kana=("はめる",),
        priority=2,
        senses=(
            Sense(glosses=("to make love",), remarks=("colloquialism",)),
            Sense(glosses=("to insert",)),
            Sense(glosses=("to swear",), remarks=("vulgar expression or word",)),
        ),
    ),
)


@pytest.fixture
def small(tmp_path: Path) -> Glossary:
    distil(ENTRIES, tmp_path / "glossary.sqlite3")
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.sqlite3"]
    return Glossary(tmp_path / "glossary.sqlite3")


def test_japanese_words_are_found_by_spelling_and_by_reading(small: Glossary) -> None:
    (entry,) = small.japanese("予算")
    assert (entry.word, entry.readings, entry.gloss) == ("予算", ("よさん",), "estimate, budget")
    assert [(e.word, e.gloss) for e in small.japanese("する")] == [("刷る", "to print"), ("する", "to do")]
    assert [e.word for e in small.japanese("為る")] == ["する"], "as it is usually written"
    assert small.japanese("無い") == ()


def test_english_words_are_found_without_article_to_and_remarks(small: Glossary) -> None:
    assert [word for word, _ in small.english("plan")] == ["計画", "企画"]
    assert [word for word, _ in small.english("do")] == ["する"]
    assert [word for word, _ in small.english("ai")] == ["AI"]
    assert small.english("perish") == ()
    assert small.english("a very long explanation indeed") == ()


def test_what_papers_say_comes_before_everyday_talk_and_vulgar_senses_are_left_out(small: Glossary) -> None:
    """A dog was いぬ and ワンワン: its second sense is written in kana, and the brackets around its Latin name are nested."""
    assert [word for word, _ in small.english("dog")] == ["犬", "ワンワン"]
    assert [entry.gloss for entry in small.japanese("はめる")] == ["to insert; to make love"]


def test_many_threads_look_up_at_once(small: Glossary) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(small.japanese("予算")[0].word)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["予算"] * 8


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    prepared_glossary.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def _forget() -> object:
    yield
    prepared_glossary.cache_clear()


def test_the_glossary_is_made_once(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fresh / "jamdict.db").write_bytes(b"x" * 16)
    monkeypatch.setattr(glossary, "jmdict_path", lambda: fresh / "jamdict.db")
    monkeypatch.setattr(glossary, "read_entries", lambda path: iter(ENTRIES))
    monkeypatch.setattr(glossary, "count_entries", lambda path: len(ENTRIES))
    assert prepared_glossary().japanese("計画")[0].gloss == "plan"
    monkeypatch.setattr(glossary, "read_entries", lambda path: pytest.fail("made again"))
    prepared_glossary.cache_clear()
    assert prepared_glossary().japanese("計画")[0].gloss == "plan"


_ENDED = """
import os, pathlib, sys
from kotae.translation import glossary

def ended(path):
    yield from ()
    os._exit(9)

glossary.jmdict_path = lambda: pathlib.Path(sys.argv[1])
glossary.count_entries = lambda path: 1
glossary.read_entries = ended
glossary.prepare_glossary()
"""


def test_what_a_killed_preparation_left_goes_with_the_next(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each start that was ended while the dictionary was made, by Ctrl-C too, left up to 30 MB in the cache for good."""
    (fresh / "jamdict.db").write_bytes(b"x" * 16)
    ended = subprocess.run([sys.executable, "-c", _ENDED, str(fresh / "jamdict.db")], check=False)
    assert ended.returncode == 9
    assert len(list(fresh.rglob("*.part"))) == 1
    monkeypatch.setattr(glossary, "jmdict_path", lambda: fresh / "jamdict.db")
    monkeypatch.setattr(glossary, "read_entries", lambda path: iter(ENTRIES))
    monkeypatch.setattr(glossary, "count_entries", lambda path: len(ENTRIES))
    assert prepared_glossary().japanese("計画")[0].gloss == "plan"
    assert not list(fresh.rglob("*.part"))


def test_whoever_comes_meanwhile_waits_and_makes_it_not_again(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads without a lock both distilled the dictionary, and a question waited without a word."""
    (fresh / "jamdict.db").write_bytes(b"x" * 16)
    begun, told, made = threading.Event(), [], []

    def slowly(path: Path) -> Iterator[Entry]:
        made.append(path)
        begun.set()
        for entry in ENTRIES:
            time.sleep(0.02)
            yield entry

    monkeypatch.setattr(glossary, "jmdict_path", lambda: fresh / "jamdict.db")
    monkeypatch.setattr(glossary, "read_entries", slowly)
    monkeypatch.setattr(glossary, "count_entries", lambda path: len(ENTRIES))
    assert not glossary.glossary_is_prepared()
    first = threading.Thread(
        target=glossary.prepare_glossary, args=(lambda stage, done, total: told.append((stage, done, total)),)
    )
    first.start()
    assert begun.wait(60)
    others = [threading.Thread(target=prepared_glossary) for _ in range(3)]
    for thread in others:
        thread.start()
    for thread in (first, *others):
        thread.join(60)
    assert len(made) == 1
    assert told == [("dictionary", 0, len(ENTRIES)), ("dictionary", len(ENTRIES), len(ENTRIES))]
    assert glossary.glossary_is_prepared()
    assert prepared_glossary().japanese("計画")[0].gloss == "plan"


def test_where_the_dictionary_cant_be_had_nobody_waits(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glossary, "jmdict_path", lambda: fresh / "gone.db")
    assert glossary.glossary_is_prepared()


@pytest.mark.parametrize("damage", ["missing", "other", "cache"])
def test_what_is_in_the_way_is_told_in_both_languages(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    source = fresh / "jamdict.db"
    monkeypatch.setattr(glossary, "jmdict_path", lambda: source)
    if damage != "missing":
        source.write_bytes(b"no database at all, and long enough to be read as a header")
    if damage == "cache":
        (fresh / "cache").write_bytes(b"a file in the place of the folder")
    with pytest.raises(ModelError) as caught:
        prepared_glossary()
    assert ("jamdict" in caught.value.en) or ("KOTAE_CACHE" in caught.value.en)
    assert ("jamdict" in caught.value.ja) or ("KOTAE_CACHE" in caught.value.ja)
    assert not list(fresh.rglob("*.sqlite3"))
    assert not list(fresh.rglob("*.part"))
