"""Settings: the stages' own dataclasses, composed and read from one place.

Sources, weakest first: the defaults in the stages; ``kotae.toml`` in the working folder, or the
file ``KOTAE_CONFIG`` names; environment variables such as ``KOTAE_EMBEDDING__MODEL``; arguments.
A key that doesn't exist or a value out of range is a :class:`SettingsError`, never ignored.
"""

import dataclasses
import os
import tomllib
import types
import typing
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from kotae.answering.generators.settings import GenerationSettings
from kotae.answering.settings import AnsweringSettings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import SettingsError, SettingValueError
from kotae.federation.settings import FederationSettings
from kotae.languages import further_languages
from kotae.parsing import ocr_engine
from kotae.parsing.settings import ReadingSettings
from kotae.passages import PassageSplitter
from kotae.ranges import at_least
from kotae.retrieval.settings import RetrievalSettings

__all__ = ["IndexSettings", "Settings"]

_PREFIX = "KOTAE_"
_SHAPING = {
    "embedding": ("model", "passage_prefix"),
    # How long a file may take and how much memory it may use say nothing about what was read.
    "reading": (
        *("max_file_bytes", "max_collection_bytes", "max_expanded_bytes"),
        *("max_pages", "max_nesting", "follow_symlinks"),
    ),
}
_config_file: ContextVar[Path | None] = ContextVar("config_file", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """How an index is opened.

    Attributes:
        accept_other_settings: Open an index that was built with other settings than the
            present ones, with the embedding model it was built with, instead of refusing it.
        embed_at_once: Passages handed to the embedding model at once while building; more
            sorts better by length, fewer takes less memory.
        exact_up_to: Vectors of more passages than this are searched by their sketches first,
            faster but missing a few; see ``benchmarks/scale``.
    """

    accept_other_settings: bool = False
    embed_at_once: int = 2048
    exact_up_to: int = 30_000

    def __post_init__(self) -> None:
        at_least(1, self, "embed_at_once", "exact_up_to", stage="index")


class _TomlSource(PydanticBaseSettingsSource):
    """The settings file, checked for keys that don't exist."""

    def get_field_value(self, field: object, field_name: str) -> tuple[Any, str, bool]:
        """Return nothing: :meth:`__call__` gives all values at once."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        path = _find_config_file()
        if path is None:
            return {}
        values = _read_toml(path)
        _check_keys(values, stages=self.settings_cls.model_fields, where=str(path))
        return values


class Settings(BaseSettings):
    """All settings of kotae; frozen.

    ``Settings()`` reads file and environment; keyword arguments win over both.

    Attributes:
        reading: Files → documents.
        passages: Sentences → passages.
        embedding: Texts → vectors.
        retrieval: Question → hits.
        answering: Question and hits → answer.
        generation: Which language model writes answers, if any.
        index: How the index is opened and built.
        federation: How libraries elsewhere are asked.

    Raises:
        SettingsError: A key doesn't exist, a value is out of range, or the file can't be read.
    """

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    reading: ReadingSettings = ReadingSettings()
    passages: PassageSplitter = PassageSplitter()
    embedding: EmbeddingSettings = EmbeddingSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answering: AnsweringSettings = AnsweringSettings()
    generation: GenerationSettings = GenerationSettings()
    index: IndexSettings = IndexSettings()
    federation: FederationSettings = FederationSettings()

    def __init__(self, **stages: Any) -> None:  # noqa: ANN401 - pydantic checks them
        _check_environment(type(self).model_fields)
        try:
            super().__init__(**stages)
        except ValidationError as error:
            raise _translated(error) from error

    @classmethod
    def load(cls, config: Path | None = None, **stages: object) -> "Settings":
        """Return the settings with ``config`` as the settings file.

        Args:
            config: A TOML file; None looks where the module says.
            **stages: Stages given as dataclasses or mappings; they win over file and environment.

        Raises:
            SettingsError: See :class:`Settings`.
        """
        token = _config_file.set(config)
        try:
            return cls(**stages)
        finally:
            _config_file.reset(token)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources, strongest first."""
        return (init_settings, env_settings, _TomlSource(settings_cls))

    def shaping(self) -> dict[str, dict[str, Any]]:
        """Return, per stage, the settings an index depends on: what its manifest records.

        How fast and where the model runs doesn't shape an index; which model it is does.
        """
        shaping: dict[str, dict[str, Any]] = {
            "segmentation": {"dictionary": f"unidic-lite {version('unidic-lite')}"}
        }
        for name in ("reading", "passages", "embedding"):
            values = dataclasses.asdict(getattr(self, name))
            shaping[name] = {key: values[key] for key in _SHAPING.get(name, tuple(values))}
        if self.reading.ocr:
            # Installing the engine, or another version of it, makes other text of the same file.
            shaping["reading"]["ocr"] = [ocr_engine(), self.reading.max_ocr_seconds]
        if further := further_languages():
            shaping["reading"]["languages"] = further
        return shaping


def _find_config_file() -> Path | None:
    chosen = _config_file.get() or (Path(given) if (given := os.environ.get("KOTAE_CONFIG")) else None)
    if chosen is None:
        return path if (path := Path("kotae.toml")).is_file() else None
    return chosen


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            en=f"{path}: the settings file can't be read ({error.strerror}); check --config and KOTAE_CONFIG.",
            ja=f"{path}: 設定ファイルを読めません（{error.strerror}）。--config と KOTAE_CONFIG を確かめてください。",
        ) from error
    except ValueError as error:
        raise SettingsError(
            en=f"{path}: not valid TOML: {error}; correct the file.",
            ja=f"{path}: TOML として正しくありません: {error}。ファイルを直してください。",
        ) from error


def _check_keys(values: Mapping[str, Any], *, stages: Mapping[str, Any], where: str) -> None:
    for stage, inner in values.items():
        if stage not in stages:
            raise _unknown(where, stage, list(stages))
        names = [field.name for field in dataclasses.fields(stages[stage].annotation)]
        if not isinstance(inner, Mapping):
            raise SettingValueError(f"{where}: {stage}", inner, en="a table", ja="テーブル")
        for name in inner:
            if name not in names:
                raise _unknown(where, f"{stage}.{name}", [f"{stage}.{name}" for name in names])


def _check_environment(stages: Mapping[str, Any]) -> None:
    """Refuse ``KOTAE_STAGE__NAME`` variables that no setting answers to."""
    for variable in sorted(os.environ):
        stage, separator, name = variable.removeprefix(_PREFIX).lower().partition("__")
        if variable.startswith(_PREFIX) and separator:
            _check_keys({stage: {name: None}}, stages=stages, where=variable)


def _unknown(where: str, key: str, known: list[str]) -> SettingsError:
    listed = ", ".join(sorted(known))
    return SettingsError(
        en=f"{where}: there is no setting {key!r}; the settings are: {listed}.",
        ja=f"{where}: {key!r} という設定はありません。設定できるのは次のとおりです: {listed}。",
    )


def _translated(error: ValidationError) -> SettingsError:
    """Return our error for the first thing pydantic refused."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, SettingsError):
        return cause
    stage, _, name = key.partition(".")
    if first["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        known = dataclasses.fields(Settings.model_fields[stage].annotation) if name else ()  # type: ignore[arg-type]
        names = [f"{stage}.{field.name}" for field in known] or list(Settings.model_fields)
        return _unknown("settings", key, names)
    en, ja = _allowed(stage, name)
    return SettingValueError(key, first["input"], en=en, ja=ja)


_KINDS = {
    int: ("a whole number", "整数"),
    float: ("a number", "数"),
    bool: ("true or false", "true または false"),
    str: ("text", "文字列"),
    types.NoneType: ("nothing", "なし"),
}


def _allowed(stage: str, name: str) -> tuple[str, str]:
    """Return what a setting accepts, in English and Japanese."""
    annotation: Any = Settings.model_fields[stage].annotation
    if not name:
        return "a table of settings", "設定のテーブル"
    hint = typing.get_type_hints(annotation).get(name.partition(".")[0])
    options = get_args(hint) if get_origin(hint) in {typing.Union, types.UnionType} else (hint,)
    described = [_described(option) for option in options]
    return " or ".join(en for en, _ in described), "、".join(ja for _, ja in described)


def _described(option: object) -> tuple[str, str]:
    if get_origin(option) is Literal:
        values = ", ".join(str(value) for value in get_args(option))
        return f"one of {values}", f"{values} のいずれか"
    return _KINDS.get(
        option if isinstance(option, type) else object, ("another kind of value", "別の種類の値")
    )
