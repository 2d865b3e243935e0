"""Reading many passages at once gives what reading each alone gives; the real encoder's shape, random weights."""

from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from kotae.embedding.carrier import default_carrier
from kotae.embedding.encoder import Encoder, asset
from kotae.reader import Reader
from kotae.reader.inputs import PairCutter
from kotae.records import Passage
from tests.answering.conftest import MakeHits
from tests.reader.characters import CharacterCutter


@pytest.fixture(scope="module")
def reader() -> Reader:
    random = np.random.default_rng(11)
    wanted = onnx.load(asset("reader.onnx"), load_external_data=False).graph.initializer
    weights: list[tuple[str, NDArray[Any]]] = []
    for weight in wanted:
        shape = tuple(weight.dims)[::-1]
        if weight.data_type == onnx.TensorProto.INT8:
            weights.append((weight.name, random.integers(-63, 64, shape, dtype=np.int8)))
        elif weight.name.endswith(".scale"):
            weights.append((weight.name, np.full(shape, 0.05 / 63, dtype=np.float32)))
        elif weight.external_data and not weight.name.startswith("embedding_norm"):
            weights.append((weight.name, random.normal(0, 0.05, shape).astype(np.float32)))
    encoder = Encoder("reader", carrier=default_carrier(), weights=weights)
    return Reader(encoder, PairCutter(CharacterCutter()))


@pytest.fixture
def passages(make_hits: MakeHits) -> list[Passage]:
    texts = ("短い。", "The library opens at nine. It closes at five.", "長い文です。" * 30, "x" * 3_000)
    return [hit.passage for hit in make_hits(*texts)]


def test_batches_change_nothing(reader: Reader, passages: list[Passage]) -> None:
    together = reader.read("何時？", passages)
    alone = [reader.read("何時？", [passage])[0] for passage in passages]
    for one, other in zip(together, alone, strict=True):
        assert one.answers == pytest.approx(other.answers, abs=1e-4)
        assert one.sentences == pytest.approx(other.sentences, abs=1e-4)


def test_readings_point_into_their_documents(reader: Reader, passages: list[Passage]) -> None:
    readings = reader.read("When?", passages)
    for passage, reading in zip(passages, readings, strict=True):
        assert passage.start <= reading.start < reading.end <= passage.end
        assert len(reading.sentences) == len(passage.sentences)
        assert 0 <= sum(reading.sentences) <= 1 + 1e-6
    assert [reading.cut for reading in readings] == [False, False, False, True]


def test_judging_gives_chances_that_sum_to_one(reader: Reader) -> None:
    found = reader.judge("It opens at nine.", ["It opens at nine.", "9時に開きます。", ""])
    assert len(found) == 3
    for entailment in found:
        assert entailment.supported + entailment.neither + entailment.contradicted == pytest.approx(1.0)


@pytest.mark.parametrize("question", ["", "あ" * 10_000])
def test_empty_and_endless_questions_are_read(reader: Reader, passages: list[Passage], question: str) -> None:
    assert len(reader.read(question, passages)) == len(passages)


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.read("何？", []) == ()
    assert reader.judge("何。", []) == ()
