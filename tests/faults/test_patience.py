"""A folder of files that take long for nothing takes minutes and no night; what that cuts off is read another time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import ReadingError
from kotae.parsing import HURRIED, Patience, ReadingSettings, breakdowns, documents_in
from kotae.parsing.confined.isolation import stream_isolated
from kotae.parsing.files import Source
from kotae.pipeline import build
from kotae.pipeline.builds import executor
from kotae.pipeline.builds.pieces import Piece, Refusal, decode_piece, encode_piece
from kotae.records import Document
from tests.hostile.files import zipped
from tests.pipeline.conftest import write_files

READ = documents_in


def test_a_thousand_files_that_take_all_their_time_take_minutes() -> None:
    """It was a minute each: 17 hours."""
    patience, spent = Patience(ReadingSettings()), list[float]()
    for _ in range(1_000):
        spent.append(patience.limits.max_seconds)
        patience.count(spent[-1], chars=0, most=spent[-1])
    assert spent[:5] == [60] * 5
    assert spent[5:15] == [30] * 10
    assert sum(spent) < 45 * 60
    assert spent[-1] == 1


@pytest.mark.parametrize(
    ("seconds", "chars"),
    [(14, 20), (50, 300_000), (60, 400_000)],
    ids=["drawing", "report", "long report"],
)
def test_honest_files_shorten_nothing(seconds: float, chars: int) -> None:
    patience = Patience(ReadingSettings())
    for _ in range(10_000):
        patience.count(seconds, chars=chars, most=60)
    assert patience.limits is patience.settings
    assert not patience.is_short


def test_with_ocr_nothing_is_shortened() -> None:
    patience = Patience(ReadingSettings(ocr=True))
    patience.count(1e6, chars=0, most=60)
    assert patience.limits is patience.settings


def test_what_a_file_took_is_counted() -> None:
    slow = Source(
        path="slow.html",
        data=b"<p>" + b"<div><b>" * 100_000,
        settings=ReadingSettings(max_seconds=1),
        patience=(patience := Patience(ReadingSettings(max_seconds=1))),
    )
    list_quietly(stream_isolated(slow, suffix=".html"))
    assert 0.25 < patience.lost < 30


def list_quietly(stream: Iterator[object]) -> None:
    try:
        for _ in stream:
            pass
    except ReadingError:
        pass


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """How long each file might take; those called slow take all of it, and nothing is read of them."""
    had = dict[str, float]()

    def reading(source: Source, *, suffix: str) -> Iterator[Document]:
        had[source.path] = most = source.settings.max_seconds
        if "slow" not in source.path:
            yield from READ(source, suffix=suffix)
            return
        assert source.patience is not None
        source.patience.count(most, chars=0, most=most)
        raise breakdowns.too_slow(source, most, by_clock=False)

    monkeypatch.setattr(executor, "documents_in", reading)
    return had


def test_what_others_left_no_time_for_is_read_at_the_next_build(
    tmp_path: Path, seconds: dict[str, float]
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_files(corpus, {f"{number:02}slow.md": f"{number}" for number in range(8)})
    write_files(corpus, {"x.md": "港の予算は二億円です。\n", "y.md": "The pier is open.\n"})
    (corpus / "z.zip").write_bytes(zipped({"a.txt": "The lighthouse is closed."}))

    def again() -> dict[str, str]:
        seconds.clear()
        report = build(corpus, index, settings=Settings(), embedder=HashingEmbedder())
        assert report.documents == 3
        return {one.path: one.reason_en[:20] + one.reason_ja[-20:] for one in report.skipped}

    full, less = list[str](), list[str]()
    said = again()
    for path, reason in said.items():
        (full if reason.startswith("reading took longer") else less).append(path)
    assert (len(full), len(less)) == (5, 3)
    assert seconds["z.zip"] == 30
    # Those that took their time are known; the others have it now, and what is short of time is looked at no more.
    said = again()
    assert {path: had for path, had in seconds.items() if "slow" in path} == dict.fromkeys(less, 60)
    assert seconds.keys() >= {"x.md", "y.md", "z.zip"}
    assert all(reason.startswith("reading took longer") for reason in said.values())
    again()
    assert seconds == {}


def test_later_builds_lose_five_minutes_at_most(tmp_path: Path, seconds: dict[str, float]) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_files(corpus, {f"{number:02}slow.md": f"{number}" for number in range(20)})
    write_files(corpus, {"x.md": "港の予算は二億円です。\n", "y.md": "The pier is open.\n"})
    build(corpus, index, settings=Settings(), embedder=HashingEmbedder())
    assert len(seconds) == 22
    seconds.clear()
    report = build(corpus, index, settings=Settings(), embedder=HashingEmbedder())
    assert sum(seconds.values()) <= 5 * 60 + 2 * 60
    assert (report.documents, len(report.skipped)) == (2, 20)
    kept = [one for one in report.skipped if one.reason_en.startswith("not read in ")]
    assert len(kept) == 10
    assert all("時間" in one.reason_ja for one in kept)


def test_an_archive_says_that_others_left_it_little() -> None:
    left = breakdowns.rest_left_out(12, 3, hurried=True)
    assert "all that was left" in left.text("en")
    assert "ほかのファイル" in left.text("ja")


def test_what_is_late_or_short_of_time_on_ray_is_so_here() -> None:
    """What was late by the clock there was remembered as if it were slow."""
    source = Source(path="a.md", data=b"", settings=ReadingSettings())
    late = Refusal.of(breakdowns.too_slow(source, 1, by_clock=True))
    piece = decode_piece(encode_piece(Piece(path="a.md", stamp=HURRIED, refusal=late, last=True)))
    assert piece.stamp == HURRIED
    assert piece.refusal is not None
    assert isinstance(piece.refusal.error(), breakdowns.OverdueError)
