/* The page's own behaviour. Everything shown comes escaped from the server; this script
   moves between places, sends what was clicked, and never builds HTML from text. */
(() => {
  "use strict";
  const store = {
    get: (key) => { try { return localStorage.getItem("kotae-" + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem("kotae-" + key, value); } catch { /* private mode */ } },
  };

  const applyTheme = () => {
    const chosen = store.get("theme");
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.classList.toggle("dark", dark);
    if (document.body) document.body.classList.toggle("dark", dark);
  };
  const toggleTheme = () => {
    store.set("theme", document.body.classList.contains("dark") ? "light" : "dark");
    applyTheme();
  };

  // The language the reader chose here before, else the browser's.
  const language = () => {
    const chosen = store.get("language") || navigator.language || "";
    const known = chosen.toLowerCase().startsWith("ja") ? "ja" : "en";
    document.documentElement.lang = known;
    return known;
  };

  // Served in the other language, the page stays hidden for the moment until its words are there.
  const settled = () => document.documentElement.classList.remove("k-settling");
  const settle = () => {
    const served = document.querySelector("meta[name=kotae-language]")?.content;
    if (location.pathname.endsWith("/reader") || language() === served) return;
    document.documentElement.classList.add("k-settling");
    setTimeout(settled, 2500);
  };

  // Enter while an input method is composing chooses a word; it must not send the question.
  for (const name of ["keydown", "keypress"]) {
    window.addEventListener(name, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
    }, true);
  }

  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      area.className = "k-sr";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  const say = (button) => {
    const label = button.lastElementChild;
    const before = label.textContent;
    label.textContent = button.dataset.done;
    label.setAttribute("role", "status");
    if (button.dataset.action === "copy") setTimeout(() => { label.textContent = before; }, 2500);
  };

  let opener = null;
  const conversation = (element, trigger, watch) => {
    let shown = "";
    if (watch) {
      watch("value", () => requestAnimationFrame(() => {
        const turn = element.querySelector(".k-turn");
        if (!turn || turn.dataset.turn === shown) return;
        shown = turn.dataset.turn;
        turn.scrollIntoView({ block: "start", behavior: calm() });
      }));
    }
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const action = target.dataset.action;
      if (action === "copy") {
        copy(target.closest(".k-actions").querySelector("textarea").value);
        say(target);
      } else if (action === "good" || action === "bad") {
        judge(target, trigger);
      } else if (action === "ask") {
        trigger("submit", { question: target.dataset.question });
      } else {
        opener = target;
        trigger("select", { ...target.dataset });
      }
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      trigger("like", { action: "comment", turn: form.dataset.turn, comment: form.elements.comment.value });
      form.hidden = true;
    });
  };

  const judge = (target, trigger) => {
    const bar = target.closest(".k-actions");
    for (const other of bar.querySelectorAll("[data-action=good], [data-action=bad]")) {
      other.setAttribute("aria-pressed", String(other === target));
    }
    say(target);
    bar.querySelector(".k-comment").hidden = false;
    trigger("like", { ...target.dataset });
  };

  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const showEvidence = (root, number, behaviour) => {
    for (const mark of root.querySelectorAll("mark.k-current")) mark.classList.remove("k-current");
    const marks = root.querySelectorAll(`mark[data-evidence="${number}"]`);
    if (!marks.length) return;
    for (const mark of marks) mark.classList.add("k-current");
    marks[0].scrollIntoView({ block: "center", behavior: behaviour });
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
  };
  const reader = (element, watch, server) => {
    readerKeys(element);
    const explainWords = window.kotaeAid.attach(element, server);
    const open = () => {
      const dialog = element.querySelector("dialog");
      if (!dialog || !dialog.querySelector(".k-reader-bar")) return;
      if (!dialog.open) dialog.showModal();
      dialog.onclose = () => { if (opener && opener.isConnected) opener.focus(); };
      dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
      explainWords();
      showReader(element);
      dialog.querySelector(".k-document")?.focus({ preventScroll: true });
    };
    watch("value", () => requestAnimationFrame(open));
  };
  const readerPage = (element, watch, server) => {
    readerKeys(element);
    const explainWords = window.kotaeAid.attach(element, server);
    watch("value", () => requestAnimationFrame(() => {
      explainWords();
      showReader(element);
    }));
  };

  const header = (element, trigger, watch) => {
    watch("value", settled);
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target) return;
      if (target.dataset.action === "theme") toggleTheme();
      if (target.dataset.action === "language") {
        store.set("language", target.dataset.language);
        language();
        trigger("select", { language: target.dataset.language });
      }
    });
  };

  const download = (name, words) => {
    if (!words) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  document.addEventListener("DOMContentLoaded", applyTheme);
  new MutationObserver(applyTheme).observe(document.documentElement, { childList: true });
  applyTheme();
  settle();
  window.kotae = { conversation, reader, readerPage, header, download, language };
})();
