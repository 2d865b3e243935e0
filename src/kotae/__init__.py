"""kotae（答え）: ask your own documents in Japanese or English, with exact citations.

Importing this is light: a stage, and the library behind it, is loaded when first used.
"""

import os
from typing import TYPE_CHECKING

# ONNX Runtime's own builds keep a number of the machine and send to their maker what they are used for; it looks once, when
# it is loaded, which is never before this. Of what carries out a promise nothing is left to who starts kotae.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kotae.config import Settings
    from kotae.errors import KotaeError
    from kotae.pipeline import IndexInfo, KnowledgeBase, build, retrieve
    from kotae.pipeline import open_index as open
    from kotae.pipeline.checking.verifying import verify
    from kotae.records import Answer, BuildReport, Citation, Document, Hit, Passage

__all__ = [
    "Answer",
    "BuildReport",
    "Citation",
    "Document",
    "Hit",
    "IndexInfo",
    "KnowledgeBase",
    "KotaeError",
    "Passage",
    "Settings",
    "__version__",
    "build",
    "open",
    "retrieve",
    "verify",
]

_HOMES = {
    "Settings": ("kotae.config", "Settings"),
    "KotaeError": ("kotae.errors", "KotaeError"),
    "open": ("kotae.pipeline", "open_index"),
    "verify": ("kotae.pipeline.checking.verifying", "verify"),
    **{name: ("kotae.pipeline", name) for name in ("IndexInfo", "KnowledgeBase", "build", "retrieve")},
    **{
        name: ("kotae.records", name)
        for name in ("Answer", "BuildReport", "Citation", "Document", "Hit", "Passage")
    },
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    value: object = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
