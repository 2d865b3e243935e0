/* The reading aid. Parts of a document that come into view are fetched again with their words
   explained; they come escaped from the server. What a word says is shown as text, never as HTML. */
(() => {
  "use strict";
  const MAX_PARTS = 40;
  const AGAIN_MS = 1000;
  const POINT_MS = 90;
  // Of a long document only portions that were near are watched.
  const NEAR = ".k-near [data-place], .k-leaf [data-place]";
  const store = (key, value) => {
    try {
      if (value !== undefined) localStorage.setItem("kotae-" + key, value);
      return localStorage.getItem("kotae-" + key);
    } catch { return null; /* private mode */ }
  };
  // Word help is there unless switched off, furigana only when switched on.
  const chosen = { aid: store("aid") !== "off", furigana: store("furigana") === "on" };

  /* The small sheet beside a word. */
  const makeTip = () => {
    const tip = document.createElement("div");
    tip.className = "k-word-tip";
    tip.id = "k-word-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    for (const name of ["word", "reading", "gloss"]) {
      const line = document.createElement("span");
      line.className = "k-word-" + name;
      tip.append(line);
    }
    return tip;
  };
  const fill = (tip, word) => {
    const japanese = /[\u3041-\u30ff\u3400-\u9fff]/.test(word.dataset.word);
    for (const name of ["word", "reading", "gloss"]) {
      const line = tip.querySelector(".k-word-" + name);
      line.textContent = word.dataset[name];
      line.hidden = !word.dataset[name];
      line.lang = japanese === (name !== "gloss") ? "ja" : "en";
    }
  };
  const place = (tip, word) => {
    const at = word.getClientRects()[0];
    if (!at) return;
    const { width, height } = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
    const below = at.bottom + 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${below + height < innerHeight - 8 ? below : Math.max(8, at.top - height - 6)}px`;
  };

  const attach = (root, server) => {
    const tip = makeTip();
    const waiting = new Set();
    let observer = null, sending = false, timer = 0, pointing = 0, shown = null;
    const view = () => root.querySelector(".k-document");

    const hide = () => {
      clearTimeout(pointing);
      shown?.removeAttribute("aria-describedby");
      shown = null;
      tip.hidden = true;
    };
    const show = (word) => {
      hide();
      if (!chosen.aid || !(word.dataset.reading || word.dataset.gloss)) return;
      (root.querySelector("dialog") || root).append(tip);
      shown = word;
      fill(tip, word);
      tip.hidden = false;
      word.setAttribute("aria-describedby", tip.id);
      place(tip, word);
    };

    const note = (words) => {
      const line = root.querySelector(".k-aid-note");
      if (!line) return;
      line.hidden = !words;
      if (words) line.textContent = words;
    };
    const put = (part, html, current) => {
      part.innerHTML = html;
      for (const mark of part.querySelectorAll(`mark[data-evidence="${current}"]`)) mark.classList.add("k-current");
    };
    const send = async () => {
      const document_ = view();
      if (sending || !waiting.size || !document_) return;
      sending = true;
      const parts = [...waiting].slice(0, MAX_PARTS);
      for (const part of parts) waiting.delete(part);
      let answer = { state: "unreachable", parts: {} };
      try {
        answer = await server.explain({
          document: document_.dataset.document,
          marks: document_.dataset.marks ? document_.dataset.marks.split(",") : [],
          places: parts.map((part) => part.dataset.place),
          plain: document_.classList.contains("k-leaves"),
          language: document.documentElement.lang,
        });
      } catch { /* the server is gone: the document stays as it is */ }
      sending = false;
      if (document_ !== view()) return soon(0);
      if (answer.state === "preparing") {
        note(document_.dataset.preparing);
        for (const part of parts) waiting.add(part);
        return soon(AGAIN_MS);
      }
      note(answer.reason || "");
      for (const part of parts) {
        const html = answer.parts[part.dataset.place];
        if (html !== undefined) put(part, html, document_.dataset.current);
      }
      soon(0);
    };
    const soon = (milliseconds) => {
      clearTimeout(timer);
      if (waiting.size) timer = setTimeout(send, milliseconds);
    };

    const watchParts = () => {
      const document_ = view();
      if (!document_ || observer || !(chosen.aid || chosen.furigana)) return;
      const inside = root.querySelector("dialog") ? document_ : null;
      observer = new IntersectionObserver((entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          waiting.add(entry.target);
          observer.unobserve(entry.target);
        }
        soon(40);
      }, { root: inside, rootMargin: "400px 0px" });
      for (const part of document_.querySelectorAll(NEAR)) observer.observe(part);
    };
    const paint = () => {
      for (const name of ["aid", "furigana"]) {
        view()?.classList.toggle("k-with-" + name, chosen[name]);
        root.querySelector(`[data-action=${name}]`)?.setAttribute("aria-pressed", String(chosen[name]));
      }
    };
    const renew = () => {
      hide();
      observer?.disconnect();
      observer = null;
      waiting.clear();
      paint();
      watchParts();
    };

    /* The arrow keys go from word to word, from the first one in sight. */
    const step = (by) => {
      const document_ = view();
      const words = [...document_.querySelectorAll(".k-w")];
      const at = words.indexOf(document.activeElement);
      const top = Math.max(0, document_.getBoundingClientRect().top);
      const next = at < 0 ? words.find((word) => word.getBoundingClientRect().top >= top) : words[at + by];
      if (!next) return;
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
      show(next);
    };
    root.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // The first Escape leaves the word one went to by keys; a resting pointer must not cost an Escape.
      if (event.key === "Escape" && shown && shown === document.activeElement) {
        event.preventDefault();
        hide();
      } else if (chosen.aid && event.target.closest(".k-document") && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
        event.preventDefault();
        step(event.key === "ArrowRight" ? 1 : -1);
      }
    });
    root.addEventListener("pointerover", (event) => {
      const word = event.target.closest(".k-w");
      if (!word || word === shown || event.pointerType === "touch") return;
      clearTimeout(pointing);
      pointing = setTimeout(() => show(word), POINT_MS);
    });
    root.addEventListener("pointerout", (event) => {
      if (event.target.closest(".k-w") && event.pointerType !== "touch") hide();
    });
    // A finger doesn't rest on a word: a tap shows its help until the next tap.
    root.addEventListener("pointerup", (event) => {
      if (event.pointerType !== "touch") return;
      const word = event.target.closest(".k-w");
      if (word && word !== shown) show(word); else hide();
    });
    root.addEventListener("focusout", hide);
    root.addEventListener("scroll", () => { if (shown) place(tip, shown); }, true);
    root.addEventListener("click", (event) => {
      const name = event.target.closest("[data-action=aid], [data-action=furigana]")?.dataset.action;
      if (!name) return;
      chosen[name] = !chosen[name];
      store(name, chosen[name] ? "on" : "off");
      hide();
      paint();
      watchParts();
    });
    // Parts that came later are watched like the others.
    renew.more = (within) => {
      for (const part of observer ? within.querySelectorAll("[data-place]") : []) observer.observe(part);
    };
    return renew;
  };
  window.kotaeAid = { attach };
})();
