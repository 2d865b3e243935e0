"""Looking through a library, in a browser: contradictions side by side, and its health, with keys and a screen reader too."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec

import pytest

from kotae.conflicts import ConflictProgress, Conflicts
from kotae.gathering import Certificate
from tests.conflicts.test_conflicts import FILES
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.keys import Keys
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, Visit, expect, findings, findings_of_states
from tests.ui.test_checks import HEALTH

pytestmark = [
    *IN_A_BROWSER,
    pytest.mark.skipif(find_spec("axe_core_python") is None, reason="needs axe-core-python"),
]

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
CONFLICTS, TESTED = 2, 3
SAID = {
    "ja": {
        "found": "数値が異なります",
        "expected": "約 71 件に正しく答えます",
        "used": "0.55",
        "asked": "問",
        "stopped": "途中で中止",
    },
    "en": {
        "found": "Another number",
        "expected": "about 71 get the right answer",
        "used": "0.55",
        "asked": "questions were asked",
        "stopped": "stopped before its end",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    return FILES


@pytest.fixture
def fresh(desk: ScriptedDesk) -> Iterator[ScriptedDesk]:
    """The desk as if nothing had been looked for; nothing is decided afterwards."""
    _forget(desk)
    yield desk
    desk.knowledge.use_threshold(None)
    for one in desk.checks.conflicts.dismissed if desk.checks.conflicts else ():
        desk.knowledge.dismiss_conflict(one.id, again=True)
    _forget(desk)


def _forget(desk: ScriptedDesk) -> None:
    desk.checks.conflicts = desk.checks.health = None


def looked_at(visit: Visit, found: dict[str, list[str]], state: str) -> None:
    """Note what is wrong with a state, however wide the window; it is come to once for all widths."""
    told = findings_of_states(visit, [state], (390, 768, 1280))
    found |= {where: wrong for where, wrong in told.items() if wrong}


def unfold(visit: Visit, where: str) -> None:
    for summary in visit.page.locator(f"{where} details > summary").all():
        summary.click()


@pytest.mark.parametrize(("language", "width"), [("ja", 1280), ("en", 390)])
def test_contradictions_and_health_are_found_shown_and_decided_about(
    visiting: Visiting, fresh: ScriptedDesk, language: str, width: int
) -> None:
    visit = visiting(language, width)
    page = visit.page
    found: dict[str, list[str]] = {}
    visit.open(language)
    visit.tab(CONFLICTS)
    page.wait_for_selector("#k-conflicts .k-begin")
    looked_at(visit, found, "before")
    page.click("#k-conflicts .k-begin")
    page.wait_for_selector(f"#k-conflicts h3 >> text={SAID[language]['found']}")
    expect(page.locator("#k-conflicts .k-pair")).to_have_count(6)
    unfold(visit, "#k-conflicts")
    looked_at(visit, found, "conflicts")
    page.locator("#k-conflicts [data-decide=dismiss]").first.click()
    page.wait_for_function("document.querySelectorAll('#k-conflicts .k-pair').length === 5")
    page.reload()
    visit.open(language)
    visit.tab(CONFLICTS)
    page.wait_for_function("document.querySelectorAll('#k-conflicts .k-pair').length === 5")
    page.locator("#k-conflicts details:has([data-decide=restore]) > summary").click()
    page.locator("#k-conflicts [data-decide=restore]").first.click()
    page.wait_for_function("document.querySelectorAll('#k-conflicts .k-pair').length === 6")
    page.locator("#k-conflicts .k-pair a.k-open").first.click()
    page.wait_for_selector("dialog[open] mark.k-current")
    page.keyboard.press("Escape")

    visit.tab(TESTED)
    page.click("#k-health [data-choice=quick]")
    page.wait_for_selector(f"#k-health .k-certificate >> text={SAID[language]['asked']}")
    unfold(visit, "#k-health")
    looked_at(visit, found, "tested")
    fresh.checks.health = replace(HEALTH, tested=())
    visit.tab(0)
    visit.tab(TESTED)
    page.wait_for_selector(f"#k-health >> text={SAID[language]['expected']}")
    looked_at(visit, found, "expected")
    page.click("#k-health [data-decide=apply]")
    page.wait_for_selector(f"#k-health .k-note >> text={SAID[language]['used']}")
    assert fresh.knowledge.threshold() == 0.55
    looked_at(visit, found, "used")
    page.click("#k-health [data-decide=usual]")
    page.wait_for_selector("#k-health [data-decide=apply]")
    assert fresh.knowledge.threshold() != 0.55
    assert found == {}
    assert visit.complaints == []


@LANGUAGES
def test_keys_alone_find_a_contradiction_and_put_it_aside(
    visiting: Visiting, fresh: ScriptedDesk, language: str
) -> None:
    visit = visiting(language)
    visit.open(language)
    keys, page = Keys(visit), visit.page
    keys.back("#k-tabs button[role=tab]:nth-of-type(3)")
    keys.press("Enter")
    keys.go("#k-conflicts .k-begin")
    keys.press("Enter")
    page.wait_for_selector("#k-conflicts .k-pair")
    keys.go("#k-conflicts [data-decide=dismiss]")
    keys.press("Enter")
    page.wait_for_function("document.querySelectorAll('#k-conflicts .k-pair').length === 5")
    keys.look()
    assert visit.complaints == []


@LANGUAGES
def test_stopped_it_shows_what_was_found_by_then(
    visiting: Visiting, fresh: ScriptedDesk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def endless(
        *, progress: Callable[[ConflictProgress], None], stopped: Callable[[], bool], **_: object
    ) -> Conflicts:
        progress(ConflictProgress(stage="reading", done=1, total=7))
        waited = threading.Event()
        while not stopped():
            waited.wait(0.05)
        return Conflicts(
            conflicts=(), certificate=Certificate(in_scope=7, read=1, left_out=6, stopped=True), undecided=3
        )

    monkeypatch.setattr(fresh.knowledge, "conflicts", endless)
    visit, other = visiting(language), visiting(language)
    for one in (visit, other):
        one.open(language)
        one.tab(CONFLICTS)
    page = visit.page
    page.click("#k-conflicts .k-begin")
    page.wait_for_selector("#k-conflicts .k-progress >> text=1 / 7")
    assert findings(page) == []
    other.page.click("#k-conflicts .k-begin")
    other.page.wait_for_selector("#k-conflicts [role=alert]")
    page.click("#k-conflicts [data-action=end]")
    page.wait_for_selector(f"#k-conflicts .k-partly >> text={SAID[language]['stopped']}")
    expect(page.locator("#k-conflicts .k-begin")).to_be_visible()
    assert visit.complaints == other.complaints == []
