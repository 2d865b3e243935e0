"""A pattern that is compiled when it is first used is that pattern, and a question doesn't pay for those it doesn't use."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kotae
from kotae import lazy_re

ASKING = """
import re._compiler
compiled = []
compile = re._compiler.compile
re._compiler.compile = lambda pattern, flags=0: (compiled.append(pattern), compile(pattern, flags))[1]
import kotae.answering.dictation, kotae.segmentation.units
print(max(len(str(pattern)) for pattern in compiled))
"""


def test_it_is_not_compiled_before_it_is_used() -> None:
    later = lazy_re.compile("(")
    with pytest.raises(lazy_re.error):
        later.search("x")


@pytest.mark.parametrize("text", ["賃料は48万円", "The rent is 480,000 yen", ""])
def test_it_answers_as_the_pattern_itself_twice(text: str) -> None:
    later, plain = (
        lazy_re.compile("[0-9]+|rent|賃料", lazy_re.IGNORECASE),
        re.compile("[0-9]+|rent|賃料", re.I),
    )
    for _ in range(2):
        assert later.findall(text) == plain.findall(text)
        assert later.sub("-", text) == plain.sub("-", text)
        assert (later.pattern, later.flags) == (plain.pattern, plain.flags)
    assert lazy_re.compile(b"a").fullmatch(b"a")


def test_every_pattern_that_waits_can_be_compiled() -> None:
    source, waiting = Path(kotae.__path__[0]), 0
    for file in source.rglob("*.py"):
        if "import lazy_re as re" not in file.read_text(encoding="utf-8"):
            continue
        name = ".".join(("kotae", *file.relative_to(source).with_suffix("").parts)).removesuffix(".__init__")
        for value in vars(importlib.import_module(name)).values():
            if type(value).__name__ == "_Later":
                assert value.pattern
                waiting += 1
    assert waiting > 100


def test_modules_of_long_patterns_compile_none_when_they_are_loaded() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(kotae.__path__[0]).parent)}
    ran = subprocess.run(
        [sys.executable, "-c", ASKING], env=environment, capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 4_000
