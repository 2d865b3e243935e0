"""The settings of generation: which language model writes answers, if any."""

from dataclasses import dataclass
from typing import Final, Literal

from kotae.errors import SettingValueError
from kotae.messages import Message
from kotae.ranges import LONGEST_S, at_least, between
from kotae.records import Language

__all__ = ["GenerationSettings"]

# What runs the model counts both in 32 bits.
_MOST_TOKENS: Final = 1_000_000
_MOST_THREADS: Final = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationSettings:
    """Which language model writes answers, and how much it may take.

    Attributes:
        backend: ``"off"``: answers are quotes; ``"local"``: a GGUF file of a chat model in this process (needs
            ``kotae[generate]``); ``"server"``: an OpenAI-compatible server.
        model: For ``"local"`` a GGUF file, empty for the catalogue's writer (``kotae models get``
            fetches it); for ``"server"`` the model's name there.
        base_url: The server's address.
        api_key: The server's key; local servers mostly want none.
        probe: Whether the model is also asked, yes or no, if the sources say what it wrote: ``"on"`` or ``"off"``; asking takes
            about as long as writing (see ``benchmarks/answers``).
        translate_into: ``"en"``, ``"ja"`` or ``"both"``: into which languages quotes are put; ``"auto"`` is English for the
            catalogue's writer, which writes too little usable Japanese (see ``benchmarks/translation``), and both for any other.
        drafts: How many drafts of a translated sentence are asked for at most: 2 lets one that doesn't pass be written again,
            with the sentences around it to be read. What that gains and costs hasn't been measured.
        threads: Threads of the local model; 0 for as many as there are processors.
        max_tokens: Longest text written, in tokens.
        timeout_s: Longest time for one text, in seconds.
    """

    backend: Literal["off", "local", "server"] = "off"
    model: str = ""
    base_url: str = "http://127.0.0.1:8080/v1"
    api_key: str = ""
    probe: Literal["on", "off"] = "on"
    translate_into: Literal["auto", "en", "ja", "both"] = "auto"
    drafts: int = 1
    threads: int = 0
    max_tokens: int = 120
    timeout_s: float = 20.0

    def __post_init__(self) -> None:
        at_least(1, self, "max_tokens", stage="generation", most=_MOST_TOKENS)
        at_least(0, self, "threads", stage="generation", most=_MOST_THREADS)
        between(1, 2, self, "drafts", stage="generation")
        if not 0 < self.timeout_s <= LONGEST_S:
            raise SettingValueError("generation.timeout_s", self.timeout_s, Message("above 0"))
        if not self.base_url.startswith(("http://", "https://")):
            raise SettingValueError(
                "generation.base_url",
                self.base_url,
                Message("an address that begins with http:// or https://"),
            )

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages quotes are put into."""
        own = self.backend != "server" and not self.model
        chosen = ("en" if own else "both") if self.translate_into == "auto" else self.translate_into
        return ("ja", "en") if chosen == "both" else (chosen,)
