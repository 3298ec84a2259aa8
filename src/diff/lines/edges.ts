/** One side's lines, and whether a line lies inside a code fence. */
export interface EdgeText {
  readonly lines: readonly string[];
  readonly isFenced: (index: number) => boolean;
}

const headingPattern = /^ {0,3}#{1,6}(?:\s|$)/;
/** A line that is one opening tag, or an empty element such as an anchor. */
const openerPattern = /^\s*<[A-Za-z][^\r\n]*>\s*$/;
/** The beginning of an opening tag, which may go on in the next lines. */
const elementPattern = /^\s*<([A-Za-z][\w.-]*)/;
/** A line that ends something opened earlier: a block that begins with it was cut in the middle. */
const closerPattern = /^\s*(?:[}\])]|<\/|-->|:{3,}\s*$)/;

/**
 * Rates how natural it looks when a block of inserted or deleted lines spans `start` to `end` (half-open);
 * more is better. A block should not begin inside a fence, should begin with a heading (or the element
 * around it), else be one whole element, else begin after a blank line, and should not begin with what
 * closes something else. The idea is
 * that of git's indent heuristic, with the weights of prose.
 */
export function scoreEdges({ lines, isFenced }: EdgeText, start: number, end: number): number {
  const first = lines[start] ?? "";
  const last = lines[end - 1] ?? "";
  const startsInFence = isFenced(start);
  let score = 0;
  if (!startsInFence) {
    score += 16;
    if (headingPattern.test(first)) score += 8;
    else if (wrapsHeading(lines, start, end)) score += 8.5;
    else if (isElement(first, last)) score += 6;
  }
  if (isBlank(first)) {
    score += isBlank(lines[end]) ? 2 : 1;
  } else if (isBlank(lines[start - 1])) {
    score += 4;
  }
  if (closerPattern.test(first)) score -= 4;
  if (closerPattern.test(last)) score += 0.5;
  return score - Math.min(indentOf(first), 40) / 100;
}

/** Whether the block begins with the element that its heading stands in, or with the heading's anchor. */
function wrapsHeading(lines: readonly string[], start: number, end: number): boolean {
  if (!openerPattern.test(lines[start] ?? "")) return false;
  const next = isBlank(lines[start + 1]) ? start + 2 : start + 1;
  return next < end && headingPattern.test(lines[next] ?? "");
}

/** Whether a block that begins and ends with these lines is an element with all that is in it. */
function isElement(first: string, last: string): boolean {
  const name = elementPattern.exec(first)?.[1];
  return name !== undefined && last.trim() === `</${name}>`;
}

/** The text's ends count as blank. */
function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
