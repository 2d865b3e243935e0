"""The library of a file of these tests: its ``FILES``, without a model."""

from collections.abc import Iterator

import pytest

from kotae.config import Settings
from kotae.pipeline import KnowledgeBase, open_index
from tests.libraries import built_library

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})


@pytest.fixture(scope="module")
def knowledge(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeBase]:
    index = built_library(tmp_path_factory.mktemp("gathering"), request.module.FILES, settings=HASHING)
    with open_index(index, settings=HASHING) as opened:
        yield opened
