"""All there is to a question, not only the best: rows of every document in scope, and what was read for them."""

from kotae.gathering.export import as_csv, as_json, as_xlsx
from kotae.gathering.gatherer import Gatherer
from kotae.gathering.papers import Budget, Papers
from kotae.gathering.records import (
    Certificate,
    Gathered,
    GatherProgress,
    LibraryCertificate,
    Operation,
    Result,
    Row,
    Unread,
)
from kotae.question import asks_for_all, asks_for_list

__all__ = [
    "Budget",
    "Certificate",
    "GatherProgress",
    "Gathered",
    "Gatherer",
    "LibraryCertificate",
    "Operation",
    "Papers",
    "Result",
    "Row",
    "Unread",
    "as_csv",
    "as_json",
    "as_xlsx",
    "asks_for_all",
    "asks_for_list",
]
