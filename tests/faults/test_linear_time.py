"""Twice the text takes twice the time: every reader and the splitter, over patterns that invite them to look back.

So it is in the formats that are no text: twice the cells, shapes or notes take twice the time. There only a clock sees
what libraries do outside Python, expressions and XML above all; lines of Python are counted in ``test_counted_work.py``.
``make test`` times every reader over its own patterns and a third of the common ones, each of these with some reader, and one
thing of each format; ``make sweep`` all of them.
"""

import gc
import json
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeVar

import pytest

from kotae.errors import ReadingError
from kotae.parsing.files import Source
from kotae.parsing.formats import READERS
from kotae.parsing.markup.frontmatter import parse_front_matter
from kotae.parsing.settings import ReadingSettings
from kotae.parsing.units import to_document
from kotae.passages import PassageSplitter
from kotae.segmentation import Segmenter
from kotae.segmentation.sentences import sentence_bounds
from tests.faults.structures import STRUCTURES

Given = TypeVar("Given")
# Ratios of times say nothing beside other work: these run after all others, alone.
pytestmark = pytest.mark.timing

PATTERNS = [
    *(
        "(",
        "(((…",
        ".¹a",
        "「",
        "」",
        "([{",
        "『』",
        "。」",
        "a. ",
        "Mr. ",
        "1. ",
        "?! ",
        "…",
        "(a)",
        "¹,",
        "). a.b ",
    ),
    *(
        "[1]",
        "※1",
        "[a](",
        "![",
        "*a",
        "_",
        "`",
        "> ",
        "|a",
        "~~~\n",
        "# a\n\n",
        "=\n",
        "\n- x",
        "[^1]: ",
        "---\n",
    ),
    *(
        "<b>",
        "<a href=",
        "<!--",
        "<table><tr>",
        "<sup>1</sup>",
        "&lt;",
        "a,b\n",
        '"',
        "1\n",
        "a\n\n",
        "あ\n",
        "あ：",
    ),
    *(
        "第1章\n\n",
        "参考文献\n",
        "[1] A. B. 2020.\n",
        "1.1 a\n",
        "\t",
        " ",
        "\r\n",
        "\\",
        "\x0c",
        ";",
        '{"text": "a"}\n',
    ),
    *(
        '<b style="color:white">',
        "<div hidden>",
        "<p style=left:-9999px;position:absolute>a</p>",
        "<i hidden>a</i> ",
        "a <!-- b --> ",
        "`<b hidden>` ",
        "\U000e0061",
        "\U0001f3f4\U000e0067",
    ),
    *("=?utf-8?b?", "Abc ", "http://a/", "・", "a: [\n"),
]
# Of formats with marks of their own.
MARKS = {
    ".html": [
        *PATTERNS,
        "<aside>",
        "<div><footer>",
        "<noscript>",
        "<ul><li>",
        "<svg><g>",
        "<details><summary>",
    ],
    ".rst": [
        *(
            "|a| ",
            "a_ ",
            "`a <b>`_ ",
            "`a`_ ",
            "[#]_ ",
            "a_ a_\n",
            "a_\n====\n",
            ":role:`a` ",
            "``a",
            "* a\n\n  ",
        ),
        *(
            ".. |a| replace:: b\n",
            ".. [#] a\n",
            "= =\na b\n= =\n",
            ":a: b\n",
            "#. a\n",
            "a\n  b\n",
            "::\n\n  ",
        ),
        # Grid tables: regular, torn, in lists and fields, with cells that take several columns or rows.
        *(
            "+---+\n| a |\n",
            "+---+\n|a\n",
            "+--+\n|a\n",
            "+---+\nx\n",
            "* +---+\n  | a |\n  +---+\n",
            "a\n  +---+\n  | a |\n  +---+\n",
            ":a: +---+\n    | a |\n",
            "+---+---+\n|a      |\n+---+---+\n|a  |b  |\n",
            "+-----+\n|  a  |\n+-+-+-+\n|b|c|d|\n",
            "+---+---+\n|a  |b  |\n|   +---+\n",
        ),
    ],
    ".org": [
        *(
            "#+BEGIN_SRC\n",
            "#+begin_quote\n",
            "#+END_SRC\n",
            "* a\n",
            "| a | b |\n",
            "[[a][b]]",
            "[fn:1] ",
            "+a+ ",
            "+a",
        ),
        *(":PROPERTIES:\n", "- a :: b\n", "1. [@7] a\n", "#+a: b\n", "  - a\n    - b\n"),
    ],
    ".adoc": [
        *(
            "----\n",
            "====\n",
            "|===\n",
            "|===\n|a\n|===\n",
            "|a ",
            "50.50+|a",
            ":a: {a}{a}\n{a}",
            "ifdef::a[]\n",
            "endif::[]\n",
        ),
        *(
            "footnote:[a]",
            "footnote:a[]",
            ". a\n",
            "[start=1",
            "[cols=",
            "a:: b\n",
            "[.line-through]#a#",
            "{a",
            "* a\n** b\n",
        ),
    ],
    ".rtf": [
        *(
            "{",
            "}",
            "\\b ",
            "a\\par ",
            "\\intbl a\\cell\\row ",
            "\\trowd\\cellx100\\cellx200 a\\cell b\\cell\\row ",
        ),
        *(
            "\\'82\\'a0",
            "\\u12354?",
            "{\\footnote a}",
            "{\\strike a}",
            "{\\strike a\\par}",
            "{\\v a}",
            "\\cellx100",
            "\\bin9 a",
        ),
    ],
    "manual page": [
        ".PP\n",
        ".TP\na\n",
        "\\fBa\\fR ",
        ".nf\n",
        ".TS\na;b\n.TE\n",
        ".de a\n..\n",
        ".SH A\n",
        "\\*[a",
    ],
    ".ipynb": ["# a\n\n", "~~a~~ ", "```\n", "|a|b|\n|-|-|\n", "$a$ "],
}
# The shortest text of each try: as many tries as a busy machine needs, then the same with longer texts. What is
# linear gets nearer to its ratio of 2 with the length, what is quadratic to 4.
TRIES = (12_000,) * 6 + (24_000,) * 3 + (48_000,) * 3
LARGEST_RATIO = 2.6
# Below so many seconds the clock says nothing.
LEAST_SECONDS = 0.06
# How often a thing comes in a file: twice as often each time, until reading it takes long enough to tell.
FEWEST_THINGS, MOST_THINGS = 125, 16_000
# Long enough for each try: as with texts, a few of the same and then longer ones. A step at one size (a file outgrows the
# processor's memory: 2.69 times was seen) is left behind; what is quadratic gets nearer to 4.
ENOUGH_SECONDS = (0.18,) * 4 + (0.36,) * 3 + (0.72,) * 3 + (1.44,) * 2
# What is quadratic takes up to 256 times as long for sixteen times as much. As strict as the largest ratio of a doubling, and
# a larger file that no longer fits into the processor's memory is no alarm.
SPAN = 16
LARGEST_SHARE = 1.6


def _mail(text: str) -> str:
    return f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n{text}"


def _mail_header(text: str) -> str:
    return f"From: a@example.org\nSubject: {' '.join(text.split())}\n\nbody\n"


def _notebook(text: str) -> str:
    cells: list[dict[str, object]] = [
        {"cell_type": kind, "metadata": {}, "source": text} for kind in ("markdown", "raw")
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def _reading(suffix: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        data = text.encode("utf-8", "replace")
        try:
            return list(READERS[suffix](Source(path=f"a{suffix}", data=data, settings=ReadingSettings())))
        except ReadingError:
            return None

    return read


def _splitting(text: str) -> object:
    return list(sentence_bounds(text)), list(sentence_bounds(text, one_block=True))


def _passages(text: str) -> object:
    try:
        (draft,) = READERS[".txt"](Source(path="a.txt", data=text.encode(), settings=ReadingSettings()))
    except ReadingError:
        return None
    document = to_document(draft, relative_path="a.txt")
    return PassageSplitter().split(document, Segmenter().document_sentences(document))


def _front_matter(text: str) -> object:
    return parse_front_matter(f"---\n{text}\n---\n")


WORK: dict[str, Callable[[str], object]] = {
    "splitter": _splitting,
    "passages": _passages,
    "front matter": _front_matter,
    **{suffix: _reading(suffix) for suffix in (".txt", ".md", ".html", ".csv", ".tsv", ".jsonl")},
    ".eml": lambda text: _reading(".eml")(_mail(text)),
    ".eml header": lambda text: _reading(".eml")(_mail_header(text)),
    **{suffix: _reading(suffix) for suffix in (".rst", ".org", ".adoc")},
    ".rtf": lambda text: _reading(".rtf")(f"{{\\rtf1\\ansi {text}}}"),
    "manual page": lambda text: _reading(".txt")(f".TH A 1\n.SH NAME\n{text}"),
    ".ipynb": lambda text: _reading(".ipynb")(_notebook(text)),
}


def _seconds(work: Callable[[str], object], pattern: str, length: int) -> float:
    return _seconds_for(work, (pattern * (length // len(pattern) + 1))[:length])


def _seconds_for(work: Callable[[Given], object], given: Given) -> float:
    gc.collect()
    began = time.process_time()
    work(given)
    return time.process_time() - began


@pytest.fixture
def quiet() -> Iterator[None]:
    """No collector during the work: it looks through all that lives, whenever it likes; nor for long between."""
    gc.disable()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.enable()


def _ratios(taken: list[float]) -> Iterator[float]:
    for shorter, longer in pairwise(taken):
        yield longer / max(shorter, LEAST_SECONDS)


def _is_linear_over_all(best: dict[int, float]) -> bool:
    """Whether sixteen times as many things took about sixteen times as long: one doubling among them may have been disturbed."""
    most = max(best)
    fewer = best.get(most // SPAN)
    return fewer is not None and best[most] <= LARGEST_SHARE * SPAN * fewer


def patterns_of(name: str, share: int) -> list[str]:
    """Return a reader's own patterns and one of so many of everybody's, beginning elsewhere for each reader."""
    shared = PATTERNS[list(WORK).index(name) % share :: share]
    given = MARKS.get(name, PATTERNS)
    return [pattern for pattern in given if pattern in shared or pattern not in PATTERNS]


@pytest.mark.parametrize("share", [3, pytest.param(1, marks=pytest.mark.sweep)])
@pytest.mark.parametrize("name", WORK)
@pytest.mark.usefixtures("quiet")
def test_time_is_linear_in_the_length(name: str, share: int) -> None:
    slow = {}
    for pattern in patterns_of(name, share):
        best: dict[int, list[float]] = {}
        for chars in TRIES:
            longest = _seconds(WORK[name], pattern, 4 * chars)
            # Whatever the shorter ones take, the ratio can't be larger.
            if longest <= LARGEST_RATIO * LEAST_SECONDS:
                break
            taken = [*(_seconds(WORK[name], pattern, length) for length in (chars, 2 * chars)), longest]
            best[chars] = [min(pair) for pair in zip(best.get(chars, taken), taken, strict=True)]
            if max(_ratios(best[chars])) <= LARGEST_RATIO:
                break
        else:
            slow[pattern] = best
    assert slow == {}


@pytest.mark.parametrize(
    ("suffix", "thing"),
    [
        pytest.param(suffix, thing, marks=[pytest.mark.sweep] if place else [])
        for suffix, made in STRUCTURES.items()
        for place, thing in enumerate(made)
    ],
)
@pytest.mark.usefixtures("quiet")
def test_time_is_linear_in_the_number_of_things(suffix: str, thing: str) -> None:
    """One row of 8,000 cells took 7.6 s, 16,000 conditional formats 5.9 s: their number squared."""
    make = STRUCTURES[suffix][thing]

    def work(data: bytes) -> object:
        return list(READERS[suffix](Source(path=f"a{suffix}", data=data, settings=ReadingSettings())))

    # What a reader loads once isn't counted.
    assert work(make(2))
    best: dict[int, float] = {}
    for enough in ENOUGH_SECONDS:
        count = FEWEST_THINGS
        while True:
            best[count] = min(best.get(count, 1e9), _seconds_for(work, make(count)))
            if best[count] >= enough or count >= MOST_THINGS:
                break
            count *= 2
        if max(_ratios(list(best.values())[-3:]), default=0) <= LARGEST_RATIO or _is_linear_over_all(best):
            return
    pytest.fail(f"seconds by the number of things: {best}")


@pytest.mark.parametrize(
    ("best", "linear"),
    [
        # Slides with comments, alone on an idle machine: 2.9 times from one size to the next, 15 times over sixteen sizes.
        ({500: 0.0101, 1_000: 0.0242, 2_000: 0.0315, 4_000: 0.0808, 8_000: 0.1277, 16_000: 0.3698}, True),
        # Sixteen microseconds for each conditional format and 23 thousandths of one for each two of them.
        ({1_000: 0.039, 2_000: 0.124, 4_000: 0.432, 8_000: 1.6, 16_000: 6.14}, False),
        ({125: 0.05, 250: 0.11, 500: 0.3}, False),
    ],
    ids=["disturbed", "quadratic", "too few to tell"],
)
def test_one_disturbed_reading_is_no_quadratic_time(best: dict[int, float], *, linear: bool) -> None:
    assert _is_linear_over_all(best) is linear


@pytest.mark.parametrize("pattern", ["(((…", ".¹a", "「" * 299 + ")", "([{" * 90 + "」"])
def test_splitter_takes_seconds_where_it_took_minutes(pattern: str) -> None:
    text = pattern * (700_000 // len(pattern))
    began = time.process_time()
    list(sentence_bounds(text))
    assert time.process_time() - began < 20
