"""The default model as a sentence-transformers folder, made once in the user's cache.

The folder is written beside its place and renamed into it when complete, so that a killed
or a second process never leaves or meets half a model. A marker, written last, lists every
file with its size and SHA-256. Every start checks them; the big file is read once for each
identity it has on disk (device, inode, size, times), so a later start takes no longer.
"""

import contextlib
import hashlib
import json
import logging
import os
import shutil
import struct
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kotae.cache import cache_dir
from kotae.embedding.carrier import CARRIER_SHA256, Carrier, find_carrier, read_carrier
from kotae.embedding.protocol import FloatMatrix
from kotae.embedding.tokenizer import tokenizer_json
from kotae.errors import ModelError, user_language

__all__ = ["FOLDER_NAME", "MARKER", "damaged_files", "prepare_default_model"]

FOLDER_NAME = "multilingual-e5-small-v1"
"""The number rises whenever what we write changes."""

MARKER = "kotae.json"
VERIFIED = "kotae-verified.json"
"""Which identities of big files were read and found right; made again where it is absent."""

_log = logging.getLogger("kotae")

_HASHED_BELOW_BYTES = 16 << 20
_STALE_AFTER_S = 3600.0
_UNFINISHED = ".unfinished-"

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


def prepare_default_model(
    *,
    folder: Path | None = None,
    carrier: Path | None = None,
    sha256: str = CARRIER_SHA256,
    anew: bool = False,
) -> Path:
    """Return the folder of the default model, making it first where it isn't there yet.

    Making it takes some seconds, 150 MB of memory and 490 MB on disk.

    Args:
        folder: Where it is or shall be; ``models/…`` under :func:`kotae.cache.cache_dir` if None.
        carrier: The file with the weights; the installed one if None.
        sha256: What the file's SHA-256 must be.
        anew: Whether to make it whatever is there.

    Returns:
        A folder that ``SentenceTransformer`` loads.

    Raises:
        ModelError: The carrier is missing or altered, or the folder can't be written. Nothing
            is left behind then.
    """
    folder = folder or cache_dir() / "models" / FOLDER_NAME
    if anew:
        (folder / MARKER).unlink(missing_ok=True)
    if _is_complete(folder, sha256, say=True):
        return folder
    contents = read_carrier(carrier or find_carrier(), sha256=sha256)
    try:
        _make(folder, contents, sha256)
    except OSError as error:
        raise ModelError(
            en=f"The embedding model can't be written to {folder}: {error}. It needs 490 MB; free some "
            "space, or set KOTAE_CACHE to a folder that can be written.",
            ja=f"埋め込みモデルを {folder} に書き込めません: {error}。490 MB 必要です。空きを作るか、"
            "環境変数 KOTAE_CACHE に書き込めるフォルダーを指定してください。",
        ) from error
    return folder


def damaged_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files of the prepared default model that are missing, torn or altered.

    Unlike each start, which trusts a big file it has read before, this reads all 470 MB.

    Args:
        folder: As for :func:`prepare_default_model`; nothing there at all is no damage.
    """
    folder = folder or cache_dir() / "models" / FOLDER_NAME
    if not folder.exists():
        return ()
    try:
        files = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
        return tuple(
            folder / name
            for name, (size, sha256) in files.items()
            if not (folder / name).is_file()
            or (folder / name).stat().st_size != size
            or _sha256(folder / name) != sha256
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return (folder / MARKER,)


def _make(folder: Path, carrier: Carrier, sha256: str) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_stale(folder)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{folder.name}-", dir=folder.parent))
    try:
        _write_model(unfinished, carrier, sha256)
        _put_in_place(unfinished, folder, sha256)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _put_in_place(unfinished: Path, folder: Path, sha256: str) -> None:
    """Rename the finished folder into its place, over a damaged one, yielding to a whole one."""
    for _ in range(10):
        try:
            os.replace(unfinished, folder)
            return
        except OSError:
            if not folder.exists():
                raise
        if _is_complete(folder, sha256):  # another process was faster, with the same content
            return
        with (
            tempfile.TemporaryDirectory(
                prefix=f"{_UNFINISHED}{folder.name}-", dir=folder.parent, ignore_cleanup_errors=True
            ) as aside,
            contextlib.suppress(FileNotFoundError),  # another process is removing it too
        ):
            os.replace(folder, aside)
    raise OSError(f"{folder} keeps changing")


def _remove_stale(folder: Path) -> None:
    """Remove what killed processes left, old enough not to be in use."""
    for left in folder.parent.glob(f"{_UNFINISHED}{folder.name}-*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _STALE_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _is_complete(folder: Path, carrier_sha256: str, *, say: bool = False) -> bool:
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        if marker["carrier"] != carrier_sha256:
            return False
        known = _verified(folder)
        found = {
            name: _identity(folder / name, size=size, sha256=sha256, known=known.get(name))
            for name, (size, sha256) in marker["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if altered := [name for name, identity in found.items() if identity is None]:
        if say:
            _say_altered(folder, altered)
        return False
    big = {name: identity for name, identity in found.items() if identity}
    if big != known:
        with contextlib.suppress(OSError):  # read again next time, where nothing can be written
            (folder / VERIFIED).write_text(json.dumps(big), encoding="utf-8")
    return True


def _verified(folder: Path) -> dict[str, list[int]]:
    try:
        known = json.loads((folder / VERIFIED).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _identity(path: Path, *, size: int, sha256: str, known: list[int] | None) -> list[int] | None:
    """Return what tells a whole big file from any later state of it; empty for a small one, None if altered."""
    found = path.stat()
    identity = [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
    big = size >= _HASHED_BELOW_BYTES
    if found.st_size != size or (not (big and identity == known) and _sha256(path) != sha256):
        return None
    return identity if big else []


def _say_altered(folder: Path, names: list[str]) -> None:
    listed = ", ".join(names)
    said = {
        "en": f"{folder}: {listed} isn't what kotae wrote there (size or SHA-256); the model is made again.",
        "ja": f"{folder}: {listed} が、kotae の書いた内容と違います（大きさまたは SHA-256）。モデルを作り直します。",
    }
    _log.warning(said[user_language()])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_model(folder: Path, carrier: Carrier, sha256: str) -> None:
    os.chmod(folder, 0o755)  # mkdtemp makes it private
    for name, value in _settings(carrier).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, indent=2), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tokenizer_json(carrier), encoding="utf-8")
    _write_weights(folder / "model.safetensors", carrier)
    files = {
        path.relative_to(folder).as_posix(): (path.stat().st_size, _sha256(path))
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
