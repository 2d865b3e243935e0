"""The first bytes by which files of other kinds are known, for messages about files whose name misleads."""

from typing import Final

__all__ = ["known_format"]

_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (Office, EPUB)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a", "RAR"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"ID3\x03", "MP3"),
    (b"OggS\x00", "Ogg"),
    (b"fLaC", "FLAC"),
    (b"bplist00", "property list"),
)


def known_format(data: bytes) -> str:
    """Return the name of a binary format by its first bytes; empty for none that is known."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "")
