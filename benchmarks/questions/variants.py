"""README's questions and the page's examples as strangers would put them: right, wrong, wrongly refused.

    python -m benchmarks.questions.variants [--index INDEX]

Without an index of ``corpus`` one is built.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

import kotae
from benchmarks.answers.folders import shown
from benchmarks.answers.libraries import plain

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"


def main() -> None:
    """Ask everything, and print what isn't right, then the counts by language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path)
    given = parser.parse_args()
    lines = (HERE / "variants.tsv").read_text(encoding="utf-8").splitlines()
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as work:
        index = given.index or Path(work, "index")
        if given.index is None:
            kotae.build(CORPUS, index)
        with kotae.open(index) as knowledge:
            for line in lines:
                if line.startswith("#"):
                    continue
                question, _, wanted = line.partition("\t")
                answer = knowledge.ask(question)
                right = any(plain(one) in plain(shown(answer)) for one in wanted.split(" ;; "))
                outcome = "right" if right else "wrong" if answer.sentences else "wrongly refused"
                counts["en" if question.isascii() else "ja", outcome] += 1
                if not right:
                    print(outcome, question, repr(shown(answer)[:160]), sep=" | ", flush=True)
    for (language, outcome), count in sorted(counts.items()):
        print(f"{language} {outcome}: {count}")


if __name__ == "__main__":
    main()
