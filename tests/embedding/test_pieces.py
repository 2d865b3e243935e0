"""The shipped tokenizer against the plain-Python one and against the library's."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from training.assets.tokenizer import tokenizer_model

from kotae.embedding import pieces, prepare_default_model
from kotae.embedding.carrier import default_carrier
from kotae.embedding.encoder import asset
from kotae.embedding.pieces import default_cutter, marked
from tests.embedding.test_tokenizer import REAL_TEXTS
from tests.embedding.unigram import token_ids


@pytest.mark.parametrize("text", [text for text in REAL_TEXTS if len(set(text)) > 1])  # no ties
def test_texts_are_cut_as_described(text: str) -> None:
    whole = "query: " + text
    assert marked(default_cutter().ids(whole), most=512) == token_ids(default_carrier(), whole)


@pytest.mark.model
def test_tokens_and_places_are_those_of_the_library() -> None:
    library = Tokenizer.from_file(str(prepare_default_model() / "tokenizer.json"))
    for text in [text.lstrip() for text in REAL_TEXTS if len(set(text)) > 1]:
        theirs = library.encode(text, add_special_tokens=False)
        ids, spans = default_cutter().spans(text)
        assert ids == theirs.ids, text
        if "㈱" in text:  # a piece that ends amid a character's letters ends before it here, behind it there
            continue
        # White space before a token is the library's too, or not, as the map of characters has it.
        assert [text[slice(*span)].strip() for span in spans] == [
            text[slice(*span)].strip() for span in theirs.offsets
        ], text


def test_every_piece_of_one_character_has_its_place() -> None:
    _, spans = default_cutter().spans("第㈱")
    assert [span for span in spans if span[0] == 1] == [(1, 2)] * 3


@pytest.mark.parametrize("text", ["予算\ud800は", "cost\udfff is"])
def test_half_surrogates_are_cut_as_question_marks(text: str) -> None:
    ids, spans = default_cutter().spans(text)
    asked = text.encode("utf-8", "replace").decode()
    assert ids == default_cutter().ids(asked)
    assert spans[-1][1] == len(text)


@pytest.mark.model
def test_the_shipped_tokenizer_is_the_one_that_training_writes() -> None:
    assert asset("tokenizer.model").read_bytes() == tokenizer_model(default_carrier())


def test_who_asks_while_it_is_loaded_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line begins to load it beside its commands: two of them would be twice the time and the memory."""
    made: list[Path] = []

    def cutter(file: Path) -> object:
        made.append(file)
        time.sleep(0.05)
        return object()

    monkeypatch.setattr(pieces, "PieceCutter", cutter)
    monkeypatch.setattr(pieces, "_loaded", cache(pieces._loaded.__wrapped__))
    with ThreadPoolExecutor() as threads:
        had = {threads.submit(default_cutter) for _ in range(4)}
    assert len({one.result() for one in had}) == len(made) == 1
