"""Errors are data, and library exceptions become ours at one door."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kotae.errors import (
    FilterError,
    KotaeError,
    ModelError,
    ReadingError,
    SettingsError,
    SettingValueError,
    cause,
    failing_as,
)
from kotae.messages import Message, Told

CANT_READ = "{path} can't be read ({reason}); check the path."


def test_an_error_keeps_what_it_was_made_of_and_says_it_in_either_language() -> None:
    error = ModelError(CANT_READ, path=Path("a.bin"), reason="No such file")
    assert error.data == {"path": Path("a.bin"), "reason": "No such file"}
    assert error.message("en") == "a.bin can't be read (No such file); check the path."
    assert error.message("ja") == "a.bin を読めません（No such file）。パスを確かめてください。"


def test_a_reading_error_knows_its_path_and_its_reason_apart() -> None:
    error = ReadingError("there is no page {page}; it has {pages}.", path="a: b.pdf", page=7, pages=3)
    assert (error.path, error.data["page"], error.data["pages"]) == ("a: b.pdf", 7, 3)
    assert error.reason.text("en") == "there is no page 7; it has 3."
    assert error.message("en") == "a: b.pdf: there is no page 7; it has 3."
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
    assert caught.value.data == {"reason": reason, "path": "a.bin"}


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


def test_of_several_doors_the_last_is_asked_first() -> None:
    with (
        pytest.raises(SettingsError) as caught,
        failing_as(ModelError, CANT_READ, on=OSError, path="outer"),
        failing_as(SettingsError, CANT_READ, on=FileNotFoundError, path="inner"),
    ):
        raise FileNotFoundError(2, "No such file")
    assert caught.value.data["path"] == "inner"


def test_cause_of_ours_is_its_own_words() -> None:
    ours = FilterError(Told(en="ours", ja="自前"))
    assert cause(ours) is ours.said
