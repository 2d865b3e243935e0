"""Writes trained weights as they are shipped: int8, with their card beside them.

    python -m training.reader.export WEIGHTS.safetensors CARD.json OUT_FOLDER

CARD.json holds what the card says of data, figures and limits; backbone, hash and size are added here.
"""

import argparse
import hashlib
import json
from pathlib import Path

from safetensors.numpy import save_file
from safetensors.torch import load_file

from kotae.reader.weights import quantised


def main() -> None:
    """Write ``reader.safetensors`` and ``card.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("card", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    target = given.out / "reader.safetensors"
    weights = {name: weight.float().numpy() for name, weight in load_file(given.weights).items()}
    save_file(quantised(weights), target)
    data = target.read_bytes()
    told = json.loads(given.card.read_text(encoding="utf-8"))
    card = {
        "backbone": "multilingual-e5-small",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        **told,
    }
    (given.out / "card.json").write_text(
        json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(target, len(data))


if __name__ == "__main__":
    main()
