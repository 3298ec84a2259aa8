import { compareLeaves } from "./leaves.ts";
import { pairAlike } from "./likeness.ts";
import type { Code, Definition, Group, Piece, Table } from "./pieces.ts";
import { type Element, invert, matchSequences } from "./sequence.ts";
import type { Side, Verdict } from "./verdict.ts";

/** One side's pieces, and the lines (half-open) they were read from. */
export interface PieceRun {
  readonly pieces: readonly Piece[];
  readonly start: number;
  readonly end: number;
}

/**
 * Compares two runs of pieces and notes what their changed lines amount to. Every changed line is
 * content until it is shown to be less: a piece that renders alike on both sides is cosmetic; of a pair
 * that does not, what is inside is compared, by item, row, line of code or word.
 */
export function comparePieces(from: PieceRun, to: PieceRun, verdict: Verdict): void {
  const partners = matchSequences(
    from.pieces.map((piece) => readElement(piece, verdict.old)),
    to.pieces.map((piece) => readElement(piece, verdict.new)),
    verdict.noteCoarse,
  );
  const back = invert(partners, to.pieces.length);
  from.pieces.forEach((piece, at) => {
    const partner = to.pieces[partners[at] ?? -1];
    if (!partner || isRepeated(piece, partner, verdict)) return;
    verdict.old.set(piece, "cosmetic");
    verdict.new.set(partner, "cosmetic");
  });
  clearBlanks(from, (at) => (partners[at] ?? -1) >= 0, verdict.old);
  clearBlanks(to, (at) => (back[at] ?? -1) >= 0, verdict.new);
  for (const [old, now] of pairUnmatched(from, to, partners, verdict.noteCoarse)) {
    comparePair(old, now, verdict);
    // They render differently: if that shows in no line, the finer look has missed something.
    if (verdict.old.isCosmetic(old) && verdict.new.isCosmetic(now)) {
      verdict.old.set(old, "content");
      verdict.new.set(now, "content");
    }
  }
}

function readElement(piece: Piece, side: Side): Element {
  return { text: piece.key, place: side.placeOf(piece) };
}

/** Equal to the letter and changed all the same: in the diff it was moved or repeated. */
function isRepeated(old: Piece, now: Piece, verdict: Verdict): boolean {
  if (verdict.old.placeOf(old) >= 0) return false;
  return verdict.old.textOf(old) === verdict.new.textOf(now);
}

/** Blank lines between pieces that stayed (or at the end of what was compared) show nothing. */
function clearBlanks(run: PieceRun, stayed: (at: number) => boolean, side: Side): void {
  for (let at = 0; at <= run.pieces.length; at++) {
    const start = run.pieces[at - 1]?.end ?? run.start;
    const end = run.pieces[at]?.start ?? run.end;
    if (end <= start) continue;
    const before = at === 0 || stayed(at - 1);
    const after = at === run.pieces.length || stayed(at);
    if (before && after) side.setBlank({ start, end });
  }
}

function pairUnmatched(
  { pieces: from }: PieceRun,
  { pieces: to }: PieceRun,
  partners: Int32Array,
  noteCoarse: () => void,
): [Piece, Piece][] {
  const pairs: [Piece, Piece][] = [];
  let next = 0;
  let gap: Piece[] = [];
  for (let at = 0; at <= from.length; at++) {
    const partner = at === from.length ? to.length : (partners[at] ?? -1);
    const piece = from[at];
    if (partner < 0 && piece) {
      gap.push(piece);
      continue;
    }
    pairs.push(...pairAlike(gap, to.slice(next, partner), noteCoarse));
    gap = [];
    next = partner + 1;
  }
  return pairs;
}

function comparePair(old: Piece, now: Piece, verdict: Verdict): void {
  if (old.type !== now.type && !(isList(old) && isList(now))) return;
  if (old.kind === "leaf" && now.kind === "leaf") compareLeaves(old, now, verdict);
  if (old.kind === "code" && now.kind === "code") compareCode(old, now, verdict);
  if (old.kind === "table" && now.kind === "table") compareTables(old, now, verdict);
  if (old.kind === "group" && now.kind === "group") compareGroups(old, now, verdict);
  if (old.kind === "definition" && now.kind === "definition") {
    compareDefinitions(old, now, verdict);
  }
}

function isList(piece: Piece): boolean {
  return piece.type === "ul" || piece.type === "ol";
}

/**
 * Code is preformatted: a line is the same or it is not. That it changed all the same is due to what is
 * around it, such as an item's indentation; a line that is equal to the letter was moved or repeated.
 */
function compareCode(old: Code, now: Code, verdict: Verdict): void {
  const placed = (code: Code, side: Side) =>
    code.lines.map((text, at) => ({ text, place: side.placeOf(lineOf(code, at)) }));
  const partners = matchSequences(
    placed(old, verdict.old),
    placed(now, verdict.new),
    verdict.noteCoarse,
  );
  const clear = (from: number, to: number) => {
    if (verdict.old.text(from) === verdict.new.text(to)) return;
    if (!verdict.old.isChanged(from) || !verdict.new.isChanged(to)) return;
    verdict.old.set({ start: from, end: from + 1 }, "cosmetic");
    verdict.new.set({ start: to, end: to + 1 }, "cosmetic");
  };
  partners.forEach((to, at) => {
    if (to >= 0) clear(old.first + at, now.first + to);
  });
  if (old.info !== now.info || old.first === old.start || now.first === now.start) return;
  clear(old.start, now.start);
  const [oldClosing, newClosing] = [old.first + old.lines.length, now.first + now.lines.length];
  if (oldClosing < old.end && newClosing < now.end) clear(oldClosing, newClosing);
}

function lineOf(code: Code, at: number): { start: number; end: number } {
  return { start: code.first + at, end: code.first + at + 1 };
}

/** By row. Rows are paired by what they show, then by their words, then by their place. */
function compareTables(old: Table, now: Table, verdict: Verdict): void {
  if (old.columns === now.columns) {
    verdict.old.set(rules(old), "cosmetic");
    verdict.new.set(rules(now), "cosmetic");
  }
  comparePieces(
    { pieces: old.rows, start: old.start, end: old.start },
    { pieces: now.rows, start: now.start, end: now.start },
    verdict,
  );
}

function rules(table: Table): { start: number; end: number } {
  return { start: table.start + 1, end: table.start + 2 };
}

function compareGroups(old: Group, now: Group, verdict: Verdict): void {
  // Bullets became numbers: every item shows it.
  if (old.type !== now.type) return;
  const before = { pieces: old.children, start: old.start, end: old.end };
  const after = { pieces: now.children, start: now.start, end: now.end };
  const loosened = old.loose !== now.loose;
  // Spacing that changed is put down to the blank lines which did it, not to every item.
  if (loosened && !verdict.old.hasBlank(old) && !verdict.new.hasBlank(now)) return;
  comparePieces(before, after, verdict);
  if (loosened) {
    verdict.old.setBlank(old, "content");
    verdict.new.setBlank(now, "content");
  }
  if (old.marker !== now.marker) {
    verdict.old.set({ start: old.start, end: old.start + 1 }, "content");
    verdict.new.set({ start: now.start, end: now.start + 1 }, "content");
  }
}

/** A definition shows nothing itself; another target for the same name is another link. */
function compareDefinitions(old: Definition, now: Definition, verdict: Verdict): void {
  if (old.id !== now.id || old.title !== now.title) return;
  verdict.old.set(old, "markup");
  verdict.new.set(now, "markup");
  verdict.edits.push({
    old: old.start,
    new: now.start,
    edit: { kind: "link", text: old.id, from: old.url, to: now.url },
  });
}
