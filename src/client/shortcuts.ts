/**
 * Keys for those who read much. None of them takes a key from the browser or from typing, and whoever
 * is in their way (speech input, for one) can turn them off.
 */
import { recall, remember } from "./remember.ts";
import { make } from "./make.ts";

interface Shortcut {
  readonly keys: readonly string[];
  readonly help: string;
  /** Where the page has nothing that fits, the key is not told of. */
  readonly needs: string;
  readonly run: () => void;
}

const stepTo = (keys: string[], help: string, step: string): Shortcut => {
  const needs = `[data-step="${step}"]`;
  return { keys, help, needs, run: () => clickFirst(needs) };
};
const stepAmong = (key: string, help: string, needs: string, direction: 1 | -1): Shortcut => ({
  keys: [key],
  help,
  needs,
  run: () => stepThrough(needs, direction),
});
const changes = "[data-change]:not([hidden])";
const hunks = "[data-change]:not([hidden]) details[open] .hunk";
const shortcuts: readonly Shortcut[] = [
  stepAmong("j", "Next change", changes, 1),
  stepAmong("k", "Previous change", changes, -1),
  stepAmong("n", "Next hunk", hunks, 1),
  stepAmong("p", "Previous hunk", hunks, -1),
  stepTo(["h", "["], "Previous day", "previous-day"),
  stepTo(["l", "]"], "Next day", "next-day"),
  stepTo(["h", "["], "Previous file", "previous-file"),
  stepTo(["l", "]"], "Next file", "next-file"),
  stepTo([","], "Previous part", "previous-part"),
  stepTo(["."], "Next part", "next-part"),
  { keys: ["o"], help: "Fold or open the change", needs: changes, run: () => toggleFold(changes) },
  { keys: ["v"], help: "Split or unified view", needs: "#split", run: switchView },
  {
    keys: ["f"],
    help: "Show formatting-only lines",
    needs: "#show-cosmetic",
    run: () => clickFirst("#show-cosmetic"),
  },
  {
    keys: ["/"],
    help: "Search",
    needs: "[data-search]",
    run: () => clickFirst("[data-search]"),
  },
  { keys: ["?"], help: "This sheet", needs: "body", run: openSheet },
];

const key = "tidemark-keys";

/** Starts to listen on the whole page, and puts a button that opens the sheet into its footer. */
export function listenForShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (recall(key) === "off" || isTyping(event.target)) return;
    const shortcut = listUseful().find(({ keys }) => keys.includes(event.key));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  });
  const button = make("button", { type: "button" }, "Keys");
  button.addEventListener("click", openSheet);
  document.querySelector("[data-links]")?.append(make("li", {}, button));
}

function listUseful(): Shortcut[] {
  return shortcuts.filter(({ needs }) => document.querySelector(needs));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog") !== null)
  );
}

let sheet: HTMLDialogElement | null = null;

/** Opens the sheet that lists the keys; Escape, its button or a click beside it closes it. */
function openSheet(): void {
  sheet ??= makeSheet();
  sheet.showModal();
}

function makeSheet(): HTMLDialogElement {
  const title = make("h2", { id: "keys-title" }, "Keys");
  const list = make("dl");
  for (const { keys, help } of listUseful()) {
    const names = keys.map((key) => make("kbd", {}, key));
    list.append(make("dt", {}, ...names), make("dd", {}, help));
  }
  const close = make("button", {}, "Close");
  const form = make("form", { method: "dialog" }, makeSwitch(), close);
  const dialog = make("dialog", { className: "keys" }, title, list, form);
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

function makeSwitch(): HTMLElement {
  const input = make("input", { type: "checkbox", checked: recall(key) !== "off" });
  input.addEventListener("change", () => remember(key, input.checked ? "on" : "off"));
  return make("label", {}, input, " Use these keys");
}

/** Scrolls to the next (or previous) element that fits, counted from what stands at the top. */
function stepThrough(selector: string, direction: 1 | -1): void {
  const places = listShown(selector);
  const current = findCurrent(places);
  const next = places[direction === 1 ? current + 1 : Math.max(current - 1, 0)];
  if (!next) return;
  next.scrollIntoView({ block: "start" });
  next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
}

/** Folds or opens the change that stands at the top. */
function toggleFold(selector: string): void {
  const places = listShown(selector);
  const details = places[Math.max(findCurrent(places), 0)]?.querySelector("details");
  if (details) details.open = !details.open;
}

/** From what is shown to the other view. */
function switchView(): void {
  const find = (id: string) => document.querySelector<HTMLInputElement>(id);
  const lines = document.querySelector(".hunk ol");
  const isSplit = lines && getComputedStyle(lines).getPropertyValue("--right").trim() === "2";
  find(isSplit ? "#unified" : "#split")?.click();
}

/** Clicks the first element that fits. */
function clickFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

/** Not what a fold holds: it has no place on the page. */
function listShown(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((place) =>
    place.checkVisibility(),
  );
}

/** The place that was stepped to last, or the last one that begins above the upper lines; or -1. */
function findCurrent(places: readonly HTMLElement[]): number {
  const focused = places.findIndex((place) => place === document.activeElement);
  if (focused !== -1 && isInSight(places[focused])) return focused;
  return places.findLastIndex((place) => place.getBoundingClientRect().top <= 72);
}

function isInSight(place: HTMLElement | undefined): boolean {
  const { top, bottom } = place?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return bottom > 0 && top < window.innerHeight / 2;
}
