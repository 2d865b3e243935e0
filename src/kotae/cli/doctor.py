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
from kotae.config import Settings
from kotae.errors import IndexDamagedError, KotaeError, ModelError, failing_as, user_language
from kotae.messages import Listed, Message, marked, translate

if TYPE_CHECKING:
    from kotae.pipeline.opened.model import Model

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
        word = {
            "ok": marked("OK"),
            "problem": marked("problem"),
            "optional": marked("optional"),
            "repaired": marked("repaired"),
        }[self.status]
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
        from kotae.pipeline.opened.model import Model

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
        said = Message("missing: {missing}; run `python -m pip install kotae`", missing=", ".join(missing))
        advice = _said(said)
        return Check(name="packages", status="problem", detail=advice)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    return Check(name="packages", status="ok", detail=versions)


def _confinement() -> Check:
    """Say what holds the process that reads files; a kernel that can't is no fault of the user's."""
    from kotae.parsing.confined.confinement import confinement_here

    here = confinement_here()
    if here.whole:
        held = _said(
            Message(
                "held by the kernel (Landlock {landlock}, seccomp): reads no file but code, connects to "
                "nothing, starts no program, writes nothing",
                landlock=here.landlock,
            )
        )
        return Check(name="confinement", status="ok", detail=held)
    lacking = [name for name, there in (("Landlock", here.landlock), ("seccomp", here.seccomp)) if not there]
    advice = _said(
        Message(
            "this kernel lacks {lacking}: Python code of a reader is held, native code taken over by a file "
            "isn't; read strangers' documents under a user of its own or in a container (SECURITY.md)",
            lacking=Listed(lacking),
        )
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
    return str(given) if Path(given).is_file() else _said(Message("defaults"))


def _cache() -> str:
    folder = cache_dir()
    with failing_as(
        ModelError,
        "{path}: can't be written ({reason}); set KOTAE_CACHE to another folder.",
        on=OSError,
        path=folder,
    ):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < _NEEDED_MB:
        raise ModelError(
            "{path}: only {free_mb:,} MB free; the model needs about {needed_mb:,} MB.",
            path=folder,
            free_mb=free_mb,
            needed_mb=_NEEDED_MB,
        )
    return _said(Message("{folder} ({free_mb:,} MB free)", folder=folder, free_mb=free_mb))


def _dictionary() -> str:
    from kotae.segmentation import Segmenter

    example = "日本の予算"
    words = [token.surface for token in Segmenter().tokens(example)]
    return f"unidic-lite: {example} → {' '.join(words)}"


def _translations(config: Path | None) -> str:
    from kotae.translation import TranslationTable

    chosen = Settings.load(config).retrieval.bridge_table
    table = TranslationTable.load(Path(chosen) if chosen else None)
    return _said(Message("{count:,} word {count:pair|pairs}", count=len(table)))


def _model_files(config: Path | None) -> str:
    from kotae.embedding.preparation import damaged_files
    from kotae.embedding.settings import DEFAULT_MODEL

    if Settings.load(config).embedding.model != DEFAULT_MODEL:
        return _said(Message("not kotae's own; checked when loaded"))
    if damaged := damaged_files():
        raise ModelError(
            "{path}: damaged ({names}); `kotae doctor --repair` makes the model again.",
            path=damaged[0].parent,
            names=Listed([path.name for path in damaged], ja=", "),
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
    from kotae.pipeline.builds.repairing import leftover_bytes

    if is_building(index):
        return _said(Message("{index}: a build is running", index=index))
    if left := leftover_bytes(index):
        raise IndexDamagedError(
            "{path}: interrupted builds left {left:,.1f} MB; the next `kotae index` or `kotae doctor "
            "--repair` removes them.",
            path=index,
            left=left / 1e6,
        )
    return _said(Message("no build is running, nothing left over"))


def _remove_leftovers(index: Path) -> None:
    from kotae.pipeline.builds.repairing import remove_leftovers

    remove_leftovers(index)


def _index(index: Path, loaded: _Loaded) -> str:
    from kotae.pipeline.builds.repairing import check_index, told_of_readers

    info = check_index(index, settings=loaded.settings, model=loaded.model)
    said = Message(
        "{index}: {documents:,} {documents:document|documents}, {passages:,} {passages:passage|passages}, built {created}",
        index=index,
        documents=info.documents,
        passages=info.passages,
        created=info.created,
    )
    return "; ".join(map(_said, filter(None, (said, told_of_readers(index)))))


def _repair_index(index: Path, corpus: Path | None, loaded: _Loaded) -> None:
    from kotae.cli.progress import ProgressLine
    from kotae.pipeline.builds.repairing import repair_index

    with ProgressLine(sys.stderr) as progress:
        repair_index(index, corpus, settings=loaded.settings, model=loaded.model, progress=progress)


def _generator() -> Check:
    if importlib.util.find_spec("xllamacpp") is not None:
        return Check(name="generator", status="ok", detail="xllamacpp")
    advice = _said(
        Message("no local language model: answers are quotations; `pip install 'kotae[generate]'` adds one")
    )
    return Check(name="generator", status="optional", detail=advice)


def _said(message: Message) -> str:
    return message.text(user_language())
