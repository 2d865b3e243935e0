"""What a build says it did."""

from kotae.index.reader import IndexReader
from kotae.index.rows import as_skipped
from kotae.index.writer import IndexWriter
from kotae.pipeline.builds.intake import Intake
from kotae.records import BuildReport

__all__ = ["report_of", "report_unchanged"]


def report_unchanged(previous: IndexReader) -> BuildReport:
    """Return the report of a build that found everything as it was."""
    counts = previous.manifest.counts
    skipped = [as_skipped(file) for _, file in previous.store.files().values() if file.skipped_en]
    return BuildReport(
        documents=counts["documents"],
        passages=counts["passages"],
        added=0,
        changed=0,
        removed=0,
        unchanged=counts["documents"],
        embedded=0,
        skipped=tuple(skipped),
        warnings=tuple(
            f"{path}: {warning}" for path, found in previous.store.warnings().items() for warning in found
        ),
        seconds=0.0,
    )


def report_of(writer: IndexWriter, intake: Intake, embedded: int) -> BuildReport:
    """Return the report of a build, with ``embedded`` texts that got a vector."""
    changes = intake.changes
    return BuildReport(
        documents=writer.documents,
        passages=writer.passages,
        added=changes.added,
        changed=changes.changed,
        removed=changes.removed,
        unchanged=changes.unchanged,
        read_anew=changes.read_anew,
        embedded=embedded,
        skipped=tuple(intake.skipped),
        warnings=tuple(intake.warnings),
        seconds=0.0,
    )
