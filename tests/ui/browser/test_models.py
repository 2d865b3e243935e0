"""A model fetched from the page, in a browser: pressed, watched, stopped, gone on with; and nothing without a press."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.models import catalogue as catalogue_module
from kotae.models import state
from kotae.ui.models import html as models_html
from tests.models.hub import Hub, hosting
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, expect, findings
from tests.ui.test_models import CONTENT, HUB, SCORE, model

pytestmark = [*IN_A_BROWSER]
SETTINGS = 4
TINY = model(HUB, score=(SCORE,))


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    for module in (catalogue_module, models_html):
        monkeypatch.setattr(module, "load_catalogue", lambda path=None: (TINY,))
    with hosting(CONTENT, monkeypatch) as host:
        yield host


@pytest.mark.parametrize(("language", "width"), [("ja", 1280), ("en", 390)])
def test_a_model_is_fetched_when_somebody_presses(
    visiting: Visiting, hub: Hub, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    from kotae.answering.generators import writer
    from kotae.ui.models import phrasing

    for module in (writer, phrasing):
        monkeypatch.setattr(module, "find_model", lambda name: TINY)
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    visit.tab(SETTINGS)
    page.wait_for_selector("#k-models [data-model=tiny]")  # the page itself was made with the real catalogue
    page.click("#k-models summary")
    page.wait_for_selector("#k-models [data-action=begin]")
    assert findings(page) == []
    assert visit.fits()
    assert hub.ranges == []
    hub.pause_s = 0.1
    page.click("#k-models [data-action=begin]")
    page.wait_for_selector("#k-models progress")
    assert findings(page) == []
    page.click("#k-models [data-action=end]")
    page.wait_for_selector(f"#k-models >> text={ {'ja': '中止しました', 'en': 'It was stopped'}[language] }")
    assert state(TINY) == "missing"
    hub.pause_s = 0.0
    page.click("#k-models summary")
    page.click("#k-models [data-action=begin]")
    page.wait_for_selector(
        f"#k-models .k-badge >> text=/^{ {'ja': '取得済み', 'en': 'fetched'}[language] }$/"
    )
    assert state(TINY) == "ready"
    expect(page.locator("#k-models [data-action]")).to_have_count(0)
    assert visit.foreign == []
    assert visit.complaints == []
