interface OpenFence {
  /** Spaces before it. */
  readonly indent: number;
  readonly marker: string;
  /**
   * It stands in nothing, so that only its marker ends it, behind so many spaces at most; null where a
   * list may be around it.
   */
  readonly closesWithin: number | null;
}

/** What is known of the blocks that are open between two lines. */
export interface OpenBlocks {
  readonly fence: OpenFence | null;
  /**
   * Lines that are indented by so many spaces go on with a paragraph or an item, which any fresh line
   * ends with all that was opened in it; 0 where nothing is open, null where that is not known.
   */
  readonly heldFrom: number | null;
}

/** What a line does to the open blocks; in doubt, only tokenising can tell how the text goes on. */
type ScanStep = (line: string, open: OpenBlocks) => OpenBlocks | "doubt";

/** How the lines of a grammar are scanned. */
export interface BlockScan {
  /** A line that no block above it continues, so that all of them end before it. */
  readonly fresh: RegExp;
  readonly step: ScanStep;
}

export const unknown: OpenBlocks = { fence: null, heldFrom: null };
const nothing: OpenBlocks = { fence: null, heldFrom: 0 };
const paragraph: OpenBlocks = { fence: null, heldFrom: 4 };

// Bars go on tables, and dashes or equals signs underline paragraphs.
const freshMarkdown = /^(?:[^\s\x85>|=-]|-[ \t])/;
const freshMdx = /^[^\s\x85>]/;
/** White space and the marks of quotations and lists, after which a block may begin. */
const blockStart = /^[\s>*+\-\d.)]*(?:\[[\sxX]\]\s*)?/;
const paragraphStart = /^(?:[A-Za-z]|\*{1,2}[A-Za-z]|`[^`])/;
const itemStart = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;
/** An item with one space behind its mark, which MDX's grammar counts. */
const narrowItemStart = /^(?:[-*+]|(\d)[.)]) (?=\S)/;
const thematicBreak = /^([-*_])[\t ]*(?:\1[\t ]*){2,}$/;
const esm = /^(?:im|ex)port /i;
const fenceOpening = /^( *)(`{3,}(?=[^`]*$)|~{3,}(?=[^`]*$))/;
const fenceLike = /^(?:`{3}|~{3})/;
const onlyFence = /^\s*(?:`{3,}|~{3,})\s*$/;

/** Tags that are complete on their line; the rest of the line, if any, begins with a letter. */
const completeTags =
  /^[ \t]*(?:<\/?[A-Za-z][\w.]*(?:[ \t]+[A-Za-z][\w-]*(?:=(?:"[^"<>{}]*"|'[^'<>{}]*'|\{(?:\d+|true|false|"[^"<>{}\\]*")\}))?)*[ \t]*\/?>)+(?:([A-Za-z]).*|[ \t]*)$/;

export const markdownScan: BlockScan = {
  fresh: freshMarkdown,
  step(line, open) {
    if (open.fence !== null) return stepInsideFence(line, open.fence);
    if (beginsWithLetter(line)) return paragraph;
    if (isBlank(line)) return unknown;
    if (isHeld(line, open)) return open;
    if (paragraphStart.test(line)) return paragraph;
    if (itemStart.test(line) && !thematicBreak.test(line)) return itemHeldFrom(2);
    const rest = line.slice(blockStart.exec(line)?.[0].length ?? 0);
    // It may begin HTML, which outlives headings.
    if (rest.startsWith("<")) return "doubt";
    return fenceLike.test(rest) ? openFence(line, rest === line ? 3 : null) : unknown;
  },
};

export const mdxScan: BlockScan = {
  fresh: freshMdx,
  step(line, open) {
    if (open.fence !== null) return stepInsideFence(line, open.fence);
    if (beginsWithLetter(line)) return esm.test(line) ? "doubt" : paragraph;
    if (isBlank(line)) return open.heldFrom === 0 ? open : unknown;
    if (isHeld(line, open)) return open;
    // A line that goes on with nothing begins a block.
    const isAlone = open.heldFrom !== null && /^ *[^\s\x85]/.test(line);
    return isAlone || freshMdx.test(line) ? stepAlone(line) : stepAnywhere(line);
  },
};

/** The first line of a block of MDX that stands in no other. */
function stepAlone(line: string): OpenBlocks | "doubt" {
  const text = line.trimStart();
  if (paragraphStart.test(text) && !esm.test(text)) return paragraph;
  const item = narrowItemStart.exec(text);
  if (item !== null && !thematicBreak.test(text))
    return itemHeldFrom(item[1] === undefined ? 2 : 3);
  if (fenceLike.test(text)) return openFence(line, Infinity);
  const tags = completeTags.exec(line);
  if (tags !== null) return tags[1] === undefined ? nothing : paragraph;
  return stepAnywhere(line);
}

/** Any line of MDX: JSX, expressions, imports, mathematics and quotations raise doubt. */
function stepAnywhere(line: string): OpenBlocks | "doubt" {
  const prefix = blockStart.exec(line)?.[0] ?? "";
  // In this grammar any later line that holds `>` anywhere continues a quotation.
  if (prefix.includes(">")) return "doubt";
  const rest = line.slice(prefix.length);
  if (rest.startsWith("<")) return completeTags.test(line) ? unknown : "doubt";
  if (/^(?:\{|\$\$|\[\^)/.test(rest) || esm.test(rest)) return "doubt";
  return fenceLike.test(rest) ? openFence(line, null) : unknown;
}

/** As most lines do. */
export function beginsWithLetter(line: string): boolean {
  const code = line.charCodeAt(0) | 0x20;
  return code >= 0x61 && code <= 0x7a;
}

function itemHeldFrom(heldFrom: number): OpenBlocks {
  return { fence: null, heldFrom };
}

function isBlank(line: string): boolean {
  return /^[\t ]*$/.test(line);
}

/** Whether a line surely goes on with the paragraph or item that is open. */
function isHeld(line: string, { heldFrom }: OpenBlocks): boolean {
  if (heldFrom === null || heldFrom === 0) return false;
  const indent = countSpaces(line);
  return indent >= heldFrom && line.charCodeAt(indent) !== 0x09;
}

function openFence(line: string, closesWithin: number | null): OpenBlocks | "doubt" {
  const opening = fenceOpening.exec(line);
  if (opening === null) return "doubt";
  const [, { length: indent } = "", marker = ""] = opening;
  // In an indented block it is none, nor where it goes on with a paragraph.
  if (closesWithin === null && indent > 3) return "doubt";
  return { fence: { indent, marker, closesWithin }, heldFrom: null };
}

/**
 * The grammars close a fence at a line of exactly its marker. A fence that is indented may stand in a
 * list, which ends with it at the first line that is indented less.
 */
function stepInsideFence(line: string, fence: OpenFence): OpenBlocks | "doubt" {
  const open = { fence, heldFrom: null };
  const indent = countSpaces(line);
  if (fence.closesWithin === null && indent < fence.indent) return "doubt";
  if (!onlyFence.test(line)) return open;
  const closing = /^ *([`~]+)[ \t]*$/.exec(line);
  if (closing === null) return "doubt";
  if (closing[1] !== fence.marker) return open;
  if (fence.closesWithin !== null) return indent <= fence.closesWithin ? nothing : open;
  return indent === fence.indent ? unknown : "doubt";
}

function countSpaces(line: string): number {
  let count = 0;
  while (line.charCodeAt(count) === 0x20) count++;
  return count;
}
