"""Open indexes: libraries held open, each by the generation that answers now."""
