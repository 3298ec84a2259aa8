/** What each line of a text is, as far as a glance at it tells: enough to choose how to say its change. */
import { findFencedLines } from "../diff/lines/fences.ts";
import { isLooseRow, isTableRow, isTableRule } from "../diff/tables/rows.ts";
import type { Dialect } from "../model.ts";

export type LineRole =
  | "blank"
  | "front-matter"
  | "code"
  | "fence"
  | "heading"
  | "rule" // of a table
  | "row"
  | "item"
  | "definition" // of a link
  | "markup" // tags, imports, marks of containers: nothing that is read
  | "prose";

export interface LineReader {
  /** Of the line with this 0-based index. */
  readonly roleAt: (index: number) => LineRole;
}

const heading = /^ {0,3}#{1,6}(?:[ \t]|$)|^\s*<h[1-6][ >]/;
const item = /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s+\S/;
const definition = /^ {0,3}\[[^\]]+\]:\s*\S/;
const container =
  /^\s*(?::{3,}|!!!|\?\?\?|\{%|\{\{[<%]|\$\$\s*$|={3,}\s*$|-{3,}\s*$|\*{3,}\s*$|<!--)/;
const module = /^(?:import\s.*from\s|import\s+["']|export\s)/;
const onlyTags = /^\s*(?:<\/?[A-Za-z][^<>]*(?:>\s*)?)+$|^\s*\/?>\s*$/;
const attribute = /^\s*[A-Za-z][\w:-]*=(?:"[^"]*"|\{.*\}?)\s*\/?>?\s*$/;

/** Reads roles of lines when they are asked for. */
export function createLineReader(lines: readonly string[], dialect: Dialect): LineReader {
  if (dialect === "plain") {
    return { roleAt: (index) => ((lines[index] ?? "").trim() === "" ? "blank" : "code") };
  }
  const frontMatterEnd = findFrontMatter(lines);
  let fenced: Uint8Array | null = null;
  let scripts: Uint8Array | null = null;
  return {
    roleAt(index) {
      const line = lines[index] ?? "";
      if (index < frontMatterEnd) return "front-matter";
      if (line.trim() === "") return "blank";
      fenced ??= findFencedLines(lines);
      if (fenced[index] === 1) return /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(line) ? "fence" : "code";
      if (/^[\s>]*(?:[-*+]\s+)?(?:`{3,}|~{3,})/.test(line)) return "fence";
      if (heading.test(line)) return "heading";
      if (isTableRule(line)) return "rule";
      if (isTableRow(line) || (isLooseRow(line) && isBesideRow(lines, index))) return "row";
      if (item.test(line)) return "item";
      if (definition.test(line)) return "definition";
      if (container.test(line)) return "markup";
      scripts ??= findScripts(lines, dialect);
      if (scripts[index] === 1) return "code";
      if (onlyTags.test(line) || attribute.test(line)) return "markup";
      return "prose";
    },
  };
}

/** Lines of the front matter with its fences; 0 where there is none. */
function findFrontMatter(lines: readonly string[]): number {
  const opening = (lines[0] ?? "").trimEnd();
  if (opening !== "---" && opening !== "+++") return 0;
  const most = Math.min(lines.length, 400);
  for (let at = 1; at < most; at += 1) if ((lines[at] ?? "").trimEnd() === opening) return at + 1;
  return 0;
}

const script = /^<(script|style)\b/i;

/** Scripts, style sheets and modules of JavaScript between the blocks of a document: 1 for their lines. */
function findScripts(lines: readonly string[], dialect: Dialect): Uint8Array {
  const found = new Uint8Array(lines.length);
  let end: RegExp | null = null;
  for (const [index, line] of lines.entries()) {
    const first = line.charAt(0);
    if (end === null && first === "<") {
      const [, name] = script.exec(line) ?? [];
      if (name !== undefined) end = new RegExp(`</${name}>`, "i");
    } else if (
      end === null &&
      dialect === "mdx" &&
      (first === "i" || first === "e") &&
      module.test(line)
    ) {
      end = /[;}]\s*$|["']\s*$/;
      if (/[{([]\s*$/.test(line)) end = /^[})\]]/;
    }
    if (end === null) continue;
    found[index] = 1;
    if (end.test(line)) end = null;
  }
  return found;
}

/** A row without pipes at its ends is one only where a rule is near. */
function isBesideRow(lines: readonly string[], index: number): boolean {
  for (let at = index; at >= 0 && index - at < 100 && isLooseRow(lines[at] ?? ""); at -= 1) {
    if (isTableRule(lines[at] ?? "")) return true;
  }
  return isTableRule(lines[index + 1] ?? "");
}

const headingText = /^\s*(#{1,6})\s*(.*?)\s*#*\s*$|^\s*<h([1-6])[^>]*>(.*?)(?:<\/h[1-6]>)?\s*$/;

/** The depth and source text of a heading's line. */
export function readHeading(line: string): { depth: number; text: string } {
  const [, marks, text, level, html] = headingText.exec(line.trimEnd()) ?? [];
  if (level !== undefined) return { depth: Number(level), text: html ?? "" };
  return { depth: marks?.length ?? 1, text: text ?? line };
}

/** A line of prose without the marks of quotations, list items and tasks before it. */
export function dropMarkers(line: string): string {
  return line.replace(/^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ xX]\]\s+)?/, "");
}
