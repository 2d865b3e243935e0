"""The models on the page: seen, fetched, chosen."""
