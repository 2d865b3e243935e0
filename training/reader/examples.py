"""Training examples of the reader: questions with several passages each, and claims.

    python -m training.reader.examples DATA INDEX OUT [--seed 0]

DATA holds ``packs/``, ``reading_comprehension/``, ``bitext/`` and ``entailment/``; INDEX is an index that kotae built
over the packs' documents, one text file each, named ``FOLDER/FILE_NUMBER.txt``. Written are ``train.npz``, and
``dev.npz`` from the third and eighth file of every pack, which is never trained on: token ids, so that training
needs neither kotae nor what it stands on (:mod:`training.reader.arrays`).
"""

import argparse
import random
from pathlib import Path

from training.reader.arrays import write_arrays
from training.reader.packs import Packs
from training.reader.public import comprehension, count, entailment, same_in_the_other_language


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    train, dev = Packs(given.data / "packs", given.index, rng).groups()
    train += comprehension(given.data / "reading_comprehension", rng)
    train += same_in_the_other_language(given.data / "bitext", rng)
    train += entailment(given.data / "entailment", rng)
    for name, groups in (("train", train), ("dev", dev)):
        print(name, len(groups), count(groups), flush=True)
        write_arrays(groups, given.out / f"{name}.npz")


if __name__ == "__main__":
    main()
