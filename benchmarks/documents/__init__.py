"""A thousand real documents, read."""
