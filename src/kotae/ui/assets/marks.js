/* What a mark in an answer tells when it is pointed at or has focus. */
(() => {
  "use strict";
  // Which card belongs to the mark under the pointer.
  const light = (event) => {
    const mark = event.target.closest?.(".k-mark");
    for (const lit of document.querySelectorAll(".k-card.k-lit")) lit.classList.remove("k-lit");
    const turn = mark?.closest(".k-turn")?.dataset.turn;
    if (!mark || document.querySelector("#k-rail [data-turn]")?.dataset.turn !== turn) return;
    for (const number of document.querySelectorAll("#k-rail .k-number")) {
      if (number.textContent === mark.textContent) number.closest(".k-card").classList.add("k-lit");
    }
  };
  // What a mark tells stands below its middle, moved so far that it stays within the page.
  const within = (event) => {
    const tip = event.target.closest?.(".k-cite")?.querySelector(".k-tip");
    if (!tip) return;
    tip.style.marginInlineStart = "";
    const at = tip.getBoundingClientRect(), edge = document.documentElement.clientWidth - 8;
    const off = at.left < 8 ? 8 - at.left : Math.min(0, edge - at.right);
    if (off) tip.style.marginInlineStart = `${off}px`;
  };
  document.addEventListener("pointerover", within);
  document.addEventListener("focusin", within);
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
})();
