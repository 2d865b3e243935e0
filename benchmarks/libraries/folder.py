"""The documents of a pack as the files they would be: text, Markdown, a table of commas, a mail."""

import re
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from benchmarks.libraries.packs import Document

__all__ = ["write_folder"]

_HEADERS = ("From", "To", "Date", "Subject")


def write_folder(documents: Sequence[Document], folder: Path) -> None:
    """Write every document into a folder, named by its number and title.

    Plain text begins with its title; Markdown, tables and mails are written as they stand, a mail's headers encoded as
    a mail program encodes them.

    Args:
        documents: Of one pack.
        folder: Made where it isn't there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(documents, start=1):
        name = re.sub(r"\W+", "_", document.title)[:40].strip("_")
        path = folder / f"{number:02}_{name}.{document.form}"
        path.write_bytes(_content(document))


def _content(document: Document) -> bytes:
    if document.form == "eml":
        return _mail(document.text)
    if document.form == "txt" and not document.text.startswith(document.title):
        return f"{document.title}\n\n{document.text}\n".encode()
    return f"{document.text}\n".encode()


def _mail(text: str) -> bytes:
    head, _, body = text.partition("\n\n")
    mail = EmailMessage()
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        if name in _HEADERS:
            mail[name] = value
    mail.set_content(body + "\n", cte="base64")
    return mail.as_bytes()
