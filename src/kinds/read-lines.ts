/** The keys of a text's lines. A line has the same keys whether it changed or not. */
import type { Dialect } from "../model.ts";
import { createMemo } from "../markdown/split/memo.ts";
import { createKeys, type LineKeys, setLine } from "./line-keys.ts";
import { scanMarkdown } from "./scan-markdown.ts";
import { readAsWritten } from "./words.ts";

/** Reads the keys of all lines. */
export function readLines(lines: readonly string[], dialect: Dialect): LineKeys {
  const keys = createKeys(lines.length);
  // A lone carriage return ends a line in Markdown, and here it does not.
  const isPlain =
    dialect === "plain" || lines.some((line) => line.includes("\r") && /\r(?!\n)/.test(line));
  if (isPlain) lines.forEach((line, at) => setLine(keys, at, readAsWritten(line), true));
  else readStretches(lines, dialect, keys);
  return keys;
}

const columns = ["words", "key", "full", "tie", "block", "count", "sort"] as const;

/** Versions share nearly all stretches of a text: what was read of one is kept. */
function readStretches(lines: readonly string[], dialect: Dialect, keys: LineKeys): void {
  let start = 0;
  while (start < lines.length) {
    let end = start;
    let known: Stretch;
    do {
      // Twice as long as the one before, so that what never closes is not read again for each line.
      end = findStart(lines, Math.max(start + 1, 2 * end - start));
      const stretch = lines.slice(start, end);
      const name = `${dialect} ${start === 0 ? "first" : ""}\n${stretch.join("")}`;
      const found = stretches.get(name);
      known = found ?? scanStretch(stretch, dialect, start === 0);
      if (!found) stretches.set(name, known);
    } while (!known.isClosed && end < lines.length);
    for (const column of columns) keys[column].set(known.keys[column], start);
    start = end;
  }
}

interface Stretch {
  readonly keys: LineKeys;
  /** Nothing is open at its end: what follows is read as if it stood alone. */
  readonly isClosed: boolean;
}

const stretches = createMemo<Stretch>(8_000_000);

function scanStretch(lines: readonly string[], dialect: Dialect, isFirst: boolean): Stretch {
  const keys = createKeys(lines.length);
  return { keys, isClosed: scanMarkdown(lines, dialect, isFirst, keys) };
}

/** The next line, from `at` on, that leaves all lists: some of them, chosen by what they say. */
function findStart(lines: readonly string[], at: number): number {
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const code = line.charCodeAt(0);
    if (code === SPACE || code === TAB || !/^[ \t\r\n]*$/.test(lines[at - 1] ?? "")) continue;
    if (code === HASH || code === ANGLE || (line.length > 9 && line.length % 8 === 0)) return at;
  }
  return lines.length;
}

const [TAB, SPACE, HASH, ANGLE] = [9, 32, 35, 60];
