"""A library that tests itself: questions that rules make of it, what came of them, and what that means for people's own."""

from kotae.selftest.health import Last, health_of
from kotae.selftest.records import (
    Asked,
    DocumentHealth,
    Expected,
    Group,
    Health,
    Proposal,
    SelfQuestion,
    SelftestProgress,
    Share,
    Worse,
)
from kotae.selftest.said import said
from kotae.selftest.tester import SelfTester

__all__ = [
    "Asked",
    "DocumentHealth",
    "Expected",
    "Group",
    "Health",
    "Last",
    "Proposal",
    "SelfQuestion",
    "SelfTester",
    "SelftestProgress",
    "Share",
    "Worse",
    "health_of",
    "said",
]
