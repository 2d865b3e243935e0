"""Questions over the shipped corpus and over its source."""
