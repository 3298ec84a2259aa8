import { firstLine, isTooHard, lastLine, parseMarkdown } from "./parse.ts";
import { memoise } from "./memo.ts";
import { closesFence, measureIndent, readBlockStart, type BlockStart } from "./block-start.ts";

/**
 * A run of whole lines that can be parsed alone: link definitions aside, parsing all segments of a
 * document one by one gives the same top-level nodes as parsing the document. Blank lines belong to the
 * segment before them.
 */
export interface Segment {
  readonly kind: "frontMatter" | "heading" | "fence" | "html" | "flow";
  readonly start: number;
  readonly end: number;
  /** Whether a `flow` may hold top-level headings. */
  readonly headings: boolean;
}

/**
 * Splits a document by scanning its lines. Only the top level is followed exactly. From the start of a
 * list, quotation or footnote on the state is `vague` until a line that cannot belong to it: one with
 * less than two columns of indentation that begins a heading, fence, break or HTML, or that follows a
 * blank line. Where even that hangs on what is inside, remark is asked about the lines so far.
 */
export function scanSegments(lines: readonly string[]): readonly Segment[] {
  const segments: Segment[] = [];
  let kind: Segment["kind"] = "flow";
  let start = 0;
  let headings = false;
  let mode = "fresh" as Mode;
  // Since the last blank line there was a tag which, if it began HTML, hides what follows.
  let murky = false;
  // A fence or raw HTML which may have begun at the top level inside a vague run.
  let doubt: Doubt | null = null;
  let budget = 4 * lines.length + 2000;

  const begin = (at: number, next: Segment["kind"]) => {
    if (at > start) segments.push({ kind, start, end: at, headings });
    kind = next;
    start = at;
    headings = false;
    murky = false;
    doubt = null;
  };
  /** Enters what `begun` says at a line known to be at the top level; gives the line to go on from. */
  const enter = (at: number, begun: BlockStart): number => {
    mode = "fresh";
    switch (begun.kind) {
      case "atx":
        begin(at, "heading");
        return at + 1;
      case "fence":
        begin(at, "fence");
        return findEnd(lines, at + 1, (line) => closesFence(line, begun.marker, begun.size));
      case "rawHtml":
        begin(at, "html");
        return begun.ended ? at + 1 : findEnd(lines, at + 1, (line) => begun.end.test(line));
      case "html":
        begin(at, "html");
        mode = "html";
        return at + 1;
      case "container":
        begin(at, "flow");
        mode = "vague";
        return at + 1;
      default:
        begin(at, "flow");
        mode = begun.kind === "break" ? "fresh" : "paragraph";
        return at + 1;
    }
  };

  let at = findFrontMatterEnd(lines);
  // Looking for the end of front matter that has none, micromark forgets where containers begin.
  if (at < 0) return [{ kind: "flow", start: 0, end: lines.length, headings: true }];
  if (at > 0) {
    kind = "frontMatter";
    begin(at, "flow");
  }
  let afterBlank = true;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const { columns, offset } = measureIndent(line);
    if (columns < 0) {
      if (mode === "paragraph" || mode === "html") mode = "fresh";
      murky = false;
      afterBlank = true;
      at += 1;
      continue;
    }
    const wasBlank: boolean = afterBlank;
    afterBlank = false;
    if (mode === "html") {
      at += 1;
      continue;
    }
    if (columns > 3) {
      if (mode === "fresh" && kind !== "flow") begin(at, "flow");
      if (mode === "fresh") mode = "code";
      at += 1;
      continue;
    }
    const read = readBlockStart(line, offset);
    const underlines: boolean = read.kind === "underline" && mode !== "fresh" && !wasBlank;
    const begun: BlockStart =
      read.kind === "underline" && !underlines ? readFreshUnderline(line) : read;
    // What follows indented code is read as if it followed a paragraph, blank lines or not.
    if (mode === "code") mode = "paragraph";
    if (mode === "fresh") {
      at = enter(at, begun);
      continue;
    }
    if (mode === "vague" && columns > 1) {
      if (begun.kind === "atx" || begun.kind === "underline") headings = true;
      if (begun.kind === "html") murky = true;
      doubt = updateDoubt(doubt, line, columns, begun);
      at += 1;
      continue;
    }
    const unsure: boolean = murky || doubt !== null;
    const leaves = mode === "vague" && wasBlank && begun.kind !== "container";
    const decides =
      begun.kind === "atx" ||
      begun.kind === "fence" ||
      begun.kind === "rawHtml" ||
      begun.kind === "break" ||
      (begun.kind === "html" && !begun.loose);
    if (!unsure && (decides || leaves)) {
      at = enter(at, begun);
      continue;
    }
    const asks =
      doubt !== null ||
      (murky && (decides || leaves)) ||
      (begun.kind === "underline" && (murky || mode === "paragraph"));
    if (asks) {
      budget -= at - start + 1;
      const answer = budget < 0 ? null : askRemark(lines.slice(start, at + 1).join(""));
      if (answer === null) {
        segments.push({ kind: "flow", start, end: lines.length, headings: true });
        return segments;
      }
      const from = start + answer.line;
      const first = lines[from] ?? "";
      const opened = readBlockStart(first, measureIndent(first).offset);
      murky = false;
      doubt = null;
      if (answer.type === "heading") {
        if (from === at) at = enter(at, { kind: "atx" });
        else {
          headings = true;
          mode = "fresh";
          at += 1;
        }
      } else if (answer.type === "thematicBreak") {
        at = enter(at, { kind: "break" });
      } else if (answer.type === "code" && opened.kind === "fence") {
        at = enter(from, opened);
      } else if (answer.type === "html") {
        at = enter(from, opened.kind === "rawHtml" ? opened : { kind: "html", loose: false });
      } else {
        mode = answer.type === "paragraph" && begun.kind !== "underline" ? "paragraph" : "vague";
        at += 1;
      }
      continue;
    }
    if (begun.kind === "container") mode = "vague";
    if (begun.kind === "html") murky = true;
    if (begun.kind === "underline") {
      headings = true;
      // Either it underlines a paragraph or it is a break: what follows is fresh.
      if (BREAK_OR_UNDERLINE.test(line)) mode = "fresh";
    }
    at += 1;
  }
  begin(lines.length, "flow");
  return segments;
}

type Mode = "fresh" | "code" | "paragraph" | "vague" | "html";

/** Closed at its indentation or a greater one, it is over in whichever way the lines are read. */
interface Doubt {
  readonly columns: number;
  readonly begun: BlockStart;
  /** More than one thing is in doubt: only remark can tell. */
  readonly lasting: boolean;
}

const BREAK_OR_UNDERLINE = /^ {0,3}-{3,}[ \t]*[\r\n]*$/;
/** YAML, or TOML. */
const FRONT_MATTER_FENCE = /^(---|\+\+\+)[ \t]*\r?\n?$/;

function readFreshUnderline(line: string): BlockStart {
  if (BREAK_OR_UNDERLINE.test(line)) return { kind: "break" };
  return /^ *-[ \t]*[\r\n]*$/.test(line) ? { kind: "container" } : { kind: "text" };
}

/** The line after front matter; 0 when there is none, -1 when it does not end. */
function findFrontMatterEnd(lines: readonly string[]): number {
  const [, fence] = FRONT_MATTER_FENCE.exec(lines[0] ?? "") ?? [];
  if (fence === undefined) return 0;
  const closes = (line: string) => FRONT_MATTER_FENCE.exec(line)?.[1] === fence;
  const end = lines.findIndex((line, index) => index > 0 && closes(line));
  return end < 0 ? -1 : end + 1;
}

function findEnd(lines: readonly string[], from: number, ends: (line: string) => boolean): number {
  for (let at = from; at < lines.length; at++) if (ends(lines[at] ?? "")) return at + 1;
  return lines.length;
}

function updateDoubt(
  doubt: Doubt | null,
  line: string,
  columns: number,
  begun: BlockStart,
): Doubt | null {
  const opens = begun.kind === "fence" || (begun.kind === "rawHtml" && !begun.ended);
  if (doubt === null) return opens ? { columns, begun, lasting: false } : null;
  if (doubt.lasting) return doubt;
  if (columns < doubt.columns) return { ...doubt, lasting: true };
  const { begun: open } = doubt;
  if (open.kind === "fence" && closesFence(line, open.marker, open.size)) return null;
  if (open.kind === "rawHtml" && open.end.test(line)) return null;
  return opens ? { ...doubt, lasting: true } : doubt;
}

/** What the last line belongs to: the last top-level node's type and first line. */
const askRemark = memoise((text: string): { type: string; line: number } | null => {
  if (isTooHard(text)) return null;
  const node = parseMarkdown(text).children.at(-1);
  if (node === undefined) return null;
  const lastOfText = text.split("\n").length - (text.endsWith("\n") ? 2 : 1);
  // What never closes ends on the line after the last.
  return lastLine(node) >= lastOfText ? { type: node.type, line: firstLine(node) } : null;
}, 1_000_000);
