"""What a reader left out, counted, and said in one line for each kind in both languages.

Nothing is lost in silence: a reader that leaves something out of a document's text notes it here.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kotae.messages import Listed, Message, Words
from kotae.parsing.struck import Struck, crossed

__all__ = ["Loss", "Losses"]

Loss: TypeAlias = Literal[
    "struck", "deleted", "hidden", "unseen", "pale", "covered", "conditional", "crossing", "hidden_rows", "hidden_columns",
    "repeated", "filtered", "picture", "object", "error", "chart", "contents", "running",
    "lapped", "numbers"
]  # fmt: skip

_MESSAGES: Final[dict[Loss, Message]] = {
    "struck": Message("struck-through text was left out in {count} {count:place|places}{samples}"),
    "deleted": Message(
        "text deleted under tracked changes was left out in {count} {count:place|places}{samples}"
    ),
    "hidden": Message("hidden text was left out in {count} {count:place|places}"),
    "unseen": Message(
        "text that can't be seen (in the colour of its ground, tiny, off the page) was left out in "
        "{count} {count:place|places}{samples}"
    ),
    "pale": Message(
        "white text on a ground that can't be told was read in {count} {count:place|places}: it may not be "
        "seen{samples}"
    ),
    "covered": Message(
        "text below a shape or picture was read in {count} {count:place|places}: it may not be seen{samples}"
    ),
    "conditional": Message(
        "text in the colour of its ground by a conditional format was read in {count} {count:cell|cells}: it "
        "may not be seen{samples}"
    ),
    "crossing": Message(
        "text that a conditional format may cross out was read in {count} {count:cell|cells}: it may not "
        "hold{samples}"
    ),
    "hidden_rows": Message("{count} hidden {count:row was|rows were} left out"),
    "repeated": Message(
        "a row that is repeated was read 100 times; {count} {count:repetition was|repetitions were} left out"
    ),
    "hidden_columns": Message("{count} hidden {count:column was|columns were} left out"),
    "filtered": Message("{count} {count:row|rows} hidden by a filter or an outline {count:was|were} read"),
    "picture": Message("text inside {count} {count:picture|pictures} was not read"),
    "object": Message(
        "{count} embedded {count:object was|objects were} not read; save {count:it|them} into the folder"
    ),
    "error": Message("{count} {count:cell shows|cells show} an error and {count:was|were} left out"),
    "chart": Message(
        "{count} {count:chart or diagram was|charts or diagrams were} not read: the file stores no values with "
        "{count:it|them}"
    ),
    "contents": Message("{count} {count:list of contents was|lists of contents were} left out"),
    "running": Message(
        "lines that recur at the edge of pages (running titles) were read once at most and left out in "
        "{count} {count:place|places}{samples}"
    ),
    "numbers": Message(
        "the numbers of the lines at the left edge of {count} {count:page|pages} were left out"
    ),
    "lapped": Message(
        "text is drawn over other text in {count} {count:place|places}; where one ends can't be told, and it "
        "may be misread{samples}"
    ),
}
# Enough to find the place in the file by; the warning is read by people.
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
        if kind in ("struck", "deleted"):
            self.struck.add(text)
        self._count(kind, text, count)

    def _count(self, kind: Loss, text: str, count: int) -> None:
        self._counts[kind] += count
        samples = self._samples.setdefault(kind, [])
        sample = " ".join(text.split())
        shown = sample[:_MAX_SAMPLE_CHARS] + "…" * (len(sample) > _MAX_SAMPLE_CHARS)
        if sample and len(samples) < _MAX_SAMPLES and shown not in samples:
            samples.append(shown)

    def cross_out(self, kind: Literal["struck", "deleted"], text: str) -> str:
        """Note that text is crossed out, and return it as it is written where it stood."""
        if not text.strip():
            return text
        self._count(kind, text, 1)
        return crossed(text)

    def warnings(self) -> tuple[str, ...]:
        """Return a line for each kind there is any of, English and Japanese parted by `` / ``."""
        return tuple(
            _MESSAGES[kind].filled(count=count, samples=self._shown(kind)).both()
            for kind, count in self._counts.items()
        )

    def _shown(self, kind: Loss) -> Words | str:
        samples = self._samples.get(kind)
        return (
            Message(
                ": {samples}", samples=Listed([Message("“{piece}”", piece=piece) for piece in samples], ja="")
            )
            if samples
            else ""
        )
