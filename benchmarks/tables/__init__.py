"""How many cells of tables keep their labels."""
