"""The form for documents that may not be shown: hashes in the place of what they say.

A plain hash of 「500円」 is found by trying. So every hidden text is hashed together with a key that only who has the document
can make: a hash of the document's whole text. A proof doesn't hold it, and it isn't the plain SHA-256 of the text: of a file of
plain text that is the file's own, which stands in the proof.
"""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

from kotae.proof.content import Proof, ProvedCitation, ProvedDocument, ProvedSentence
from kotae.proof.coverage import hidden_coverage

__all__ = ["committed", "hidden", "hidden_text", "text_key", "text_sha256"]

_KEY: Final = b"kotae proof: key of a text\n"
_COMMITTED: Final = b"kotae proof: hash of a key\n"


def text_key(text: str) -> bytes:
    """Return the key that hides what a document says, 32 bytes."""
    return hashlib.sha256(_KEY + text.encode()).digest()


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a document's text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def committed(key: bytes) -> str:
    """Return what stands for the hash of a text in a proof that hides it."""
    return hashlib.sha256(_COMMITTED + key).hexdigest()


def hidden_text(key: bytes, field: str, text: str) -> str:
    """Return what stands for a text of a document.

    Args:
        key: Of the document, see :func:`text_key`.
        field: What the text is (``"quote"``), so that equal texts in two places don't show as equal.
        text: What is hidden.
    """
    return "hmac-sha256:" + hmac.digest(key, f"{field}\n{text}".encode(), "sha256").hex()


def hidden(proof: Proof, keys: Sequence[bytes]) -> Proof:
    """Return a proof without anything that its documents say.

    Left are the question, the answer's form, offsets, pages, hashes, and votes without their reasons; of a refusal its
    text too, which no document says. Titles, paths and headings are hidden as well. The seal is taken off.

    Args:
        proof: With quotes.
        keys: Of its documents, in order; see :func:`text_key`.
    """
    first = keys[proof.citations[0].document] if proof.citations else None
    answer = proof.answer
    update: dict[str, object] = {}
    if first is not None:
        update["text"] = hidden_text(first, "answer", answer.text)
    if answer.short is not None:
        key = keys[proof.citations[answer.short.citation].document]
        update["short"] = answer.short.model_copy(
            update={"text": hidden_text(key, "short", answer.short.text)}
        )
    update["sentences"] = tuple(
        _sentence(sentence, keys[proof.citations[sentence.citations[0]].document])
        for sentence in answer.sentences
    )
    return proof.model_copy(
        update={
            "form": "hashes",
            "answer": answer.model_copy(update=update),
            "citations": tuple(_citation(citation, keys[citation.document]) for citation in proof.citations),
            "documents": tuple(map(_document, proof.documents, keys)),
            "coverage": None if proof.coverage is None else hidden_coverage(proof.coverage),
            "pictures": (),
            "seal": None,
        }
    )


def _sentence(sentence: ProvedSentence, key: bytes) -> ProvedSentence:
    votes = tuple(vote.model_copy(update={"reason": ""}) for vote in sentence.votes)
    return sentence.model_copy(update={"text": hidden_text(key, "sentence", sentence.text), "votes": votes})


def _citation(citation: ProvedCitation, key: bytes) -> ProvedCitation:
    update = {
        "quote": hidden_text(key, "quote", citation.quote),
        "heading": hidden_text(key, "heading", citation.heading),
    }
    return citation.model_copy(update=update)


def _document(document: ProvedDocument, key: bytes) -> ProvedDocument:
    update = {name: hidden_text(key, name, getattr(document, name)) for name in ("path", "file", "title")}
    return document.model_copy(update={**update, "text_sha256": committed(key)})
