"""How long passages are, and how far they overlap."""
