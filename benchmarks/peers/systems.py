"""The compared systems, each set up as its own documentation says, over given passages.

Runs in its own environment (``requirements.txt``), not in kotae's. Reads passages and questions as
JSON lines, writes the ids found. Each system gets its default hybrid and its best documented
setting for Japanese:

* LlamaIndex: ``QueryFusionRetriever`` over FAISS and ``BM25Retriever``; default (English stemming), and a
  ``token_pattern`` that takes each Japanese character as a token.
* LangChain: ``EnsembleRetriever`` over FAISS and ``BM25Retriever``; default (splits on spaces), and
  ``preprocess_func`` with fugashi.
* txtai: ``hybrid=True``; default (Unicode word segmentation), and character n-grams of 2.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Search = Callable[[str], list[str]]
TOP_K = 40
PREFIXES = ("query: ", "passage: ")


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def llama_index(passages: list[dict[str, str]], model: str, *, japanese: bool) -> Search:
    """Return LlamaIndex's hybrid search."""
    import faiss
    from llama_index.core import Settings, StorageContext, VectorStoreIndex
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    Settings.llm = MockLLM()  # the fusion retriever wants one even where it rewrites no question
    Settings.embed_model = HuggingFaceEmbedding(
        model_name=model, query_instruction=PREFIXES[0], text_instruction=PREFIXES[1]
    )
    nodes = [TextNode(id_=row["id"], text=row["text"]) for row in passages]
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(384))
    index = VectorStoreIndex(nodes, storage_context=StorageContext.from_defaults(vector_store=store))
    extra = (
        {"skip_stemming": True, "token_pattern": r"(?u)[\u3040-\u30ff\u3400-\u9fff]|[A-Za-z0-9_]+"}
        if japanese
        else {}
    )
    words = BM25Retriever(nodes=nodes, similarity_top_k=TOP_K, **extra)
    hybrid = QueryFusionRetriever(
        [index.as_retriever(similarity_top_k=TOP_K), words],
        similarity_top_k=TOP_K,
        num_queries=1,
        mode="reciprocal_rerank",
        use_async=False,
    )
    return lambda question: [found.node.node_id for found in hybrid.retrieve(question)]


def langchain(passages: list[dict[str, str]], model: str, *, japanese: bool) -> Search:
    """Return LangChain's hybrid search."""
    from fugashi import Tagger
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_community.vectorstores import FAISS
    from langchain_community.vectorstores.utils import DistanceStrategy
    from langchain_huggingface import HuggingFaceEmbeddings

    class Prefixed(HuggingFaceEmbeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return super().embed_documents([PREFIXES[1] + text for text in texts])

        def embed_query(self, text: str) -> list[float]:
            return super().embed_documents([PREFIXES[0] + text])[0]

    texts, ids = [row["text"] for row in passages], [{"id": row["id"]} for row in passages]
    dense = FAISS.from_texts(
        texts,
        Prefixed(model_name=model),
        metadatas=ids,
        distance_strategy=DistanceStrategy.MAX_INNER_PRODUCT,
    ).as_retriever(search_kwargs={"k": TOP_K})
    tagger = Tagger("-Owakati")
    extra = {"preprocess_func": lambda text: tagger.parse(text).split()} if japanese else {}
    words = BM25Retriever.from_texts(texts, metadatas=ids, k=TOP_K, **extra)
    hybrid = EnsembleRetriever(retrievers=[words, dense], weights=[0.5, 0.5], id_key="id")
    return lambda question: [found.metadata["id"] for found in hybrid.invoke(question)]


def txtai(passages: list[dict[str, str]], model: str, *, japanese: bool) -> Search:
    """Return txtai's hybrid search."""
    from txtai import Embeddings

    extra = (
        {"scoring": {"method": "bm25", "terms": True, "normalize": True, "tokenizer": {"ngrams": 2}}}
        if japanese
        else {}
    )
    embeddings = Embeddings(
        path=model,
        hybrid=True,
        instructions={"query": PREFIXES[0], "data": PREFIXES[1]},
        **extra,
    )
    embeddings.index((row["id"], row["text"], None) for row in passages)
    return lambda question: [str(found[0]) for found in embeddings.search(question, TOP_K)]


SYSTEMS = {"LlamaIndex": llama_index, "LangChain": langchain, "txtai": txtai}


def main() -> None:
    """Run one system on one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("variant", choices=["default", "japanese"])
    parser.add_argument("folder", type=Path, help="holds passages.jsonl and queries.jsonl")
    parser.add_argument("model", help="the folder of the sentence-transformers model")
    arguments = parser.parse_args()
    search = SYSTEMS[arguments.system](
        read(arguments.folder / "passages.jsonl"),
        arguments.model,
        japanese=arguments.variant == "japanese",
    )
    found: dict[str, list[str]] = {}
    times: list[float] = []
    for query in read(arguments.folder / "queries.jsonl"):
        began = time.perf_counter()
        found[query["id"]] = search(query["text"])
        times.append(time.perf_counter() - began)
    json.dump({"found": found, "p50_ms": sorted(times)[len(times) // 2] * 1000}, sys.stdout)


if __name__ == "__main__":
    main()
