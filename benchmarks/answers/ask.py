"""How often whole answers are right, and how often questions are refused, through ``kb.ask``.

    python -m benchmarks.answers.ask FOLDER QUESTIONS [--index INDEX]

FOLDER holds the documents, QUESTIONS is a ``queries.jsonl`` with ``answers`` and ``answerable``. An answer is
right if its quotes hold one of the reference strings. ``x`` behind a language: the fact stands only in the other one.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

import kotae
from kotae.evaluation.answer_scores import holds


def figures(knowledge_base: kotae.KnowledgeBase, questions: Path) -> dict[str, dict[str, list[float]]]:
    """Return the single observations, by language and figure."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        answer = knowledge_base.ask(row["text"])
        group = found[row["language"] + ("x" if row.get("crosses") else "")]
        answered = answer.status == "answered"
        if not row["answerable"]:
            group["unanswerable refused"].append(not answered)
            continue
        group["answerable answered"].append(answered)
        if answered:
            said = " ".join(sentence.text for sentence in answer.sentences)
            group["right, of those answered"].append(holds(said, row["answers"]))
            group["sentences"].append(len(answer.sentences))
    return found


def main() -> None:
    """Print one line for each language and figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, help="keep the index here; a temporary one by default")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        index = arguments.index or Path(temporary)
        kotae.build(arguments.folder, index)
        with kotae.open(index) as knowledge_base:
            for group, rows in sorted(figures(knowledge_base, arguments.questions).items()):
                for name, values in rows.items():
                    print(f"{group:<4}{name:<26}{sum(values) / len(values):.3f}  ({len(values)})")


if __name__ == "__main__":
    main()
