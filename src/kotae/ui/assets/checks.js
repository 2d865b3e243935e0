/* Looking through a library: what is pressed in what was found is sent; the server does the rest. */
(() => {
  "use strict";
  const sent = { begin: "submit", end: "clear", decide: "delete" };
  window.kotae.check = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const target = event.target.closest("[data-action]");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const { action } = target.dataset;
      if (action === "read") window.kotae.choose(target, trigger);
      else if (sent[action]) trigger(sent[action], { ...target.dataset });
    });
  };
})();
