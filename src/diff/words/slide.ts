import type { DiffRegion } from "../../sequences/region.ts";
import type { Tokens } from "./tokens.ts";

/** How far a change is slid, in tokens. */
const farthest = 64;

const openers = "([{<";
const closers = ")]}>";

/**
 * Slides changes that only insert or only delete to where they read best, as long as the text allows:
 * `a b` to `a b, a b` may insert `, a b` or `a b,`. Whole phrases with their brackets closed are
 * preferred. After the lossless clean-up of diff-match-patch.
 */
export function slideChanges(
  changes: readonly DiffRegion[],
  old: Tokens,
  new_: Tokens,
  oldLine: string,
  newLine: string,
): DiffRegion[] {
  const slid: DiffRegion[] = [];
  changes.forEach((change, index) => {
    const isInsertion = change.oldStart === change.oldEnd;
    if (!isInsertion && change.newStart !== change.newEnd) {
      slid.push(change);
      return;
    }
    const before = slid[index - 1];
    const after = changes[index + 1];
    const shift = isInsertion
      ? findShift(new_, newLine, change.newStart, change.newEnd, before?.newEnd, after?.newStart)
      : findShift(old, oldLine, change.oldStart, change.oldEnd, before?.oldEnd, after?.oldStart);
    slid.push({
      oldStart: change.oldStart + shift,
      oldEnd: change.oldEnd + shift,
      newStart: change.newStart + shift,
      newEnd: change.newEnd + shift,
    });
  });
  return slid;
}

/** The best shift of the run `start`…`end`, keeping one equal token to the changes around it. */
function findShift(
  tokens: Tokens,
  line: string,
  start: number,
  end: number,
  before = -1,
  after = tokens.ids.length + 1,
): number {
  const { ids } = tokens;
  let least = 0;
  while (
    least > -farthest &&
    start + least - 1 > before &&
    ids[start + least - 1] === ids[end + least - 1]
  ) {
    least -= 1;
  }
  let most = 0;
  while (most < farthest && end + most + 1 < after && ids[start + most] === ids[end + most]) {
    most += 1;
  }
  if (least === most) return 0;
  let best = 0;
  let bestScore = -Infinity;
  for (let shift = least; shift <= most; shift++) {
    const score = rate(tokens, line, start + shift, end + shift);
    if (score > bestScore) {
      best = shift;
      bestScore = score;
    }
  }
  return best;
}

function rate(tokens: Tokens, line: string, start: number, end: number): number {
  const firstColumn = tokens.starts[start] ?? 0;
  const lastColumn = tokens.ends[end - 1] ?? 0;
  const lastBefore = tokens.ends[start - 1] ?? 0;
  const firstAfter = tokens.starts[end] ?? line.length;
  let score = 0;
  if (firstColumn > lastBefore || start === 0) score += 2;
  if (firstAfter > lastColumn) score += 2;
  if (isClosed(tokens, line, start, end)) score += 3;
  const ending = line.charAt(lastColumn - 1);
  const ahead = start > 0 ? line.charAt(lastBefore - 1) : ".";
  // A phrase begins after a full stop or comma and takes its own with it.
  if (".!?:;".includes(ahead) && firstColumn > lastBefore) score += 2;
  else if (ahead === ",") score += 1;
  if (".!?;".includes(ending)) score += 1;
  if (",.!?;:".includes(line.charAt(firstColumn))) score -= 1;
  return score;
}

/** True when every bracket of the run is opened and closed inside it. */
function isClosed(tokens: Tokens, line: string, start: number, end: number): boolean {
  const open: number[] = [];
  let ticks = 0;
  for (let at = start; at < end; at++) {
    const character = line.charAt(tokens.starts[at] ?? 0);
    if (character === "`") ticks += 1;
    const opener = openers.indexOf(character);
    if (opener >= 0) open.push(opener);
    const closer = closers.indexOf(character);
    if (closer >= 0 && open.pop() !== closer) return false;
  }
  return open.length === 0 && ticks % 2 === 0;
}
