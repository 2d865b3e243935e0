"""The page's two endpoints for programs."""

from typing import Any

import gradio as gr
from gradio.events import api

from kotae.errors import KotaeError
from kotae.ui import programs
from kotae.ui.desk import Desk

__all__ = ["add_api"]


def add_api(desk: Desk) -> None:
    """Add ``/retrieve`` and ``/ask`` to the page being made."""

    def retrieve(question: str, top_k: int = 5, languages: list[str] | None = None) -> list[dict[str, Any]]:
        """Find the passages of the user's documents that best match a question.

        Args:
            question: In Japanese or English; passages in both languages are found.
            top_k: How many passages to return at most, 1 to 1,000.
            languages: Only documents in these languages ("ja", "en"); leave out for both.

        Returns:
            The passages, best first: rank, score, document, title, file, page, heading, start,
            end, language, text. Offsets count code points of the document's text.
        """
        with _spoken_errors():
            return programs.retrieve(desk, question=question, top_k=top_k, languages=languages)

    def ask(question: str, top_k: int = 5, generate: bool = False) -> dict[str, Any]:
        """Answer a question from the user's documents, every sentence with its exact sources.

        Args:
            question: In Japanese or English. The short answer comes in the same language where a rule knows how
                it is said; quotes stay as they are, with a gloss where they are in the other language.
            top_k: How many passages to look at, 1 to 1,000.
            generate: Whether the language model may put quotes into the question's language, or join them; what
                it writes is shown only where the checkers pass it. Otherwise the answer is quoted.

        Returns:
            The answer: status ("answered" or "not_found"), text, language, short, sentences with text, support
            ("quoted", "translated" or "verified"), original, gloss and citations (document, start, end, quote),
            and the passages looked at.
        """
        with _spoken_errors():
            return programs.ask(desk, question=question, top_k=top_k, generate=generate)

    api(retrieve, api_name="retrieve", concurrency_limit=8, concurrency_id="ask")
    api(ask, api_name="ask", concurrency_limit=8, concurrency_id="ask")


class _spoken_errors:  # noqa: N801  # reads as a function
    """Turns a kotae error into one that Gradio tells the caller, in both languages."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, KotaeError):
            raise gr.Error(error.said.both(), print_exception=False) from error
