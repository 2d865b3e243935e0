"""Letters beyond ASCII make no word Japanese, and ASCII alone makes none English."""

from pathlib import Path

import pytest

from kotae import languages
from kotae.answering.council.amounts import _COUNTED, _LOOSE_UNITS, _is_measure
from kotae.answering.writing import anchors
from kotae.conflicts.held_names import is_part_of_name
from kotae.reader.overlap import OverlapReader
from kotae.segmentation.units import _WORD

# What ASCII says of a text that isn't its language; whoever adds a use says which.
ASCII_ALONE = {
    "segmentation/analyzer.py": "letters with a length mark are a reading that somebody wrote out: Kōbe",
    "segmentation/units.py": "names of units in Latin letters end where their word ends",
    "segmentation/spaced.py": "nothing to take accents off",
    "language.py": "nothing to look for letters of another script in",
    "ui/cards.py": "an identifier with its punctuation off",
    "ui/reader/opening.py": "digits that int() reads, and no others",
    "answering/instructions.py": "nothing in it can be Japanese; else the rules of both languages are asked",
}


def test_ascii_never_means_english() -> None:
    """One letter beyond it (café, Kōbe, €) made English words Japanese ones: other rules, glued words, names not met."""
    root = Path(languages.__file__).parents[1]
    used = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if ".isascii()" in path.read_text(encoding="utf-8") and "parsing" not in path.parts  # bytes and signs
    }
    assert used == set(ASCII_ALONE)


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ("Müller", "Jörg Müller", True),
        ("Zoë Brontë", "Zoë Charlotte Brontë", True),
        ("Zoë", "Zoëlla Brontë", False),
        ("Tanaka", "Haruko Tanaka", True),
        ("田中", "田中晴子", True),
        ("晴", "田中晴子", False),
    ],
)
def test_a_name_with_accents_is_part_of_another_by_its_words(one: str, other: str, part: bool) -> None:
    assert is_part_of_name(one, other) is part


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("café", "opens", "café opens"),
        ("the", "Übersicht", "the Übersicht"),
        ("予算は", "May", "予算はMay"),
        ("May", "の予算", "Mayの予算"),
        ("12", "th", "12th"),
    ],
)
def test_words_with_accents_do_not_run_together(one: str, other: str, joined: str) -> None:
    assert anchors._joined(one, other) == joined


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Where is the réservation desk?", "Every réservations desk is on the second floor."),
        ("予約の窓口はどこですか？", "予約の窓口は二階です。"),
    ],
)
def test_the_reader_without_a_model_takes_the_beginnings_of_words_with_accents(
    question: str, text: str
) -> None:
    (said,) = OverlapReader().judge(question, [text])
    assert said.supported == 1.0


OTHERS = {"age", "users"}  # one is a year, the other people, before this is asked


@pytest.mark.parametrize("unit", sorted({*_WORD.values()}))
def test_a_measure_is_a_unit_of_time_length_weight_or_texts(unit: str) -> None:
    """What is strict was told by ASCII letters, six at most; nothing changes sides."""
    counted = _LOOSE_UNITS | _COUNTED
    assert _is_measure(unit) == (
        unit not in counted and unit.isascii() and len(unit) <= 6 and unit not in OTHERS
    )
