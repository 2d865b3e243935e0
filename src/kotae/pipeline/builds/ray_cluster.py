"""The one door to Ray: processes of this machine or of a cluster, and what Ray raises turned into our errors.

Ray Data feeds the processes, holds back what they can't take yet, and gives the work of a process or machine that died to
another; what they make comes in the order of what they were given. Imported for ``--ray`` only.
"""

import logging
import os
import re
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kotae import __version__
from kotae.errors import ClusterError, failing_as
from kotae.pipeline.builds.ray_work import Tries, state_here

__all__ = ["RayCluster"]

_LOCAL: Final = re.compile(r"local(?::([1-9][0-9]{0,3}))?")
_ADDRESS: Final = re.compile(r"\[?([^\s/@\[\]]+)\]?:([1-9][0-9]{0,4})")
_TIMEOUT_S: Final = 10.0
# A node may have to start a process and import everything first.
_PROBE_S: Final = 120.0
# Ray tells its makers how it is used, and whoever looks on how it fares, unless it is told not to.
_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
# Processes of this machine listen on its loopback address alone, and to whoever has this process's token.
_LOCAL_ONLY: Final = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
}


class _RayFailedError(Exception):
    """What Ray said of a failure, on one line."""


class _FarTries:
    """The tries that a process of Ray keeps; goes to the processes that count by it."""

    def __init__(self, actor: Any) -> None:  # noqa: ANN401 - Ray's own
        self._actor = actor

    def begun(self, path: str) -> int:
        """See :class:`~kotae.pipeline.builds.ray_work.Tries`."""
        return int(_ray().get(self._actor.begun.remote(path)))

    def ended(self, path: str) -> None:
        """See :class:`~kotae.pipeline.builds.ray_work.Tries`."""
        self._actor.ended.remote(path)


class RayCluster:
    """Processes of Ray; used as a context manager."""

    def __init__(self, address: str) -> None:
        """Check the address; nothing is started.

        Args:
            address: ``local`` for as many processes as this machine has processors, ``local:2`` for so many, or the
                ``host:port`` of a cluster that this machine belongs to.

        Raises:
            ClusterError: The address is malformed.
        """
        self._local = _LOCAL.fullmatch(address)
        self._elsewhere = _ADDRESS.fullmatch(address) if self._local is None else None
        if self._local is None and self._elsewhere is None:
            raise ClusterError(
                "{address}: name local, local:2 for two processes, or host:port of a Ray cluster that this machine "
                "belongs to.",
                address=address[:200],
            )
        self._address = address
        self._environment: dict[str, str | None] = {}
        self._scratch = ""
        self._ray: Any = None

    def __enter__(self) -> Self:
        """Start the processes, or connect.

        Raises:
            ClusterError: Ray isn't installed, nobody answers at the address, or what answers can't be used.
        """
        self._set(_QUIET | (_LOCAL_ONLY if self._local else {}))
        try:
            self._ray = _ray()
            if self._elsewhere is not None:
                self._knock(*self._elsewhere.groups())
            with failing_as(
                ClusterError,
                "{address}: Ray can't be used there ({reason}). A cluster that wants a token gets it by "
                "RAY_AUTH_MODE and RAY_AUTH_TOKEN.",
                on=Exception,  # Ray raises that itself where its processes don't start in time
                address=self._address,
            ):
                self._ray.init(**self._options(), log_to_driver=False, logging_level=logging.ERROR)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._ray is not None:
            self._ray.shutdown()
        if self._scratch:  # what didn't fit into memory was laid down there
            shutil.rmtree(self._scratch, ignore_errors=True)
        for name, value in self._environment.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})

    def _set(self, variables: Mapping[str, str]) -> None:
        self._environment = {name: os.environ.get(name) for name in variables}
        os.environ.update(variables)

    def _knock(self, host: str, port: str) -> None:
        """Refuse an address where nobody answers: Ray tries for minutes."""
        with failing_as(
            ClusterError,
            "{address}: no Ray cluster can be reached there ({reason}); check the address, and that `ray start` ran.",
            on=OSError,
            address=self._address,
        ):
            socket.create_connection((host, int(port)), timeout=_TIMEOUT_S).close()

    def _options(self) -> dict[str, Any]:
        if self._local is None:
            return {"address": self._address}
        self._scratch = tempfile.mkdtemp(prefix="kotae-ray-")
        count = self._local[1]
        return {
            "address": "local",
            "num_cpus": int(count) if count else None,
            "include_dashboard": False,
            "_temp_dir": self._scratch,
        }

    def check(self, folder: Path) -> None:
        """Refuse a cluster that would build another index than this machine.

        Args:
            folder: The folder of documents, absolute.

        Raises:
            ClusterError: A machine has another version of kotae, none, or no such folder.
        """
        if self._local is not None:
            return
        for node in self._ray.nodes():
            if not node["Alive"] or not node["Resources"].get("CPU"):
                continue
            name = node["NodeManagerAddress"]
            with (
                failing_as(
                    ClusterError,
                    "{address}: kotae {version} can't be used there ({reason}).",
                    on=_RayFailedError,
                    address=name,
                    version=__version__,
                ),
                self._last_line(),
            ):
                found, has_folder = self._asked(node["NodeID"], str(folder))
            if found != __version__:
                raise ClusterError(
                    "{address}: kotae {found} is installed there, {version} here; install the same version on all machines.",
                    address=name,
                    found=found,
                    version=__version__,
                )
            if not has_folder:
                raise ClusterError(
                    "{address}: the folder {path} isn't there; it must be at the same place on all machines.",
                    address=name,
                    path=folder,
                )

    def _asked(self, node: str, folder: str) -> tuple[str, bool]:
        strategy = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(node, soft=False)
        task = self._ray.remote(num_cpus=0, scheduling_strategy=strategy)(state_here)
        found, has_folder = self._ray.get(task.remote(folder), timeout=_PROBE_S)
        return str(found), bool(has_folder)

    def tries(self) -> _FarTries:
        """Return what counts, for all processes together, which files were begun and not ended."""
        kept = self._ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(Tries)
        return _FarTries(kept.remote())

    def by_tasks(
        self, rows: Sequence[Mapping[str, Any]], work: Callable[[Any], Any], *, parts: int
    ) -> Iterator[dict[str, Any]]:
        """Yield what tasks make of rows, in their order.

        Args:
            rows: What is given to them.
            work: Called with columns of some rows; yields columns.
            parts: Into how many tasks the rows are parted.

        Raises:
            ClusterError: A task failed; one whose process died is done again.
        """
        given = self._ray.data.from_items(list(rows), override_num_blocks=parts)
        yield from self._results(given, work)

    def by_actors(
        self,
        rows: Iterable[Mapping[str, Any]],
        work: Callable[[Any], Callable[[Any], Any]],
        argument: object,
        *,
        gpu: bool,
    ) -> Iterator[dict[str, Any]]:
        """Yield what actors make of rows, in their order; an actor is made once and holds what it loads.

        Args:
            rows: What is given to them, each by itself; laid into Ray's store one after the other.
            work: A class, made with ``argument`` and called with columns of some rows; returns columns.
            argument: Goes to it.
            gpu: Whether each needs a graphics card.

        Raises:
            ClusterError: An actor failed; what one that died was at is done again.
        """
        import pyarrow

        tables = [
            self._ray.put(pyarrow.table({name: [value] for name, value in row.items()})) for row in rows
        ]
        if not tables:
            return
        kind = "GPU" if gpu else "CPU"
        most = min(len(tables), max(1, int(self._ray.cluster_resources().get(kind, 1))))
        yield from self._results(
            self._ray.data.from_arrow_refs(tables),
            work,
            fn_constructor_args=(argument,),
            compute=self._ray.data.ActorPoolStrategy(min_size=1, max_size=most, initial_size=most),
            num_gpus=int(gpu),
        )

    def _results(self, given: Any, work: Any, **options: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - Ray's own
        given.context.execution_options.preserve_order = True
        given.context.print_on_execution_start = False
        made = given.map_batches(work, batch_size=1, batch_format="numpy", num_cpus=1, **options)
        with (
            failing_as(
                ClusterError,
                "Ray: the build failed there ({reason}); the last index stays.",
                on=_RayFailedError,
            ),
            self._last_line(),
        ):
            for table in made.iter_batches(batch_size=None, batch_format="pyarrow"):
                yield from table.to_pylist()

    @contextmanager
    def _last_line(self) -> Iterator[None]:
        """Let Ray's errors out with their last line alone: the rest is a traceback of elsewhere."""
        try:
            yield
        except (self._ray.exceptions.RayError, self._ray.data.exceptions.SystemException) as error:
            raise _RayFailedError(str(error).strip().rpartition("\n")[2][:300]) from error


def _ray() -> Any:  # noqa: ANN401 - so that this can be checked where Ray isn't installed
    with failing_as(
        ClusterError,
        "Building with --ray needs a package that isn't installed; run `pip install 'kotae[ray]'`.",
        on=ImportError,
    ):
        import ray
        import ray.data
        import ray.data.exceptions
        import ray.util.scheduling_strategies
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return ray
