"""Indexing speed: tokens a second, and how many times ``SentenceTransformer.encode``.

Run from the repository: ``python -m benchmarks.encoding.run [--passages 10000] [--compared 512]``.

First all passages are embedded by kotae, and the peak memory of the process is taken. Then
rounds of 128 passages go through kotae and through plain ``encode`` (float32, its default
batch of 32) in turn, so that whatever else the machine does hits both alike.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from benchmarks.encoding.texts import passages
from benchmarks.record import record
from kotae.embedding import EmbeddingSettings, FloatMatrix, SentenceTransformerEmbedder, prepare_default_model
from kotae.embedding.running import load_model

_ROUND = 128


def main() -> None:
    """Measure and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--passages", type=int, default=10_000, help="embedded for the peak memory; 0 for none"
    )
    parser.add_argument("--compared", type=int, default=512, help="embedded both ways for the ratio")
    parser.add_argument("--precision", default="auto", choices=["auto", "float32", "bfloat16"])
    parser.add_argument("--record", action="store_true", help="write this precision's record")
    arguments = parser.parse_args()

    embedder = SentenceTransformerEmbedder.load(EmbeddingSettings(precision=arguments.precision))
    texts = passages(max(arguments.passages, arguments.compared))
    alone = texts[: arguments.passages]
    started = time.perf_counter()
    embedder.embed_passages(alone, progress=_report)
    seconds_alone = time.perf_counter() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    plain = load_model(prepare_default_model(), EmbeddingSettings())
    compared = texts[: arguments.compared]
    seconds, cosine = _in_turn(
        compared, embedder.embed_passages, lambda batch: plain.encode([f"passage: {text}" for text in batch])
    )

    def tokens(batch: Sequence[str]) -> int:
        return sum(len(ids) for ids in plain.tokenizer([f"passage: {text}" for text in batch])["input_ids"])

    count = tokens(compared)
    print(f"\n{_machine()}\n")
    print("| what | passages | tokens | tokens/s | ratio to plain | lowest cosine to plain | peak MB |")
    print("|---|---|---|---|---|---|---|")
    if alone:
        total = tokens(alone)
        print(
            f"| kotae, {arguments.precision}, alone | {len(alone)} | {total} | {total / seconds_alone:.0f} | | | {peak_mb:.0f} |"
        )
    ratio = seconds[1] / seconds[0]
    print(
        f"| kotae, {arguments.precision}, in turn | {len(compared)} | {count} | {count / seconds[0]:.0f} "
        f"| {ratio:.2f} | {cosine:.6f} | |"
    )
    print(f"| plain encode, float32 | {len(compared)} | {count} | {count / seconds[1]:.0f} | 1 | 1 | |")
    if arguments.record:
        precision = arguments.precision
        record(
            Path(__file__).parent,
            command=f"python -m benchmarks.encoding.run --precision {precision} --record",
            on=f"{len(compared)} passages of {count / len(compared):.0f} tokens on average, kotae and plain encode in turn",
            figures={
                precision: {
                    "tokens/s": round(count / seconds[0]),
                    "plain encode, tokens/s": round(count / seconds[1]),
                    "ratio": round(ratio, 2),
                    "lowest cosine to plain": f"{cosine:.6f}",
                    "peak MB": round(peak_mb),
                }
            },
            name="results" if precision == "auto" else f"results_{precision}",
        )


def _in_turn(
    texts: Sequence[str],
    ours: Callable[[list[str]], FloatMatrix],
    plain: Callable[[list[str]], FloatMatrix],
) -> tuple[list[float], float]:
    """Return the seconds of each and the lowest cosine between them."""
    seconds, cosine = [0.0, 0.0], 1.0
    for function in (ours, plain):
        function(list(texts[:8]))
    for number, start in enumerate(range(0, len(texts), _ROUND)):
        batch = list(texts[start : start + _ROUND])
        vectors: dict[int, FloatMatrix] = {}
        for which in (0, 1) if number % 2 else (1, 0):
            started = time.perf_counter()
            vectors[which] = (ours, plain)[which](batch)
            seconds[which] += time.perf_counter() - started
        cosine = min(cosine, float((vectors[0] * vectors[1]).sum(axis=1).min()))
    return seconds, cosine


def _report(done: int, total: int) -> None:
    if done == total or done % 1000 < 20:
        print(f"\r{done}/{total}", end="", flush=True)


def _machine() -> str:
    capabilities = torch.cpu.get_capabilities()
    special = [name for name in ("avx2", "avx512_f", "avx512_bf16", "amx_bf16") if capabilities.get(name)]
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = Path("/proc/loadavg").read_text().split()[0] if Path("/proc/loadavg").exists() else "?"
    return (
        f"{time.strftime('%Y-%m-%d')}, {capabilities.get('cpu_name')}, {torch.get_num_threads()} threads "
        f"({', '.join(special)}), {memory_gb:.0f} GB, load {load}, torch {torch.__version__}, numpy {np.__version__}"
    )


if __name__ == "__main__":
    main()
