"""Gathering, measured on six written libraries."""
