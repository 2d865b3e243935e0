"""The contract on the shipped embedders: hashed, tiny, tiny in bfloat16, and the real model."""

import pytest

from kotae.embedding import Embedder, HashingEmbedder, SentenceTransformerEmbedder
from kotae.embedding.remembering import RememberingEmbedder
from tests.contracts.embedder import EmbedderContract


class TestHashingEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> Embedder:
        return HashingEmbedder()


class TestRememberingEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> Embedder:
        return RememberingEmbedder(HashingEmbedder(), most=3)


class TestTinyModel(EmbedderContract):
    @pytest.fixture
    def embedder(self, tiny_embedder: SentenceTransformerEmbedder) -> Embedder:
        return tiny_embedder


class TestTinyModelInBfloat16(EmbedderContract):
    @pytest.fixture
    def embedder(self, tiny_bfloat16_embedder: SentenceTransformerEmbedder) -> Embedder:
        return tiny_bfloat16_embedder


@pytest.mark.model
class TestRealModel(EmbedderContract):
    @pytest.fixture
    def embedder(self, real_embedder: Embedder) -> Embedder:
        return real_embedder
