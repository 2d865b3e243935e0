"""The reader: from papers with questions to ``src/kotae/reader/weights``."""
