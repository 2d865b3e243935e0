/* Files dropped anywhere on the page, or chosen: checked here first, so that what can't be taken is
   said in the page's language before anything is sent. The server checks again. */
(() => {
  "use strict";
  const { words } = window.kotae;
  const input = () => document.querySelector("#k-upload input[type=file]");

  const said = (lines) => {
    const place = document.querySelector("#k-status");
    let list = place?.querySelector(".k-refused");
    if (!list && place) {
      list = document.createElement("div");
      list.className = "k-refused";
      list.setAttribute("role", "alert");
      place.prepend(list);
    }
    if (!list) return;
    place.classList.toggle("k-put-aside", !lines.length && !place.querySelector("p"));
    list.replaceChildren(...lines.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.className = "k-note";
      paragraph.textContent = line;
      return paragraph;
    }));
  };
  const refusal = (file) => {
    const suffix = file.name.toLowerCase().match(/\.[^.]+$/)?.[0] || "";
    if (!words("kinds").split(" ").includes(suffix)) return words("refusedType").replace("%s", () => file.name);
    if (file.size > Number(words("bytes"))) return words("refusedSize").replace("%s", () => file.name);
    return "";
  };
  const take = (files) => {
    const kept = new DataTransfer(), refused = [];
    for (const file of files) {
      const reason = refusal(file);
      if (reason) refused.push(reason); else kept.items.add(file);
    }
    const bytes = [...kept.files].reduce((sum, file) => sum + file.size, 0);
    const many = kept.files.length > Number(words("files")) && words("refusedNumber");
    const large = bytes > Number(words("together")) && words("refusedTogether");
    if (many || large) { kept.items.clear(); refused.push(many || large); }
    said(refused);
    if (!kept.files.length || !input()) return;
    input().files = kept.files;
    input().dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "checked" }));
  };
  document.addEventListener("change", (event) => {
    if (event.target !== input() || event.detail === "checked") return;
    event.stopImmediatePropagation();
    take([...event.target.files]);
  }, true);

  const carries = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  let depth = 0;
  const lit = (on) => {
    document.documentElement.classList.toggle("k-dropping", on);
    document.documentElement.style.setProperty("--k-drop", JSON.stringify(words("drop")));
  };
  addEventListener("dragenter", (event) => { if (carries(event) && input()) { depth += 1; lit(true); } });
  addEventListener("dragleave", (event) => { if (carries(event)) { depth = Math.max(0, depth - 1); if (!depth) lit(false); } });
  addEventListener("dragover", (event) => { if (carries(event) && input()) event.preventDefault(); });
  addEventListener("drop", (event) => {
    depth = 0;
    lit(false);
    if (!carries(event) || !input()) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  // What became of them stays in sight until it is put aside, or the next question is sent.
  const told = () => document.querySelector("#k-status");
  const aside = () => { if (!told()?.querySelector("progress")) told()?.classList.add("k-put-aside"); };
  window.kotae.status = (element, watch) => {
    watch("value", () => { told().classList.remove("k-put-aside"); requestAnimationFrame(window.kotae.labelled); });
    element.addEventListener("click", (event) => { if (event.target.closest(".k-aside")) aside(); });
  };
  window.kotae.aside = aside;
  window.kotae.pick = () => input()?.click();
  document.addEventListener("click", ({ target }) => { if (target.closest("#k-pick")) window.kotae.pick(); });
})();
