/* What Gradio says in a corner of the page, under a title in English: said in the page's language, and not at all where
   the page says it itself. What the server says in both languages, for it knows neither, is said in one. */
(() => {
  "use strict";
  const { words } = window.kotae;
  const FULL = /application is currently busy/i;
  const LOST = /Connection to the server was lost|Connection errored out|Could not connect|Failed to fetch/i;
  const IN_BOTH = /^(?:HTTP \d+: )?(.+) \/ (.+)$/s;

  const inOne = (line) => {
    const both = line.textContent.match(IN_BOTH);
    // Two languages beside each other, not a path of a document.
    if (both && !/[\u3041-\u30ff\u3400-\u9fff]/.test(both[1]) && /[\u3041-\u30ff]/.test(both[2])) {
      line.textContent = document.documentElement.lang === "ja" ? both[2] : both[1];
    }
  };
  const told = (toast) => {
    const full = FULL.test(toast.textContent);
    if (full || LOST.test(toast.textContent)) {
      (full ? toast : toast.closest(".toast-wrap"))?.classList.add("k-said-here");
      if (full) window.kotae.refused(); else window.kotae.gone();
      return;
    }
    const title = toast.querySelector(".toast-title"), close = toast.querySelector("[data-testid=toast-close]");
    if (title?.firstChild && title.firstChild.textContent !== words("notice")) title.firstChild.textContent = words("notice");
    close?.setAttribute("aria-label", words("close"));
    toast.querySelectorAll("[data-testid=toast-text]").forEach(inOne);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const added of addedNodes) {
        // Of one kind several stand in one body.
        const toast = added.nodeType === 1 && (added.closest(".toast-body") ?? added.querySelector(".toast-body"));
        if (toast) told(toast);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
