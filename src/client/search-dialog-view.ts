/** The search dialog: the field, the first results, and the way to the search page. */
import { startLiveSearch } from "./live-search.ts";
import { make } from "./make.ts";

let dialog: HTMLDialogElement | null = null;

/** Opens the dialog; `link` leads to the search page and names the sources. */
export function openSearchDialog(link: HTMLAnchorElement): void {
  dialog ??= buildDialog(link);
  dialog.showModal();
  dialog.querySelector("input")?.select();
}

function buildDialog(link: HTMLAnchorElement): HTMLDialogElement {
  const input = make("input", {
    type: "search",
    name: "q",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "A phrase that was added or removed",
    ariaLabel: "Words that were added or removed",
  });
  const close = make("button", { type: "button" }, "Close");
  const form = make("form", { action: link.href, role: "search" }, input, close);
  const status = make("p", { role: "status", className: "muted small" });
  const list = make("ol", { className: "hits" });
  const all = make("a", { href: link.href }, "All results and filters");
  const label = { className: "search-dialog", ariaLabel: "Search what changed" };
  const box = make("dialog", label, form, status, list, all);
  document.body.append(box);

  const update = startLiveSearch({
    input,
    status,
    list,
    more: null,
    sources: link.dataset["sources"] ?? "",
    base: link.dataset["base"] ?? "/",
    readRequest: () => {
      const query = input.value.trim();
      all.href = query === "" ? link.href : `${link.href}?q=${encodeURIComponent(query)}`;
      return { query, newestFirst: false, filters: {} };
    },
    onAnswer: () => undefined,
  });
  input.addEventListener("input", update);
  close.addEventListener("click", () => {
    box.close();
  });
  // The field would take the first Escape to empty itself.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    box.close();
  });
  box.addEventListener("click", (event) => {
    // The backdrop, and a hit on this very page, close it.
    const isHit = event.target instanceof Element && event.target.closest("a") !== null;
    if (event.target === box || isHit) box.close();
  });
  return box;
}
