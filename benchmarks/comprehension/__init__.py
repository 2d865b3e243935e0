"""Public reading comprehension, answered as kotae answers."""
