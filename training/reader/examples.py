"""Training examples of the reader: questions with several passages each, and claims.

    python -m training.reader.examples DATA INDEX OUT [--rehearsed 1] [--seed 0]

DATA holds ``packs/``, ``reading_comprehension/``, ``bitext/`` and ``entailment/``; beside them are the libraries of this
folder, several papers of one organisation each. INDEX is an index that kotae built over the papers of both, one text
file each, named ``FOLDER/FILE_NUMBER.txt``. Written are ``train.npz``, and ``dev.npz`` and ``dev_libraries.npz`` from the
third and eighth file of every folder, which are never trained on: token ids, so that training needs neither kotae nor what
it stands on (:mod:`training.reader.arrays`). Where weights that know all the rest go on to the libraries, ``--rehearsed`` is
the share of the rest that is read once more, so that it isn't forgotten.
"""

import argparse
import random
from pathlib import Path

from training.reader.arrays import write_arrays
from training.reader.packs import Packs
from training.reader.papers import LIBRARIES
from training.reader.public import comprehension, count, entailment, same_in_the_other_language


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rehearsed", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    train, dev = Packs(given.data / "packs", given.index, rng).groups()
    train += comprehension(given.data / "reading_comprehension", rng)
    train += same_in_the_other_language(given.data / "bitext", rng)
    train += entailment(given.data / "entailment", rng)
    train = rng.sample(train, round(given.rehearsed * len(train)))
    of_libraries, of_dev = Packs(LIBRARIES, given.index, rng).groups()
    for name, groups in (("train", train + of_libraries), ("dev", dev), ("dev_libraries", of_dev)):
        print(name, len(groups), count(groups), flush=True)
        write_arrays(groups, given.out / f"{name}.npz")


if __name__ == "__main__":
    main()
