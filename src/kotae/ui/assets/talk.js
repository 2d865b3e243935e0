/* The conversation: where it scrolls, what waits, what is kept when the server goes away. */
(() => {
  "use strict";
  const { store, copy, words, choose } = window.kotae;
  const box = () => document.querySelector("#k-composer textarea");
  // From the press on: Gradio shows Stop when the server has answered, and takes it away a while after the answer is there.
  let sending = false;
  const answering = () => sending || Boolean(document.querySelector("#k-stop")?.offsetParent);

  /* The address names the conversation, so that reload, Back and a restart find it again. */
  const named = () => new URLSearchParams(location.search).get("c") || "";
  const name = (id) => {
    if (id === named()) return;
    const address = new URL(location.href);
    if (id) address.searchParams.set("c", id); else address.searchParams.delete("c");
    history.pushState(null, "", address);
  };
  let seen = 0n, open = () => {};
  const place = (element, watch) => watch("value", () => {
    const here = element.querySelector("[data-conversation]");
    // While an answer streams, Gradio may show an older value once more.
    if (!here || BigInt(here.dataset.at) <= seen) return;
    seen = BigInt(here.dataset.at);
    const before = named(), moved = here.dataset.asked;
    if (moved !== undefined && moved !== before) return open();
    if (moved !== undefined && !here.dataset.conversation && before) {
      history.replaceState(null, "", location.pathname);
      return;
    }
    name(here.dataset.conversation);
    if (before !== named()) { store.drop("draft-" + before); keepDraft(); }
  });

  /* What is typed, or asked and not answered yet, is kept until it is answered. */
  let sent = "";
  const keepDraft = () => {
    const typed = box()?.value || sent;
    if (typed.trim()) store.set("draft-" + named(), typed); else store.drop("draft-" + named());
  };
  const write = (area, typed) => {
    area.value = typed;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // What stands in the conversation, answered or not, needn't be typed again; a long one stands whole in its button only.
  const stands = (question) => [
    document.querySelector("#k-current .k-question > span:last-child")?.textContent,
    document.querySelector("#k-current [data-action=ask]")?.dataset.question,
  ].some((asked) => asked?.trim() === question.trim());
  const restoreDraft = () => {
    const kept = store.get("draft-" + named()), area = box();
    if (area && kept && !sent && !area.value && !stands(kept)) write(area, kept);
  };
  document.addEventListener("input", (event) => { if (event.target === box()) keepDraft(); });

  /* A new question stands at the top, and stays there while its answer grows, until one scrolls. */
  let pinned = "";
  const settle = () => {
    const turn = pinned && document.querySelector(`#k-current .k-turn[data-turn="${pinned}"]`);
    if (!turn || !turn.offsetParent) return;
    const off = turn.getBoundingClientRect().top - parseFloat(getComputedStyle(turn).scrollMarginTop);
    if (Math.abs(off) > 1) scrollBy({ top: off, behavior: "instant" });
  };
  const release = (event) => {
    if (event.type === "keydown" && (event.target.closest("textarea, input") ||
      !["PageUp", "PageDown", "ArrowUp", "ArrowDown", "Home", "End", " ", "Tab"].includes(event.key))) return;
    pinned = "";
  };
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, release, { passive: true });
  }
  const measure = new ResizeObserver(() => {
    const dock = document.querySelector("#k-dock");
    if (dock) document.documentElement.style.setProperty("--k-dock", `${dock.offsetHeight}px`);
    settle();
  });
  let observed = null;
  const observe = () => {
    const dock = document.querySelector("#k-dock");
    if (!dock || dock === observed) return;
    observed = dock;
    measure.observe(dock);
    for (const part of ["#k-history", "#k-current"]) measure.observe(document.querySelector(part));
  };

  const say = (target, said) => {
    const line = target.closest(".k-actions").querySelector(".k-said");
    line.textContent = said;
  };
  const judge = (target, trigger) => {
    const bar = target.closest(".k-actions");
    for (const other of bar.querySelectorAll("[data-action=good], [data-action=bad]")) {
      other.setAttribute("aria-pressed", String(other === target));
    }
    say(target, target.dataset.done);
    bar.querySelector(".k-comment").hidden = false;
    trigger("like", { ...target.dataset });
  };
  const again = (target, trigger, everything, gather = false) => {
    const { question } = target.dataset;
    if (away()) return stillAway();
    if (answering()) return wait(() => again(target, trigger, everything, gather));
    asked(question);
    trigger("submit", { question, everything, gather });
    if (everything) trigger("clear", { scope: "all" });
  };
  const act = {
    copy: (target) => { copy(target.closest(".k-actions").querySelector("textarea").value); say(target, target.dataset.done); },
    proof: (target, trigger) => { say(target, target.dataset.done); trigger("like", { ...target.dataset }); },
    good: judge,
    bad: judge,
    ask: (target, trigger) => again(target, trigger, false),
    widen: (target, trigger) => again(target, trigger, true),
    gather: (target, trigger) => again(target, trigger, false, true),
    rows: (target, trigger) => trigger("like", { ...target.dataset }),
    edit: (target) => { write(box(), target.dataset.question); box().focus(); },
    lift: (target, trigger) => trigger("clear", { scope: target.dataset.scope }),
    pick: () => window.kotae.pick(),
    export: (target, trigger) => { target.closest("[popover]").hidePopover(); trigger("select", { kind: target.dataset.kind, running: answering() }); },
    read: choose,
    sources: choose,
  };
  const conversation = (element, trigger, watch) => {
    let shown = "";
    watch("value", () => requestAnimationFrame(() => {
      observe();
      // What goes on from an answer may come when the next question has been asked: it is late then.
      const offered = element.querySelector(".k-further[data-turn]");
      if (offered) offered.hidden = offered.dataset.turn !== document.querySelector("#k-current .k-turn")?.dataset.turn;
      const turn = element.closest("#k-current") && element.querySelector(".k-turn");
      const key = turn ? `${turn.dataset.turn} ${turn.querySelector(".k-question").textContent}` : "";
      if (turn && key !== shown) {
        pinned = turn.dataset.turn;
        // Taken out of the box once it stands in the conversation; what was typed since then stays.
        if (sending && box()?.value === sent) write(box(), "");
      }
      shown = key;
      settle();
    }));
    observe();
    if (element.closest("#k-current")) element.setAttribute("aria-live", "polite");
    element.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target.closest("[data-action]");
      if (target && act[target.dataset.action]) {
        event.preventDefault();
        act[target.dataset.action](target, trigger);
        return;
      }
      // Pressing a turn shows its sources; selecting text or using what is in it doesn't.
      const turn = event.target.closest(".k-turn");
      if (!turn || event.target.closest("a, button, summary, input, textarea") || String(getSelection())) return;
      trigger("select", { action: "turn", turn: turn.dataset.turn });
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      trigger("like", { action: "comment", turn: form.dataset.turn, comment: form.elements.comment.value });
      form.hidden = true;
      form.closest(".k-actions").querySelector(".k-icon[aria-pressed=true]").focus();
    });
  };
  /* What is asked during an answer waits, and says so; of several, the last is asked. */
  let waiting = null;
  const wait = (then) => { waiting = then; note(words("waiting")); };
  const note = (said, role = "status") => {
    const dock = document.querySelector("#k-dock");
    let line = dock?.querySelector(".k-dock-note");
    if (!line && dock) {
      line = document.createElement("p");
      line.className = line.id = "k-dock-note";
      dock.prepend(line);
    }
    if (!line) return;
    line.setAttribute("role", role);
    line.textContent = said;
    line.hidden = !said;
  };
  // A live region is read when it is complete, not at every word.
  const busy = (on) => document.querySelector("#k-current [aria-live]")?.setAttribute("aria-busy", String(on));
  // What narrows the search stands in the chips: its menus make room for the answer.
  const fold = () => document.querySelector("#k-narrow > button.open")?.click();
  const asked = (question) => { window.kotae.aside(); unfold(false); if (question.trim()) fold(); sending = true; sent = question; pinned = ""; keepDraft(); note(""); busy(true); };
  // Gradio makes the button anew when an answer is over.
  const press = () => {
    const button = document.querySelector("#k-ask");
    if (button) button.click(); else if (!sending) requestAnimationFrame(press);
  };
  const typed = () => {
    // What was just sent stands there until the server has answered: pressed twice is asked once.
    if (!box().value.trim() || (sending && box().value === sent)) return;
    wait(() => { if (box()?.value.trim()) press(); });
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target !== box()) return;
    if (away()) { event.preventDefault(); event.stopImmediatePropagation(); stillAway(); return; }
    if (!answering()) { asked(box().value); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    typed();
  }, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#k-ask")) return;
    if (!answering()) { asked(box().value); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    typed();
  }, true);
  const answered = () => {
    sent = "";
    sending = false;
    keepDraft();
    note("");
    busy(false);
    const then = waiting;
    waiting = null;
    // Gradio has yet to take Stop away from the screen.
    if (then) afterStop(then);
  };
  const afterStop = (then) => { if (answering()) requestAnimationFrame(() => afterStop(then)); else then(); };
  const fresh = () => {
    sent = "";
    sending = false;
    waiting = null;
    note("");
    unfold(false);
    store.drop("draft-" + named());
    scrollTo(0, 0);
    box()?.focus({ preventScroll: true });
  };

  /* Too many wait, or the server is gone: the question stays in its box, and the page goes on when the server is back. */
  let watching = 0, composing = false;
  for (const kind of ["compositionstart", "compositionend"]) {
    document.addEventListener(kind, ({ target }) => { composing = kind === "compositionstart" && target === box(); });
  }
  const giveBack = () => {
    sending = false;
    waiting = null;
    const area = box();
    if (area && !area.value && sent) write(area, sent);
    keepDraft();
  };
  const refused = () => {
    giveBack();
    busy(false);
    note(words("full"), "alert");
  };
  const away = () => document.documentElement.classList.contains("k-gone");
  // In place of both of Gradio's buttons: which of them is there depends on when the server went.
  const awayButton = () => {
    const row = document.querySelector("#k-composer");
    if (!row || row.querySelector("#k-away")) return;
    const button = Object.assign(document.createElement("button"), { id: "k-away", type: "button", textContent: words("ask"), title: words("gone") });
    button.setAttribute("aria-disabled", "true");
    button.setAttribute("aria-describedby", "k-dock-note");
    button.addEventListener("click", stillAway);
    row.append(button);
  };
  // Said anew, for whoever presses has not heard it or has forgotten.
  const stillAway = () => { keepDraft(); note(""); requestAnimationFrame(() => note(words("gone"), "alert")); };
  const gone = () => {
    document.documentElement.classList.add("k-gone");
    giveBack();
    note(words("gone"), "alert");
    awayButton();
    if (!watching) watching = setInterval(back, 2000);
  };
  const back = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      // A word that is being converted would be lost; what is typed is kept.
      if (!answer.ok || composing) return;
      keepDraft();
      clearInterval(watching);
      location.reload();
    } catch { /* not yet */ }
  };

  /* Where the question box has no room for a line of tools below it, a button in it unfolds them. */
  const root = document.documentElement;
  const opener = () => document.querySelector("#k-more button");
  const unfold = (on) => {
    root.classList.toggle("k-tools-open", on);
    opener()?.setAttribute("aria-expanded", String(on));
  };
  const tools = (element, watch) => {
    watch("value", () => requestAnimationFrame(() => unfold(root.classList.contains("k-tools-open"))));
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-action=tools]")) unfold(!root.classList.contains("k-tools-open"));
    });
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest?.("#k-dock") || !opener()?.offsetParent) return;
    if (document.querySelector(":popover-open") || !root.classList.contains("k-tools-open")) return;
    unfold(false);
    opener().focus();
  });

  /* Kept conversations. */
  const list = (element, trigger) => {
    open = () => trigger("select", { action: "open", conversation: named(), moved: true });
    addEventListener("popstate", open);
    element.addEventListener("click", (event) => {
      const target = event.target.closest("a[data-action], button[data-action]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const running = answering() && target.dataset.conversation === named();
      trigger("select", { ...target.dataset, running, title: target.closest("li").querySelector("input").value });
      if (target.dataset.action === "open" && window.kotae.narrow()) document.querySelector("#k-sidebar .toggle-button")?.click();
    });
    element.addEventListener("keydown", (event) => {
      const name = event.key === "Enter" && !event.isComposing && event.target.closest(".k-rename");
      if (name) name.querySelector("button").click();
    });
  };
  // Buttons that Gradio makes, or that are there before the page has its language.
  const labelled = () => {
    for (const [what, called] of [["#k-sidebar .toggle-button", "sidebar"], ["#k-status .k-aside", "close"], ["#k-tabs .overflow-menu > button", "more"]]) {
      for (const name of ["title", "aria-label"]) document.querySelector(what)?.setAttribute(name, words(called));
    }
  };
  /* What was typed and asked before the page was there. */
  const takeOver = ({ typed, asked: pressed, typing, at }) => {
    const area = box();
    if (!area) return;
    if (typed.trim() && !area.value && (pressed || !stands(typed))) write(area, typed);
    if (typing) { area.focus({ preventScroll: true }); area.setSelectionRange(at, at); }
    if (pressed) requestAnimationFrame(press);
  };
  const loaded = () => {
    observe();
    restoreDraft();
    window.kotaeShell?.(takeOver);
    labelled();
    // On a phone that would bring up its keyboard.
    if (document.activeElement === document.body && !window.kotae.narrow()) box()?.focus({ preventScroll: true });
  };
  Object.assign(window.kotae, { conversation, place, list, tools, named, answered, fresh, loaded, labelled, refused, gone });
})();
