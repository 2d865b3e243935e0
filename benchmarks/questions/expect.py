"""Write down today's scores over the corpus as the expected ones: ``python -m benchmarks.questions.expect``.

Look at the differences before committing them: lower ones need a reason.
"""

import json
import tempfile
from pathlib import Path

from kotae.evaluation.dataset import load_dataset
from kotae.evaluation.runner import evaluate

QUESTIONS = Path(__file__).parent / "corpus"


def main() -> None:
    """Evaluate and write ``expected.json`` beside the questions."""
    with tempfile.TemporaryDirectory() as index:
        found = evaluate(load_dataset(QUESTIONS), corpus=Path("corpus"), index=Path(index))
    rows = {
        group.name: {
            "queries": group.queries,
            **{metric: round(group.metrics[metric], 3) for metric in ("nDCG@10", "recall@1", "recall@5")},
        }
        for group in found.groups
    }
    path = QUESTIONS / "expected.json"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
