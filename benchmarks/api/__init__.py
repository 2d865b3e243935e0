"""What the API costs over asking in Python, and whether it holds many at once."""
