/* What stands beside the conversation: the sources of a turn, and a document. On a wide screen both
   are panes of the page; on a narrow one they come up from below, over it. */
(() => {
  "use strict";
  const { calm, narrow } = window.kotae;
  let opener = null, wanted = "", show = () => {}, raise = () => {};

  const showEvidence = (root, number, behaviour) => {
    for (const mark of root.querySelectorAll("mark.k-current")) mark.classList.remove("k-current");
    const marks = root.querySelectorAll(`mark[data-evidence="${number}"]`);
    if (!marks.length) return;
    for (const mark of marks) mark.classList.add("k-current");
    const view = root.querySelector(".k-document");
    if (view.scrollHeight > view.clientHeight + 1 && getComputedStyle(view).overflowY !== "visible") {
      // Only the document moves: scrollIntoView would move the conversation beside it as well. What isn't
      // laid out yet is of a guessed height, so it takes a second look.
      const aim = (left, how) => {
        if (!marks[0].isConnected) return;
        const from = view.getBoundingClientRect(), at = marks[0].getBoundingClientRect();
        const off = at.top - from.top - from.height / 3;
        if (Math.abs(off) > 2) view.scrollTo({ top: view.scrollTop + off, behavior: how });
        if (left) requestAnimationFrame(() => aim(left - 1, "instant"));
      };
      aim(behaviour === "auto" ? 4 : 0, behaviour === "auto" ? "instant" : behaviour);
    } else {
      marks[0].scrollIntoView({ block: "center", behavior: behaviour });
    }
  };
  const step = (root, by) => {
    const view = root.querySelector(".k-document");
    const numbers = [...root.querySelectorAll("mark[data-evidence]")].map((mark) => Number(mark.dataset.evidence));
    const last = Math.max(0, ...numbers);
    if (!last) return;
    const next = ((Number(view.dataset.current || 1) - 1 + by + last) % last) + 1;
    view.dataset.current = next;
    showEvidence(root, next, calm());
  };
  const readerKeys = (root) => {
    root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target) return;
      const action = target.dataset.action;
      if (action === "previous") step(root, -1);
      if (action === "next") step(root, 1);
      if (action === "close-reader") root.querySelector("dialog")?.close();
      if (action === "outline") {
        root.querySelector("#" + CSS.escape(target.dataset.target))?.scrollIntoView({ block: "start", behavior: calm() });
      }
    });
  };
  const showReader = (root) => {
    const view = root.querySelector(".k-document");
    if (view && view.dataset.current) showEvidence(root, view.dataset.current, "auto");
    else if (view?.dataset.page) root.querySelector(`#k-page-${view.dataset.page}`)?.scrollIntoView({ block: "nearest" });
  };

  // Words are explained in what is there, and in every page that comes.
  const helped = (element, server) => {
    const explainWords = window.kotaeAid.attach(element, server);
    const showPages = window.kotaeLeaves.attach(element, server, (leaf) => explainWords.more(leaf));
    return () => { explainWords(); showPages(); };
  };
  const reader = (element, trigger, watch, server) => {
    readerKeys(element);
    const explainWords = helped(element, server);
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action=read]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const before = opener;
      ask(target, trigger);
      opener = before;
    });
    const dialog = () => element.querySelector("dialog");
    const closed = () => {
      document.documentElement.classList.remove("k-reading");
      if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    };
    const open = () => {
      const pane = dialog();
      if (!pane || !pane.querySelector(".k-reader-bar")) return;
      if (pane.open && pane.matches(":modal") !== narrow()) pane.close();
      document.documentElement.classList.add("k-reading");
      if (!pane.open) { if (narrow()) pane.showModal(); else pane.show(); }
      pane.onclose = closed;
      pane.onclick = (event) => { if (event.target === pane) pane.close(); };
      explainWords();
      showReader(element);
      (pane.querySelector(".k-document") || pane.querySelector("button"))?.focus({ preventScroll: true });
    };
    show = () => requestAnimationFrame(() => requestAnimationFrame(open));
    watch("value", () => { if (dialog()?.open) show(); });
    // A pane isn't modal: the browser leaves its Escape to the page. One that leaves a word was taken already.
    document.addEventListener("keydown", (event) => {
      const pane = dialog();
      if (event.key !== "Escape" || event.defaultPrevented || !pane?.open || pane.matches(":modal")) return;
      if (event.target.closest("textarea, input") && !element.contains(event.target)) return;
      pane.close();
    });
  };
  const readerPage = (element, watch, server) => {
    readerKeys(element);
    const explainWords = helped(element, server);
    watch("value", () => requestAnimationFrame(() => {
      explainWords();
      showReader(element);
    }));
  };

  const rail = (element, trigger, watch) => {
    const aside = () => element.querySelector(".k-rail");
    const close = () => { if (aside().matches(":popover-open")) aside().hidePopover(); };
    raise = () => {
      if (!narrow() || !aside().firstElementChild) return;
      aside().setAttribute("popover", "auto");
      aside().showPopover();
    };
    const settle = () => {
      if (!narrow()) aside()?.removeAttribute("popover");
      else if (aside() && !aside().hasAttribute("popover")) aside().setAttribute("popover", "auto");
      // A scrolling part must be reachable with the keyboard; one that fits need not be.
      for (const quote of element.querySelectorAll("blockquote")) {
        if (quote.scrollHeight > quote.clientHeight + 1) quote.tabIndex = 0;
      }
    };
    addEventListener("resize", settle);
    watch("value", () => requestAnimationFrame(settle));
    settle();
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      close();
      if (target.dataset.action === "read") ask(target, trigger);
    });
  };

  // Sends what was pressed; what the server answers is revealed by `reveal`.
  const ask = (target, trigger) => {
    opener = target;
    wanted = target.dataset.action === "read" ? "reader" : target.dataset.action === "sources" ? "rail" : "";
    if (wanted === "rail") document.querySelector("#k-reader dialog[open]")?.close();
    trigger("select", { ...target.dataset });
  };
  const reveal = () => {
    if (wanted === "reader") show();
    if (wanted === "rail") requestAnimationFrame(() => raise());
    wanted = "";
  };
  const rows = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (target.dataset.action === "remove") trigger("delete", { document: target.dataset.document });
      else ask(target, trigger);
    });
  };
  Object.assign(window.kotae, { reader, readerPage, rail, rows, reveal, choose: ask });
})();
