"""How the weights that kotae ships are made: commands, data, cards."""
