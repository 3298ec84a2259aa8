import type { LineBlock, Range } from "../../model.ts";
import { scoreEdges, type EdgeText } from "./edges.ts";
import { findFencedLines } from "./fences.ts";

/** No block is slid farther than this many lines, so that texts of one repeated line stay cheap. */
const MAX_SLIDE = 1000;

/**
 * Slides insertions and deletions that could stand elsewhere (the line before a block equals its last, or
 * the line after it its first) to where a reader expects them: see `scoreEdges`. As in git, blocks that
 * meet become one: insertions or deletions alike join, and a deletion that can meet an insertion becomes
 * a replacement. The number of inserted and deleted lines stays the same.
 */
export function slideBlocks(
  blocks: readonly LineBlock[],
  oldLines: readonly string[],
  newLines: readonly string[],
): LineBlock[] {
  const oldText = createEdgeText(oldLines);
  const newText = createEdgeText(newLines);
  const placed: LineBlock[] = [];
  // A stack with the next block on top: a block that joins its neighbour is looked at again.
  const waiting = blocks.toReversed();
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    const kind = kindOf(block);
    if (kind === "replacement") {
      placed.push(block);
      continue;
    }
    const text = kind === "insertion" ? newText : oldText;
    const side = kind === "insertion" ? "new" : "old";
    const range = block[side];
    const before = placed.at(-1);
    const after = waiting.at(-1);
    const roomBefore = range.start - (before?.[side].end ?? 0);
    const roomAfter = (after?.[side].start ?? text.lines.length) - range.end;
    let up = countUp(text.lines, range, roomBefore);
    let down = countDown(text.lines, range, roomAfter);

    if (before && up === roomBefore) {
      if (kindOf(before) !== "replacement") {
        placed.pop();
        waiting.push(join(before, shift(block, -up)));
        continue;
      }
      up -= 1;
    }
    if (after && down === roomAfter) {
      if (kindOf(after) !== "replacement") {
        waiting.pop();
        waiting.push(join(shift(block, down), after));
        continue;
      }
      down -= 1;
    }
    placed.push(shift(block, chooseOffset(text, range, up, down)));
  }
  return placed;
}

type BlockKind = "insertion" | "deletion" | "replacement";

function kindOf(block: LineBlock): BlockKind {
  if (block.old.start === block.old.end) return "insertion";
  return block.new.start === block.new.end ? "deletion" : "replacement";
}

function countUp(lines: readonly string[], { start, end }: Range, room: number): number {
  const limit = Math.min(room, MAX_SLIDE);
  let steps = 0;
  while (steps < limit && lines[start - 1 - steps] === lines[end - 1 - steps]) steps += 1;
  return steps;
}

function countDown(lines: readonly string[], { start, end }: Range, room: number): number {
  const limit = Math.min(room, MAX_SLIDE);
  let steps = 0;
  while (steps < limit && lines[start + steps] === lines[end + steps]) steps += 1;
  return steps;
}

function shift(block: LineBlock, by: number): LineBlock {
  const move = ({ start, end }: Range) => ({ start: start + by, end: end + by });
  return { old: move(block.old), new: move(block.new) };
}

function join(first: LineBlock, second: LineBlock): LineBlock {
  return {
    old: { start: first.old.start, end: second.old.end },
    new: { start: first.new.start, end: second.new.end },
  };
}

/** The best place between `up` lines above and `down` lines below; of equals the lowest, as in git. */
function chooseOffset(text: EdgeText, range: Range, up: number, down: number): number {
  if (up === 0 && down === 0) return 0;
  let best = down;
  let bestScore = -Infinity;
  for (let offset = down; offset >= -up; offset -= 1) {
    const score = scoreEdges(text, range.start + offset, range.end + offset);
    if (score > bestScore) {
      best = offset;
      bestScore = score;
    }
  }
  return best;
}

/** Fences are looked for only when a block can slide: most cannot. */
function createEdgeText(lines: readonly string[]): EdgeText {
  let fenced: Uint8Array | undefined;
  return {
    lines,
    isFenced: (index) => {
      fenced ??= findFencedLines(lines);
      return fenced[index] === 1;
    },
  };
}
