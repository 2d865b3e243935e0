"""A library in an engine against the same one in a folder."""
