/** Keys for those who read much. None of them takes a key from the browser or from typing. */
import { openHelpSheet } from "./help-sheet.ts";

export interface Shortcut {
  readonly keys: readonly string[];
  readonly help: string;
  readonly run: () => void;
}

const shortcuts: readonly Shortcut[] = [
  { keys: ["j"], help: "Next change", run: () => stepThroughChanges(1) },
  { keys: ["k"], help: "Previous change", run: () => stepThroughChanges(-1) },
  { keys: ["["], help: "Previous day or part", run: () => clickStep("previous") },
  { keys: ["]"], help: "Next day or part", run: () => clickStep("next") },
  { keys: ["o"], help: "Fold or open the change", run: toggleFold },
  { keys: ["v"], help: "Split or unified view", run: switchView },
  { keys: ["f"], help: "Show formatting-only lines", run: toggleCosmetic },
  { keys: ["/"], help: "Search", run: () => clickLink("[data-search]") },
  { keys: ["?"], help: "This sheet", run: () => openHelpSheet(shortcuts) },
];

/** Starts to listen on the whole page. */
export function listenForShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target)) return;
    const shortcut = shortcuts.find(({ keys }) => keys.includes(event.key));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog") !== null)
  );
}

function stepThroughChanges(direction: 1 | -1): void {
  const changes = [...document.querySelectorAll<HTMLElement>("[data-change]")];
  const current = findCurrent(changes);
  const next =
    current === -1 && direction === 1
      ? changes.find((change) => change.getBoundingClientRect().top > 1)
      : changes[Math.max(current + direction, 0)];
  if (!next) return;
  next.scrollIntoView({ block: "start" });
  next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
}

/** The last change whose top is at or above the top of the window; -1 above all of them. */
function findCurrent(changes: readonly HTMLElement[]): number {
  return changes.findLastIndex((change) => change.getBoundingClientRect().top <= 65);
}

function toggleFold(): void {
  const changes = [...document.querySelectorAll<HTMLElement>("[data-change]")];
  const details = changes[findCurrent(changes)]?.querySelector("details");
  if (details) details.open = !details.open;
}

function switchView(): void {
  const split = document.querySelector<HTMLInputElement>("#split");
  const unified = document.querySelector<HTMLInputElement>("#unified");
  (split?.checked ? unified : split)?.click();
}

function toggleCosmetic(): void {
  document.querySelector<HTMLInputElement>("#show-cosmetic")?.click();
}

function clickStep(step: "previous" | "next"): void {
  clickLink(`[data-step="${step}"]`);
}

function clickLink(selector: string): void {
  document.querySelector<HTMLAnchorElement>(selector)?.click();
}
