"""Gathered rows on the page of a proof: the numbers with their terms, then every row with its place."""

from collections.abc import Iterable
from decimal import Decimal

from kotae.proof.gathered import ProvedResult, RowsProof
from kotae.proof.markup import small, tag, text
from kotae.proof.words import word

__all__ = ["rows_of"]


def rows_of(proof: RowsProof, language: str) -> Iterable[str]:
    """Yield the rows of a proof as HTML."""
    gathered = proof.gathered
    if not gathered.rows:
        yield tag("p", tag("strong", text(word("no_rows", language))))
    if gathered.missing:
        yield small(word("missing", language, words=", ".join(gathered.missing)))
    for result in gathered.results:
        yield tag("p", tag("strong", text(_result(result, language))), dir="auto")
        yield small(_terms(proof, result))
    if gathered.rows:
        head = ("#", *(word(key, language) for key in ("entity", "value", "normal", "dated", "sources")))
        rows = (
            (
                f"{number}{'' if row.sure else ' ?'}",
                " · ".join(filter(None, (row.by, row.said.entity))),
                row.said.text,
                row.said.key,
                row.said.date,
                "".join(f"[{place + 1}]" for place in (row.citation, *row.also)),
            )
            for number, row in enumerate(gathered.rows, start=1)
        )
        lines = ["".join(tag("th", text(one)) for one in head)]
        lines += ["".join(tag("td", text(one), dir="auto") for one in row) for row in rows]
        yield tag("table", "".join(tag("tr", line) for line in lines))
    if not all(row.sure for row in gathered.rows):
        yield small(word("unsure", language))
    yield from (small(note) for note in gathered.notes)


def _result(result: ProvedResult, language: str) -> str:
    unit = "" if result.unit == "count" else f" {result.unit}"
    whose = f"{result.group} – " if result.group else ""
    return f"{whose}{word(result.operation, language)}: {Decimal(result.value):,f}{unit}"


def _terms(proof: RowsProof, result: ProvedResult) -> str:
    """The rows a number is made of, by their number on the page; of a sum with what each adds."""
    rows = proof.gathered.rows
    if result.operation == "sum":
        return " + ".join(
            f"{Decimal(rows[place].said.number or 0):,f} (#{place + 1})" for place in result.terms
        )
    return ", ".join(f"#{place + 1}" for place in result.terms)
