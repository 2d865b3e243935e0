"""The terms of the word index."""
