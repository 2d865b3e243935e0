"""What ``kotae doctor`` looks at: each check says whether it is well and, if not, what to do."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from kotae.cache import cache_dir
from kotae.cli.terminal import printable
from kotae.cli.words import translate
from kotae.config import Settings
from kotae.errors import IndexDamagedError, KotaeError, ModelError, user_language

if TYPE_CHECKING:
    from kotae.pipeline.model import Model

__all__ = ["Check", "run_checks"]

CheckStatus: TypeAlias = Literal["ok", "problem", "optional", "repaired"]

_PACKAGES = ("sentence-transformers", "faiss-cpu", "fugashi", "unidic-lite", "gradio", "torch")
_NEEDED_MB = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at.

    Attributes:
        name: What was looked at (``"index"``).
        status: ``"ok"``, ``"problem"``, ``"repaired"``, or ``"optional"`` for a part that isn't
            there and needn't be.
        detail: What was found, or what is wrong and what to do, in the user's language.
    """

    name: str
    status: CheckStatus
    detail: str

    def line(self, language: str) -> str:
        """Return the check as one line in ``"ja"`` or ``"en"``."""
        word = {"ok": "OK", "problem": "problem", "optional": "optional", "repaired": "repaired"}[self.status]
        return f"[{translate(word, language)}] {self.name}: {printable(' '.join(self.detail.split()))}"


@dataclass(frozen=True, slots=True)
class _Part:
    """Something to look at: ``check`` gives a detail or raises what is wrong; ``repair`` puts it right."""

    name: str
    check: Callable[[], str]
    repair: Callable[[], object] | None = None


def run_checks(
    index: Path, config: Path | None, *, repair: bool = False, corpus: Path | None = None
) -> Iterator[Check]:
    """Yield the checks as they are made: quick ones first, the model and the index last.

    Args:
        index: The folder of the index.
        config: The settings file, or None.
        repair: Whether to put right what can be made again.
        corpus: The folder of documents to repair the index from; None takes the recorded one.
    """
    yield Check(name="python", status="ok", detail=f"{sys.version.split()[0]} ({sys.executable})")
    yield _packages()
    yield _confinement()
    for part in _parts(index, config, corpus):
        yield _tried(part, repair=repair)
    yield _generator()


def _parts(index: Path, config: Path | None, corpus: Path | None) -> tuple[_Part, ...]:
    """Return the checks that may fail, each with what repairs it."""
    loaded = _Loaded(config)
    return (
        _Part("settings", lambda: _settings(config)),
        _Part("cache", _cache),
        _Part("dictionary", _dictionary),
        _Part("translations", lambda: _translations(config)),
        _Part("model files", lambda: _model_files(config), _remake_model),
        _Part("model", lambda: _model(loaded)),
        _Part("index folder", lambda: _index_folder(index), lambda: _remove_leftovers(index)),
        _Part("index", lambda: _index(index, loaded), lambda: _repair_index(index, corpus, loaded)),
    )


class _Loaded:
    """Settings and model, loaded once for all checks; a check that needs them fails where they do."""

    def __init__(self, config: Path | None) -> None:
        self._config = config

    @cached_property
    def settings(self) -> Settings:
        return Settings.load(self._config)

    @cached_property
    def model(self) -> "Model":
        from kotae.pipeline.model import Model

        return Model(self.settings.embedding)


def _tried(part: _Part, *, repair: bool) -> Check:
    try:
        return Check(name=part.name, status="ok", detail=part.check())
    except KotaeError as error:
        wrong = error.message(user_language())
    if repair and part.repair is not None:
        try:
            part.repair()
            return Check(name=part.name, status="repaired", detail=f"{part.check()} ({wrong})")
        except KotaeError as error:
            wrong = error.message(user_language())
    return Check(name=part.name, status="problem", detail=wrong)


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


def _confinement() -> Check:
    """Say what holds the process that reads files; a kernel that can't is no fault of the user's."""
    from kotae.parsing.confinement import confinement_here

    here = confinement_here()
    if here.whole:
        held = _said(
            en=f"held by the kernel (Landlock {here.landlock}, seccomp): reads no file but code, connects to nothing, "
            "starts no program, writes nothing",
            ja=f"カーネルが制限しています（Landlock {here.landlock}、seccomp）。プログラム以外のファイルを読まず、通信せず、"
            "ほかのプログラムを起動せず、何も書き込みません",
        )
        return Check(name="confinement", status="ok", detail=held)
    lacking = [name for name, there in (("Landlock", here.landlock), ("seccomp", here.seccomp)) if not there]
    advice = _said(
        en=f"this kernel lacks {', '.join(lacking)}: Python code of a reader is held, native code taken over by a file isn't; "
        "read strangers' documents under a user of its own or in a container (SECURITY.md)",
        ja=f"このカーネルには {'、'.join(lacking)} がありません。読み込み部のPythonのコードは制限されますが、ファイルに"
        "乗っ取られたネイティブコードは制限されません。見知らぬ人の文書は専用のユーザーかコンテナーで読んでください（SECURITY.md）",
    )
    return Check(name="confinement", status="optional", detail=advice)


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


def _translations(config: Path | None) -> str:
    from kotae.translation import TranslationTable

    chosen = Settings.load(config).retrieval.bridge_table
    table = TranslationTable.load(Path(chosen) if chosen else None)
    return _said(en=f"{len(table):,} word pairs", ja=f"語の対 {len(table):,} 組")


def _model_files(config: Path | None) -> str:
    from kotae.embedding.preparation import damaged_files
    from kotae.embedding.settings import DEFAULT_MODEL

    if Settings.load(config).embedding.model != DEFAULT_MODEL:
        return _said(
            en="not kotae's own; checked when loaded", ja="kotae のモデルではありません（読み込み時に点検）"
        )
    if damaged := damaged_files():
        names = ", ".join(path.name for path in damaged)
        raise ModelError(
            en=f"{damaged[0].parent}: damaged ({names}); `kotae doctor --repair` makes the model again.",
            ja=f"{damaged[0].parent}: 壊れています（{names}）。`kotae doctor --repair` で作り直せます。",
        )
    return str(cache_dir() / "models")


def _remake_model() -> None:
    from kotae.embedding.preparation import prepare_default_model

    prepare_default_model(anew=True)


def _model(loaded: _Loaded) -> str:
    embedder = loaded.model.get()
    ja, en = embedder.embed_questions(["国の予算はいくらですか", "How large is the national budget?"])
    return f"{loaded.settings.embedding.model}, {embedder.dimension}, cos(ja, en) = {float(ja @ en):.2f}"


def _index_folder(index: Path) -> str:
    from kotae.index.generations import is_building
    from kotae.pipeline.repairing import leftover_bytes

    if is_building(index):
        return _said(en=f"{index}: a build is running", ja=f"{index}: 作成中です")
    if left := leftover_bytes(index):
        raise IndexDamagedError(
            en=f"{index}: interrupted builds left {left / 1e6:,.1f} MB; "
            "the next `kotae index` or `kotae doctor --repair` removes them.",
            ja=f"{index}: 中断された作成の残りが {left / 1e6:,.1f} MB あります。"
            "次の `kotae index` か `kotae doctor --repair` で消えます。",
        )
    return _said(en="no build is running, nothing left over", ja="作成中ではなく、残りもありません")


def _remove_leftovers(index: Path) -> None:
    from kotae.pipeline.repairing import remove_leftovers

    remove_leftovers(index)


def _index(index: Path, loaded: _Loaded) -> str:
    from kotae.pipeline.repairing import check_index

    info = check_index(index, settings=loaded.settings, model=loaded.model)
    return _said(
        en=f"{index}: {info.documents:,} documents, {info.passages:,} passages, built {info.created}",
        ja=f"{index}: 文書 {info.documents:,} 件、箇所 {info.passages:,} 件、作成 {info.created}",
    )


def _repair_index(index: Path, corpus: Path | None, loaded: _Loaded) -> None:
    from kotae.cli.progress import ProgressLine
    from kotae.pipeline.repairing import repair_index

    with ProgressLine(sys.stderr) as progress:
        repair_index(index, corpus, settings=loaded.settings, model=loaded.model, progress=progress)


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
