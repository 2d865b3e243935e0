"""The reranker: a tiny random cross-encoder in a folder, loaded the way a real one is."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kotae.embedding import HashingEmbedder
from kotae.errors import ModelError
from kotae.records import Hit
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.retrieval.rerank import Reranker
from kotae.segmentation import Analyzer
from tests.retrieval.memory import MemoryIndex
from tests.retrieval.test_retriever import PASSAGES

QUESTION = "Where does the cat sleep?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A BERT of 32 dimensions with one score as output and a vocabulary of single characters."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder = tmp_path_factory.mktemp("reranker")
    letters = sorted({letter for _, text in PASSAGES for letter in text.lower()} | set(QUESTION.lower()))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{one}" for one in letters)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        initializer_range=0.5,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt"), model_max_length=128).save_pretrained(folder)
    return str(folder)


def retriever(analyzer: Analyzer, reranker: str = "") -> Retriever:
    return Retriever(
        reader=MemoryIndex.of(PASSAGES, analyzer),
        embedder=HashingEmbedder(),
        analyzer=analyzer,
        settings=RetrievalSettings(reranker=reranker),
    )


def test_the_models_own_scores_decide_the_order(model: str, analyzer: Analyzer) -> None:
    from sentence_transformers import CrossEncoder

    before = retriever(analyzer).retrieve(QUESTION, top_k=len(PASSAGES))
    after = Reranker(model).rerank(QUESTION, before)
    scores = CrossEncoder(model, device="cpu").predict([(QUESTION, hit.passage.text) for hit in before])
    expected = [before[row].passage.text for row in np.argsort(-scores, kind="stable")]
    assert [hit.passage.text for hit in after] == expected
    assert expected != [hit.passage.text for hit in before]
    assert [hit.score for hit in after] == pytest.approx(sorted(scores.tolist(), reverse=True))
    assert all(hit.legs["reranker"] == hit.score for hit in after)
    assert all("dense" in hit.legs for hit in after)


def test_ties_keep_their_order(model: str, analyzer: Analyzer) -> None:
    hits = retriever(analyzer).retrieve(QUESTION, top_k=2)
    equal = [replace(hit, passage=replace(hit.passage, text=hits[0].passage.text)) for hit in (*hits, *hits)]
    assert [hit.passage.document.id for hit in Reranker(model).rerank(QUESTION, equal)] == [
        hit.passage.document.id for hit in equal
    ]


def test_a_hit_without_a_number_is_left_out(model: str, tmp_path: Path, analyzer: Analyzer) -> None:
    from safetensors.numpy import load_file, save_file

    broken = shutil.copytree(model, tmp_path / "broken")
    weights = load_file(broken / "model.safetensors")
    save_file(
        {**weights, "classifier.bias": np.array([np.nan], dtype=np.float32)},
        broken / "model.safetensors",
        {"format": "pt"},
    )
    assert Reranker(str(broken)).rerank(QUESTION, retriever(analyzer).retrieve(QUESTION, top_k=2)) == []


def test_the_setting_turns_it_on_and_it_sees_more_than_is_asked_for(model: str, analyzer: Analyzer) -> None:
    everything = retriever(analyzer, model).retrieve(QUESTION, top_k=len(PASSAGES))
    (best,) = retriever(analyzer, model).retrieve(QUESTION, top_k=1)
    assert best.passage.text == everything[0].passage.text
    assert best.score == pytest.approx(everything[0].legs["reranker"])
    assert "reranker" not in retriever(analyzer).retrieve(QUESTION, top_k=1)[0].legs


def test_no_hits_need_no_model() -> None:
    assert Reranker("no/such-model").rerank(QUESTION, []) == []


@pytest.mark.parametrize("name", ["no/such-model", "no such model", "folder"])
def test_a_wrong_name_is_said_in_both_languages(tmp_path: Path, analyzer: Analyzer, name: str) -> None:
    wrong = str(tmp_path) if name == "folder" else name
    hits: tuple[Hit, ...] = retriever(analyzer).retrieve(QUESTION, top_k=1)
    with pytest.raises(
        ModelError, match=r"reranker .* can't be loaded .*check retrieval\.reranker"
    ) as caught:
        Reranker(wrong).rerank(QUESTION, hits)
    assert "読み込めません" in caught.value.message("ja")
    assert wrong in caught.value.message("ja")
