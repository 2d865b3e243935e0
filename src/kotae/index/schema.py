"""The tables of a store, as they are made and as they must be found."""

from typing import Final

__all__ = ["DOCUMENT", "INDEXES", "LAYOUT", "PASSAGE", "SCHEMA", "TABLES"]

DOCUMENT: Final = "id, title, path, language, text, blocks, metadata, warnings, struck"
LAYOUT: Final = "start, end, page, packed"
PASSAGE: Final = "start, end, page, heading, language, text, sentences"
"""The columns that are read back, in the order of a row."""

SCHEMA: Final = """
CREATE TABLE files (
  number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, sha256 BLOB NOT NULL,
  skipped_en TEXT NOT NULL, skipped_ja TEXT NOT NULL);
CREATE TABLE documents (
  number INTEGER PRIMARY KEY, file INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  path TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL,
  metadata TEXT NOT NULL, warnings TEXT NOT NULL, struck TEXT NOT NULL);
CREATE TABLE passages (
  row INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  page INTEGER, heading TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
  sentences TEXT NOT NULL, embedded BLOB NOT NULL, terms BLOB NOT NULL);
CREATE TABLE layouts (
  document INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER NOT NULL,
  packed BLOB NOT NULL);
"""
INDEXES: Final = """
CREATE INDEX documents_by_file ON documents (file);
CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX layouts_by_document ON layouts (document, page);
"""
TABLES: Final = frozenset(" ".join(made.split()) for made in SCHEMA.split(";") if made.strip())
"""What a store says of its tables, each in one line."""
