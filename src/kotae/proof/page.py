"""A proof as one HTML file for people without kotae: no script, nothing loaded, and the proof itself inside.

Everything that documents, file names and questions say is escaped before any markup is put around it. What is shown is made from
the proof by :func:`page_of` alone, so that whether a page says what its proof says is told by making it again.
"""

import html
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Final

from kotae.passages import breadcrumb
from kotae.proof.content import BaseProof, Proof, ProvedCitation, ProvedSentence
from kotae.proof.gathered import RowsProof
from kotae.proof.keys import fingerprint
from kotae.proof.markup import small, tag, text
from kotae.proof.rows_page import rows_of
from kotae.proof.sealing import canonical
from kotae.proof.words import word
from kotae.records import PageImage

__all__ = ["PNG", "PROOF_ID", "page_of"]

PROOF_ID: Final = "kotae-proof"
"""The element that holds the proof itself."""

PNG: Final = "data:image/png;base64,"
"""How the address of a picture begins."""

_POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_STYLE: Final = (
    "body{font:16px/1.7 system-ui,'Hiragino Sans','Noto Sans JP',sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d2330;background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #c9ced8}"
    "blockquote{margin:.5rem 0;padding:.5rem 1rem;border-left:4px solid #2f5fb3;background:#f4f6fa}code{font-size:.85rem;"
    "word-break:break-all}.k-small{color:#4b5468;font-size:.9rem}table{border-collapse:collapse}td,th{border:1px solid #c9ced8;"
    "padding:.2rem .6rem;text-align:left}.k-page{position:relative;display:inline-block;border:1px solid #c9ced8}.k-page img{"
    "display:block;max-width:100%}.k-box{position:absolute;background:#ffd40066;outline:1px solid #b58900}"
    "pre{white-space:pre-wrap;word-break:break-all;font-size:.75rem}"
)


def page_of(proof: BaseProof, pictures: Mapping[tuple[int, int], PageImage], *, language: str) -> str:
    """Return the page.

    Args:
        proof: Sealed; its ``pictures`` are those given.
        pictures: Pages of documents, by the document's number and the page's.
        language: Of the labels, ``"ja"`` or ``"en"``.
    """
    title = word("title", language)
    parts = [
        tag("h1", text(title)),
        tag("h2", text(word("question", language))),
        tag("p", text(proof.question), dir="auto"),
        tag("h2", text(word("answer", language))),
        *(rows_of(proof, language) if isinstance(proof, RowsProof) else _answer(proof, language)),
        *_sources(proof, pictures, language),
        *_documents(proof, language),
        *_coverage(proof, language),
        *_closing(proof, language),
    ]
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}">'
        f"<title>{text(title)}</title><style>{_STYLE}</style>"
    )
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def _answer(proof: BaseProof, language: str) -> Iterable[str]:
    if not isinstance(proof, Proof):
        return
    answer = proof.answer
    if proof.form == "hashes" and answer.sentences:
        yield tag("p", text(word("hidden", language)))
        return
    if not answer.sentences:
        yield tag("p", tag("strong", text(word("not_found", language))))
        yield tag("p", text(answer.text), dir="auto")
        return
    if answer.short is not None:
        yield tag("p", tag("strong", text(answer.short.text)), dir="auto")
    for sentence in answer.sentences:
        marks = "".join(f"[{number + 1}]" for number in sentence.citations)
        yield tag("p", f"{text(sentence.text)} {marks}", dir="auto")
        yield small(word(f"support_{sentence.support}", language))
        yield from _votes(sentence, language)


def _votes(sentence: ProvedSentence, language: str) -> Iterable[str]:
    if sentence.votes:
        said = {True: "passed", False: "failed", None: "abstained"}
        lines = (
            f"{vote.checker}: {word(said[vote.passed], language)} ({vote.score:.2f}) {vote.reason}"
            for vote in sentence.votes
        )
        yield tag("ul", "".join(tag("li", text(line)) for line in lines), class_="k-small")


def _sources(proof: BaseProof, pictures: Mapping[tuple[int, int], PageImage], language: str) -> Iterable[str]:
    if proof.citations:
        yield tag("h2", text(word("sources", language)))
    shown: set[tuple[int, int]] = set()
    for number, citation in enumerate(proof.citations, start=1):
        document = proof.documents[citation.document]
        hides = proof.form == "hashes"
        name = "" if hides else breadcrumb((document.title, citation.heading))
        yield tag("h3", f"[{number}] {text(name)}")
        place = word("place", language, start=citation.start, end=citation.end)
        page = f", {word('page', language, page=citation.page)}" if citation.page else ""
        yield small(f"{f'({citation.document + 1})' if hides else document.path}{page}, {place}")
        quote = tag("code", text(citation.quote)) if hides else text(citation.quote)
        yield tag("blockquote", quote, dir="auto")
        yield from () if hides else _cells(citation, language)
        for box in citation.boxes:
            place_of = (citation.document, box.page)
            if place_of in pictures and place_of not in shown:
                shown.add(place_of)
                yield _pictured(proof, place_of, pictures[place_of], language)


def _cells(citation: ProvedCitation, language: str) -> Iterable[str]:
    if citation.cells:
        head = "".join(tag("th", text(word(key, language))) for key in ("cell", "value"))
        rows = (
            tag("td", text(cell.address))
            + tag("td", text(citation.quote[cell.start - citation.start : cell.end - citation.start]))
            for cell in citation.cells
        )
        yield tag("table", "".join(tag("tr", row) for row in (head, *rows)))


def _pictured(proof: BaseProof, place: tuple[int, int], image: PageImage, language: str) -> str:
    """Return a page with every quote on it marked."""
    boxes = [
        box
        for citation in proof.citations
        for box in citation.boxes
        if (citation.document, box.page) == place
    ]
    marks = "".join(
        tag(
            "span",
            "",
            class_="k-box",
            style=f"left:{100 * box.x0 / image.width:.3f}%;top:{100 * box.y0 / image.height:.3f}%;"
            f"width:{100 * (box.x1 - box.x0) / image.width:.3f}%;height:{100 * (box.y1 - box.y0) / image.height:.3f}%",
        )
        for box in boxes
    )
    label = word("picture", language)
    size = f"{image.width:.2f} {image.height:.2f}"
    picture = f'<img alt="{html.escape(label)}" title="{size}" src="{PNG}{b64encode(image.png).decode()}">'
    return small(label) + tag("div", picture + marks, class_="k-page")


def _documents(proof: BaseProof, language: str) -> Iterable[str]:
    yield tag("h2", text(word("documents", language)))
    rows = [
        tag("th", text(word("file", language))) + tag("th", "SHA-256"),
        *(
            tag("td", text(f"({number})" if proof.form == "hashes" else document.file))
            + tag("td", tag("code", document.sha256))
            for number, document in enumerate(proof.documents, start=1)
        ),
    ]
    yield tag("table", "".join(tag("tr", row) for row in rows))
    library = proof.library
    yield small(
        word(
            "searched",
            language,
            documents=library.documents,
            passages=library.passages,
            left_out=library.left_out,
            built=library.built,
        )
    )


def _coverage(proof: BaseProof, language: str) -> Iterable[str]:
    """The certificate of what was looked at; nothing for a proof that has none."""
    coverage = proof.coverage
    if coverage is None:
        return
    yield tag("h2", text(word("coverage", language)))
    yield tag(
        "p",
        text(
            word(
                "coverage_counts_rows" if isinstance(proof, RowsProof) else "coverage_counts",
                language,
                in_scope=coverage.in_scope,
                searched=coverage.searched,
                passages=coverage.passages,
                uncovered=coverage.uncovered,
                read=len(proof.read),
            )
        ),
    )
    conditions = "; ".join(": ".join((name, ", ".join(values))) for name, values in coverage.narrowed.items())
    narrowed = word("coverage_narrowed", language, conditions=conditions)
    yield small(narrowed if coverage.narrowed else word("coverage_whole", language))
    if coverage.unread:
        head = "".join(tag("th", text(word(f"coverage_{key}", language))) for key in ("unread", "why"))
        rows = [
            tag("td", text(one.path)) + tag("td", text(one.ja if language == "ja" else one.en))
            for one in coverage.unread
        ]
        yield tag("table", "".join(tag("tr", row) for row in (head, *rows)))
    if coverage.files:
        rows = [tag("td", text(file.path)) + tag("td", tag("code", file.sha256)) for file in coverage.files]
        listed = tag("table", "".join(tag("tr", row) for row in rows))
        summary = tag("summary", text(word("coverage_files", language, count=coverage.searched_files)))
        yield tag("details", summary + listed)


def _closing(proof: BaseProof, language: str) -> Iterable[str]:
    yield tag("h2", text(word("how", language)))
    yield tag("p", text(word("how_file", language)))
    yield tag("p", text(word("how_kotae", language)))
    seal = proof.seal
    if seal is not None:
        yield small(f"{word('seal', language)}: {seal.sha256}")
        signed = seal.public_key is not None
        key = fingerprint(bytes.fromhex(seal.public_key or ""))
        yield small(word("signed", language, key=key) if signed else word("unsigned", language))
    yield small(word("made", language, at=proof.made.at, kotae=proof.made.kotae))
    yield tag("h2", text(word("limits", language)))
    rows = ("limit_rows",) if isinstance(proof, RowsProof) else ()
    limits = (tag("li", text(word(key, language))) for key in ("limit_true", *rows, "limit_made"))
    yield tag("ul", "".join(limits))
    inside = tag("pre", html.escape(canonical(proof).decode()), id=PROOF_ID)
    yield tag("details", tag("summary", text(word("machine", language))) + inside)
