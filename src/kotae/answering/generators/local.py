"""A GGUF model in this process, through llama.cpp (``kotae[generate]``).

llama.cpp's server runs inside; it listens on a loopback port of its own, which is why it gets
a random key that nobody else knows.
"""

import os
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kotae.answering.generators.probing import TOP_TOKENS, Gathered, written_in, yes_over_no
from kotae.answering.generators.protocol import Draft, StatementTask, TranslationTask, WritingTask
from kotae.answering.generators.settings import GenerationSettings
from kotae.answering.writing.prompts import (
    grammar,
    probe_message,
    translation_grammar,
    translation_messages,
    writing_messages,
)
from kotae.answering.writing.statement_prompts import statement_messages
from kotae.errors import GeneratorError, failing_as
from kotae.records import Language

__all__ = ["LocalGenerator"]

# Notes, question and answer take some hundreds; what is set aside for more costs memory whether it is used or not.
_CONTEXT_TOKENS = 2048
# Read in small steps, each of which is told: between two of them the model can be stopped.
_STEP_TOKENS = 64


class LocalGenerator:
    """Writes with a GGUF model in this process; one text at a time.

    Args:
        server: An ``xllamacpp.Server``.
        settings: Limits.
    """

    def __init__(self, server: Any, *, settings: GenerationSettings) -> None:  # noqa: ANN401 - untyped
        self._server = server
        self._settings = settings
        self._probes = settings.probe == "on"
        self._lock = threading.Lock()

    @classmethod
    def load(cls, path: Path, *, settings: GenerationSettings) -> "LocalGenerator":
        """Return a generator with the model of a file.

        Raises:
            GeneratorError: ``kotae[generate]`` isn't installed, or the file is no model.
        """
        with failing_as(_not_installed(), on=ImportError):
            import xllamacpp
        if not path.is_file():
            raise GeneratorError("{path}: there is no such model file; check generation.model.", path=path)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = _CONTEXT_TOKENS
        parameters.n_parallel = 1
        parameters.n_batch = parameters.n_ubatch = _STEP_TOKENS
        parameters.warmup = False
        parameters.verbosity = -1
        parameters.ui = False
        parameters.api_keys = [secrets.token_hex(32)]
        threads = settings.threads or os.cpu_count() or 1
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
        with failing_as(
            GeneratorError,
            "{path}: the model can't be loaded ({reason}); use a GGUF file that llama.cpp knows.",
            on=(RuntimeError, ValueError),
            path=path,
        ):
            server = xllamacpp.Server(parameters)
        return cls(server, settings=settings)

    def write(self, task: WritingTask) -> Iterator[str]:
        """Yield the text as it is written; closing the iterator stops the model.

        Raises:
            GeneratorError: The model fails or takes too long.
        """
        return self._streamed(lambda receive: self._ask(task, receive))

    def translate(self, task: TranslationTask) -> Draft:
        """Return the sentence in the language wanted; an empty text where the model writes nothing.

        Raises:
            GeneratorError: The model fails or takes too long.
        """
        return self._drafted(translation_messages(task), task.target)

    def state(self, task: StatementTask) -> Draft:
        """Return the answer in a sentence of the question's words; an empty text where the model writes nothing.

        Raises:
            GeneratorError: The model fails or takes too long.
        """
        return self._drafted(statement_messages(task), task.language)

    def _drafted(self, messages: list[dict[str, str]], language: Language) -> Draft:
        gathered = Gathered()
        pieces = self._streamed(
            lambda receive: self._ask_draft(messages, language, _noting(gathered, receive))
        )
        return gathered.draft("".join(pieces))

    def _streamed(self, ask: Callable[[Any], None]) -> Iterator[str]:
        pieces: queue.Queue[str | Exception | None] = queue.Queue()
        stopped = threading.Event()
        deadline = time.monotonic() + self._settings.timeout_s
        # No daemon: the interpreter waits for it at its end, for a model that calls back into one that is gone crashes.
        worker = threading.Thread(target=self._run, args=(ask, pieces, stopped, deadline))
        worker.start()
        try:
            yield from _drain(pieces, deadline)
        finally:
            stopped.set()

    def _run(
        self,
        ask: Callable[[Any], None],
        pieces: "queue.Queue[str | Exception | None]",
        stopped: threading.Event,
        deadline: float,
    ) -> None:
        def receive(chunk: dict[str, Any]) -> bool:
            if "error" in chunk:
                pieces.put(_told(chunk["error"]))
                return True
            for choice in chunk.get("choices", ()):
                if piece := written_in(choice):
                    pieces.put(piece)
            if time.monotonic() > deadline:
                pieces.put(_too_long())
                return True
            return stopped.is_set()

        with self._lock:
            try:
                if not stopped.is_set():
                    ask(receive)
            except (RuntimeError, ValueError) as error:  # the same error is said of a reply
                pieces.put(_failed(str(error)))
        pieces.put(None)

    def _ask(self, task: WritingTask, receive: Any) -> None:  # noqa: ANN401 - untyped library
        request: dict[str, Any] = {
            "max_tokens": self._settings.max_tokens,
            "temperature": 0.0 if task.attempt == 0 else 0.7,
            "seed": 7 + task.attempt,
            "repeat_penalty": 1.1,
            "stream": True,
            "return_progress": True,
            "grammar": grammar(task.notes),
            "messages": writing_messages(task),
        }
        self._server.handle_chat_completions(request, receive)

    def _ask_draft(
        self,
        messages: list[dict[str, str]],
        language: Language,
        receive: Any,  # noqa: ANN401 - untyped library
    ) -> None:
        request: dict[str, Any] = {
            "max_tokens": 2 * self._settings.max_tokens,
            "temperature": 0.0,
            "stream": True,
            "return_progress": True,
            "grammar": translation_grammar(language),
            "logprobs": True,
            "top_logprobs": 1,
            "messages": messages,
        }
        self._server.handle_chat_completions(request, receive)

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        """Return how much likelier than "no" the model finds "yes"; None where it says neither or isn't to be asked.

        Raises:
            GeneratorError: The model fails.
        """
        if not self._probes:
            return None
        found: list[dict[str, Any]] = []

        def receive(chunk: dict[str, Any]) -> bool:
            found.append(chunk)
            return False

        request = {
            "max_tokens": 1,
            "temperature": 0.0,
            "stream": False,
            "messages": [{"role": "user", "content": probe_message(sentence, sources)}],
            "logprobs": True,
            "top_logprobs": TOP_TOKENS,
        }
        with self._lock:
            try:
                self._server.handle_chat_completions(request, receive)
            except (RuntimeError, ValueError) as error:  # the same error is said of a reply
                raise _failed(str(error)) from error
        for chunk in found:
            if "error" in chunk:
                raise _told(chunk["error"])
            for choice in chunk.get("choices", ()):
                return yes_over_no(choice.get("logprobs"))
        return None


def _noting(gathered: Gathered, receive: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return a receiver that notes how sure the model is of what passes through it."""

    def noted(chunk: dict[str, Any]) -> bool:
        for choice in chunk.get("choices", ()):
            gathered.add(choice)
        return receive(chunk)

    return noted


def _drain(pieces: "queue.Queue[str | Exception | None]", deadline: float) -> Iterator[str]:
    while True:
        try:
            piece = pieces.get(timeout=max(0.01, deadline - time.monotonic()))
        except queue.Empty:  # raised without it: an empty queue says nothing
            raise _too_long() from None
        if piece is None:
            return
        if isinstance(piece, Exception):
            raise piece
        yield piece


def _too_long() -> GeneratorError:
    return GeneratorError(
        "The language model took too long; raise generation.timeout_s or use a smaller model."
    )


def _told(error: Mapping[str, Any]) -> GeneratorError:
    return _failed(str(error.get("message", error)))


def _failed(reason: str) -> GeneratorError:
    return GeneratorError("The language model failed: {reason}", reason=reason)


def _not_installed() -> GeneratorError:
    return GeneratorError("No language model is installed; run: pip install 'kotae[generate]'")
