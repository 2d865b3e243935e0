"""Which libraries read the formats."""
