"""Where a search of milvus-lite spends its time: its own engine in this process, made rows, a profile.

    python -m benchmarks.milvus.walk [--rows 20000 40000] [--indexes FLAT HNSW]

Rows are laid out as kotae's passages (a number, a document, a vector, term frequencies) and searched as kotae searches
them: the nearest 100 by vector, 500 by words, with the condition of what is visible. No network, no pymilvus.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

DIMENSION = 384
_TERMS = 40  # of a passage
_VOCABULARY = 30_000
_ASKED = 30  # terms of a question with its translations
_AT_ONCE = 5_000
_SHOWN = 4
_VISIBLE = "document <= 1000000000"


def main() -> None:
    """Print a line for each search, and the functions that took most of its time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000, 40_000])
    parser.add_argument("--indexes", nargs="+", default=["FLAT", "HNSW"])
    parser.add_argument(
        "--times", type=int, default=3, help="each search is profiled so many times, after one"
    )
    arguments = parser.parse_args()
    print("| rows | searched | index | ms of processor | µs a row | by |\n|---|---|---|---|---|---|")
    for rows in arguments.rows:
        for index in arguments.indexes:
            with _filled(rows, index) as collection:
                for name, search in _searches(collection).items():
                    search()  # builds what is kept of a segment
                    print(_line(rows, name, index, search, arguments.times), flush=True)


def _line(rows: int, name: str, index: str, search: Callable[[], object], times: int) -> str:
    began = time.process_time()
    for _ in range(times):
        search()
    seconds = (time.process_time() - began) / times
    profile = cProfile.Profile(time.process_time)
    profile.runcall(search)
    found: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # not in its stub
    whole = sum(own for _, _, own, _, _ in found.values())
    most = sorted(found.items(), key=lambda item: -item[1][2])[:_SHOWN]
    # The profile slows down calls of Python, so the shares are a guide and the milliseconds are taken without it.
    by = ", ".join(f"{place[2]} {100 * own / whole:.0f} %" for place, (_, _, own, _, _) in most)
    return f"| {rows:,} | {name} | {index} | {seconds * 1e3:.0f} | {seconds / rows * 1e6:.1f} | {by} |"


def _searches(collection: Any) -> dict[str, Callable[[], object]]:  # noqa: ANN401 - milvus-lite has no types
    chooser = np.random.default_rng(1)
    vector = chooser.standard_normal(DIMENSION).astype(np.float32).tolist()
    terms = _terms(chooser, _ASKED)

    def search(query: object, field: str, top_k: int, expr: str | None) -> Callable[[], object]:
        return lambda: collection.search(
            [query], top_k=top_k, metric_type="IP", expr=expr, output_fields=["id"], anns_field=field
        )

    return {
        "100 by vector": search(vector, "vector", 100, _VISIBLE),
        "100 by vector, no condition": search(vector, "vector", 100, None),
        "500 by words": search(terms, "terms", 500, _VISIBLE),
    }


def _terms(chooser: np.random.Generator, count: int) -> dict[int, float]:
    # Frequencies as Zipf has them: common terms have long lists.
    numbers = np.minimum(chooser.zipf(1.2, size=count), _VOCABULARY)
    return {int(number): 1.0 + int(number) % 3 for number in numbers}


@contextmanager
def _filled(rows: int, index: str) -> Iterator[Any]:
    from milvus_lite import CollectionSchema, DataType, FieldSchema, MilvusLite

    fields = [
        FieldSchema(name="id", dtype=DataType.INT64, is_primary=True),
        FieldSchema(name="document", dtype=DataType.INT64),
        FieldSchema(name="terms", dtype=DataType.SPARSE_FLOAT_VECTOR),
        FieldSchema(name="vector", dtype=DataType.FLOAT_VECTOR, dim=DIMENSION),
    ]
    with tempfile.TemporaryDirectory() as folder, MilvusLite(str(Path(folder) / "data")) as engine:
        collection = engine.create_collection("passages", CollectionSchema(fields=fields))
        collection.create_index("vector", {"index_type": index, "metric_type": "IP", "params": {}})
        collection.create_index("terms", {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"})
        chooser = np.random.default_rng(0)
        for start in range(0, rows, _AT_ONCE):
            collection.insert(_made(chooser, range(start, min(rows, start + _AT_ONCE))))
        collection.flush()
        collection.load()
        yield collection


def _made(chooser: np.random.Generator, numbers: Sequence[int]) -> list[dict[str, object]]:
    vectors = chooser.standard_normal((len(numbers), DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [
        {"id": number, "document": number // 40, "terms": _terms(chooser, _TERMS), "vector": vector.tolist()}
        for number, vector in zip(numbers, vectors, strict=True)
    ]


if __name__ == "__main__":
    main()
