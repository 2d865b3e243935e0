"""What ``kotae doctor`` looks at: each check says whether it is well and, if not, what to do."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from kotae.cache import cache_dir
from kotae.cli.output import printable
from kotae.cli.words import translate
from kotae.config import Settings
from kotae.errors import KotaeError, ModelError, user_language

__all__ = ["Check", "run_checks"]

CheckStatus: TypeAlias = Literal["ok", "problem", "optional"]

_PACKAGES = ("sentence-transformers", "faiss-cpu", "fugashi", "unidic-lite", "gradio", "torch")
_NEEDED_MB = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at.

    Attributes:
        name: What was looked at (``"index"``).
        status: ``"ok"``, ``"problem"``, or ``"optional"`` for a part that isn't there and
            needn't be.
        detail: What was found, or what is wrong and what to do, in the user's language.
    """

    name: str
    status: CheckStatus
    detail: str

    def line(self, language: str) -> str:
        """Return the check as one line in ``"ja"`` or ``"en"``."""
        word = {"ok": "OK", "problem": "problem", "optional": "optional"}[self.status]
        return f"[{translate(word, language)}] {self.name}: {printable(' '.join(self.detail.split()))}"


def run_checks(index: Path, config: Path | None) -> Iterator[Check]:
    """Yield the checks as they are made: quick ones first, the model and the index last."""
    yield Check(name="python", status="ok", detail=f"{sys.version.split()[0]} ({sys.executable})")
    yield _packages()
    for name, check in _checks(index, config).items():
        yield _tried(name, check)
    yield _generator()


def _checks(index: Path, config: Path | None) -> dict[str, Callable[[], str]]:
    """Return the checks that give a detail, or raise a kotae error that says what to do."""
    return {
        "settings": lambda: _settings(config),
        "cache": _cache,
        "dictionary": _dictionary,
        "model": lambda: _model(config),
        "index": lambda: _index(index, config),
    }


def _tried(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name=name, status="ok", detail=check())
    except KotaeError as error:
        return Check(name=name, status="problem", detail=error.message(user_language()))


def _packages() -> Check:
    missing = [name for name in _PACKAGES if not _installed(name)]
    if missing:
        advice = _said(
            en=f"missing: {', '.join(missing)}; run `python -m pip install kotae`",
            ja=f"不足: {', '.join(missing)}。`python -m pip install kotae` を実行してください",
        )
        return Check(name="packages", status="problem", detail=advice)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    return Check(name="packages", status="ok", detail=versions)


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _settings(config: Path | None) -> str:
    Settings.load(config)
    given = config or os.environ.get("KOTAE_CONFIG") or "kotae.toml"
    return str(given) if Path(given).is_file() else _said(en="defaults", ja="既定値")


def _cache() -> str:
    folder = cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free_mb = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        raise ModelError(
            en=f"{folder}: can't be written ({error.strerror}); set KOTAE_CACHE to another folder.",
            ja=f"{folder}: 書き込めません（{error.strerror}）。KOTAE_CACHE で変更できます。",
        ) from error
    if free_mb < _NEEDED_MB:
        raise ModelError(
            en=f"{folder}: only {free_mb:,} MB free; the model needs about {_NEEDED_MB:,} MB.",
            ja=f"{folder}: 空きが {free_mb:,} MB しかありません。モデルには約 {_NEEDED_MB:,} MB 必要です。",
        )
    return _said(en=f"{folder} ({free_mb:,} MB free)", ja=f"{folder}（空き {free_mb:,} MB）")


def _dictionary() -> str:
    from kotae.segmentation import Segmenter

    example = "日本の予算"
    words = [token.surface for token in Segmenter().tokens(example)]
    return f"unidic-lite: {example} → {' '.join(words)}"


def _model(config: Path | None) -> str:
    from kotae.pipeline.model import Model

    settings = Settings.load(config).embedding
    embedder = Model(settings).get()
    ja, en = embedder.embed_questions(["国の予算はいくらですか", "How large is the national budget?"])
    return f"{settings.model}, {embedder.dimension}, cos(ja, en) = {float(ja @ en):.2f}"


def _index(index: Path, config: Path | None) -> str:
    from kotae.pipeline import open_index

    with open_index(index, settings=Settings.load(config)) as knowledge:
        info = knowledge.info
    return _said(
        en=f"{index}: {info.documents:,} documents, {info.passages:,} passages, built {info.created}",
        ja=f"{index}: 文書 {info.documents:,} 件、箇所 {info.passages:,} 件、作成 {info.created}",
    )


def _generator() -> Check:
    there = importlib.util.find_spec("xllamacpp") is not None
    if there:
        return Check(name="generator", status="ok", detail="xllamacpp")
    advice = _said(
        en="no local language model: answers are quotations; `pip install 'kotae[generate]'` adds one",
        ja="ローカルの言語モデルなし：引用だけで答えます。`pip install 'kotae[generate]'` で追加できます",
    )
    return Check(name="generator", status="optional", detail=advice)


def _said(*, en: str, ja: str) -> str:
    return ja if user_language() == "ja" else en
