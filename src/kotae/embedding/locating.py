"""From the name of a model to a folder that is safe to load.

Safe means: weights in safetensors files only (a pickle runs code), no code of the model's own.
No network is asked unless the settings allow it.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from kotae.embedding.preparation import prepare_default_model
from kotae.embedding.settings import DEFAULT_MODEL, EmbeddingSettings
from kotae.errors import ModelError
from kotae.messages import Message

__all__ = ["folder_fingerprint", "model_folder"]

_DOWNLOADED = ["*.json", "*.txt", "*.model", "*.safetensors"]
_NOT_DOWNLOADED = ["onnx/*", "openvino/*"]
_SAFE = ("model.safetensors", "model.safetensors.index.json")
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".ckpt")
_IDENTIFYING = (".json", ".txt", ".model", ".safetensors")
_NOT_IDENTIFYING = ("kotae.json",)
# A model has gigabytes: it is told from another by its size and by what stands at so many places, evenly
# apart.
_SAMPLES = 64
_SAMPLE_BYTES = 1 << 16


def model_folder(settings: EmbeddingSettings) -> Path:
    """Return the folder with the model's files, checked as safe to load.

    Args:
        settings: ``model`` names it; ``allow_download`` says whether it may be fetched.

    Raises:
        ModelError: It isn't on this machine, can't be fetched, or isn't safe to load.
    """
    if settings.model == DEFAULT_MODEL:
        return prepare_default_model()
    folder = Path(settings.model).expanduser()
    if not folder.is_dir():
        folder = _from_hub(settings)
    _check(folder)
    return folder


def folder_fingerprint(folder: Path) -> str:
    """Return 32 hexadecimal digits that tell models apart by their files.

    Names, sizes and contents count, the folder's own place does not. Of a big file the
    first 64 KiB and 64 spread samples are read: two trainings of one model differ in nearly
    every weight, and reading gigabytes at each start is not worth the rest.

    Args:
        folder: As :func:`model_folder` returns it.
    """
    digest = hashlib.blake2b(b"kotae-model-1", digest_size=16)
    for path in _identifying_files(folder):
        size = path.stat().st_size
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            for start in _sample_starts(size):
                file.seek(start)
                digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()


def _sample_starts(size: int) -> Iterator[int]:
    if size <= _SAMPLE_BYTES * (_SAMPLES + 1):
        yield from range(0, size, _SAMPLE_BYTES)
    else:
        yield from ((size - _SAMPLE_BYTES) * sample // _SAMPLES for sample in range(_SAMPLES + 1))


def _module_folders(folder: Path) -> list[Path]:
    """Return the folders that modules are loaded from; the folder itself where none are named."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return [folder, *sorted({folder / module["path"] for module in modules} - {folder})]
    except FileNotFoundError:
        return [folder]
    except (OSError, ValueError, KeyError, TypeError) as error:  # a model without the file is none of these
        raise _unsafe(folder, Message("modules.json can't be read ({error})", error=error)) from error


def _identifying_files(folder: Path) -> list[Path]:
    return [
        path
        for module in _module_folders(folder)
        if module.is_dir()
        for path in sorted(module.iterdir())
        if path.is_file() and path.suffix in _IDENTIFYING and path.name not in _NOT_IDENTIFYING
    ]


def _from_hub(settings: EmbeddingSettings) -> Path:
    import huggingface_hub
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    name = settings.model
    try:
        found = huggingface_hub.snapshot_download(
            name,
            local_files_only=not settings.allow_download,
            allow_patterns=_DOWNLOADED,
            ignore_patterns=_NOT_DOWNLOADED,
        )
    except HFValidationError as error:  # the next handler would take it, too
        raise ModelError(
            "The embedding model {name!r} is neither a folder nor a Hugging Face name (owner/name). "
            "Correct the setting embedding.model, or remove it to use {default_model}.",
            name=name,
            default_model=DEFAULT_MODEL,
        ) from error
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:  # two errors, by the setting
        raise _missing(name, error, tried=settings.allow_download) from error
    return Path(found)


def _missing(name: str, error: Exception, *, tried: bool) -> ModelError:
    if tried:
        return ModelError(
            "The embedding model {name} can't be downloaded: {reason}. Check the name and the network, or "
            "remove the setting embedding.model to use {default_model}, which needs no network.",
            name=name,
            reason=error,
            default_model=DEFAULT_MODEL,
        )
    return ModelError(
        "The embedding model {name} isn't on this machine, and kotae doesn't use the network by "
        "itself. Fetch it once where there is a network (hf download {name}) or set "
        "embedding.allow_download; or remove the setting embedding.model to use {default_model}.",
        name=name,
        default_model=DEFAULT_MODEL,
    )


def _check(folder: Path) -> None:
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise _unsafe(folder, Message("it holds neither modules.json nor config.json, so it is no model"))
    for module in _module_folders(folder):
        if not module.resolve().is_relative_to(folder.resolve()):
            raise _unsafe(folder, Message("modules.json points outside"))
        names = [path.name for path in module.iterdir()] if module.is_dir() else []
        # Any other name is no weights to who loads them: then the pickle is taken.
        has_safe = any(name in _SAFE for name in names)
        pickles = [name for name in names if name.endswith(_PICKLES)]
        if pickles and not has_safe:
            raise _unsafe(
                folder,
                Message(
                    "its weights are in {pickles}, a pickle, which can run code; kotae loads safetensors only",
                    pickles=pickles[0],
                ),
            )


def _unsafe(folder: Path, wrong: Message) -> ModelError:
    return ModelError(
        "The embedding model in {path} can't be loaded: {wrong}. Name another one in the setting embedding.model.",
        path=folder,
        wrong=wrong,
    )
