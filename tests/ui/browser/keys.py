"""Somebody who has only a keyboard: every key is looked after."""

from typing import TYPE_CHECKING

from tests.ui.browser.visit import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["Keys"]

MOST_STOPS = 90
MOST_LOOKS = 250
MOVES = ("Tab", "Shift+Tab")
# A key that only moves focus is done with once what it set in motion has come to rest and a frame is drawn.
AT_REST = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(done));
  await drawn();
  const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.all(moving.map((one) => one.finished.catch(() => {})));
  await drawn();
}"""
# What has focus: nothing, out of sight, covered, or looking as it does without focus. A style is that of the element
# and of what it stands in, for some show focus with their frame.
LOOK = """() => {
  const here = document.activeElement, told = [];
  const style = (element) => {
    const seen = [];
    for (let up = element; up && seen.length < 28; up = up.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(up);
      seen.push(outlineStyle === 'none' ? '' : outlineStyle + outlineWidth, boxShadow, borderColor, backgroundColor);
    }
    return seen.join(' ');
  };
  if (here === document.body) return 'nothing has focus';
  const before = window.kotaeLooked;
  if (before && before.here !== here && before.here.isConnected && style(before.here) === before.style) {
    return 'looked the same with focus: ' + before.here.outerHTML.slice(0, 200);
  }
  window.kotaeLooked = { here, style: style(here) };
  const box = here.getBoundingClientRect(), name = here.outerHTML.slice(0, 200);
  if (!box.width || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
    return 'out of sight: ' + name;
  }
  const within = (low, high, most) => Math.min(most - 1, Math.max(0, low + Math.min(high / 2, 12)));
  const above = document.elementFromPoint(within(box.left, box.width, innerWidth), within(box.top, box.height, innerHeight));
  const own = here.closest('label') ?? here;
  return !above || own.contains(above) || above.contains(own) ? '' : 'covered: ' + name + ' by ' + above.outerHTML.slice(0, 120);
}"""


class Keys:
    """Presses keys on a visit's page; each must leave focus somewhere, in sight and to be told."""

    def __init__(self, visit: Visit) -> None:
        self.page: Page = visit.page

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.look(moved=key in MOVES)

    def type(self, words: str) -> None:
        """Write words where focus is."""
        self.page.keyboard.insert_text(words)
        self.look()

    def look(self, moved: bool = False) -> None:
        """Check what has focus, once what was pressed has had its time: more of it where the page may act on it."""
        said = "not looked"
        for again in range(MOST_LOOKS):
            if moved and not again:
                self.page.evaluate(AT_REST)
            else:
                self.page.wait_for_timeout(120)
            said = self.page.evaluate(LOOK)
            if not said:
                break
        assert said == "", said

    def on(self, where: str) -> bool:
        """Whether focus is on what a selector names."""
        return bool(self.page.evaluate("(where) => document.activeElement.matches(where)", where))

    def go(self, where: str, key: str = "Tab") -> None:
        """Press Tab until focus is on what a selector names."""
        for _ in range(MOST_STOPS):
            if self.on(where):
                return
            self.press(key)
        raise AssertionError(f"{where} wasn't reached with {key}")

    def back(self, where: str) -> None:
        """Go to what stands before."""
        self.go(where, "Shift+Tab")

    def at_last(self, where: str) -> None:
        """Wait until focus is on what a selector names."""
        self.page.wait_for_function("(where) => document.activeElement.matches(where)", arg=where)
        self.look()
