"""OpenAI's chat completions over a library: the conversation in, a cited answer out, whole or as a stream.

The text carries marks like ``[1]``; ``sources`` says where each of them points. A refusal is an
ordinary message, ``kotae.status`` tells it apart. Text that isn't checked yet is never sent.
"""

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kotae.api.library import Library
from kotae.api.message import message_pieces, whole_message
from kotae.api.refusals import NotServedError, error_body, status_of
from kotae.api.schema import ChatMessage, ChatRequest, chat_sources
from kotae.errors import KotaeError, QuestionError
from kotae.pipeline.asking.inputs import MAX_HISTORY
from kotae.pipeline.asking.questions import MAX_QUESTION_CHARS
from kotae.records import Answer, Event, HitsEvent
from kotae.serialise import JsonValue, numbered_citations, to_json

__all__ = ["Conversation", "complete", "stream"]

# What ``sources`` tells already, or what would make every message as long as what was read.
_LEFT_OUT = ("text", "sentences", "hits", "timings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What a chat request asks.

    Attributes:
        question: The last message.
        history: The user's messages before it, oldest first.
    """

    question: str
    history: tuple[str, ...]

    @classmethod
    def of(cls, request: ChatRequest) -> "Conversation":
        """Return what a request asks.

        Messages of the system and of the assistant are passed over: the first can't change what
        the documents say, the second are kotae's own. So are earlier messages of the user that no
        question could be: a client sends them again with every message, and the whole chat would be refused.

        Raises:
            QuestionError: The last message isn't the user's, or isn't text.
        """
        if request.messages[-1].role != "user":
            raise QuestionError("The last message must be the user's; it is the question.")
        if request.response_format and request.response_format.get("type", "text") != "text":
            raise QuestionError(
                "response_format: only text is answered; the sources come in the field 'sources'."
            )
        *earlier, last = request.messages
        asked = [text for message in earlier if message.role == "user" and (text := _asked(message))]
        return cls(question=_text(last), history=tuple(asked[-MAX_HISTORY:]))


def _asked(message: ChatMessage) -> str:
    """Return what an earlier message asked; empty where it was refused."""
    try:
        text = _text(message)
    except QuestionError:
        return ""
    return text if text.strip() and len(text) <= MAX_QUESTION_CHARS else ""


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, str) or message.content is None:
        return message.content or ""
    pieces = [part.get("text") for part in message.content if part.get("type") in ("text", "input_text")]
    if len(pieces) < len(message.content) or not all(isinstance(piece, str) for piece in pieces):
        raise QuestionError("Only text can be asked; leave pictures, sound and files out of the message.")
    return "\n".join(str(piece) for piece in pieces)


def _begun(library: Library, request: ChatRequest) -> Iterator[Event]:
    """Return the events of answering, once the passages are found: what can fail has failed by then."""
    if request.model not in library.models:
        raise NotServedError(request.model, library.models)
    asked = Conversation.of(request)
    events = library.knowledge.stream(
        asked.question,
        top_k=request.top_k,
        generate=request.generate,
        history=asked.history,
        languages=request.languages,
        documents=request.documents,
        where=request.where,
    )
    for event in events:
        if isinstance(event, HitsEvent):
            break
    return events


def complete(library: Library, request: ChatRequest) -> dict[str, JsonValue]:
    """Return a chat completion.

    Raises:
        KotaeError: The model isn't served, the question can't be asked, or the answer can't be had.
    """
    content, answer = whole_message(_begun(library, request))
    message: dict[str, JsonValue] = {"role": "assistant", "content": content}
    choice: dict[str, JsonValue] = {"index": 0, "message": message, "finish_reason": "stop"}
    return {
        **_head(request.model, "chat.completion"),
        "choices": [choice],
        "usage": _usage(library, request, content),
        **_beside(answer),
    }


def stream(library: Library, request: ChatRequest) -> Iterator[str]:
    """Return a chat completion as the lines of an event stream.

    The last chunk with a choice has ``sources`` and ``kotae``; before it each source comes as an ``event``.

    Raises:
        KotaeError: As for :func:`complete`; what fails after the first line is told in the stream.
    """
    events = _begun(library, request)
    return _lines(library, request, events)


def _lines(library: Library, request: ChatRequest, events: Iterator[Event]) -> Iterator[str]:
    head, content = _head(request.model, "chat.completion.chunk"), ""
    usage: dict[str, JsonValue] = {}
    wanted = request.stream_options is not None and request.stream_options.include_usage
    if wanted:
        usage = {"usage": None}
    yield _line({**head, "choices": [_delta({"role": "assistant", "content": ""})], **usage})
    try:
        for piece in message_pieces(events):
            if isinstance(piece, Answer):
                for event in _events(piece):
                    yield _line({**head, "choices": [_delta({})], **usage, "event": event})
                yield _line({**head, "choices": [_delta({}, finish="stop")], **usage, **_beside(piece)})
            else:
                content += piece
                yield _line({**head, "choices": [_delta({"content": piece})], **usage})
    except KotaeError as error:
        yield _line(error_body(status_of(error), error.said.both()))
        return
    if wanted:
        yield _line({**head, "choices": [], "usage": _usage(library, request, content)})
    yield "data: [DONE]\n\n"


def _head(model: str, kind: str) -> dict[str, JsonValue]:
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": kind,
        "created": int(time.time()),
        "model": model,
    }


def _delta(delta: dict[str, JsonValue], *, finish: str | None = None) -> JsonValue:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _beside(answer: Answer) -> dict[str, JsonValue]:
    """Return what OpenAI's form has no place for."""
    fields = to_json(answer)
    told = fields if isinstance(fields, dict) else {}
    return {
        "sources": chat_sources(numbered_citations(answer)),
        "kotae": {name: value for name, value in told.items() if name not in _LEFT_OUT},
    }


def _events(answer: Answer) -> Iterator[JsonValue]:
    """Return each source as the event by which Open WebUI keeps it.

    What comes as ``sources`` alone is gone there when a chat is opened again.
    """
    for source in chat_sources(numbered_citations(answer)):
        if isinstance(source, dict):
            kept = {name: source[name] for name in ("source", "document", "metadata")}
            yield {"type": "source", "data": kept}


def _usage(library: Library, request: ChatRequest, content: str) -> JsonValue:
    """Return the counts: words, for quotes have no tokens of a language model."""
    read = library.words([_text(message) for message in request.messages if message.role == "user"])
    written = library.words([content])
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _line(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"
