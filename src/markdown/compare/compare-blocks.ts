import { compareTextBlocks } from "./compare-text.ts";
import { pairAlike } from "./pair-alike.ts";
import type {
  CodeBlock,
  DefinitionBlock,
  GroupBlock,
  RenderedBlock,
  TableBlock,
} from "../read/rendered-block.ts";
import { type Element, invert, matchElementsInOrder } from "./match-sequences.ts";
import type { Side, Verdict } from "./verdict.ts";

/** One side's blocks, and the lines (half-open) they were read from. */
export interface BlockRun {
  readonly blocks: readonly RenderedBlock[];
  readonly start: number;
  readonly end: number;
}

/**
 * Compares two runs of blocks and notes what their changed lines amount to. Every changed line is
 * content until it is shown to be less: a block that renders alike on both sides is cosmetic; of a pair
 * that does not, what is inside is compared, by item, row, line of code or word.
 */
export function compareBlocks(old: BlockRun, new_: BlockRun, verdict: Verdict): void {
  const partners = matchElementsInOrder(
    old.blocks.map((block) => readElement(block, verdict.old)),
    new_.blocks.map((block) => readElement(block, verdict.new)),
    verdict.noteApproximate,
  );
  const back = invert(partners, new_.blocks.length);
  old.blocks.forEach((block, at) => {
    const partner = new_.blocks[partners[at] ?? -1];
    if (!partner || isRepeated(block, partner, verdict)) return;
    verdict.old.set(block, "cosmetic");
    verdict.new.set(partner, "cosmetic");
  });
  clearBlanks(old, new_, partners, verdict.old, verdict.new);
  clearBlanks(new_, old, back, verdict.new, verdict.old);
  for (const [oldBlock, newBlock] of pairUnmatched(old, new_, partners)) {
    compareBlockPair(oldBlock, newBlock, verdict);
    // They differ: if that shows in no line, or by more than words, the finer look has missed something.
    const isSilent = verdict.old.isCosmetic(oldBlock) && verdict.new.isCosmetic(newBlock);
    if (isSilent || writtenOf(oldBlock) !== writtenOf(newBlock)) {
      verdict.old.unfold(oldBlock);
      verdict.new.unfold(newBlock);
    }
  }
}

function writtenOf(block: RenderedBlock): string {
  return block.kind === "text" ? block.written : "";
}

function readElement(block: RenderedBlock, side: Side): Element {
  return { text: block.key, place: side.placeOf(block) };
}

/** Equal to the letter and changed all the same: in the diff it was moved or repeated. */
function isRepeated(old: RenderedBlock, new_: RenderedBlock, verdict: Verdict): boolean {
  if (verdict.old.placeOf(old) >= 0) return false;
  return verdict.old.textOf(old) === verdict.new.textOf(new_);
}

/** Blank lines between blocks that stayed (or at the end of what was compared) show nothing. */
function clearBlanks(
  run: BlockRun,
  other: BlockRun,
  partners: Int32Array,
  side: Side,
  otherSide: Side,
): void {
  const stayed = (at: number) => (partners[at] ?? -1) >= 0;
  for (let at = 0; at <= run.blocks.length; at++) {
    const [before, after] = [run.blocks[at - 1], run.blocks[at]];
    const start = before?.end ?? run.start;
    const end = after?.start ?? run.end;
    if (end <= start || (before && !stayed(at - 1)) || (after && !stayed(at))) continue;
    const otherBefore = other.blocks[partners[at - 1] ?? -1];
    const otherEnd = otherBefore?.end;
    const otherStart = after ? other.blocks[partners[at] ?? -1]?.start : other.end;
    const isTag = after ? after.type === "html" : /^[ \t]*</.test(side.text(end));
    const isTorn = before?.kind === "code" && isFenced(before) && !before.sure;
    const isJoined = otherEnd === otherStart && before !== undefined && mayGoOn(before, isTag);
    if (isJoined && otherBefore) {
      side.unfold(before);
      otherSide.unfold(otherBefore);
    } else if (!isTorn) side.setBlank({ start, end });
  }
}

/**
 * Whether blocks without a blank line between may be one elsewhere: where JSX is read, indented lines are no
 * code, and a tag is a part of the paragraph before it.
 */
function mayGoOn(before: RenderedBlock, isTag: boolean): boolean {
  if (before.kind === "code") return !before.sure;
  return isTag && !/^(?:h\d|hr|html)$/.test(before.type);
}

function pairUnmatched(
  { blocks: old }: BlockRun,
  { blocks: new_ }: BlockRun,
  partners: Int32Array,
): [RenderedBlock, RenderedBlock][] {
  const pairs: [RenderedBlock, RenderedBlock][] = [];
  let next = 0;
  let gap: RenderedBlock[] = [];
  for (let at = 0; at <= old.length; at++) {
    const partner = at === old.length ? new_.length : (partners[at] ?? -1);
    const block = old[at];
    if (partner < 0 && block) {
      gap.push(block);
      continue;
    }
    pairs.push(...pairAlike(gap, new_.slice(next, partner)));
    gap = [];
    next = partner + 1;
  }
  return pairs;
}

function compareBlockPair(old: RenderedBlock, new_: RenderedBlock, verdict: Verdict): void {
  if (old.type !== new_.type && !(isList(old) && isList(new_))) return;
  if (old.kind === "text" && new_.kind === "text") compareTextBlocks(old, new_, verdict);
  if (old.kind === "code" && new_.kind === "code") compareCode(old, new_, verdict);
  if (old.kind === "table" && new_.kind === "table") compareTableBlocks(old, new_, verdict);
  if (old.kind === "group" && new_.kind === "group") compareGroups(old, new_, verdict);
  if (old.kind === "definition" && new_.kind === "definition") {
    compareDefinitions(old, new_, verdict);
  }
}

function isList(block: RenderedBlock): boolean {
  return block.type === "ul" || block.type === "ol";
}

/**
 * CodeBlock is preformatted: a line is the same or it is not. That it changed all the same is due to what is
 * around it, such as an item's indentation; a line that is equal to the letter was moved or repeated.
 */
function compareCode(old: CodeBlock, new_: CodeBlock, verdict: Verdict): void {
  // Others find code elsewhere, and there every blank counts.
  if ((isFenced(old) && !old.sure) || (isFenced(new_) && !new_.sure)) return;
  const placed = (code: CodeBlock, side: Side) =>
    code.lines.map((text, at) => ({ text, place: side.placeOf(lineOf(code, at)) }));
  const partners = matchElementsInOrder(
    placed(old, verdict.old),
    placed(new_, verdict.new),
    verdict.noteApproximate,
  );
  const clear = (oldLine: number, newLine: number) => {
    if (verdict.old.text(oldLine) === verdict.new.text(newLine)) return;
    if (!verdict.old.isChanged(oldLine) || !verdict.new.isChanged(newLine)) return;
    verdict.old.set({ start: oldLine, end: oldLine + 1 }, "cosmetic");
    verdict.new.set({ start: newLine, end: newLine + 1 }, "cosmetic");
  };
  partners.forEach((partner, at) => {
    if (partner >= 0) clear(old.first + at, new_.first + partner);
  });
  if (old.info !== new_.info || !isFenced(old) || !isFenced(new_)) return;
  // A fence that moved sideways takes blanks off lines that differ.
  const margin = (code: CodeBlock, { text }: Side) => /^[ \t>]*/.exec(text(code.start))?.[0];
  const isWhole = old.lines.length === new_.lines.length && !partners.includes(-1);
  if (!isWhole && margin(old, verdict.old) !== margin(new_, verdict.new)) return;
  clear(old.start, new_.start);
  const [oldClosing, newClosing] = [old.first + old.lines.length, new_.first + new_.lines.length];
  if (oldClosing < old.end && newClosing < new_.end) clear(oldClosing, newClosing);
}

function isFenced(code: CodeBlock): boolean {
  return code.first > code.start;
}

function lineOf(code: CodeBlock, at: number): { start: number; end: number } {
  return { start: code.first + at, end: code.first + at + 1 };
}

/** By row. Rows are paired by what they show, then by their words, then by their place. */
function compareTableBlocks(old: TableBlock, new_: TableBlock, verdict: Verdict): void {
  if (old.columns === new_.columns) {
    verdict.old.set(rules(old), "cosmetic");
    verdict.new.set(rules(new_), "cosmetic");
  }
  compareBlocks(
    { blocks: old.rows, start: old.start, end: old.start },
    { blocks: new_.rows, start: new_.start, end: new_.start },
    verdict,
  );
}

function rules(table: TableBlock): { start: number; end: number } {
  return { start: table.start + 1, end: table.start + 2 };
}

function compareGroups(old: GroupBlock, new_: GroupBlock, verdict: Verdict): void {
  // Bullets became numbers: every item shows it.
  if (old.type !== new_.type) return;
  const before = { blocks: old.children, start: old.start, end: old.end };
  const after = { blocks: new_.children, start: new_.start, end: new_.end };
  const loosened = old.loose !== new_.loose;
  // Spacing that changed is put down to the blank lines which did it, not to every item.
  if (loosened && !verdict.old.hasBlank(old) && !verdict.new.hasBlank(new_)) return;
  compareBlocks(before, after, verdict);
  if (loosened || old.marker !== new_.marker) {
    verdict.old.setBlank(old, "content");
    verdict.new.setBlank(new_, "content");
  }
  if (old.marker !== new_.marker) {
    verdict.old.set({ start: old.start, end: old.start + 1 }, "content");
    verdict.new.set({ start: new_.start, end: new_.start + 1 }, "content");
  }
}

/** A definition shows nothing itself; another target for the same name is another link. */
function compareDefinitions(old: DefinitionBlock, new_: DefinitionBlock, verdict: Verdict): void {
  if (old.id !== new_.id || old.title !== new_.title) return;
  verdict.old.set(old, "markup");
  verdict.new.set(new_, "markup");
  verdict.edits.push({
    old: old.start,
    new: new_.start,
    edit: { kind: "link", text: old.id, from: old.url, to: new_.url },
  });
}
