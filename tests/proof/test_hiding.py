"""The form without quotes: it says nothing of what the documents say, and holds all the same."""

import hashlib
import hmac
import re

from kotae.proof import Checker, Proof
from kotae.proof.hiding import committed, hidden, text_key
from kotae.proof.sealing import canonical, sealed
from tests.proof.builders import FILES, Library


def hashed(proof: Proof, made: Library) -> Proof:
    keys = [text_key(made.knowledge.document(document.path).text) for document in proof.documents]
    return sealed(hidden(proof, keys))


def test_nothing_of_the_documents_is_in_it(proof: Proof, made: Library) -> None:
    written = canonical(hashed(proof, made)).decode()
    for name, text in FILES.items():
        for word in [name, *re.findall(r"[A-Za-z]{6,}|[0-9][0-9,]{3,}|[ァ-ヶ一-龠]{2,}", text)]:
            if word not in proof.question and word not in ("charset", "passed", "version"):
                assert word not in written
    assert proof.question in written


def test_a_guess_without_the_document_shows_nothing(proof: Proof, made: Library) -> None:
    """The key can't be made from anything in the proof: a file of plain text has its text's own SHA-256."""
    hides = hashed(proof, made)
    quote, hashes = proof.citations[0].quote, [document.sha256 for document in hides.documents]
    guesses = [hashlib.sha256(quote.encode()).hexdigest()]
    for known in [*hashes, *(document.text_sha256 for document in hides.documents)]:
        keys = (bytes.fromhex(known), known.encode())
        guesses += [hmac.digest(key, f"quote\n{quote}".encode(), "sha256").hex() for key in keys]
    assert hides.citations[0].quote.removeprefix("hmac-sha256:") not in guesses
    key = text_key(made.knowledge.document("ja/予算.md").text)
    assert hides.documents[0].text_sha256 == committed(key)
    expected = hmac.digest(key, f"quote\n{quote}".encode(), "sha256").hex()
    assert hides.citations[0].quote == f"hmac-sha256:{expected}"


def test_it_holds_and_what_it_hides_is_checked(proof: Proof, made: Library, checker: Checker) -> None:
    hides = hashed(proof, made)
    report = checker.check(hides)
    unchecked = [(finding.kind, finding.where) for finding in report.findings if finding.verdict != "holds"]
    # A written sentence isn't in the proof: the council can't be asked about it.
    assert unchecked == [("votes", "answer.sentences.0.votes"), ("answer", "answer.text")]
    for number, citation in enumerate(hides.citations):
        other = citation.model_copy(update={"start": citation.start + 1})
        citations = tuple(other if n == number else c for n, c in enumerate(hides.citations))
        wrong = checker.check(sealed(hides.model_copy(update={"citations": citations})))
        assert wrong.verdict == "fails"
