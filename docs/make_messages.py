"""Bring the catalogue of messages up to date with the code, and compile it.

Run it after a message was added, changed or taken away: ``python docs/make_messages.py``. A new message gets
an empty entry in ``src/kotae/messages/ja/LC_MESSAGES/kotae.po``; write its Japanese there and run it again.
It needs Babel, which comes with ``kotae[dev]``. A test compares.
"""

import ast
import io
import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kotae.messages import CATALOGUES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "kotae"
ENTRIES = CATALOGUES / "ja" / "LC_MESSAGES" / "kotae.po"
COMPILED = ENTRIES.with_suffix(".mo")

_DATE = datetime(2026, 11, 27, tzinfo=UTC)
_ERROR_CLASS = re.compile(r"^class (\w+Error)\((\w+Error)\b", re.MULTILINE)


def keywords() -> dict[str, None]:
    """Return what a message is given to, always first: ``Message``, ``marked``, ``translate`` and kotae's errors."""
    pairs = [found for path in SOURCE.rglob("*.py") for found in _ERROR_CLASS.findall(path.read_text())]
    errors = {"KotaeError"}
    while further := {name for name, base in pairs if base in errors} - errors:
        errors |= further
    # The first thing a setting's error is given is the setting.
    return dict.fromkeys(["Message", "marked", "translate", *sorted(errors - {"SettingValueError"})])


def read_python(
    file: IO[bytes], names: Collection[str], _: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the messages of a Python file as Babel wants them of a method: line, function, message, comments.

    Unlike Babel's own method it sees into f-strings and takes the help texts of the command line.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            said = node.args[:1] if name in names else []
            said += [keyword.value for keyword in node.keywords if keyword.arg == "help"]
            for one in said:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
                    yield one.lineno, None, one.value, []


def used() -> Iterator[tuple[str, str]]:
    """Yield each message of the code: its file and its English."""
    for file, _, message, *_ in extract_from_dir(str(SOURCE), [("**.py", read_python)], keywords=keywords()):
        yield str((SOURCE / file).relative_to(ROOT)), str(message)


def catalogue() -> Catalog:
    """Return the catalogue that the code asks for, with the Japanese there is."""
    with ENTRIES.open("rb") as file:
        known = read_po(file, locale="ja")
    # Without the time of the run, which would make another file each time.
    wanted = Catalog(
        locale="ja", charset="utf-8", project="kotae", fuzzy=False, creation_date=_DATE, revision_date=_DATE
    )
    for path, english in used():
        entry = known.get(english)
        wanted.add(english, entry.string if entry else "", locations=[(path, None)])
    return wanted


def entries(messages: Catalog) -> bytes:
    """Return the file that people edit, in the order of the code's files."""
    out = io.BytesIO()
    write_po(out, messages, width=100, sort_by_file=True, include_lineno=False, omit_header=True)
    return HEAD.encode() + out.getvalue()


def compiled(messages: Catalog) -> bytes:
    """Return the file that gettext reads."""
    out = io.BytesIO()
    write_mo(out, messages)
    return out.getvalue()


HEAD = r"""# The messages of kotae in Japanese: the English above, as it stands in the code, the Japanese below.
# After a change: python docs/make_messages.py
msgid ""
msgstr ""
"Language: ja\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


if __name__ == "__main__":
    made = catalogue()
    ENTRIES.write_bytes(entries(made))
    COMPILED.write_bytes(compiled(made))
    for entry in made:
        if entry.id and not entry.string:
            print(f"still without Japanese: {entry.id}")
