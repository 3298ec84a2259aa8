import { keepHeaviest } from "../../sequences/heaviest-chain.ts";
import { isAtOneSpot, type MatchingRun } from "./matching-runs.ts";

/**
 * Leaves out the blocks whose white space only changed, where they stand. They are those that a
 * comparison blind to white space would have kept: giving up the fewer lines kept between their two
 * ends, and, where blocks changed places, so many as stand in order and have the most lines.
 */
export function dropInPlace(matches: readonly MatchingRun[]): MatchingRun[] {
  const near = Map.groupBy(matches.filter(isNear), ({ from }) => from.path);
  const stayed = new Set([...near.values()].flatMap(findHeaviestRun));
  return matches.filter((match) => !stayed.has(match));
}

/** Whether a match's ends are at one spot, or one indented more with fewer lines kept between them. */
function isNear(match: MatchingRun): boolean {
  if (isAtOneSpot(match)) return true;
  const { from, fromOffset, to, toOffset, count } = match;
  if (from.path !== to.path) return false;
  const indents = from.indents.subarray(fromOffset, fromOffset + count);
  // Equal lines that the comparison did not keep are shown as gone and come: they moved.
  if (indents.every((indent, index) => indent === to.indents[toOffset + index])) return false;
  const filled = indents.reduce((sum, indent) => (indent < 0 ? sum : sum + 1), 0);
  return Math.abs(from.keptAbove - to.keptAbove) < filled;
}

/** Of the matches of one file those in order on both sides that have the most lines. */
function findHeaviestRun(matches: readonly MatchingRun[]): MatchingRun[] {
  const links = matches
    .map((match) => ({ match, old: oldLine(match), new: newLine(match), worth: match.count }))
    .sort((left, right) => left.old - right.old || right.new - left.new);
  const last = links.reduce((most, link) => Math.max(most, link.new), 0);
  return keepHeaviest(links, last + 1).map(({ match }) => match);
}

function oldLine({ from, fromOffset }: MatchingRun): number {
  return from.start + fromOffset;
}

function newLine({ to, toOffset }: MatchingRun): number {
  return to.start + toOffset;
}
