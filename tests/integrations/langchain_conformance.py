"""LangChain's own suite for retrievers; ``conformance.ini`` beside it says how it is run.

Collected only there: its plugins would change how every other test runs.
"""

from pathlib import Path

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from kotae.integrations.langchain import KotaeRetriever


class TestConformance(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _index(self, index: Path) -> None:
        """Have an index in the working folder."""

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return KotaeRetriever

    @property
    def retriever_query_example(self) -> str:
        return "AI戦略の予算 budget"
