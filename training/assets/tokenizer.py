"""Write the default model's tokenizer as a SentencePiece file.

    python -m training.assets.tokenizer src/kotae/embedding/assets/tokenizer.model

The pieces, their scores and the map of characters are those of the file that carries the model's weights.
"""

import argparse
from pathlib import Path
from typing import Any

from sentencepiece import sentencepiece_model_pb2

from kotae.embedding.carrier import Carrier, find_carrier, read_carrier
from kotae.embedding.charsmap import precompiled_charsmap

__all__ = ["tokenizer_model"]


def tokenizer_model(carrier: Carrier) -> bytes:
    """Return the bytes that ``SentencePieceProcessor`` reads.

    Args:
        carrier: Pieces, character map and special ids.
    """
    messages: Any = sentencepiece_model_pb2  # its types are made when it is imported
    model = messages.ModelProto()
    kinds = messages.ModelProto.SentencePiece
    special = dict.fromkeys(carrier.special.values(), kinds.CONTROL)
    special[carrier.special["unk"]] = kinds.UNKNOWN
    for number, (piece, score) in enumerate(carrier.pieces):
        model.pieces.add(piece=piece, score=score, type=special.get(number, kinds.NORMAL))
    trainer = model.trainer_spec
    trainer.model_type = trainer.UNIGRAM
    trainer.unk_id, trainer.pad_id = carrier.special["unk"], carrier.special["pad"]
    trainer.bos_id, trainer.eos_id = carrier.special["bos"], carrier.special["eos"]
    model.normalizer_spec.precompiled_charsmap = precompiled_charsmap(carrier.characters)
    return bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.parse_args().file.write_bytes(tokenizer_model(read_carrier(find_carrier())))


if __name__ == "__main__":
    main()
