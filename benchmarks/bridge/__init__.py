"""How the translation table between the languages is learned."""
