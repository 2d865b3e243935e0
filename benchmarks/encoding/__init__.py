"""How fast texts are embedded."""
