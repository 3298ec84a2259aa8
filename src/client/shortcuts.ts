/**
 * Keys for those who read much. None of them takes a key from the browser or from typing, and whoever
 * is in their way (speech input, for one) can turn them off.
 */
import { recall, remember } from "./remember.ts";
import { clickFirst, stepThrough, switchView, toggleFold } from "./steps.ts";

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
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Keys";
  button.addEventListener("click", openSheet);
  const item = document.createElement("li");
  item.append(button);
  document.querySelector("[data-links]")?.append(item);
}

function openSheet(): void {
  openHelpSheet(listUseful(), {
    areOn: recall(key) !== "off",
    turn: (on) => {
      remember(key, on ? "on" : "off");
    },
  });
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

interface KeySwitch {
  readonly areOn: boolean;
  readonly turn: (on: boolean) => void;
}

let sheet: HTMLDialogElement | null = null;

/** Opens the sheet that lists the keys; Escape, its button or a click beside it closes it. */
function openHelpSheet(shortcuts: readonly Shortcut[], keys: KeySwitch): void {
  sheet ??= makeSheet(shortcuts, keys);
  sheet.showModal();
}

function makeSheet(shortcuts: readonly Shortcut[], keys: KeySwitch): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = makeElement("h2", "Keys");
  title.id = "keys-title";
  const list = document.createElement("dl");
  for (const shortcut of shortcuts) {
    const term = document.createElement("dt");
    term.append(...shortcut.keys.map((key) => makeElement("kbd", key)));
    list.append(term, makeElement("dd", shortcut.help));
  }
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(makeSwitch(keys), makeElement("button", "Close"));
  dialog.append(title, list, form);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

function makeSwitch({ areOn, turn }: KeySwitch): HTMLElement {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.checked = areOn;
  input.addEventListener("change", () => turn(input.checked));
  const label = document.createElement("label");
  label.append(input, " Use these keys");
  return label;
}

function makeElement(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
