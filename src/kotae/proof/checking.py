"""Whether a proof holds: derived again from the papers, without an index and without the network.

Nothing of a proof is believed that can be looked up: what it says of a document is compared with the document as it is read
now, the answer's text is put together again from its sentences, and the council is asked again.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from kotae.answering.quoting import answer_text, refusal_text
from kotae.proof.content import BaseProof, Proof, ProvedSentence
from kotae.proof.coverage_check import check_coverage
from kotae.proof.documents import Held, check_citation, check_document, check_passage
from kotae.proof.findings import Finding, Report, Verdict, found
from kotae.proof.gathered import RowsProof
from kotae.proof.hiding import hidden_text
from kotae.proof.judging import Judging, check_votes
from kotae.proof.keys import fingerprint, signature_holds
from kotae.proof.made import Tools
from kotae.proof.papers import Papers
from kotae.proof.rows_check import Again, check_rows
from kotae.proof.sealing import seal_holds, sealed_bytes
from kotae.records import AnswerSentence, Citation, DocumentInfo, Language, Short

__all__ = ["Checker", "Worded", "out_of_range"]

_MOST_CHARS: Final = 4_000_000
"""As many can be quoted and read in one proof; each has to be looked at again, and a hash stands for any number."""

Worded: TypeAlias = Callable[[str, Language], str | None]
"""Says a value of a document in the other language; None where no rule knows how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks proofs.

    Attributes:
        papers: Where the documents are; None checks what can be checked without.
        tools: What reads and judges here.
        judging: Asks the council again.
        worded: Makes short answers again.
        again: Makes gathered rows and numbers again.
        key: The public key that must have signed; None takes any, or none.
    """

    papers: Papers | None
    tools: Tools
    judging: Judging
    worded: Worded
    again: Again
    key: bytes | None = None

    def check(self, proof: BaseProof) -> Report:
        """Return what holds, what doesn't, and what couldn't be checked."""
        return Report.of(self.findings(proof))

    def findings(self, proof: BaseProof) -> Iterator[Finding]:
        """Yield the findings, in the order of the proof."""
        yield _of_seal(proof)
        yield _of_signature(proof, self.key)
        if broken := out_of_range(proof):
            yield found("structure", "fails", broken)
            return
        documents = yield from self._documents(proof)
        hides = proof.form == "hashes"
        for number, citation in enumerate(proof.citations):
            if self.papers is not None:
                yield from check_citation(
                    citation, documents[citation.document], f"citations.{number}", hides=hides
                )
        for number, passage in enumerate(proof.read):
            yield from check_passage(passage, documents[passage.document], f"read.{number}")
        yield from check_coverage(proof, self.papers)
        if isinstance(proof, RowsProof):
            yield from check_rows(proof, documents, self.again)
        elif isinstance(proof, Proof):
            yield from _Said(
                proof=proof, documents=documents, judging=self.judging, worded=self.worded
            ).findings()

    def _documents(self, proof: BaseProof) -> Generator[Finding, None, list[Held]]:
        held: list[Held] = []
        if self.papers is None:
            yield found("no_papers", "unchecked", "documents")
            return [Held(shown=document.path) for document in proof.documents]
        for number in range(len(proof.documents)):
            for said in check_document(proof, number, self.papers, self.tools):
                if isinstance(said, Held):
                    held.append(said)
                else:
                    yield said
        return held


def _of_seal(proof: BaseProof) -> Finding:
    if not seal_holds(proof):
        return found("seal", "fails", "seal.sha256")
    return found("seal", "holds", "seal.sha256", seal=proof.seal.sha256 if proof.seal else "")


def _of_signature(proof: BaseProof, key: bytes | None) -> Finding:
    """Return what the signature says, and whose it is."""
    where, seal = "seal.signature", proof.seal
    if seal is None or (seal.public_key is None and seal.signature is None):
        return found("unsigned", "holds" if key is None else "fails", where)
    public, signature = bytes.fromhex(seal.public_key or ""), bytes.fromhex(seal.signature or "")
    if not signature_holds(public, signature, sealed_bytes(proof)):
        return found("signature", "fails", where)
    if key is not None and key != public:
        return found("signature_other", "fails", where, key=fingerprint(public))
    kind = "signature" if key is None else "signature_known"
    return found(kind, "holds", where, key=fingerprint(public))


def out_of_range(proof: BaseProof) -> str:
    """Return the first part of a proof that points at something it doesn't have; empty where none does."""
    documents, citations = len(proof.documents), len(proof.citations)
    pointing = [
        *((f"citations.{n}", c.document, documents) for n, c in enumerate(proof.citations)),
        *((f"read.{n}", p.document, documents) for n, p in enumerate(proof.read)),
        *((f"pictures.{n}", p.document, documents) for n, p in enumerate(proof.pictures)),
        *((where, place, citations) for where, place in proof.used()),
    ]
    spans = [
        *((f"citations.{n}", c.start, c.end) for n, c in enumerate(proof.citations)),
        *((f"read.{n}", p.start, p.end) for n, p in enumerate(proof.read)),
    ]
    wrong = [where for where, place, count in pointing if place >= count]
    wrong += [where for where, start, end in spans if start >= end]
    wrong += ["citations"] * (sum(end - start for _, start, end in spans) > _MOST_CHARS)
    used = {place for _, place in proof.used()}
    wrong += [f"citations.{n}" for n in range(citations) if n not in used]
    return wrong[0] if wrong else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What was said, held against the quotes."""

    proof: Proof
    documents: list[Held]
    judging: Judging
    worded: Worded

    def findings(self) -> Iterator[Finding]:
        """Yield what is found of the sentences, the short answer and the whole text."""
        texts = []
        for number, sentence in enumerate(self.proof.answer.sentences, start=1):
            text = self._text(sentence)
            texts.append(text)
            if (
                sentence.support == "quoted"
                and text is None
                and self._quote(sentence.citations[0]) is not None
            ):
                yield found("sentence", "fails", f"answer.sentences.{number - 1}.text", number=number)
            source = self._quote(sentence.citations[0]) if text is not None else None
            language = self.proof.answer.language
            yield from check_votes(sentence, source, self.judging, language, number=number)
        short = yield from self._short()
        yield from self._whole(texts, short)

    def _quote(self, number: int) -> str | None:
        """Return the quote of a citation; None where the proof hides it and its document isn't there."""
        citation = self.proof.citations[number]
        if self.proof.form == "quotes":
            return citation.quote
        document = self.documents[citation.document].document
        return document.text[citation.start : citation.end] if document is not None else None

    def _hidden(self, number: int, field: str, text: str) -> str:
        return hidden_text(self.documents[self.proof.citations[number].document].key, field, text)

    def _text(self, sentence: ProvedSentence) -> str | None:
        """Return what a sentence says, checked where it is a quote; None where that doesn't hold or isn't known."""
        if sentence.support != "quoted":
            return sentence.text if self.proof.form == "quotes" else None
        quotes = [self._quote(number) for number in sentence.citations]
        first = sentence.citations[0]
        for quote in quotes:
            hides = self.proof.form == "hashes"
            said = self._hidden(first, "sentence", quote) if hides and quote is not None else quote
            if said == sentence.text:
                return quote
        return None

    def _short(self) -> Generator[Finding, None, Short | None]:
        """Yield what is wrong with the short answer; return it as it was shown, None where there is none."""
        proved, where = self.proof.answer.short, "answer.short"
        if proved is None:
            return None
        held = self.documents[self.proof.citations[proved.citation].document]
        if held.document is None or (held.excused and not held.exact):
            yield found("short", "unchecked", where)
            return self._as_short(proved.text) if self.proof.form == "quotes" else None
        span = held.document.text[proved.start : proved.end]
        language = self.proof.answer.language
        possible = [span, self.worded(span, language) or span] if span else []
        for text in possible:
            hides = self.proof.form == "hashes"
            shown = self._hidden(proved.citation, "short", text) if hides else text
            if shown == proved.text and (text == span or proved.language == language):
                return self._as_short(text)
        verdict: Verdict = "fails" if held.exact else "unchecked"
        yield found("short", verdict, where)
        return self._as_short(proved.text) if self.proof.form == "quotes" else None

    def _as_short(self, text: str) -> Short:
        proved = self.proof.answer.short
        assert proved is not None
        return Short(text=text, language=proved.language, citation=_NO_CITATION)

    def _whole(self, texts: list[str | None], short: Short | None) -> Iterator[Finding]:
        """Yield whether the answer's text is made of what was found."""
        answer, where = self.proof.answer, "answer.text"
        if (answer.status == "answered") != bool(answer.sentences) or (answer.short and not answer.sentences):
            yield found("answer", "fails", where)
            return
        if not answer.sentences:
            named = [answer.missing[:count] for count in range(len(answer.missing) + 1)]
            holds = answer.text in [refusal_text(answer.language, words) for words in named]
            yield found("answer", "holds" if holds else "fails", where)
            return
        if None in texts or (answer.short is not None and short is None):
            yield found("answer", "unchecked", where)
            return
        # White space around what was written isn't shown, so nothing but this would find it.
        padded = any(
            text != (text or "").strip()
            for text, sentence in zip(texts, answer.sentences, strict=True)
            if sentence.support != "quoted"
        )
        sentences = [
            AnswerSentence(text=text or "", citations=(), support=sentence.support)
            for text, sentence in zip(texts, answer.sentences, strict=True)
        ]
        text = answer_text(sentences, short=short, language=answer.language)
        if self.proof.form == "hashes":
            text = self._hidden(0, "answer", text)
        yield found("answer", "holds" if text == answer.text and not padded else "fails", where)


_NO_CITATION = Citation(
    start=0, end=0, quote="", document=DocumentInfo(id="", title="", path="", language="en")
)
