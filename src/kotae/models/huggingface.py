"""A file from the Hugging Face hub, through its own client, which resumes and retries."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kotae.errors import ModelError, failing_as
from kotae.models.catalogue import HuggingFace
from kotae.models.places import hub_folder

__all__ = ["download"]

_REACH_TIMEOUT_S: Final = 10.0


def download(source: HuggingFace, part: Path, *, progress: Callable[[int], None]) -> None:
    """Write a file of the hub to ``part``.

    What was fetched before it was cut off is kept beside ``part`` by the client, and used again.

    Args:
        source: Repository, file and revision.
        part: Where the whole file is put.
        progress: Told how many bytes came.

    Raises:
        ModelError: The hub can't be reached, or has no such file.
    """
    import huggingface_hub
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    from tqdm import tqdm

    # The client's own bar would draw over ours; it takes a class, so the callback is bound here.
    class Told(tqdm):  # type: ignore[misc]  # untyped
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
        address = huggingface_hub.hf_hub_url(source.repository, source.file, revision=source.revision)
        huggingface_hub.get_hf_file_metadata(address, timeout=_REACH_TIMEOUT_S)
        found = huggingface_hub.hf_hub_download(
            source.repository,
            source.file,
            revision=source.revision,
            local_dir=hub_folder(part),
            tqdm_class=Told,
        )
    os.replace(found, part)
