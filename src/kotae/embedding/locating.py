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

__all__ = ["folder_fingerprint", "model_folder"]

_DOWNLOADED = ["*.json", "*.txt", "*.model", "*.safetensors"]
_NOT_DOWNLOADED = ["onnx/*", "openvino/*"]
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".ckpt")
_IDENTIFYING = (".json", ".txt", ".model", ".safetensors")
_NOT_IDENTIFYING = ("kotae.json",)
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
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unsafe(
            folder, en=f"modules.json can't be read ({error})", ja=f"modules.json を読めません（{error}）"
        ) from error


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
    except HFValidationError as error:
        raise ModelError(
            en=f"The embedding model {name!r} is neither a folder nor a Hugging Face name (owner/name). "
            f"Correct the setting embedding.model, or remove it to use {DEFAULT_MODEL}.",
            ja=f"埋め込みモデル「{name}」は、フォルダーでも Hugging Face の名前（所有者/名前）でもありません。"
            f"設定 embedding.model を直すか、削除して {DEFAULT_MODEL} を使ってください。",
        ) from error
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise _missing(name, error, tried=settings.allow_download) from error
    return Path(found)


def _missing(name: str, error: Exception, *, tried: bool) -> ModelError:
    if tried:
        return ModelError(
            en=f"The embedding model {name} can't be downloaded: {error}. Check the name and the network, or "
            f"remove the setting embedding.model to use {DEFAULT_MODEL}, which needs no network.",
            ja=f"埋め込みモデル {name} をダウンロードできません: {error}。名前とネットワークを確認するか、"
            f"設定 embedding.model を削除して、ネットワークの要らない {DEFAULT_MODEL} を使ってください。",
        )
    return ModelError(
        en=f"The embedding model {name} isn't on this machine, and kotae doesn't use the network by itself. "
        f"Fetch it once where there is a network (hf download {name}) or set embedding.allow_download; or "
        f"remove the setting embedding.model to use {DEFAULT_MODEL}.",
        ja=f"埋め込みモデル {name} がこのコンピューターにありません。kotae は自分からネットワークを使いません。"
        f"ネットワークのある所で一度取得する（hf download {name}）か、embedding.allow_download を有効にしてください。"
        f"設定 embedding.model を削除すると {DEFAULT_MODEL} を使います。",
    )


def _check(folder: Path) -> None:
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise _unsafe(
            folder,
            en="it holds neither modules.json nor config.json, so it is no model",
            ja="modules.json も config.json もなく、モデルではありません",
        )
    for module in _module_folders(folder):
        if not module.resolve().is_relative_to(folder.resolve()):
            raise _unsafe(folder, en="modules.json points outside", ja="modules.json が外を指しています")
        names = [path.name for path in module.iterdir()] if module.is_dir() else []
        has_safe = any(name.endswith(".safetensors") for name in names)
        pickles = [name for name in names if name.endswith(_PICKLES)]
        if pickles and not has_safe:
            raise _unsafe(
                folder,
                en=f"its weights are in {pickles[0]}, a pickle, which can run code; kotae loads safetensors only",
                ja=f"重みが pickle（{pickles[0]}）で、読み込むとコードが実行され得ます。safetensors だけを読み込みます",
            )


def _unsafe(folder: Path, *, en: str, ja: str) -> ModelError:
    return ModelError(
        en=f"The embedding model in {folder} can't be loaded: {en}. Name another one in the setting embedding.model.",
        ja=f"{folder} の埋め込みモデルを読み込めません: {ja}。設定 embedding.model で別のモデルを指定してください。",
    )
