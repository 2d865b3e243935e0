"""Text with marks: Markdown, AsciiDoc, Org, reStructuredText, notebooks."""
