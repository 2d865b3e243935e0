"""How the legs of retrieval are weighed."""
