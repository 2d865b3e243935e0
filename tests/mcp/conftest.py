"""What tests of this folder share."""

import pytest


@pytest.fixture(autouse=True)
def many_wrong_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """One server is asked by all tests of a file: what one of them shows holds up none behind it."""
    monkeypatch.setattr("kotae.network.throttle.FREE", 1_000)
