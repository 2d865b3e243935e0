"""What every test gets: no network, an empty home, and the shared resources.

Sockets are blocked by pytest-socket (``--disable-socket`` in ``pyproject.toml``; Unix sockets
stay). A test that serves something to itself is marked ``loopback``. The user's real cache,
where the prepared model lies, is found before the home is replaced.
"""

import os
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.sweeps import mark_swept

if TYPE_CHECKING:
    from kotae.embedding.protocol import Embedder
    from kotae.segmentation import Analyzer, Segmenter

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_CACHE = Path(os.environ.get("KOTAE_CACHE") or platformdirs.user_cache_dir("kotae"))
_REAL_HOME = os.environ.get("HOME", "")
_KEPT = {"KOTAE_CACHE", "KOTAE_SHARED"}
_session_home = Path(tempfile.gettempdir())
# The same examples in every run, so that no change fails for what another run has found; ``make sweep`` looks for new ones,
# with the other profile.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "searching", settings.get_profile("repeatable"), derandomize=False, max_examples=400
)
settings.load_profile("repeatable")
_LONG_RUN_S = 300
# Files of these take longest, the first of them most; within a folder their order stays.
_LONG = (
    "ui/browser/",
    "pipeline/",
    "milvus/",
    "security/",
    "faults/",
    "answering/",
    "conflicts/",
    "parsing/",
    "integrations/",
    "federation/",
    "test_docs",
)


def pytest_configure(config: pytest.Config) -> None:
    """Give the session an empty home, no settings from outside, and no model hub."""
    global _session_home
    _session_home = Path(tempfile.mkdtemp(prefix="kotae-test-home-"))
    for name in [name for name in os.environ if name.startswith(("KOTAE_", "XDG_"))]:
        if name not in _KEPT:
            del os.environ[name]
    os.environ["HOME"] = str(_session_home)
    os.environ["KOTAE_CACHE"] = str(REAL_CACHE)
    os.environ["KOTAE_LANGUAGE"] = "en"
    os.environ["HF_HUB_OFFLINE"] = "1"


def _turn(item: pytest.Item) -> int:
    place = item.path.relative_to(REPOSITORY / "tests").as_posix()
    return next((turn for turn, name in enumerate(_LONG) if place.startswith(name)), len(_LONG))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the session's home."""
    os.environ["HOME"] = _REAL_HOME
    shutil.rmtree(_session_home, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take minutes, and let tests marked ``loopback`` reach this machine, and only it.

    A file begun last keeps one worker busy while the others have nothing left to do. Where a clock or a browser decides, one
    failure in fifteen thousand tests may be the machine's: such a test is asked once more, and the summary says that it was.
    """
    items.sort(key=_turn)
    mark_swept(items)
    for item in items:
        if item.get_closest_marker("timing") or "browser" in item.path.parts:
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.get_closest_marker("loopback"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say, after a long run, which files took how many seconds of a worker."""
    spent: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                spent[report.nodeid.partition("::")[0]] += report.duration
    if (total := sum(spent.values())) > _LONG_RUN_S:
        terminalreporter.section(f"{total:,.0f} s of workers in {len(spent)} files, most of them in")
        for file, seconds in sorted(spent.items(), key=itemgetter(1), reverse=True)[:40]:
            terminalreporter.write_line(f"{seconds:8.1f} {file}")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder for this test alone, and English, whatever language a command in this process chose.

    Pytest's own numbered folders are counted anew for each: ten thousand of them took a minute.
    """
    folder = Path(tempfile.mkdtemp(prefix="home-", dir=_session_home))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("KOTAE_LANGUAGE", "en")
    return folder


def find_shared_dir() -> Path | None:
    """Return the folder of development data beside the checkout, or None."""
    given = os.environ.get("KOTAE_SHARED")
    folder = Path(given) if given else REPOSITORY.parent / "shared"
    return folder if (folder / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of development data; the test is skipped where it is absent."""
    folder = find_shared_dir()
    if folder is None:
        pytest.skip("needs the development data: ../shared beside the checkout, or KOTAE_SHARED")
    return folder


@pytest.fixture(scope="session")
def segmenter() -> "Segmenter":
    """The real segmenter, dictionary loaded once."""
    from kotae.segmentation import Segmenter

    return Segmenter()


@pytest.fixture(scope="session")
def analyzer(segmenter: "Segmenter") -> "Analyzer":
    """The real analyser over the session's segmenter."""
    from kotae.segmentation import Analyzer

    return Analyzer(segmenter)


@pytest.fixture(scope="session")
def real_embedder() -> "Embedder":
    """The real embedding model, loaded once, from the user's real cache."""
    from kotae.embedding import EmbeddingSettings
    from kotae.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder.load(EmbeddingSettings())


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped corpus, indexed with the real model through the command line; once for all processes of a run."""
    from kotae.cli import main

    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "corpus-index"
    with FileLock(f"{folder}.lock"):
        if not (folder / "built").exists():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(REPOSITORY / "corpus", folder / "corpus")
            with pytest.raises(SystemExit) as ended:
                main(["index", str(folder / "corpus"), "--index", str(folder / "index")])
            assert ended.value.code == 0
            (folder / "built").touch()
    return folder / "index"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB, where mounting one is allowed; a test may pull it out."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if os.geteuid() or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a small file system isn't allowed here")
    yield folder
    if folder.is_mount():
        subprocess.run(["umount", folder], check=True)
