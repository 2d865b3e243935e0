"""Settings: the stages' own dataclasses, composed and read from one place.

Sources, weakest first: the defaults in the stages; ``kotae.toml`` in the working folder, or the
file ``KOTAE_CONFIG`` names; environment variables such as ``KOTAE_EMBEDDING__MODEL``; arguments.
A key that doesn't exist or a value out of range is a :class:`SettingsError`, never ignored.
"""

from pathlib import Path
from typing import Any, ClassVar

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings.exceptions import SettingsError as SourceError

from kotae.answering.generators.settings import GenerationSettings
from kotae.answering.settings import AnsweringSettings
from kotae.config.refusals import refusal
from kotae.config.shaping import shaping
from kotae.config.sources import PREFIX, check_environment, config_file, from_file, whole_stages
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import SettingsError
from kotae.federation.settings import FederationSettings
from kotae.index.settings import IndexSettings
from kotae.messages import Listed
from kotae.milvus.settings import MilvusSettings
from kotae.parsing.settings import ReadingSettings
from kotae.passages import PassageSplitter
from kotae.retrieval.settings import RetrievalSettings

__all__ = ["IndexSettings", "Settings"]


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
        milvus: How an index in a Milvus engine is reached and published.

    Raises:
        SettingsError: A key doesn't exist, a value is out of range, or the file can't be read.
    """

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    reading: ReadingSettings = ReadingSettings()
    passages: PassageSplitter = PassageSplitter()
    embedding: EmbeddingSettings = EmbeddingSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answering: AnsweringSettings = AnsweringSettings()
    generation: GenerationSettings = GenerationSettings()
    index: IndexSettings = IndexSettings()
    federation: FederationSettings = FederationSettings()
    milvus: MilvusSettings = MilvusSettings()

    def __init__(self, **stages: Any) -> None:  # noqa: ANN401 - pydantic checks them
        check_environment(type(self).model_fields)
        try:
            super().__init__(**stages)
        except ValidationError as error:
            raise refusal(error, type(self).model_fields) from error
        except (SourceError, RecursionError) as error:  # of the variables alone: the file's are told by name
            raise SettingsError(
                "{variables}: this can't be read as settings; write KOTAE_STAGE__NAME=value.",
                variables=Listed(whole_stages(type(self).model_fields) or [f"{PREFIX}*"]),
            ) from error

    @classmethod
    def load(cls, config: Path | None = None, **stages: object) -> "Settings":
        """Return the settings with ``config`` as the settings file.

        Args:
            config: A TOML file; None looks where the module says.
            **stages: Stages given as dataclasses or mappings; they win over file and environment.

        Raises:
            SettingsError: See :class:`Settings`.
        """
        token = config_file.set(config)
        try:
            return cls(**stages)
        finally:
            config_file.reset(token)

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
        return (
            init_settings,
            env_settings,
            InitSettingsSource(settings_cls, from_file(settings_cls.model_fields)),
        )

    def shaping(self) -> dict[str, dict[str, Any]]:
        """Return, per stage, the settings an index depends on, which its manifest records (:mod:`kotae.config.shaping`)."""
        return shaping(self.reading, self.passages, self.embedding)
