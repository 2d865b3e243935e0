"""A command typed wrong is explained in the reader's language, with where its help is, and exit code 2."""

import pytest

from kotae.cli import main


@pytest.mark.parametrize(
    ("words", "ja", "en"),
    [
        (
            "search x --top-k 0",
            "--top-k の値が正しくありません。1〜100 の整数にしてください。",
            "--top-k can't be that: it must be a whole number, 1–100.",
        ),
        (
            "search x --top-k a",
            "--top-k の値が正しくありません。1〜100 の整数にしてください。",
            "--top-k can't be that: it must be a whole number, 1–100.",
        ),
        ("search", "question を指定してください。", "question is missing."),
        ("ask x y z", "余分な引数があります: y z", "Too many arguments: y z"),
        ("ask x --nosuch", "--nosuch というオプションはありません。", "There is no option --nosuch."),
        ("ask x --top-k", "--top-k には値が必要です。", "--top-k needs a value."),
        (
            "evaluate x --answers --compare y",
            "--answers と --compare は一緒に指定できません",
            "--answers and --compare can't go together",
        ),
        (
            "conflicts --dismiss a --restore b",
            "--dismiss と --restore は一緒に指定できません",
            "--dismiss and --restore can't go together",
        ),
        (
            "ask x --hashes-only",
            "--hashes-only には --proof FILE が必要です。",
            "--hashes-only needs --proof FILE.",
        ),
        (
            "serch",
            "serch というコマンドはありません。（近いもの: search、serve）",
            "There is no command serch. Did you mean search, serve?",
        ),
        (
            "ask x --jsn",
            "--jsn というオプションはありません。（近いもの: --json、--sign）",
            "There is no option --jsn. Did you mean --json, --sign?",
        ),
        ("nosuch", "nosuch というコマンドはありません。", "There is no command nosuch."),
        (
            "models liszt",
            "action の値が正しくありません。list, get, check, remove のいずれかにしてください。",
            "action can't be that: it must be one of list, get, check, remove.",
        ),
        (
            "gather x --max-documents a",
            "--max-documents の値が正しくありません。",
            "--max-documents can't be that: it must be a whole number, 0 or more.",
        ),
        (
            "gather x --max-seconds a",
            "--max-seconds の値が正しくありません。",
            "--max-seconds can't be that: it must be a number, 0 or more.",
        ),
    ],
)
def test_wrong_usage_is_told_in_both_languages(
    capsys: pytest.CaptureFixture[str], words: str, ja: str, en: str
) -> None:
    for language, wanted, help_at in (("ja", ja, "使い方は kotae"), ("en", en, "Try 'kotae")):
        with pytest.raises(SystemExit) as ended:
            main(["--language", language, *words.split()])
        said = capsys.readouterr().err
        assert ended.value.code == 2
        assert wanted in said
        assert help_at in said
        assert "Traceback" not in said


def test_a_reader_that_went_away_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("kotae.cli.commands.command", lambda _: gone)
    with pytest.raises(SystemExit) as ended:
        main(["search", "x"])
    assert ended.value.code == 1
    assert capfd.readouterr().err == ""
