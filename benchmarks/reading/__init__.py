"""How fast documents are read."""
