"""texts → unit vectors."""
