"""Every row gets the vector of its text, and every text is embedded at most once."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.embedding.hashing import HashingEmbedder
from kotae.index.exact import ExactIndex
from kotae.index.vector_file import VectorFile, embedded_hash

EMBEDDER = HashingEmbedder(dimension=8)
TEXTS = st.lists(
    st.sampled_from(["予算", "予算。", "budget", "防御", "🏯\n", "\u202ea", "\ud800"]),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS, old=TEXTS, batch=st.integers(1, 5))
def test_rows_have_their_texts_vectors_each_embedded_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], old: list[str], batch: int
) -> None:
    folder = tmp_path_factory.mktemp("vectors")
    wanted = {text: EMBEDDER.embed_passages([text])[0] for text in {*texts, *old}}
    source = ExactIndex(np.stack([wanted[text] for text in old]))
    reusable = {embedded_hash(text): row for row, text in enumerate(old)}
    vectors = VectorFile(folder / "vectors.npy", dimension=8, reusable=reusable)
    for text in texts:
        vectors.add(embedded_hash(text), text)
    embedded: list[str] = []
    for rows, waiting in vectors.pending(batch=batch):
        assert len(rows) == len(waiting) <= batch
        embedded += waiting
        vectors.put(rows, EMBEDDER.embed_passages(waiting))
    assert sorted(embedded) == sorted(set(texts) - set(old))
    assert vectors.to_embed == len(embedded)
    matrix = vectors.finish(source)
    np.testing.assert_array_equal(matrix, np.stack([wanted[text] for text in texts]))
    vectors.close()
    assert [path.name for path in folder.iterdir()] == ["vectors.npy"]
    np.testing.assert_array_equal(np.load(folder / "vectors.npy"), matrix)


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (np.zeros((1, 3), dtype=np.float32), r"expected \(1, 2\) vectors, not \(1, 3\)"),
        (np.array([[np.nan, 0]], dtype=np.float32), "isn't finite"),
    ],
    ids=["shape", "nan"],
)
def test_wrong_vectors_are_refused(tmp_path: Path, matrix: np.ndarray, message: str) -> None:
    vectors = VectorFile(tmp_path / "vectors.npy", dimension=2, reusable={})
    vectors.add(b"k", "予算")
    with pytest.raises(ValueError, match=message):
        vectors.put([0], matrix)
    vectors.close()


def test_room_is_taken_also_where_the_system_has_no_call_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.posix_fallocate")
    vectors = VectorFile(tmp_path / "vectors.npy", dimension=300_000, reusable={})
    vectors.add(b"k", "予算")
    vectors.put([0], np.ones((1, 300_000), dtype=np.float32))
    assert vectors.finish(None).sum() == 300_000
    vectors.close()
