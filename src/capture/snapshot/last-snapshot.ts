import { existsSync } from "node:fs";
import path from "node:path";
import { readSnapshotFolder } from "../../archive/snapshot-folder.ts";
import { InputError } from "../../errors.ts";
import type { Stamp, Tree } from "../../model.ts";
import { compareStamps, formatStamp, parseStamp, timeOf } from "../../stamp.ts";
import { listFolders } from "../../archive/list-files.ts";

export interface LastSnapshot {
  readonly stamp: Stamp;
  readonly folder: string;
  readonly tree: Tree;
}

/** The source's newest snapshot, or null where it has none. Throws InputError. */
export function readLastSnapshot(sourceFolder: string): LastSnapshot | null {
  const stamp = listStamps(sourceFolder).at(-1);
  if (stamp === undefined) return null;
  const folder = path.join(sourceFolder, stamp);
  return { stamp, folder, tree: readSnapshotFolder(folder, () => true).tree };
}

/**
 * The stamp of a snapshot that is taken at `now` (milliseconds) after `last`: to the minute, or to the
 * second where that minute is taken. Throws InputError where the last one is not older.
 */
export function nameNextSnapshot(last: LastSnapshot | null, now: number, where: string): Stamp {
  const stamp = (["minute", "second"] as const)
    .map((precision) => formatStamp(now, precision))
    .find((each) => last === null || timeOf(each) > timeOf(last.stamp));
  if (stamp !== undefined) return stamp;
  throw new InputError({
    where,
    what: `the newest snapshot, ${last?.stamp ?? ""}, is not older than now, ${formatStamp(now, "second")}`,
    remedy: "Wait a second, set the clock right, or name a later moment: --now STAMP.",
  });
}

/** Oldest first. */
function listStamps(sourceFolder: string): Stamp[] {
  if (!existsSync(sourceFolder)) return [];
  return listFolders(sourceFolder)
    .filter((name) => parseStamp(name) !== null)
    .toSorted(compareStamps);
}
