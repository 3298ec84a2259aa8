import { encodeText } from "../../bytes.ts";
import type { Path } from "../../model.ts";

const plainPattern = /^[ !#-[\]-~]*$/;

const namedEscapes: Readonly<Record<number, string>> = {
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
  34: '\\"',
  92: "\\\\",
};

/**
 * A path as git prints it in a patch: as it is, or in double quotes with C escapes when it holds a control
 * character, a quote, a backslash or a byte beyond ASCII (three octal digits each).
 */
export function quotePath(path: Path): string {
  if (plainPattern.test(path)) return path;
  let quoted = "";
  for (const byte of encodeText(path)) {
    const escape = namedEscapes[byte];
    if (escape !== undefined) quoted += escape;
    else if (byte < 0x20 || byte >= 0x7f) quoted += `\\${byte.toString(8).padStart(3, "0")}`;
    else quoted += String.fromCharCode(byte);
  }
  return `"${quoted}"`;
}
