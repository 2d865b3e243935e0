"""Texts → token ids, by the default model's own SentencePiece file.

The file ships with kotae (``training/assets/tokenizer.py`` writes it): a trie of the pieces' bytes takes a fifth of
the memory that the same pieces take in the ``tokenizers`` library, and cuts texts several times as fast.
"""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from kotae.embedding.encoder import asset

__all__ = ["END", "START", "PieceCutter", "default_cutter", "marked"]

START: Final = 0
END: Final = 2


class PieceCutter:
    """Cuts texts into token ids; safe to use from many threads.

    Args:
        file: What SentencePiece reads.
    """

    def __init__(self, file: Path) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_proto=file.read_bytes())
        # SentencePiece drops white space at a text's end; the model was run with a token for it.
        self._space = int(self._processor.piece_to_id("▁"))

    def ids(self, text: str) -> list[int]:
        """Return the token ids of a text, without marks around them."""
        ids: list[int] = self._processor.encode(_encodable(text))
        return [*ids, self._space] if text[-1:].isspace() else ids

    def spans(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the token ids of a text, and of each the code points of the text that it covers."""
        cut = self._processor.encode_as_offset_mapping(_encodable(text))
        # Of the pieces of one character ("㈱" is read as "(株)") all but the last are given no width.
        spans = [(start, max(end, start + 1)) for start, end in cut["offsets"]]
        if text[-1:].isspace():
            return [*cut["ids"], self._space], [*spans, (len(text) - 1, len(text))]
        return cut["ids"], spans


_loading = threading.Lock()


def default_cutter() -> PieceCutter:
    """Return the cutter of the default model, one for embedder and reader; who asks while it is loaded waits for it."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> PieceCutter:
    return PieceCutter(asset("tokenizer.model"))


def _encodable(text: str) -> str:
    """Return the text with half surrogates, which no encoding knows, as question marks: as many code points."""
    return text.encode("utf-8", "replace").decode("utf-8")


def marked(tokens: Sequence[int], *, most: int) -> list[int]:
    """Return a text's tokens between the marks of its start and end, cut to so many."""
    return [START, *tokens[: most - 2], END]
