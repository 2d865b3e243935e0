"""OpenDocument files: text, sheets, slides."""
