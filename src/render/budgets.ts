/** Lines of so many UTF-16 code units or more are not coloured and leave the grammar's state alone. */
export const maxLineLength = 5_000;

/** So much is spent on colouring one text, known or not; lines behind that stay uncoloured. */
export const walkBudget = 150_000;

/**
 * What reading a line of so many UTF-16 code units costs: its length, and long lines more, because
 * grammars look ahead from every column and may open a rule at every one. A line that is not shown but
 * leads to one that is costs a fifth: most were met in another version of the file.
 */
export function costOfLine(length: number, shown: boolean): number {
  const thousands = length / 1000;
  const cost = 1 + length + Math.floor(1000 * (thousands ** 2 + thousands ** 3));
  return shown ? cost : cost / 5;
}

/**
 * What it costs besides, where the grammar stands `depth` rules deep: it climbs through all of them for
 * the line and for many of its tokens. Real texts stay below a few dozen.
 */
export function costOfDepth(depth: number, length: number): number {
  return Math.max(0, depth - 50) * (1 + Math.floor(length / 10));
}

/** Once texts of so many UTF-16 code units hang on the highlighter's memo, it starts afresh. */
export const memoBudget = 30_000_000;

/** So much of a long change is shown where it only leads to pages of its own. */
export const excerptBudget = { lines: 40, bytes: 8_000 };

/** A chunk of a change's HTML holds at most so many lines and, where one line does not, bytes of text. */
export const chunkBudget = { lines: 500, bytes: 50_000 };
