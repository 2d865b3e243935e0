"""kotae（答え）: ask your own documents in Japanese or English, with exact citations."""

__version__ = "0.1.0"
