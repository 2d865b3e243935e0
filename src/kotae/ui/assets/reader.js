/* What stands beside the conversation: the sources of a turn, and a document. On a wide screen both
   are panes of the page; on a narrow one they come up from below, over it. */
(() => {
  "use strict";
  const { calm, narrow, remember } = window.kotae;
  let leave = () => {}, wanted = "", show = () => {}, raise = () => {};

  /* Goes where an element is; what isn't laid out yet is of a guessed height, so going far takes more looks. Only the
     document moves in a pane: scrollIntoView would move the conversation beside it as well. */
  const goTo = (root, target, share, behaviour) => {
    const view = root.querySelector(".k-document");
    // By its style: just opened, it may not have been laid out to be longer than what is seen of it.
    const inside = getComputedStyle(view).overflowY !== "visible";
    const scroller = inside ? view : document.scrollingElement;
    const off = () => {
      const from = inside ? view.getBoundingClientRect() : { top: 0, height: innerHeight };
      return target.getBoundingClientRect().top - from.top - from.height * share;
    };
    const aim = (looks, how) => {
      if (!target.isConnected) return;
      if (Math.abs(off()) > 2) scroller.scrollBy({ top: off(), behavior: how });
      if (looks) requestAnimationFrame(() => aim(looks - 1, "instant"));
    };
    if (behaviour === "smooth" && Math.abs(off()) < 2 * innerHeight) aim(0, "smooth");
    else aim(4, "instant");
  };
  const showEvidence = (root, number, behaviour) => {
    for (const mark of root.querySelectorAll("mark.k-current")) mark.classList.remove("k-current");
    const marks = root.querySelectorAll(`mark[data-evidence="${number}"]`);
    if (!marks.length) return;
    for (const mark of marks) mark.classList.add("k-current");
    goTo(root, marks[0], 1 / 3, behaviour);
  };
  const step = async (root, by, portions) => {
    const view = root.querySelector(".k-document");
    const places = view.dataset.marks ? view.dataset.marks.split(",") : [];
    if (!places.length) return;
    const next = ((Number(view.dataset.current || 1) - 1 + by + places.length) % places.length) + 1;
    view.dataset.current = next;
    await portions.there(Number.parseInt(places[next - 1], 10));
    showEvidence(root, next, calm());
  };
  const goToHeading = async (root, { at, target }, portions) => {
    await portions.there(Number(at));
    const heading = root.querySelector("#" + CSS.escape(target));
    if (heading) goTo(root, heading, 0, calm());
  };
  const readerKeys = (root, portions) => {
    root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target) return;
      const action = target.dataset.action;
      if (action === "previous") step(root, -1, portions);
      if (action === "next") step(root, 1, portions);
      if (action === "close-reader") root.querySelector("dialog")?.close();
      if (action === "outline") goToHeading(root, target.dataset, portions);
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
    const portions = window.kotaePortions.attach(element, server, (portion) => explainWords.more(portion));
    readerKeys(element, portions);
    return () => { explainWords(); showPages(); portions.start(); };
  };
  const reader = (element, trigger, watch, server) => {
    const attend = helped(element, server);
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action=read]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const before = leave;
      ask(target, trigger);
      leave = before;
    });
    const dialog = () => element.querySelector("dialog");
    const closed = () => {
      document.documentElement.classList.remove("k-reading");
      leave();
    };
    const open = () => {
      const pane = dialog();
      if (!pane || !pane.querySelector(".k-reader-bar")) return;
      if (pane.open && pane.matches(":modal") !== narrow()) pane.close();
      document.documentElement.classList.add("k-reading");
      if (!pane.open) { if (narrow()) pane.showModal(); else pane.show(); }
      pane.onclose = closed;
      pane.onclick = (event) => { if (event.target === pane) pane.close(); };
      attend();
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
    const attend = helped(element, server);
    watch("value", () => requestAnimationFrame(() => {
      attend();
      showReader(element);
    }));
  };

  /* Scrolls a quote on by whole lines, or to the row of a table, until what is cited in it is seen to its end. */
  const inSight = (quote) => {
    const marks = quote.querySelectorAll("mark"), mark = [...marks].at(-1);
    if (!mark || quote.scrollTop) return;
    const row = marks[0].closest("tr, .k-cells");
    if (row) {
      if (mark.getBoundingClientRect().bottom > quote.getBoundingClientRect().bottom) quote.scrollTop += row.getBoundingClientRect().top - quote.getBoundingClientRect().top;
      return;
    }
    const line = Number.parseFloat(getComputedStyle(quote).lineHeight);
    const hidden = mark.getBoundingClientRect().bottom - quote.getBoundingClientRect().bottom;
    if (hidden > 0 && line) quote.scrollTop = Math.ceil(hidden / line) * line;
  };

  const rail = (element, trigger, watch) => {
    const aside = () => element.querySelector(".k-rail");
    const close = () => { if (aside().matches(":popover-open")) aside().hidePopover(); };
    raise = () => {
      if (!narrow() || !aside().firstElementChild) return;
      aside().setAttribute("popover", "auto");
      aside().showPopover();
      settle();
      aside().querySelector("button, a")?.focus({ preventScroll: true });
    };
    const settle = () => {
      if (!narrow()) aside()?.removeAttribute("popover");
      else if (aside() && !aside().hasAttribute("popover")) aside().setAttribute("popover", "auto");
      // A scrolling part must be reachable with the keyboard; one that fits need not be.
      for (const quote of element.querySelectorAll("blockquote")) {
        if (quote.scrollHeight <= quote.clientHeight + 1) continue;
        quote.tabIndex = 0;
        inSight(quote);
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
    // A sheet with sources is closed by now: what opened it has focus again.
    leave = remember(target.checkVisibility() ? target : document.activeElement);
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
      const { action, document: name, library } = target.dataset;
      if (action === "remove") trigger("delete", { document: name });
      else if (action === "leave") trigger("delete", { library });
      else ask(target, trigger);
    });
  };
  Object.assign(window.kotae, { reader, readerPage, rail, rows, reveal, choose: ask });
})();
