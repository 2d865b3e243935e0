"""Good and bad marks that readers give to answers, kept beside the index.

They stay on this machine, and become an evaluation set: questions whose answers were judged
good, with the documents they cited as relevant.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Literal

from kotae.errors import IndexWriteError, failing_as
from kotae.index.database import Beside
from kotae.messages import Message
from kotae.new_file import check_new, write_new
from kotae.records import Answer, Document

__all__ = ["FeedbackStore"]

MAX_COMMENT_CHARS = 2_000


class FeedbackStore(Beside):
    """The judgements of one index."""

    __slots__ = ()

    FILE_NAME: ClassVar = "feedback.sqlite3"
    SCHEMA: ClassVar = (
        "CREATE TABLE IF NOT EXISTS judgements ("
        "number INTEGER PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL, "
        "status TEXT NOT NULL, answer TEXT NOT NULL, documents TEXT NOT NULL, "
        "good INTEGER NOT NULL, comment TEXT NOT NULL, turn TEXT NOT NULL DEFAULT '')",
    )
    LATER: ClassVar = (("judgements", "turn TEXT NOT NULL DEFAULT ''"),)
    FAILED: ClassVar = Message("the judgement can't be kept")

    def add(self, answer: Answer, *, good: bool, comment: str = "", turn: str = "") -> int:
        """Record a judgement and return its number.

        Args:
            answer: What was judged.
            good: The judgement.
            comment: At most 2,000 characters are kept.
            turn: The key of the turn that was judged; who knows it may comment.

        Raises:
            IndexWriteError: The file can't be written.
        """
        documents = dict.fromkeys(cited.document.id for s in answer.sentences for cited in s.citations)
        values = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            answer.question,
            answer.language,
            answer.status,
            answer.text,
            json.dumps(list(documents)),
            int(good),
            comment.strip()[:MAX_COMMENT_CHARS],
            turn,
        )
        with self.opened() as connection:
            sql = (
                "INSERT INTO judgements (at, question, language, status, answer, documents, good, comment, turn) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            )
            return int(connection.execute(sql, values).lastrowid or 0)

    def comment(self, turn: str, comment: str) -> bool:
        """Set the comment of a turn's last judgement; return whether there is one.

        Args:
            turn: The key it was judged with.
            comment: At most 2,000 characters are kept.
        """
        if not turn:
            return False
        kept = comment.strip()[:MAX_COMMENT_CHARS]
        sql = (
            "UPDATE judgements SET comment = ? WHERE number = "
            "(SELECT max(number) FROM judgements WHERE turn = ?)"
        )
        with self.opened() as connection:
            return connection.execute(sql, (kept, turn)).rowcount == 1

    def counts(self) -> Mapping[Literal["good", "bad"], int]:
        """Return how many answers were judged good and bad."""
        if not self.path.exists():
            return {"good": 0, "bad": 0}
        with self.opened() as connection:
            good, total = connection.execute(
                "SELECT coalesce(sum(good), 0), count(*) FROM judgements"
            ).fetchone()
        return {"good": good, "bad": total - good}

    def export(self, folder: Path, documents: Mapping[str, Document]) -> int:
        """Write the answers judged good as an evaluation set in the BEIR layout.

        Args:
            folder: Made if absent; ``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv``, none of which may be there.
            documents: Everything that can be found, by id; judgements of others are left out.

        Returns:
            How many questions were written.

        Raises:
            IndexWriteError: The folder can't be written.
            InputError: It holds such a file: it may be the user's own documents.
        """
        rows: list[tuple[str, str, str]] = []
        if self.path.exists():
            with self.opened() as connection:
                rows = connection.execute(
                    "SELECT question, language, documents FROM judgements "
                    "WHERE good = 1 AND status = 'answered' ORDER BY number"
                ).fetchall()
        judged = [
            (question, language, [name for name in json.loads(names) if name in documents])
            for question, language, names in rows
        ]
        return _write_set(folder, documents, [row for row in judged if row[2]])


def _write_set(
    folder: Path, documents: Mapping[str, Document], judged: list[tuple[str, str, list[str]]]
) -> int:
    with failing_as(
        IndexWriteError,
        "{path}: the evaluation set can't be written ({reason}); choose another folder.",
        on=OSError,
        path=folder,
    ):
        places = [folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / "test.tsv"]
        for path in places:
            if path.parent.is_dir():
                check_new(path)
        (folder / "qrels").mkdir(parents=True, exist_ok=True)
        for path, content in zip(places, _contents(documents, judged), strict=True):
            write_new(path, content.encode())
    return len(judged)


def _contents(
    documents: Mapping[str, Document], judged: list[tuple[str, str, list[str]]]
) -> tuple[str, str, str]:
    """Return the documents, the questions, and which document answers which."""
    corpus = [
        {"_id": name, "title": d.info.title, "text": d.text, "language": d.info.language}
        for name, d in documents.items()
    ]
    queries = [
        {"_id": f"q{number}", "text": question, "language": language}
        for number, (question, language, _) in enumerate(judged, start=1)
    ]
    relevant = "".join(
        f"q{number}\t{name}\t1\n" for number, (_, _, names) in enumerate(judged, start=1) for name in names
    )
    return _lines(corpus), _lines(queries), f"query-id\tcorpus-id\tscore\n{relevant}"


def _lines(records: list[dict[str, str]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
