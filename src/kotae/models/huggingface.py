"""A file from the Hugging Face hub, through its own client, which resumes and retries."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kotae.errors import ModelError, failing_as
from kotae.models.catalogue import HuggingFace
from kotae.models.places import hub_folder

__all__ = ["download"]

_REACH_TIMEOUT_S: Final = 10.0
_BLOCK: Final = 1 << 20
_one: Final = threading.Lock()


def download(source: HuggingFace, part: Path, *, progress: Callable[[int], None]) -> None:
    """Write a file of the hub to ``part``.

    What was fetched before it was cut off is kept beside ``part`` by the client, and used again.

    Args:
        source: Repository, file and revision.
        part: Where the whole file is put.
        progress: Told how many bytes came; what it raises ends the work.

    Raises:
        ModelError: The hub can't be reached, or has no such file.
    """
    import huggingface_hub.constants
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    from tqdm import tqdm

    # The client's own bar would draw over ours; it takes a class, so the callback is bound here.
    class Told(tqdm):  # type: ignore[misc]  # untyped
        def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  # as tqdm takes them
            named.pop("name", None)
            # Where standard error is no terminal it would tell nothing, and no stop would reach it.
            super().__init__(*given, **(named | {"disable": False}))

        def display(self, msg: str | None = None, pos: int | None = None) -> bool:
            progress(int(self.n))
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
        endpoint = (
            os.environ.get("HF_ENDPOINT") or None
        )  # a mirror, named as the client's own variable names it
        address = huggingface_hub.hf_hub_url(
            source.repository, source.file, revision=source.revision, endpoint=endpoint
        )
        huggingface_hub.get_hf_file_metadata(address, timeout=_REACH_TIMEOUT_S)
        # Its other way of downloading (Xet) is a program of its own, which goes on when this one stops.
        with _plainly(huggingface_hub.constants):
            found = huggingface_hub.hf_hub_download(
                source.repository,
                source.file,
                revision=source.revision,
                local_dir=hub_folder(part),
                endpoint=endpoint,
                tqdm_class=Told,
            )
    os.replace(found, part)


@contextmanager
def _plainly(constants: Any) -> Iterator[None]:  # noqa: ANN401  # a module
    """Let the hub's client download over plain HTTP, in blocks short enough that a stop is noticed."""
    with _one:
        before = constants.HF_HUB_DISABLE_XET, constants.DOWNLOAD_CHUNK_SIZE
        constants.HF_HUB_DISABLE_XET, constants.DOWNLOAD_CHUNK_SIZE = True, _BLOCK
        try:
            yield
        finally:
            constants.HF_HUB_DISABLE_XET, constants.DOWNLOAD_CHUNK_SIZE = before
