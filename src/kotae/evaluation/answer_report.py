"""Write an evaluation of answers down: as a table, as JSON, as a ROC plot of refusals."""

import json
from collections.abc import Sequence
from pathlib import Path

from kotae.evaluation.answers import FIGURES, AnswerEvaluation
from kotae.serialise import to_json

__all__ = ["answer_summary", "answer_table", "save_answers"]

_HEADS = {
    "right": "right",
    "right_answered": "if given",
    "false_refusals": "refused",
    "false_answers": "invented",
    "auc": "AUC",
    "citation_recall": "cit. R",
    "citation_precision": "cit. P",
    "fidelity": "verbatim",
    "verified": "verified",
    "same_language": "language",
    "sentences": "sent.",
}


def answer_table(evaluation: AnswerEvaluation) -> str:
    """Return the figures as lines of aligned columns, one line a group; ``-`` where there is none."""
    head = (
        f"{'':<8}{'n':>6}"
        + "".join(f"{_HEADS[name]:>10}" for name in FIGURES)
        + f"{'p50 ms':>9}{'p95 ms':>9}"
    )
    lines = [f"{evaluation.dataset}: {evaluation.documents} documents", head]
    for group in evaluation.groups:
        figures = "".join(f"{_shown(group.figures[name]):>10}" for name in FIGURES)
        lines.append(f"{group.name:<8}{group.queries:>6}{figures}{group.p50_ms:>9.0f}{group.p95_ms:>9.0f}")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def answer_summary(evaluation: AnswerEvaluation) -> dict[str, object]:
    """Return the figures as one JSON object, without the single questions."""
    return {
        "dataset": evaluation.dataset,
        "documents": evaluation.documents,
        "groups": [to_json(group) for group in evaluation.groups],
    }


def save_answers(evaluation: AnswerEvaluation, folder: Path) -> None:
    """Write ``summary.json``, ``answers.jsonl`` (each with its scores), ``roc.json`` and ``roc.png``.

    Args:
        evaluation: What was found.
        folder: Made where it isn't there. The plot is left out where the set has no unanswerable questions.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in (("summary", answer_summary(evaluation)), ("roc", to_json(evaluation.roc))):
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    rows = (
        {"_id": query, "scores": to_json(evaluation.scores[query]), "answer": to_json(answer)}
        for query, answer in evaluation.answers.items()
    )
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "answers.jsonl").write_text(lines, encoding="utf-8")
    if evaluation.roc:
        _plot(evaluation, folder / "roc.png")


def _plot(evaluation: AnswerEvaluation, path: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 4.4), layout="constrained")
    marks = {group.name: group.figures for group in evaluation.groups}
    for name, points in evaluation.roc.items():
        (line,) = axes.plot(*_columns(points), label=f"{name} (AUC {marks[name]['auc'] or 0:.2f})")
        invented, refused = marks[name]["false_answers"], marks[name]["false_refusals"]
        # The dot is where the threshold in use stands.
        axes.plot([invented or 0.0], [1 - (refused or 0.0)], marker="o", color=line.get_color())
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey")
    axes.set(
        xlabel="unanswerable questions answered",
        ylabel="answerable questions answered",
        title=evaluation.dataset,
        xlim=(0, 1),
        ylim=(0, 1.02),
    )
    axes.legend(loc="lower right", fontsize="small")
    figure.savefig(path, dpi=120)
    plt.close(figure)


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]
