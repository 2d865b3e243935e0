"""Which code read a file: what an index keeps of it tells the next build which files this kotae reads otherwise.

A version number has to be raised by somebody, and was not. The code itself tells it: the fingerprint of a suffix is that of every
module its reader reaches by imports, of what cuts a document into passages, and of the libraries that these use. So a mended
reader of web pages has web pages read anew, and no scan recognised again.
"""

import hashlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from types import CodeType
from typing import Any, Final

from kotae.parsing import SUPPORTED_SUFFIXES
from kotae.parsing.formats import OF_TEXT, READERS

__all__ = ["LEFT_OUT", "fingerprints", "modules_of"]

_SOURCE: Final = Path(__file__).resolve().parents[2]
_EVERY_FILE: Final = ("kotae.parsing.units", "kotae.pipeline.builds.shaping")
# The table of readers names all of them; of it each file has its own. What is said to people, how limits are set and how records
# are laid out (which the index's format tells) changes nothing that is read.
LEFT_OUT: Final = (
    "kotae.errors",
    "kotae.messages",
    "kotae.records",
    "kotae.parsing.settings",
    "kotae.parsing.formats",
)
_IMPORT: Final = re.compile(
    r"^[ \t]*(?:from[ ]+([\w.]+)[ ]+import[ ]+(\([^)]*\)|.*)|import[ ]+([\w.]+))", re.MULTILINE
)
_DISTRIBUTIONS: Final = {
    "PIL": "pillow",
    "bs4": "beautifulsoup4",
    "markdown_it": "markdown-it-py",
    "oxmsg": "python-oxmsg",
    "spellchecker": "pyspellchecker",
    "yaml": "PyYAML",
    "Stemmer": "PyStemmer",
}
"""The name under which a library is installed, where it isn't the one by which it is imported."""


@cache
def fingerprints() -> dict[str, str]:
    """Return suffix → what tells whether files of it are read as they were: 16 hexadecimal digits."""
    return {suffix: _fingerprint(suffix) for suffix in sorted(SUPPORTED_SUFFIXES)}


def modules_of(suffix: str) -> frozenset[str]:
    """Return every module of kotae that has a part in what is read of files of a suffix.

    Args:
        suffix: In lower case, with its dot. Whatever isn't read alone, as an archive, may hold files of every kind.
    """
    begun = {
        *_EVERY_FILE,
        *(name for code in _codes(suffix) for name in code.co_names if name.startswith("kotae.")),
    }
    if suffix in OF_TEXT:
        begun.add("kotae.parsing.encodings.decoding")
    if suffix not in READERS:
        begun.add("kotae.parsing.packages.archive")
    found: set[str] = set()
    while begun:
        module = begun.pop()
        found.add(module)
        begun |= _imports(module)[0] - found
    return frozenset(found)


def _codes(suffix: str) -> Iterator[CodeType]:
    """Yield the code of the table's readers that a suffix may need: each imports what it is made of when the first file comes."""
    waiting: list[Callable[..., Any]] = [READERS[suffix]] if suffix in READERS else []
    if not waiting or "READERS" in waiting[0].__code__.co_names:
        waiting = list(READERS.values())
    while waiting:
        reader = waiting.pop()
        yield reader.__code__
        waiting += inspect.getclosurevars(reader).nonlocals.values()


def _fingerprint(suffix: str) -> str:
    found = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for code in _codes(suffix):
        found.update(code.co_code)
    libraries: set[str] = set()
    for module in sorted(modules_of(suffix)):
        found.update(module.encode() + b"\0" + _imports(module)[2])
        libraries |= _imports(module)[1]
    for library in sorted(libraries):
        found.update(f"{library} {_version(library)}\0".encode())
    return found.hexdigest()[:16]


@cache
def _version(library: str) -> str:
    try:
        return metadata.version(_DISTRIBUTIONS.get(library, library))
    except metadata.PackageNotFoundError:  # of an extra that isn't there: with it, more is read
        return ""


@cache
def _imports(module: str) -> tuple[frozenset[str], frozenset[str], bytes]:
    """Return which modules of kotae a module imports, within functions as well, which libraries, and its own digest."""
    path = _file(module)
    content = path.read_bytes() if path is not None else b""
    beside = sorted(path.parent.glob("*.toml")) if path is not None and path.name == "__init__.py" else []
    ours: set[str] = set()
    libraries: set[str] = set()
    for origin, names, plain in _IMPORT.findall(content.decode()):
        name = origin or plain
        if name.partition(".")[0] != "kotae":
            libraries.add(name.partition(".")[0])
            continue
        # What is taken from a package may be one of its modules.
        below = (f"{name}.{one}" for one in re.findall(r"\w+", names))
        ours |= {one for one in (name, *below) if not one.startswith(LEFT_OUT) and _file(one)}
    return (
        frozenset(ours),
        frozenset(libraries - sys.stdlib_module_names),
        hashlib.sha256(b"\0".join([content, *(one.read_bytes() for one in beside)])).digest(),
    )


@cache
def _file(module: str) -> Path | None:
    place = _SOURCE.joinpath(*module.split(".")[1:])
    if place == _SOURCE:  # names what others hold
        return None
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)
