"""The tokenizer as its description reads, in plain Python: the oracle for the built one."""

import re

from kotae.embedding.carrier import Carrier

_NEVER = -1e30


def normalised(carrier: Carrier, text: str) -> str:
    """Return the text after the character map, with runs of spaces as one."""
    mapped = "".join(
        "".join(map(chr, carrier.characters.get(ord(letter), (ord(letter),)))) for letter in text
    )
    return re.sub(" {2,}", " ", mapped)


def token_ids(carrier: Carrier, text: str) -> list[int]:
    """Return the ids of the likeliest pieces between the two marks; runs of unknowns as one."""
    unknown = carrier.special["unk"]
    scores = {piece: (number, score) for number, (piece, score) in enumerate(carrier.pieces)}
    penalty = min(score for _, score in carrier.pieces) - 10
    longest = max(len(piece) for piece, _ in carrier.pieces)
    plain = normalised(carrier, text)
    plain = (plain if plain.startswith(" ") else " " + plain).replace(" ", "▁")
    best: list[tuple[float, int, int]] = [(0.0, 0, unknown)] + [(_NEVER, 0, unknown)] * len(plain)
    for start in range(len(plain)):
        for end in range(start + 1, min(start + longest, len(plain)) + 1):
            number, score = scores.get(plain[start:end], (unknown, _NEVER))
            if end == start + 1 and number == unknown:
                score = penalty
            if best[start][0] + score > best[end][0]:
                best[end] = (best[start][0] + score, start, number)
    ids: list[int] = []
    end = len(plain)
    while end:
        _, end, number = best[end]
        if not (number == unknown and ids and ids[-1] == unknown):
            ids.append(number)
    return [carrier.special["bos"], *reversed(ids), carrier.special["eos"]]
