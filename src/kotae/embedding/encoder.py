"""Token ids → what the default embedder or the reader says, computed by ONNX Runtime.

Both are one encoder with other heads. Its graphs ship with kotae and hold no weights (``training/assets`` writes
them); the embeddings of words are looked up here, in the file that carries the model, and the weights of the layers
are given when a graph is loaded. No module of torch is needed: importing it takes longer than all else a question needs.
"""

import mmap
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.carrier import Carrier
from kotae.embedding.protocol import FloatMatrix

__all__ = ["Encoder", "asset", "layer_weights"]

_LAYER_PARTS = {
    "qkv": ("q", "k", "v"),
    "out": ("ao",),
    "attention_norm": ("aln",),
    "widen": ("fi",),
    "narrow": ("fo",),
    "output_norm": ("oln",),
}


class Encoder:
    """One graph with its weights; safe to use from many threads.

    Args:
        graph: Which of the graphs that ship with kotae, or the path of another.
        carrier: Holds the embeddings of words, positions and the one type.
        weights: The layers' and heads', with their names; matrices are ``(out, in)``, as torch has them, and of the kind
            that the graph wants: float32, or int8 with a vector ``NAME.scale`` beside them.

    Raises:
        ValueError: A weight is missing or has another shape than the graph wants.
    """

    def __init__(
        self,
        graph: Literal["embedder", "reader"] | Path,
        *,
        carrier: Carrier,
        weights: Iterable[tuple[str, NDArray[Any]]],
    ) -> None:
        import onnxruntime

        # Where a program had loaded it before it loaded kotae, the variable set there came too late.
        onnxruntime.disable_telemetry_events()
        self._words = carrier.blocks("emb.word").reshape(carrier.vocabulary, -1)
        self._places = (
            carrier.matrix("emb.pos", carrier.hidden) + carrier.matrix("emb.type", carrier.hidden)[0]
        )
        options = onnxruntime.SessionOptions()
        self._threads = options.intra_op_num_threads = _threads()
        # Threads that wait by spinning take the processor from whatever else runs on a small machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        given = {name: _apart(weight.T) for name, weight in weights}
        given["embedding_norm.weight"] = carrier.matrix("emb.ln.w", 0)
        given["embedding_norm.bias"] = carrier.matrix("emb.ln.b", 0)
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(weight) for weight in given.values()]
        options.add_external_initializers(list(given), values)
        path = asset(f"{graph}.onnx") if isinstance(graph, str) else graph
        try:
            self._session: Any = onnxruntime.InferenceSession(
                path.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except (RuntimeError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
            raise ValueError(" ".join(str(error).split())) from error

    def run(self, texts: Sequence[Sequence[int]]) -> list[FloatMatrix]:
        """Return the graph's outputs, a row for every text.

        Args:
            texts: Token ids, all texts of one length; at least one, and not empty.
        """
        ids = np.array(texts, dtype=np.int64)
        embedded = Carrier.dequantised(self._words[ids.ravel()]).reshape(*ids.shape, -1)
        embedded += self._places[: ids.shape[1]]
        outputs: list[FloatMatrix] = self._session.run(None, {"embedded": embedded})
        return outputs

    def run_each(self, batches: Sequence[Sequence[Sequence[int]]]) -> list[list[FloatMatrix]]:
        """Return what :meth:`run` gives for each of several batches, to the last bit; none for none.

        They run side by side, as many as threads compute: an operation of one text is too small to share among threads well.

        Args:
            batches: Each as for :meth:`run`; their lengths may differ.
        """
        if self._threads == 1 or len(batches) < 2:
            return [self.run(texts) for texts in batches]
        # Made for each call: threads that wait wouldn't be there any more after a fork.
        with ThreadPoolExecutor(min(self._threads, len(batches))) as pool:
            return list(pool.map(self.run, batches))


def layer_weights(carrier: Carrier) -> Iterator[tuple[str, FloatMatrix]]:
    """Yield the carrier's layers under the names the graphs know, query, key and value as one matrix.

    Args:
        carrier: The default model's.
    """
    columns = {
        "qkv": carrier.hidden,
        "out": carrier.hidden,
        "widen": carrier.hidden,
        "narrow": carrier.intermediate,
    }
    for layer in range(carrier.layers):
        for name, parts in _LAYER_PARTS.items():
            for kind, end, width in (("weight", "w", columns.get(name, 0)), ("bias", "b", 0)):
                stored = [carrier.matrix(f"l{layer}.{part}.{end}", width) for part in parts]
                yield f"layers.{layer}.{name}.{kind}", np.concatenate(stored)


def asset(name: str) -> Path:
    """Return the path of a graph or of the tokenizer that ships with kotae."""
    return Path(str(resources.files("kotae.embedding") / "assets" / name))


def _apart(weight: NDArray[Any]) -> NDArray[Any]:
    """Return a copy in memory of its own, which goes back to the system when it is let go of; the heap would keep it."""
    if sys.platform == "linux":  # a shared mapping, as elsewhere, is given page by page, and takes longer
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE
        memory = mmap.mmap(-1, weight.nbytes, flags=flags)
    else:
        memory = mmap.mmap(-1, weight.nbytes)
    place = np.frombuffer(memory, dtype=weight.dtype).reshape(weight.shape)
    place[...] = weight
    return place


def _threads() -> int:
    """Return how many threads compute: as OMP_NUM_THREADS says, else as many as there are processors for this process."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    if told.isdecimal() and int(told):
        return int(told)
    # Only Linux says which processors a process may use.
    mine = getattr(os, "sched_getaffinity", None)
    return len(mine(0)) if mine else os.cpu_count() or 1
