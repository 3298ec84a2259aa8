/**
 * Drafts: what is being written to the cache, until a rename brings it to its place. All stand in one
 * folder, so that those of killed builds are found without a look at every entry.
 */
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { isRunning } from "./is-running.ts";
import { makeFolder } from "./make-folder.ts";

const folderName = "drafts";
const dayMs = 86_400_000;

/** A path for a new draft in the cache `folder`; the folder that it stands in is made. */
export function nameDraft(folder: string): string {
  const drafts = path.join(folder, folderName);
  makeFolder(drafts);
  return path.join(drafts, `${hostname()}~${String(process.pid)}~${randomUUID()}`);
}

/**
 * Removes the drafts of processes that are no more. A store may be shared by machines: what another one
 * writes is left alone for a day.
 */
export function cleanDrafts(folder: string): void {
  const drafts = path.join(folder, folderName);
  makeFolder(drafts);
  for (const name of readdirSync(drafts)) {
    const [host, id] = name.split("~");
    const draft = path.join(drafts, name);
    const isOurs = host === hostname();
    if (isOurs ? !isRunning(Number(id)) : isOlderThanDay(draft)) {
      rmSync(draft, { recursive: true, force: true });
    }
  }
}

function isOlderThanDay(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > dayMs;
}
