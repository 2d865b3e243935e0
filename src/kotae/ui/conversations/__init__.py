"""Conversations: kept, listed, shown, taken along."""
