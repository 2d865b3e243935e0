"""The catalogue of models on the page, as escaped HTML: what is there, how good it is, and fetching what isn't."""

from collections.abc import Iterator
from typing import Final

from kotae.models import Model, load_catalogue, state
from kotae.models.catalogue import HuggingFace, ModelFile, Packages
from kotae.ui.checks.html import sentence
from kotae.ui.escaping import button, element, escape
from kotae.ui.models.fetches import Fetches, can_be_fetched
from kotae.ui.models.scores import told_scores
from kotae.ui.words import text

__all__ = ["render_models"]

_MB: Final = 1_000_000
_ROLES: Final = {
    "embedder": "model_role_embedder",
    "reader": "model_role_reader",
    "writer": "model_role_writer",
    "ocr": "model_role_ocr",
}


def render_models(fetches: Fetches | None, language: str, *, runs: bool) -> str:
    """Return every model of the catalogue, with the way to fetch those that aren't here.

    Args:
        fetches: What is being fetched; None where nothing may be fetched from this page.
        language: The page's language.
        runs: Whether the program that runs a writer is installed.
    """
    intro = "models_intro" if fetches is not None else "models_not_here"
    parts = [element("h2", escape(text("models_title", language))), sentence(text(intro, language))]
    parts += [_model(model, fetches, language, runs=runs) for model in load_catalogue()]
    return "".join(parts)


def _model(model: Model, fetches: Fetches | None, language: str, *, runs: bool) -> str:
    note = model.licence_note_ja if language == "ja" else model.licence_note_en
    parts = [
        element(
            "h3",
            f"{escape(model.name)} {element('span', escape(text(_state(model), language)), class_='k-badge')}",
        ),
        sentence(_described(model, language)),
        sentence(f"{model.licence}: {note}"),
    ]
    if model.role == "writer":
        parts += map(sentence, told_scores(model, language))
        if state(model) != "missing" and not runs:
            parts.append(sentence(text("model_needs_program", language), "k-note"))
    if fetches is not None:
        parts += _fetching(model, fetches, language)
    return element("section", "".join(parts), class_="k-card", data_model=model.name)


def _state(model: Model) -> str:
    return {"ready": "model_ready", "installed": "model_installed"}.get(state(model), "model_missing")


def _described(model: Model, language: str) -> str:
    role = text(_ROLES[model.role], language)
    memory = text("model_memory", language, memory=f"{model.memory_mb:,}") if model.memory_mb else ""
    return " · ".join(filter(None, (role, f"{model.size / _MB:,.0f} MB", memory, "/".join(model.languages))))


def _fetching(model: Model, fetches: Fetches, language: str) -> Iterator[str]:
    """Yield how far its fetch is, why it failed, and the way to begin."""
    going = fetches.going
    if going is not None and going.name == model.name:
        label = text("model_fetching", language)
        bar = element("progress", "", value=going.done, max=max(going.total, 1), aria_label=label)
        count = f"{going.done / _MB:,.1f} / {going.total / _MB:,.1f} MB"
        yield element("p", f"{escape(label)} {bar} {count}", class_="k-progress", role="status")
        yield element("p", button(text("stop", language), "end", class_="k-begin"), class_="k-beginning")
        yield sentence(text("model_stop_info", language))
        return
    if error := fetches.failed.get(model.name):
        yield element("p", escape(error.message(language)), class_="k-error", role="alert")
        yield sentence(text("model_by_hand", language, name=model.name))
    if fetches.stopped == model.name:
        yield element("p", escape(text("model_stopped", language)), class_="k-note", role="status")
    if can_be_fetched(model) and going is None:
        yield _offer(model, language)


def _offer(model: Model, language: str) -> str:
    """Return what would be fetched and from where, folded away, with the press that begins it."""
    sources = [said for file in model.file for said in _sources(file, language)]
    listed = element("ol", "".join(element("li", escape(said)) for said in dict.fromkeys(sources)))
    press = button(text("model_really", language), "begin", data_choice=model.name, class_="k-begin")
    size = f"{model.size / _MB:,.0f}"
    inner = (
        sentence(text("model_from", language, size=size)) + listed + element("p", press, class_="k-beginning")
    )
    return element("details", element("summary", escape(text("model_fetch", language, size=size))) + inner)


def _sources(file: ModelFile, language: str) -> Iterator[str]:
    for source in file.source:
        if isinstance(source, HuggingFace):
            yield text("model_hub", language, repository=source.repository, file=source.file)
        elif isinstance(source, Packages):
            first, last = source.parts[0].package, source.parts[-1].package
            yield text("model_packages", language, first=first, last=last)
        else:
            yield text("model_folders", language)
