"""Checking a proof from the papers alone: with the reader, the council and the settings of this machine."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kotae import __version__
from kotae.config import Settings
from kotae.errors import ModelError, ProofError, failing_as
from kotae.gathering import Gathered
from kotae.index.reader import IndexReader
from kotae.parsing import ReadingSettings
from kotae.pipeline.builds.corpus_files import corpus_folder
from kotae.proof import Checker, Report
from kotae.proof.content import BaseProof
from kotae.proof.judging import Judging
from kotae.proof.made import Tools
from kotae.proof.page_check import check_page, read_page
from kotae.proof.papers import Papers, parser_versions
from kotae.proof.sealing import MAX_PAGE_BYTES, parsed
from kotae.reader.weights import default_weights
from kotae.records import Answer, Language, Vote

if TYPE_CHECKING:
    from kotae.segmentation import Analyzer

__all__ = ["checker_for", "here", "judges", "made_with", "verify"]

_OVERLAP: Final = "overlap"


def verify(
    path: str | Path,
    corpus: str | Path | None = None,
    *,
    key: bytes | None = None,
    settings: Settings | None = None,
) -> Report:
    """Check a proof against the documents, without an index and without the network.

    Args:
        path: The file: a proof, or a page with one.
        corpus: The folder of documents; None checks what can be checked without.
        key: The public key that must have signed, 32 bytes; see :func:`kotae.proof.load_public_key`.
        settings: None reads file and environment.

    Returns:
        What holds, what doesn't, and what couldn't be checked.

    Raises:
        ProofError: The file is missing, no proof, or a newer one.
        CorpusError: The folder is missing.
    """
    settings = settings or Settings()
    path = Path(path)
    data, shown = _file(path), path.name
    page = None
    if data.lstrip()[:1] == b"<":
        text = data.decode("utf-8", "replace")
        page = read_page(text)
        proof = parsed(page.proof if page else b"", shown=shown)
    else:
        proof = parsed(data, shown=shown)
    papers = None
    if corpus is not None:
        papers = Papers(corpus_folder(Path(corpus)), settings.reading, wanted=proof.documents)
    findings = list(checker_for(papers, settings, proof, key=key).findings(proof))
    if page is not None:
        findings.append(check_page(text, page, proof, version=__version__))
    return Report.of(findings)


def _file(path: Path) -> bytes:
    with (
        failing_as(
            ProofError, "{path}: the proof can't be read ({reason}); check the path.", on=OSError, path=path
        ),
        path.open("rb") as file,
    ):
        data = file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise ProofError(
            "{path}: the file is larger than {limit:.0f} MB, more than a proof can be; check the path.",
            path=path,
            limit=MAX_PAGE_BYTES / 1e6,
        )
    return data


def checker_for(
    papers: Papers | None, settings: Settings, proof: BaseProof, *, key: bytes | None = None
) -> Checker:
    """Return what checks a proof here.

    Args:
        papers: Where the documents are; None for what can be checked without.
        settings: All settings.
        proof: What is checked: it says which reader judged.
        key: As for :func:`verify`.

    Raises:
        ModelError: The reader's weights or the translations are missing.
    """
    from kotae.pipeline.checking.proved_rows import rows_again
    from kotae.segmentation import Analyzer, Segmenter

    segmenter = Segmenter()
    analyzer = Analyzer(segmenter)
    words_only = proof.made.reader == _OVERLAP
    used = judges(settings, words_only=words_only)

    def worded(span: str, target: Language) -> str | None:
        from kotae.answering.rendering.reading_aid import load_aid
        from kotae.answering.worded import worded

        aid = load_aid()
        return worded(
            span, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=proof.question
        )

    def ask(sentence: str, sources: Sequence[str], language: Language) -> tuple[Vote, ...]:
        return _votes(sentence, sources, language, analyzer, settings, words_only=words_only)

    return Checker(
        papers=papers,
        tools=here(settings.reading),
        judging=Judging(
            ask=ask,
            same=(proof.made.reader, proof.made.translations) == used and proof.made.kotae == __version__,
        ),
        worded=worded,
        again=rows_again(settings, analyzer, segmenter),
        key=key,
    )


def _votes(
    sentence: str,
    sources: Sequence[str],
    language: Language,
    analyzer: "Analyzer",
    settings: Settings,
    *,
    words_only: bool,
) -> tuple[Vote, ...]:
    """Return what the council says; the language model that wrote isn't asked."""
    from kotae.pipeline.opened.lender import make_answerer

    council = make_answerer(analyzer, settings, words_only=words_only).council
    return council.judge(sentence, sources, language=language)[1]


def here(reading: ReadingSettings) -> Tools:
    """Return what reads here."""
    return Tools(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        kotae=__version__,
        parsers=parser_versions(),
        reading={
            name: getattr(reading, name) for name in ("max_expanded_bytes", "max_pages", "max_nesting", "ocr")
        },
        embedding="",
        reader="",
        translations="",
        writer="",
    )


def judges(settings: Settings, *, words_only: bool) -> tuple[str, str]:
    """Return the hashes of the reader's weights and of the translations."""
    chosen = settings.retrieval.bridge_table
    packaged = resources.files("kotae.translation") / "data" / "bridge.npz"
    with failing_as(
        ModelError,
        "The reader's weights or the translations can't be read ({reason}). Install kotae again.",
        on=OSError,
    ):
        table = Path(chosen).read_bytes() if chosen else packaged.read_bytes()
        weights = b"" if words_only else default_weights().read_bytes()
    return (_OVERLAP if words_only else hashlib.sha256(weights).hexdigest()), hashlib.sha256(
        table
    ).hexdigest()


def made_with(settings: Settings, reader: IndexReader, said: Answer | Gathered, *, words_only: bool) -> Tools:
    """Return what a proof of this is made with, as :func:`here` and by this index."""
    weights, table = judges(settings, words_only=words_only)
    sentences = () if isinstance(said, Gathered) else said.sentences
    wrote = any(sentence.support != "quoted" for sentence in sentences)
    model = settings.generation.model
    return here(settings.reading).model_copy(
        update={
            "embedding": reader.manifest.model,
            "reader": weights,
            "translations": table,
            "writer": (Path(model).name or settings.generation.backend) if wrote else "",
        }
    )
