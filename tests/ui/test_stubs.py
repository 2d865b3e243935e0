"""Serving the page parses and writes nothing beside Gradio's own code."""

import inspect
import types

import gradio as gr
import gradio.component_meta
import pytest

from kotae.ui.server.stubs import without_stubs


class Ours:
    """A class of no library."""


def component() -> None:
    """Make a component as Gradio's own modules do."""
    types.new_class(
        "HTML",
        (gr.HTML,),
        exec_body=lambda space: space.update(__module__="gradio.components.html", EVENTS=[]),
    )


def test_a_component_that_is_made_meanwhile_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def parse(code: str, name: str) -> tuple[None, None]:
        parsed.append(name)
        return None, None

    monkeypatch.setattr(gradio.component_meta, "extract_class_source_code", parse)
    with without_stubs():
        component()
    assert parsed == []
    with pytest.raises(ValueError, match="class source code"):
        component()
    assert parsed == ["HTML"]


def test_other_classes_keep_their_file_and_everything_is_as_before_afterwards() -> None:
    real = inspect.getfile
    with without_stubs():
        assert inspect.getfile(Ours) == __file__
    assert inspect.getfile is real
    with pytest.raises(KeyError), without_stubs():
        raise KeyError
    assert inspect.getfile is real
