/**
 * Temporary files and folders: what is being written to the cache, until a rename brings it to its place. All stand in one
 * folder, so that those of killed builds are found without a look at every entry.
 */
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { isRunning } from "./is-running.ts";
import { makeFolder } from "./make-folder.ts";

const folderName = "temporary";
const dayMs = 86_400_000;

/** A path for a new one in the cache `folder`; the folder that it stands in is made. */
export function nameTemporary(folder: string): string {
  const temporary = path.join(folder, folderName);
  makeFolder(temporary);
  return path.join(temporary, `${hostname()}~${String(process.pid)}~${randomUUID()}`);
}

/**
 * Removes those of processes that are no more. A store may be shared by machines: what another one
 * writes is left alone for a day.
 */
export function cleanTemporaryFiles(folder: string): void {
  const temporary = path.join(folder, folderName);
  makeFolder(temporary);
  for (const name of readdirSync(temporary)) {
    const [host, id] = name.split("~");
    const file = path.join(temporary, name);
    const isOurs = host === hostname();
    if (isOurs ? !isRunning(Number(id)) : isOlderThanDay(file)) {
      rmSync(file, { recursive: true, force: true });
    }
  }
}

function isOlderThanDay(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > dayMs;
}
