/** Where a change's hunks stand: on a part of its day, or on pages of its own; and how they get there. */
import type {
  ChangeFacts,
  DayFacts,
  Chunk,
  IsoDate,
  LineName,
  LineSide,
  PairFacts,
  Path,
  SourceFacts,
} from "../../model.ts";
import {
  cutLargeChange,
  cutParts,
  showsEarlier,
  sizeOnSharedPage,
  standsApart,
} from "../pages/parts.ts";
import type { Urls } from "./urls.ts";
import { memoize } from "../memoize.ts";

/** A change with what it belongs to, as components take it. */
export interface ChangeInDay {
  readonly urls: Urls;
  readonly source: SourceFacts;
  readonly day: DayFacts;
  readonly pair: PairFacts;
  readonly change: ChangeFacts;
}

export interface ChangeLocation {
  /** The part of the day, from 1. */
  readonly part: number;
  /** Whether its own hunks stand on pages of their own. */
  readonly apart: boolean;
}

/** The day's changes, cut into the parts of its page; at least one part. */
export const cutDay = memoize((day: DayFacts): readonly (readonly ChangeFacts[])[] =>
  cutParts(
    day.pairs.flatMap((pair) => pair.changes),
    sizeOnSharedPage,
  ),
);

/** Where the hunks of a change of the day stand. */
export function locateChange(day: DayFacts, change: ChangeFacts): ChangeLocation {
  return {
    part: cutDay(day).findIndex((part) => part.includes(change)) + 1,
    apart: standsApart(change),
  };
}

/**
 * The address at which a change's hunks (or one of its lines) are really seen. Unlike the permanent
 * address it leads straight to the part, and may differ in the next build.
 */
export function addressOfHunks(
  urls: Urls,
  source: string,
  day: DayFacts,
  change: ChangeFacts,
  line: LineName | "" = "",
): string {
  const { part, apart } = locateChange(day, change);
  const fragment = `#${change.anchor}${line}`;
  // Against an earlier version it is shown on the day's page.
  const isThere = isEarlier(line) || (line === "" && showsEarlier(change));
  if (!apart || isThere) return `${urls.day(source, day.date, part)}${fragment}`;
  const chunkPart = line === "" || isEarlier(line) ? 1 : findPartOfLine(change, line);
  return `${urls.largeChange(source, day.date, change.anchor, chunkPart)}${fragment}`;
}

function isEarlier(line: LineName | ""): line is `v${LineSide}` {
  return line.startsWith("v");
}

/** The part of a large change's own pages on which a line stands; 1 where none has it. */
export function findPartOfLine(change: ChangeFacts, line: LineSide): number {
  const index = cutLargeChange(change).findIndex((chunks) => holdsLine(chunks, line));
  return Math.max(index, 0) + 1;
}

/** Whether a changed line stands in one of the chunks. */
export function holdsLine(chunks: readonly Chunk[], line: LineSide): boolean {
  const number = Number(line.slice(1));
  return chunks.some(({ sides }) => {
    const range = line.startsWith("L") ? sides.old : sides.new;
    return number >= range.start && number < range.end;
  });
}

/** The change of the same pair that touches `path`, by its new name or its old one. */
export function findChangeOfPath(
  changes: readonly ChangeFacts[],
  path: Path,
): ChangeFacts | undefined {
  return (
    changes.find((change) => change.path.toWellFormed() === path) ??
    changes.find((change) => change.previousPath?.toWellFormed() === path)
  );
}

/** Where a link in a change's HTML leads: to a line of the pair, to a file, to a change of another day. */
export type LinkTarget =
  | { readonly kind: "line"; readonly path: Path; readonly line: LineSide }
  | { readonly kind: "file"; readonly path: Path }
  | { readonly kind: "change"; readonly date: IsoDate; readonly anchor: string };

function readTarget(place: string, line: string): LinkTarget {
  if (line === "") return { kind: "file", path: place };
  if (line.startsWith("c")) return { kind: "change", date: place, anchor: line };
  return { kind: "line", path: place, line: line as LineSide };
}

/**
 * The HTML of a change's chunks as one page holds it. `render` wrote U+0000 for the change's anchor, U+0003
 * where a fold is open if the page begins with it, and between two U+0001 an address: of a line its path
 * ("" for the change's own), U+0002 and the line; of a file its path and U+0002; of a change of another day
 * the date, U+0002 and the anchor. No other control character is in it, whatever a snapshot holds.
 */
export function joinChunks(
  chunks: readonly string[],
  anchor: string,
  hrefOf: (target: LinkTarget) => string,
): string {
  return chunks
    .map((html, index) => html.split("\u0003").join(index === 0 ? " open" : ""))
    .join("")
    .split("\u0001")
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const [place = "", line = ""] = part.split("\u0002");
      return hrefOf(readTarget(place, line));
    })
    .join("")
    .split("\0")
    .join(anchor);
}
