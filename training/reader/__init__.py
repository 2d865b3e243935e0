"""Training of the reader, from the data to the weights."""
