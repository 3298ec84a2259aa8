import type { Definitions } from "./definitions.ts";
import type { Document } from "./document.ts";
import { findFenceEnd, readFenced } from "./direct-fence.ts";
import { readDefinitions } from "./direct-definitions.ts";
import { readBlocks } from "./direct-blocks.ts";
import { readInline } from "./direct-inline.ts";
import { readTable } from "./direct-table.ts";
import type { FlowNode } from "./parse.ts";
import type { Segment } from "./segments.ts";

/**
 * The nodes of a segment so simple that no parser is needed; null for any other. Lines of its
 * position count from the segment's first. What it gives is what remark gives: only positions inside a
 * line are left out.
 */
export function readDirectly(document: Document, segment: Segment): readonly FlowNode[] | null {
  const lines = document.lines.slice(segment.start, segment.end).map(trimEnd);
  while (lines.length > 0 && /^[ \t]*$/.test(lines.at(-1) ?? "")) lines.pop();
  if (lines.length === 0 || lines.some((line) => line.includes("\0"))) return null;
  const { definitions } = document;
  if (segment.kind === "flow") {
    return (
      readDefinitions(lines) ?? readTable(lines, definitions) ?? readBlocks(lines, definitions)
    );
  }
  const node = readOne(segment.kind, lines, definitions);
  return node && [node];
}

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

/** HTML that runs to a blank line; of other HTML the end is not known from the lines. */
function readHtml(lines: readonly string[]): FlowNode | null {
  if (/^ {0,3}<(?:[!?]|(?:pre|script|style|textarea)\b)/i.test(lines[0] ?? "")) return null;
  if (lines.some((line) => /^[ \t]*$/.test(line))) return null;
  return { type: "html", value: lines.join("\n"), position: placeAll(lines) };
}

function readFence(lines: readonly string[]): FlowNode | null {
  if (findFenceEnd(lines, 0) !== lines.length) return null;
  const node = readFenced(lines);
  return node && { ...node, position: placeAll(lines) };
}

function readHeading(lines: readonly string[], definitions: Definitions): FlowNode | null {
  const match = /^ {0,3}(#{1,6})[ \t]+([^#]*?)[ \t]*$/.exec(lines[0] ?? "");
  const depth = match?.[1]?.length;
  if (lines.length > 1 || !isDepth(depth)) return null;
  const text = match?.[2] ?? "";
  const children = text === "" ? null : readInline(text, 1, definitions);
  return children && { type: "heading", depth, children: [...children], position: placeAll(lines) };
}

function isDepth(depth: number | undefined): depth is 1 | 2 | 3 | 4 | 5 | 6 {
  return depth !== undefined && depth >= 1 && depth <= 6;
}

function placeAll(lines: readonly string[]): NonNullable<FlowNode["position"]> {
  return {
    start: { line: 1, column: 1 },
    end: { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
  };
}
