"""Every paper of the packs and of the libraries as a text file of its own, to be indexed by kotae.

    python -m training.reader.papers DATA OUT

DATA holds ``packs/``; written are ``OUT/FOLDER/FILE_NUMBER.txt``: title, blank line, text.
"""

import argparse
from pathlib import Path

from benchmarks.libraries.packs import read_pack

LIBRARIES = Path(__file__).parent / "libraries"


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    for root in (given.data / "packs", LIBRARIES):
        for file in sorted(root.glob("*/*.txt")):
            folder = given.out / file.parent.name
            folder.mkdir(parents=True, exist_ok=True)
            for number, document in enumerate(read_pack(file)):
                text = f"{document.title}\n\n{document.text}\n"
                (folder / f"{file.stem}_{number}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
