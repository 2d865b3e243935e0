"""Passages made from text, as for answering."""

from tests.answering.conftest import make_hits

__all__ = ["make_hits"]
