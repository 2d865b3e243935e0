"""The models on the page: what is offered and to whom, how far a fetch is, what came of it."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.errors import ModelError
from kotae.models import Model, state
from kotae.models import catalogue as catalogue_module
from kotae.models.catalogue import Folder, HuggingFace, Installed, ModelFile, Score, Source
from kotae.ui.models import fetches as fetches_module
from kotae.ui.models import html as models_html
from kotae.ui.models.fetches import Fetches, can_be_fetched
from kotae.ui.models.html import render_models
from tests.models.hub import hosting
from tests.ui.test_escaping import HOSTILE, assert_harmless

BOTH = pytest.mark.parametrize("language", ["ja", "en"])
CONTENT = bytes(range(256)) * (8 << 12)
HUB = HuggingFace(kind="huggingface", repository="nobody/nothing", file="tiny.gguf", revision="main")
SCORE = Score(into="en", day="2026-11-28", sentences=20, chrf=41.25, shown=7, misleading=1)


def model(*sources: Source, name: str = "tiny", score: tuple[Score, ...] = ()) -> Model:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    file = ModelFile(name=f"{name}.gguf", size=len(CONTENT), sha256=sha256, source=sources)
    return Model(
        name=name,
        role="writer",
        licence="Apache-2.0",
        licence_note_en="By its publisher.",
        licence_note_ja="公開元による。",
        languages=("ja", "en"),
        memory_mb=2000,
        file=(file,),
        score=score,
    )


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Model]:
    """A catalogue of one model that the host has and one that comes with a package, in an empty cache."""
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    come = Installed(kind="installed", package="kotae-test-none", member="x", install="kotae[none]")
    models = [model(Folder(kind="folder"), HUB, score=(SCORE,)), model(come, name="with-a-package")]
    for module in (catalogue_module, models_html):
        monkeypatch.setattr(module, "load_catalogue", lambda path=None: tuple(models))
    return models


def ended(fetches: Fetches) -> None:
    end = time.monotonic() + 60
    while fetches.going is not None:
        assert time.monotonic() < end
        time.sleep(0.01)


@BOTH
def test_a_model_is_shown_with_its_score_and_offered_with_its_sources(language: str) -> None:
    html = render_models(Fetches(), language, runs=True)
    said = {
        "ja": ["公開元による。", "ボタンを押さない限り", "20 文のうち 7 文", "41.2", "取得する（8 MB）", "nobody/nothing",
               "未取得", "翻訳の質は測っていません"],
        "en": ["By its publisher.", "unless you press", "Sentences: 20; shown, for they pass the checks: 7", "41.2",
               "Fetch it (8 MB)", "nobody/nothing", "not fetched", "wasn&#x27;t measured"],
    }[language]  # fmt: skip
    assert [words for words in said if words not in html] == []
    assert html.count('data-action="begin"') == 1  # what comes with a package is installed, not fetched


@BOTH
def test_where_others_get_in_nothing_is_offered(language: str) -> None:
    html = render_models(None, language, runs=True)
    assert "data-action" not in html
    assert "kotae models get" in html


def test_only_what_is_missing_and_has_a_source_can_be_fetched(known: list[Model]) -> None:
    assert [can_be_fetched(one) for one in known] == [True, False]
    fetches = Fetches()
    fetches.begin("with-a-package")
    assert fetches.going is None
    with pytest.raises(ModelError):
        fetches.begin("gpt")


@pytest.mark.loopback
@BOTH
def test_a_press_fetches_and_says_how_far_it_is(
    known: list[Model], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    fetches, seen = Fetches(), set()
    with hosting(CONTENT, monkeypatch) as hub:
        hub.pause_s = 0.02
        fetches.begin("tiny")
        fetches.begin("tiny")  # pressed twice
        while (going := fetches.going) is not None:
            seen.add(going.done)
            html = render_models(fetches, language, runs=False)
            time.sleep(0.01)
        assert len(hub.ranges) == 1
    assert state(known[0]) == "ready"
    assert len(seen) > 1
    assert {"ja": "取得しています", "en": "Fetching"}[language] in html or 'class="k-progress"' not in html
    html = render_models(fetches, language, runs=False)
    assert {"ja": "取得済み", "en": ">fetched<"}[language] in html
    assert "kotae[generate]" in html
    assert 'data-action="begin"' not in html


@pytest.mark.loopback
@BOTH
def test_stopped_it_says_so_and_offers_to_go_on(
    known: list[Model], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    fetches = Fetches()
    with hosting(CONTENT, monkeypatch) as hub:
        hub.pause_s = 0.02
        fetches.begin("tiny")
        while (going := fetches.going) is not None and going.done <= 1 << 20:
            time.sleep(0.01)
        fetches.stop()
        ended(fetches)
        html = render_models(fetches, language, runs=True)
        assert {"ja": "中止しました", "en": "It was stopped"}[language] in html
        assert 'data-action="begin"' in html
        hub.pause_s = 0.0
        fetches.begin("tiny")
        ended(fetches)
        assert hub.ranges[-1] > 0
    assert state(known[0]) == "ready"


@BOTH
def test_without_a_connection_it_says_what_to_do(known: list[Model], language: str) -> None:
    """The hub's client is told that there is no network, as by ``HF_HUB_OFFLINE``."""
    fetches = Fetches()
    fetches.begin("tiny")
    ended(fetches)
    html = render_models(fetches, language, runs=True)
    assert 'role="alert"' in html
    assert "nobody/nothing" in html
    assert "kotae models get tiny --from" in html
    assert {"ja": "通信できない場合", "en": "Without a connection"}[language] in html
    assert state(known[0]) == "missing"


@pytest.mark.parametrize("raw", HOSTILE)
@BOTH
def test_what_a_host_says_stays_text(raw: str, language: str) -> None:
    fetches = Fetches(failed={"tiny": ModelError("{name} can't be had: {reasons}", name="tiny", reasons=raw)})
    assert_harmless(render_models(fetches, language, runs=True))


def test_an_error_nobody_expected_ends_the_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Iterator[None]:
        raise ModelError(
            "There is no model {name!r} in the catalogue; there are: {names}.", name="x", names="y"
        )

    monkeypatch.setattr(fetches_module, "fetch", broken)
    fetches = Fetches()
    fetches.begin("tiny")
    ended(fetches)
    assert set(fetches.failed) == {"tiny"}
