/* A long document comes in portions: the one with the cited place at once, the others by themselves, those nearest
   to what is looked at first, so that in the end all of it can be searched and copied. They come escaped from the
   server. */
(() => {
  "use strict";
  const AT_ONCE = 6;
  const PAUSE_MS = 20;
  const pause = () => new Promise((done) => setTimeout(done, PAUSE_MS));
  const holds = (portion, offset) => {
    const [start, end] = portion.dataset.span.split("-").map(Number);
    return start <= offset && offset < end;
  };

  const attach = (root, server, came) => {
    let watching = null, seen = null, running = false;
    const view = () => root.querySelector(".k-document");
    const empty = () => [...(view()?.querySelectorAll(":scope > .k-empty") ?? [])];
    const nearest = () => {
      const all = [...view().children], from = Math.max(0, all.indexOf(seen));
      const apart = (portion) => Math.abs(all.indexOf(portion) - from);
      return empty().map((portion) => [apart(portion), portion]).sort((a, b) => a[0] - b[0]).slice(0, AT_ONCE).map(([, portion]) => portion);
    };

    const put = (portion, html, current) => {
      portion.classList.remove("k-empty");
      if (portion.classList.contains("k-leaf")) {
        if (!portion.classList.contains("k-ready")) portion.insertAdjacentHTML("beforeend", html);
        return;
      }
      portion.innerHTML = html;
      for (const mark of portion.querySelectorAll(`mark[data-evidence="${current}"]`)) mark.classList.add("k-current");
      if (portion.classList.contains("k-near")) came(portion);
    };
    /* Whether anything came. */
    const fetched = async (portions) => {
      const document_ = view(), name = document_.dataset.document, spans = portions.map((portion) => portion.dataset.span);
      let told;
      try {
        told = await server.portions({
          document: name,
          marks: document_.dataset.marks ? document_.dataset.marks.split(",") : [],
          spans,
          plain: document_.classList.contains("k-leaves"),
        });
      } catch { return false; /* the server is gone: asked again when one goes there */ }
      // Another document may stand there by now.
      if (view()?.dataset.document !== name) return true;
      portions.forEach((portion, at) => {
        const html = told[spans[at]];
        if (html !== undefined && portion.dataset.span === spans[at] && portion.classList.contains("k-empty")) put(portion, html, view().dataset.current);
      });
      return Object.keys(told).length > 0;
    };
    const fetchAll = async () => {
      if (running) return;
      running = true;
      try {
        for (await pause(); view() && nearest().length && await fetched(nearest()); await pause());
      } finally { running = false; }
    };

    /* Resolves when the place is there to be gone to. */
    const there = async (offset) => {
      const portion = empty().find((one) => one.classList.contains("k-portion") && holds(one, offset));
      if (!portion) return;
      seen = portion;
      await fetched([portion]);
    };
    const start = () => {
      watching?.disconnect();
      const document_ = view();
      if (!document_) return;
      seen = document_.querySelector(":scope > [data-span]:not(.k-empty), :scope > .k-ready");
      watching = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          seen = target;
          if (target.classList.contains("k-empty")) fetchAll();
          if (target.classList.contains("k-near") || !target.classList.contains("k-portion")) continue;
          target.classList.add("k-near");
          if (!target.classList.contains("k-empty")) came(target);
        }
      }, { root: root.querySelector("dialog") ? document_ : null, rootMargin: "600px 0px" });
      for (const portion of document_.querySelectorAll(":scope > [data-span]")) watching.observe(portion);
      fetchAll();
    };
    return { start, there };
  };
  window.kotaePortions = { attach };
})();
