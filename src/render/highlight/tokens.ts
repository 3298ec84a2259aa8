/** A coloured stretch of a line (columns) and its combined role (see `roles.ts`); never plain. */
export interface ColouredToken {
  readonly start: number;
  readonly end: number;
  readonly role: number;
}

/**
 * Joins neighbours of one role and drops what need not be coloured: white space is never a token by
 * itself or at a token's end, and does not part two tokens of one role.
 */
export function mergeTokens(
  line: string,
  stretches: Iterable<ColouredToken>,
): readonly ColouredToken[] {
  const merged: { start: number; end: number; role: number }[] = [];
  for (const { start: from, end: to, role } of stretches) {
    if (role === 0) continue;
    let start = from;
    let end = to;
    while (start < end && isBlank(line, start)) start++;
    while (end > start && isBlank(line, end - 1)) end--;
    if (start === end) continue;
    const last = merged.at(-1);
    if (last?.role === role && isBlankBetween(line, last.end, start)) last.end = end;
    else merged.push({ start, end, role });
  }
  return merged;
}

function isBlankBetween(line: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isBlank(line, at)) return false;
  return true;
}

function isBlank(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}
