import type { FlowNode } from "../parse.ts";

type Definition = Extract<FlowNode, { type: "definition" }>;

/**
 * Reads a run of link definitions without titles, one a line, blank lines between some. Null for
 * anything else. Lines come without terminators.
 */
export function readDefinitions(lines: readonly string[]): Definition[] | null {
  const nodes: Definition[] = [];
  for (const [at, line] of lines.entries()) {
    if (BLANK.test(line)) continue;
    const match = DEFINITION.exec(line);
    if (match === null) return null;
    const [, label = "", enclosed, raw = ""] = match;
    const url = enclosed ?? raw;
    const position = {
      start: { line: at + 1, column: 1 },
      end: { line: at + 1, column: line.length + 1 },
    };
    const identifier = normaliseLabel(label);
    nodes.push({ type: "definition", identifier, label, url, title: null, position });
  }
  return nodes;
}

/** What labels are compared by; for those in ASCII. */
export function normaliseLabel(label: string): string {
  return label
    .replace(/[ \t\n]+/g, " ")
    .replace(/^ | $/g, "")
    .toLowerCase();
}

/** A label that holds nothing but plain text. */
const LABEL = String.raw`[A-Za-z0-9][A-Za-z0-9 .,:;/()+'"-]*`;

const BLANK = /^[ \t]*$/;
const URL = "[A-Za-z0-9/#.?][A-Za-z0-9/#.?=:,;+_@%~-]*";
const DEFINITION = new RegExp(
  String.raw`^ {0,3}\[(${LABEL})\]:[ \t]+(?:<([^<>\\&]*)>|(${URL}))[ \t]*$`,
);
