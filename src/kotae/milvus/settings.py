"""What can be set about an index that a Milvus engine holds."""

from dataclasses import dataclass

from kotae.ranges import LONGEST_S, at_least

__all__ = ["MilvusSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilvusSettings:
    """How a Milvus engine is reached, and what is kept here for it.

    Attributes:
        token: What is shown to the engine, ``user:password`` or a key; empty for none. Best set by the variable
            ``KOTAE_MILVUS__TOKEN``. It is shown over ``milvus+tls://`` only, or to an engine on this machine.
        timeout_s: What hasn't been answered after so many seconds is an error.
        staging: Folder in which the machine that builds keeps its copy of each index it publishes; empty for one in
            kotae's cache folder.

    Raises:
        SettingValueError: A number is out of range.
    """

    token: str = ""
    timeout_s: float = 30.0
    staging: str = ""

    def __post_init__(self) -> None:
        at_least(0.1, self, "timeout_s", stage="milvus", most=LONGEST_S)
