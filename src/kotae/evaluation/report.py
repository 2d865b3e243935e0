"""Write an evaluation down: as a table, as JSON, as a plot of recall@k."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kotae.evaluation.metrics import METRICS
from kotae.evaluation.runner import Evaluation

__all__ = ["comparison_table", "save", "summary", "table"]


def table(evaluation: Evaluation) -> str:
    """Return the figures as lines of aligned columns, one line a group."""
    head = f"{'':<8}{'n':>6}" + "".join(f"{name:>11}" for name in METRICS) + f"{'p50 ms':>9}{'p95 ms':>9}"
    lines = [f"{evaluation.dataset}: {evaluation.documents} documents, {evaluation.passages} passages", head]
    for group in evaluation.groups:
        figures = "".join(f"{group.metrics[name]:>11.3f}" for name in METRICS)
        lines.append(f"{group.name:<8}{group.queries:>6}{figures}{group.p50_ms:>9.1f}{group.p95_ms:>9.1f}")
    return "\n".join(lines)


def comparison_table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return paired differences as lines; ``*`` marks intervals that leave out zero."""
    lines = []
    for name, row in rows.items():
        sure = "*" if row["low"] > 0 or row["high"] < 0 else " "
        lines.append(f"{name:<11}{row['difference']:+.3f} [{row['low']:+.3f}, {row['high']:+.3f}] {sure}")
    return "\n".join(lines)


def summary(evaluation: Evaluation) -> dict[str, object]:
    """Return the figures as one JSON object, without the per-question values."""
    return {
        "dataset": evaluation.dataset,
        "documents": evaluation.documents,
        "passages": evaluation.passages,
        "groups": [asdict(group) for group in evaluation.groups],
    }


def save(evaluation: Evaluation, folder: Path) -> None:
    """Write ``summary.json``, ``scores.json``, ``run.json`` and ``recall.png`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in (
        ("summary", summary(evaluation)),
        ("scores", evaluation.scores),
        ("run", evaluation.run),
    ):
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    _plot(evaluation, folder / "recall.png")


def _plot(evaluation: Evaluation, path: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    cuts = [1, 5, 10]
    figure, axes = plt.subplots(figsize=(5, 3.4), layout="constrained")
    for group in evaluation.groups:
        axes.plot(cuts, [group.metrics[f"recall@{k}"] for k in cuts], marker="o", label=group.name)
    axes.set(xlabel="k", ylabel="recall@k", xticks=cuts, ylim=(0, 1.02), title=evaluation.dataset)
    axes.legend(loc="lower right", fontsize="small")
    figure.savefig(path, dpi=120)
    plt.close(figure)
