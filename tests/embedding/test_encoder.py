"""The default model in ONNX Runtime against the same weights in sentence-transformers."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from training.assets.graphs import embedder_graph, reader_graph

from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder, prepare_default_model
from kotae.embedding.carrier import Carrier, read_carrier
from kotae.embedding.encoder import Encoder, asset, layer_weights
from kotae.embedding.running import load_model
from kotae.embedding.tokens import TokenCutter
from tests.embedding.parity_texts import TEXTS
from tests.embedding.tiny import HEADS, HIDDEN, INNER, LAYERS, write_carrier

TINY_TEXTS = ["予算", "予算は増えた。予算", "AI", "", "AI " * 400]


@pytest.fixture
def carrier(tmp_path: Path) -> Carrier:
    return read_carrier(tmp_path / "tiny.bin", sha256=write_carrier(tmp_path / "tiny.bin"))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    onnx.save(embedder_graph(hidden=HIDDEN, inner=INNER, heads=HEADS, layers=LAYERS), tmp_path / "tiny.onnx")
    return tmp_path / "tiny.onnx"


def test_vectors_are_those_of_the_library(carrier: Carrier, graph: Path, tiny_folder: Path) -> None:
    library = load_model(tiny_folder, EmbeddingSettings())
    cutter = TokenCutter.of(library)
    assert cutter is not None
    encoder = Encoder(graph, carrier=carrier, weights=layer_weights(carrier))
    ours = np.concatenate([encoder.run([ids])[0] for ids in cutter.cut(TINY_TEXTS)])
    np.testing.assert_allclose(ours, library.encode(TINY_TEXTS, normalize_embeddings=True), atol=1e-6)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_batches_side_by_side_are_those_one_after_the_other(
    carrier: Carrier, graph: Path, monkeypatch: pytest.MonkeyPatch, threads: str
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    encoder = Encoder(graph, carrier=carrier, weights=layer_weights(carrier))
    batches = [[[0, 5, 2], [0, 6, 2]], [[0, 5, 6, 7, 2] * 10], [[0, 2]]]
    assert encoder.run_each([]) == []
    for found, batch in zip(encoder.run_each(batches), batches, strict=True):
        np.testing.assert_array_equal(found[0], encoder.run(batch)[0])


@pytest.mark.model
def test_real_vectors_are_those_of_the_library() -> None:
    passages = [f"passage: {text}" for text in TEXTS]
    theirs = load_model(prepare_default_model(), EmbeddingSettings()).encode(
        passages, normalize_embeddings=True
    )
    ours = SentenceTransformerEmbedder.load().embed_passages(TEXTS)
    np.testing.assert_allclose(ours, theirs, atol=2e-5)


def test_weights_that_are_missing_or_of_another_shape_are_refused(carrier: Carrier, graph: Path) -> None:
    weights = dict(layer_weights(carrier))
    del weights["layers.1.out.weight"]
    with pytest.raises(ValueError, match=r"layers\.1\.out\.weight"):
        Encoder(graph, carrier=carrier, weights=weights.items())
    weights["layers.1.out.weight"] = np.zeros((3, 5), dtype=np.float32)
    with pytest.raises(ValueError, match="dimensions do not match"):
        Encoder(graph, carrier=carrier, weights=weights.items())


@pytest.mark.parametrize(("name", "made"), [("embedder", embedder_graph), ("reader", reader_graph)])
def test_the_shipped_graphs_are_those_that_training_writes(name: str, made: object) -> None:
    assert callable(made)
    assert asset(f"{name}.onnx").read_bytes() == made().SerializeToString()


@pytest.mark.model
def test_asking_imports_none_of_the_heavy_libraries(corpus_index: Path) -> None:
    code = (
        "import sys, kotae\n"
        "with kotae.open(sys.argv[1]) as knowledge:\n"
        "    assert knowledge.ask('AI推進法はいつ成立しましたか？').text\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'tokenizers', 'sklearn', 'gradio', 'onnx'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(corpus_index)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
