"""Settings: sources in order of strength, and every bad value refused in both languages."""

from pathlib import Path

import pytest

from kotae.config import IndexSettings, Settings
from kotae.errors import SettingsError, SettingValueError
from kotae.passages import PassageSplitter


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_are_the_stages_own() -> None:
    settings = Settings()
    assert settings.passages == PassageSplitter()
    assert settings.embedding.model == "multilingual-e5-small"


def test_later_sources_win_one_key_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kotae.toml").write_text(
        '[embedding]\nmodel = "from-file"\ndevice = "cuda"\nbatch_tokens = 7\n', encoding="utf-8"
    )
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "from-environment")
    embedding = Settings(embedding={"batch_tokens": 9}).embedding
    assert (embedding.device, embedding.model, embedding.batch_tokens) == ("cuda", "from-environment", 9)


def test_environment_values_become_numbers_and_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAE_PASSAGES__MAX_CHARS", "333")
    monkeypatch.setenv("KOTAE_INDEX__ACCEPT_OTHER_SETTINGS", "true")
    settings = Settings()
    assert settings.passages.max_chars == 333
    assert settings.index.accept_other_settings is True


def test_config_file_is_named_by_environment_or_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.toml").write_text("[passages]\nmax_chars = 111\n", encoding="utf-8")
    (tmp_path / "b.toml").write_text("[passages]\nmax_chars = 222\n", encoding="utf-8")
    monkeypatch.setenv("KOTAE_CONFIG", str(tmp_path / "a.toml"))
    assert Settings().passages.max_chars == 111
    assert Settings.load(tmp_path / "b.toml").passages.max_chars == 222
    assert Settings().passages.max_chars == 111


def test_stage_given_as_dataclass_replaces_the_default() -> None:
    assert Settings(index=IndexSettings(embed_at_once=3)).index.embed_at_once == 3


@pytest.mark.parametrize(
    ("content", "en", "ja"),
    [
        ("[pasages]\nmax_chars = 1\n", "no setting 'pasages'", "'pasages' という設定はありません"),
        (
            "[passages]\nmax = 1\n",
            "no setting 'passages.max'; the settings are: passages.left_out, passages.max_chars",
            "'passages.max' という設定はありません",
        ),
        (
            "passages = 3\n",
            "passages: 3 is not accepted; allowed: a table",
            "passages: 3 は使えません。使える値: テーブル",
        ),
        (
            "[passages]\nmax_chars = 'many'\n",
            "passages.max_chars: 'many' is not accepted; allowed: a whole number",
            "passages.max_chars: 'many' は使えません。使える値: 整数",
        ),
        (
            "[passages]\nmax_chars = 3\n",
            "passages.max_chars: 3 is not accepted; allowed: at least 10",
            "passages.max_chars: 3 は使えません。使える値: 10 以上",
        ),
        (
            "[embedding]\nprecision = 'int8'\n",
            "embedding.precision: 'int8' is not accepted; allowed: one of auto, float32, bfloat16",
            "embedding.precision: 'int8' は使えません。使える値: auto, float32, bfloat16 のいずれか",
        ),
        (
            "[answering]\nmin_confidence = 2.0\n",
            "answering.min_confidence: 2.0 is not accepted; allowed: between 0 and 1",
            "answering.min_confidence: 2.0 は使えません。使える値: 0から1の間",
        ),
        (
            "[passages]\noverlap_sentences = -1\n",
            "passages.overlap_sentences: -1 is not accepted; allowed: at least 0",
            "passages.overlap_sentences: -1 は使えません。使える値: 0 以上",
        ),
        (
            "[embedding]\nmodel = ' '\n",
            "embedding.model: ' ' is not accepted; allowed: a model",
            "embedding.model: ' ' は使えません。使える値: モデル",
        ),
        ("[passages\n", "not valid TOML", "TOML として正しくありません"),
    ],
    ids=["stage", "name", "no-table", "kind", "range", "choice", "fraction", "negative", "empty", "syntax"],
)
def test_bad_file_is_refused_in_both_languages(tmp_path: Path, content: str, en: str, ja: str) -> None:
    (tmp_path / "kotae.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert en in caught.value.en
    assert ja in caught.value.ja


def test_a_refused_value_is_data_for_whoever_shows_it() -> None:
    with pytest.raises(SettingValueError) as caught:
        Settings(passages={"max_chars": 3})
    assert (caught.value.key, caught.value.value) == ("passages.max_chars", 3)
    with pytest.raises(ValueError, match="max_chars") as made:
        PassageSplitter(max_chars=3)
    assert str(made.value) == str(caught.value)


@pytest.mark.parametrize("variable", ["KOTAE_EMBEDING__MODEL", "KOTAE_EMBEDDING__MODELL"])
def test_misspelt_environment_variable_is_refused(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "x")
    with pytest.raises(SettingsError, match=f"{variable}: there is no setting"):
        Settings()


def test_variables_of_other_use_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", "ja")
    monkeypatch.setenv("KOTAE_SOMETHING", "1")
    assert Settings() == Settings()


def test_missing_config_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load(tmp_path / "none.toml")
    assert "none.toml: the settings file can't be read" in caught.value.en
    assert "none.toml: 設定ファイルを読めません" in caught.value.ja


def test_unknown_argument_is_refused() -> None:
    with pytest.raises(SettingsError, match="no setting 'pasages'"):
        Settings(pasages={})


def test_shaping_holds_what_changes_the_index_and_nothing_else() -> None:
    shaping = Settings(embedding={"device": "cuda", "model": "m"}).shaping()
    assert shaping["embedding"] == {"model": "m", "passage_prefix": None}
    assert shaping["passages"]["max_chars"] == PassageSplitter().max_chars
    assert shaping["segmentation"]["dictionary"].startswith("unidic-lite 1.")
    assert set(shaping) == {"segmentation", "reading", "passages", "embedding"}
