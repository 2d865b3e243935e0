"""Conflicts, measured on two written libraries."""
