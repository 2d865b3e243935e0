"""The person's own Ed25519 key: the one door to the library that signs.

kotae makes and keeps no keys: one made by ``ssh-keygen -t ed25519`` or by OpenSSL is read, used once and forgotten.
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
    load_ssh_private_key,
    load_ssh_public_key,
)

from kotae.errors import ProofError, failing_as

__all__ = ["PrivateKey", "fingerprint", "load_private_key", "load_public_key", "signature_holds"]

# No key is near so long; whatever else was named is not read to its end.
_MAX_BYTES: Final = 100_000
_SSH_KIND: Final = b"ssh-ed25519"


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs; it shows itself in no message."""

    _key: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> bytes:
        """What others check its signatures with, 32 bytes."""
        return _raw(self._key.public_key())

    def sign(self, content: bytes) -> bytes:
        """Return the signature over some bytes, 64 bytes."""
        return self._key.sign(content)


def signature_holds(public: bytes, signature: bytes, content: bytes) -> bool:
    """Return whether a signature over some bytes was made with the key that belongs to a public one."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return the fingerprint of a public key as ``ssh-keygen -l`` shows it: ``SHA256:…``."""
    parts = (_SSH_KIND, public)
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return "SHA256:" + b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def load_private_key(path: Path, *, passphrase: str = "") -> PrivateKey:
    """Return the key in a file: OpenSSH's form, or PEM.

    Args:
        path: The file.
        passphrase: Opens a key that is locked with one.

    Raises:
        ProofError: The file is missing or damaged, the key is of another kind, or the passphrase doesn't open it.
    """
    data, secret = _read(path), passphrase.encode() or None
    load = load_ssh_private_key if b"OPENSSH PRIVATE KEY" in data else load_pem_private_key
    with failing_as(
        ProofError,
        "{path}: this signing key can't be used: it is damaged, or its passphrase is missing, wrong or of a kind "
        "that can't be opened here. Nothing was signed; give another key, or set KOTAE_KEY_PASSPHRASE.",
        on=(ValueError, TypeError, UnsupportedAlgorithm),
        path=path,
    ):
        key = load(data, password=secret)
    if not isinstance(key, Ed25519PrivateKey):
        raise _other_kind(path)
    return PrivateKey(key)


def load_public_key(path: Path) -> bytes:
    """Return the public key in a file, 32 bytes: OpenSSH's form (``.pub``), or PEM.

    Raises:
        ProofError: The file is missing or damaged, or the key is of another kind.
    """
    data = _read(path)
    load = load_pem_public_key if data.lstrip().startswith(b"-----BEGIN") else load_ssh_public_key
    with failing_as(
        ProofError,
        "{path}: this is no public key, or it is damaged; ask the person who signed for it again.",
        on=(ValueError, UnsupportedAlgorithm),
        path=path,
    ):
        key = load(data)
    if not isinstance(key, Ed25519PublicKey):
        raise _other_kind(path)
    return _raw(key)


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _read(path: Path) -> bytes:
    with (
        failing_as(
            ProofError, "{path}: the key can't be read ({reason}); check the path.", on=OSError, path=path
        ),
        path.open("rb") as file,
    ):
        return file.read(_MAX_BYTES)


def _other_kind(path: Path) -> ProofError:
    return ProofError(
        "{path}: the key isn't an Ed25519 key; make one with `ssh-keygen -t ed25519`.", path=path
    )
