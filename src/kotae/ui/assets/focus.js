/* Focus is never lost: when what had it is written anew, hidden or taken away, it goes to the same thing again, else to
   what is left of its row, else to what stands where it stood, else to the question box, which
   on a phone would bring up its keyboard, or to the tab. */
(() => {
  "use strict";
  const FOCUSABLE = "a[href], button, input, textarea, summary, [tabindex]";
  const seen = (element) => element.isConnected && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const inside = (part) => [...(part?.querySelectorAll(FOCUSABLE) ?? [])].filter(seen);
  const name = (element) =>
    JSON.stringify([element.tagName, element.name, element.getAttribute("aria-label"), { ...element.dataset }]) +
    (Object.keys(element.dataset).length ? "" : element.textContent);
  const row = (element) => {
    const held = element.closest("li, tr")?.querySelector("[data-conversation], [data-document], [data-library]")?.dataset;
    return held && (held.conversation || held.document || held.library);
  };

  /* Returns what gives focus back to an element, or to what came in its place. */
  const remember = (element) => {
    const parts = ["[id^=k-]", "#k-sidebar"].map((part) => element.closest(part)), own = name(element), key = row(element);
    const at = inside(parts[0]).filter((one) => element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING).length;
    return () => {
      const left = parts.map(inside).find((some) => some.length) ?? [];
      const found = (seen(element) && element) || left.find((one) => name(one) === own) ||
        (key && left.findLast((one) => row(one) === key)) || left[Math.min(at, left.length - 1)] ||
        [...document.querySelectorAll("#k-composer textarea, #k-tabs [role=tab][aria-selected=true]")].filter(seen).at(window.kotae.narrow() ? 0 : -1);
      found?.focus({ preventScroll: found === element || seen(element) });
    };
  };

  let last = null, restore = null, looking = false;
  document.addEventListener("focusin", ({ target }) => { last = target; restore = remember(target); });
  // Who presses where nothing is wants nothing to have focus.
  document.addEventListener("pointerdown", () => { last = restore = null; }, true);
  const look = () => {
    looking = false;
    // What was hidden this moment may have focus still.
    if (restore && [document.body, last].includes(document.activeElement) && !seen(last)) restore();
  };
  const soon = () => {
    if (looking || !restore) return;
    looking = true;
    requestAnimationFrame(() => requestAnimationFrame(look));
  };
  // What slides away is hidden when it has gone.
  for (const kind of ["focusout", "transitionend"]) document.addEventListener(kind, soon);
  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "disabled"] });
  Object.assign(window.kotae, { remember });
})();
