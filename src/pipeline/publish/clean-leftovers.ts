import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { isRunning } from "../../archive/is-running.ts";

/**
 * Removes what killed builds left: entries of `folder` named `prefix` and the id of a process that is no
 * more. Those of builds that are running now stay.
 */
export function cleanLeftovers(folder: string, prefix: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const id = Number(name.slice(prefix.length));
    if (Number.isInteger(id) && id > 0 && !isRunning(id)) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}
