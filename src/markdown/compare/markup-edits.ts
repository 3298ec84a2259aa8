import type { MarkupEdit } from "../../model.ts";
import type { Mark } from "../read/html.ts";
import type { TextBlock } from "../read/rendered-block.ts";
import { areMarkedAlike, SPACE_IN_CODE, type Token } from "../read/writer.ts";
import type { PlacedEdit, Side } from "./verdict.ts";
import { decodeEntities } from "../read/entities.ts";

type Kind = MarkupEdit["kind"];

const KINDS: readonly Kind[] = ["link", "image", "emphasis", "code", "html"];

/** One side of a comparison. */
export interface Compared {
  readonly block: TextBlock;
  /** By token: the other side's that it stayed, or -1. */
  readonly partners: Int32Array;
  readonly side: Side;
}

/** Says which links, images, emphasis and code marks changed around words that stayed. */
export function describeMarks(old: Compared, new_: Compared): PlacedEdit[] {
  const edits: PlacedEdit[] = [];
  for (const kind of listChangedKinds(old, new_)) {
    const stretches = listStretches(old, new_, kind);
    for (const [at, stretch] of stretches.entries()) {
      if (isTail(stretch, stretches[at - 1]) || !isWhole(stretch, old, new_, kind)) continue;
      const { oldAt, newAt, text, oldMark, newMark } = stretch;
      edits.push({
        old: placeIn(old, oldAt),
        new: placeIn(new_, newAt),
        edit: { kind, text: nameText(text), from: oldMark.value, to: newMark.value },
      });
    }
  }
  return edits.sort((a, b) => a.new - b.new || a.old - b.old);
}

/** Tokens that stayed next to each other and had one mark on each side, which changed. */
interface Stretch {
  readonly oldAt: number;
  readonly newAt: number;
  length: number;
  text: string;
  readonly oldMark: MarkReading;
  readonly newMark: MarkReading;
}

function listStretches(old: Compared, new_: Compared, kind: Kind): Stretch[] {
  const [readOld, readNew] = [createMarkReader(kind), createMarkReader(kind)];
  const stretches: Stretch[] = [];
  old.partners.forEach((partner, at) => {
    const [a, b] = [old.block.tokens[at], new_.block.tokens[partner]];
    if (!a || !b) return;
    const [oldMark, newMark] = [readOld(a), readNew(b)];
    const last = stretches.at(-1);
    const goesOn =
      last !== undefined && last.oldAt + last.length === at && last.newAt + last.length === partner;
    if (goesOn && last.oldMark.place === oldMark.place && last.newMark.place === newMark.place) {
      last.length += 1;
      last.text += nameToken(b);
    } else if (oldMark.value !== newMark.value) {
      stretches.push({
        oldAt: at,
        newAt: partner,
        length: 1,
        text: nameToken(b),
        oldMark,
        newMark,
      });
    }
  });
  return stretches;
}

/** The kinds of marks that are not the same around some word that stayed, in the order of `KINDS`. */
function listChangedKinds({ block, partners }: Compared, new_: Compared): Kind[] {
  const found = new Set<string>();
  partners.forEach((partner, at) => {
    const [a, b] = [block.tokens[at], new_.block.tokens[partner]];
    if (!a || !b || areMarkedAlike(a, b)) return;
    for (const { kind } of a.marks) found.add(kind);
    for (const { kind } of b.marks) found.add(kind);
  });
  return KINDS.filter((kind) => found.has(kind));
}

/**
 * Whether a stretch is all that its marks stand around, but for words that stayed: where marked words next
 * to it changed as well, half of them would say nothing.
 */
function isWhole(
  { oldAt, newAt, length, oldMark, newMark }: Stretch,
  old: Compared,
  new_: Compared,
  kind: Kind,
): boolean {
  return (
    !hasChangedBeside(old, kind, oldAt, length, oldMark) &&
    !hasChangedBeside(new_, kind, newAt, length, newMark)
  );
}

/** Whether a word next to a stretch stands in the same mark and has no partner. */
function hasChangedBeside(
  { block: { tokens }, partners }: Compared,
  kind: Kind,
  first: number,
  length: number,
  { value }: MarkReading,
): boolean {
  if (value === "") return false;
  return [first - 1, first + length].some((at) => {
    const token = tokens[at];
    return (
      token !== undefined &&
      (partners[at] ?? -1) < 0 &&
      createMarkReader(kind)(token).value === value
    );
  });
}

/** Punctuation behind words whose marks changed too: said of the words, it is said. */
function isTail({ oldAt, text }: Stretch, before: Stretch | undefined): boolean {
  if (before === undefined || before.oldAt + before.length !== oldAt) return false;
  return text !== "" && !/[\p{L}\p{N}]/u.test(text);
}

/** The changed line of a block next to a token: a tag may stand on another line than its words. */
function placeIn({ block: { start, end, tokens }, side }: Compared, token: number): number {
  const line = tokens[token]?.start ?? start;
  for (let away = 0; away < end - start; away++) {
    if (line - away >= start && side.isChanged(line - away)) return line - away;
    if (line + away < end && side.isChanged(line + away)) return line + away;
  }
  return line;
}

/** The marks of one kind that a token has. */
interface MarkReading {
  /** What they say, outermost first; "" for none. */
  readonly value: string;
  /** The same for tokens in a row that stand in the same links, images or tags, not in equal ones. */
  readonly place: number;
}

/** Reads the marks of a kind of tokens one after another. */
function createMarkReader(kind: MarkupEdit["kind"]): (token: Token) => MarkReading {
  let last: readonly Mark[] | null = null;
  let found: readonly Mark[] = [];
  let reading: MarkReading = { value: "", place: 0 };
  return ({ marks }) => {
    // Most tokens of a text share theirs with the one before.
    if (marks === last) return reading;
    last = marks;
    const next = marks.filter((mark) => mark.kind === kind);
    if (next.length !== found.length || next.some((mark, at) => mark !== found[at])) {
      reading = { value: next.map(({ value }) => value).join(" "), place: reading.place + 1 };
    }
    found = next;
    return reading;
  };
}

/** What a reader sees of a token: its text, or what an image or a tag is called. */
function nameToken({ text }: Token): string {
  // A tag is one token; where text holds one, as code does, its characters are a token each.
  if (!TAG.test(text)) return text;
  const named = /\s(?:alt|title)=(?:"([^"<>]*)"|'([^'<>]*)')/.exec(text);
  const blank = text.startsWith(" ") ? " " : "";
  return blank + (named?.[1] ?? named?.[2] ?? "");
}

const TAG = /^\u0005* ?<[A-Za-z/][^<>]*>(?:<\/[^<>]*>)?$/;

/** The words that marks stand around, as a reader sees them: raw HTML has references for characters. */
function nameText(written: string): string {
  return decodeEntities(written.replaceAll("\u0005", "").replaceAll(SPACE_IN_CODE, " ")).trim();
}
