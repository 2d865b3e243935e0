"""Whether a small writer can tell an answer from a near miss: its "yes" to "does this passage answer this question?".

    python -m benchmarks.translation.vote PACK.txt [--every N] [--save FILE.jsonl]

Asks the reader first (its confidence), then the writer with the best passage only, one token; prints the area under the curve
of both, and the seconds of one core that the writer takes.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

import kotae
from benchmarks.libraries.packs import read_pack
from kotae.answering.generators import GenerationSettings, load_generator
from kotae.folding import fold


def main() -> None:
    """Ask, and print what came."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pack", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--save", type=Path)
    arguments = parser.parse_args()
    documents = read_pack(arguments.pack)
    asked = [
        (one.language, one.text, one.answer is not None)
        for document in documents
        for one in document.questions
    ]
    chosen = [row for kind in (True, False) for row in [q for q in asked if q[2] is kind][:: arguments.every]]
    model = load_generator(GenerationSettings(backend="local", threads=1, timeout_s=120))
    rows: list[tuple[bool, float, float, float]] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "documents"
        folder.mkdir()
        for number, document in enumerate(documents):
            (folder / f"{number}.md").write_text(f"# {document.title}\n\n{document.text}", encoding="utf-8")
        kotae.build(folder, Path(temporary) / "index")
        with kotae.open(Path(temporary) / "index") as knowledge_base:
            for _, question, answerable in chosen:
                answer = knowledge_base.ask(question)
                if not answer.hits:
                    continue
                claim = (
                    f"{question} — this passage answers it"
                    if question.isascii()
                    else f"{question} — この文章はこれに答えている"
                )
                began = time.process_time()
                vote = model.agreement(claim, [fold(answer.hits[0].passage.text)[:400]])
                rows.append((answerable, answer.confidence, vote or 0.0, time.process_time() - began))
    if arguments.save:
        arguments.save.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    truth, reader, writer, seconds = map(np.array, zip(*rows, strict=True))
    both = np.log(np.clip(reader, 0.01, 0.99) / (1 - np.clip(reader, 0.01, 0.99))) + writer
    print(f"answerable {truth.sum()}, near misses {(~truth).sum()}")
    for name, scores in (("reader", reader), ("writer", writer), ("both", both)):
        print(f"{name}: AUC {roc_auc_score(truth, scores):.2f}")
    print(f"seconds of one core: median {np.median(seconds):.1f}")


if __name__ == "__main__":
    main()
