"""Signatures: with keys as people have them, and what a wrong one says."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as elliptic
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from kotae.errors import ProofError
from kotae.proof import Checker, Proof, load_private_key, load_public_key
from kotae.proof.keys import fingerprint, signature_holds
from kotae.proof.sealing import sealed

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
# The first test vector of RFC 8032, section 7.1.
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
SIGNATURE = "".join(
    (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    )
)
FORMS = {"ssh": PrivateFormat.OpenSSH, "pem": PrivateFormat.PKCS8}


def written(
    folder: Path, form: str, encryption: KeySerializationEncryption | None = None
) -> tuple[Path, Path]:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    private, public = folder / "key", folder / "key.pub"
    private.write_bytes(key.private_bytes(Encoding.PEM, FORMS[form], encryption or NoEncryption()))
    spelt = (
        (Encoding.OpenSSH, PublicFormat.OpenSSH)
        if form == "ssh"
        else (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    public.write_bytes(key.public_key().public_bytes(*spelt))
    return private, public


@pytest.mark.parametrize("form", FORMS)
def test_signatures_are_those_of_the_standard(form: str, tmp_path: Path) -> None:
    private, public = written(tmp_path, form)
    key = load_private_key(private)
    assert (key.public.hex(), key.sign(b"").hex()) == (PUBLIC, SIGNATURE)
    assert load_public_key(public).hex() == PUBLIC
    assert signature_holds(key.public, bytes.fromhex(SIGNATURE), b"")
    assert not signature_holds(key.public, bytes.fromhex(SIGNATURE), b"x")
    assert not signature_holds(b"", b"", b"")
    assert SEED.hex() not in repr(key)


def test_the_fingerprint_is_what_ssh_keygen_shows() -> None:
    """Worked out by ``ssh-keygen -lf`` of the key above."""
    assert fingerprint(bytes.fromhex(PUBLIC)) == "SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8"


def test_a_locked_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    private, _ = written(tmp_path, "pem", BestAvailableEncryption(b"secret"))
    assert load_private_key(private, passphrase="secret").public.hex() == PUBLIC
    for passphrase in ("", "wrong"):
        with pytest.raises(ProofError, match="passphrase") as told:
            load_private_key(private, passphrase=passphrase)
        assert "パスフレーズ" in told.value.ja


def test_keys_that_cant_be_used_are_told(tmp_path: Path) -> None:
    private, public = written(tmp_path, "ssh")
    other = elliptic(SECP256R1())
    foreign = tmp_path / "foreign"
    foreign.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    damaged = tmp_path / "damaged"
    damaged.write_bytes(private.read_bytes()[:150])
    for path, said in (
        (foreign, "Ed25519"),
        (damaged, "damaged"),
        (tmp_path / "none", "can't be read"),
        (public, "damaged"),
    ):
        with pytest.raises(ProofError, match=said):
            load_private_key(path)
    for path, said in (
        (private, "no public key"),
        (tmp_path / "none", "can't be read"),
        (damaged, "no public key"),
    ):
        with pytest.raises(ProofError, match=said):
            load_public_key(path)


def test_a_signed_proof_tells_whose_key_it_was(proof: Proof, checker: Checker, tmp_path: Path) -> None:
    private, _ = written(tmp_path, "ssh")
    signed = sealed(proof, load_private_key(private))
    other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def said(of: Proof, key: bytes | None) -> tuple[str, str]:
        asked = replace(checker, key=key)
        finding = asked.check(of).findings[1]
        return finding.kind, finding.verdict

    assert signed.seal is not None
    assert signed.seal.public_key == PUBLIC
    assert said(signed, None) == ("signature", "holds")
    assert said(signed, bytes.fromhex(PUBLIC)) == ("signature_known", "holds")
    assert said(signed, other) == ("signature_other", "fails")
    assert said(proof, None) == ("unsigned", "holds")
    assert said(proof, other) == ("unsigned", "fails")
    # Whoever changes a signed proof and makes the hash anew can't make the signature anew.
    forged = signed.model_copy(update={"question": "改ざん"})
    kept = sealed(forged).seal
    assert kept is not None
    both = forged.model_copy(
        update={"seal": kept.model_copy(update={"public_key": PUBLIC, "signature": signed.seal.signature})}
    )
    assert said(both, None) == ("signature", "fails")
