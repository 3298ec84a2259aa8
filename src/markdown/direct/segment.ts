import type { Definitions } from "../definitions.ts";
import type { Document } from "../document.ts";
import { findFenceEnd, readFenced } from "./fence.ts";
import { readDefinitions } from "./definitions.ts";
import { readBlocks } from "./blocks.ts";
import { readAtx } from "./heading.ts";
import { findHtmlEnd } from "./html.ts";
import { readTable } from "./table.ts";
import type { FlowNode } from "../parse.ts";
import type { Segment } from "../segments.ts";

/**
 * The nodes of a segment so simple that no parser is needed; null for any other. Lines of its
 * position count from the segment's first. What it gives is what remark gives: only positions inside a
 * line are left out.
 */
export function readDirectly(document: Document, segment: Segment): readonly FlowNode[] | null {
  const all = document.lines.slice(segment.start, segment.end).map(trimEnd);
  const lines = all.slice(0, all.findLastIndex((line) => !/^[ \t]*$/.test(line)) + 1);
  if (lines.length === 0 || lines.some((line) => line.includes("\0"))) return null;
  // A value of HTML keeps the ends of its lines.
  const ending = document.lines[segment.start] ?? "";
  if (ending.endsWith("\r\n") && WRAPPED.test(lines.join("\n"))) return null;
  const { definitions } = document;
  if (segment.kind === "flow") {
    return readDefinitions(lines) ?? readTable(lines, definitions) ?? readBlocks(all, definitions);
  }
  const node = readOne(segment.kind, lines, definitions);
  return node && [node];
}

const WRAPPED = /=[ \t]*(?:"[^"\n]*|'[^'\n]*)\n/;

function readOne(
  kind: Segment["kind"],
  lines: readonly string[],
  definitions: Definitions,
): FlowNode | null {
  if (kind === "html") return readHtml(lines);
  if (kind === "fence") return readFence(lines);
  return kind === "heading" ? readHeading(lines, definitions) : null;
}

function trimEnd(line: string): string {
  return line.replace(/\r?\n$/, "");
}

function readHtml(lines: readonly string[]): FlowNode | null {
  if (findHtmlEnd(wrap(lines), 0) !== lines.length) return null;
  return { type: "html", value: lines.join("\n"), position: placeAll(lines) };
}

function readFence(lines: readonly string[]): FlowNode | null {
  if (findFenceEnd(wrap(lines), 0) !== lines.length) return null;
  const node = readFenced(lines);
  const column = (lines[0] ?? "").search(/\S/) + 1;
  return node && { ...node, position: placeAll(lines, column) };
}

function wrap(lines: readonly string[]): { text: string }[] {
  return lines.map((text) => ({ text }));
}

function readHeading(lines: readonly string[], definitions: Definitions): FlowNode | null {
  const node = lines.length === 1 ? readAtx(lines[0] ?? "", 1, definitions) : null;
  return node && { ...node, position: placeAll(lines) };
}

function placeAll(lines: readonly string[], column = 1): NonNullable<FlowNode["position"]> {
  return {
    start: { line: 1, column },
    end: { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
  };
}
