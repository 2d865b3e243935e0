"""What can be set about libraries that lie elsewhere."""

from dataclasses import dataclass

from kotae.ranges import LONGEST_S, at_least

__all__ = ["FederationSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FederationSettings:
    """How other kotaes are asked.

    Attributes:
        token_file: File with the tokens to show, a line ``ADDRESS TOKEN`` for each library; empty takes the
            variable ``KOTAE_LIBRARY_TOKENS``, which holds the same.
        timeout_s: What hasn't answered a question after so many seconds is left out and named.
        grace_s: What hasn't answered so many seconds after the last of the others has, is left out too.
        aside_s: What couldn't be reached or was silent three times in a row isn't asked again for so many seconds where
            others are asked too; 0 tries it each time.
        max_answer_bytes: Longest answer taken from another kotae.
        ca_file: Certificates (PEM) that vouch for the others; empty takes the system's.

    Raises:
        SettingValueError: A number is out of range.
    """

    token_file: str = ""
    timeout_s: float = 10.0
    grace_s: float = 1.4
    aside_s: float = 60.0
    max_answer_bytes: int = 16_000_000
    ca_file: str = ""

    def __post_init__(self) -> None:
        at_least(0.1, self, "timeout_s", "grace_s", stage="federation", most=LONGEST_S)
        at_least(0, self, "aside_s", stage="federation", most=LONGEST_S)
        at_least(1_000, self, "max_answer_bytes", stage="federation")
