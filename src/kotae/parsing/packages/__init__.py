"""Zip packages: archives, EPUB books, and the files that Office programs put into one."""
