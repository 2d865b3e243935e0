"""What a proof tells of its making: what was searched, and with what."""

from kotae.proof.part import Count as _Place
from kotae.proof.part import Part as _Part

__all__ = ["Library", "Tools"]


class Library(_Part):
    """What was searched, as the maker's index knew it.

    Attributes:
        documents: How many documents it held.
        passages: How many passages.
        left_out: How many files of the folder couldn't be read.
        built: When, ISO 8601.
    """

    documents: _Place
    passages: _Place
    left_out: _Place
    built: str


class Tools(_Part):
    """What made the proof.

    Attributes:
        at: When, ISO 8601.
        kotae: Its version.
        parsers: Versions of the libraries that read the files.
        reading: Settings that shape what is read.
        embedding: Fingerprint of the embedding model.
        reader: SHA-256 of the reader's weights; ``"overlap"`` where none were used.
        translations: SHA-256 of the translation table.
        writer: The language model that wrote, empty for quotes.
    """

    at: str
    kotae: str
    parsers: dict[str, str]
    reading: dict[str, int | bool]
    embedding: str
    reader: str
    translations: str
    writer: str
