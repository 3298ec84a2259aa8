import type { FlowNode } from "../parse.ts";

type Definition = Extract<FlowNode, { type: "definition" }>;

/**
 * Reads a run of link definitions, one a line, blank lines between some. Null for anything else.
 * Lines come without terminators.
 */
export function readDefinitions(lines: readonly string[]): Definition[] | null {
  const nodes: Definition[] = [];
  for (const [at, line] of lines.entries()) {
    if (BLANK.test(line)) continue;
    const match = DEFINITION.exec(line);
    if (match === null) return null;
    const [, label = "", enclosed, raw = "", title = null] = match;
    const url = enclosed ?? raw;
    const position = {
      start: { line: at + 1, column: 1 },
      end: { line: at + 1, column: line.length + 1 },
    };
    const identifier = normaliseLabel(label);
    nodes.push({ type: "definition", identifier, label, url, title, position });
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

/** A label in ASCII without escapes and character references; not that of a footnote. */
const LABEL = String.raw`(?=[!-Z_-~])[ -%'-Z^-~]*`;

const BLANK = /^[ \t]*$/;
const URL = String.raw`[A-Za-z0-9/#.?](?:[A-Za-z0-9/#.?=:,;+_@%~-]|&(?!#?\w+;))*`;
const TITLE = String.raw`"([^"\\&]+)"`;
const DEFINITION = new RegExp(
  String.raw`^ {0,3}\[(${LABEL})\]:[ \t]+(?:<([^<>\\&]*)>|(${URL}))(?:[ \t]+${TITLE})?[ \t]*$`,
);
