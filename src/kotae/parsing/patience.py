"""How long each file of a build may take, after what others took for nothing.

One file made to take all of its time costs a minute; a folder of a thousand would take a night. Files that gave little for
their time use up what a build has for such: each time they took together as long as five may, the files behind them get half
the time, down to a second. What was cut off by that is read again at the next build, when those that took their full time
are known (docs/decisions/0029).
"""

from dataclasses import dataclass, replace
from typing import Final

from kotae.parsing.settings import ReadingSettings

__all__ = ["HURRIED", "Patience"]

HURRIED: Final = "hurried"
"""In place of the stamp of a file that was read in a shortened time: it is read again."""

# So many times the time of a file, then the time is halved.
_FILES: Final = 5
_LEAST_SECONDS: Final = 1.0
# No more than this share of its time: a drawing may honestly take some, and never counts.
_QUIET_SHARE: Final = 0.25
# A page of a paper takes less than half of that for its 1,500 characters.
_CHARS_A_SECOND: Final = 5_000


@dataclass(slots=True)
class Patience:
    """The processor time that files of a build took for little.

    Attributes:
        settings: How files are read.
        lost: In seconds.
    """

    settings: ReadingSettings
    lost: float = 0.0

    @property
    def limits(self) -> ReadingSettings:
        """What the next file is read with; the settings themselves as long as nothing is shortened.

        Recognising characters takes long for few of them, whoever made the picture: with OCR nothing is shortened.
        """
        if self.settings.ocr or not self.is_short:
            return self.settings
        seconds = self.settings.max_seconds * 0.5 ** min(self.lost // self._budget, 100)
        return replace(self.settings, max_seconds=max(_LEAST_SECONDS, seconds))

    @property
    def is_short(self) -> bool:
        """Whether so much was lost that times are shortened."""
        return self.lost >= self._budget

    @property
    def _budget(self) -> float:
        return _FILES * self.settings.max_seconds

    def count(self, seconds: float, *, chars: int, most: float) -> None:
        """Count a file.

        Args:
            seconds: The processor time it took.
            chars: How much text it gave for it.
            most: How much a file might have taken.
        """
        if seconds > _QUIET_SHARE * most:
            self.lost += max(0.0, seconds - chars / _CHARS_A_SECOND)
