"""Boxes of sentences and characters of pages, against other programs."""
