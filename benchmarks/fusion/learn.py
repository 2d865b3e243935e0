"""Learn the fusion's weights across domains: ``python -m benchmarks.fusion.learn SETS CACHE NAME…``.

SETS holds BEIR folders; every NAME (``python_faq.ja``) is one. Their indexes are built once under
CACHE. For each setting the figures of every set are printed; a default is taken only if it was
chosen without the domain it is judged on: the last table leaves each domain out in turn.
"""

import argparse
import math
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.record import record
from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from kotae.embedding.protocol import Embedder
from kotae.embedding.remembering import RememberingEmbedder
from kotae.evaluation.dataset import Dataset, load_dataset
from kotae.index.reader import IndexReader
from kotae.pipeline import build
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.segmentation import Analyzer, Segmenter

GRID: Final = (0.2, 0.3, 0.35, 0.4, 0.5, 0.6)
ABLATION: Final = {
    "all legs": RetrievalSettings(),
    "without words": RetrievalSettings(dense_weight=1.0, cross_dense_weight=1.0),
    "without dense": RetrievalSettings(dense_weight=0.0, cross_dense_weight=0.0),
    "without bridge": RetrievalSettings(bridge=False),
    "without gloss": RetrievalSettings(gloss=False),
    "without context": RetrievalSettings(context=0.0),
}


def open_index(dataset: Dataset, folder: Path, embedder: Embedder) -> IndexReader:
    """Build the set's index if it isn't there, and open it."""
    if dataset.corpus is None:
        raise SystemExit(f"{dataset.folder}: no corpus.jsonl")
    with tempfile.TemporaryDirectory() as documents:
        shutil.copy2(dataset.corpus, documents)
        build(documents, folder, embedder=embedder)
    return IndexReader.open(folder)


def measure(retriever: Retriever, dataset: Dataset, names: Sequence[str]) -> dict[str, float]:
    """Return nDCG@10 by language of the question; a document counts with its best passage."""
    gains: defaultdict[str, list[float]] = defaultdict(list)
    for query in dataset.queries:
        if not (relevant := dataset.qrels.get(query.id)):
            continue
        rows = [found.row for found in retriever.rank(query.text, top_k=60)]
        found = list(dict.fromkeys(names[row] for row in rows))[:10]
        gain = sum(1 / math.log2(rank + 2) for rank, name in enumerate(found) if name in relevant)
        gains[query.language].append(
            gain / sum(1 / math.log2(rank + 2) for rank in range(min(10, len(relevant))))
        )
    return {language: float(np.mean(values)) for language, values in sorted(gains.items())}


def main() -> None:
    """Measure the ablation and the grid, and choose with each domain left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    embedder = RememberingEmbedder(SentenceTransformerEmbedder.load(EmbeddingSettings()))
    analyzer = Analyzer(Segmenter())
    figures: dict[str, dict[float, dict[str, float]]] = {}
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for name in arguments.names:
        dataset = load_dataset(arguments.sets / name)
        with open_index(dataset, arguments.cache / name, embedder) as reader:
            documents = [reader.documents[number].path.partition("#")[2] for number in reader.owners]
            for label, settings in ABLATION.items():
                retriever = Retriever(reader=reader, embedder=embedder, analyzer=analyzer, settings=settings)
                found = measure(retriever, dataset, documents)
                table[label] |= {f"{name}, {asked}": round(gain, 3) for asked, gain in found.items()}
                print(name, label, _shown(found), flush=True)
            figures[name] = {}
            for weight in GRID:
                settings = RetrievalSettings(dense_weight=weight, cross_dense_weight=weight)
                retriever = Retriever(reader=reader, embedder=embedder, analyzer=analyzer, settings=settings)
                figures[name][weight] = found = measure(retriever, dataset, documents)
                table[f"dense {weight}"] |= {
                    f"{name}, {asked}": round(gain, 3) for asked, gain in found.items()
                }
                print(name, f"dense {weight}", _shown(figures[name][weight]), flush=True)
    _choose(figures)
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.fusion.learn SETS CACHE NAME… --record",
            on=f"nDCG@10 on {', '.join(arguments.names)}, by the language of the question",
            figures=table,
        )


def _shown(figures: dict[str, float]) -> str:
    return "  ".join(f"{language} {figure:.3f}" for language, figure in figures.items())


def _choose(figures: dict[str, dict[float, dict[str, float]]]) -> None:
    """Print the weights that are best on all domains but one, and what they reach on that one."""
    domains = sorted({name.partition(".")[0] for name in figures})
    for crosses in (False, True):
        for left_out in [*domains, "none"]:
            means = {
                weight: np.mean(
                    [
                        figure
                        for name, by_weight in figures.items()
                        if name.partition(".")[0] != left_out
                        for language, figure in by_weight[weight].items()
                        if (language != name.rpartition(".")[2] and name.rpartition(".")[2] in {"ja", "en"})
                        == crosses
                    ]
                )
                for weight in GRID
            }
            best = max(means, key=lambda weight: float(means[weight]))
            print(
                f"{'cross' if crosses else 'same'} language, without {left_out}: dense {best} ({means[best]:.4f})"
            )


if __name__ == "__main__":
    main()
