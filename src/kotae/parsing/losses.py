"""What a reader left out, counted, and said in one line for each kind in both languages.

Nothing is lost in silence: a reader that leaves something out of a document's text notes it here.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kotae.parsing.struck import Struck

__all__ = ["Loss", "Losses"]

Loss: TypeAlias = Literal[
    "struck", "deleted", "hidden", "unseen", "pale", "covered", "conditional", "hidden_rows", "hidden_columns", "repeated",
    "filtered", "picture", "object", "error", "chart", "contents"
]  # fmt: skip

_MESSAGES: Final[dict[Loss, tuple[str, str]]] = {
    "struck": (
        "struck-through text was left out in {count} places{samples}",
        "取り消し線の文字を{count}か所で除きました{samples}",
    ),
    "deleted": (
        "text deleted under tracked changes was left out in {count} places{samples}",
        "変更履歴で削除された文字を{count}か所で除きました{samples}",
    ),
    "hidden": (
        "hidden text was left out in {count} places",
        "隠し文字を{count}か所で除きました",
    ),
    "unseen": (
        "text that can't be seen (in the colour of its ground, tiny, off the page) was left out in {count} places{samples}",
        "見えない文字（背景と同じ色、極小、ページの外）を{count}か所で除きました{samples}",
    ),
    "pale": (
        "white text on a ground that can't be told was read in {count} places: it may not be seen{samples}",
        "背景の分からない白い文字を{count}か所で読みました（見えない文字かもしれません）{samples}",
    ),
    "covered": (
        "text below a shape or picture was read in {count} places: it may not be seen{samples}",
        "図形や画像の下の文字を{count}か所で読みました（見えない文字かもしれません）{samples}",
    ),
    "conditional": (
        "text in the colour of its ground by a conditional format was read in {count} cells: it may not be seen{samples}",
        "条件付き書式で背景と同じ色になる文字を{count}個のセルで読みました（見えない文字かもしれません）{samples}",
    ),
    "hidden_rows": ("{count} hidden rows were left out", "非表示の行を{count}行除きました"),
    "repeated": (
        "a row that is repeated was read 100 times; {count} repetitions were left out",
        "繰り返しの行は100回まで読み、残りの{count}回を除きました",
    ),
    "hidden_columns": ("{count} hidden columns were left out", "非表示の列を{count}列除きました"),
    "filtered": (
        "{count} rows hidden by a filter or an outline were read",
        "フィルターやグループ化で非表示の{count}行も読みました",
    ),
    "picture": (
        "text inside {count} pictures was not read",
        "画像{count}点の中の文字は読んでいません",
    ),
    "object": (
        "{count} embedded objects were not read; save them into the corpus",
        "埋め込みオブジェクト{count}個は読んでいません。コーパスに保存してください",
    ),
    "error": (
        "{count} cells show an error and were left out",
        "エラー値のセル{count}個を除きました",
    ),
    "chart": (
        "{count} charts or diagrams store no values and were not read",
        "値が保存されていないグラフや図{count}個は読めませんでした",
    ),
    "contents": (
        "{count} lists of contents were left out",
        "目次{count}件を除きました",
    ),
}
_MAX_SAMPLES: Final = 3
_MAX_SAMPLE_CHARS: Final = 30


@dataclass(slots=True)
class Losses:
    """Counts what is left out.

    Attributes:
        struck: Keeps what is crossed out.
    """

    struck: Struck = field(default_factory=Struck)
    _counts: Counter[Loss] = field(default_factory=Counter)
    _samples: dict[Loss, list[str]] = field(default_factory=dict)

    def add(self, kind: Loss, text: str = "", *, count: int = 1) -> None:
        """Note one thing left out, or ``count`` of a kind; of its text the beginning is shown."""
        if not count:
            return
        self._counts[kind] += count
        if kind in ("struck", "deleted"):
            self.struck.add(text)
        samples = self._samples.setdefault(kind, [])
        sample = " ".join(text.split())
        if sample and len(samples) < _MAX_SAMPLES:
            samples.append(sample[:_MAX_SAMPLE_CHARS] + "…" * (len(sample) > _MAX_SAMPLE_CHARS))

    def warnings(self) -> tuple[str, ...]:
        """Return a line for each kind there is any of, English and Japanese parted by `` / ``."""
        lines = []
        for kind, count in self._counts.items():
            samples = self._samples.get(kind, [])
            english, japanese = _MESSAGES[kind]
            shown_en = f": “{'”, “'.join(samples)}”" if samples else ""
            shown_ja = f": 「{'」「'.join(samples)}」" if samples else ""
            lines.append(
                f"{english.format(count=count, samples=shown_en)} / {japanese.format(count=count, samples=shown_ja)}"
            )
        return tuple(lines)
