"""Plain text: paragraphs, headings, lists, columns and tables drawn with spaces."""
