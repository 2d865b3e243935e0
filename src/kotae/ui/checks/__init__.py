"""What goes through a whole library: contradictions, its health, gathering."""
