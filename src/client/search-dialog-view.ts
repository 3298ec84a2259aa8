/** The search dialog: the field, the first results, and the way to the search page. */
import { startLiveSearch } from "./live-search.ts";

let dialog: HTMLDialogElement | null = null;

/** Opens the dialog; `link` leads to the search page and names the sources. */
export function openSearchDialog(link: HTMLAnchorElement): void {
  dialog ??= buildDialog(link);
  dialog.showModal();
  dialog.querySelector("input")?.select();
}

function buildDialog(link: HTMLAnchorElement): HTMLDialogElement {
  const box = document.createElement("dialog");
  box.className = "search-dialog";
  box.setAttribute("aria-label", "Search what changed");
  const form = document.createElement("form");
  form.action = link.href;
  form.role = "search";
  const input = document.createElement("input");
  input.type = "search";
  input.name = "q";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.placeholder = "A phrase that was added or removed";
  input.setAttribute("aria-label", "Words that were added or removed");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  const status = document.createElement("p");
  status.role = "status";
  status.className = "muted small";
  const list = document.createElement("ol");
  list.className = "hits";
  const all = document.createElement("a");
  all.href = link.href;
  all.textContent = "All results and filters";
  form.append(input, close);
  box.append(form, status, list, all);
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
