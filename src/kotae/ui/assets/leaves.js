/* Pages as they look. A page that comes into view is fetched: its picture, and its words where they lie on
   it, unseen, to be selected, found and explained. They come escaped from the server. */
(() => {
  "use strict";
  const SHARP = 1.25;

  /* The words of a line are made as long as the line: the browser's letters aren't the page's. */
  const fit = (leaf) => {
    const sizes = [...leaf.querySelectorAll(".k-line")].map((line) => {
      const upright = line.classList.contains("k-upright"), from = line.parentElement.getBoundingClientRect();
      const wide = Number(getComputedStyle(leaf).getPropertyValue("--w"));
      const wanted = Number(line.style.getPropertyValue(upright ? "--dy" : "--dx")) * from.width / wide;
      return [line, upright, wanted / ((upright ? line.offsetHeight : line.offsetWidth) || 1)];
    });
    for (const [line, upright, ratio] of sizes) line.style.transform = upright ? `scaleY(${ratio})` : `scaleX(${ratio})`;
  };

  const attach = (root, server, came) => {
    let observer = null, near = null, zoom = 1;
    const view = () => root.querySelector(".k-leaves");
    const scroller = () => (root.querySelector("dialog") ? view() : null);

    const sharpen = (leaf) => {
      const picture = leaf.querySelector(".k-picture");
      if (!picture?.dataset.close || picture.clientWidth * devicePixelRatio <= 1100 * SHARP) return;
      const close = new Image();
      close.onload = () => { picture.src = close.src; };
      close.src = picture.dataset.close;
      delete picture.dataset.close;
    };
    const fill = async (leaf) => {
      if (leaf.classList.contains("k-asked")) return;
      leaf.classList.add("k-asked");
      const document_ = view();
      let told;
      try {
        told = await server.leaf({
          document: document_.dataset.document,
          page: Number(leaf.dataset.page),
          marks: document_.dataset.marks ? document_.dataset.marks.split(",") : [],
          language: document.documentElement.lang,
        });
      } catch { leaf.classList.remove("k-asked"); return; /* the server is gone: asked again when it comes into view */ }
      if (!leaf.isConnected) return;
      if (!told.html) { leaf.dataset.reason = told.reason; return; }
      leaf.style.setProperty("--w", told.width);
      leaf.style.setProperty("--h", told.height);
      leaf.innerHTML = told.html;
      for (const mark of leaf.querySelectorAll(`mark[data-evidence="${document_.dataset.current}"]`)) mark.classList.add("k-current");
      ready(leaf);
    };
    const ready = (leaf) => {
      leaf.classList.remove("k-empty");
      leaf.classList.add("k-asked", "k-ready");
      fit(leaf);
      sharpen(leaf);
      came(leaf);
    };

    /* Which page one is on, in the strip. */
    const here = (number) => {
      for (const button of root.querySelectorAll(".k-strip [aria-current]")) button.removeAttribute("aria-current");
      const button = root.querySelector(`.k-strip [data-target="k-page-${number}"]`);
      if (!button) return;
      button.setAttribute("aria-current", "page");
      const strip = button.closest(".k-strip"), at = button.getBoundingClientRect(), from = strip.getBoundingClientRect();
      strip.scrollTop += at.top < from.top ? at.top - from.top - 8 : Math.max(0, at.bottom - from.bottom + 8);
      strip.scrollLeft += at.left < from.left ? at.left - from.left - 8 : Math.max(0, at.right - from.right + 8);
    };

    const resize = (to) => {
      const document_ = view(), before = document_.scrollHeight, middle = document_.scrollTop + document_.clientHeight / 2;
      zoom = Math.min(4, Math.max(0.5, to));
      document_.style.setProperty("--k-zoom", zoom);
      document_.scrollTop = middle * document_.scrollHeight / before - document_.clientHeight / 2;
      document_.scrollLeft = (document_.scrollWidth - document_.clientWidth) / 2;
      for (const leaf of document_.querySelectorAll(".k-ready")) sharpen(leaf);
    };
    root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action=larger], [data-action=smaller], [data-action=leaf]");
      if (!target || !view()) return;
      if (target.dataset.action === "leaf") {
        const leaf = root.querySelector("#" + CSS.escape(target.dataset.target));
        const top = leaf.getBoundingClientRect().top - view().getBoundingClientRect().top - 10;
        if (scroller()) view().scrollTo({ top: view().scrollTop + top, behavior: "instant" });
        else leaf.scrollIntoView({ block: "start" });
      } else {
        resize(zoom * (target.dataset.action === "larger" ? SHARP : 1 / SHARP));
      }
    });

    return () => {
      observer?.disconnect();
      near?.disconnect();
      const document_ = view();
      if (!document_) return;
      document_.style.setProperty("--k-zoom", zoom);
      for (const leaf of document_.querySelectorAll(".k-ready")) ready(leaf);
      observer = new IntersectionObserver((entries) => {
        for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
      }, { root: scroller(), rootMargin: "300px 0px" });
      near = new IntersectionObserver((entries) => {
        for (const entry of entries) if (entry.isIntersecting) here(entry.target.dataset.page);
      }, { root: scroller(), rootMargin: "-45% 0px -45% 0px" });
      for (const leaf of document_.querySelectorAll(".k-leaf")) {
        if (!leaf.classList.contains("k-ready")) observer.observe(leaf);
        near.observe(leaf);
      }
    };
  };
  window.kotaeLeaves = { attach };
})();
