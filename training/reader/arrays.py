"""Groups as arrays of token ids: what training reads, small enough to travel.

Texts that several groups share are kept once. With them go the rows of the default model's word embeddings that occur,
as they lie in its file: 4 bits a weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.carrier import default_carrier
from kotae.embedding.pieces import default_cutter
from kotae.folding import fold
from kotae.reader.inputs import MAX_TOKENS
from training.reader.groups import Group, Text

__all__ = ["write_arrays"]

_MOST_QUESTION: Final = 96


@dataclass(slots=True)
class _Store:
    """Token ids of texts, each once."""

    numbers: dict[str, int] = field(default_factory=dict)
    ids: list[list[int]] = field(default_factory=list)

    def add(self, text: str, ids: list[int]) -> int:
        """Return a text's number."""
        if text not in self.numbers:
            self.numbers[text] = len(self.ids)
            self.ids.append(ids)
        return self.numbers[text]

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return all ids in a row and where each text begins."""
        bounds = np.cumsum([0, *map(len, self.ids)])
        return {
            f"{name}.ids": np.concatenate([np.array(ids, np.int32) for ids in self.ids]),
            f"{name}.bounds": bounds,
        }


@dataclass(slots=True)
class _Groups:
    questions: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    directions: list[str] = field(default_factory=list)
    bounds: list[int] = field(default_factory=lambda: [0])
    # One row a passage: context, text, the answer's first and last token in the text, -1 for none.
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)


class _Tokens:
    """Cuts texts as the reader does."""

    def __init__(self) -> None:
        self._cutter = default_cutter()
        self.texts = _Store()
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def ids(self, text: str, most: int) -> int:
        if text in self.texts.numbers:
            return self.texts.numbers[text]
        return self.texts.add(text, self._cutter.ids(text)[:most] if text else [])

    def answer(self, text: Text) -> tuple[int, int, int] | None:
        """Return a passage's number and its answer's first and last token; None where the answer is cut off."""
        if text.text not in self._spans:
            ids, spans = self._cutter.spans(text.text)
            self._spans[text.text] = spans[:MAX_TOKENS]
            self.texts.add(text.text, ids[:MAX_TOKENS])
        number = self.texts.numbers[text.text]
        if text.start < 0:
            return number, -1, -1
        covering = [k for k, (a, b) in enumerate(self._spans[text.text]) if a < text.end and b > text.start]
        if not covering or self._spans[text.text][covering[-1]][1] < text.end:
            return None
        # White space belongs to the token behind it: an answer doesn't begin with what is only that.
        first = next(
            (k for k in covering if text.text[slice(*self._spans[text.text][k])].strip()), covering[0]
        )
        return number, first, covering[-1]


def write_arrays(groups: Sequence[Group], path: Path) -> None:
    """Write groups; those whose answer is cut off are left out.

    Args:
        groups: At least one.
        path: Ends in ``.npz``.
    """
    tokens, kept = _Tokens(), _Groups()
    for group in groups:
        found = [tokens.answer(text) for text in group.passages]
        if any(one is None for one in found):
            continue
        for text, one in zip(group.passages, found, strict=True):
            assert one is not None
            context = tokens.ids(text.context, MAX_TOKENS)
            kept.rows.append((context, *one))
        kept.questions.append(tokens.ids(fold(group.question), _MOST_QUESTION))
        kept.labels.append(group.label)
        kept.kinds.append(group.kind)
        kept.directions.append(group.tags[0] if group.tags else "")
        kept.bounds.append(len(kept.rows))
    arrays = tokens.texts.arrays("texts")
    used, arrays["texts.ids"] = np.unique(np.concatenate([[0, 2], arrays["texts.ids"]]), return_inverse=True)
    arrays["texts.ids"] = arrays["texts.ids"][2:].astype(np.uint16 if len(used) < 65536 else np.int32)
    carrier = default_carrier()
    blocks = carrier.blocks("emb.word").reshape(-1, carrier.hidden // 32)[used]
    arrays |= {"words.scales": blocks["scale"], "words.nibbles": blocks["nibbles"]}
    arrays |= {"words.type": carrier.matrix("emb.type", carrier.hidden)[0]}
    arrays |= {"words.places": carrier.matrix("emb.pos", carrier.hidden)}
    arrays |= {f"words.norm.{at}": carrier.matrix(f"emb.ln.{at}", 0) for at in "wb"}
    arrays |= {"questions": np.array(kept.questions, np.int32), "labels": np.array(kept.labels, np.int8)}
    arrays |= {"kinds": np.array(kept.kinds), "directions": np.array(kept.directions)}
    arrays |= {"bounds": np.array(kept.bounds, np.int64), "rows": np.array(kept.rows, np.int32)}
    np.savez_compressed(path, allow_pickle=False, **arrays)
    print(
        path,
        f"{path.stat().st_size / 1e6:.1f} MB, {len(used)} of the vocabulary, {len(arrays['texts.ids'])} tokens",
    )
