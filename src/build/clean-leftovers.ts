import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

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

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a running one too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
