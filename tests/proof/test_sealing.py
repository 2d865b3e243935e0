"""Proofs as bytes: one form, and nothing that is no proof gets further than a sentence saying so."""

import json
from typing import Any

import pytest

from kotae.errors import ProofError
from kotae.proof import Proof
from kotae.proof.sealing import canonical, parsed, seal_holds, sealed


def test_canonical_form_is_that_of_another_implementation(proof: Proof) -> None:
    """Python's own JSON, sorted and without spaces, is the same wherever names are ASCII and numbers plain."""
    plain = json.dumps(
        proof.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert canonical(proof).decode() == plain.replace(".0,", ",").replace(".0}", "}")


def test_a_proof_comes_back_equal(proof: Proof) -> None:
    assert parsed(canonical(proof), shown="x") == proof
    indented = json.dumps(json.loads(canonical(proof)), indent=2).encode()
    assert parsed(b"\n" + indented.replace(b"\n", b"\r\n"), shown="x") == proof


def test_the_seal_is_over_everything_else(proof: Proof) -> None:
    assert seal_holds(proof)
    assert not seal_holds(proof.model_copy(update={"question": proof.question + "?"}))
    assert not seal_holds(proof.model_copy(update={"seal": None}))
    assert sealed(proof) == proof


DEEP = 3_000_000


@pytest.mark.parametrize(
    ("data", "en", "ja"),
    [
        (b"", "no proof", "証明書ではない"),
        (b"\xff\xfe{}", "no proof", "証明書ではない"),
        (b"[" * DEEP, "no proof", "証明書ではない"),
        (b'{"format":' * (DEEP // 10), "no proof", "証明書ではない"),
        (
            b'{"format":"kotae proof","version":1,"a":' + b"[" * 900 + b"]" * 900 + b"}",
            "damaged",
            "壊れている",
        ),
        (b'{"format":"another"}', "no proof", "証明書ではない"),
        (b'{"format":"kotae proof","version":1}', "damaged", "壊れている"),
        (b'{"format":"kotae proof","version":1,"version":1}', "'version'", "'version'"),
        (b'{"format":"kotae proof","version":NaN}', "no proof", "証明書ではない"),
        (b'{"format":"kotae proof","version":1e400}', "canonical", "正規形"),
        (b'{"format":"kotae proof","version":1,"question":"\\ud800"}', "canonical", "正規形"),
        (b'{"format":"kotae proof","version":4,"new":true}', "newer kotae", "新しい kotae"),
        (b'{"format":"kotae proof","version":"2"}', "damaged", "壊れている"),
    ],
)
def test_what_is_no_proof_is_told_in_one_sentence(data: bytes, en: str, ja: str) -> None:
    with pytest.raises(ProofError) as told:
        parsed(data, shown="答え.json")
    assert en in told.value.en
    assert ja in told.value.ja
    assert len(told.value.en) < 300


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("extra",), 1),
        (("citations", 0, "start"), "5"),
        (("citations", 0, "start"), -1),
        (("citations", 0, "start"), 1.5),
        (("citations", 0, "quote"), ""),
        (("documents", 0, "sha256"), "A" * 64),
        (("answer", "sentences", 0, "support"), "unverified"),
        (("answer", "sentences", 0, "citations"), []),
        (("seal", "signature"), "00"),
    ],
)
def test_values_of_another_kind_are_refused(proof: Proof, path: tuple[Any, ...], value: object) -> None:
    content = proof.model_dump(mode="json")
    holder: Any = content
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    with pytest.raises(ProofError, match=str(path[-1]) if path != ("extra",) else "extra"):
        parsed(json.dumps(content).encode(), shown="x")
