"""A command typed wrong is explained in the reader's language, with where its help is, and exit code 2."""

import pytest

from kotae.cli import main


@pytest.mark.parametrize(
    ("words", "ja", "en"),
    [
        ("search x --top-k 0", "--top-k の値が正しくありません。1〜100 の整数にしてください。", "'--top-k'"),
        ("search x --top-k a", "--top-k の値が正しくありません。1〜100 の整数にしてください。", "'--top-k'"),
        ("search", "question を指定してください。", "Missing argument 'question'."),
        ("ask x y z", "余分な引数があります: y z", "(y z)"),
        ("ask x --nosuch", "--nosuch という指定はありません。", "No such option: --nosuch"),
        ("ask x --top-k", "--top-k には値が必要です。", "'--top-k' requires an argument."),
        ("nosuch", "nosuch というコマンドはありません。", "No such command 'nosuch'."),
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
