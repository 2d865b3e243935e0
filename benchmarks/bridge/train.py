"""Train the table that ships with kotae: ``python -m benchmarks.bridge.train DATA [--output FILE]``.

DATA is a folder with ``bitext/`` and ``dict_sudachi_synonyms/``; JMdict comes from ``jamdict-data``.
The inputs and their licences are listed in ``src/kotae/translation/data/README.md``.
"""

import argparse
import time
from pathlib import Path

from kotae.pipeline.bridge_training import train_bridge

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
    print(
        f"{len(table):,} links, {len(table.words('en')):,} English and {len(table.words('ja')):,} Japanese words, "
        f"{arguments.output.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s "
        f"({time.process_time() - processor:.0f} s of one core)"
    )


if __name__ == "__main__":
    main()
