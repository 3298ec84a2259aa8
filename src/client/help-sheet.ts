import type { Shortcut } from "./shortcuts.ts";

let sheet: HTMLDialogElement | null = null;

/** Opens the sheet that lists the keys; Escape, its button or a click beside it closes it. */
export function openHelpSheet(shortcuts: readonly Shortcut[]): void {
  sheet ??= makeSheet(shortcuts);
  sheet.showModal();
}

function makeSheet(shortcuts: readonly Shortcut[]): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = makeElement("h2", "Keys");
  title.id = "keys-title";
  const list = document.createElement("dl");
  for (const { keys, help } of shortcuts) {
    const term = document.createElement("dt");
    term.append(...keys.map((key) => makeElement("kbd", key)));
    list.append(term, makeElement("dd", help));
  }
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(makeElement("button", "Close"));
  dialog.append(title, list, form);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

function makeElement(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
