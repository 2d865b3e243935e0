"""Which index for how many vectors: recall against exact search, time, size.

Run from the repository: ``python -m benchmarks.scale.vectors --texts FILE.jsonl… --questions
FILE.jsonl… [--copies 4] [--work FOLDER]``. Texts are the fields ``text``, ``en`` and ``ja`` of each
line, embedded once with the default model and kept in ``--work``. With ``--copies`` every vector
is repeated with noise, for more vectors than there are texts. Every question is asked twice, for the
Japanese and for the English texts, as retrieval does: one of the two is across the languages.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import faiss
import numpy as np
from numpy.typing import NDArray

from benchmarks.record import record
from kotae.embedding import SentenceTransformerEmbedder
from kotae.index.faiss import FaissIndex, selector
from kotae.index.kinds import COMPARED
from kotae.index.sketch import SketchIndex, write_sketch
from kotae.language import detect_language

_TOP = 100
_MOST_CHARS = 400
_NOISE = 0.25
_SHARES = (0.05, 0.2, 0.5)
_EFS = (128, 512)

Matrix: TypeAlias = NDArray[np.float32]
Rows: TypeAlias = NDArray[np.int64]
Search: TypeAlias = Callable[[Matrix, NDArray[np.bool_]], Rows]


@dataclass(frozen=True)
class Kind:
    """One way to search, built: its name, seconds, size and what it finds."""

    name: str
    seconds: float
    index: Any
    search: Search

    @property
    def megabytes(self) -> float:
        """Size beside the vectors themselves."""
        return float(len(faiss.serialize_index(self.index))) / 1e6 if self.index is not None else 0.0


def main() -> None:
    """Measure and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--questions", type=Path, nargs="+", default=[])
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--graphs", action="store_true", help="also HNSW, which takes minutes to build")
    parser.add_argument("--work", type=Path, required=True, help="folder for the vectors; kept")
    parser.add_argument(
        "--record", action="store_true", help="write results_vectors_….json, by how many there are"
    )
    arguments = parser.parse_args()
    table: dict[str, dict[str, float]] = {}
    faiss.omp_set_num_threads(1)
    vectors, japanese, questions = _vectors(arguments.work, arguments.texts, arguments.questions)
    vectors, japanese = _copied(vectors, japanese, arguments.copies)
    print(
        f"{len(vectors)} vectors ({japanese.mean():.0%} Japanese), {len(questions)} questions, each in both\n"
    )
    exact = FaissIndex(vectors)
    wanted: list[Rows] = []
    for kind in _kinds(vectors, exact, graphs=arguments.graphs, work=arguments.work):
        found, milliseconds = _ask(kind.search, questions, japanese)
        wanted = wanted or found
        table[kind.name] = {
            "built in s": round(kind.seconds, 1),
            "MB": round(kind.megabytes),
            **{f"recall@{top}": round(_recall(found, wanted, top), 4) for top in (10, 100)},
            "p50 ms": round(float(np.median(milliseconds)), 1),
            "fastest ms": round(min(milliseconds), 1),
        }
        print(kind.name, table[kind.name], flush=True)
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.scale.vectors --texts … --questions … "
            f"--copies {arguments.copies} --work FOLDER --record",
            on=f"{len(vectors):,} vectors, {len(questions)} questions, each in both languages; one thread",
            figures=table,
            name=f"results_vectors_{len(vectors)}",
        )


def _ask(search: Search, questions: Matrix, japanese: NDArray[np.bool_]) -> tuple[list[Rows], list[float]]:
    """Return what each question finds in each language, and how long both took together."""
    found, milliseconds = [], []
    for question in questions:
        began = time.perf_counter()
        found += [search(question[np.newaxis], allowed) for allowed in (japanese, ~japanese)]
        milliseconds.append((time.perf_counter() - began) * 1e3)
    return found, milliseconds


def _recall(found: Iterable[Rows], wanted: Iterable[Rows], top: int) -> float:
    return float(np.mean([len({*a[:top]} & {*b[:top]}) / top for a, b in zip(found, wanted, strict=True)]))


def _kinds(vectors: Matrix, exact: FaissIndex, *, graphs: bool, work: Path) -> Iterator[Kind]:
    yield Kind(
        "flat, float32", 0.0, None, lambda q, allowed: exact.search(q, top_k=_TOP, allowed=allowed)[0][0]
    )
    dimension = vectors.shape[1]
    product, bytes_ = faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_8bit_uniform
    index = faiss.IndexScalarQuantizer(dimension, bytes_, product)
    seconds = _fill(index, vectors)
    yield Kind(
        "flat, int8", seconds, index, _compared(index, exact, 1, lambda s: faiss.SearchParameters(sel=s))
    )
    began = time.perf_counter()
    write_sketch(vectors, work / "sketch.faiss")
    sketch = SketchIndex.load(work / "sketch.faiss", exact, compared=COMPARED)
    seconds = time.perf_counter() - began
    name = f"RaBitQ, 1 bit, {COMPARED} compared"
    yield Kind(
        name, seconds, sketch._index, lambda q, allowed: sketch.search(q, top_k=_TOP, allowed=allowed)[0][0]
    )
    index = faiss.IndexRaBitQ(dimension, product, 2)
    seconds = _fill(index, vectors)
    yield Kind("RaBitQ, 2 bits, 4 compared", seconds, index, _compared(index, exact, 4, _rabitq))
    yield from _cells(vectors, exact)
    if graphs:
        yield from _graphs(vectors, exact)


def _cells(vectors: Matrix, exact: FaissIndex) -> Iterator[Kind]:
    dimension, cells = vectors.shape[1], int(2 ** round(np.log2(2 * len(vectors) ** 0.5)))
    product, bytes_ = faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_8bit_uniform
    for name, make in (
        ("int8", lambda centres: faiss.IndexIVFScalarQuantizer(centres, dimension, cells, bytes_, product)),
        ("PQ 96", lambda centres: faiss.IndexIVFPQ(centres, dimension, cells, 96, 8, product)),
    ):
        index = make(faiss.IndexFlatIP(dimension))
        index.cp.max_points_per_centroid = 64
        seconds = _fill(index, vectors)
        for share in _SHARES:
            probe = max(1, int(share * cells))

            def parameters(chosen: Any, probe: int = probe) -> Any:  # noqa: ANN401  # faiss has no types
                return faiss.SearchParametersIVF(nprobe=probe, sel=chosen)

            label = f"IVF {cells}, {name}, {share:.0%} of the cells"
            yield Kind(label, seconds, index, _compared(index, exact, 4, parameters))


def _graphs(vectors: Matrix, exact: FaissIndex) -> Iterator[Kind]:
    index = faiss.IndexHNSWSQ(vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, 32, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = 100
    seconds = _fill(index, vectors)
    for ef in _EFS:

        def parameters(chosen: Any, ef: int = ef) -> Any:  # noqa: ANN401  # faiss has no types
            return faiss.SearchParametersHNSW(efSearch=ef, sel=chosen)

        yield Kind(f"HNSW 32, int8, ef {ef}", seconds, index, _compared(index, exact, 1, parameters))


def _fill(index: Any, vectors: Matrix) -> float:  # noqa: ANN401  # faiss has no types
    began = time.perf_counter()
    index.train(vectors[:: max(1, len(vectors) // 65_536)])
    index.add(vectors)
    return time.perf_counter() - began


def _compared(index: Any, exact: FaissIndex, times: int, parameters: Callable[[Any], Any]) -> Search:  # noqa: ANN401
    """Return a search that compares ``times`` as many rows as are wanted exactly."""

    def search(query: Matrix, allowed: NDArray[np.bool_]) -> Rows:
        _, found = index.search(query, times * _TOP, params=parameters(selector(allowed)))
        rows = found[0][found[0] >= 0]
        best: Rows = rows[np.argsort(-exact.scores(query[0], rows), kind="stable")[:_TOP]]
        return best

    return search


def _rabitq(chosen: Any) -> Any:  # noqa: ANN401  # faiss has no types
    parameters = faiss.RaBitQSearchParameters()
    parameters.qb, parameters.centered, parameters.sel = 4, False, chosen
    return parameters


def _vectors(
    work: Path, texts: list[Path], questions: list[Path]
) -> tuple[Matrix, NDArray[np.bool_], Matrix]:
    work.mkdir(parents=True, exist_ok=True)
    kept = [work / f"{name}.npy" for name in ("vectors", "japanese", "questions")]
    if not all(path.exists() for path in kept):
        passages = list(dict.fromkeys(_fields(texts)))
        model = SentenceTransformerEmbedder.load()
        np.save(kept[0], model.embed_passages(passages))
        np.save(kept[1], np.array([detect_language(text) == "ja" for text in passages]))
        np.save(kept[2], model.embed_questions(list(_fields(questions))))
    vectors, japanese, asked = (np.load(path) for path in kept)
    return vectors, japanese, asked


def _fields(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (row[name][:_MOST_CHARS] for name in ("text", "en", "ja") if row.get(name))


def _copied(vectors: Matrix, japanese: NDArray[np.bool_], copies: int) -> tuple[Matrix, NDArray[np.bool_]]:
    random = np.random.default_rng(0)
    scale = np.float32(_NOISE / vectors.shape[1] ** 0.5)
    parts = [vectors]
    for _ in range(copies - 1):
        noisy = vectors + scale * random.standard_normal(vectors.shape, dtype=np.float32)
        parts.append(noisy / np.linalg.norm(noisy, axis=1, keepdims=True))
    return np.ascontiguousarray(np.concatenate(parts)), np.tile(japanese, copies)


if __name__ == "__main__":
    main()
