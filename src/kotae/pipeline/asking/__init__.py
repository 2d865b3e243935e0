"""A question to open libraries: what may be asked, what it is narrowed to, and what leaves with the answer."""
