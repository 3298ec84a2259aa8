import { toDisplay } from "../../bytes.ts";

/** The text as HTML or XML text, also inside a double-quoted attribute. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The text without what XML (and HTML) cannot hold, not even escaped. */
export function dropControls(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g,
      "",
    );
}

/** Characters that hide or reorder others: in a path they are named. */
const invisible = /[\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** A text of a snapshot as plain text: well-formed, on one line, nothing hidden in it. */
export function showPlain(text: string): string {
  return dropControls(toDisplay(text).replaceAll(/\s+/g, " "))
    .replaceAll(invisible, (character) => `[U+${hexOf(character)}]`)
    .trim();
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
