"""Which texts go through the model together.

A batch costs as many tokens as its longest text times its texts. Texts of like length go
together, and a batch holds a fixed number of tokens rather than of texts, so that long
texts don't need more memory and short ones don't waste the processor.
"""

from collections.abc import Sequence

__all__ = ["plan_batches"]


def plan_batches(lengths: Sequence[int], *, batch_tokens: int) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the texts of each batch, longest texts first.

    The longest first, so that too little memory shows at once and not at the end.

    Args:
        lengths: Tokens of each text.
        batch_tokens: The most tokens, padding included, in one batch; a longer text is a
            batch of its own.

    Returns:
        Every position once; ties in length stay in order; nothing for no texts.
    """
    batches: list[tuple[int, ...]] = []
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: -lengths[position]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > batch_tokens:
            batches.append(tuple(batch))
            batch = []
        batch.append(position)
    if batch:
        batches.append(tuple(batch))
    return tuple(batches)
