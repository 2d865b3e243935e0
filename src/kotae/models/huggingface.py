"""A file from the Hugging Face hub, through its own client, which retries.

What came is appended to one file, so that a fetch goes on where it stopped: downloading by the client's cache begins anew
each time, and its other way (Xet) can't be stopped.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kotae.errors import ModelError, failing_as
from kotae.models.catalogue import HuggingFace

__all__ = ["download"]

_REACH_TIMEOUT_S: Final = 10.0
_BLOCK: Final = 1 << 20
_one: Final = threading.Lock()


def download(source: HuggingFace, part: Path, *, progress: Callable[[int], None]) -> None:
    """Append to ``part`` what it lacks of a file of the hub.

    Args:
        source: Repository, file and revision.
        part: The file begun, or a path where none is yet.
        progress: Told how many bytes came; what it raises ends the work.

    Raises:
        ModelError: The hub can't be reached, or has no such file.
    """
    import huggingface_hub.constants
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils._headers import build_hf_headers  # the package exports it, untyped
    from tqdm import tqdm

    # The client's own bar would draw over ours; it takes a class, so the callback is bound here.
    class Told(tqdm):  # type: ignore[misc]  # untyped
        def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  # as tqdm takes them
            named.pop("name", None)
            # Where standard error is no terminal it would tell nothing, and no stop would reach it.
            super().__init__(*given, **(named | {"disable": False}))

        def refresh(
            self, nolock: bool = False, lock_args: tuple[Any, ...] | None = None
        ) -> bool:  # as tqdm calls it
            # Not in display(): around that, tqdm holds the lock of all its bars and keeps it when a stop is raised.
            progress(int(self.n))
            return True

        def display(self, msg: str | None = None, pos: int | None = None) -> bool:
            return True

    # What the client's own errors are derived from, whichever HTTP library it is built on.
    unreached: type[Exception] = HfHubHTTPError.__mro__[1]
    with failing_as(
        ModelError,
        "Hugging Face ({repository}) doesn't give it: {reason}",
        on=(unreached, HFValidationError, LocalEntryNotFoundError, OSError),
        repository=source.repository,
    ):
        # Asked once: without a network the download itself would try for half a minute, with a warning each time.
        # A mirror, named as the client's own variable names it.
        endpoint = os.environ.get("HF_ENDPOINT") or None
        address = huggingface_hub.hf_hub_url(
            source.repository, source.file, revision=source.revision, endpoint=endpoint
        )
        found = huggingface_hub.get_hf_file_metadata(address, timeout=_REACH_TIMEOUT_S)
        with _in_short_blocks(huggingface_hub.constants), part.open("ab") as out:
            have = out.tell()
            if found.size is not None and have > found.size:
                have = out.truncate(0)
            http_get(
                found.location,
                out,
                resume_size=have,
                headers=build_hf_headers() if found.location == address else {},
                expected_size=found.size,
                tqdm_class=Told,
            )


@contextmanager
def _in_short_blocks(constants: Any) -> Iterator[None]:  # noqa: ANN401  # a module
    """Let the hub's client download in blocks short enough that a stop is noticed."""
    with _one:
        before, constants.DOWNLOAD_CHUNK_SIZE = constants.DOWNLOAD_CHUNK_SIZE, _BLOCK
        try:
            yield
        finally:
            constants.DOWNLOAD_CHUNK_SIZE = before
