"""Query latency: ``kb.retrieve`` on a warm index against the encoder alone.

Run from the repository: ``python -m benchmarks.query.run [--passages 10000] [--work FOLDER]``.

A corpus of shuffled sentences of the shipped one is written and indexed (once: ``--work``
keeps it for the next run). Then every question goes through ``kb.retrieve``, through plain
``SentenceTransformer.encode`` and through kotae's own encoder, one after another, so that
whatever else the machine does hits all three alike.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

import kotae
from benchmarks.encoding.texts import corpus_sentences
from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder, prepare_default_model
from kotae.embedding.running import load_model

_PASSAGE_CHARS = {"ja": 150, "en": 400}
_PASSAGES_PER_DOCUMENT = 20
QUESTIONS = (
    "AWSは2027年までに日本へいくら投資しますか？",
    "How much will Microsoft invest in Japan?",
    "AI推進法はいつ成立しましたか？",
    "What is the Digital Marketplace?",
    "ワット・ビット連携とは何ですか",
    "Who attacked Japanese organisations under the name MirrorFace?",
    "企業の生成AI導入率は米国と比べてどうですか",
    "Which data laws apply to training models in Japan?",
)


def main() -> None:
    """Measure and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15, help="times every question is asked")
    parser.add_argument("--work", type=Path, help="folder for the corpus and the index; kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        _measure(arguments.work or Path(temporary), passages=arguments.passages, rounds=arguments.rounds)


def _measure(work: Path, *, passages: int, rounds: int) -> None:
    write_corpus(work / "corpus", passages)
    report = kotae.build(corpus=work / "corpus", index=work / "index")
    build_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = load_model(prepare_default_model(), EmbeddingSettings())
    own = SentenceTransformerEmbedder.load()
    with kotae.open(work / "index") as knowledge:
        ways: dict[str, Callable[[str], object]] = {
            "kb.retrieve, top 5": lambda question: knowledge.retrieve(question, top_k=5),
            "plain SentenceTransformer.encode": lambda question: plain.encode([f"query: {question}"]),
            "kotae's encoder alone": lambda question: own.embed_questions([question]),
        }
        milliseconds = _in_turn(ways, rounds)
    print(
        f"{time.strftime('%Y-%m-%d')}, {torch.cpu.get_capabilities().get('cpu_name')}, "
        f"{torch.get_num_threads()} threads; {report.documents} documents, {report.passages} passages, "
        f"built in {report.seconds:.0f} s ({report.embedded} embedded), peak {build_mb:.0f} MB\n"
    )
    print("| what | p50 ms | p95 ms | p50 / plain encode |\n|---|---|---|---|")
    base = float(np.percentile(milliseconds["plain SentenceTransformer.encode"], 50))
    for name, values in milliseconds.items():
        middle, high = np.percentile(values, [50, 95])
        print(f"| {name} | {middle:.1f} | {high:.1f} | {middle / base:.2f} |")


def _in_turn(ways: dict[str, Callable[[str], object]], rounds: int) -> dict[str, list[float]]:
    milliseconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for question in QUESTIONS:
            # Never the same text twice: a cache of answers would be measured instead.
            asked = question if number == 0 else f"{question} ({number})"
            for name, way in ways.items():
                started = time.perf_counter()
                way(asked)
                if number:  # the first round warms up
                    milliseconds[name].append((time.perf_counter() - started) * 1e3)
    return milliseconds


def write_corpus(folder: Path, passages: int) -> None:
    """Write documents that split into about so many passages; leave a folder that is there alone."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    chooser = random.Random(0)
    sentences = {language: corpus_sentences(language) for language in _PASSAGE_CHARS}
    for number in range(-(-passages // _PASSAGES_PER_DOCUMENT)):
        language = "ja" if number % 2 else "en"
        paragraphs = []
        for _ in range(_PASSAGES_PER_DOCUMENT):
            paragraph = ""
            while len(paragraph) < _PASSAGE_CHARS[language]:
                paragraph += chooser.choice(sentences[language]) + ("" if language == "ja" else " ")
            paragraphs.append(paragraph.strip())
        title = f"文書{number}" if language == "ja" else f"Document {number}"
        (folder / f"{number:05}.md").write_text(
            f"# {title}\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
