import { placeLines, type Part, type Run } from "./scan.ts";
import type { Inline } from "../tokens.ts";

/** Whether a run of `marker` may open and close emphasis, by the characters around it. */
export function readFlanks(
  marker: string,
  before: string,
  after: string,
): { opens: boolean; closes: boolean } {
  const [left, right] = [classify(before), classify(after)];
  const opens = right === "word" || (right === "sign" && left !== "word") || after === "~";
  const closes = left === "word" || (left === "sign" && right !== "word") || before === "~";
  if (marker === "*") return { opens, closes };
  return {
    opens: opens && (left !== "word" || !closes),
    closes: closes && (right !== "word" || !opens),
  };
}

/** By single UTF-16 units, as micromark does; `""` is the end of the text. */
function classify(char: string): "space" | "sign" | "word" {
  if (char === "" || /\s/.test(char)) return "space";
  return /\p{P}|\p{S}/u.test(char) ? "sign" : "word";
}

/**
 * Makes nodes of parts: pairs runs the way micromark does, and joins the rest to texts. Null where a
 * text may hold the address of an autolink (inside a link there are none), or ends with JSX's space.
 */
export function resolveParts(parts: readonly Part[], inLink: boolean): Inline[] | null {
  const left = [...parts];
  for (let at = 0; at < left.length; at++) {
    const closer = left[at];
    if (closer?.kind !== "run" || !closer.closes) continue;
    const from = findOpener(left, at, closer);
    const opener = left[from];
    if (opener?.kind !== "run") continue;
    const size = opener.size > 1 && closer.size > 1 ? 2 : 1;
    const children = resolveParts(left.slice(from + 1, at), inLink);
    if (children === null) return null;
    const type = size > 1 ? "strong" : "emphasis";
    const node = { type, children, position: placeLines(opener.line, closer.line) } as Inline;
    const before = shorten(opener, size);
    left.splice(from, at - from + 1, ...before, { kind: "whole", node }, ...shorten(closer, size));
    at = from + before.length;
  }
  return joinParts(left, inLink);
}

function findOpener(parts: readonly Part[], at: number, closer: Run): number {
  return parts.findLastIndex(
    (part, index) =>
      index < at &&
      part.kind === "run" &&
      part.opens &&
      part.marker === closer.marker &&
      !((part.closes || closer.opens) && closer.size % 3 && !((part.size + closer.size) % 3)),
  );
}

function shorten(run: Run, size: number): Run[] {
  return run.size > size ? [{ ...run, size: run.size - size }] : [];
}

function joinParts(parts: readonly Part[], inLink: boolean): Inline[] | null {
  const nodes: Inline[] = [];
  let words = "";
  let start = 0;
  let end = 0;
  const endWords = (): boolean => {
    if (words === "") return true;
    if (JSX_SPACE.test(words) || (!inLink && ADDRESS.test(words))) return false;
    nodes.push({ type: "text", value: words, position: placeLines(start, end) });
    words = "";
    return true;
  };
  for (const part of parts) {
    if (part.kind === "whole") {
      if (!endWords()) return null;
      nodes.push(part.node);
      continue;
    }
    const isRun = part.kind === "run";
    if (words === "") start = isRun ? part.line : part.start;
    words += isRun ? part.marker.repeat(part.size) : part.value;
    end = isRun ? part.line : part.end;
  }
  return endWords() ? nodes : null;
}

/** Addresses have a dot in the name of their host. */
const ADDRESS = /https?:\/\/[\w-]*\.|www\.|[\w+.-]@[\w-]+\.[\w-]/i;
/** What it means depends on the characters behind the text. */
const JSX_SPACE = /\{(["'])[ \t\n]+\1\}[ \t]*$/;
