"""An answer that says which libraries it knows nothing of."""

from collections.abc import Sequence
from dataclasses import replace

from kotae.messages import Listed, Message
from kotae.records import Answer, LeftOut

__all__ = ["left_out_text", "with_left_out"]


def left_out_text(left_out: Sequence[LeftOut], language: str) -> str:
    """Return one sentence in ``"ja"`` or ``"en"`` that names the libraries and why; empty for none."""
    if not left_out:
        return ""
    named = [
        Message("{library} ({reason})", library=left.library, reason=left.reason(language))
        for left in left_out
    ]
    return Message("Left out: {named}.", named=Listed(named)).text(language)


def with_left_out(answer: Answer, left_out: Sequence[LeftOut]) -> Answer:
    """Return an answer that names the libraries left out, in its note too, in the question's language."""
    if not left_out:
        return answer
    note = " ".join(part for part in (answer.note, left_out_text(left_out, answer.language)) if part)
    return replace(answer, note=note, left_out=tuple(left_out))
