import type { Definitions } from "../definitions.ts";
import type { Inline } from "../tokens.ts";

/** How far a paragraph, heading or cell has been read, and what was found. Readers move it on. */
export interface Scan {
  readonly text: string;
  readonly definitions: Definitions;
  /** The next character. */
  at: number;
  /** 1-based. */
  line: number;
  parts: Part[];
  /** Brackets that may begin a link or an image. */
  readonly brackets: Bracket[];
  /** Runs of tildes. */
  tildes: number;
}

export type Part = Words | Run | Whole;

interface Words {
  readonly kind: "words";
  readonly value: string;
  readonly start: number;
  /** Its last line, or the next one where the words end with a line break. */
  readonly end: number;
}

/** Stars or low lines next to each other, which may open or close emphasis. */
export interface Run {
  readonly kind: "run";
  readonly marker: string;
  readonly size: number;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly line: number;
}

interface Whole {
  readonly kind: "whole";
  readonly node: Inline;
}

export interface Bracket {
  readonly isImage: boolean;
  /** The index of its own part, and the first character behind it. */
  readonly part: number;
  readonly inside: number;
  readonly line: number;
  /** Whether a link ended behind it: links hold no links. */
  hasLink: boolean;
}

/** What a sticky pattern matches at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Takes `size` characters as words; they hold no line break, or are one. */
export function addWords(
  scan: Scan,
  size: number,
  value = scan.text.slice(scan.at, scan.at + size),
): void {
  const start = scan.line;
  scan.at += size;
  if (value === "\n") scan.line += 1;
  scan.parts.push({ kind: "words", value, start, end: scan.line });
}

/** Takes `found` as a node, which `make` gives a place. */
export function addNode(scan: Scan, found: string, make: (position: Place) => Inline): void {
  const start = scan.line;
  scan.at += found.length;
  scan.line += countBreaks(found);
  scan.parts.push({ kind: "whole", node: make(placeLines(start, scan.line)) });
}

export type Place = NonNullable<Inline["position"]>;

/** A position of which only the lines count. */
export function placeLines(start: number, end: number): Place {
  return { start: { line: start, column: 1 }, end: { line: end, column: 1 } };
}

export function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
