/** Links that lead elsewhere, said by the part of the address that differs. */
import type { Hunk, LineSide, MarkupEdit } from "../model.ts";
import type { Draft } from "./draft.ts";
import type { Edit } from "./edits.ts";
import { toCode, toVisible } from "./visible-text.ts";

/** What the markup edits of a hunk say; `line` is where the hunk is seen. */
export function describeMarkup(hunk: Hunk, line: LineSide, section: string): Draft[] {
  return hunk.markupEdits.map((edit) => ({
    ...describeMarkupEdit(edit),
    line,
    section,
    lineKind: null,
  }));
}

function describeMarkupEdit({ kind, text, from, to }: MarkupEdit): Pick<Draft, "kind" | "name"> {
  const name = toVisible(text);
  if (kind === "link" || kind === "image") return describeTargets(from, to, name);
  return { kind: "markup", name };
}

function describeTargets(from: string, to: string, name: string) {
  const [old, new_] = findCore(from, to);
  return { kind: "link" as const, name, old: toCode(old), new: toCode(new_) };
}

/** The segments of two addresses that differ, with the one before them. */
function findCore(from: string, to: string): [old: string, new_: string] {
  if (from === "" || to === "") return [from, to];
  const old = from.split("/");
  const new_ = to.split("/");
  const most = Math.min(old.length, new_.length);
  let head = 0;
  while (head < most && old[head] === new_[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === new_.at(-1 - tail)) tail += 1;
  const oldCore = old.slice(head, old.length - tail).join("/");
  const newCore = new_.slice(head, new_.length - tail).join("/");
  if (oldCore === "" || newCore === "") {
    const show = (core: string) => (core === "" ? "/" : `/${core}/`);
    return head === 0 && tail === 0 ? [from, to] : [show(oldCore), show(newCore)];
  }
  // A host or a name alone is known; what is a bare number or a short word needs what stands before.
  const lead =
    head > 0 && Math.min(oldCore.length, newCore.length) < 5 ? `${old[head - 1] ?? ""}/` : "";
  return [`${lead}${oldCore}`, `${lead}${newCore}`];
}

const targets =
  /\]\(\s*<?([^)\s<>]+)|(?:href|src)=["']([^"']+)["']|^\s{0,3}\[[^\]]+\]:\s*(\S+)|(https?:\/\/[^\s)<>"'`]+)/g;

/** The link that an edit inside a target retargets; null where the edit is of words. */
export function describeLinkEdit(edit: Edit, oldLine: string, newLine: string) {
  const old = findTarget(oldLine, edit.old.start, edit.old.end);
  const new_ = findTarget(newLine, edit.new.start, edit.new.end);
  if (old === null || new_ === null || old.url === new_.url) return null;
  return describeTargets(old.url, new_.url, new_.text || old.text);
}

function findTarget(
  line: string,
  start: number,
  end: number,
): { url: string; text: string } | null {
  // Lines of a megabyte hold thousands: near the edit is enough.
  const from = Math.max(0, start - 600);
  const near = line.slice(from, end + 600);
  for (const match of near.matchAll(targets)) {
    const url = match[1] ?? match[2] ?? match[3] ?? match[4] ?? "";
    const at = from + match.index + match[0].lastIndexOf(url);
    if (at > end) return null;
    if (start >= at - 1 && end <= at + url.length + 1) {
      const label = /\[([^[\]]*)$/.exec(near.slice(0, match.index))?.[1] ?? "";
      const definition = /^\s{0,3}\[([^\]]+)\]:/.exec(match[0])?.[1] ?? "";
      return { url, text: toVisible(label || definition) };
    }
  }
  return null;
}
