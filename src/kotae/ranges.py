"""What the numbers of settings may be: checked where a setting is made, told as data to whoever shows it."""

from typing import Final

from kotae.errors import SettingValueError
from kotae.messages import Message

__all__ = ["LONGEST_S", "at_least", "between"]

LARGEST: Final = 10**15
LONGEST_S: Final = 10**9
"""Thirty years, in seconds: what every clock and limit of a system can wait for."""


def at_least(least: float, settings: object, *names: str, stage: str, most: float = LARGEST) -> None:
    """Check that some fields of settings are ``least`` or more, and no more than the system can count.

    Args:
        least: The smallest number allowed.
        settings: What holds the fields.
        *names: The fields.
        stage: The settings' own name, as in ``kotae.toml``.
        most: The largest that works.

    Raises:
        SettingValueError: One is smaller or larger, or no number at all (nan).
    """
    for name in names:
        value = getattr(settings, name)
        if value > most:
            allowed = Message("between {low} and {high}", low=least, high=most)
            raise SettingValueError(f"{stage}.{name}", value, allowed)
        if not value >= least:
            raise SettingValueError(f"{stage}.{name}", value, Message("at least {least}", least=least))


def between(low: int, high: int, settings: object, *names: str, stage: str) -> None:
    """Check that some fields of settings lie in ``[low, high]``.

    Args:
        low: The smallest number allowed.
        high: The largest.
        settings: What holds the fields.
        *names: The fields.
        stage: The settings' own name, as in ``kotae.toml``.

    Raises:
        SettingValueError: One lies outside, or is no number at all (nan).
    """
    for name in names:
        value = getattr(settings, name)
        if not low <= value <= high:
            raise SettingValueError(
                f"{stage}.{name}", value, Message("between {low} and {high}", low=low, high=high)
            )
