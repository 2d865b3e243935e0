"""Bytes → text: which encoding a file is in, and whether it is text at all."""
