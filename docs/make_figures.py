"""Writes ``docs/figures.md``, the README's lines of figures and every table of figures from the records under ``benchmarks/``.

    python docs/make_figures.py

A figure that isn't in a record can't be shown, and every one is shown with the date of its record: as of it, where the code
that was measured has changed since (``benchmarks/measured.py``). A page says where a table comes from, and everything between
the two marks is written here::

    <!-- table: gather/results.json; rows: seen = contracts and equipment | unseen; columns: rows found | rows right -->
    <!-- /table -->

Behind a ``#`` stands the name of one of several tables. ``as_of.json`` holds tables of former runs that no record holds any
more: what was tried and not taken, what came before a mend. They are shown as of their day.
"""

import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # it is run as a file

from benchmarks.measured import fingerprint  # noqa: E402

_is_now = cache(fingerprint)
BENCHMARKS = ROOT / "benchmarks"
BEGIN, END = "<!-- figures: written by docs/make_figures.py -->", "<!-- /figures -->"
PLACE = re.compile(
    r"(?P<mark><!-- table: (?P<record>[\w./-]+)(?:#(?P<name>[\w-]+))?(?:; rows: (?P<rows>[^;\n]+))?"
    r"(?:; columns: (?P<columns>[^;\n]+))? -->\n)(?P<shown>.*?)<!-- /table -->",
    re.DOTALL,
)


def records() -> dict[str, dict[str, Any]]:
    """Return every record, by its path below ``benchmarks/``."""
    found = sorted(BENCHMARKS.glob("*/results*.json"))
    return {path.relative_to(BENCHMARKS).as_posix(): json.loads(path.read_text("utf-8")) for path in found}


def figures_page(found: dict[str, dict[str, Any]]) -> str:
    """Return ``docs/figures.md``."""
    parts = [
        "# Figures · 測定結果",
        "Written by `docs/make_figures.py` from the records under `benchmarks/`: what was measured, on what, when, and the "
        "command that repeats it; *as of* a day where the code that was measured has changed since. What each column means "
        "stands in the benchmark's own README. These are figures of development: "
        "on other documents and questions they may be better or worse.",
        "`benchmarks/` の記録から `docs/make_figures.py` が作ります。何を何で測ったか、日付、再現するコマンドを示します。"
        "日付の前に *As of* とあれば、測ったあとでそのコードが変わっています"
        "（表は英語です。列の意味は、それぞれの測定の README にあります）。開発時の測定値で、ほかの文書や質問では、"
        "よくも悪くもなりえます。",
    ]
    for name, row in found.items():
        parts.append(f"## {name.partition('/')[0]}: {row['on']}")
        parts.append(f"{_when(row)}, {row['machine']}.\n\n    {row['command']}")
        for title, figures in _tables(row["figures"]).items():
            parts += [f"**{title}**"] if title else []
            parts.append(_table(figures))
    return "\n\n".join(parts) + "\n"


def is_stale(row: Mapping[str, Any]) -> bool:
    """Return whether what a record measured has changed since, or whether nobody knows."""
    measured = row.get("measured")
    return measured is None or _is_now(tuple(measured["rooms"])) != measured["sha256"]


def _when(row: Mapping[str, Any]) -> str:
    return f"{'As of ' if is_stale(row) else ''}{row['date']}, commit {row['commit']}"


def _tables(figures: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the tables of a record by name: one without a name, or the several it holds."""
    while len(figures) == 1 and isinstance(only := next(iter(figures.values())), dict):
        figures = only
    deep = all(
        isinstance(table, dict) and all(isinstance(row, dict) for row in table.values())
        for table in figures.values()
    )
    return figures if deep else {"": figures}


def _table(figures: dict[str, Any], rows: str | None = None, columns: str | None = None) -> str:
    found = figures if all(isinstance(value, dict) for value in figures.values()) else {"": figures}
    every = dict.fromkeys(column for row in found.values() for column in row)
    shown_rows, shown_columns = _chosen(found, rows), _chosen(every, columns)
    lines = ["| | " + " | ".join(shown_columns.values()) + " |", "|---" * (len(shown_columns) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(_cell(found[key].get(column)) for column in shown_columns) + " |"
        for key, name in shown_rows.items()
    ]
    return "\n".join(lines)


def _chosen(every: Mapping[str, object], wanted: str | None) -> dict[str, str]:
    """Return which rows or columns are shown, and how they are called there: all as they are, if nothing is said."""
    if wanted is None:
        return {key: key for key in every}
    pairs = (part.partition(" = ") for part in wanted.split(" | "))
    chosen = {key.strip(): (name or key).strip() for key, _, name in pairs}
    if unknown := [key for key in chosen if key not in every]:
        raise ValueError(f"a record has no {unknown[0]!r}")
    return chosen


def with_tables(page: str) -> str:
    """Return a page with each of its tables as the records say.

    Raises:
        KeyError: A record has no table of that name.
        ValueError: A record has no such row or column.
        OSError: There is no such record.
    """
    return PLACE.sub(lambda found: f"{found['mark']}{_shown(found)}\n<!-- /table -->", page)


def _shown(place: re.Match[str]) -> str:
    record = json.loads((BENCHMARKS / place["record"]).read_text("utf-8"))
    if place["record"].endswith("as_of.json"):
        record = record[place["name"]]
        lines = [record["columns"], ["---"] * len(record["columns"]), *record["rows"]]
        table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines).replace("|  |", "| |")
        return f"{table}\n\nAs of {record['date']}, commit {record['commit']}."
    table = _table(_tables(record["figures"])[place["name"] or ""], place["rows"], place["columns"])
    return f"{table}\n\n{_when(record)}."


def _cell(value: object) -> str:
    return (
        ""
        if value is None
        else f"{value:.3f}".rstrip("0").rstrip(".")
        if isinstance(value, float)
        else str(value)
    )


def headlines(found: dict[str, dict[str, Any]], language: str) -> str:
    """Return the README's lines in one language."""
    said = {"en": "as of {}", "ja": "{} 時点"}[language]
    lines = []
    for name, row in found.items():
        if line := row.get("headline", {}).get(language):
            folder, day = name.partition("/")[0], said.format(row["date"]) if is_stale(row) else row["date"]
            lines.append(f"- {line} ({day}, [{folder}](benchmarks/{folder}/README.md))")
    return "\n".join(lines)


def with_headlines(readme: str, lines: str) -> str:
    """Return a README with the lines between its two marks.

    Raises:
        ValueError: The marks aren't there, once each and in order.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the README has no place for figures")
    return f"{before}{BEGIN}\n{lines}\n{END}{after}"


def pages() -> dict[Path, str]:
    """Return every file this writes, with its text."""
    found = records()
    written = {ROOT / "docs" / "figures.md": figures_page(found)}
    for name, language in (("README.md", "en"), ("README.ja.md", "ja")):
        path = ROOT / name
        written[path] = with_headlines(path.read_text("utf-8"), headlines(found, language))
    for path in [*sorted(BENCHMARKS.glob("*/README.md")), *sorted((ROOT / "docs").glob("*.md"))]:
        if path not in written and "<!-- table:" in (text := path.read_text("utf-8")):
            written[path] = with_tables(text)
    return written


def main() -> None:
    """Write them."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
