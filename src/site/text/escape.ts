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
