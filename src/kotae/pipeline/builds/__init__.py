"""A folder of documents → the next generation of an index."""
