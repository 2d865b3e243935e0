"""Gradio without the stubs that it writes beside its own code.

At each start it parses the source of its eighty components, to write ``.pyi`` files for editors: about a third of the processor
time of importing it, and files where packages are installed, which nobody asked for and which may be a read-only place.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_stubs"]


@contextmanager
def without_stubs() -> Iterator[None]:
    """Let classes of Gradio, as long as this lasts, be of no file: for such it writes no stub.

    There is no setting for it, and its module can't be imported before its components are made.
    """
    real = inspect.getfile

    def of_no_file(thing: type) -> str:
        if str(getattr(thing, "__module__", "")).startswith("gradio."):
            raise OSError("no stub is wanted")
        return real(thing)

    inspect.getfile = of_no_file  # type: ignore[assignment]  # what takes more than classes takes classes
    try:
        yield
    finally:
        inspect.getfile = real
