"""Our way of running a model against sentence-transformers' own ``encode``."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kotae.embedding import EmbeddingSettings, FloatMatrix, SentenceTransformerEmbedder
from kotae.embedding.running import load_model
from kotae.embedding.settings import Precision
from kotae.errors import ModelError
from tests.conftest import REPOSITORY
from tests.contracts.embedder import TEXTS


def _encode(folder: Path, texts: list[str]) -> FloatMatrix:
    matrix: FloatMatrix = load_model(folder, EmbeddingSettings()).encode(texts, normalize_embeddings=True)
    return matrix


def _cosines(left: FloatMatrix, right: FloatMatrix) -> float:
    return float((left * right).sum(axis=1).min())


@pytest.fixture
def folder(tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_folder, tmp_path / "model"))


def _change(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


@pytest.mark.parametrize(("precision", "least"), [("float32", 0.999999), ("bfloat16", 0.999)])
@pytest.mark.parametrize("batch_tokens", [1, 100, 100_000])
def test_vectors_are_those_of_encode(
    tiny_folder: Path, precision: Precision, least: float, batch_tokens: int
) -> None:
    settings = EmbeddingSettings(model=str(tiny_folder), precision=precision, batch_tokens=batch_tokens)
    embedder = SentenceTransformerEmbedder.load(settings)
    assert (
        _cosines(embedder.embed_questions(TEXTS), _encode(tiny_folder, [f"query: {t}" for t in TEXTS]))
        > least
    )
    assert (
        _cosines(embedder.embed_passages(TEXTS), _encode(tiny_folder, [f"passage: {t}" for t in TEXTS]))
        > least
    )


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("config.json", lambda config: {**config, "hidden_act": "relu"}),
        ("1_Pooling/config.json", lambda config: {**config, "include_prompt": False}),
        ("modules.json", lambda modules: modules[:2]),
        (
            "1_Pooling/config.json",
            lambda config: {**config, "pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True},
        ),
    ],
    ids=[
        "another activation",
        "prompt left out of the mean",
        "no normalisation",
        "first token",
    ],
)
@pytest.mark.parametrize(("precision", "least"), [("float32", 0.99999), ("bfloat16", 0.99)])
def test_other_models_run_as_the_library_runs_them(
    folder: Path, name: str, change: Callable[[Any], Any], precision: Precision, least: float
) -> None:
    _change(folder / name, change)
    embedder = SentenceTransformerEmbedder.load(EmbeddingSettings(model=str(folder), precision=precision))
    expected: FloatMatrix = load_model(folder, EmbeddingSettings()).encode(
        list(TEXTS), prompt="passage: ", normalize_embeddings=True
    )
    assert _cosines(embedder.embed_passages(TEXTS), expected) > least


def test_prefixes_from_the_settings_are_used_and_in_the_fingerprint(
    tiny_folder: Path, tiny_embedder: SentenceTransformerEmbedder
) -> None:
    settings = EmbeddingSettings(model=str(tiny_folder), query_prefix="質問：", passage_prefix="")
    embedder = SentenceTransformerEmbedder.load(settings)
    plain = _encode(tiny_folder, ["質問：政府", "政府"])
    assert _cosines(embedder.embed_questions(["政府"]), plain[:1]) > 0.999
    assert _cosines(embedder.embed_passages(["政府"]), plain[1:]) > 0.999
    assert embedder.fingerprint != tiny_embedder.fingerprint


def test_precision_and_place_do_not_change_the_fingerprint(
    folder: Path, tiny_embedder: SentenceTransformerEmbedder
) -> None:
    settings = EmbeddingSettings(model=str(folder), precision="bfloat16", batch_tokens=7)
    assert SentenceTransformerEmbedder.load(settings).fingerprint == tiny_embedder.fingerprint


def test_text_beyond_the_limit_does_not_count(tiny_embedder: SentenceTransformerEmbedder) -> None:
    inside = "日本政府の投資" * 20
    vectors = tiny_embedder.embed_passages([inside, inside + "人工知能" * 10_000])
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)


def test_more_texts_than_a_window_come_back_in_order(
    tiny_embedder: SentenceTransformerEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kotae.embedding import sentence_transformer

    texts = [f"{number}円" * (1 + number % 3) for number in range(50)]
    expected = tiny_embedder.embed_passages(texts)
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(sentence_transformer, "_WINDOW_TEXTS", 7)
    windowed = tiny_embedder.embed_passages(texts, progress=lambda done, total: seen.append((done, total)))
    assert _cosines(windowed, expected) > 0.99999
    assert seen[-1] == (50, 50)


def test_a_question_does_not_wait_for_the_end_of_an_indexing_run(
    tiny_embedder: SentenceTransformerEmbedder,
) -> None:
    answered = threading.Event()

    def question() -> None:
        tiny_embedder.embed_questions(["政府"])
        answered.set()

    def ask(done: int, total: int) -> None:
        if not answered.is_set():
            threading.Thread(target=question).start()
            assert answered.wait(timeout=60)

    tiny_embedder.embed_passages(["日本政府"] * 500, progress=ask)
    assert answered.is_set()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-100]), id="cut off"),
        pytest.param(lambda path: path.write_bytes(b"not a model"), id="not safetensors"),
        pytest.param(lambda path: path.unlink(), id="no weights"),
    ],
)
def test_damaged_weights_are_a_model_error(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder / "model.safetensors")
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder.load(EmbeddingSettings(model=str(folder)))
    for message in (caught.value.en, caught.value.ja):
        assert str(folder) in message
        assert "embedding.model" in message
    assert "読み込めません" in caught.value.ja


def test_a_model_with_code_of_its_own_is_refused(folder: Path) -> None:
    (folder / "evil.py").write_text("raise SystemExit('ran')")
    _change(folder / "modules.json", lambda modules: [{**modules[0], "type": "evil.Module"}, *modules[1:]])
    with pytest.raises(ModelError, match=r"trust_remote_code|code"):
        SentenceTransformerEmbedder.load(EmbeddingSettings(model=str(folder)))


def test_loading_says_nothing_on_the_screen(tiny_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    SentenceTransformerEmbedder.load(EmbeddingSettings(model=str(tiny_folder))).embed_passages(["政府"])
    assert capfd.readouterr() == ("", "")


def test_the_package_imports_no_heavy_library() -> None:
    script = "import sys, kotae.embedding; print({'torch', 'tokenizers', 'transformers'} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == "set()\n"
