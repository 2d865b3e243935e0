"""Writes ``docs/figures.md`` and the README's lines of figures from the records under ``benchmarks/``.

    python docs/make_figures.py

A figure that isn't in a record can't be shown, and every one is shown with the date and the command of its record.
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- figures: written by docs/make_figures.py -->", "<!-- /figures -->"


def records() -> dict[str, dict[str, Any]]:
    """Return every record, by its path below ``benchmarks/``."""
    found = sorted((ROOT / "benchmarks").glob("*/results*.json"))
    return {
        path.relative_to(ROOT / "benchmarks").as_posix(): json.loads(path.read_text("utf-8"))
        for path in found
    }


def figures_page(found: dict[str, dict[str, Any]]) -> str:
    """Return ``docs/figures.md``."""
    parts = [
        "# Figures · 測定結果",
        "Written by `docs/make_figures.py` from the records under `benchmarks/`: what was measured, on what, when, and the "
        "command that repeats it. What each column means stands in the benchmark's own README. These are figures of development: "
        "on other documents and questions they may be better or worse.",
        "`benchmarks/` の記録から `docs/make_figures.py` が作ります。何を何で測ったか、日付、再現するコマンドを示します"
        "（表は英語です。列の意味は、それぞれの測定の README にあります）。開発時の測定値で、ほかの文書や質問では、"
        "よくも悪くもなりえます。",
    ]
    for name, row in found.items():
        parts.append(f"## {name.partition('/')[0]}: {row['on']}")
        parts.append(f"{row['date']}, commit {row['commit']}, {row['machine']}.\n\n    {row['command']}")
        parts.append(_table(row["figures"]))
    return "\n\n".join(parts) + "\n"


def _table(figures: dict[str, Any]) -> str:
    while len(figures) == 1 and isinstance(only := next(iter(figures.values())), dict):
        figures = only
    rows = figures if all(isinstance(value, dict) for value in figures.values()) else {"": figures}
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(_cell(row.get(column)) for column in columns) + " |"
        for name, row in rows.items()
    ]
    return "\n".join(lines)


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
    lines = [
        f"- {row['headline'][language]} ({row['date']}, [{folder}](benchmarks/{folder}/README.md))"
        for folder, row in ((name.partition("/")[0], row) for name, row in found.items())
        if row.get("headline", {}).get(language)
    ]
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
    return written


def main() -> None:
    """Write them."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
