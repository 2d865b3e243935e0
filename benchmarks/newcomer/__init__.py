"""A newcomer's first evening."""
