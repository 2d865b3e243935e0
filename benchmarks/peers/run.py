"""Compare kotae with LlamaIndex, LangChain and txtai: same model, same passages, same questions.

    python -m benchmarks.peers.run SET [SET …] [--record]

Each SET is a folder in the BEIR layout. The peers get an environment of their own (made once, in
``--environment``), because their dependencies aren't ours. A document counts at the rank of its best passage.
"""

import argparse
import json
import subprocess
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path

from benchmarks.record import record
from kotae.config import Settings
from kotae.embedding.locating import model_folder
from kotae.evaluation.dataset import Dataset, load_dataset
from kotae.evaluation.metrics import mean_scores, score_run
from kotae.evaluation.runner import evaluate
from kotae.parsing import read_file
from kotae.passages import embedding_text
from kotae.segmentation import Segmenter

HERE = Path(__file__).parent
PEERS = [
    (name, variant) for name in ("LlamaIndex", "LangChain", "txtai") for variant in ("default", "japanese")
]
METRICS = ("nDCG@10", "MRR@10", "recall@1", "all@10")
Figures = Mapping[str, Mapping[str, float]]


def environment(folder: Path) -> Path:
    """Return the peers' Python, installed at the first run."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt"],
            check=True,
        )
    return python


def write_inputs(dataset: Dataset, folder: Path, settings: Settings) -> None:
    """Write the passages kotae makes, and the questions, for the peers to read."""
    if dataset.corpus is None:
        raise SystemExit(f"{dataset.folder}: has no corpus.jsonl")
    segmenter = Segmenter()
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as out:
        for document in read_file(dataset.corpus, relative_path="corpus.jsonl", settings=settings.reading):
            passages = settings.passages.split(document, segmenter.document_sentences(document))
            key = document.info.path.partition("#")[2]
            for number, passage in enumerate(passages):
                row = {"id": f"{key}\t{number}", "text": embedding_text(passage)}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as out:
        for query in dataset.queries:
            out.write(json.dumps({"id": query.id, "text": query.text}, ensure_ascii=False) + "\n")


def by_language(dataset: Dataset, run: Mapping[str, Mapping[str, float]]) -> Figures:
    """Return the mean figures of a run for each language of the questions."""
    scores = score_run(run, dataset.qrels)
    languages = sorted({query.language for query in dataset.queries})
    return {
        language: mean_scores(scores, [q.id for q in dataset.queries if q.language == language])
        for language in languages
    }


def peer_figures(
    python: Path, name: str, variant: str, dataset: Dataset, inputs: Path, model: Path
) -> Figures:
    """Return one peer's figures, run in its own environment."""
    command = [python, HERE / "systems.py", name, variant, inputs, model]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])["found"]
    run = {}
    for query, passages in found.items():
        documents = dict.fromkeys(passage.partition("\t")[0] for passage in passages)
        run[query] = {document: 1 / rank for rank, document in enumerate(documents, 1)}
    return by_language(dataset, run)


def main() -> None:
    """Run every system on every set and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--environment", type=Path, default=Path(".venv-peers"))
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    settings = Settings()
    python = environment(arguments.environment).absolute()
    model = model_folder(settings.embedding)
    table: dict[str, dict[str, float]] = {}
    for folder in arguments.sets:
        dataset = load_dataset(folder)
        with tempfile.TemporaryDirectory() as inputs:
            write_inputs(dataset, Path(inputs), settings)
            figures = {
                f"{name} ({variant})": peer_figures(python, name, variant, dataset, Path(inputs), model)
                for name, variant in PEERS
            }
        figures["kotae"] = by_language(dataset, evaluate(dataset, settings=settings).run)
        for system, rows in figures.items():
            for language, row in rows.items():
                name = f"{dataset.name}, {language}: {system}"
                table[name] = {metric: round(row[metric], 3) for metric in METRICS}
                print(name, table[name], flush=True)
    if arguments.record:
        record(
            HERE,
            command="python -m benchmarks.peers.run SET … --record",
            on=f"same model, same passages, same questions: {', '.join(folder.name for folder in arguments.sets)}",
            figures=table,
        )


if __name__ == "__main__":
    main()
