/** Checks that every change, with each of its lines, is on its day's pages and on its file's. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { ChangeJson, DayJson } from "../../src/site/json/schema.ts";
import {
  listPages,
  readHeadingPath,
  readShownChanges,
  readText,
  type ChangesOnPages,
} from "./pages.ts";

/** What the pages of each path of a source show. */
export type FileHistories = ReadonlyMap<string, ChangesOnPages>;

/**
 * Reads every file's pages of the source in `folder`, whose oldest parts stand in numbered folders. Paths
 * that look the same (bytes that are no text) count as one.
 */
export function readFileHistories(folder: string): FileHistories {
  const histories = new Map<string, ChangesOnPages>();
  for (const page of listPages(path.join(folder, "files"))) {
    const file = path.join(folder, "files", page);
    const shown = readHeadingPath(readText(file));
    if (shown === null) continue;
    const here = readShownChanges(path.dirname(file), [path.basename(file)]);
    const known = histories.get(shown);
    histories.set(shown, known ? joinShown(known, here) : here);
  }
  return histories;
}

/** Checks every change of a day of the source in `folder`. Throws what is wrong. */
export function checkChanges(folder: string, { date, pairs }: DayJson, files: FileHistories): void {
  const place = path.join(folder, date);
  const first = readShownChanges(place, ["index.html"]);
  const all = readShownChanges(place, listPages(place));
  for (const change of pairs.flatMap(({ changes }) => changes)) {
    const name = `${change.path} (${change.anchor})`;
    if (!first.anchors.has(change.anchor)) throw new Error(`${name} is not on the day's page`);
    checkLines(change, all, `${name} on the day's pages`);
    const history = files.get(change.path);
    if (!history?.anchors.has(change.anchor)) throw new Error(`${name} is not on its file's page`);
    // A large change stands on pages of its own, to which its file's page leads.
    const isApart = existsSync(path.join(place, change.anchor));
    if (!isApart) checkLines(change, history, `${name} on its file's page`);
    checkEarlier(change, all, `${name} on the day's pages`);
    checkEarlier(change, history, `${name} on its file's page`);
  }
}

function checkLines(change: ChangeJson, shown: ChangesOnPages, where: string): void {
  const wanted = change.additions + change.deletions;
  const found = shown.lines.get(change.anchor) ?? 0;
  if (found === wanted) return;
  throw new Error(`${where}: ${String(found)} changed lines instead of ${String(wanted)}`);
}

/** Where a change is shown against an earlier version, all lines that differ from that are there. */
function checkEarlier({ anchor, revert }: ChangeJson, shown: ChangesOnPages, where: string): void {
  const found = shown.earlierLines.get(anchor) ?? 0;
  const wanted = revert ? revert.additions + revert.deletions : 0;
  if (found === 0 || found === wanted) return;
  throw new Error(
    `${where}: ${String(found)} lines against an earlier version instead of ${String(wanted)}`,
  );
}

function joinShown(left: ChangesOnPages, right: ChangesOnPages): ChangesOnPages {
  return {
    anchors: left.anchors.union(right.anchors),
    lines: new Map([...left.lines, ...right.lines]),
    earlierLines: new Map([...left.earlierLines, ...right.earlierLines]),
  };
}
