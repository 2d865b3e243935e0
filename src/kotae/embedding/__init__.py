"""texts → unit vectors.

:class:`SentenceTransformerEmbedder` loads torch when it loads a model, not before;
:class:`HashingEmbedder` needs no model.
"""

from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.preparation import prepare_default_model
from kotae.embedding.protocol import Embedder, FloatMatrix, Progress
from kotae.embedding.sentence_transformer import SentenceTransformerEmbedder
from kotae.embedding.settings import DEFAULT_MODEL, EmbeddingSettings

__all__ = [
    "DEFAULT_MODEL",
    "Embedder",
    "EmbeddingSettings",
    "FloatMatrix",
    "HashingEmbedder",
    "Progress",
    "SentenceTransformerEmbedder",
    "prepare_default_model",
]
