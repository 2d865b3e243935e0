"""The model that is being fetched from the page: one at a time, in a thread of its own, for everybody who looks.

It goes on when the tab that began it is closed; whoever opens the page sees how far it is, and may stop it.
"""

import threading
from dataclasses import dataclass, field

from kotae.errors import KotaeError
from kotae.models import FetchStoppedError, Model, fetch, find_model, located
from kotae.models.catalogue import Installed

__all__ = ["Fetches", "Going", "can_be_fetched"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How far it is.

    Attributes:
        name: The model's.
        done: Bytes that are there.
        total: Bytes in all.
    """

    name: str
    done: int
    total: int


@dataclass(slots=True)
class Fetches:
    """What is being fetched; safe to use from many threads.

    Attributes:
        failed: Why a model couldn't be had the last time, by its name.
        stopped: The model whose fetch was stopped last; empty for none.
    """

    failed: dict[str, KotaeError] = field(default_factory=dict)
    stopped: str = ""
    _going: Going | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _one: threading.Lock = field(default_factory=threading.Lock)

    @property
    def going(self) -> Going | None:
        """How far the fetch is that goes on; None where none does."""
        return self._going

    def begin(self, name: str) -> None:
        """Begin to fetch a model; nothing where one is being fetched, it is here, or no source gives it.

        Raises:
            ModelError: There is no such model.
        """
        model = find_model(name)
        with self._one:
            if self._going is not None or not can_be_fetched(model):
                return
            self._going = Going(name=name, done=0, total=model.size)
            self._stop.clear()
            self.failed.pop(name, None)
            self.stopped = ""
        threading.Thread(target=self._fetch, args=(model,), name="kotae-model", daemon=True).start()

    def stop(self) -> None:
        """Stop what goes on; the next fetch goes on from there."""
        self._stop.set()

    def _fetch(self, model: Model) -> None:
        before = 0
        sizes = {file.name: file.size for file in model.file}
        current = ""

        def told(name: str, done: int, total: int) -> None:
            nonlocal before, current
            if current and name != current:
                before += sizes[current]
            current = name
            self._going = Going(name=model.name, done=before + done, total=model.size)

        try:
            fetch(model, progress=told, stopped=self._stop.is_set)
        except FetchStoppedError:
            self.stopped = model.name
        except KotaeError as error:
            self.failed[model.name] = error
        finally:
            self._going = None


def can_be_fetched(model: Model) -> bool:
    """Return whether a model isn't here and each of its files has a source that a press can fetch from."""
    sources = [[source for source in file.source if not isinstance(source, Installed)] for file in model.file]
    return located(model) is None and all(sources)
