"""The names kotae promises, and that importing it is light."""

import json
import os
import subprocess
import sys
from pathlib import Path

import kotae

HEAVY = ("torch", "transformers", "sentence_transformers", "faiss", "fugashi", "gradio", "numpy", "pydantic")


def _modules_after(code: str) -> set[str]:
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(Path(kotae.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_public_names() -> None:
    assert kotae.__all__ == [
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
    assert kotae.__all__ == sorted(kotae.__all__)


def test_every_public_name_is_there() -> None:
    assert {name: getattr(kotae, name).__name__ for name in kotae.__all__ if name != "__version__"} == {
        **{name: name for name in kotae.__all__ if name != "__version__"},
        "open": "open_index",
    }


def test_import_loads_nothing_heavy() -> None:
    assert not _modules_after("import kotae").intersection(HEAVY)


def test_opening_settings_and_pipeline_loads_no_model_library() -> None:
    loaded = _modules_after("import kotae; kotae.Settings; kotae.build")
    assert not loaded.intersection(
        {"torch", "transformers", "sentence_transformers", "faiss", "fugashi", "gradio"}
    )


def test_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(kotae, "answer_everything")
