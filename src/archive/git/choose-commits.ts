/** Which commits of a history are snapshots, and under which stamps. Pure. */
import type { Stamp } from "../../model.ts";
import { dateOf, formatStamp } from "../../stamp.ts";

export interface FolderCommit {
  readonly commit: string;
  /** Committer time in milliseconds. */
  readonly time: number;
  /** Object id of the folder's tree; null where the commit has no such folder. */
  readonly tree: string | null;
}

export interface ChosenCommit {
  readonly stamp: Stamp;
  readonly commit: string;
  readonly tree: string | null;
  /** Its own time, in milliseconds, where its clock had gone back and `stamp` is another one's. */
  readonly wentBackTo?: number;
}

const month = 30 * 24 * 60 * 60 * 1000;

/**
 * Chooses snapshots from commits in the order of the history. Only commits that touch the folder count;
 * what comes before the folder first exists does not. A commit whose clock went backwards counts at
 * the time of the one before it; one whose clock is a month ahead of `now` or more is passed over, since
 * all that follow would wait for its time (what it did is part of the next one's tree). `day`: each UTC day's last commit, days that were over at `now`;
 * `commit`: each one, the last within one second.
 */
export function chooseCommits(
  commits: readonly FolderCommit[],
  every: "day" | "commit",
  now: number,
): ChosenCommit[] {
  const precision = every === "day" ? "minute" : "second";
  const chosen = new Map<string, ChosenCommit>();
  let latest = 0;
  let previousTree: string | null = null;
  for (const { commit, time, tree } of commits) {
    if (time > now + month) continue;
    latest = Math.max(latest, time);
    if (tree === previousTree) continue;
    previousTree = tree;
    const stamp = formatStamp(latest, precision);
    const slot = every === "day" ? dateOf(stamp) : stamp;
    // Setting again keeps the slot's place, which is right: times never go back here.
    chosen.set(slot, { stamp, commit, tree, ...(time < latest && { wentBackTo: time }) });
  }
  const today = dateOf(formatStamp(now));
  return [...chosen.values()].filter(({ stamp }) => every === "commit" || dateOf(stamp) < today);
}
