import type { FlowNode } from "../parse.ts";
import { closesFence, measureIndent, readStart } from "../starts.ts";

type Code = Extract<FlowNode, { type: "code" }>;

/** The line after the fence that begins at line `at`; -1 where none does, or where it never closes. */
export function findFenceEnd(lines: readonly { readonly text: string }[], at: number): number {
  const line = lines[at]?.text ?? "";
  const { columns, offset } = measureIndent(line);
  if (columns < 0 || columns > 3) return -1;
  const start = readStart(line, offset);
  if (start.kind !== "fence") return -1;
  for (let end = at + 1; end < lines.length; end++) {
    if (closesFence(lines[end]?.text ?? "", start.marker, start.size)) return end + 1;
  }
  return -1;
}

/** A fence from its opening line to its closing one; null where more than that may be meant. */
export function readFenced(lines: readonly string[]): Code | null {
  const opening = OPENING.exec(lines[0] ?? "");
  if (!opening) return null;
  const [, indent = "", lang = "", meta = ""] = opening;
  const inside = lines.slice(1, -1);
  if (indent !== "" && inside.some((line) => /^ *\t/.test(line))) return null;
  const strip = new RegExp(`^ {0,${String(indent.length)}}`);
  return {
    type: "code",
    lang: lang === "" ? null : lang,
    meta: meta === "" ? null : meta,
    value: inside.map((line) => line.replace(strip, "")).join("\n"),
  };
}

/** Indentation, language and what follows that, which may end with blanks. */
const OPENING = /^( {0,3})(?:`{3,}|~{3,})[ \t]*([^\\& \t]*)(?:[ \t]+([^\\&]*))?$/;
