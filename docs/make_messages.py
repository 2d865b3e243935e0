"""Bring the catalogue of messages up to date with the code, and compile it.

Run it after a message was added, changed or taken away: ``python docs/make_messages.py``. A new message gets
an empty entry in ``src/kotae/messages/ja/LC_MESSAGES/kotae.po``; write its Japanese there and run it again.
It needs Babel, which comes with ``kotae[dev]``. A test compares.
"""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kotae.messages import CATALOGUES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "kotae"
ENTRIES = CATALOGUES / "ja" / "LC_MESSAGES" / "kotae.po"
COMPILED = ENTRIES.with_suffix(".mo")

_DATE = datetime(2026, 11, 27, tzinfo=UTC)
_ERROR_CLASS = re.compile(r"^class (\w+Error)\((\w+Error)\b", re.MULTILINE)


def takers() -> set[str]:
    """Return the names of what takes a message first: ``Message``, ``marked``, ``translate`` and kotae's errors."""
    pairs = [found for path in SOURCE.rglob("*.py") for found in _ERROR_CLASS.findall(path.read_text())]
    errors = {"KotaeError"}
    while further := {name for name, base in pairs if base in errors} - errors:
        errors |= further
    # The first thing a setting's error is given is the setting.
    return {"Message", "marked", "translate", *errors} - {"SettingValueError"}


@cache
def used() -> tuple[tuple[str, ast.Call, ast.expr], ...]:
    """Return each place where a message is given: its file, the call, and the message, written out or not."""
    return tuple(_used())


def _used() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    names = takers()
    # Most files give none: parsing those takes three quarters of the time.
    gives = re.compile(rf"\b(?:{'|'.join(sorted({*names, 'failing_as'}))})\(|\bhelp=")
    for path in sorted(SOURCE.rglob("*.py")):
        if not gives.search(text := path.read_text()):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                said = node.args[:1] if name in names else node.args[1:2] if name == "failing_as" else []
                said += [keyword.value for keyword in node.keywords if keyword.arg == "help"]
                yield from ((str(path.relative_to(ROOT)), node, one) for one in said)


def written(expression: ast.expr | None) -> str:
    """Return a text that is written out in the code; empty for anything else."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return expression.value
    return ""


def catalogue() -> Catalog:
    """Return the catalogue that the code asks for, with the Japanese there is."""
    with ENTRIES.open("rb") as file:
        known = read_po(file, locale="ja")
    # Without the time of the run, which would make another file each time.
    wanted = Catalog(
        locale="ja", charset="utf-8", project="kotae", fuzzy=False, creation_date=_DATE, revision_date=_DATE
    )
    for path, call, said in used():
        if english := written(said):
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            context = written(given.get("context")) or None
            entry = known.get(english, context)
            wanted.add(english, entry.string if entry else "", locations=[(path, 0)], context=context)
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
