/* Shows the shell in the browser's language, in the colours chosen, and hands over what is typed into it. */
(() => {
  "use strict";
  const shell = document.getElementById("k-shell");
  const kept = (key) => { try { return localStorage.getItem("kotae-" + key); } catch { return null; } };
  const named = new URLSearchParams(location.search).get("c") || "";
  const language = (kept("language") || navigator.language || "").toLowerCase().startsWith("ja") ? "ja" : "en";
  const theme = kept("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.lang = shell.lang = language;
  shell.classList.add("k-shell-" + theme);
  shell.classList.toggle("k-shell-going-on", Boolean(named));
  shell.replaceChildren(shell.querySelector(`template[lang=${language}]`).content.cloneNode(true));
  const box = shell.querySelector("textarea"), ask = shell.querySelector("button");
  let asked = false, composing = false, leave = () => {};
  const keep = () => { try { localStorage.setItem("kotae-draft-" + named, box.value); } catch { /* private mode */ } };
  const send = () => {
    asked = Boolean(box.value.trim());
    if (!asked) return;
    box.readOnly = ask.disabled = true;
    shell.classList.add("k-shell-asked");
  };
  if (box) {
    box.value = kept("draft-" + named) || "";
    box.addEventListener("input", keep);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      send();
    });
    box.addEventListener("compositionstart", () => { composing = true; });
    box.addEventListener("compositionend", () => { composing = false; setTimeout(leave); });
    ask.addEventListener("click", send);
    if (!matchMedia("(max-width: 900px)").matches) box.focus();
  }
  // Goes once the page is there, unless a word is just being written; what was asked is asked then.
  window.kotaeShell = (write) => {
    leave = () => {
      if (!shell.isConnected || composing) return;
      const typing = document.activeElement === box;
      shell.remove();
      if (box) write({ typed: box.value, asked, typing, at: box.selectionStart });
    };
    leave();
  };
  // A page that never comes says why itself.
  setTimeout(() => { if (!composing) shell.remove(); }, 15000);
})();
