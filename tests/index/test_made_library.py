"""The benchmark of large libraries writes what a build writes: it could no longer be run, and nobody saw."""

from pathlib import Path

import pytest
from benchmarks.scale.made import write_index

import kotae
from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder


def test_a_made_library_is_asked_as_any_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_index(tmp_path / "made", 80, HashingEmbedder(), Settings())
    with kotae.open(tmp_path / "made", embedder=HashingEmbedder()) as knowledge:
        info = knowledge.info
        assert (info.documents, info.passages, info.languages) == (2, 80, {"en": 40, "ja": 40})
        for path in ("00000.md", "00001.md"):
            text = knowledge.document(path).text.split("\n\n")[0]
            best = knowledge.retrieve(text[:200], 1)[0].passage
            assert (best.document.path, best.start, best.text) == (path, 0, text)
    said = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert said == ["vectors made and put", "indexes made, published"]
