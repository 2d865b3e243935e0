"""Whether the certificate of coverage in a proof fits the papers."""

from collections.abc import Iterator
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Listed
from kotae.proof.content import BaseProof
from kotae.proof.coverage import Coverage, hidden_file
from kotae.proof.findings import Finding, found
from kotae.proof.papers import Papers

__all__ = ["check_coverage"]

_WHERE: Final = "coverage"
_NAMED: Final = 5


def check_coverage(proof: BaseProof, papers: Papers | None) -> Iterator[Finding]:
    """Yield what is found of the certificate: whether it contradicts itself, and whether the files searched are those here.

    Args:
        proof: The proof.
        papers: Where the documents are; None for what can be checked without.
    """
    coverage = proof.coverage
    if coverage is None:
        yield found("no_coverage", "holds", "version")
        return
    if coverage.contradicts_itself or not _holds_the_cited(proof, coverage):
        yield found("coverage", "fails", _WHERE)
        return
    if papers is None:
        return
    if coverage.searched_files and not coverage.files:
        yield found("coverage_unlisted", "unchecked", _WHERE, count=coverage.searched_files)
        return
    wrong = list(_compared(proof, coverage, papers))
    yield from wrong
    if not wrong:
        yield found(
            "coverage",
            "holds",
            _WHERE,
            searched=coverage.searched,
            in_scope=coverage.in_scope,
            files=coverage.searched_files,
        )


def _holds_the_cited(proof: BaseProof, coverage: Coverage) -> bool:
    """Whether every document that the answer speaks of is of a file that was searched."""
    hides = proof.form == "hashes"
    named = {file.sha256 for file in coverage.files}
    own = {hidden_file(one.sha256) if hides else one.sha256 for one in proof.documents}
    return not coverage.files or own <= named


def _compared(proof: BaseProof, coverage: Coverage, papers: Papers) -> Iterator[Finding]:
    hides = proof.form == "hashes"
    here = {path: hashes for path in papers.files() if (hashes := _hashes(papers, path))}
    covers = {
        path: {hidden_file(one) for one in hashes} if hides else set(hashes) for path, hashes in here.items()
    }
    known = set().union(*covers.values()) if covers else set()
    told = {file.sha256 for file in coverage.files}
    cited = {document.file for document in proof.documents}  # of these it is said by themselves
    lost = [file for file in coverage.files if file.sha256 not in known]
    changed = [file.path for file in lost if file.path in here and file.path not in cited]
    if changed:
        yield found("coverage_changed", "fails", _WHERE, paths=_listed(changed), count=len(changed))
    missing = [file.path for file in lost if file.path not in here and file.path not in cited]
    if missing:
        yield found("coverage_missing", "unchecked", _WHERE, paths=_listed(missing), count=len(missing))
    aside = {one.path for one in coverage.unread}
    # Whoever narrowed a question said which papers aren't looked at; more than a thousand aren't named.
    if coverage.narrowed or coverage.uncovered > len(coverage.unread) or (hides and coverage.unread):
        return
    more = [path for path, hashes in covers.items() if not hashes & told and path not in aside]
    more = [path for path in more if path not in changed and path not in cited]
    if more:
        yield found("coverage_more", "unchecked", _WHERE, paths=_listed(more), count=len(more))


def _hashes(papers: Papers, path: str) -> tuple[str, ...]:
    try:
        return papers.hashes(path) or ()
    except ReadingError:  # a file that nobody can read was searched by nobody
        return ()


def _listed(paths: list[str]) -> Listed:
    shown = [path for path in paths if path][:_NAMED]
    return Listed([*shown, "…"] if len(shown) < len(paths) else shown)
