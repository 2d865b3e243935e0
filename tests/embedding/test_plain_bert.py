"""The default model straight from its files against the same files in sentence-transformers."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from kotae.embedding.plain_bert import PlainBert
from kotae.embedding.preparation import prepare_default_model
from kotae.embedding.running import ModelRunner, load_model
from kotae.embedding.tokens import TokenCutter
from kotae.errors import ModelError
from tests.embedding.parity_texts import TEXTS
from tests.embedding.tiny import write_carrier

TINY_TEXTS = ["予算", "予算は増えた。予算", "AI", "", "AI " * 400]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    sha256 = write_carrier(tmp_path / "tiny.bin")
    return prepare_default_model(folder=tmp_path / "tiny", carrier=tmp_path / "tiny.bin", sha256=sha256)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_vectors_are_those_of_the_library(tiny: Path, precision: str) -> None:
    settings = EmbeddingSettings(precision=precision)  # type: ignore[arg-type]  # one of the two
    library = load_model(tiny, settings)
    theirs_cutter = TokenCutter.of(library)
    assert theirs_cutter is not None
    plain = PlainBert(tiny)
    tokens = plain.cutter.cut(TINY_TEXTS)
    assert tokens == theirs_cutter.cut(TINY_TEXTS)
    assert plain.max_seq_length == library.max_seq_length
    assert plain.prompts.items() <= library.prompts.items()
    assert plain.get_embedding_dimension() == library.get_embedding_dimension()
    ours = ModelRunner(plain, settings).run(plain.cutter.padded(tokens))
    theirs = ModelRunner(library, settings).run(theirs_cutter.padded(tokens))
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


@pytest.mark.model
def test_real_vectors_are_those_of_the_library() -> None:
    settings = EmbeddingSettings(precision="float32")
    theirs = load_model(prepare_default_model(), settings).encode(
        [f"passage: {text}" for text in TEXTS], normalize_embeddings=True
    )
    ours = SentenceTransformerEmbedder.load(settings).embed_passages(TEXTS)
    np.testing.assert_allclose(ours, theirs, atol=2e-5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", b"torn"),
        ("tokenizer.json", b"{"),
        ("config.json", b"{}"),
        ("sentence_bert_config.json", None),
    ],
)
def test_damaged_files_are_reported_in_both_languages(tiny: Path, name: str, content: bytes | None) -> None:
    (tiny / name).unlink()
    if content is not None:
        (tiny / name).write_bytes(content)
    with pytest.raises(ModelError) as caught:
        PlainBert(tiny)
    assert str(tiny) in caught.value.en
    assert "kotae doctor --repair" in caught.value.en
    assert f"{tiny} の埋め込みモデルを読み込めません" in caught.value.ja


@pytest.mark.model
def test_the_default_model_is_loaded_without_importing_the_library(tmp_path: Path) -> None:
    code = (
        "import sys; from kotae.embedding import SentenceTransformerEmbedder as E;"
        "E.load().embed_questions(['予算']);"
        "sys.exit(', '.join({'transformers', 'sentence_transformers', 'sklearn'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
