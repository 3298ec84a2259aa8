/** A line without its terminator (`\n` or `\r\n`), as Shiki sees it; "" beyond the end. */
export function bareLine(lines: readonly string[], at: number): string {
  const line = lines[at] ?? "";
  if (!line.endsWith("\n")) return line;
  return line.slice(0, line.endsWith("\r\n") ? -2 : -1);
}
