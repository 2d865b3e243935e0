"""One small bilingual library for all tests of proofs."""

from collections.abc import Iterator

import pytest

from kotae.pipeline.checking.verifying import checker_for
from kotae.proof import Checker, Proof
from kotae.proof.papers import Papers
from tests.proof.builders import FILES, SETTINGS, Library, library, rich_answer


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library, never changed."""
    files = {name: text.encode() for name, text in FILES.items()}
    found = library(tmp_path_factory.mktemp("proof"), files)
    yield found
    found.knowledge.close()


@pytest.fixture(scope="session")
def proof(made: Library) -> Proof:
    """A proof with all there can be in one."""
    return made.proof(rich_answer(made))


@pytest.fixture(scope="session")
def checker(made: Library, proof: Proof) -> Checker:
    """Checks proofs against that library, whose documents it reads once."""
    return checker_for(Papers(made.folder, SETTINGS.reading), SETTINGS, proof)
