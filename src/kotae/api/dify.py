"""Dify's external knowledge base: passages for a query, filtered by what is known of their documents."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from kotae.api.library import Library
from kotae.api.refusals import NotServedError
from kotae.api.schema import KnowledgeRequest
from kotae.errors import FilterError
from kotae.records import DocumentInfo, Hit
from kotae.serialise import JsonValue

__all__ = ["records"]

_Test = Callable[[str, Any], bool]
_FIELDS: Final = ("id", "title", "path", "language")
_TESTS: Final[Mapping[str, _Test]] = {
    "contains": lambda held, value: str(value) in held,
    "not contains": lambda held, value: str(value) not in held,
    "start with": lambda held, value: held.startswith(str(value)),
    "end with": lambda held, value: held.endswith(str(value)),
    "is": lambda held, value: held == str(value),
    "is not": lambda held, value: held != str(value),
    "=": lambda held, value: held == str(value),
    "≠": lambda held, value: held != str(value),
    "in": lambda held, value: held in _listed(value),
    "not in": lambda held, value: held not in _listed(value),
    "empty": lambda held, value: not held,
    "not empty": lambda held, value: bool(held),
}


def records(library: Library, request: KnowledgeRequest) -> list[JsonValue]:
    """Return the passages that best match a query, best first, as Dify's records.

    Scores lie in [0, 1] and compare within one query only.

    Raises:
        NotServedError: The knowledge base isn't served here.
        FilterError: A condition asks for a field or a comparison there isn't.
        KotaeError: As for ``KnowledgeBase.retrieve``.
    """
    if not library.is_called(request.knowledge_id):
        raise NotServedError(request.knowledge_id, (*library.models, library.name))
    kept: list[str] | None = None
    if request.metadata_condition is not None:
        known = library.knowledge.documents()
        kept = [info.id for info in known if _holds(request.metadata_condition, info)]
        if not kept:
            return []
    setting = request.retrieval_setting
    hits = library.knowledge.retrieve(request.query, top_k=setting.top_k, documents=kept)
    return [_record(hit) for hit in hits if _score(hit) >= setting.score_threshold]


def _score(hit: Hit) -> float:
    return min(1.0, max(0.0, hit.score))


def _record(hit: Hit) -> JsonValue:
    passage = hit.passage
    return {
        "content": passage.text,
        "score": _score(hit),
        "title": passage.document.title,
        "metadata": {
            "document_id": passage.document.id,
            "path": passage.document.path,
            "language": passage.language,
            "page": passage.page,
            "heading": passage.heading,
            "start": passage.start,
            "end": passage.end,
        },
    }


def _holds(condition: Mapping[str, Any], info: DocumentInfo) -> bool:
    wanted = condition.get("conditions") or []
    if not isinstance(wanted, list) or not all(isinstance(entry, Mapping) for entry in wanted):
        raise _refused(condition)
    outcomes = [_meets(entry, info) for entry in wanted]
    if condition.get("logical_operator", "and") == "or":
        return any(outcomes) or not outcomes
    return all(outcomes)


def _meets(entry: Mapping[str, Any], info: DocumentInfo) -> bool:
    """Return whether a document meets one condition; of several names any one counts."""
    names = entry.get("name")
    names = [names] if isinstance(names, str) else names
    test = _TESTS.get(str(entry.get("comparison_operator")))
    if test is None or not isinstance(names, list) or not names or not set(names) <= set(_FIELDS):
        raise _refused(entry)
    return any(test(str(getattr(info, name)), entry.get("value", "")) for name in names)


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else str(value).split(",")


def _refused(given: object) -> FilterError:
    fields, tests = ", ".join(_FIELDS), ", ".join(_TESTS)
    return FilterError(
        "metadata_condition: {given!r} can't be applied; fields: {fields}; comparisons: {tests}.",
        given=given,
        fields=fields,
        tests=tests,
    )
