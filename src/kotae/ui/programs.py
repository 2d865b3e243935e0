"""The two functions for programs: what they take, what they give, what they say when it is wrong."""

from typing import Any

from kotae.pipeline.asking.inputs import AskInput, RetrieveInput, checked_input
from kotae.serialise import JsonValue, hit_fields, to_json
from kotae.ui.desk import Desk

__all__ = ["ask", "retrieve"]


def retrieve(desk: Desk, /, **given: object) -> list[Any]:
    """Return the passages that best match a question, as JSON values, best first.

    Args:
        desk: The library to ask.
        given: The fields of :class:`~kotae.pipeline.asking.inputs.RetrieveInput`, of any type.

    Raises:
        KotaeError: Something given is wrong, or the question can't be answered now.
    """
    asked = checked_input(RetrieveInput, **given)
    hits = desk.retrieve(
        asked.question, top_k=asked.top_k, languages=asked.languages, documents=asked.documents
    )
    return [_for_clients(hit_fields(rank, hit)) for rank, hit in enumerate(hits, start=1)]


def ask(desk: Desk, /, **given: object) -> dict[str, Any]:
    """Return the answer to a question, as JSON values.

    Args:
        desk: The library to ask.
        given: The fields of :class:`~kotae.pipeline.asking.inputs.AskInput`, of any type.

    Raises:
        KotaeError: Something given is wrong, or the question can't be answered now.
    """
    asked = checked_input(AskInput, **given)
    answer = desk.ask(
        asked.question,
        top_k=asked.top_k,
        generate=asked.generate is True,
        languages=asked.languages,
        documents=asked.documents,
    )
    return _for_clients(to_json(answer))  # type: ignore[no-any-return]  # a record becomes an object


def _for_clients(value: JsonValue) -> Any:  # noqa: ANN401  # as nested as the record it was
    """Return the value with every ``path`` called ``file``.

    Gradio's clients take any object with a ``path`` for a file and try to download it.
    """
    if isinstance(value, dict):
        return {"file" if key == "path" else key: _for_clients(item) for key, item in value.items()}
    return [_for_clients(item) for item in value] if isinstance(value, list) else value
