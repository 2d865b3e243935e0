"""How long a question takes."""
