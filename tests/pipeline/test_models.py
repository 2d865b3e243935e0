"""Indexes and the models they were built with, by the settings, with tiny real models."""

import shutil
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder, prepare_default_model
from kotae.errors import IndexFormatError
from kotae.pipeline import build, open_index
from tests.embedding.tiny import write_carrier
from tests.pipeline.conftest import write_files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two tiny models of the same shape and other weights."""
    place = tmp_path_factory.mktemp("models")
    made = {}
    for name, seed in (("a", 7), ("b", 8)):
        sha256 = write_carrier(place / f"{name}.bin", seed=seed)
        made[name] = prepare_default_model(folder=place / name, carrier=place / f"{name}.bin", sha256=sha256)
    return made


@pytest.fixture
def models(made: dict[str, Path], tmp_path: Path) -> dict[str, Path]:
    return {name: Path(shutil.copytree(folder, tmp_path / name)) for name, folder in made.items()}


def using(model: Path, *, accept: bool = False) -> Settings:
    return Settings(embedding={"model": str(model)}, index={"accept_other_settings": accept})


def test_unchanged_corpus_needs_no_model(
    corpus: Path, index: Path, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(corpus, index, settings=using(models["a"]))
    assert first.embedded == first.passages

    def refuse(settings: EmbeddingSettings | None = None) -> SentenceTransformerEmbedder:
        raise AssertionError("the model was loaded for nothing")

    monkeypatch.setattr(SentenceTransformerEmbedder, "load", refuse)
    assert build(corpus, index, settings=using(models["a"])).unchanged == 4
    (corpus / "budget.txt").unlink()
    assert build(corpus, index, settings=using(models["a"])).removed == 1
    with open_index(index, settings=using(models["a"])) as kb:
        assert len(kb.documents()) == 3
        assert kb.info.settings["embedding"]["model"] == str(models["a"])


def test_other_model_is_refused_unless_accepted_and_then_the_built_one_is_used(
    corpus: Path, index: Path, models: dict[str, Path]
) -> None:
    build(corpus, index, settings=using(models["a"]))
    with open_index(index, settings=using(models["a"])) as kb:
        wanted = kb.retrieve("AI戦略の予算", top_k=9)
    with pytest.raises(IndexFormatError) as caught:
        open_index(index, settings=using(models["b"]))
    shown = f"embedding.model: built with '{models['a']}', now '{models['b']}'"
    assert shown in caught.value.en
    assert f"embedding.model: 作成時 '{models['a']}'、現在 '{models['b']}'" in caught.value.ja
    with open_index(index, settings=using(models["b"], accept=True)) as kb:
        assert kb.retrieve("AI戦略の予算", top_k=9) == wanted


def test_model_whose_files_changed_under_its_name_is_noticed(
    corpus: Path, index: Path, models: dict[str, Path]
) -> None:
    build(corpus, index, settings=using(models["a"]))
    shutil.rmtree(models["a"])
    shutil.copytree(models["b"], models["a"])
    with open_index(index, settings=using(models["a"])) as kb:
        for _ in range(2):
            with pytest.raises(IndexFormatError, match=r"embedding\.model: built with"):
                kb.retrieve("AI戦略の予算")
    write_files(corpus, {"new.md": "# 新\n\n新しい文章である。\n"})
    report = build(corpus, index, settings=using(models["a"]))
    assert (report.embedded, report.added, report.unchanged) == (report.passages, 1, 4)
    with open_index(index, settings=using(models["a"])) as kb:
        assert len(kb.retrieve("AI戦略の予算")) == 5
