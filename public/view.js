/* Runs while the page is parsed, before any hunk is painted: the reader's choice of view, remembered. */
(() => {
  const inputs = document.querySelectorAll("#auto, #split, #unified, #show-cosmetic");
  const keyOf = ({ type }) => (type === "radio" ? "tidemark-view" : "tidemark-cosmetic");
  const valueOf = ({ id, type, checked }) => (type === "radio" ? id : String(checked));
  try {
    for (const input of inputs) {
      const kept = localStorage.getItem(keyOf(input));
      if (kept !== null) input.checked = kept === (input.type === "radio" ? input.id : "true");
      input.addEventListener("change", () => localStorage.setItem(keyOf(input), valueOf(input)));
    }
  } catch {
    // Storage may be forbidden; the inputs work all the same.
  }
})();
