"""The stored index: vectors, words, documents and passages in one folder.

``index/CURRENT`` names the generation in ``index/generations/`` that answers. A build writes
the next generation beside it, checks it, and swaps in one step; nothing is ever changed in place.
"""
