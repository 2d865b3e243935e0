"""Which vector index, and how many passages it holds."""
