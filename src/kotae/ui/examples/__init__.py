"""Example questions, made of what a library says."""
