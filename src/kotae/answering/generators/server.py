"""An OpenAI-compatible server: llama.cpp server, Ollama, vLLM, LM Studio, or one elsewhere."""

import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kotae.answering.generators.probing import TOP_TOKENS, Gathered, written_in, yes_over_no
from kotae.answering.generators.protocol import Draft, StatementTask, TranslationTask, WritingTask
from kotae.answering.generators.settings import GenerationSettings
from kotae.answering.writing.prompts import (
    probe_message,
    schema,
    translation_messages,
    writing_messages,
)
from kotae.answering.writing.statement_prompts import statement_messages
from kotae.errors import GeneratorError, failing_as

__all__ = ["ServerGenerator"]

# A server that runs takes a connection at once; the long wait is for what it writes.
_CONNECT_TIMEOUT_S = 5.0
_TEXT = re.compile(r'"text"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)(?P<end>")?')
_NOTE = re.compile(r'\s*,\s*"note"\s*:\s*(?P<note>[0-9]+)')


class ServerGenerator:
    """Writes with the model of an OpenAI-compatible server.

    Args:
        settings: Address, model and limits.

    Raises:
        GeneratorError: The ``openai`` package isn't installed.
    """

    def __init__(self, *, settings: GenerationSettings) -> None:
        with failing_as(
            GeneratorError,
            "The openai package is missing; run: pip install 'kotae[generate]'",
            on=ImportError,
        ):
            import openai
        self._openai = openai
        self._settings = settings
        self._probes = settings.probe == "on"
        self._model = settings.model or "default"
        # Any: the requests are put together from parts, which its overloads can't follow.
        self._client: Any = openai.OpenAI(
            base_url=settings.base_url,
            api_key=settings.api_key or "none",
            timeout=openai.Timeout(settings.timeout_s, connect=min(_CONNECT_TIMEOUT_S, settings.timeout_s)),
            max_retries=0,
        )

    def write(self, task: WritingTask) -> Iterator[str]:
        """Yield the text as it is written; closing the iterator ends the request.

        Raises:
            GeneratorError: The server can't be reached, answers with an error, or takes too long.
        """
        deadline = time.monotonic() + self._settings.timeout_s
        with self._translated():
            yield from _sentences(self._pieces(task, deadline))

    def translate(self, task: TranslationTask) -> Draft:
        """Return the sentence in the language wanted; an empty text where the model writes nothing.

        Raises:
            GeneratorError: The server can't be reached, answers with an error, or takes too long.
        """
        return self._drafted(translation_messages(task))

    def state(self, task: StatementTask) -> Draft:
        """Return the answer in a sentence of the question's words; an empty text where the model writes nothing.

        Raises:
            GeneratorError: The server can't be reached, answers with an error, or takes too long.
        """
        return self._drafted(statement_messages(task))

    def _drafted(self, messages: list[dict[str, str]]) -> Draft:
        deadline = time.monotonic() + self._settings.timeout_s
        pieces: list[str] = []
        gathered = Gathered()
        with self._translated(), self._draft(messages) as stream:
            for chunk in stream:
                self._check(deadline)
                for choice in chunk.model_dump().get("choices") or ():
                    pieces.append(written_in(choice))
                    gathered.add(choice)
        if not pieces:
            raise self._no_reply()
        return gathered.draft("".join(pieces))

    def _draft(self, messages: list[dict[str, str]]) -> Any:  # noqa: ANN401 - as the client
        """Return the stream of a sentence; probabilities are asked for where the server knows them."""
        request: dict[str, Any] = {
            "model": self._model,
            "max_tokens": 2 * self._settings.max_tokens,
            "temperature": 0.0,
            "stream": True,
            "messages": messages,
        }
        try:
            return self._client.chat.completions.create(**request, logprobs=True)
        except self._openai.BadRequestError:
            return self._client.chat.completions.create(**request)

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        """Return how much likelier than "no" the model finds "yes"; None where the server tells no probabilities.

        None too where the settings say that it isn't to be asked.

        Raises:
            GeneratorError: The server can't be reached, answers with an error, or takes too long.
        """
        if not self._probes:
            return None
        request: dict[str, Any] = {"model": self._model, "max_tokens": 1, "temperature": 0.0}
        with self._translated():
            try:
                message = {"role": "user", "content": probe_message(sentence, sources)}
                answer = self._client.chat.completions.create(
                    **request, messages=[message], logprobs=True, top_logprobs=TOP_TOKENS
                )
            except (self._openai.BadRequestError, ValueError):
                return None  # a server that knows no probabilities, or answers in no JSON
        if isinstance(answer, str):  # what the client makes of another content type
            return None
        choices = answer.model_dump().get("choices") or [{}]
        return yes_over_no(choices[0].get("logprobs"))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Let the client's exceptions come out as ours."""
        try:
            yield
        except self._openai.APITimeoutError as error:  # which of three errors it is depends on its kind
            raise self._too_long() from error
        except self._openai.APIConnectionError as error:  # its base class comes next
            raise self._unreachable() from error
        except self._openai.APIError as error:  # the rest
            raise self._refused(str(error)) from error

    def _pieces(self, task: WritingTask, deadline: float) -> Iterator[str]:
        request: dict[str, Any] = {
            "model": self._model,
            "max_tokens": self._settings.max_tokens,
            "temperature": 0.0 if task.attempt == 0 else 0.7,
            "stream": True,
            "messages": writing_messages(task),
        }
        constrained = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema(task.notes)}}
        try:
            stream = self._client.chat.completions.create(**request, response_format=constrained)
        except self._openai.BadRequestError:
            # A server that knows no schemas: the numbers are checked afterwards anyway.
            stream = self._client.chat.completions.create(**request)
        came = False
        with stream:
            for chunk in stream:
                self._check(deadline)
                for choice in chunk.choices:
                    came = True
                    if choice.delta.content:
                        yield choice.delta.content
        if not came:
            raise self._no_reply()

    def _check(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise self._too_long()

    def _too_long(self) -> GeneratorError:
        url = self._settings.base_url
        return GeneratorError(
            "{url}: the language model took longer than {timeout_s:g} s; raise generation.timeout_s or "
            "use a smaller model.",
            url=url,
            timeout_s=self._settings.timeout_s,
        )

    def _unreachable(self) -> GeneratorError:
        url = self._settings.base_url
        return GeneratorError(
            "{url}: no language model server answers there; start it, or correct generation.base_url.",
            url=url,
        )

    def _no_reply(self) -> GeneratorError:
        """Return what to say of a server that sends a page or an empty stream: it isn't the model that is at fault."""
        url = self._settings.base_url
        return GeneratorError(
            "{url}: what came from there is no reply of a language model; correct generation.base_url, which mostly "
            "ends in /v1.",
            url=url,
        )

    def _refused(self, reason: str) -> GeneratorError:
        url = self._settings.base_url
        return GeneratorError(
            "{url}: the language model server answered with an error: {reason}; check generation.model.",
            url=url,
            reason=reason,
        )


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Yield ``text [number]`` pieces out of JSON as it comes in; other text goes through as it is."""
    raw = ""
    done = 0
    shown = 0
    for piece in pieces:
        raw += piece
        if not raw.lstrip().startswith("{"):
            yield piece
            continue
        while match := _TEXT.search(raw, done):
            text = _decoded(match["text"])
            yield text[shown:]
            shown = len(text)
            note = _NOTE.match(raw, match.end()) if match["end"] else None
            # Until something follows the number it may still grow.
            if note is None or note.end() == len(raw):
                break
            yield f" [{note['note']}] "
            done, shown = note.end(), 0


def _decoded(escaped: str) -> str:
    """Return what a JSON string says so far; an escape that isn't whole yet is left for later."""
    # The longest escape has six characters (\u3042); of one that isn't whole yet up to five are here.
    for cut in range(min(len(escaped), 7)):
        try:
            return str(json.loads(f'"{escaped[: len(escaped) - cut]}"', strict=False))
        except ValueError:
            continue
    return ""
