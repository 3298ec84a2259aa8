import type { MarkupEdit } from "../model.ts";
import type { Leaf } from "./pieces.ts";
import type { Token } from "./writer.ts";
import type { PlacedEdit, Side, Verdict } from "./verdict.ts";

const KINDS: readonly MarkupEdit["kind"][] = ["link", "image", "emphasis", "code", "html"];

/** Says which links, images, emphasis and code marks changed around words that stayed. */
export function describeMarks(
  old: Leaf,
  now: Leaf,
  partners: Int32Array,
  verdict: Verdict,
): PlacedEdit[] {
  const edits: PlacedEdit[] = [];
  for (const kind of listKinds(old, now)) {
    const [readOld, readNow] = [createMarkReader(kind), createMarkReader(kind)];
    let open: { start: number; at: number; to: number; text: string; edit: PlacedEdit } | null =
      null;
    const close = () => {
      if (!open) return;
      const { from, to } = open.edit.edit;
      const whole =
        isWhole(old.tokens, open.start, open.at, kind, from) &&
        isWhole(now.tokens, open.to - (open.at - open.start), open.to, kind, to);
      // Where the marked words changed as well, half of them would say nothing.
      if (whole)
        edits.push({ ...open.edit, edit: { ...open.edit.edit, text: nameText(open.text) } });
      open = null;
    };
    partners.forEach((to, at) => {
      const [a, b] = [old.tokens[at], now.tokens[to]];
      if (!a || !b) {
        close();
        return;
      }
      const [from, into] = [readOld(a), readNow(b)];
      if (
        open &&
        open.edit.edit.from === from &&
        open.edit.edit.to === into &&
        open.at + 1 === at &&
        open.to + 1 === to
      ) {
        open = { ...open, at, to, text: open.text + b.text };
        return;
      }
      close();
      if (from === into) return;
      const edit = { kind, text: "", from, to: into };
      open = {
        start: at,
        at,
        to,
        text: b.text,
        edit: {
          old: placeIn(old, a.start, verdict.old),
          new: placeIn(now, b.start, verdict.new),
          edit,
        },
      };
    });
    close();
  }
  return edits.sort((a, b) => a.new - b.new || a.old - b.old);
}

/** The kinds of marks that there are on either side, in the order of `KINDS`. */
function listKinds(old: Leaf, now: Leaf): MarkupEdit["kind"][] {
  const found = new Set<string>();
  for (const { marks } of old.tokens) for (const { kind } of marks) found.add(kind);
  for (const { marks } of now.tokens) for (const { kind } of marks) found.add(kind);
  return KINDS.filter((kind) => found.has(kind));
}

/** The words that the marks stand around; of an image or a tag, what it is called. */
function nameText(written: string): string {
  const text = written.replaceAll("\u0005", "");
  const named = /^ ?<[\w.:-]+ (?:[^<>]*? )?(?:alt|title)=["']([^<>]*?)["'][^<>]*>$/.exec(text);
  return named?.[1] ?? text.trim();
}

/** The changed line of a leaf next to `line`: a tag may stand on another line than its words. */
function placeIn({ start, end }: Leaf, line: number, side: Side): number {
  for (let away = 0; away < end - start; away++) {
    if (line - away >= start && side.isChanged(line - away)) return line - away;
    if (line + away < end && side.isChanged(line + away)) return line + away;
  }
  return line;
}

/** Whether tokens `first` to `last` are all that the mark stands around. */
function isWhole(
  tokens: readonly Token[],
  first: number,
  last: number,
  kind: MarkupEdit["kind"],
  mark: string,
): boolean {
  if (mark === "") return true;
  const around = [tokens[first - 1], tokens[last + 1]];
  return !around.some((token) => token && readMarks(token, kind) === mark);
}

/** Reads marks of tokens one after another; those of one stretch of text share theirs. */
function createMarkReader(kind: MarkupEdit["kind"]): (token: Token) => string {
  let last: Token["marks"] | null = null;
  let read = "";
  return (token) => {
    if (token.marks !== last) read = readMarks(token, kind);
    last = token.marks;
    return read;
  };
}

function readMarks({ marks }: Token, kind: MarkupEdit["kind"]): string {
  if (marks.length === 0) return "";
  return marks
    .filter((mark) => mark.kind === kind)
    .map(({ value }) => value)
    .join(" ");
}
