import type { Range } from "../../src/model.ts";

/** A text and its marks. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Range[];
}

const fewest = 4;

/**
 * What is wrong with the marks of two texts: what is not marked must be equal but for white space, and
 * what is marked in the same place on both sides may not have four words in a row, or a whole link with
 * its target, in common.
 */
export function findMarkFaults(old: MarkedText, new_: MarkedText): string[] {
  const [oldParts, newParts] = [cutAtMarks(old), cutAtMarks(new_)];
  if (oldParts.stayed !== newParts.stayed) {
    return [`not marked: ${oldParts.stayed} | ${newParts.stayed}`];
  }
  const faults: string[] = [];
  for (const [place, oldText] of oldParts.marked) {
    const newText = newParts.marked.get(place) ?? "";
    const runs = new Set(listRuns(newText));
    const links = new Set(listLinks(newText));
    const run = listRuns(oldText).find((words) => runs.has(words));
    const link = listLinks(oldText).find((target) => links.has(target));
    if (run !== undefined) faults.push(`bridged: ${run}`);
    if (link !== undefined) faults.push(`bridged link: ${link}`);
  }
  return faults;
}

/** The text without marks, and what is marked by how much stays before it; without white space. */
function cutAtMarks({ text, marks }: MarkedText): { stayed: string; marked: Map<number, string> } {
  const marked = new Map<number, string>();
  let stayed = "";
  let at = 0;
  for (const { start, end } of [...marks, { start: text.length, end: text.length }]) {
    stayed += text
      .slice(at, start)
      .replace(/\{(?:" "|' ')\}\s*$/, "")
      .replace(/\s+/g, "");
    const before = marked.get(stayed.length);
    const own = text.slice(start, end);
    marked.set(stayed.length, before === undefined ? own : `${before} ${own}`);
    at = end;
  }
  return { stayed, marked };
}

function listRuns(text: string): string[] {
  // A name such as `gpt-5.5` is one word.
  const words = text.match(/(?:[\p{L}\p{N}_]|[-.](?=[\p{L}\p{N}]))+/gu) ?? [];
  return words.flatMap((_, at) =>
    at + fewest <= words.length ? [words.slice(at, at + fewest).join(" ")] : [],
  );
}

function listLinks(text: string): string[] {
  return text.match(/!?\[[^[\]]+\]\([^()\s]+\)|<https?:\/\/[^\s<>]+>/g) ?? [];
}
