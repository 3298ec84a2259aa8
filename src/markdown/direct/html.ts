import { measureIndent, readStart } from "../starts.ts";

/**
 * The line after the HTML that begins at line `at`: it runs to a blank line or to the last one, or to the
 * line that holds its end. -1 where none begins, or where its end does not come.
 */
export function findHtmlEnd(lines: readonly { readonly text: string }[], at: number): number {
  const line = lines[at]?.text ?? "";
  const { columns, offset } = measureIndent(line);
  if (columns < 0 || columns > 3) return -1;
  const start = readStart(line, offset);
  if (start.kind === "rawHtml") {
    if (start.ended) return at + 1;
    const end = findLine(lines, at + 1, start.end);
    return end < lines.length ? end + 1 : -1;
  }
  if (start.kind !== "html") return -1;
  return findLine(lines, at + 1, BLANK);
}

/** The first line from `from` on that a pattern matches; the number of lines where none does. */
function findLine(
  lines: readonly { readonly text: string }[],
  from: number,
  pattern: RegExp,
): number {
  let at = from;
  while (at < lines.length && !pattern.test(lines[at]?.text ?? "")) at += 1;
  return at;
}

const BLANK = /^[ \t]*$/;
