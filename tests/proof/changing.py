"""One character of a proof changed: the file as text, and each place of it by itself."""

import copy
import json
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kotae import __version__
from kotae.errors import ProofError
from kotae.proof import Checker
from kotae.proof.content import BaseProof
from kotae.proof.keys import PrivateKey
from kotae.proof.page_check import check_page, read_page
from kotae.proof.sealing import parsed

__all__ = ["KEY", "LAW", "changes", "forged", "places", "verdicts_of_page"]

LAW: Final = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_CHARACTERS: Final = st.sampled_from(
    '0123456789あ億年月円万千.,-+eE{}[]":aAzZ é\u3000\u200b\u00e9\U0001f600\\n'
)


KEY: Final = PrivateKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@st.composite
def changes(draw: st.DrawFn, text: str) -> str:
    """Return a text with one character replaced, put in or taken out."""
    at = draw(st.integers(0, len(text)))
    kind = draw(st.sampled_from(["replace", "insert", "delete"])) if at < len(text) else "insert"
    new = "" if kind == "delete" else draw(_CHARACTERS)
    return text[:at] + new + text[at + (kind != "insert") :]


def verdicts_of_page(changed: str, page: str, checker: Checker) -> list[str] | None:
    """Return the verdicts on a page's proof and on the page; None for the page unchanged, or one that holds no proof any more."""
    inside = read_page(changed)
    if changed == page or inside is None:
        return None
    try:
        proof = parsed(inside.proof, shown="test")
    except ProofError:
        return None
    return [checker.check(proof).verdict, check_page(changed, inside, proof, version=__version__).verdict]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Return the paths of all texts, numbers and booleans."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in places(inner, (*path, key))]
    if isinstance(value, list):
        return [found for key, inner in enumerate(value) for found in places(inner, (*path, key))]
    return [path] if value is not None else []


def _changed(data: st.DataObject, value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return data.draw(changes(value))
    digits = data.draw(changes(str(value)))
    try:
        return type(value)(digits)
    except ValueError:
        return value


def forged(data: st.DataObject, content: Any, path: tuple[Any, ...]) -> BaseProof | None:  # noqa: ANN401 - JSON
    """Return a proof with one character of one place changed; None where that is no change, or no proof."""
    altered = copy.deepcopy(content)
    *above, last = path
    holder: Any = altered
    for key in above:
        holder = holder[key]
    before = holder[last]
    holder[last] = _changed(data, before)
    if holder[last] == before:
        return None
    if last == "score" and abs(holder[last] - before) <= 0.06:
        return None  # another processor adds up otherwise: so much is allowed to votes, and said in the docs
    try:
        return parsed(json.dumps(altered).encode(), shown="test")
    except ProofError:
        return None
