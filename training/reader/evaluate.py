"""Scores reader weights on the development groups, which were never trained on.

python -m training.reader.evaluate DEV.npz WEIGHTS.safetensors
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file

from training.reader.batches import Examples
from training.reader.measures import measured
from training.reader.network import Embeddings, ReaderNetwork
from training.reader.train import as_trained


def main() -> None:
    """Print the figures by direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args()
    embeddings = Embeddings.load(given.dev)
    network = ReaderNetwork(embeddings).eval().to(given.device)
    network.load_state_dict(as_trained(load_file(given.weights)))
    print(measured(network, Examples.load(given.dev), embeddings, torch.device(given.device)))


if __name__ == "__main__":
    main()
