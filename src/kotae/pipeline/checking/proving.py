"""Making a proof of an answer or of gathered rows, from the index and the papers."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kotae.config import Settings
from kotae.errors import ProofError, ReadingError, failing_as
from kotae.gathering import Gathered
from kotae.index.reader import IndexReader
from kotae.messages import Told
from kotae.pipeline.asking.places import drawn_page
from kotae.pipeline.checking.coverage import coverage_of
from kotae.pipeline.checking.proved_rows import cutting_of, proved_gathered, too_much
from kotae.pipeline.checking.verifying import checker_for, made_with
from kotae.proof import PrivateKey, Proof
from kotae.proof.content import (
    FORMAT,
    NEWEST,
    VERSION,
    BaseProof,
    Picture,
    ProvedAnswer,
    ProvedCitation,
    ProvedDocument,
    ProvedSentence,
    ProvedShort,
    ReadPassage,
)
from kotae.proof.gathered import RowsProof
from kotae.proof.hiding import hidden, text_key, text_sha256
from kotae.proof.judging import proved_vote
from kotae.proof.made import Library, Tools
from kotae.proof.page import page_of
from kotae.proof.papers import Papers
from kotae.proof.part import MOST
from kotae.proof.places import cited
from kotae.proof.sealing import MAX_BYTES, canonical, sealed
from kotae.records import Answer, Citation, PageImage

__all__ = ["ProofOptions", "proof_file"]

# The letters of a page can be read at it, and the file can still be sent by mail.
_LONGEST_SIDE: Final = 1_200
# A page with a proof is sent about by mail, and each picture makes it larger.
_MOST_PICTURES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOptions:
    """What a proof is to be.

    Attributes:
        page: An HTML page for people without kotae, the proof inside; else the proof alone.
        hashes: Hashes in the place of what the documents say.
        key: Who signs; None leaves it unsigned.
        language: Of the page's labels.
    """

    page: bool = False
    hashes: bool = False
    key: PrivateKey | None = None
    language: str = "en"


def proof_file(
    said: Answer | Gathered,
    reader: IndexReader,
    *,
    settings: Settings,
    words_only: bool,
    options: ProofOptions,
) -> bytes:
    """Return the proof of an answer, or of gathered rows, as a file: canonical JSON, or a page that holds it.

    Every document is read again, so that a proof holds when it is made.

    Args:
        said: As this index gave it.
        reader: The index.
        settings: All settings.
        words_only: Whether the reader that needs no model answered.
        options: What the proof is to be.

    Raises:
        ProofError: A document isn't in the index any more, its file has changed since, there is more than a proof can
            hold, or rows are to be hidden.
        ReadingError: A file can't be read.
    """
    if isinstance(said, Gathered) and options.hashes:
        raise ProofError(
            "A proof of rows shows what the documents say, for its numbers are made of it; make it without hashes only."
        )
    making = _Making(said=said, reader=reader, settings=settings)
    proof = making.proof(made_with(settings, reader, said, words_only=words_only))
    checker = checker_for(making.papers, settings, proof)
    if (report := checker.check(sealed(proof))).verdict == "fails":
        wrong = next(finding for finding in report.findings if finding.verdict == "fails")
        raise ProofError(
            "The proof wouldn't hold, so none was made: {finding}", finding=Told(en=wrong.en, ja=wrong.ja)
        )
    pictures: dict[tuple[int, int], PageImage] = {}
    if isinstance(proof, Proof) and options.hashes:
        proof = hidden(proof, making.keys)
    elif options.page:
        pictures = making.pictures(proof)
        shown = tuple(
            Picture(document=document, page=page, sha256=hashlib.sha256(image.png).hexdigest())
            for (document, page), image in pictures.items()
        )
        proof = proof.model_copy(update={"pictures": shown})
    proof = sealed(proof, options.key)
    written = canonical(proof)
    if len(written) > MAX_BYTES:
        raise too_much()
    if options.page:
        return page_of(proof, pictures, language=options.language).encode()
    return written


@dataclass(slots=True, kw_only=True)
class _Making:
    """Gathers what an answer rests on, each document and each place once."""

    said: Answer | Gathered
    reader: IndexReader
    settings: Settings
    papers: Papers = field(init=False)
    documents: dict[str, int] = field(default_factory=dict)
    proved: list[ProvedDocument] = field(default_factory=list)
    places: dict[tuple[int, int, int], int] = field(default_factory=dict)
    citations: list[ProvedCitation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.papers = Papers(Path(self.reader.manifest.corpus), self.settings.reading)

    def proof(self, tools: Tools) -> Proof | RowsProof:
        """Return the proof, not sealed.

        Raises:
            ProofError: There are more rows than a proof can hold, or as for :meth:`_document`.
        """
        said = self.said
        read: tuple[ReadPassage, ...] = ()
        kind: type[Proof | RowsProof] = Proof
        if isinstance(said, Gathered):
            if sum(1 + len(row.also) for row in said.rows) > MOST:
                raise too_much()
            cutting = cutting_of(self.reader.manifest.settings)
            kind, version = RowsProof, NEWEST
            own: dict[str, object] = {
                "gathered": proved_gathered(said, cutting=cutting, citation=self._citation)
            }
        else:
            version, own = VERSION, {"answer": self._answer(said)}
            read = tuple(
                ReadPassage(
                    document=self._document(hit.passage.document.id),
                    start=hit.passage.start,
                    end=hit.passage.end,
                )
                for hit in said.hits
            )
        manifest = self.reader.manifest
        return kind.model_validate(
            {
                **own,
                "format": FORMAT,
                "version": version,
                "form": "quotes",
                "question": said.question,
                "citations": tuple(self.citations),
                "documents": tuple(self.proved),
                "read": read,
                "library": Library(
                    documents=manifest.counts["documents"],
                    passages=manifest.counts["passages"],
                    left_out=sum(bool(file.skipped_en) for _, file in self.reader.store.files().values()),
                    built=manifest.created,
                ),
                "coverage": coverage_of(
                    said.narrowed,
                    self.reader,
                    self.settings,
                    read=frozenset(said.read) if isinstance(said, Gathered) else None,
                ),
                "made": tools,
            }
        )

    def _answer(self, answer: Answer) -> ProvedAnswer:
        sentences = tuple(
            ProvedSentence(
                # The answer shows what was written without white space around it; a quote stands as it is.
                text=sentence.text if sentence.support == "quoted" else sentence.text.strip(),
                support=sentence.support,  # type: ignore[arg-type]  # "unverified" is never shown
                citations=tuple(self._citation(citation) for citation in sentence.citations),
                votes=tuple(proved_vote(vote) for vote in sentence.votes),
            )
            for sentence in answer.sentences
        )
        return ProvedAnswer(
            status=answer.status,
            language=answer.language,
            text=answer.text,
            short=self._short(answer),
            sentences=sentences,
            missing=answer.missing,
            note=answer.note,
            confidence=round(answer.confidence, 4),
        )

    def _short(self, answer: Answer) -> ProvedShort | None:
        short = answer.short
        if short is None or short.span is None:
            return None
        return ProvedShort(
            text=short.text,
            language=short.language,
            citation=self._citation(short.citation),
            start=short.span.start,
            end=short.span.end,
        )

    def _citation(self, citation: Citation) -> int:
        number = self._document(citation.document.id)
        place = (number, citation.start, citation.end)
        if place not in self.places:
            paper = self.papers.paper(self.proved[number], hidden=False)
            assert paper is not None
            assert paper.document is not None
            self.places[place] = len(self.citations)
            self.citations.append(
                cited(paper.document, number=number, start=citation.start, end=citation.end)
            )
        return self.places[place]

    def _document(self, document_id: str) -> int:
        """Return the number of a document, read again the first time.

        Raises:
            ProofError: It isn't in the index, or its file isn't as it was.
        """
        if document_id in self.documents:
            return self.documents[document_id]
        with failing_as(
            ProofError,
            "The index has changed since the answer was given; ask again, then make the proof.",
            on=KeyError,
        ):
            stored = self.reader.document(document_id)
            file = self.reader.file_of(document_id)
        proved = ProvedDocument(
            id=document_id,
            path=stored.info.path,
            file=file.path,
            title=stored.info.title,
            sha256=file.sha256.hex(),
            text_sha256=text_sha256(stored.text),
            chars=len(stored.text),
        )
        paper = self.papers.paper(proved, hidden=False)
        if paper is not None and paper.error is not None:
            raise paper.error
        as_it_was = paper is not None and paper.document is not None and paper.hashes[0] == proved.sha256
        if paper is None or not as_it_was or paper.text_sha256 != proved.text_sha256:
            shown = json.dumps(file.path, ensure_ascii=False)
            raise ProofError(
                "{path}: the file has changed since it was indexed, or is read otherwise now; run `kotae "
                "index`, ask again, then make the proof.",
                path=shown,
            )
        self.documents[document_id] = len(self.proved)
        self.proved.append(proved)
        return self.documents[document_id]

    @property
    def keys(self) -> list[bytes]:
        """The keys that hide what the documents say, in order."""
        return [text_key(self.reader.document(proved.id).text) for proved in self.proved]

    def pictures(self, proof: BaseProof) -> dict[tuple[int, int], PageImage]:
        """Return the pages the quotes stand on, in order; none for formats without pages of their own."""
        places = dict.fromkeys(
            (citation.document, box.page) for citation in proof.citations for box in citation.boxes
        )
        found: dict[tuple[int, int], PageImage] = {}
        for document, page in list(places)[:_MOST_PICTURES]:
            identity = self.proved[document].id
            try:
                found[document, page] = drawn_page(
                    self.reader, identity, page, longest_side=_LONGEST_SIDE, settings=self.settings.reading
                )
            except ReadingError:  # a quote without its page's picture is a quote all the same
                continue
        return found
