"""Cells of tables in PDF files against a truth that others wrote down."""
