"""An answer as a proof that travels: made from an index, checked from the papers alone.

:mod:`kotae.proof.content` says what a proof holds, :mod:`~kotae.proof.sealing` how it is written, :mod:`~kotae.proof.checking`
how it is checked, :mod:`~kotae.proof.page` how it is shown to people without kotae.
"""

from kotae.proof.checking import Checker
from kotae.proof.content import Proof
from kotae.proof.findings import Finding, Report
from kotae.proof.keys import PrivateKey, load_private_key, load_public_key

__all__ = ["Checker", "Finding", "PrivateKey", "Proof", "Report", "load_private_key", "load_public_key"]
