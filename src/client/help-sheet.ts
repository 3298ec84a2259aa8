import type { Shortcut } from "./shortcuts.ts";

export interface KeySwitch {
  readonly areOn: boolean;
  readonly turn: (on: boolean) => void;
}

let sheet: HTMLDialogElement | null = null;

/** Opens the sheet that lists the keys; Escape, its button or a click beside it closes it. */
export function openHelpSheet(shortcuts: readonly Shortcut[], keys: KeySwitch): void {
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
