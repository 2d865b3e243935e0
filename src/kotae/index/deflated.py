"""Compressed columns, expanded within a bound: a few kilobytes of zlib unfold to gigabytes otherwise."""

import zlib

__all__ = ["expanded"]


def expanded(packed: bytes, *, most: int) -> bytes:
    """Return what ``zlib.compress`` was given.

    Args:
        packed: What it returned.
        most: Bytes it can have at most, at least 1.

    Raises:
        ValueError: It is torn, altered or longer.
    """
    expander = zlib.decompressobj()
    try:
        content = expander.decompress(packed, most)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not expander.eof:
        raise ValueError(f"torn, or longer than {most:,} bytes")
    return content
