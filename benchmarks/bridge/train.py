"""Train the table that ships with kotae: ``python -m benchmarks.bridge.train DATA [--output FILE]``.

DATA is a folder with ``bitext/`` and ``dict_sudachi_synonyms/``; JMdict comes from ``jamdict-data``.
The inputs and their licences are listed in ``src/kotae/translation/data/README.md``.
"""

import argparse
import time
from pathlib import Path

from benchmarks.record import record
from kotae.pipeline.builds.bridge_training import train_bridge

PACKAGED = Path(__file__).parents[2] / "src/kotae/translation/data/bridge.npz"
BITEXTS = (
    "small_parallel_enja/train.jsonl",
    "jec_basic/sentences.jsonl",
    "python_docs_bitext/train.jsonl",
    "ami_jaen/dev.jsonl",
)


def main() -> None:
    """Train, and say how long it took and what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, default=PACKAGED)
    parser.add_argument("--without", nargs="*", default=[], help="leave out: a bitext, 'sudachi' or 'jmdict'")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    began, processor = time.monotonic(), time.process_time()
    table = train_bridge(
        [arguments.data / "bitext" / name for name in BITEXTS if name.split("/")[0] not in arguments.without],
        arguments.output,
        synonyms=None
        if "sudachi" in arguments.without
        else arguments.data / "dict_sudachi_synonyms/ja_en_pairs.jsonl",
        jmdict="jmdict" not in arguments.without,
    )
    figures = {
        "links": len(table),
        "English words": len(table.words("en")),
        "Japanese words": len(table.words("ja")),
        "MB": round(arguments.output.stat().st_size / 1e6, 1),
        "seconds": round(time.monotonic() - began),
        "processor seconds": round(time.process_time() - processor),
    }
    print(", ".join(f"{value:,} {name}" for name, value in figures.items()))
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.bridge.train DATA --record",
            on=f"{len(BITEXTS)} bitexts, the Sudachi synonyms and JMdict",
            figures=figures,
            settings={"without": arguments.without} if arguments.without else None,
        )


if __name__ == "__main__":
    main()
