"""Conversations kept on this machine: SQLite beside the index, so that a restart loses nothing.

A turn is written when its question is asked and again when it is answered; a server killed in
between leaves the question. Every conversation belongs to the name that signed in, which is empty
where nobody has to.
"""

import re
import sqlite3
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Final

from pydantic import TypeAdapter, ValidationError

from kotae.gathering import Gathered
from kotae.index.database import Beside
from kotae.messages import Message
from kotae.records import Answer, AnswerSentence
from kotae.ui.conversations.conversation import Turn

__all__ = ["ConversationInfo", "ConversationStore"]

MAX_TITLE_CHARS = 200
MAX_LISTED = 500

_ANSWER: Final = TypeAdapter(Answer)
_CHECKED: Final = TypeAdapter(tuple[AnswerSentence, ...])
_GATHERED: Final = TypeAdapter(Gathered)
_NAME: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_OLD: Final = Message("This answer was kept by another version of kotae and can't be read; ask again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationInfo:
    """One line of the list.

    Attributes:
        id: 32 hexadecimal digits.
        title: Its first question, or the name it was given.
        changed: When the last question was asked; aware, in UTC.
    """

    id: str
    title: str
    changed: datetime


class ConversationStore(Beside):
    """The conversations of one index."""

    __slots__ = ()

    FILE_NAME: ClassVar = "conversations.sqlite3"
    SCHEMA: ClassVar = (
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        "CREATE TABLE IF NOT EXISTS conversations ("
        "id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, began TEXT NOT NULL, changed TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS turns ("
        "conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, number INTEGER NOT NULL, "
        "question TEXT NOT NULL, answer TEXT, error_en TEXT, error_ja TEXT, key TEXT NOT NULL, "
        "scope_en TEXT, scope_ja TEXT, gathered TEXT, checked TEXT, PRIMARY KEY (conversation, number))",
    )
    LATER: ClassVar = tuple(
        ("turns", f"{column} TEXT") for column in ("scope_en", "scope_ja", "gathered", "checked")
    )
    FAILED: ClassVar = Message("conversations can't be kept")

    def keep(self, name: str, turn: Turn, *, owner: str) -> str:
        """Write a turn; return the conversation's id.

        Args:
            name: The conversation's id; anything that isn't one of the owner's begins a new one.
            turn: Replaces what was kept under its number.
            owner: Who asked.

        Raises:
            IndexWriteError: The file can't be written.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        answer = _ANSWER.dump_json(turn.answer).decode() if turn.answer else None
        rows = _GATHERED.dump_json(turn.gathered).decode() if turn.gathered else None
        checked = _CHECKED.dump_json(turn.checked).decode() if turn.checked else None
        error, scope = turn.error or (None, None), turn.scope or (None, None)
        with self.opened() as connection:
            if not self._owns(connection, name, owner):
                name = uuid.uuid4().hex
                row = (name, owner, _title(turn.question), now, now)
                connection.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?)", row)
            connection.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, name))
            values = (name, turn.number, turn.question, answer, *error, turn.key, *scope, rows, checked)
            connection.execute(
                f"INSERT OR REPLACE INTO turns VALUES ({', '.join('?' * len(values))})", values
            )
        return name

    def turns(self, name: str, *, owner: str) -> tuple[Turn, ...]:
        """Return a conversation's turns, oldest first; none where it isn't the owner's or isn't there.

        An answer that this version can't read any more is left out; its question stays.
        """
        if not self.path.exists():
            return ()
        with self.opened() as connection:
            rows = connection.execute(
                "SELECT number, question, answer, error_en, error_ja, key, gathered, checked, scope_en, scope_ja FROM turns "
                "JOIN conversations ON id = conversation WHERE id = ? AND owner = ? ORDER BY number",
                (name, owner),
            ).fetchall()
        return tuple(_turn(*row) for row in rows)

    def count(self, name: str, *, owner: str) -> int:
        """Return the highest number of a conversation's turns; 0 where there is none."""
        if not name or not self.path.exists():
            return 0
        sql = "SELECT coalesce(max(number), 0) FROM turns JOIN conversations ON id = conversation WHERE id = ? AND owner = ?"
        with self.opened() as connection:
            return int(connection.execute(sql, (name, owner)).fetchone()[0])

    def conversations(self, *, owner: str, wanted: str = "") -> tuple[ConversationInfo, ...]:
        """Return the owner's conversations, the latest first, at most 500.

        Args:
            owner: Whose.
            wanted: Only those with each of these words in their title or in a question or answer; however they are
                written (wide or narrow, small or large); empty for all.
        """
        if not self.path.exists():
            return ()
        words = _folded(wanted).split()
        sql = (
            "SELECT id, title, changed FROM conversations WHERE owner = ? AND told(title || char(10) || coalesce((SELECT "
            "group_concat(question || char(10) || coalesce(json_extract(answer, '$.text'), ''), char(10)) "
            "FROM turns WHERE conversation = id), '')) ORDER BY changed DESC, rowid DESC LIMIT ?"
        )

        def told(kept: str) -> bool:
            said = _folded(kept) if words else ""
            return all(word in said for word in words)

        with self.opened() as connection:
            connection.create_function("told", 1, told, deterministic=True)
            rows = connection.execute(sql, (owner, MAX_LISTED)).fetchall()
        return tuple(
            ConversationInfo(id=name, title=title, changed=datetime.fromisoformat(changed))
            for name, title, changed in rows
        )

    def rename(self, name: str, title: str, *, owner: str) -> bool:
        """Give a conversation another title; return whether it is there and the title isn't empty."""
        kept = _title(title)
        if not kept or not self.path.exists():
            return False
        with self.opened() as connection:
            sql = "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?"
            return connection.execute(sql, (kept, name, owner)).rowcount == 1

    def delete(self, name: str, *, owner: str) -> bool:
        """Delete a conversation with its turns; return whether it was there."""
        if not self.path.exists():
            return False
        with self.opened() as connection:
            sql = "DELETE FROM conversations WHERE id = ? AND owner = ?"
            return connection.execute(sql, (name, owner)).rowcount == 1

    @staticmethod
    def _owns(connection: sqlite3.Connection, name: str, owner: str) -> bool:
        if not _NAME.fullmatch(name):
            return False
        sql = "SELECT 1 FROM conversations WHERE id = ? AND owner = ?"
        return connection.execute(sql, (name, owner)).fetchone() is not None


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


def _title(words: str) -> str:
    return " ".join(words.split())[:MAX_TITLE_CHARS]


def _turn(
    number: int,
    question: str,
    answer: str | None,
    en: str | None,
    ja: str | None,
    key: str,
    gathered: str | None,
    checked: str | None,
    *scope: str | None,
) -> Turn:
    error = _both(en, ja)
    try:
        read = _ANSWER.validate_json(answer) if answer else None
        rows = _GATHERED.validate_json(gathered) if gathered else None
        passed = _CHECKED.validate_json(checked) if checked else ()
    except ValidationError:
        read = rows = None
        passed = ()
        error = (_OLD.text("en"), _OLD.text("ja"))
    return Turn(
        number=number,
        question=question,
        answer=read,
        checked=passed,
        error=error,
        key=key,
        scope=_both(*scope),
        gathered=rows,
    )


def _both(en: str | None, ja: str | None) -> tuple[str, str] | None:
    return (en, ja) if en is not None and ja is not None else None
