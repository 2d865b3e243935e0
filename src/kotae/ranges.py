"""What the numbers of settings may be: checked where a setting is made, told as data to whoever shows it."""

from kotae.errors import SettingValueError
from kotae.messages import Message

__all__ = ["at_least", "between"]


def at_least(least: float, settings: object, *names: str, stage: str) -> None:
    """Check that some fields of settings are ``least`` or more.

    Args:
        least: The smallest number allowed.
        settings: What holds the fields.
        *names: The fields.
        stage: The settings' own name, as in ``kotae.toml``.

    Raises:
        SettingValueError: One is smaller.
    """
    for name in names:
        value = getattr(settings, name)
        if value < least:
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
