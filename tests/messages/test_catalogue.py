"""The catalogue: complete, without leftovers, with the same fields in both languages, and quick to open."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from docs import make_messages

from kotae.messages import Listed, Message, Told, translate


@pytest.fixture(scope="module")
def entries() -> list[tuple[str, str]]:
    """Every message in English and Japanese; not made while tests are collected, which each process of a run does."""
    return [(str(entry.id), str(entry.string or "")) for entry in make_messages.catalogue() if entry.id]


# A number and what follows it within its clause: "{count:,} hidden rows", "{read} of {scope} documents".
_COUNT = r"\{\w+(?::[,.\d]*[dfg]?)?\}"
_AFTER = re.compile(rf"{_COUNT}((?:[ -](?:{_COUNT}|[A-Za-z']+))+)")
# What is said of the number ends where another clause begins: "1 of its files", "page 3 is in its folders".
_ENDS = re.compile(r"\b(?:of its|is|isn't|was|has|doesn't|didn't|in|from|behind|after|by|with|lies|as)\b.*")
# In -s, and no plural of a thing.
_SINGULAR = frozenset({"its", "this", "overlaps", "holds", "lets", "needs", "says", "calls", "replaces"})
_PLURAL_ONLY = frozenset({"are", "were", "aren't", "weren't"})


def fields(template: str) -> set[tuple[str, str]]:
    """Return the fields of a template with their formats; a malformed template fails here."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None}


def shown(template: str) -> set[tuple[str, str]]:
    """Return the fields of a template that stand in its text: not those by which a word has its form."""
    return {(name, spec) for name, spec in fields(template) if "|" not in spec}


def fixed_plurals(template: str) -> list[str]:
    """Return the words behind a number that are a plural whatever the number is."""
    return [
        word
        for after in _AFTER.findall(template)
        for word in _ENDS.sub("", re.sub(_COUNT, "", after)).split()
        if word in _PLURAL_ONLY or (word.endswith("s") and len(word) > 2 and word not in _SINGULAR)
    ]


def test_every_message_has_its_japanese_and_the_same_fields(entries: list[tuple[str, str]]) -> None:
    assert [english for english, japanese in entries if not japanese] == []
    assert [english for english, japanese in entries if shown(english) != shown(japanese)] == []
    unnamed = [
        english for english, _ in entries if any(not name.isidentifier() for name, _ in fields(english))
    ]
    assert unnamed == []


def test_no_entry_is_left_over_and_the_compiled_file_is_of_this_catalogue() -> None:
    made = make_messages.catalogue()
    advice = "run: python docs/make_messages.py"
    assert make_messages.ENTRIES.read_bytes() == make_messages.entries(made), advice
    assert make_messages.COMPILED.read_bytes() == make_messages.compiled(made), advice


def test_every_message_stands_in_the_code_as_written_and_gets_its_fields() -> None:
    """A message put together from pieces isn't in the catalogue; a field that isn't given fails when it is shown."""
    wrong = []
    for path, call, said in make_messages.used():
        given = {keyword.arg for keyword in call.keywords}
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        # Filled where it is shown: a table of messages, a help text, what a door adds.
        later = (name in {"Message", "marked", "translate"} and not given - {"context"}) or "help" in given
        added = {"reason"} if name == "failing_as" else set()
        wanted = {field for field, _ in fields(make_messages.written(said))}
        if isinstance(said, ast.JoinedStr | ast.BinOp | ast.IfExp):
            wrong.append(f"{path}:{call.lineno}: put together from pieces")
        elif not later and None not in given and wanted - given - added:
            wrong.append(f"{path}:{call.lineno}: without {wanted - given}")
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param(
            "en", "a.txt: this is a folder, not an ordinary file. Take it out of the folder.", id="en"
        ),
        pytest.param(
            "ja", "a.txt: 通常のファイルではなくフォルダーです。文書フォルダーから外してください。", id="ja"
        ),
        pytest.param(
            "xx", "a.txt: this is a folder, not an ordinary file. Take it out of the folder.", id="other"
        ),
    ],
)
def test_a_message_in_a_field_is_said_in_the_same_language(language: str, said: str) -> None:
    reason = Message(
        "this is {kind}, not an ordinary file. Take it out of the folder.", kind=Message("a folder")
    )
    assert Message("{path}: {reason}", path="a.txt", reason=reason).text(language) == said


def test_fields_are_never_read_as_templates_and_formats_hold_in_both_languages() -> None:
    cut = Message("its answer is longer than {limit:,} {limit:byte|bytes}", limit=1_234_567)
    assert (cut.text("en"), cut.text("ja")) == (
        "its answer is longer than 1,234,567 bytes",
        "応答が 1,234,567 バイトを超えました",
    )
    assert Message("{path}: {reason}", path="{reason.__class__}", reason="{path}").text("ja") == (
        "{reason.__class__}: {path}"
    )


@pytest.mark.parametrize(
    ("count", "en", "ja"),
    [
        pytest.param(0, "0 hidden rows were left out", "非表示の行を0行除きました", id="none"),
        pytest.param(1, "1 hidden row was left out", "非表示の行を1行除きました", id="one"),
        pytest.param("1", "1 hidden row was left out", "非表示の行を1行除きました", id="one, as it is shown"),
        pytest.param(1.0, "1.0 hidden row was left out", "非表示の行を1.0行除きました", id="one, measured"),
        pytest.param(2, "2 hidden rows were left out", "非表示の行を2行除きました", id="two"),
        pytest.param(
            "1,001", "1,001 hidden rows were left out", "非表示の行を1,001行除きました", id="many, as shown"
        ),
    ],
)
def test_words_behind_a_number_have_its_form(count: object, en: str, ja: str) -> None:
    """It said "1 hidden rows" and "1 pages"."""
    said = Message("{count} hidden {count:row was|rows were} left out", count=count)
    assert (said.text("en"), said.text("ja")) == (en, ja)


def test_two_numbers_of_a_message_have_their_own_forms() -> None:
    said = Message(
        "reading stopped after {limit} of {pages} {pages:page|pages}; raise max_pages under [reading] in kotae.toml",
        limit=1,
        pages=3,
    )
    assert said.text("en").startswith("reading stopped after 1 of 3 pages; ")
    assert said.filled(limit=1, pages=1).text("en").startswith("reading stopped after 1 of 1 page; ")
    assert said.text("ja").startswith("3ページのうち最初の1ページだけを")


def test_what_is_put_in_is_no_form() -> None:
    """A file's name can look like one."""
    assert Message("{path}: {reason}", path="{a:b|c}", reason="{count:row|rows}").text("en") == (
        "{a:b|c}: {count:row|rows}"
    )


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{count} hidden rows were left out", ["rows", "were"]),
        ("read {read} of {scope} documents", ["documents"]),
        ("{lost:,} characters show", ["characters"]),
        ("{count} hidden {count:row was|rows were} left out", []),
        ("{path}: the file is damaged", []),
        ("{minutes} minutes and {seconds} seconds", ["minutes", "seconds"]),
        ("{breakdowns} of its files broke down", []),
    ],
)
def test_fixed_plurals_behind_a_number_are_found(template: str, found: list[str]) -> None:
    assert fixed_plurals(template) == found


def test_no_message_has_a_fixed_plural_behind_a_number(entries: list[tuple[str, str]]) -> None:
    assert {english: words for english, _ in entries if (words := fixed_plurals(english))} == {}
    assert [english for english, _ in entries if "(s)" in english] == []


def test_lists_are_parted_as_the_language_parts_them() -> None:
    kinds = Listed([Message("a folder"), Told(en="two", ja="二"), 3])
    assert (kinds.text("en"), kinds.text("ja"), kinds.both()) == (
        "a folder, two, 3",
        "フォルダー、二、3",
        "a folder, two, 3 / フォルダー、二、3",
    )
    assert Listed([]).text("en") == ""


def test_what_is_not_in_the_catalogue_is_said_in_english() -> None:
    assert translate("No such message {x}", "ja") == "No such message {x}"
    assert translate("", "ja") == ""


def test_english_opens_no_catalogue() -> None:
    """A cold start in English pays for neither gettext nor the file."""
    code = (
        "import sys; from kotae.messages import Message; print(Message('a folder').text('en'), 'gettext' in sys.modules);"
        "print(Message('a folder').text('ja'), 'gettext' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_env()
    )
    assert said.stdout.splitlines() == ["a folder False", "フォルダー True"]


def _env() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(make_messages.SOURCE).parent), "PYTHONUTF8": "1"}
