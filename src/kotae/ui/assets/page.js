/* The page as a whole: light or dark, language, keeping text. Everything shown comes escaped from
   the server; these scripts move between places, send what was clicked, and never build HTML from text. */
(() => {
  "use strict";
  const store = {
    get: (key) => { try { return localStorage.getItem("kotae-" + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem("kotae-" + key, value); } catch { /* private mode */ } },
    drop: (key) => { try { localStorage.removeItem("kotae-" + key); } catch { /* private mode */ } },
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

  // Enter while an input method is composing chooses a word; it must not send the question.
  for (const name of ["keydown", "keypress"]) {
    window.addEventListener(name, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
    }, true);
  }

  // The second press of a double click, and Enter held down, are no presses of their own: nothing begins twice.
  const BEGIN = "#k-library-tools button, #k-folder-tools button, #k-add-library-tools button, [data-action=begin], [data-action=remove], [data-action=leave]";
  addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest(BEGIN)) event.stopImmediatePropagation();
  }, true);
  for (const name of ["keydown", "keypress"]) {
    addEventListener(name, (event) => {
      if (event.key === "Enter" && event.repeat && !event.shiftKey) { event.preventDefault(); event.stopImmediatePropagation(); }
    }, true);
  }

  // On a phone the row of tabs is moved until the chosen one is seen whole.
  document.addEventListener("click", ({ target }) => target.closest("#k-tabs button[role=tab]")?.scrollIntoView({ block: "nearest", inline: "nearest" }));

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

  const header = (element, trigger, watch) => {
    watch("value", () => requestAnimationFrame(() => window.kotae.labelled()));
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

  // Saves what the server wrote: a name and the words of a file, or its bytes, as JSON.
  const download = (written) => {
    if (!written) return "";
    const { name, words, base64 } = JSON.parse(written);
    if (!words && !base64) return "";
    const content = words || Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: words ? "text/plain;charset=utf-8" : "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    return "";
  };

  const words = (name) => document.querySelector("#k-words i")?.dataset[name] || "";
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const narrow = () => matchMedia("(max-width: 900px)").matches;

  // The list that a menu opens has no name of its own in Gradio: it gets the menu's. Its entries are gone through with
  // the arrows; a browser that gives scrolling parts focus would lose it here, for the list goes with the menu's.
  document.addEventListener("focusin", ({ target }) => {
    const label = target.getAttribute?.("aria-label");
    if (!label || !target.matches("input[role=combobox]")) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const offered = document.getElementById(target.getAttribute("aria-controls"));
      offered?.setAttribute("aria-label", label);
      offered?.setAttribute("tabindex", "-1");
      if (target.closest("#k-narrow")) offered?.scrollIntoView({ block: "nearest" });
    }));
  });

  // The first steps, once put away, stay away; who has put them away goes on to ask.
  const toured = () => document.documentElement.classList.toggle("k-toured", store.get("tour") === "done");
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-action=tour-done]")) return;
    store.set("tour", "done");
    document.documentElement.classList.add("k-toured");
    document.querySelector("#k-composer textarea")?.focus();
  });
  toured();

  document.addEventListener("DOMContentLoaded", applyTheme);
  new MutationObserver(applyTheme).observe(document.documentElement, { childList: true });
  applyTheme();
  window.kotae = { header, download, language, store, copy, words, calm, narrow };
})();
