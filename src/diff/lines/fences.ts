/** A code fence: its indent, quote or list marks, then three or more backticks or tildes and an info string. */
const fencePattern = /^[ \t>]*(?:[-*+] +|\d{1,9}[.)] +)?(`{3,}|~{3,})([^\r\n]*)/;

/**
 * Tells for each line whether it lies inside a code fence: 1 for its code and its closing line, 0 for all
 * else, the opening line included. A scan, not a parser: good enough to choose where an edge falls.
 */
export function findFencedLines(lines: readonly string[]): Uint8Array {
  const fenced = new Uint8Array(lines.length);
  let opening: string | null = null;
  for (const [index, line] of lines.entries()) {
    if (opening !== null) fenced[index] = 1;
    const fence = readFence(line);
    if (fence === null) continue;
    if (opening === null) {
      if (fence.marks.startsWith("~") || !fence.info.includes("`")) opening = fence.marks;
    } else if (fence.marks.startsWith(opening) && fence.info.trim() === "") {
      opening = null;
    }
  }
  return fenced;
}

function readFence(line: string): { marks: string; info: string } | null {
  // Most lines hold no fence: spare them the pattern.
  if (!line.includes("```") && !line.includes("~~~")) return null;
  const match = fencePattern.exec(line);
  return match ? { marks: match[1] ?? "", info: match[2] ?? "" } : null;
}
