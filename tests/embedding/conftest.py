"""The tiny model, made once a session by the real preparation."""

from pathlib import Path

import pytest

from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder, prepare_default_model
from tests.embedding.tiny import write_carrier


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of a tiny random model."""
    place = tmp_path_factory.mktemp("tiny")
    sha256 = write_carrier(place / "tiny.bin")
    return prepare_default_model(folder=place / "model", carrier=place / "tiny.bin", sha256=sha256)


@pytest.fixture(scope="session")
def tiny_embedder(tiny_folder: Path) -> SentenceTransformerEmbedder:
    """The tiny model, loaded as a user's own model folder is."""
    return SentenceTransformerEmbedder.load(EmbeddingSettings(model=str(tiny_folder)))


@pytest.fixture(scope="session")
def tiny_bfloat16_embedder(tiny_folder: Path) -> SentenceTransformerEmbedder:
    """The tiny model with matrices in bfloat16 and many small batches."""
    settings = EmbeddingSettings(model=str(tiny_folder), precision="bfloat16", batch_tokens=100)
    return SentenceTransformerEmbedder.load(settings)
