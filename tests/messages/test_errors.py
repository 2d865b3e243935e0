"""Errors are data, and library exceptions become ours at one door."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae import errors
from kotae.errors import (
    FilterError,
    IndexDamagedError,
    KotaeError,
    ModelError,
    ReadingError,
    SettingsError,
    SettingValueError,
    cause,
    failing_as,
)
from kotae.messages import Message, Told

SOURCE = Path(errors.__file__).parent
CANT_READ = "{path} can't be read ({reason}); check the path."


def test_an_error_keeps_its_data_and_says_it_in_either_language() -> None:
    error = ModelError(CANT_READ, path=Path("a.bin"), reason="No such file")
    assert (error.path, error.reason) == (Path("a.bin"), "No such file")
    assert (error.address, error.limit) == (None, None)
    assert error.message("en") == "a.bin can't be read (No such file); check the path."
    assert error.message("ja") == "a.bin を読めません（No such file）。パスを確かめてください。"


def test_a_reading_error_knows_its_path_and_its_reason_apart() -> None:
    error = ReadingError(
        "reading took longer than {limit:g} {limit:second|seconds} and was stopped. Split the file, or raise "
        "max_seconds under [reading] in kotae.toml.",
        path="a: b.pdf",
        limit=60.0,
    )
    assert (error.path, error.limit) == ("a: b.pdf", 60.0)
    assert error.reason.text("en").startswith("reading took longer than 60 seconds")
    assert error.message("en") == f"a: b.pdf: {error.reason.text('en')}"
    assert error.message("ja") == f"a: b.pdf: {error.reason.text('ja')}"


def test_an_error_in_the_field_of_another_is_said_in_the_same_language() -> None:
    inner = SettingValueError("passages.max_chars", 0, Message("at least {least}", least=1))
    outer = ModelError(
        "The reader's weights don't fit this version of kotae: {reason}. Install kotae again.", reason=inner
    )
    assert inner.message("ja") in outer.message("ja")
    assert inner.message("en") in outer.message("en")


@pytest.mark.parametrize(
    ("language", "said"), [pytest.param("en", "gone", id="en"), pytest.param("ja", "ありません", id="ja")]
)
def test_str_is_in_the_users_language(language: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    assert str(KotaeError(Told(en="gone", ja="ありません"))) == said


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        pytest.param(
            FileNotFoundError(2, "No such file", "a.bin"), "No such file", id="system: its word alone"
        ),
        pytest.param(OSError("torn"), "torn", id="system without a number"),
        pytest.param(
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
            str(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")),
            id="text",
        ),
        pytest.param(ValueError(), "ValueError", id="nothing said"),
    ],
)
def test_the_door_makes_ours_of_a_librarys_exception(raised: Exception, reason: str) -> None:
    with (
        pytest.raises(ModelError) as caught,
        failing_as(ModelError, CANT_READ, on=(OSError, ValueError), path="a.bin"),
    ):
        raise raised
    assert caught.value.__cause__ is raised
    assert (caught.value.reason, caught.value.path) == (reason, "a.bin")


def _raise(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(KeyError("x"), id="another kind"),
        pytest.param(KeyboardInterrupt(), id="no error at all"),
        pytest.param(FilterError(Told(en="ours", ja="自前")), id="ours, though it is a ValueError too"),
    ],
)
def test_the_door_lets_everything_else_pass_as_it_is(error: BaseException) -> None:
    act = _raise(error)
    with pytest.raises(type(error)) as caught, failing_as(ModelError, CANT_READ, on=ValueError, path="a.bin"):
        act()
    assert caught.value is error


def test_the_door_raises_an_error_that_was_made_already_with_its_cause() -> None:
    made = IndexDamagedError(CANT_READ, path="a.bin", reason="torn")
    raised = KeyError("vectors")
    with pytest.raises(IndexDamagedError) as caught, failing_as(made, on=KeyError):
        raise raised
    assert caught.value is made
    assert (made.__cause__, made.reason) == (raised, "torn")
    unsaid = IndexDamagedError(Told(en="torn", ja="壊れています"))
    with pytest.raises(IndexDamagedError), failing_as(unsaid, on=KeyError):
        raise raised
    assert unsaid.reason == "'vectors'"


def test_of_several_doors_the_last_is_asked_first() -> None:
    with (
        pytest.raises(SettingsError) as caught,
        failing_as(ModelError, CANT_READ, on=OSError, path="outer"),
        failing_as(SettingsError, CANT_READ, on=FileNotFoundError, path="inner"),
    ):
        raise FileNotFoundError(2, "No such file")
    assert caught.value.path == "inner"


def test_cause_of_ours_is_its_own_words() -> None:
    ours = FilterError(Told(en="ours", ja="自前"))
    assert cause(ours) is ours.said


def test_a_handler_that_is_a_door_of_its_own_says_why() -> None:
    """``failing_as`` is the way in; where an ``except`` makes an error of ours by itself, its line has a reason."""
    ours = {
        name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, KotaeError)
    }
    unsaid = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        lines, tree = text.splitlines(), ast.parse(text)
        makers = ours | {
            one.name
            for one in ast.walk(tree)
            if isinstance(one, ast.FunctionDef)
            and one.returns is not None
            and ast.unparse(one.returns) in ours
        }
        for handler in (one for one in ast.walk(tree) if isinstance(one, ast.ExceptHandler)):
            caught = ast.unparse(handler.type) if handler.type else ""
            raised = [one.exc for one in handler.body if isinstance(one, ast.Raise)]
            made = [
                getattr(one.func, "id", getattr(one.func, "attr", ""))
                for one in raised
                if isinstance(one, ast.Call)
            ]
            translated = any(name in makers for name in made) and not any(name in caught for name in ours)
            if translated and "  # " not in lines[handler.lineno - 1]:
                unsaid.append(f"{path.relative_to(SOURCE)}:{handler.lineno}")
    assert unsaid == []
