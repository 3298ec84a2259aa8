export interface OpenFence {
  /** Spaces before it. */
  readonly indent: number;
  readonly marker: string;
}

/**
 * What a line that is no heading does to the scan: it goes on outside fences (null), inside a fence,
 * or in doubt, where only tokenising can tell.
 */
export type ScanStep = (line: string, fence: OpenFence | null) => OpenFence | null | "doubt";

/** White space and the marks of quotations and lists, after which a block may begin. */
const blockStart = /^[\s>*+\-\d.)]*(?:\[[\sxX]\]\s*)?/;
const fenceOpening = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,}(?=[^`]*$))/;
const fenceLike = /^(?:`{3}|~{3})/;
const onlyFence = /^\s*(?:`{3,}|~{3,})\s*$/;

/** Tags that are complete on their line; the rest of the line, if any, begins with a letter. */
const completeTags =
  /^[ \t]*(?:<\/?[A-Za-z][\w.]*(?:[ \t]+[A-Za-z][\w-]*(?:=(?:"[^"<>{}]*"|'[^'<>{}]*'|\{(?:\d+|true|false|"[^"<>{}\\]*")\}))?)*[ \t]*\/?>)+(?:[A-Za-z].*|[ \t]*)$/;

/** Follows fences in Markdown; `<` at the start of a block may begin HTML, which outlives headings. */
export const stepMarkdown: ScanStep = (line, fence) => {
  if (fence !== null) return stepInsideFence(line, fence);
  const start = line.charCodeAt(0);
  if (isLetter(start)) return null;
  const rest = line.slice(blockStart.exec(line)?.[0].length ?? 0);
  if (rest.startsWith("<")) return "doubt";
  return fenceLike.test(rest) ? openFence(line) : null;
};

/** Follows fences in MDX; JSX, expressions, imports, mathematics and quotations raise doubt. */
export const stepMdx: ScanStep = (line, fence) => {
  if (fence !== null) return stepInsideFence(line, fence);
  const start = line.charCodeAt(0);
  if (isLetter(start)) return /^(?:im|ex)port /i.test(line) ? "doubt" : null;
  const prefix = blockStart.exec(line)?.[0] ?? "";
  // In this grammar any later line that holds `>` anywhere continues a quotation.
  if (prefix.includes(">")) return "doubt";
  const rest = line.slice(prefix.length);
  if (rest.startsWith("<")) return completeTags.test(line) ? null : "doubt";
  if (/^(?:\{|\$\$|\[\^|(?:im|ex)port )/i.test(rest)) return "doubt";
  return fenceLike.test(rest) ? openFence(line) : null;
};

function openFence(line: string): OpenFence | "doubt" {
  const opening = fenceOpening.exec(line);
  return opening === null ? "doubt" : { indent: opening[1]?.length ?? 0, marker: opening[2] ?? "" };
}

/**
 * The grammars close a fence at a line of exactly its marker. A fence that is indented may stand in a
 * list, which ends with it at the first line that is indented less.
 */
function stepInsideFence(line: string, fence: OpenFence): OpenFence | null | "doubt" {
  const indent = countSpaces(line);
  if (indent < fence.indent) return "doubt";
  if (!onlyFence.test(line)) return fence;
  const closing = /^ *([`~]+)[ \t]*$/.exec(line);
  if (closing === null) return "doubt";
  if (closing[1] !== fence.marker) return fence;
  return indent === fence.indent ? null : "doubt";
}

function countSpaces(line: string): number {
  let count = 0;
  while (line.charCodeAt(count) === 0x20) count++;
  return count;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
