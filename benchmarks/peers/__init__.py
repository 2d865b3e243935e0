"""kotae beside other systems."""
