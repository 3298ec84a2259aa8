/** Writes a git history as snapshot folders, for keepers who want files. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { openContentReader } from "../archive/content.ts";
import { locateRepository } from "../archive/git/locate-repository.ts";
import { chooseHistory, type GitHistory, readHistory } from "../archive/git/read-history.ts";
import { findSourceIdProblem, type GitConfig, parseSourceConfig } from "../config.ts";
import { InputError } from "../errors.ts";
import type { Snapshot, Stamp } from "../model.ts";
import { timeOf } from "../stamp.ts";
import { openDraft } from "./snapshot/draft.ts";
import { isSafePath } from "./snapshot/safe-path.ts";

export interface ImportTask {
  /** A path is relative to `from`. */
  readonly git: GitConfig;
  /** Absolute. */
  readonly from: string;
  /** The source's id. */
  readonly source: string;
  /** Absolute: the folder of the sources. */
  readonly snapshots: string;
  readonly cache: string;
  /** Snapshots before this moment (milliseconds) are left out; null for none. */
  readonly since: number | null;
  readonly now: number;
  readonly onSnapshot: (total: number) => void;
}

export interface ImportResult {
  readonly folder: string;
  readonly written: readonly Stamp[];
  /** Those whose folder was there already. */
  readonly present: readonly Stamp[];
}

/** Imports a history; folders that are there already are left alone. Throws InputError. */
export async function importHistory(task: ImportTask): Promise<ImportResult> {
  const folder = path.join(task.snapshots, task.source);
  checkSource(task.source, folder);
  const gitFolder = await locateRepository(task.git, task.from, task.cache);
  const history = await chooseHistory(gitFolder, task.git, task.now, task.git.repository);
  const chosen = history.chosen.filter(
    ({ stamp }) => task.since === null || timeOf(stamp) >= task.since,
  );
  const isPresent = ({ stamp }: { stamp: Stamp }) => existsSync(path.join(folder, stamp));
  const present = chosen.filter(isPresent).map(({ stamp }) => stamp);
  const wanted = chosen.filter((commit) => !isPresent(commit));
  await write({ ...history, chosen: wanted }, folder, () => {
    task.onSnapshot(wanted.length);
  });
  return { folder, written: wanted.map(({ stamp }) => stamp), present };
}

async function write(history: GitHistory, folder: string, onSnapshot: () => void): Promise<void> {
  const { snapshots, places } = await readHistory(
    history,
    () => true,
    () => undefined,
  );
  snapshots.forEach(checkPaths);
  const reader = openContentReader();
  try {
    for (const { stamp, tree } of snapshots) {
      const draft = openDraft(folder);
      try {
        const hashes = new Set([...tree.values()].map(({ hash }) => hash));
        const wanted = [...places].filter(([hash]) => hashes.has(hash));
        const contents = await reader.readAll(new Map(wanted));
        for (const [file, { hash, mode }] of tree) {
          draft.write(file, contents.get(hash) ?? new Uint8Array(), mode);
        }
        draft.publish(stamp);
      } finally {
        draft.discard();
      }
      onSnapshot();
    }
  } finally {
    reader.close();
  }
}

function checkSource(id: string, folder: string): void {
  const problem = findSourceIdProblem(id, folder);
  if (problem) throw new InputError(problem);
  const file = path.join(folder, "source.yaml");
  if (!existsSync(file) || !parseSourceConfig(readFileSync(file, "utf8"), file).git) return;
  throw new InputError({
    where: file,
    what: "has the key “git”, and folders would stand beside it",
    remedy: "Remove the key, or import into a source of another name.",
  });
}

/** git itself refuses to check such trees out. */
function checkPaths({ stamp, tree }: Snapshot): void {
  const unsafe = [...tree.keys()].filter((file) => !isSafePath(file));
  if (unsafe.length === 0) return;
  throw new InputError(
    unsafe.map((file) => ({
      where: `${stamp}/${JSON.stringify(file)}`,
      what: "is a name that no snapshot may hold",
      remedy: "Import a later part of the history (--since), or take it as a git source.",
    })),
  );
}
