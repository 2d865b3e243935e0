"""Answers whose evidence is in the other language, with and without a language model."""
