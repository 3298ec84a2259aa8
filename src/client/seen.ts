/** Which changes a reader has seen: marks that this browser keeps, and nobody else is told of. */
import { recall, remember } from "./remember.ts";
import { make } from "./make.ts";

const key = "tidemark-seen";
/** The newest marks that are kept. */
const most = 3000;

/** Puts a box into every change; one that was seen is folded and held back in the list. */
export function offerSeenMarks(): void {
  const seen = new Set((recall(key) ?? "").split("\n"));
  const day = document.querySelector<HTMLElement>("[data-day]")?.dataset["day"];
  for (const entry of document.querySelectorAll<HTMLElement>(".change-list li")) {
    const anchor = entry.dataset["anchor"] ?? entry.querySelector("a")?.hash.slice(1) ?? "";
    entry.classList.toggle("seen", seen.has(`${day ?? ""}#${anchor}`));
  }
  for (const change of document.querySelectorAll<HTMLElement>("[data-change]")) {
    const link = change.querySelector<HTMLAnchorElement>("a[data-copy]");
    if (!link) continue;
    const name = link.pathname + link.hash;
    const box = addBox(link.closest("ul"), seen.has(name));
    showSeen(change, box.checked);
    box.addEventListener("change", () => {
      seen.delete(name);
      if (box.checked) seen.add(name);
      remember(key, [...seen].slice(-most).join("\n"));
      showSeen(change, box.checked);
    });
  }
}

function addBox(list: Element | null, checked: boolean): HTMLInputElement {
  const box = make("input", { type: "checkbox", checked });
  const label = make("label", { title: "Remembered by this browser only" }, box, " Seen");
  list?.append(make("li", {}, label));
  return box;
}

function showSeen(change: HTMLElement, isSeen: boolean): void {
  const entry = document.querySelector(`.change-list a[href="#${change.id}"]`)?.closest("li");
  entry?.classList.toggle("seen", isSeen);
  if (change.classList.contains("seen") === isSeen) return;
  change.classList.toggle("seen", isSeen);
  const hunks = change.querySelector<HTMLDetailsElement>(".change-hunks");
  if (!hunks) return;
  hunks.removeAttribute("data-later");
  hunks.open = !isSeen && !change.matches(".formatting");
}
